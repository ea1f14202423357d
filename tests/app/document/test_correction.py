"""What changed between the paper that hangs and the report as it is now, by the form's own names."""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.document.correction import (
    BLANK,
    GONE,
    MOST_TEXT,
    NOTHING,
    Around,
    Correction,
    CorrectionRow,
    changes,
    correct,
    hanging,
    shortened,
)
from app.domain.errors import Trouble
from app.domain.organ import Organ
from app.domain.report import Report, ReportKey
from app.domain.values import Value
from app.forms.load import load_text
from app.forms.model import Form
from app.handover.fingerprint import stated
from tests.app.exports import poster_samples as samples

FORM = samples.catalogue().governing(2020)
ORGAN = Organ("柳湾乡人民政府", "乡", phone="0971-7654321")
DAY = date(2021, 2, 3)
AMOUNT = FORM.headlines[1].cells[0]
NEW = next(name for name in FORM.cells if FORM.cell_label(name) == "本年新收·自然人")


def report(cells: Mapping[str, Value], form: Form = FORM, /, **passages: str) -> Report:
    zero: dict[str, Value] = dict.fromkeys(samples.leaves(form), 0)
    return Report(ReportKey("柳湾乡", 2020), form.id, cells={**zero, **cells}, passages=passages)


def change(before: Report, now: Report, form: Form = FORM) -> Correction:
    return correct(form, now, Around(ORGAN), stated(before, form), DAY, old_code="4HT8 WN2C", new_code="7K3M 9QXD")


def test_a_figure_by_the_names_of_the_form() -> None:
    said = change(report({AMOUNT: Decimal("605.06")}), report({AMOUNT: Decimal("606.05")}))
    assert said.rows == (CorrectionRow("第二部分　政府集中采购　采购总金额", "605.06", "606.05", "万元"),)
    assert said.title == "柳湾乡2020年政府信息公开工作年度报告"
    assert said.sentence == f"本公开栏张贴的{said.title}，有1处数字更正如下。"
    assert (said.date, said.organ, said.rest) == ("2021年2月3日", "柳湾乡人民政府", "其余内容不变。")


def test_totals_change_with_their_cells_in_printed_order() -> None:
    said = change(report({NEW: 2}), report({NEW: 3}))
    assert [(row.place, row.old, row.new) for row in said.rows] == [
        ("第三部分　本年新收　自然人", "2", "3"),
        ("第三部分　本年新收　总计", "2", "3"),
    ]


def test_a_blank_is_told_as_a_blank() -> None:
    said = change(report({AMOUNT: None}), report({AMOUNT: Decimal(0)}))
    assert [(row.old, row.new) for row in said.rows] == [(BLANK, "0")]


def test_the_same_report_is_no_correction() -> None:
    with pytest.raises(Trouble, match="没有要更正"):
        change(report({NEW: 2}), report({NEW: 2}))
    # Written otherwise, the same number.
    with pytest.raises(Trouble, match="没有要更正"):
        change(report({AMOUNT: Decimal("606.050")}), report({AMOUNT: Decimal("606.05")}))


@pytest.mark.parametrize("hung", ["", "{", "[]", "{}", '{"form": 3, "cells": {}, "passages": {}}', '"x"'])
def test_what_hung_must_be_readable(hung: str) -> None:
    with pytest.raises(Trouble, match="贴出去的那一份"):
        correct(FORM, report({}), Around(ORGAN), hung, DAY)


def test_strange_values_are_refused() -> None:
    good = json.loads(stated(report({}), FORM))
    for strange in ("many", [1], {"a": 1}):
        cells = {**good["cells"], AMOUNT: strange}
        with pytest.raises(Trouble, match="没有记全"):
            correct(FORM, report({}), Around(ORGAN), json.dumps({**good, "cells": cells}), DAY)


def test_sentences_of_a_text() -> None:
    section = next(section.id for section in FORM.sections if section.kind == "text")
    old = "（一）主动公开。全年公开12条。栏目六个。\n（二）依申请公开。没有收到申请。"
    new = "（一）主动公开。全年公开13条。栏目六个。\n（二）依申请公开。没有收到申请。按时答复。"
    said = change(report({}, **{section: old}), report({}, **{section: new}))
    assert said.rows == (
        CorrectionRow("第一部分　（一）主动公开", "全年公开12条。", "全年公开13条。", is_text=True),
        CorrectionRow("第一部分　（二）依申请公开", NOTHING, "按时答复。", is_text=True),
    )
    assert "有2处文字更正如下" in said.sentence
    back = change(report({}, **{section: new}), report({}, **{section: old}))
    assert back.rows[1].new == GONE


