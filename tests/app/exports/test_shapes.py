"""A face opened quickly says the same as reportlab's own reading of the whole file."""

from pathlib import Path
from random import Random

import pytest
from fontTools.fontBuilder import FontBuilder  # type: ignore[import-untyped]
from fontTools.pens.ttGlyphPen import TTGlyphPen  # type: ignore[import-untyped]
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]
from fontTools.ttLib.tables._c_m_a_p import CmapSubtable  # type: ignore[import-untyped]
from reportlab.pdfbase.ttfonts import TTFError, TTFontFace

from app.exports.shapes import QuickShape

FACES = sorted((Path(__file__).resolve().parents[3] / "resources" / "fonts").glob("*.ttf"))
ODD = [*range(0x20, 0x2F0, 7), *range(0x4E00, 0x4E40, 3), 0xFFFD]


def assert_same(path: Path) -> None:
    ours, theirs = QuickShape(str(path)), TTFontFace(str(path))
    known = {code: glyph for code, glyph in theirs.charToGlyph.items() if glyph}
    assert {code: ours.charToGlyph.get(code) for code in known} == known
    assert {code: ours.charWidths.get(code) for code in known} == {code: theirs.charWidths[code] for code in known}
    strange = [code for code in range(0, 0x110000, 13) if code not in known]
    assert not any(ours.charToGlyph.get(code) for code in strange)
    font = TTFont(path)
    assert [ours.hmetrics[glyph] for glyph in range(theirs.numGlyphs)] == [
        (wide, left % 0x10000) for wide, left in map(font["hmtx"].__getitem__, font.getGlyphOrder())
    ]
    assert list(ours.glyphPos) == theirs.glyphPos
    assert ours.defaultWidth == theirs.defaultWidth
    if theirs.unitsPerEm != 1000:  # reportlab then gives the last glyphs of the file a wrong width
        return
    subset = [0, *Random(7).sample(sorted(known), min(60, len(known)))]
    assert ours.makeSubset(subset) == theirs.makeSubset(subset)


def build(path: Path, codes: list[int], upm: int = 1000) -> TTFont:
    """A font of boxes of different width, each the second half of them the one before it moved."""
    names = [".notdef", *(f"g{code:x}" for code in codes)]
    Random(len(codes)).shuffle(names[1:])
    glyphs: dict[str, object] = {}
    for at, name in enumerate(names):
        pen = TTGlyphPen(glyphs)
        if at > len(names) // 2:
            pen.addComponent(names[at - len(names) // 2], (1, 0, 0, 1, 20, 0))
        else:
            for place, corner in enumerate(((0, 0), (0, 300 + at), (at + 1, 300), (at + 1, 0))):
                (pen.lineTo if place else pen.moveTo)(corner)
            pen.closePath()
        glyphs[name] = pen.glyph()
    builder = FontBuilder(upm)
    builder.setupGlyphOrder(names)
    order = Random(3).sample(names[1:], len(codes))
    builder.setupCharacterMap(dict(zip(codes, order, strict=True)))
    builder.setupGlyf(glyphs)
    wide = {name: (200 + 3 * at if at < len(names) - 5 else 900, 10) for at, name in enumerate(names)}
    builder.setupHorizontalMetrics(wide)
    builder.setupHorizontalHeader(ascent=880, descent=-120)
    builder.setupNameTable({"familyName": "Odd", "styleName": "Regular", "psName": "Odd-Regular"})
    builder.setupOS2()
    builder.setupPost()
    builder.save(path)
    return TTFont(path)


@pytest.mark.parametrize("path", FACES, ids=lambda path: path.stem)
def test_our_own_faces(path: Path) -> None:
    assert_same(path)


@pytest.mark.parametrize("upm", [1000, 2048])
@pytest.mark.parametrize("codes", [ODD, [*ODD, 0x2CB56, 0x2CB57, 0x1F600], [0x41], [0xA0, 0x41]], ids=str)
def test_any_face(tmp_path: Path, codes: list[int], upm: int) -> None:
    build(tmp_path / "odd.ttf", codes, upm)
    assert_same(tmp_path / "odd.ttf")


@pytest.mark.parametrize("kind", [0, 13])
def test_an_uncommon_table_of_characters(tmp_path: Path, kind: int) -> None:
    font = build(tmp_path / "odd.ttf", [0x41, 0x42, 0x43])
    table = CmapSubtable.newSubtable(kind)
    table.platformID, table.platEncID, table.language = (1, 0, 0) if kind < 13 else (3, 10, 0)
    table.cmap = dict.fromkeys((0x41, 0x42, 0x43), font.getGlyphOrder()[2])
    font["cmap"].tables = [table]
    font.save(tmp_path / "uncommon.ttf")
    assert_same(tmp_path / "uncommon.ttf")


def test_a_file_that_ends_too_early_is_refused(tmp_path: Path) -> None:
    whole = FACES[0].read_bytes()
    path = tmp_path / "cut.ttf"
    for length in (0, 3, 200, len(whole) // 2, len(whole) - len(whole) // 8):
        path.write_bytes(whole[:length])
        with pytest.raises((TTFError, OSError, ValueError, AssertionError)):
            QuickShape(str(path))
