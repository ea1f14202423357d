"""What a paper has otherwise than the form prints it, and nothing where it is just as the form prints it."""

from dataclasses import replace

import pytest

from app.domain.paper import Sighting
from app.forms.model import Form
from app.imports.importer import read_paper
from app.imports.words import fold
from tests.app.imports.papers import end_pipes, lone_pipes, markdown, paper, pipes, spaced, stacked, tabs, web
from tests.app.imports.test_importer import FORM_2019, FORM_2021, TABLE_TWO
from tests.app.imports.test_round_trip import CATALOGUE

YEAR = 2023
HEADS = [section.heading for section in FORM_2021.sections]


def whole(form: Form = FORM_2021, year: int = YEAR) -> str:
    return paper(form, "示例乡", year, dict.fromkeys(form.cells, 0), pipes)


def seen(text: str, year: int = YEAR) -> list[Sighting]:
    return list(read_paper(text, CATALOGUE, year, "示例乡").paper.sightings)


def only(text: str, year: int = YEAR) -> Sighting:
    (sighting,) = seen(text, year)
    return sighting


@pytest.mark.parametrize("layout", [stacked, pipes, markdown, tabs, web, end_pipes, lone_pipes, spaced])
@pytest.mark.parametrize("form", [FORM_2019, FORM_2021], ids=["2019", "2021"])
def test_a_paper_as_the_form_prints_it_shows_nothing(form: Form, layout: object) -> None:
    text = paper(form, "示例乡", form.first_year, dict.fromkeys(form.cells, 0), layout)  # type: ignore[arg-type]
    assert seen(text, form.first_year) == []


@pytest.mark.parametrize(
    ("printed", "then"),
    [
        ("示例乡2023年政府信息公开工作年度报告", "示例乡2023年度政府信息公开工作年度报告"),
        ("示例乡2023年政府信息公开工作年度报告", "示例乡人民政府\n2023 年政府信息公开工作年度报告"),
        ("示例乡2023年政府信息公开工作年度报告", "示例乡2023年政府信息公开工作\n年度报告"),
        (HEADS[0], "## 一、总体情况"),
        (HEADS[4], "五．存在的主要问题 及改进情况"),
        ("（二）部分公开（区分处理的，只计这一情形，不计其他情形）", "（二）部分公开"),
        ("规章 | 0", "规章（本级没有制定权限） | 0"),
        ("规章 | 0", "规章 |  0　"),
        ("规章 | 0 | 0 | 0", "规章 | ０ | 0 | 0"),
    ],
)
def test_near_misses_show_nothing(printed: str, then: str) -> None:
    text = whole()
    assert printed in text
    assert seen(text.replace(printed, then, 1)) == []


@pytest.mark.parametrize(
    "line",
    [
        "2023年度示例乡政府信息公开工作年度报告",
        "2023示例乡2023年度政府信息公开工作年度报告",
        "示例乡2023年信息公开年度报告",
        "示例乡2023年政府信息公开年报",
    ],
)
def test_a_title_of_another_shape(line: str) -> None:
    title = "示例乡2023年政府信息公开工作年度报告"
    assert only(whole().replace(title, line, 1)) == Sighting("title", line, title)


def test_a_paper_without_its_title() -> None:
    title = "示例乡2023年政府信息公开工作年度报告"
    assert only(whole().replace(title, "", 1)) == Sighting("title", "", title)


@pytest.mark.parametrize(
    ("number", "line"),
    [
        (1, "二、主动公开政府信息的情况"),
        (4, "五、存在的问题及改进措施"),
        (0, "总体情况"),
        (3, "三、政府信息公开行政复议、行政诉讼情况"),
        (0, "一、基本概况"),
    ],
)
def test_a_heading_of_another_shape(number: int, line: str) -> None:
    section = FORM_2021.sections[number]
    found = only(whole().replace(section.heading, line, 1))
    assert found == Sighting("heading", line, section.heading, section.id)


def test_a_heading_with_a_slip_inside_a_line_without_breaks() -> None:
    slip = HEADS[3].replace("行政复议", "行政法复议", 1)
    title, _, rest = paper(FORM_2021, "示例乡", YEAR, dict.fromkeys(FORM_2021.cells, 0), spaced).partition("\n")
    glued = title + "\n" + rest.replace(HEADS[3], slip, 1).replace("\n", "")
    assert Sighting("heading", slip, HEADS[3], "disputes") in seen(glued)


def test_a_table_without_its_heading_and_a_part_that_is_not_there() -> None:
    assert only(whole().replace(HEADS[1], "", 1)) == Sighting("heading", "", HEADS[1], "proactive")
    text = whole()
    assert only(text[: text.index(HEADS[5])]) == Sighting("missing", "", HEADS[5], "matters")


