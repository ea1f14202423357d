"""What changed between the paper that hangs and the report as it is now, by the form's own names."""

import json
from collections import Counter
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
    NOTHING,
    Beside,
    Correction,
    CorrectionRow,
    changes,
    correct,
    hanging,
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
    return correct(form, now, Beside(ORGAN), stated(before, form), DAY, old_code="4HT8 WN2C", new_code="7K3M 9QXD")


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
        correct(FORM, report({}), Beside(ORGAN), hung, DAY)


def test_strange_values_are_refused() -> None:
    good = json.loads(stated(report({}), FORM))
    for strange in ("many", [1], {"a": 1}):
        cells = {**good["cells"], AMOUNT: strange}
        with pytest.raises(Trouble, match="没有记全"):
            correct(FORM, report({}), Beside(ORGAN), json.dumps({**good, "cells": cells}), DAY)


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
    hung = hanging(FORM, report({}), Beside(ORGAN, foot, names))
    moved = replace(ORGAN, phone="0971-1111111")
    now = Beside(moved, {**foot, "phone": moved.phone, "date": "2021年2月1日"}, names)
    assert changes(FORM, report({}), Beside(ORGAN, foot, names), hung) == ()
    opening, phone = correct(FORM, report({}), now, hung, DAY).rows
    assert opening.place == "开头"
    assert ORGAN.phone in opening.old
    assert moved.phone in opening.new
    assert phone == CorrectionRow("落款　监督电话", "0971-7654321", "0971-1111111", is_text=True)
    gone = changes(FORM, report({}), Beside(moved, {**foot, "phone": ""}, names), hung)
    assert gone[-1].new == GONE


@pytest.mark.parametrize("wrong", ['"preface":3', '"foot":[]', '"preface":' + "[" * 5000 + "]" * 5000])
def test_a_foot_or_preface_that_is_none_cannot_be_compared(wrong: str) -> None:
    hung = stated(report({}), FORM).rstrip("}") + "}," + wrong + "}"
    with pytest.raises(Trouble, match="没有记全"):
        changes(FORM, report({}), Beside(ORGAN), hung)


def test_a_form_that_nobody_has_seen_yet() -> None:
    form = load_text(samples.INVENTED)
    said = change(
        report({"money.road.sum": Decimal("1.5")}, form), report({"money.road.sum": Decimal("2.5")}, form), form
    )
    assert said.rows[0].place.startswith("第二部分　")
    assert "修桥铺路" in said.rows[0].place
    assert (said.rows[0].old, said.rows[0].new, said.rows[0].unit) == ("1.5", "2.5", "千元")
    with pytest.raises(Trouble, match="另一种格式"):
        correct(form, report({}, form), Beside(ORGAN), stated(report({}), FORM), DAY)


SECTION = next(section.id for section in FORM.sections if section.kind == "text")


def said(old: str, new: str) -> list[tuple[str, str, str]]:
    """The rows for one part of the report."""
    rows = change(report({}, **{SECTION: old}), report({}, **{SECTION: new})).rows
    return [(row.place, row.old, row.new) for row in rows if row.is_text]


def test_of_a_long_sentence_every_change_is_a_row_of_its_own() -> None:
    lead = "（一）主动公开。"
    text = "全年公开{}条，把群众关心的换届选举、帮扶资金和安全生产都写在一处，做到事毕三日内上栏，一共更换{}次。"
    assert said(lead + text.format(3816, 12), lead + text.format(3861, 21)) == [
        ("第一部分　（一）主动公开", "全年公开3816条，……", "全年公开3861条，……"),
        ("第一部分　（一）主动公开", "……一共更换12次。", "……一共更换21次。"),
    ]


def test_paragraphs_newly_written_go_whole_each_in_its_place() -> None:
    new = ["（二）依申请公开。" + "都在二十个工作日内答复，" * 40 + "没有延期。", "（三）监督保障。按时。"]
    assert said("（一）主动公开。", "\n".join(["（一）主动公开。", *new])) == [
        ("第一部分　（二）依申请公开", NOTHING, new[0]),
        ("第一部分　（三）监督保障", NOTHING, new[1]),
    ]
    assert said("\n".join(["（一）主动公开。", *new]), "（一）主动公开。")[0][1:] == (new[0], GONE)


def test_each_paragraph_is_compared_with_what_became_of_it() -> None:
    boards = "（一）主动公开。" + "公开栏每月换一次，内容都是群众关心的事情，" * 3 + "看的人很多。"
    asked = "（二）依申请公开。" + "收到申请都在二十个工作日内答复，" * 3 + "没有延期的情形。"
    fewer, first = boards.replace("很多", "不多"), "第一部分　（一）主动公开"
    assert said(boards, f"{fewer}\n{asked}") == [
        (first, "……内容都是群众关心的事情，看的人很多。", "……内容都是群众关心的事情，看的人不多。"),
        ("第一部分　（二）依申请公开", NOTHING, asked),
    ]
    assert said(asked, f"{boards}\n{asked.replace('没有延期', '都没有延期')}") == [
        (first, NOTHING, boards),
        ("第一部分　（二）依申请公开", "……没有延期的情形。", "……都没有延期的情形。"),
    ]


TEXTS = st.lists(st.text(alphabet="（一）甲乙丙丁戊12，、。；\u200b", max_size=70), max_size=5).map("\n".join)


@given(TEXTS, TEXTS)
def test_both_papers_say_the_same_but_for_what_is_quoted(old: str, new: str) -> None:
    def rest(text: str, quotes: list[str]) -> Counter[str]:
        left = Counter(text.replace("\u200b", "").replace("\n", ""))
        for quote in quotes:
            words = quote.removeprefix("……").removesuffix("……").replace("\u200b", "")
            assert words in text.replace("\u200b", "")
            left.subtract(words)
        assert all(count >= 0 for count in left.values())
        return +left

    before, now = report({}, **{SECTION: old}), report({}, **{SECTION: new})
    rows = changes(FORM, now, Beside(ORGAN), stated(before, FORM))
    assert rest(old, [row.old for row in rows if row.old != NOTHING]) == rest(
        new, [row.new for row in rows if row.new != GONE]
    )


def test_what_looks_the_same_on_paper_is_no_change() -> None:
    before = report({}, **{SECTION: "甲句在此。乙句在此。"})
    for same in ("\u200b甲句在此。乙句在此。", "甲句在此。 乙句在此。　", "甲句在此。\n\n乙句在此。\n\u200b"):
        now = report({}, **{SECTION: same})
        assert changes(FORM, now, Beside(ORGAN), stated(before, FORM)) == ()
        with pytest.raises(Trouble, match="没有要更正"):
            change(before, now)
    foot, names = {"phone": "0971 - 7654321"}, {"phone": "监督电话"}
    hung = hanging(FORM, before, Beside(ORGAN, foot, names))
    assert changes(FORM, before, Beside(ORGAN, {"phone": "0971-7654321"}, names), hung) == ()
