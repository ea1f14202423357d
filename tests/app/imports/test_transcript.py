"""Papers copied out by hand, and papers of sentences alone: nothing that was printed goes unread."""

import pytest

from app.domain.errors import Trouble
from app.imports.importer import read_paper
from app.imports.opening import behind_title, is_title
from app.imports.transcript import without_notes
from tests.app.imports.test_round_trip import CATALOGUE

FORM = CATALOGUE.governing(2023)
NOTES = "# TITLE: 柳湾镇2023年政府信息公开工作年度报告\n# REPORT_YEAR: 2023\n# SOURCE: 抄自网页\n# ---\n"


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("# SOURCE: 抄自网页", ""),
        ("# ---", ""),
        ("# 一、总体情况", "# 一、总体情况"),
        ("#一、总体情况", "#一、总体情况"),
        ("# Title: 柳湾镇", "# Title: 柳湾镇"),
        ("[短引] 公开信息12条 ‖ 五、存在问题 ‖ 规章 | 0 | 0", "公开信息12条……\n规章 | 0 | 0\n五、存在问题"),
        ("[叙述要点·转述] 全年收到申请。", "全年收到申请。"),
        ("[注] 照抄", "[注] 照抄"),
        ("[短引] 8040 ‖ 已办结", "8040\n已办结……"),
    ],
)
def test_notes_are_told_from_the_paper(line: str, kept: str) -> None:
    title = "# TITLE: 柳湾镇年度报告"
    assert without_notes(f"{title}\n{line}\n第一行") == (f"{kept}\n第一行" if kept else "第一行", "柳湾镇年度报告")


@pytest.mark.parametrize("line", ["# SOURCE: 抄自网页", "# ---", "# ABC: 写在页边的话", "[短引] 公开信息12条"])
def test_a_paper_that_nobody_put_notes_around_stays_whole(line: str) -> None:
    assert without_notes(f"{line}\n第一行") == (f"{line}\n第一行", "")


def test_a_noted_title_tells_whose_report_it_is_and_is_no_line_of_it() -> None:
    outcome = read_paper(NOTES + "一、总体情况\n今年公开信息12条。\n", CATALOGUE)
    assert (outcome.organ, outcome.year) == ("柳湾镇", 2023)
    assert outcome.passages == {"overview": "今年公开信息12条。"}


def test_a_noted_title_goes_before_a_notice_that_is_only_quoted() -> None:
    text = NOTES + "[短引] 根据关于做好2021年政府信息公开工作年度报告编制的通知要求"
    assert read_paper(text, CATALOGUE).year == 2023


def test_sentences_without_any_heading_go_into_the_first_part_with_a_note() -> None:
    title = "柳湾镇2023年政府信息公开工作年度报告"
    preface = "本报告依据有关规定编制，所列数据的统计期限为2023年1月1日至12月31日。"
    outcome = read_paper(f"{title}\n{preface}\n今年公开信息12条。\n收到申请0件。\n", CATALOGUE)
    assert outcome.passages == {"preface": preface, "overview": "今年公开信息12条。\n收到申请0件。"}
    note = next(note for note in outcome.notes if note.section == "overview" and "放进了" in note.reason)
    assert "没有各部分的标题" in note.reason
    assert not any(other.section == "overview" and other is not note for other in outcome.notes)


def test_words_before_the_first_heading_are_parted_where_part_one_has_none() -> None:
    title = "柳湾镇2023年政府信息公开工作年度报告"
    text = f"{title}\n如对本报告有疑问，请与党政办联系。\n今年公开信息12条。\n五、存在的主要问题及改进情况\n更新慢。\n"
    outcome = read_paper(text, CATALOGUE)
    assert outcome.passages == {
        "preface": "如对本报告有疑问，请与党政办联系。",
        "overview": "今年公开信息12条。",
        "problems": "更新慢。",
    }
    headed = read_paper(text.replace("今年", "一、总体情况\n今年"), CATALOGUE)
    assert headed.passages == outcome.passages
    assert not any("放进了" in note.reason for note in headed.notes)