def test_a_heading_without_its_table() -> None:
    text = whole()
    cut = text[: text.index(HEADS[3]) + len(HEADS[3])] + "\n" + text[text.index(HEADS[4]) :]
    assert only(cut) == Sighting("table", HEADS[3], HEADS[3], "disputes")


def test_headings_twice_and_strange_ones() -> None:
    assert only(f"{whole()}\n{HEADS[4]}\n") == Sighting("order", HEADS[4], HEADS[4], "problems")
    assert only(f"{whole()}\n七、附件\n") == Sighting("order", "七、附件")
    contents = "\n".join(HEADS)
    assert not any(one.what == "order" for one in seen(f"{contents}\n{whole()}"))


@pytest.mark.parametrize(
    ("label", "printed"),
    [
        ("2.其他法律行政法规禁止公开", "2.其他法律行政止公开"),
        ("行政规范性文件", "规范性文件"),
        ("（一）予以公开", "1.予以公开"),
        ("一、本年新收政府信息公开申请数量", "一、本年(2023)新收政府信息公开申请数量"),
        ("第二十条第（五）项", "第二十条（五）项"),
        ("本年制发件数", "本年(2023)制发件数"),
        ("现行有效件数", "现行有效件"),
        ("本年制发件数", "2023年制发件数"),
        (
            "（二）部分公开（区分处理的，只计这一情形，不计其他情形）",
            "（二）部分公开（区分处理的，只计这一情况，不计其它情形）",
        ),
    ],
)
def test_a_label_of_another_shape(label: str, printed: str) -> None:
    found = only(whole().replace(label, printed, 1))
    assert (found.what, found.official) == ("label", label)
    assert fold(found.read) == fold(printed)


ROWS = ["政府集中采购 | 4 | 38.2万元 |", "对外管理服务事项 | 12 |"]


@pytest.mark.parametrize("row", ROWS)
def test_a_row_that_the_form_does_not_have(row: str) -> None:
    fees = next(line for line in whole().split("\n") if line.startswith("行政事业性收费"))
    found = only(whole().replace(fees, f"{fees}\n第二十条第（九）项 |\n{row}", 1))
    assert found == Sighting("label", " ".join(row.replace("|", " ").split()), "", "proactive")


@pytest.mark.parametrize("line", ["注：本表 2 页。", "填表人：王二 3", "第二十条第（九）项 |", "行政事业性 | 0 |"])
def test_words_beside_a_table_are_no_row(line: str) -> None:
    fees = next(row for row in whole().split("\n") if row.startswith("行政事业性收费"))
    assert not [one for one in seen(whole().replace(fees, f"{fees}\n{line}", 1)) if one.what == "label"]


def test_a_sentence_that_names_the_report_is_no_title_below_one() -> None:
    title = "示例乡2023年政府信息公开工作年度报告"
    says = "根据条例，示例乡人民政府编制了2023年政府信息公开工作年度报告。电话：0971-5551234。"
    text = whole().replace(title, f"示例乡2023年政府信息公开年报\n\n{says}", 1)
    assert read_paper(text, CATALOGUE, YEAR, "示例乡").passages["preface"].startswith("根据条例")


@pytest.mark.parametrize("line", ["第二十条第（一）项 |\n", "行政许可 | 0 |\n"])
def test_a_line_of_a_table_that_is_not_there(line: str) -> None:
    found = only(whole().replace(line, "", 1))
    assert (found.what, found.read, found.official) == ("label", "", line.partition(" ")[0])


def test_a_table_that_is_cut_off_has_no_lines_left_out() -> None:
    text = whole()
    cut = text[: text.index("（三）不予公开")]
    assert not [one for one in seen(cut) if one.what == "label"]


@pytest.mark.parametrize(
    ("written", "official"),
    [("00", "0"), ("0 0", "0"), ("-", "0"), ("/", "0"), ("3件", "3"), ("-4", ""), ("见附件", "")],
)
def test_a_cell_that_is_no_plain_figure(written: str, official: str) -> None:
    text = TABLE_TWO.format(issued=written, fees="0", fees_head="本年收费金额（单位：万元）")
    found = [one for one in seen(text) if one.what == "cell"]
    assert [(one.read, one.official, one.cell) for one in found] == [(written, official, "proactive.normative.issued")]


@pytest.mark.parametrize(
    ("head", "written", "official"),
    [("本年收费金额", "8040", "万元"), ("本年收费金额（单位：万元）", "606.05万元", "606.05")],
)
def test_amounts_and_their_unit(head: str, written: str, official: str) -> None:
    text = TABLE_TWO.format(issued="1", fees=written, fees_head=head)
    found = [one for one in seen(text) if one.what == "cell"]
    assert [(one.read, one.official, one.cell) for one in found] == [(written, official, "proactive.fees.amount")]


