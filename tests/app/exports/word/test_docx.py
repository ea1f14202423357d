"""The Word file taken apart: page, styles, faces, tables, and what it must not tell."""

import hashlib
import os
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from docx.oxml.ns import qn

from app import __version__
from app.document.blocks import Document, Table
from app.exports.word.docx import render
from tests.app.exports import poster_samples, samples
from tests.app.exports.word import reading

GOLDEN = Path(__file__).resolve().parents[3] / "golden" / "word"
ROOT = Path(__file__).resolve().parents[4]
DOCUMENTS = {
    "2020": lambda: samples.document(2020),
    "2023": lambda: samples.document(2023, samples.busy(samples.catalogue().governing(2023))),
    "invented": poster_samples.invented,
}
# The order in which the standard wants the properties (ECMA-376, CT_PPr, CT_RPr, CT_TcPr, CT_TblPr, CT_SectPr).
ORDER = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore widowControl overflowPunct autoSpaceDE autoSpaceDN snapToGrid "
    "spacing ind jc outlineLvl",
    "rPr": "rStyle rFonts b bCs spacing sz szCs lang",
    "tcPr": "tcW gridSpan vMerge tcBorders vAlign",
    "tblPr": "tblW jc tblInd tblBorders tblLayout tblCellMar tblCaption",
    "sectPr": "headerReference footerReference pgSz pgMar pgNumType cols docGrid",
    "settings": "zoom defaultTabStop evenAndOddHeaders characterSpacingControl compat themeFontLang",
    "style": "name basedOn next link uiPriority semiHidden qFormat pPr rPr tblPr",
    "tblBorders": "top left bottom right insideH insideV",
}


@pytest.fixture(scope="module")
def data() -> bytes:
    return render(DOCUMENTS["2023"]())


@pytest.mark.parametrize("name", DOCUMENTS)
def test_structure_is_the_one_that_was_approved(name: str) -> None:
    """After a wanted change: look at the pages, run with GONGKAILAN_GOLDEN=1 and review the difference."""
    found = reading.described(render(DOCUMENTS[name]()))
    golden = GOLDEN / f"report_{name}.txt"
    if os.environ.get("GONGKAILAN_GOLDEN"):
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(found, encoding="utf-8", newline="\n")
    assert found == golden.read_text(encoding="utf-8")


def test_the_page_is_the_official_one(data: bytes) -> None:
    page = reading.word(data).sections[0]
    sides = (
        page.page_width,
        page.page_height,
        page.top_margin,
        page.bottom_margin,
        page.left_margin,
        page.right_margin,
    )
    assert [round(side.mm, 1) for side in sides] == [210, 297, 37, 35, 28, 26]
    grid = page._sectPr.find(qn("w:docGrid"))
    height = page.page_height - page.top_margin - page.bottom_margin
    assert height // 635 // int(grid.get(qn("w:linePitch"))) == 22
    body = reading.word(data).styles["Body Text"]
    closer = int(body.element.rPr.find(qn("w:spacing")).get(qn("w:val")))
    width = page.page_width - page.left_margin - page.right_margin
    assert width // 635 // (16 * 20 + closer) == 28


def test_styles_are_real_ones(data: bytes) -> None:
    found = reading.paragraphs(data)
    assert found[0][0] == "Title"
    headings = [text for style, text in found if style == "Heading 1"]
    assert headings == [part.heading for part in DOCUMENTS["2023"]().parts]
    leads = [run for item in reading.word(data).paragraphs for run in item.runs if run.style.name == "Heading 2 Char"]
    assert leads[0].text == "（一）主动公开。"
    used = {style for style, _ in found}
    assert used == {"Title", "Heading 1", "Body Text", "Signature"}


def test_a_lead_alone_is_a_heading_of_the_second_level() -> None:
    data = render(samples.document(2020, passages=("（一）主动公开。\n全年86条。", "有。", "无。")))
    assert ("Heading 2", "（一）主动公开。") in reading.paragraphs(data)


