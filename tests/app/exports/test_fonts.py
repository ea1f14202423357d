"""Faces: fallback per character, missing glyphs named, rare characters copied out right, the office's own faces."""

import shutil
import subprocess
from pathlib import Path

import pypdfium2
import pytest
from fontTools.fontBuilder import FontBuilder  # type: ignore[import-untyped]
from fontTools.pens.ttGlyphPen import TTGlyphPen  # type: ignore[import-untyped]

from app.domain.errors import Trouble
from app.exports import patches
from app.exports.canvas import open_canvas
from app.exports.fonts import FontBook, OfficeFace, require_glyphs
from app.exports.office_fonts import find_faces
from app.exports.typeset import Run, break_lines, draw_line

RARE = "𬱖㛃䶮"
UNKNOWN = "\U00020bb7"  # 𠮷, in no face of ours
ROLES = [
    "songti_title", "board_title", "fangsong_body", "kaiti", "heiti_heading", "songti_table", "songti_table_strong",
    "board_text", "board_medium", "board_semibold", "board_strong",
]  # fmt: skip


def page_of(fonts: FontBook, text: str, role: str = "fangsong_body") -> bytes:
    canvas, out = open_canvas(210, 297, title="题", organ="乡")
    for row, line in enumerate(break_lines(fonts, [Run(text, role)], 16, 440)):
        draw_line(canvas, line, 70, 700 - 29 * row)
    canvas.save()
    return out.getvalue()


def make_font(path: Path, char: str) -> None:
    """A font with one character, a box."""
    pen = TTGlyphPen(None)
    pen.moveTo((50, 0))
    for corner in ((50, 800), (950, 800), (950, 0)):
        pen.lineTo(corner)
    pen.closePath()
    builder = FontBuilder(1000)
    builder.setupGlyphOrder([".notdef", "box"])
    builder.setupCharacterMap({ord(char): "box"})
    builder.setupGlyf({".notdef": pen.glyph(), "box": pen.glyph()})
    builder.setupHorizontalMetrics({".notdef": (1000, 50), "box": (1000, 50)})
    builder.setupHorizontalHeader(ascent=880, descent=-120)
    builder.setupNameTable({"familyName": "One", "styleName": "Regular", "psName": "One-Regular"})
    builder.setupOS2()
    builder.setupPost()
    builder.save(path)


def test_every_character_falls_back_by_itself(fonts: FontBook) -> None:
    faces = [fonts.glyph(char, "fangsong_body") for char in "政堉1𬱖"]
    assert [glyph.face.name if glyph else None for glyph in faces] == [
        "FandolFang-Regular",
        "NotoSerifSC-Regular",
        "FandolSong-Regular",
        "NotoSerifSC-Regular",
    ]


def test_digits_of_the_body_are_half_a_character(fonts: FontBook) -> None:
    assert fonts.width("0123456789", "fangsong_body", 16) == pytest.approx(80)


@pytest.mark.parametrize("role", ROLES)
def test_every_role_has_every_official_character(fonts: FontBook, role: str) -> None:
    table = Path(__file__).parents[3] / "resources/fonts/charset/tgh.txt"
    listed = {char for char in table.read_text(encoding="utf-8") if ord(char) > 0x2FFF}
    assert len(listed) > 8000
    assert fonts.missing(["".join(sorted(listed))], role) == []


def test_missing_characters_are_named_with_their_place(fonts: FontBook) -> None:
    assert fonts.missing([f"张{UNKNOWN}\n\u200b　 "]) == [UNKNOWN]
    with pytest.raises(Trouble) as caught:
        require_glyphs(fonts, [("一、总体", "好"), ("五、问题", f"张{UNKNOWN}{UNKNOWN}")])
    assert f"“{UNKNOWN}”这个字" in caught.value.what
    assert f"（在“五、问题”的“张{UNKNOWN}{UNKNOWN}”处）" in caught.value.what
    assert "一、总体" not in caught.value.what
    with pytest.raises(Trouble) as caught:
        require_glyphs(fonts, [("一", "\n本年联系人是家村的\U00031350某某同志。\n"), ("", UNKNOWN), ("二", UNKNOWN)])
    named, first, second = f"“\U00031350”、“{UNKNOWN}”", "…系人是家村的\U00031350某某同志。", UNKNOWN
    assert caught.value.what == f"{named}这 2 个字程序带的字库里没有（在“一”的“{first}”处，“二”的“{second}”处）"
    with pytest.raises(Trouble, match="U\\+E000"):
        break_lines(fonts, [Run("\ue000", "fangsong_body")], 16, 400)


