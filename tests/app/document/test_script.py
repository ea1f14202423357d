"""大喇叭稿: a minute of spoken Chinese from figures only, for whatever year it was."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from app.checks.totals import effective, total_addresses
from app.document.blocks import Document, KeyFigure, Signature
from app.document.compose import compose
from app.document.script import announcement
from app.document.story import Counter, Lead, Measure, Noughts, Step, Steps, Story, StoryFoot, Strip
from app.document.telling import tell
from app.domain.organ import Organ
from app.domain.report import Report, ReportKey
from app.domain.values import Value
from app.forms.catalogue import Catalogue
from app.forms.load import load_file
from tests.app.document.conftest import FORMS

ORGAN = Organ("柳湾乡", "乡", phone="0971-1234567", office="柳湾乡党政办公室")
LEAST, MOST = 220, 260
LEAD = Lead("花的钱", "", (Measure("修路", "3", "处"), Measure("一共", "606.05", "万元")))
NOUGHTS = Noughts(
    "为零", "", (Measure("信访", "0", "件", is_nought=True),), (Measure("罚款", "0", "件", is_nought=True),)
)
STEPS = Steps("想知道更多，可以这样问", "", tuple(Step(f"第{at}步", f"这是第{at}步要做的事。", "") for at in (1, 2, 3)))
STORY = Story(
    "published",
    "柳湾乡2020年的事",
    "",
    "修路3处，一共606.05万元；没有信访。",
    (LEAD, NOUGHTS, STEPS, Counter("问", (), "0971-1234567")),
    StoryFoot("柳湾乡人民政府", "", "", "0971-1234567", "7K3M 9QXD", "", "柳湾乡2020年账目"),
)
DOCUMENT = Document(
    "柳湾乡2020年账目", ("柳湾乡2020年账目",), (), (), Signature("柳湾乡人民政府", "2021年1月15日"), 2020
)


def length(text: str) -> int:
    return sum(map(str.isalnum, text))


def real(
    catalogue: Catalogue, year: int, stated: Mapping[str, Value], organ: Organ = ORGAN
) -> tuple[Document, Story, str]:
    form = catalogue.governing(year)
    cells: dict[str, Value] = {name: 0 for name in form.cells if name not in total_addresses(form)}
    report = Report(ReportKey(organ.short_name, year), form.id, cells={**cells, **stated})
    values = effective(form, report.cells)
    issued = date(year + 1, 1, 15)
    document = compose(form, report, organ, values, issued)
    story = tell(form, report, organ, values, issued=issued)
    return document, story, announcement(document, story)


def test_a_story_made_by_hand_is_told_in_words() -> None:
    assert announcement(DOCUMENT, STORY).splitlines() == [
        "各位乡亲，大家好！现在播报《柳湾乡二零二零年账目》的主要内容。报告说的是二零二零年一月一日到十二月三十一日的事。",
        "修路三处，一共六百零六点零五万元。没有信访。全年为零的事项有：罚款。",
        "想知道更多，可以这样问：这是第一步要做的事。",
        "申请公开的，这是第三步要做的事。",
        "报告全文贴在政府信息公开栏，请大家就近去看。",
        "有不明白的，请打电话：零九七幺，幺二三，四五六七。再说一遍：零九七幺，幺二三，四五六七。公开的事做得好不好，欢迎大家提意见。",
        "请大家互相转告。",
        "没有听清的不要急，稍后再播一遍。谢谢大家！",
    ]


def test_two_matters_with_the_same_figure_are_both_told() -> None:
    strip = Strip("别的", "", (Measure("种树", "3", "处"),))
    keys = (KeyFigure("", "修路", "3", "处"), KeyFigure("", "修桥", "3", "处"), KeyFigure("", "空", "", "处"))
    told = announcement(replace(DOCUMENT, key_figures=keys), replace(STORY, blocks=(LEAD, strip)))
    assert "还有这些数：种树三处、修桥三处。" in told
    assert told.count("修路三处") == 1


def test_a_figure_that_the_finding_says_in_other_words_is_not_said_again() -> None:
    keys = (KeyFigure("", "本年新收的信", "4", "封"), KeyFigure("", "寄出", "4", "封"))
    story = replace(STORY, finding="收到4封信。", blocks=(), told=(Measure("本年新收", "4", "封"),))
    said = announcement(replace(DOCUMENT, key_figures=keys), story)
    assert "还有这些数：寄出四封。" in said


def test_the_end_of_a_longer_figure_is_not_the_figure() -> None:
    strip = Strip("别的", "", (Measure("修路", "3", "处"),))
    assert "修路三处" in announcement(DOCUMENT, replace(STORY, finding="修路13处。", blocks=(strip,)))


def test_what_nobody_told_is_left_out() -> None:
    foot = replace(STORY.foot, phone="")
    told = announcement(DOCUMENT, replace(STORY, blocks=(), foot=foot, finding=""))
    assert "电话" not in told
    assert "为零" not in told
    assert "{" not in told
    assert told.startswith("各位乡亲")


def test_a_telephone_of_the_counter_will_do() -> None:
    told = announcement(DOCUMENT, replace(STORY, foot=replace(STORY.foot, phone="")))
    assert told.count("零九七幺，幺二三，四五六七") == 2


def test_more_figures_than_a_minute_holds_are_cut_short() -> None:
    many = tuple(Measure(f"第{at}件要紧的事情", str(at * 111), "件") for at in range(1, 60))
    told = announcement(DOCUMENT, replace(STORY, blocks=(Strip("多", "", many),)))
    assert "第一件要紧的事情一百一十一件、第二件" in told
    assert length(told) <= MOST


@pytest.mark.parametrize("organ", [ORGAN, Organ("沭阳县人民政府", "区（县）部门", phone="0527-83551234")])
def test_real_years_take_a_minute(catalogue: Catalogue, organ: Organ) -> None:
    names = {year: catalogue.governing(year) for year in (2020, 2023)}
    first = [item.cells[0] for item in names[2020].headlines[:2]]
    years: list[tuple[int, dict[str, Value]]] = [
        (2020, {first[0]: 10, first[1]: Decimal("606.05")}),
        (2020, {}),
        (2023, {}),
    ]
    for year, stated in years:
        _, story, told = real(catalogue, year, stated, organ)
        assert LEAST <= length(told) <= MOST
        assert not re.search(r"[0-9{}]", told)
        assert story.finding[:4] in told
        assert told.count("\n") >= 4
    assert "六百零六点零五万元" in real(catalogue, 2020, years[0][1])[2]
    assert "还有这些数" not in real(catalogue, 2023, {})[2]


def test_a_busy_year_takes_a_minute(catalogue: Catalogue) -> None:
    form = catalogue.governing(2023)
    table = form.sections[2].id
    rows = [row.id for row in form.sections[2].blocks[0].row_leaves() if not row.sums]
    person = next(form.sections[2].blocks[0].columns[0].leaves()).id
    stated: dict[str, Value] = {f"{table}.{rows[0]}.{person}": 168, f"{table}.{rows[1]}.{person}": 10}
    stated |= {f"{table}.{rows[2]}.{person}": 93, f"{table}.{rows[-1]}.{person}": 85}
    told = real(catalogue, 2023, stated)[2]
    assert "收到公开申请一百六十八件" in told
    assert length(told) <= MOST


def test_an_invented_form_with_key_figures_is_told() -> None:
    form = load_file(FORMS.parents[1] / "tests" / "forms" / "annual_2027.toml")
    catalogue = Catalogue((form,))
    told = real(catalogue, 2027, {})[2]
    assert not re.search(r"[0-9{}]", told)


def test_same_story_same_words() -> None:
    assert announcement(DOCUMENT, STORY) == announcement(DOCUMENT, STORY)