def test_every_face_has_its_official_name_and_something_to_stand_in(data: bytes) -> None:
    styles, fonts = reading.tree(data, "word/styles.xml"), reading.tree(data, "word/fontTable.xml")
    named = set()
    for faces in styles.iter(qn("w:rFonts")):
        names = {faces.get(qn(f"w:{which}")) for which in ("ascii", "hAnsi", "eastAsia", "cs")}
        assert len(names) == 1, "every script has the same face, and none comes from a theme"
        named |= names
    assert named == {"仿宋_GB2312", "方正小标宋简体", "黑体", "楷体_GB2312", "宋体"}
    others = {font.get(qn("w:name")): font.find(qn("w:altName")).get(qn("w:val")) for font in fonts}
    assert set(others) == named
    assert others["仿宋_GB2312"].split(",")[:2] == ["仿宋", "FangSong"]
    assert b"Theme" not in b"".join(reading.parts(data).values()).replace(b"themeFontLang", b"")
    assert {lang.get(qn("w:eastAsia")) for lang in styles.iter(qn("w:lang"))} == {"zh-CN"}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_table_is_the_grid(name: str) -> None:
    document = DOCUMENTS[name]()
    blocks = [block for part in document.parts for block in part.blocks if isinstance(block, Table)]
    tables = reading.word(render(document)).tables
    assert len(tables) == len(blocks)
    for table, block in zip(tables, blocks, strict=True):
        assert len(table.rows) == block.grid.height
        for row in range(block.grid.height):
            for column in range(block.grid.width):
                square = block.grid.at[row, column]
                said = square.text or block.figures.get(square.address, "")
                assert table.cell(row, column).text == said
                origin = table.cell(square.row, square.column)
                assert table.cell(row, column)._tc is origin._tc, "merged as the grid has it"


def test_columns_fill_the_type_area(data: bytes) -> None:
    for table in reading.tree(data).iter(qn("w:tbl")):
        widths = [int(column.get(qn("w:w"))) for column in table.find(qn("w:tblGrid"))]
        assert abs(sum(widths) - 156 / 25.4 * 1440) < 1.5
        for row in table.iter(qn("w:tr")):
            assert sum(int(width.get(qn("w:w"))) for width in row.iter(qn("w:tcW"))) == sum(widths)


def test_rows_are_never_cut_and_heads_come_again(data: bytes) -> None:
    two, three, four = reading.tree(data).iter(qn("w:tbl"))
    for table in (two, three, four):
        assert all(row.find(f".//{qn('w:cantSplit')}") is not None for row in table.iter(qn("w:tr")))
    heads = [len(list(table.iter(qn("w:tblHeader")))) for table in (two, three, four)]
    assert heads == [0, 3, 3]  # table two stacks several tables, whose heads are their own


def test_totals_are_strong(data: bytes) -> None:
    document = DOCUMENTS["2023"]()
    blocks = [block for part in document.parts for block in part.blocks if isinstance(block, Table)]
    for table, block in zip(reading.word(data).tables, blocks, strict=True):
        for square in block.grid.values:
            runs = table.cell(square.row, square.column).paragraphs[0].runs
            if block.figures[square.address]:
                assert (runs[0].style.name == "Strong") == square.is_total


def test_the_large_table_begins_a_page_and_its_rows_hold_together(data: bytes) -> None:
    body = reading.tree(data)[0]
    turning = [item for item in body.iter(qn("w:p")) if item.find(f".//{qn('w:pageBreakBefore')}") is not None]
    assert ["".join(item.itertext()) for item in turning] == ["三、收到和处理政府信息公开申请情况"]
    for table in body.iter(qn("w:tbl")):
        *others, last = table.iter(qn("w:tr"))
        assert all(item.find(f".//{qn('w:keepNext')}") is not None for row in others for item in row.iter(qn("w:p")))
        assert last.find(f".//{qn('w:keepNext')}") is None


def test_page_numbers_stand_outside(data: bytes) -> None:
    settings = reading.tree(data, "word/settings.xml")
    assert settings.find(qn("w:evenAndOddHeaders")) is not None
    sides = {}
    for name in ("word/footer1.xml", "word/footer2.xml"):
        foot = reading.tree(data, name)
        assert "".join(text.text for text in foot.iter(qn("w:t"))) == "— 1 —"
        assert [code.text.strip() for code in foot.iter(qn("w:instrText"))] == ["PAGE"]
        sides[name] = foot.find(f".//{qn('w:jc')}").get(qn("w:val"))
    assert sides == {"word/footer1.xml": "right", "word/footer2.xml": "left"}


