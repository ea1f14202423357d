"""Two signs that are no word, where a frequent word was meant."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from app.checks.engine import check
from app.checks.model import Around, Finding
from app.checks.registry import BadRule
from app.checks.words.lint import lint
from app.checks.words.nonwords import behind, find, sort
from app.domain.organ import Organ
from app.domain.report import Report, ReportKey
from app.forms.load import load_file as load_form
from app.wording.load import load_file
from app.wording.model import Entry, Wording

FOLDER = Path(__file__).parents[4] / "resources" / "wording"
LIST = load_file(FOLDER / "nonwords.toml")
LISTS = (LIST, *(load_file(FOLDER / f"{name}.toml") for name in ("confusable", "slips", "phrases", "alike")))
FORM = replace(load_form(Path(__file__).parents[3] / "forms" / "annual_2027.toml"), rules=())
TEXT = next(section.id for section in FORM.sections if section.kind == "text")
KNOWN = sort(LIST.entries)

SLIPS = [
    ("由党政办统一受理并登计。", "登记"),
    ("分管领导剧体抓落实。", "具体"),
    ("积极参家培训会。", "参加"),
    ("依脱一体化平台公开办事流程。", "依托"),
    ("行政复议和行政述讼。", "诉讼"),
    ("逐条梳里公开事项。", "梳理"),
]
NEAR_MISSES = [
    "方便名单上的群众。",
    "码上公开，浙里办事。",
    "副乡长余国正、罗志勤出席。",
    "白鹤滩何家坝社区石要村的公示栏。",
    "凡涉及师生切身利益的大事、要事，一律公开。",
    "推动微信公众号与微博联动。",
    "每月10日局长接待日。",
]


def _found(text: str, organ: str = "柳湾乡") -> list[Finding]:
    report = Report(ReportKey(organ, 2027), FORM.id, passages={TEXT: text})
    return list(check(FORM, report, None, Around(organ=Organ.named(organ), wording=Wording(LISTS))).findings)


def test_the_list_proves_itself() -> None:
    assert lint(LIST) == []


@pytest.mark.parametrize(("text", "right"), SLIPS, ids=[right for _, right in SLIPS])
def test_what_is_no_word_is_found_once_and_can_be_put_right(text: str, right: str) -> None:
    (finding,) = _found(text)
    assert finding.rule in ("nonwords.words", "confusable.words", "alike.words")
    assert right in finding.message
    assert finding.fix is not None


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_where_two_words_meet_or_a_name_stands_nothing_is_said(text: str) -> None:
    assert _found(text) == []


def test_each_word_is_found_with_any_of_its_slips_and_quiet_without_one() -> None:
    assert len(KNOWN.words) > 1000
    for word, first, second in KNOWN.words:
        assert find(f"。{word}。", KNOWN) == ()
        for wrong in (*(sign + word[1] for sign in first), *(word[0] + sign for sign in second)):
            assert [item.right for item in find(f"。{wrong}。", KNOWN)] == [word], wrong


def test_no_slip_is_itself_a_known_word() -> None:
    wrong = {pair for word, one, two in KNOWN.words for pair in [s + word[1] for s in one] + [word[0] + s for s in two]}
    assert not any(pair[1] in behind(pair[0], KNOWN) for pair in wrong)


def test_the_own_name_and_what_is_right_by_the_list_are_left_alone() -> None:
    assert _found("登计乡公开信息。", "登计乡") == []
    assert find("登计。", sort((*LIST.entries, Entry("more", (), (), {"unless": ["登计"]})))) == ()


def test_what_another_list_tells_is_not_told_twice() -> None:
    assert len(_found("责任追纠的情形。")) == 1


@pytest.mark.parametrize("line", ["登记灯计", "登/计", "登记"])
def test_a_line_that_cannot_be_read_is_refused(line: str) -> None:
    with pytest.raises(BadRule):
        sort((Entry("bad", (), (), {"words": [line]}),))
