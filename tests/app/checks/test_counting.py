"""One way to count: findings in texts are counted like those in figures, and those with a reason drop out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from app.checks import readers, registry
from app.checks.counting import left
from app.checks.engine import CheckResult, check
from app.checks.lamps import cover_lamp, section_lamp
from app.checks.model import Around, Context, Hit, Spot
from app.checks.registry import Reader, word_kind
from app.domain.report import Answer, Report, ReportKey
from app.forms.catalogue import load_folder
from app.forms.model import Form, Rule
from app.wording.model import Wording, Wordlist
from tests.wordlists import only_lists

FORM = load_folder(Path(__file__).parents[3] / "resources" / "forms").governing(2023)
TEXT = next(section for section in FORM.sections if section.kind == "text")
WORD = "甲乙"


@pytest.fixture(autouse=True)
def find_word(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "KINDS", dict(registry.KINDS))
    monkeypatch.setattr(readers, "_readings", only_lists)

    @word_kind("test_find", {}, {}, ("quote",))
    def find(form: Form, rule: Rule, wording: Wording) -> Reader:
        def read(context: Context) -> Iterable[Hit]:
            for name, text in context.passages.items():
                at = text.find(WORD)
                if at >= 0:
                    section = name if form.section(name) else ""
                    yield Hit(section, {"quote": WORD}, spots=(Spot(name, at, at + len(WORD), WORD),))

        return read


def result(text: str, severity: str = "warning", **answers: str) -> CheckResult:
    rule = Rule("test.word", "test_find", severity, "advice", "“{quote}”看一下")  # type: ignore[arg-type]
    around = Around(wording=Wording((Wordlist("test", "试", (rule,)),)))
    passages = {s.id: "写了。" for s in FORM.sections if s.kind == "text"} | {TEXT.id: text}
    report = Report(ReportKey("某乡", 2023), FORM.id, cells=dict.fromkeys(FORM.cells, 0), passages=passages)
    for finding in check(FORM, report, None, around).findings if answers else ():
        report = report.with_answer(Answer(finding.rule, finding.mark, finding.ground, answers["reason"], "王", ""))
    return check(FORM, report, None, around)


def test_a_warning_in_a_text_is_a_doubt() -> None:
    found = result(f"这里有{WORD}。")
    assert [finding.section for finding in left(found).doubts] == [TEXT.id]
    assert (left(found).faults, left(found).texts, left(found).unwritten) == ((), (), ())
    assert section_lamp(found, TEXT).word == "疑 1"
    assert section_lamp(found, TEXT, doubted=1).word == "疑 2"


def test_a_reason_takes_it_out() -> None:
    found = result(f"这里有{WORD}。", reason="是地名")
    assert left(found).doubts == ()
    assert found.findings[0].answer is not None
    assert section_lamp(found, TEXT).word == "已写"


def test_an_error_in_a_text_must_be_put_right() -> None:
    found = result(f"这里有{WORD}。", "error")
    assert len(left(found).blockers) == 1
    assert section_lamp(found, TEXT).kind == "must"
    assert section_lamp(found, TEXT).spoken == "必须改正 1 处"


def test_a_tip_is_counted_nowhere() -> None:
    found = result(f"这里有{WORD}。", "info")
    assert (left(found).doubts, left(found).faults) == ((), ())
    assert section_lamp(found, TEXT).kind == "ok"


def test_what_stands_in_no_part_is_shown_by_the_cover() -> None:
    assert FORM.preface is not None
    found = result("好。")
    assert cover_lamp(found) is None
    report = found.context.report.with_passages({FORM.preface.id: f"前面有{WORD}。"})
    found = check(FORM, report, None, found.context.around)
    lamp = cover_lamp(found)
    assert lamp is not None
    assert lamp.word == "疑 1"
    assert len(left(found).doubts) == 1


def test_that_nothing_is_written_is_no_doubt_and_may_have_its_reason() -> None:
    report = Report(ReportKey("某乡", 2023), FORM.id)
    found = check(FORM, report)
    still = left(found)
    assert TEXT.id in still.unwritten
    assert TEXT.id in [finding.section for finding in still.texts]
    assert not still.doubts
    one = next(finding for finding in still.texts if finding.section == TEXT.id)
    if one.severity == "warning":
        reason = Answer(one.rule, one.mark, one.ground, "今年不写", "王", "")
        again = left(check(FORM, replace(report, answers={reason.key: reason})))
        assert TEXT.id not in again.unwritten
        assert one.rule not in [finding.rule for finding in again.texts]
