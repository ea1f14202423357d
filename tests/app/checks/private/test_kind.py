"""The kind ``private`` over a report: where it looks, what it says, what its button does."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from app.checks import fixing
from app.checks.engine import CheckResult, check
from app.checks.model import Around, Finding
from app.checks.private.kind import OFFICE, STARS, finders_of
from app.checks.registry import BadRule
from app.domain import live
from app.domain.organ import Organ
from app.domain.report import Report, ReportKey
from app.forms.catalogue import load_folder
from app.forms.model import Rule
from app.system.paths import forms_folder
from app.wording.model import Wording, Wordlist

_FORM = load_folder(forms_folder()).governing(2023)
_ORGAN = Organ("柳湾乡", district="青禾县", phone="0971-2212345")


def _check(private: Wordlist, passages: dict[str, str], organ: Organ | None = _ORGAN) -> CheckResult:
    around = Around(organ=organ, today=date(2024, 1, 10), wording=Wording((private,)))
    return check(_FORM, Report(ReportKey("柳湾乡", 2023), _FORM.id, passages=passages), None, around)


def _found(result: CheckResult) -> list[Finding]:
    return [finding for finding in result.findings if finding.rule.startswith("private.")]


@pytest.mark.parametrize("passage", _FORM.passage_ids)
def test_every_text_and_every_line_of_the_cover_is_looked_at(private: Wordlist, passage: str) -> None:
    [finding] = _found(_check(private, {passage: "联系人老马，13897112345"}))
    assert (finding.section, finding.spots[0].quote) == (passage, "13897112345")
    assert finding.message.endswith("里有手机号码 138****2345，公开以前要打上星号。")
    assert (finding.severity, finding.is_open) == ("warning", True)


def test_stars_are_put_by_one_click(private: Wordlist) -> None:
    passage = _FORM.passage_ids[-1]
    result = _check(private, {passage: "老马 138 9711 2345，小李 13997112346。"})
    first, second = _found(result)
    assert first.fix is not None
    assert first.fix.label == STARS
    change = fixing.change(first.fix, result.context.report, "打上星号")
    assert change is not None
    assert change.passages[passage] == "老马 138****2345，小李 13997112346。"
    assert second.spots[0].quote == "13997112346"


def test_a_live_number_is_never_cut(private: Wordlist) -> None:
    cell = next(iter(_FORM.cells))
    passage = _FORM.passage_ids[-1]
    kept = {passage: f"13897112{live.marker(cell)}"}
    report = Report(ReportKey("柳湾乡", 2023), _FORM.id, cells={cell: 345}, passages=kept)
    [finding] = _found(check(_FORM, report, None, Around(organ=_ORGAN, wording=Wording((private,)))))
    assert finding.fix is None
    assert finding.spots[0].quote == "13897112345"


def test_what_the_office_says_of_itself_is_looked_at(private: Wordlist) -> None:
    [finding] = _found(_check(private, {}, replace(_ORGAN, phone="13897112345")))
    assert (finding.place, finding.section, finding.fix) == (OFFICE, "", None)
    assert _found(_check(private, {})) == []


def test_nothing_to_look_at_cannot_run(private: Wordlist) -> None:
    result = _check(private, {}, None)
    assert [o.reason for o in result.words if o.rule.startswith("private.")] == ["no_text"] * 2


def test_marks_of_secrecy_have_no_stars(private: Wordlist) -> None:
    [finding] = _found(_check(private, {_FORM.passage_ids[-1]: "秘密★10年\n总体情况如下。"}))
    assert (finding.rule, finding.fix) == ("private.mark", None)
    assert "“秘密★10年”" in finding.message


def test_an_answer_and_a_message_never_hold_the_number(private: Wordlist) -> None:
    [finding] = _found(_check(private, {_FORM.passage_ids[-1]: "13897112345"}))
    assert "13897112345" not in finding.mark + finding.message + finding.ground


@pytest.mark.parametrize("finders", [["nobody"], []])
def test_a_finder_that_is_not_there_is_refused(private: Wordlist, finders: list[str]) -> None:
    rule = private.rules[0]._replace(params={"list": "private", "finders": finders or ["mobile", "x"]})
    with pytest.raises(BadRule):
        finders_of(rule, Wording((private,)))


def test_a_kind_of_finder_that_is_not_there_is_refused(private: Wordlist) -> None:
    odd = replace(private.entries[0], params={"finder": "telepathy", "says": "梦"})
    listed = Wordlist("private", "", (), (odd,))
    rule = Rule("r", "private", "warning", "advice", "m", {"list": "private", "finders": [odd.id]})
    with pytest.raises(BadRule):
        finders_of(rule, Wording((listed,)))
