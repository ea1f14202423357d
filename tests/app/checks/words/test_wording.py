"""Kind ``wording``: the place, the sentence, the certain fix; and lists that do not fit are refused."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from app.checks import fixing
from app.checks.engine import CheckResult, check
from app.checks.model import Around
from app.checks.words.lint import lint
from app.domain import live
from app.domain.report import Report, ReportKey
from app.forms.load import load_file
from app.forms.model import Form
from app.wording.load import load_text
from app.wording.model import Wording

FORM = load_file(Path(__file__).parents[3] / "forms" / "annual_2027.toml")
PLAIN: Form = replace(FORM, rules=(), preface=None)
TEXT = next(section.id for section in FORM.sections if section.kind == "text")
LIST = """
id = "slips"
title = "笔误"
[[rule]]
id = "slips.words"
kind = "wording"
severity = "warning"
basis = "advice"
message = "{at}，{says}"
list = "slips"
[[entry]]
id = "de"
find = ["公开<得>(工作|部署)"]
unless = ["不公开得工作"]
right = "的"
certain = true
fires = ["推进公开得工作。"]
quiet = ["推进公开得好。", "不公开得工作。"]
[[entry]]
id = "matter"
find = ["密切相关的<事物>"]
right = "事项"
or = ["事务"]
severity = "info"
fires = ["密切相关的事物。"]
quiet = ["新生事物。"]
[[entry]]
id = "said"
find = ["请审阅"]
note = "是上报时的话，公开的报告里不用写"
fires = ["请审阅。"]
quiet = ["审阅。"]
"""


def _checked(text: str, source: str = LIST) -> CheckResult:
    report = Report(ReportKey("柳湾乡", 2027), FORM.id, passages={TEXT: text})
    return check(PLAIN, report, None, Around(wording=Wording((load_text(source),))))


def _findings(text: str) -> list[str]:
    return [finding.message for finding in _checked(text).findings if finding.rule == "slips.words"]


def test_the_list_of_this_test_proves_itself() -> None:
    assert lint(load_text(LIST)) == []


def test_a_slip_is_named_with_its_place_and_what_should_stand_there() -> None:
    assert _findings("　　推进公开得工作部署。请审阅。密切相关的事物。") == [
        "“推进公开得工作部署”里的“得”，疑应为“的”。",
        "“请审阅”，是上报时的话，公开的报告里不用写。",
        "“密切相关的事物”里的“事物”，疑应为“事项”或“事务”。",
    ]


def test_what_is_meant_and_what_was_damaged_stays_quiet() -> None:
    assert _findings("不公开得工作。公开得好。\n還有縣鎮個業務公开得工作") == []


def test_of_two_words_that_may_be_meant_each_is_offered() -> None:
    result = _checked("　　密切相关的事物。")
    (finding,) = result.findings
    assert (finding.fix, [way.label for way in finding.choices]) == (None, ["改为“事项”", "改为“事务”"])
    changes = [fixing.change(way, result.context.report, "改") for way in finding.choices]
    assert [change.passages[TEXT] for change in changes if change is not None] == [
        "　　密切相关的事项。",
        "　　密切相关的事务。",
    ]
    (certain,) = _checked("公开得工作。").findings
    assert certain.choices == ()


def test_an_entry_may_know_the_severity_better() -> None:
    assert [finding.severity for finding in _checked("密切相关的事物。").findings] == ["info"]


def test_a_certain_slip_is_put_right_where_it_stands_beside_live_numbers() -> None:
    address = next(iter(PLAIN.cells))
    result = _checked(f"共{live.marker(address)}件。公开得工作，公开得部署。")
    fixes = [finding.fix for finding in result.findings if finding.rule == "slips.words"]
    assert len({finding.mark for finding in result.findings}) == len(result.findings)
    assert fixes[1] is not None
    assert fixes[1].label == "改为“的”"
    done = fixing.change(fixes[1], result.context.report, "改为“的”")
    assert done is not None
    assert done.passages[TEXT] == f"共{live.marker(address)}件。公开得工作，公开的部署。"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (('right = "的"', "right = 3"), "right 应是文字"),
        (('right = "的"', 'rihgt = "的"'), "rihgt 不认识"),
        (("certain = true", "certian = true"), "certian 不认识"),
        (('severity = "info"', 'severity = "bad"'), "severity 只能是"),
        (('find = ["请审阅"]', ""), "缺少 find"),
        (('note = "是上报时的话，公开的报告里不用写"', ""), "要写 right"),
        (("公开<得>(工作|部署)", "公开<得(工作|部署)"), "没有配好"),
        (("公开<得>(工作|部署)", "~~~得"), "慢"),
        (('"推进公开得工作。"', '"推进公开的工作。"'), "没有查出"),
        (('"推进公开得好。"', '"推进公开得工作。"'), "却查出了"),
        (("{at}，{says}", "{who}"), "{who} 不认识"),
        (('list = "slips"', 'list = "other"'), "没有一条规则读"),
        (('kind = "wording"', 'kind = "sums_equal"'), "不认识"),
        (('kind = "wording"', 'kind = "wordings"'), "不认识"),
        (('quiet = ["审阅。"]', ""), None),
        (('fires = ["请审阅。"]\nquiet = ["审阅。"]', ""), "没有例句"),
    ],
)
def test_a_list_that_does_not_fit_is_refused_with_a_sentence(change: tuple[str, str], said: str | None) -> None:
    assert change[0] in LIST
    faults = lint(load_text(LIST.replace(*change)))
    assert (not faults) == (said is None)
    assert said is None or said in faults[0]


def test_the_sentences_of_a_rule_are_tried_too() -> None:
    wrong = LIST.replace('list = "slips"', 'list = "slips"\nfires = ["没有事。"]')
    assert lint(load_text(wrong)) == ["规则 slips.words 应查出“没有事。”，没有查出"]