def test_figures_and_texts_are_counted_apart() -> None:
    section = next(section.id for section in FORM.sections if section.kind == "text")
    said = change(report({NEW: 1}, **{section: "甲。"}), report({NEW: 2}, **{section: "乙。"}))
    assert "有2处数字、1处文字更正如下" in said.sentence


def test_a_live_number_in_a_text_is_its_figure() -> None:
    section = next(section.id for section in FORM.sections if section.kind == "text")
    text = f"全年采购金额⟦{AMOUNT}⟧万元。"
    said = change(report({AMOUNT: Decimal(1)}, **{section: text}), report({AMOUNT: Decimal(2)}, **{section: text}))
    assert [(row.old, row.new) for row in said.rows if row.is_text] == [("全年采购金额1万元。", "全年采购金额2万元。")]


def test_the_preface_too() -> None:
    assert FORM.preface is not None
    field = next(name for name in FORM.preface_fields if name.endswith("address"))
    said = change(report({}, **{field: "某街1号"}), report({}, **{field: "某街2号"}))
    assert [row.place for row in said.rows] == ["开头"]
    assert "某街1号" in said.rows[0].old
    assert "某街2号" in said.rows[0].new


def test_what_the_office_was_then_stays_on_the_wall() -> None:
    foot = {"organ": ORGAN.seal_name, "phone": ORGAN.phone}
    names = {"organ": "公开主体", "date": "公开日期", "phone": "监督电话"}
    hung = hanging(FORM, report({}), Around(ORGAN, foot, names))
    moved = replace(ORGAN, phone="0971-1111111")
    now = Around(moved, {**foot, "phone": moved.phone, "date": "2021年2月1日"}, names)
    assert changes(FORM, report({}), Around(ORGAN, foot, names), hung) == ()
    opening, phone = correct(FORM, report({}), now, hung, DAY).rows
    assert opening.place == "开头"
    assert ORGAN.phone in opening.old
    assert moved.phone in opening.new
    assert phone == CorrectionRow("落款　监督电话", "0971-7654321", "0971-1111111", is_text=True)
    gone = changes(FORM, report({}), Around(moved, {**foot, "phone": ""}, names), hung)
    assert gone[-1].new == GONE


@pytest.mark.parametrize("wrong", ['"preface":3', '"foot":[]', '"preface":' + "[" * 5000 + "]" * 5000])
def test_a_foot_or_preface_that_is_none_cannot_be_compared(wrong: str) -> None:
    hung = stated(report({}), FORM).rstrip("}") + "}," + wrong + "}"
    with pytest.raises(Trouble, match="没有记全"):
        changes(FORM, report({}), Around(ORGAN), hung)


def test_a_form_that_nobody_has_seen_yet() -> None:
    form = load_text(samples.INVENTED)
    said = change(
        report({"money.road.sum": Decimal("1.5")}, form), report({"money.road.sum": Decimal("2.5")}, form), form
    )
    assert said.rows[0].place.startswith("第二部分　")
    assert "修桥铺路" in said.rows[0].place
    assert (said.rows[0].old, said.rows[0].new, said.rows[0].unit) == ("1.5", "2.5", "千元")
    with pytest.raises(Trouble, match="另一种格式"):
        correct(form, report({}, form), Around(ORGAN), stated(report({}), FORM), DAY)


def test_a_long_sentence_is_quoted_around_what_changed() -> None:
    before, behind = "把群众关心的换届选举、帮扶资金和安全生产都写在一处", "做到事毕三日内上栏，夜里也看得清。"
    old, new = shortened(f"{before}，全年公开3816条，{behind}", f"{before}，全年公开3861条，{behind}")
    assert old == "……全年公开3816条，……"
    assert new == "……全年公开3861条，……"


@given(st.text(max_size=150), st.text(max_size=150))
def test_shortened_texts_are_short_and_still_differ(old: str, new: str) -> None:
    one, other = shortened(old, new)
    assert max(len(one), len(other)) <= MOST_TEXT + 4
    if len(old) <= MOST_TEXT and len(new) <= MOST_TEXT:
        assert (one, other) == (old, new)
    assert (one == other) == (old == new)
