"""Set phrases in which a sign of like sound or like shape took the place of another."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from app.checks.engine import check
from app.checks.model import Around
from app.checks.registry import BadRule
from app.checks.words.alike import find, sort
from app.checks.words.lint import lint
from app.checks.words.neighbours import groups
from app.domain.organ import Organ
from app.domain.report import Report, ReportKey
from app.forms.load import load_file as load_form
from app.wording.load import load_file
from app.wording.model import Entry, Wording

FOLDER = Path(__file__).parents[4] / "resources" / "wording"
LIST = load_file(FOLDER / "alike.toml")
WORDING = Wording((LIST, *(load_file(FOLDER / f"{name}.toml") for name in ("confusable", "slips", "phrases"))))
FORM = replace(load_form(Path(__file__).parents[3] / "forms" / "annual_2027.toml"), rules=())
TEXT = next(section.id for section in FORM.sections if section.kind == "text")
KNOWN = sort(LIST.entries)
PHRASES = [phrase for entry in LIST.entries for phrase in entry.params.get("phrases", ())]

SLIPS = [
    ("保障群众的知请权。", "群众的知情权"),
    ("对主动公开目录进行动太调整。", "动态调整"),
    ("便民服务中新设有查阅点。", "便民服务中心"),
    ("政策解度形式单一。", "政策解读"),
    ("领导小组办公是设在党政办。", "小组办公室"),
    ("人员不稳订。", "人员不稳定"),
    ("不断完善工作机质。", "工作机制"),
    ("提高公开实校。", "公开实效"),
]
NEAR_MISSES = [
    "提高公开时效。",
    "分析公开形势。",
    "举办政务公开主题活动。",
    "群众反应良好。",
    "即时发布预警。",
    "工作合理安排。",
    "公开事项实现全覆盖。",
    "政务公开是法定职责。",
]


def _found(text: str) -> list[tuple[str, str]]:
    report = Report(ReportKey("柳湾乡", 2027), FORM.id, passages={TEXT: text})
    found = check(FORM, report, None, Around(organ=Organ.named("柳湾乡"), wording=WORDING)).findings
    return [(one.rule, one.message) for one in found]


def test_the_list_proves_itself() -> None:
    assert lint(LIST) == []


@pytest.mark.parametrize(("text", "right"), SLIPS, ids=[right for _, right in SLIPS])
def test_a_sign_of_like_sound_or_shape_is_found_once(text: str, right: str) -> None:
    assert [(rule, right in message) for rule, message in _found(text)] == [("alike.words", True)]


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_a_near_miss_is_left_alone(text: str) -> None:
    assert _found(text) == []


@pytest.mark.parametrize("text", ["推进政付信息公开。", "规范姓文件2件。"])
def test_what_another_list_tells_is_not_told_twice(text: str) -> None:
    assert len(_found(text)) == 1


def test_each_phrase_is_right_and_found_with_any_sign_changed_to_one_alike() -> None:
    alike = groups(LIST.entries)
    for phrase in PHRASES:
        assert find(f"{phrase}。", KNOWN) == ()
        for at, sign in enumerate(phrase):
            for other in alike.get(sign, "").replace(sign, "")[:2]:
                wrong = phrase[:at] + other + phrase[at + 1 :]
                assert find(f"做好{wrong}。", KNOWN) or any(word in f"做好{wrong}" for word in KNOWN.right_ones), wrong


def test_no_phrase_is_another_one_with_a_sign_changed() -> None:
    assert [phrase for phrase in PHRASES for item in find(phrase, KNOWN) if item.phrase != phrase] == []


def test_two_changed_signs_are_other_words() -> None:
    assert find("公开实现。", KNOWN) == ()  # 公开时限, with both signs of it another


def test_a_mirrored_text_is_left_alone() -> None:
    assert find("<span style>保障群众的知请权。</span>", KNOWN) == ()


def test_a_phrase_too_short_is_refused() -> None:
    with pytest.raises(BadRule):
        sort((Entry("short", (), (), {"phrases": ["公开栏"]}),))