def test_properties_stand_in_the_order_word_wants(data: bytes) -> None:
    for name in ("word/document.xml", "word/styles.xml", "word/settings.xml", "word/footer1.xml"):
        for element in reading.tree(data, name).iter():
            kind = element.tag.rpartition("}")[2]
            if kind in ORDER:
                found = [child.tag.rpartition("}")[2] for child in element]
                order = ORDER[kind].split()
                assert sorted(found, key=order.index) == found, (name, kind, found)
                if kind not in ("sectPr",):
                    assert len(set(found)) == len(found), (name, kind, found)


def test_every_style_used_exists_and_every_style_is_used(data: bytes) -> None:
    everything = [
        reading.tree(render(document()), part) for document in DOCUMENTS.values() for part in ("word/document.xml",)
    ]
    everything += [
        reading.tree(render(DOCUMENTS["2020"](), watermark="草稿"), f"word/{part}.xml")
        for part in ("footer1", "header1")
    ]
    used = {
        name.get(qn("w:val")) for root in everything for tag in ("w:pStyle", "w:rStyle") for name in root.iter(qn(tag))
    }
    known = {style.get(qn("w:styleId")) for style in reading.tree(data, "word/styles.xml").iter(qn("w:style"))}
    assert used <= known
    assert known - used == {"Normal", "DefaultParagraphFont", "TableNormal", "Heading2"}


def test_the_draft_says_so_over_every_page() -> None:
    data = render(samples.document(2020), watermark="草稿 · 未经审查")
    section = reading.word(data).sections[0]
    assert section.header.paragraphs[0].text == section.even_page_header.paragraphs[0].text == "草稿 · 未经审查"
    assert "word/header1.xml" not in reading.parts(render(samples.document(2020)))


def test_the_file_tells_only_title_body_and_program(data: bytes) -> None:
    document, told = DOCUMENTS["2023"](), reading.word(data).core_properties
    assert (told.title, told.author) == (document.title, document.signature.organ)
    core = reading.tree(data, "docProps/core.xml")
    assert [item.tag.rpartition("}")[2] for item in core] == ["title", "creator"]
    program = reading.tree(data, "docProps/app.xml")
    assert ["".join(item.itertext()) for item in program] == [f"公开栏 {__version__}"]
    everything = b"".join(reading.parts(data).values())
    assert b"rsid" not in everything
    with ZipFile(BytesIO(data)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_same_document_same_bytes_everywhere() -> None:
    first = render(DOCUMENTS["2023"](), watermark="草稿")
    code = (
        "import hashlib; from app.exports.word.docx import render; from tests.app.exports import samples;"
        "form = samples.catalogue().governing(2023);"
        "data = render(samples.document(2023, samples.busy(form)), watermark='草稿');"
        "print(hashlib.sha256(data).hexdigest())"
    )
    for zone, language, seed in (("Pacific/Apia", "C", "7"), ("Asia/Shanghai", "zh_CN.UTF-8", "8")):
        strange = {
            **os.environ,
            "TZ": zone,
            "LC_ALL": language,
            "PYTHONHASHSEED": seed,
            "PYTHONPATH": str(ROOT),
            "PYTHONUTF8": "1",
        }
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=strange, check=True)
        assert done.stdout.strip() == hashlib.sha256(first).hexdigest()


def test_sixty_characters_of_an_organ_keep_their_lines() -> None:
    document = samples.document(2020, organ=samples.LONG_ORGAN)
    (style, title), *_ = reading.paragraphs(render(document))
    assert style == "Title"
    lines = title.split("\n")
    assert "".join(lines) == document.title
    assert max(map(len, lines)) <= 20
    assert document.title_lines[-1] == lines[-1]


def test_an_empty_report_is_a_whole_one() -> None:
    document = samples.document(2023, {}, passages=())
    assert [text for style, text in reading.paragraphs(render(document)) if style == "Heading 1"] == [
        part.heading for part in document.parts
    ]


def test_two_tables_beside_each_other_stay_two() -> None:
    document = samples.document(2020)
    part = next(part for part in document.parts if any(isinstance(block, Table) for block in part.blocks))
    twice = Document(
        document.title, document.title_lines, (), (type(part)("x", "一", part.blocks * 2),), document.signature
    )
    assert len(reading.word(render(twice)).tables) == 2


def test_a_table_longer_than_a_page_may_be_cut_between_rows() -> None:
    long = samples.document(2023, samples.full(samples.catalogue().governing(2023), 60))
    for table in reading.tree(render(long)).iter(qn("w:tbl")):
        tied = [row.find(f".//{qn('w:keepNext')}") is not None for row in table.iter(qn("w:tr"))]
        assert not tied[-1]
