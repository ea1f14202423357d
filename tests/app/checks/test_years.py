"""Last year beside this year, across all formats, by example and by law."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.checks.engine import check
from app.checks.lint import lint
from app.checks.model import LastYear
from app.checks.years import (
    APART,
    TIMES,
    change_words,
    large_change,
    last_passage,
    last_same,
    not_zero_last,
    same_cells,
    same_passage,
)
from app.domain.report import Report, ReportKey
from app.forms.catalogue import load_folder
from app.forms.load import load_file, load_text
from app.forms.model import Form

ROOT = Path(__file__).parents[3]
INVENTED = load_file(ROOT / "tests" / "forms" / "annual_2027.toml")
CATALOGUE = load_folder(ROOT / "resources" / "forms").with_form(INVENTED)
OLD, NEW = CATALOGUE.governing(2020), CATALOGUE.governing(2023)
KEY = ReportKey("柳湾乡", 2020)


def last_year(form: Form, **cells: int | Decimal) -> LastYear:
    return LastYear(form, Report(KEY, form.id, cells={name.replace("__", "."): value for name, value in cells.items()}))


@pytest.mark.parametrize("form", CATALOGUE.forms, ids=lambda form: form.id)
def test_within_a_format_every_cell_is_itself(form: Form) -> None:
    names = {**form.cells, **form.fields}
    assert same_cells(form, form) == {name: name for name in names}
    assert all(same_passage(form, name, form) == name for name in form.passage_ids)


def test_from_2020_to_2021_what_means_the_same_is_found_and_nothing_else() -> None:
    same = same_cells(NEW, OLD)
    shared = OLD.cells.keys() & NEW.cells.keys()
    renamed = {f"proactive.{row}.issued": f"proactive.{row}.made" for row in ("rules", "normative")}
    assert same == {name: name for name in shared} | renamed
    lost = {name for name in NEW.cells if name not in same}
    assert {name.split(".")[1] for name in lost if name.startswith("requests.")} == {
        "no_correction",
        "fee_unpaid",
        "other_misc",  # 其他处理 was one row: none of the three is all of it
    }
    assert {name for name in lost if name.startswith("disputes.")} == set()
    assert {name for name in lost if name.startswith("proactive.")} == {
        f"proactive.{row}.{column}" for row in ("rules", "normative") for column in ("repealed", "in_force")
    } | {"proactive.fees.amount"}


def test_the_invented_format_finds_its_own_under_other_names() -> None:
    last = last_year(NEW, proactive__normative__in_force=6, proactive__fees__amount=Decimal("1.25"))
    same = last_same(INVENTED, last)
    assert same["money.tools.left"] == 6
    assert same["money.grain.paid"] == 12_500  # 万元 there, 元 here
    assert same["money.tools.got"] is None
    assert "money.clothes.left" not in same
    assert same_passage(INVENTED, "outline", NEW) == "overview"
    now = Report(ReportKey("柳湾乡", 2027), INVENTED.id, cells={"money.tools.got": 2, "money.tools.used": 0})
    found = check(INVENTED, now.with_cells({"money.tools.left": 9}), last)
    assert [item.gap for item in found.findings if item.rule == "money.stock"] == [1]
    assert found.context.last_same == same
    assert found.context.last_values["proactive.normative.in_force"] == 6


def test_totals_of_last_year_are_computed_and_texts_found() -> None:
    last = last_year(OLD, requests__new__natural=3, requests__new__business=1)
    assert last_same(NEW, last)["requests.new.total"] == 4
    written = LastYear(OLD, Report(KEY, OLD.id, passages={"overview": "去年这样写。"}))
    assert last_passage(NEW, "overview", written) == "去年这样写。"
    assert last_passage(INVENTED, "outline", written) == "去年这样写。"
    assert last_passage(INVENTED, "plans", written) == ""
    said = LastYear(NEW, Report(KEY, NEW.id, passages={"preface": "自己写的。", "preface.copy": "乡政府网站"}))
    assert last_passage(INVENTED, "opening", said) == "自己写的。"
    assert last_passage(INVENTED, "opening.wall", said) == "乡政府网站"
    assert same_passage(INVENTED, "opening.fax", NEW) is None
    assert same_passage(INVENTED, "opening.nothing", NEW) is None
    assert last_passage(INVENTED, "nowhere", written) == ""


@pytest.mark.parametrize(
    ("now", "last", "large", "words"),
    [
        (9, 2, True, "是上年的 4.5 倍"),
        (3, 1, False, "是上年的 3 倍"),  # too few to wonder
        (12, 8, False, "是上年的 1.5 倍"),
        (0, 5, True, "今年是 0"),
        (5, 0, True, "上年是 0"),
        (4, 0, False, "上年是 0"),
        (2, 9, True, "是上年的 22%"),
        (7, 7, False, ""),
        (-3, 3, True, "和上年一增一减"),
        (None, 9, False, ""),
        (9, None, False, ""),
        (Decimal("606.05"), Decimal("6.05"), True, "是上年的 100.2 倍"),
    ],
)
def test_a_change_is_large_where_a_clerk_should_look(
    now: int | None, last: int | None, large: bool, words: str
) -> None:
    assert large_change(now, last) is large
    assert change_words(now, last) == words


@given(st.integers(-(10**6), 10**6), st.integers(-(10**6), 10**6))
def test_a_change_is_as_large_back_as_forth(now: int, last: int) -> None:
    assert large_change(now, last) == large_change(last, now)
    if large_change(now, last):
        assert abs(now - last) >= APART
        assert now * last <= 0 or max(abs(now), abs(last)) >= TIMES * min(abs(now), abs(last))
    assert not large_change(now, now)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('was = ["normative"]', 'was = ["nobody"]', "nobody，以前的格式里没有"),
        ('was = ["overview"]', 'was = ["nowhere"]', "nowhere，以前的格式里没有"),
        ('was = ["copy"]', 'was = ["address", "nothing"]', "nothing，以前的格式里没有"),
        ('was = ["cases"]', 'was = ["Cases"]', "不能用"),
        ('was = ["cases"]', 'was = ["cases", "cases"]', "用了 2 次"),
        (
            '{ id = "clothes", label = "衣被" }',
            '{ id = "clothes", label = "衣被", was = ["normative"] }',
            "两格都说是自己",
        ),
        ('id = "heard", label', 'id = "heard", was = ["review"], label', "was 要写在下级上"),
        ('was = ["cases"]', f"was = {[f'x{n}' for n in range(11)]}", "was 太多"),
    ],
)
def test_lint_refuses_earlier_names_that_are_none(old: str, new: str, told: str) -> None:
    assert old in INVENTED.source
    form = load_text(INVENTED.source.replace(old, new))
    assert told in "；".join(lint(form, CATALOGUE.with_form(form)))
    assert lint(INVENTED, CATALOGUE) == []


@pytest.mark.parametrize("old", [OLD, NEW], ids=lambda form: form.id)
def test_noughts_that_were_none_last_year_are_named_without_totals(old: Form) -> None:
    last = last_year(
        old,
        proactive__licences__decisions=36,
        proactive__penalties__decisions=5,
        proactive__coercion__decisions=0,
    )
    said = not_zero_last(NEW, NEW.cells, last)
    assert said == "其中 2 格上年不是 0（行政许可 36、行政处罚 5），请看一眼"
    assert not_zero_last(NEW, ["proactive.coercion.decisions"], last) == ""
    nine = last_year(old, requests__new__natural=9)
    assert last_same(NEW, nine)["requests.new.total"] == 9
    assert not_zero_last(NEW, ["requests.new.total"], nine) == ""


def test_no_more_than_three_noughts_are_named() -> None:
    rows = ("carried_in", "new", "granted", "carried_out")
    cells = [f"requests.{row}.natural" for row in rows if f"requests.{row}.natural" in NEW.cells]
    cells = (cells + [name for name in NEW.cells if name.endswith(".business")])[:5]
    said = not_zero_last(NEW, cells, LastYear(NEW, Report(KEY, NEW.id, cells=dict.fromkeys(cells, 2))))
    assert said.startswith("其中 5 格上年不是 0（")
    assert said.endswith("等 5 格），请看一眼")
    assert said.count(" 2、") == 2


def test_money_is_named_in_the_unit_of_this_year() -> None:
    last = last_year(NEW, proactive__fees__amount=Decimal("1.25"))
    assert not_zero_last(INVENTED, ["money.grain.paid"], last).count("12500") == 1
