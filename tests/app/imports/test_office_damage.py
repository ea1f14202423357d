"""Word files and workbooks that are damaged, or made to do harm: one sentence, and nothing changes."""

from __future__ import annotations

import contextlib
import random
import time
from functools import cache
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_LZMA, ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.errors import Trouble
from app.domain.organ import Organ
from app.imports.importer import read_paper
from app.imports.office import read_office
from app.imports.package import MAX_PARTS, MAX_UNPACKED
from app.imports.source import read_source
from app.workbench.bench import Workbench
from app.workbench.importing import import_paper
from tests.app.imports.papers import random_cells, texts
from tests.app.imports.strangers import book, para, relations, word, zipped
from tests.app.imports.test_office_round_trip import RENDER, document
from tests.app.imports.test_round_trip import CATALOGUE

FORM = CATALOGUE.governing(2023)
MAIN = {"_rels/.rels": relations(("r1", "officeDocument", "word/document.xml"))}
OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500)
BOMB = '<!DOCTYPE x [<!ENTITY a "哈哈哈哈"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><x>&b;</x>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'


def kept_with(name: str) -> bytes:
    return OLD + name.encode("utf-16-le") + bytes(500)


def held(text: str | bytes) -> bytes:
    return zipped({**MAIN, "word/document.xml": text})


def packed(method: int) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w", method) as archive:
        for name, text in {**MAIN, "word/document.xml": "<document/>"}.items():
            archive.writestr(name, text)
    return out.getvalue()


def with_password() -> bytes:
    """The bit that says so, in both places where it stands."""
    data = bytearray(word(para("字")))
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = data.find(mark)
        while start >= 0:
            data[start + at] |= 1
            start = data.find(mark, start + 4)
    return bytes(data)