def test_sentences_that_name_no_report_are_refused() -> None:
    with pytest.raises(Trouble, match="没有找到年度报告的任何一部分"):
        read_paper("今天天气很好。\n", CATALOGUE, 2023, "柳湾镇")


@pytest.mark.parametrize(
    ("line", "is_one"),
    [
        ("柳湾镇2023年政府信息公开工作年度报告", True),
        ("2023年度柳湾镇政府信息公开工作年度报告", True),
        ("柳湾镇2023年信息公开年度报告", True),
        ("柳湾镇2023年工作报告", False),
        ("根据《2023年政府信息公开工作年度报告》", False),
        ("关于做好2023年政府信息公开工作年度报告的通知", False),
        ("柳湾镇政府信息公开工作年度报告", False),
    ],
)
def test_a_title_is_told_from_a_sentence_that_names_one(line: str, is_one: bool) -> None:
    assert is_title(FORM, line) is is_one


@pytest.mark.parametrize(
    ("line", "organ"),
    [
        ("2023年度柳湾镇政府信息公开工作年度报告", "柳湾镇"),
        ("2023年柳湾镇人民政府政府信息公开年度报告", "柳湾镇人民政府"),
        ("柳湾镇2023年信息公开年度报告", "柳湾镇"),
        ("柳湾镇2023年度政府信息公开工作报告", "柳湾镇"),
        ("柳湾镇2023年政府信息公开工作工作年度报告", "柳湾镇"),
        ("2023年柳湾镇2023年政府信息公开工作年度报告", "柳湾镇"),
        ("柳湾鎮2023年政府信息公開工作年度報告", "柳湾镇"),
        ("柳湾镇人民政府2023年政府信息公开年报", "柳湾镇人民政府"),
        ("关于2023年柳湾镇政府信息公开工作情况的报告", "柳湾镇"),
        ("2023年政府信息公开工作年度报告（柳湾镇）", "柳湾镇"),
    ],
)
def test_a_title_of_another_shape_tells_whose_report_it_is(line: str, organ: str) -> None:
    outcome = read_paper(f"{line}\n一、总体情况\n今年公开信息12条。\n", CATALOGUE)
    assert (outcome.organ, outcome.year) == (organ, 2023)


@pytest.mark.parametrize("line", ["2023年政府信息公开工作年度报告", "2023年度工作报告", "柳湾镇2023年财政预算公开报告"])
def test_a_line_that_names_no_office_or_another_report_is_no_title(line: str) -> None:
    with pytest.raises(Trouble):
        read_paper(f"{line}\n一、总体情况\n今年公开信息12条。\n", CATALOGUE)


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("首页 公开 柳湾镇2023年政府信息公开工作年度报告 来源：柳湾镇", "来源：柳湾镇"),
        ("首页柳湾镇2023年度政府信息公开工作年度报告", ""),
        (
            "按规定，现公布柳湾镇2023年政府信息公开工作年度报告 如下",
            "按规定，现公布柳湾镇2023年政府信息公开工作年度报告 如下",
        ),
        ("柳湾镇2022年政府信息公开工作年度报告 附件", "柳湾镇2022年政府信息公开工作年度报告 附件"),
        ("编制柳湾镇2023年政府信息公开工作年度报告的通知", "编制柳湾镇2023年政府信息公开工作年度报告的通知"),
    ],
)
def test_a_menu_run_together_with_the_title_is_cut_off(line: str, kept: str) -> None:
    assert behind_title(FORM, "柳湾镇", 2023, line) == kept


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("### （二）依申请公开。", "（二）依申请公开。"),
        ("##（二）依申请公开。", "（二）依申请公开。"),
        ("#1.主动公开", "#1.主动公开"),
        ("# 话题", "# 话题"),
        ("第1条，### （二）", "第1条，### （二）"),
    ],
)
def test_a_mark_of_markdown_is_no_part_of_a_sub_heading(line: str, kept: str) -> None:
    text = f"柳湾镇2023年政府信息公开工作年度报告\n一、总体情况\n今年公开信息12条。\n{line}\n今年没有收到申请。\n"
    assert read_paper(text, CATALOGUE).passages == {"overview": f"今年公开信息12条。\n{kept}\n今年没有收到申请。"}
