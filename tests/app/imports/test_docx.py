"""Word files of other people: what is printed is read, what is not is left out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from io import BytesIO
from pathlib import Path

import docx
import pytest

from app.domain.address import Address
from app.domain.values import Value, write
from app.forms.model import Form, Section
from app.grid.layout import Square, lay_out
from app.imports.importer import read_paper
from app.imports.office import read_office
from app.imports.outcome import ImportOutcome
from app.imports.words import bare
from tests.app.imports import strangers
from tests.app.imports.papers import random_cells, texts
from tests.app.imports.strangers import cell, para, run, table
from tests.app.imports.test_round_trip import CATALOGUE, YEARS

FORM = CATALOGUE.governing(2023)
HIDDEN, RAISED = "<w:vanish/>", '<w:vertAlign w:val="superscript"/>'


def said(body: str, *, styles: str = "", numbering: str = "") -> list[str]:
    data = strangers.word(body, styles=styles, numbering=numbering)
    return [line.text() for line in read_office(data)[0]]


def cells_of(body: str) -> list[tuple[str, ...]]:
    return [line.raws for line in read_office(strangers.word(body))[0] if line.is_row]


def outcome(body: str, folder: Path, **more: str) -> ImportOutcome:
    path = folder / "旧报告.docx"
    path.write_bytes(strangers.word(body, **more))
    return read_paper(path, CATALOGUE)


# ---- paragraphs


def test_what_is_not_printed_is_not_read() -> None:
    box = "<w:r><w:pict><w:txbxContent>" + para("文本框里的字") + "</w:txbxContent></w:pict></w:r>"
    choice = "<w:r><AlternateContent><w:drawing><w:p>" + run("图里的字") + "</w:p></w:drawing></AlternateContent></w:r>"
    note = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PAGE </w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run("第86条")}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    assert said(para(run("公开") + run("藏起来的", HIDDEN) + note + run("信息") + box + choice + field)) == [
        "公开信息第86条"
    ]
    assert said(para(run("看得见", '<w:vanish w:val="0"/>'))) == ["看得见"]


def test_styles_can_hide() -> None:
    styles = (
        '<w:style w:styleId="a"><w:name w:val="x"/><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:styleId="b"><w:basedOn w:val="a"/></w:style>'
    )
    body = para("藏", '<w:pStyle w:val="b"/>') + para(run("也藏", '<w:rStyle w:val="a"/>') + run("看"))
    assert said(body, styles=styles) == ["看"]


def test_changes_are_read_as_if_accepted() -> None:
    gone = '<w:del w:id="1"><w:r><w:delText>86</w:delText></w:r></w:del>'
    new = f'<w:ins w:id="2">{run("88")}</w:ins>'
    moved = f'<w:moveFrom w:id="3">{run("搬走")}</w:moveFrom><w:moveTo w:id="4">{run("搬来")}</w:moveTo>'
    assert said(para(run("公开") + gone + new + run("条") + moved)) == ["公开88条搬来"]
    assert said(para(run("前半句"), "<w:rPr><w:del/></w:rPr>") + para("后半句")) == ["前半句后半句"]
    rows = table(["规章", "1"])
    assert said(rows.replace("<w:tr>", "<w:tr><w:trPr><w:del/></w:trPr>") + para("完")) == ["完"]


def test_lines_broken_by_hand_are_lines_but_not_in_headings() -> None:
    broken = f"{run('某县')}<w:r><w:br/></w:r>{run('某乡')}"
    styles = '<w:style w:styleId="1"><w:name w:val="heading 1"/></w:style>'
    assert said(para(broken)) == ["某县", "某乡"]
    assert said(para(broken, '<w:jc w:val="center"/>')) == ["某县某乡"]
    assert said(para(broken, '<w:pStyle w:val="1"/>'), styles=styles) == ["某县某乡"]


def test_a_table_of_contents_is_left_out() -> None:
    gallery = '<w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj>'
    inside = para("一、总体情况\t1")
    whole = f"<w:sdt><w:sdtPr>{gallery}</w:sdtPr><w:sdtContent>{inside}</w:sdtContent></w:sdt>"
    styles = '<w:style w:styleId="10"><w:name w:val="toc 1"/></w:style>'
    assert said(whole + para("正文", "") + para("一、1", '<w:pStyle w:val="10"/>'), styles=styles) == ["正文"]
    assert said("<w:sdt><w:sdtContent>" + para("填在框里") + "</w:sdtContent></w:sdt>") == ["填在框里"]


def test_wrappers_do_not_hide_words() -> None:
    inside = f"<w:hyperlink>{run('网址')}</w:hyperlink><w:smartTag>{run('地名')}</w:smartTag>"
    field = f'<w:fldSimple w:instr="DATE">{run("日期")}</w:fldSimple>'
    held = f"<w:sdt><w:sdtContent>{run('框')}</w:sdtContent></w:sdt>"
    assert said(para(inside + field + held)) == ["网址地名日期框"]


NUMBERING = """
<w:abstractNum w:abstractNumId="7">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:lvlText w:val="%1、"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="（%2）"/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="3"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%3."/></w:lvl>
<w:lvl w:ilvl="3"><w:numFmt w:val="bullet"/><w:lvlText w:val="●"/></w:lvl>
<w:lvl w:ilvl="4"><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%5"/></w:lvl>
</w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="7"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="7"/>
<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>
"""


def listed(text: str, level: int, number: int = 1) -> str:
    return para(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def test_the_numbers_that_word_counts_are_read() -> None:
    body = [listed("甲", 0), listed("乙", 1), listed("丙", 1), listed("丁", 2), listed("戊", 3), listed("", 2)]
    body += [listed("己", 0, 2), listed("庚", 1), listed("辛", 0, 3), listed("壬", 4)]
    body.append(para("癸", '<w:numPr><w:numId w:val="0"/></w:numPr>'))
    found = said("".join(body), numbering=NUMBERING)
    assert found == ["一、甲", "（一）乙", "（二）丙", "3.丁", "戊", "二、己", "（一）庚", "五、辛", "二.1 壬", "癸"]


def test_twenty_one_is_written_as_it_is_said() -> None:
    found = said("".join(listed(f"第{n}条", 0) for n in range(1, 22)), numbering=NUMBERING)
    assert [found[n].partition("、")[0] for n in (9, 10, 19, 20)] == ["十", "十一", "二十", "二十一"]


def test_a_style_can_number() -> None:
    styles = (
        '<w:style w:styleId="h"><w:name w:val="heading 1"/>'
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:styleId="own"><w:basedOn w:val="h"/></w:style>'
    )
    body = para("总体情况", '<w:pStyle w:val="h"/>') + para("存在的问题", '<w:pStyle w:val="own"/>')
    assert said(body, styles=styles, numbering=NUMBERING) == ["一、总体情况", "二、存在的问题"]


# ---- tables


def test_merged_cells_take_no_other_place() -> None:
    down, on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    body = table(
        cell("甲", '<w:gridSpan w:val="2"/>') + cell("乙", down) + cell("1"),
        cell("丙")
        + cell("丁", '<w:hMerge w:val="restart"/>')
        + cell("盖住", "<w:hMerge/>")
        + cell("旧字", on)
        + cell("2"),
    )
    assert cells_of(body) == [("甲", "乙", "1"), ("丙", "丁", "", "2")]


def test_a_broken_heading_is_whole_and_two_figures_stay_two() -> None:
    heading = para("本年收费金额") + para("（单位：万元）")
    assert cells_of(table(cell(heading) + cell(para("12") + para("34")))) == [("本年收费金额（单位：万元）", "12 34")]
    broken = para(run("本年新") + "<w:r><w:br/></w:r>" + run("收"))
    assert cells_of(table(cell(broken) + cell("0"))) == [("本年新收", "0")]


def test_tables_that_only_frame_are_as_if_not_there() -> None:
    inner = table(["规章", "0"])
    assert said(table(cell(para("一、总体情况") + para("一段话。")))) == ["一、总体情况", "一段话。"]
    assert said(table(f"<w:tc>{para('二、表')}{inner}{para('注')}</w:tc>")) == ["二、表", "规章 0", "注"]


def _table(section: Section, cells: Mapping[Address, Value], rows: Sequence[int] | None = None) -> str:
    """The table as Word has it, with its merged squares; only some ``rows`` of it."""
    grid = lay_out(section)
    made = []
    for y in rows if rows is not None else range(grid.height):
        row, x = "", 0
        while x < grid.width:
            square = grid.at[y, x]
            row += _cell(square, cells, begins=square.row == y)
            x += square.columns
        made.append(row)
    return table(*made)


def _cell(square: Square, cells: Mapping[Address, Value], *, begins: bool) -> str:
    merged = f'<w:gridSpan w:val="{square.columns}"/>' if square.columns > 1 else ""
    if square.rows > 1:
        merged += '<w:vMerge w:val="restart"/>' if begins else '<w:vMerge w:val="continue"/>'
    text = write(cells[square.address], square.spec) if square.kind == "value" else square.text
    return cell(text if begins else "", merged)


def _report(form: Form, year: int, cells: Mapping[Address, Value], *, is_split: bool, numbered: bool = False) -> str:
    words = texts(form)
    body = para(form.title.format(organ="示例乡", year=year), '<w:jc w:val="center"/>')
    body += "".join(map(para, words[form.preface.id].split("\n"))) if form.preface else ""
    for section in form.sections:
        heading = section.heading
        body += listed(bare(heading), 0) if numbered else para(heading, '<w:outlineLvl w:val="0"/>')
        if section.kind == "text":
            body += "".join(map(para, words[section.id].split("\n")))
        elif is_split:
            grid = lay_out(section)
            middle = grid.head_rows + (grid.height - grid.head_rows) // 2
            head = [*range(grid.head_rows)]
            body += (
                _table(section, cells, range(middle))
                + para("（续表）")
                + _table(section, cells, [*head, *range(middle, grid.height)])
            )
        else:
            body += _table(section, cells) + para("注：本表由党政办公室填报。")
    return body + para("示例乡人民政府", '<w:jc w:val="right"/>') + para("2024年1月15日", '<w:jc w:val="right"/>')


@pytest.mark.parametrize("year", YEARS)
@pytest.mark.parametrize("numbered", [False, True])
def test_a_report_with_merged_tables_and_notes(tmp_path: Path, year: int, numbered: bool) -> None:
    form = CATALOGUE.governing(year)
    cells = random_cells(form, year, blanks=True)
    read = outcome(_report(form, year, cells, is_split=False, numbered=numbered), tmp_path, numbering=NUMBERING)
    assert {name: (cells[name], read.cells[name]) for name in cells if cells[name] != read.cells[name]} == {}
    assert {form.cells[doubt.cell].kind for doubt in read.doubts} <= {"money"}  # whose unit is not printed
    assert (read.notes, read.passages) == ((), texts(form))
    assert set(read.unplaced) == {"注：本表由党政办公室填报。"}
    assert (read.signed, read.issued) == ("示例乡人民政府", date(2024, 1, 15))


@pytest.mark.parametrize("year", YEARS)
def test_a_table_cut_in_two(tmp_path: Path, year: int) -> None:
    """The second half has the headings again, and words between; a figure that is read is the one printed."""
    form = CATALOGUE.governing(year)
    cells = random_cells(form, year + 1, blanks=False)
    read = outcome(_report(form, year, cells, is_split=True), tmp_path)
    doubted = {doubt.cell for doubt in read.doubts}
    wrong = {name for name, value in read.cells.items() if value != cells[name] and name not in doubted}
    assert wrong == set()
    assert {form.cells[name].kind for name in doubted} <= {"money"}  # whose unit is not printed


def test_a_note_mark_behind_a_figure_is_no_digit_of_it(tmp_path: Path) -> None:
    cells = random_cells(FORM, 9, blanks=False)
    name = next(name for name, value in cells.items() if value)
    cells[name] = 22
    body = _report(FORM, 2023, cells, is_split=False)
    assert body.count(run("22")) >= 1
    read = outcome(body.replace(run("22"), run("22") + run("1", RAISED), 1), tmp_path)
    assert 221 not in read.cells.values()
    assert 22 in [doubt.proposal for doubt in read.doubts]


def test_a_text_pasted_into_word_has_its_tables_drawn(tmp_path: Path) -> None:
    lines = ["示例乡2023年政府信息公开工作年度报告", "二、主动公开政府信息情况", "第二十条第（一）项"]
    lines += ["信息内容\t本年制发件数\t本年废止件数\t现行有效件数", "规章\t0\t0\t0", "行政规范性文件\t4\t1\t9"]
    body = "".join(
        para("<w:r>" + "<w:tab/>".join(f"<w:t>{t}</w:t>" for t in line.split("\t")) + "</w:r>") for line in lines
    )
    read = outcome(body, tmp_path)
    assert read.cells["proactive.normative.in_force"] == 9
    assert not read.doubts


def test_a_file_of_another_library(tmp_path: Path) -> None:
    made = docx.Document()
    made.add_heading("示例乡2023年政府信息公开工作年度报告", 0)
    made.add_heading("二、主动公开政府信息情况", 1)
    rows = [
        ["第二十条第（一）项"] * 4,
        ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"],
        ["规章", "0", "0", "0"],
    ]
    rows.append(["行政规范性文件", "4", "1", "9"])
    grid = made.add_table(len(rows), 4)
    for y, row in enumerate(rows):
        for x, text in enumerate(row[:1] if y == 0 else row):
            grid.cell(y, x).text = text
    grid.cell(0, 0).merge(grid.cell(0, 3))
    made.sections[0].header.paragraphs[0].text = "页眉不是正文"
    made.sections[0].footer.paragraphs[0].text = "— 1 —"
    out = BytesIO()
    made.save(out)
    path = tmp_path / "旧报告.docx"
    path.write_bytes(out.getvalue())
    read = read_paper(path, CATALOGUE)
    assert (read.organ, read.cells["proactive.normative.issued"]) == ("示例乡", 4)
    assert (read.doubts, read.unplaced) == ((), ())