REFUSED = {
    "旧文档.doc": (kept_with("WordDocument"), "旧的 Word 文件"),
    "旧表.et": (kept_with("Workbook"), "旧的表格文件"),
    "旧幻灯片.ppt": (kept_with("PowerPoint Document"), "演示文稿"),
    "怪.doc": (OLD, "旧的办公文件"),
    "密.docx": (kept_with("EncryptedPackage"), "设了密码"),
    "密2.docx": (with_password(), "设了密码"),
    "写字板.doc": (b"{\\rtf1\\ansi \\'c4\\'ea}", "写字板"),
    "网页.doc": (b"MIME-Version: 1.0\r\n\r\n2023", "网页"),
    "模板.doc": (b"<?xml version='1.0'?><?mso-application progid='Word.Document'?><w:wordDocument>", "旧的 Word 文件"),
    "模板.xls": (
        b"<?xml version='1.0'?>\n<Workbook xmlns='urn:schemas-microsoft-com:office:spreadsheet'>",
        "旧的表格文件",
    ),
    "文.odt": (zipped({"mimetype": "x", "content.xml": "<x/>"}), "OpenDocument"),
    "版式.ofd": (zipped({"OFD.xml": "<x/>"}), "ofd"),
    "压缩.zip": (zipped({"报告.docx": "x"}), "解压"),
    "空.zip": (zipped({}), "解压"),
    "幻灯片.pptx": (held("<presentation/>"), "演示文稿"),
    "二进制.xlsb": (
        zipped({"_rels/.rels": relations(("r", "officeDocument", "xl/workbook.bin")), "xl/workbook.bin": b"\0"}),
        "xlsb",
    ),
    "没有正文.docx": (held("<document/>"), "坏了"),
    "缺了.docx": (zipped(MAIN), "坏了"),
    "白.docx": (word(para("")), "没有文字"),
    "空.docx": (b"", "空的"),
    "半.docx": (word(para("字" * 999))[:700], "坏了"),
    "不是.docx": (b"PK\x03\x04, that is how he signs", "坏了"),
    "乱码.docx": (held('<?xml version="1.0" encoding="rot13"?><document/>'), "坏了"),
    "没完.docx": (held("<document><body>"), "坏了"),
    "压得怪.docx": (packed(ZIP_LZMA), "坏了"),
    "笑.docx": (held(BOMB), "不该有的内容"),
    "笑16.docx": (held(BOMB.encode("utf-16")), "不该有的内容"),
    "外.docx": (held(OUTSIDE), "不该有的内容"),
    "外.xlsx": (
        zipped({"xl/workbook.xml": OUTSIDE, "_rels/.rels": relations(("r", "officeDocument", "xl/workbook.xml"))}),
        "不该有的内容",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_one_plain_sentence_each(tmp_path: Path, name: str) -> None:
    data, expected = REFUSED[name]
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(Trouble, match=expected) as caught:
        read_paper(path, CATALOGUE, 2023, "示例乡")
    assert name in caught.value.what
    assert caught.value.safe
    assert caught.value.next_step
    assert "\n" not in str(caught.value)


def rows(count: int) -> str:
    return "<sheetData>" + "<row><c><v>1</v></c></row>" * count + "</sheetData>"


ENDLESS = {
    "blanks": lambda: held(b"<document>" + b" " * (MAX_UNPACKED + 10) + b"</document>"),
    "tags": lambda: held(b"<document>" + b"<p/>" * 3_000_000 + b"</document>"),
    "many paragraphs": lambda: word("<w:p/>" * 500_000),
    "deep": lambda: word("<w:sdt><w:sdtContent>" * 90_000 + "</w:sdtContent></w:sdt>" * 90_000),
    "long": lambda: word(para("字" * 5_000_000)),
    "parts": lambda: zipped({str(number): "" for number in range(MAX_PARTS + 2)}),
    "merged": lambda: book(
        rows(15_000) + "<mergeCells>" + '<mergeCell ref="A1:XFD1048576"/>' * 5_000 + "</mergeCells>"
    ),
    "rows": lambda: book(rows(90_000)),
    "format": lambda: book(
        rows(900),
        styles='<numFmts><numFmt numFmtId="200" formatCode="' + "[" * 20_000 + '0"/></numFmts>'
        '<cellXfs><xf numFmtId="200"/></cellXfs>',
    ),
}


@pytest.mark.parametrize("name", ENDLESS)
def test_a_small_file_that_unpacks_to_a_huge_one_does_not_hang(name: str) -> None:
    data = ENDLESS[name]()
    assert len(data) < 1_000_000
    start = time.monotonic()
    with contextlib.suppress(Trouble):
        read_office(data)
    assert time.monotonic() - start < 20  # a few seconds at most


def test_a_square_far_away_costs_nothing() -> None:
    sheet = '<sheetData><row r="1048576"><c r="A1048576"><v>1</v></c><c r="XFD1048576"><v>2</v></c></row></sheetData>'
    assert [line.raws for line in read_office(book(sheet))[0]] == [("1",)]


@cache
def whole(kind: str) -> bytes:
    return RENDER[kind](document(FORM, 2023, random_cells(FORM, 1, blanks=True), texts(FORM)))


@pytest.mark.parametrize("kind", RENDER)
@settings(max_examples=60)
@given(seed=st.integers(0, 10**9))
def test_damaged_files_end_in_a_sentence(kind: str, seed: int, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Cut anywhere, bytes flipped, pieces doubled; inside the parts as well as outside."""
    dice = random.Random(seed)
    path = tmp_path_factory.mktemp("damaged") / f"报告.{kind}"
    path.write_bytes(_inside(whole(kind), dice) if dice.random() < 0.5 else _damaged(whole(kind), dice))
    try:
        outcome = read_paper(path, CATALOGUE, 2023, "示例乡")
    except Trouble as trouble:
        assert trouble.next_step  # noqa: PT017 - whether it is raised depends on the bytes
        return
    assert set(outcome.cells) == set(FORM.cells)


def _damaged(data: bytes, dice: random.Random) -> bytes:
    out = bytearray(data)
    for _ in range(dice.choice((1, 1, 3, 30))):
        at, to = sorted((dice.randrange(len(out) + 1), dice.randrange(len(out) + 1)))
        turn = dice.random()
        if turn < 0.4 and at < len(out):
            out[at] ^= 1 << dice.randrange(8)
        elif turn < 0.6:
            del out[at : min(to, at + 50)]
        elif turn < 0.8:
            out[at:at] = out[at : min(to, at + 50)]
        elif len(out) > 10:
            del out[max(at, 4) :]
    return bytes(out)


def _inside(data: bytes, dice: random.Random) -> bytes:
    """The archive is whole, one of its parts is not: half of the time a tag or an attribute too many or too few."""
    with ZipFile(BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = dice.choice(sorted(parts))
    text = parts[name]
    pieces = text.split(b"<")
    if dice.random() < 0.5 and len(pieces) > 3:
        at = dice.randrange(2, len(pieces))
        piece = pieces[at]
        number = dice.choice((b"0", b"-1", b"99999999999", b"", b"x", b"1048576"))
        head, quote, rest = piece.partition(b'"')
        pieces[at] = head + quote + number + b'"' + rest.partition(b'"')[2] if quote else b"t>" + piece
        parts[name] = b"<".join(pieces)
    else:
        parts[name] = _damaged(text, dice)
    return zipped(parts)


@pytest.mark.parametrize("kind", RENDER)
def test_the_workspace_stays_as_it_was(tmp_path: Path, workspace: Path, kind: str) -> None:
    good, bad = tmp_path / f"好.{kind}", tmp_path / f"坏.{kind}"
    good.write_bytes(whole(kind))
    with Workbench.open(workspace) as bench:
        bench.save_organ(Organ("示例乡", "乡"))
        import_paper(bench, good)
        before = bench.reports()
        for cut in (10, 200, len(whole(kind)) // 2, len(whole(kind)) - 30):
            bad.write_bytes(whole(kind)[:cut])
            with pytest.raises(Trouble):
                import_paper(bench, bad)
        assert bench.reports() == before


def test_text_is_still_text(tmp_path: Path) -> None:
    path = tmp_path / "报告.docx"
    path.write_text("示例乡2023年政府信息公开工作年度报告\n一、总体情况\n有。\n", encoding="gb18030")
    assert [line.text() for line in read_source(path).lines][1:] == ["一、总体情况", "有。"]