def test_characters_above_ffff_copy_out_right(fonts: FontBook, tmp_path: Path) -> None:
    text = f"甲{RARE}乙（1）丙"
    data = page_of(fonts, text)
    page = pypdfium2.PdfDocument(data)[0].get_textpage()
    assert "".join(page.get_text_range().split()) == text
    if shutil.which("pdftotext"):
        path = tmp_path / "rare.pdf"
        path.write_bytes(data)
        out = subprocess.run(["pdftotext", str(path), "-"], capture_output=True, check=True).stdout.decode()
        assert "".join(out.split()) == text


def test_the_map_for_copying_is_utf16_in_blocks_of_at_most_100() -> None:
    lines = patches.to_unicode_map("X", [0x2CB56] * 256).splitlines()
    assert "<00> <D872DF56>" in lines
    assert [line for line in lines if line.endswith("beginbfchar")] == [
        "100 beginbfchar", "100 beginbfchar", "56 beginbfchar",
    ]  # fmt: skip


def test_markup_is_text(fonts: FontBook) -> None:
    text = "<b>加粗</b>&amp;<font color='red'>%s{organ}"
    page = pypdfium2.PdfDocument(page_of(fonts, text))[0].get_textpage()
    assert "".join(page.get_text_range().split()) == "".join(text.split())


def test_the_office_face_comes_first_where_chosen(fonts: FontBook) -> None:
    stranger = fonts.folder / "NotoSansSC-Bold.ttf"  # plays the office's 仿宋
    chosen = FontBook(fonts.folder, office={"fangsong_body": OfficeFace(stranger)})
    glyph = chosen.glyph("政", "fangsong_body")
    assert glyph is not None
    assert glyph.face.name.startswith("Office-NotoSansSCBold-0-")
    fallback = chosen.glyph("堉", "fangsong_body")
    assert fallback is not None
    assert page_of(chosen, "政府信息") != page_of(fonts, "政府信息")


def test_a_chosen_face_also_helps_other_roles_with_rare_characters(fonts: FontBook, tmp_path: Path) -> None:
    stranger = tmp_path / "one.ttf"
    make_font(stranger, UNKNOWN)
    chosen = FontBook(fonts.folder, office={"kaiti": OfficeFace(stranger)})
    assert fonts.missing([UNKNOWN]) == [UNKNOWN]
    assert chosen.missing([UNKNOWN]) == []
    for role in ROLES:
        glyph = chosen.glyph(UNKNOWN, role)
        assert glyph is not None
        assert glyph.face.name.startswith("Office-one-")
    assert len(page_of(chosen, f"张{UNKNOWN}乙")) > len(page_of(chosen, "张乙")), "and it is embedded"


def test_installed_faces_are_found_by_their_names(fonts: FontBook, tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    shutil.copy(fonts.folder / "FandolSong-Regular.ttf", tmp_path / "deep" / "x.TTF")
    (tmp_path / "broken.ttf").write_bytes(b"\x00\x01\x00\x00\xff\xff junk")
    (tmp_path / "broken.ttc").write_bytes(b"ttcf\x00\x01\x00\x00\xff\xff\xff\xff")
    found = find_faces({"fangsong_body": ["没有的字体", "fandolsong-regular"]}, [tmp_path])
    assert found == {"fangsong_body": [("fandolsong-regular", OfficeFace(tmp_path / "deep" / "x.TTF"))]}


def test_a_face_that_cannot_be_embedded_is_refused_in_words(fonts: FontBook, tmp_path: Path) -> None:
    broken = tmp_path / "坏.ttf"
    broken.write_bytes(b"\x00\x01\x00\x00 not a font")
    book = FontBook(fonts.folder, office={"kaiti": OfficeFace(broken)})
    with pytest.raises(Trouble, match=r"坏\.ttf"):
        book.width("政", "kaiti", 16)