@pytest.mark.parametrize(("head", "written"), [("本年收费金额", "0"), ("本年收费金额（单位：万元）", "8,040.5")])
def test_amounts_that_need_no_word(head: str, written: str) -> None:
    text = TABLE_TWO.format(issued="1", fees=written, fees_head=head)
    assert not [one for one in seen(text) if one.what == "cell"]


def test_a_total_left_blank_over_its_parts() -> None:
    row = "一、本年新收政府信息公开申请数量 | 0 | 0 | 0 | 0 | 0 | 0 | "
    found = only(whole().replace(row + "0", row, 1))
    assert found == Sighting("cell", "", "", "requests", "requests.new.total")
    assert not seen(whole().replace(row + "0", "一、本年新收政府信息公开申请数量 | | | | | | |", 1))


def test_tables_of_another_format() -> None:
    text = whole(FORM_2019, 2022)
    formats = [one for one in seen(text, 2022) if one.what == "format"]
    assert formats[0].read.startswith("（六）其他处理")
    assert formats[0].official.count("；") == 2
    assert formats[-1] == Sighting("format", FORM_2019.authority, FORM_2021.authority, "proactive")
    assert {one.what for one in seen(text, 2022)} == {"format"}


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("示例乡人民政府\n2022年12月25日", "2022-12-25"),
        ("发布时间：2024-01-20 16:30", "2024-01-20"),
        ("来源：示例乡 日期: 2024年1月20日 字号", "2024-01-20"),
        ("/zwgk/t20240120_5512.html", "2024-01-20"),
        ("（2024年1月20日）\n附件", "2024-01-20"),
        ("示例乡人民政府\n2024年2月30日", "2024-02-30"),
        ("示例乡人民政府\n2024年13月1日", "2024-13-01"),
    ],
)
def test_days_on_the_paper(line: str, day: str) -> None:
    assert [one.read for one in seen(f"{whole()}\n{line}\n") if one.what == "date"] == [day]


@pytest.mark.parametrize(
    "line",
    [
        *("2023年12月25日召开会议。", "第 t2024 号", "时间：2024-13-45", "统计数据时间自2023年1月1日起。"),
        *("统计时间：2023年1月1日至12月31日。", "印发2023年3月1日的通知。"),
    ],
)
def test_days_that_are_none_of_the_paper(line: str) -> None:
    assert not [one for one in seen(f"{whole()}\n{line}\n") if one.what == "date"]


def test_words_beside_a_table_are_kept_and_debris_is_not() -> None:
    text = whole().replace(HEADS[1], HEADS[1] + "\n本部分内容见下列样表。\n- 3 -\n12 34", 1)
    assert [(one.read, one.section) for one in seen(text) if one.what == "text"] == [
        ("本部分内容见下列样表。", "proactive")
    ]


def test_the_file_name_stays_with_it_and_a_text_has_none() -> None:
    assert read_paper(whole(), CATALOGUE).paper.name == ""
    assert replace(read_paper(whole(), CATALOGUE).paper, name="甲.txt").name == "甲.txt"


@pytest.mark.parametrize(
    ("number", "line"), [(0, "一、概述"), (4, "五、存在问题"), (5, "六、其他"), (2, "三、办理申请"), (3, "四、争议")]
)
def test_a_part_headed_in_other_words_is_told_by_its_number_and_place(number: int, line: str) -> None:
    section, text = FORM_2021.sections[number], whole()
    outcome = read_paper(text.replace(section.heading, line, 1), CATALOGUE, YEAR, "示例乡")
    right = read_paper(text, CATALOGUE, YEAR, "示例乡")
    assert outcome.passages == right.passages
    assert outcome.cells == right.cells
    assert outcome.paper.sightings == (Sighting("heading", line, section.heading, section.id),)


@pytest.mark.parametrize("words", ["五、更新慢。", "五、更新慢\n五、渠道少", "五、更新慢，渠道少"])
def test_a_sentence_or_a_list_is_no_part(words: str) -> None:
    text = whole()
    outcome = read_paper(f"{text[: text.index(HEADS[4])]}{words}\n{HEADS[5]}\n无。\n", CATALOGUE, YEAR, "示例乡")
    assert set(outcome.passages) == {"preface", "overview", "matters"}
    assert Sighting("missing", "", HEADS[4], "problems") in outcome.paper.sightings


def test_a_number_in_the_text_of_another_part_is_no_heading() -> None:
    text = whole().replace(HEADS[4], "", 1).replace("第4段话。", "第4段话。\n五、加强领导", 1)
    outcome = read_paper(text, CATALOGUE, YEAR, "示例乡")
    assert "五、加强领导" in outcome.passages["overview"]
    assert "problems" not in outcome.passages
