"""What a form says of its picture is proved before anything is drawn from it."""

import pytest

from app.checks.lint import lint
from app.domain.errors import FormTrouble
from app.forms.load import load_text
from tests.app.exports.picture.stories import form_of


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('given  = ["granted", "partial"]', 'given  = ["granted"]', "不是同一条规则的两边"),
        ('given  = ["granted", "partial"]', 'given  = ["granted", "partial", "partial"]', "不是同一条规则的两边"),
        ('before = "carried_in" ', 'before = "carried_out"', "不是同一条规则的两边"),
        ('denied = ["refused",', 'denied = ["gone",', "行 gone 不存在"),
        ('column = "total"', 'column = "gone"', "列 gone 不存在"),
        ('cells = ["proactive.rules.in_force"]', 'cells = ["proactive.rules.gone"]', "proactive.rules.gone 不存在"),
        ("废止{repealed}件", "废止{gone}件", "{gone} 不是那一行的列"),
        ('groups = ["review", "direct",', 'groups = ["gone", "direct",', "列 gone 不存在"),
        ('{ label = "未审结", tone = "open" }', "", "有 3 种"),
        ('tone = "open"', 'tone = "grey"', "tone 只能是"),
        ('shortfalls = "problems"', 'shortfalls = "gone"', "不是文字部分"),
        ('shortfalls = "problems"', 'short = "problems"', "short 不认识"),
        ('title = "主动公开"\nshortfalls', 'title = "主动\\u0007公开"\nshortfalls', "控制符"),
        ('says = "没有行政复议"', f'says = "{"没" * 201}"', "太长"),
    ],
)
def test_faults_are_named(old: str, new: str, fault: str) -> None:
    source = form_of(2023).source
    assert old in source
    assert any(fault in found for found in lint(load_text(source.replace(old, new))))


def test_too_much_is_refused_before_it_is_looked_at() -> None:
    more = '[[picture.count]]\nlabel = "甲"\nunit = "件"\ncells = ["x"]\n' * 400
    assert lint(load_text(form_of(2023).source + more)) == ["picture 写得太多，最多 800 处文字"]


@pytest.mark.parametrize("text", ["picture = 3", "[picture]\ntitle = 3", "[picture]\ntitle = ''\nflow = []"])
def test_nonsense_is_no_crash(text: str) -> None:
    head, body = form_of(2023).source.split("[preface]", 1)
    body = "[preface]" + body.split("# 一图读懂", 1)[0]
    source = head + text + "\n" + body if text.startswith("picture") else head + body + text
    try:
        found = tuple(lint(load_text(source)))
    except FormTrouble as trouble:
        found = trouble.problems
    assert found
