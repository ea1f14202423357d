"""The bundled fonts: small enough, unchanged, complete, usable in a PDF, with their licences."""

import hashlib
from functools import cache
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

from ui.kit import fonts

FONTS = Path(__file__).resolve().parents[2] / "resources" / "fonts"
MOST_BYTES = 45_000_000
NOTO = {
    "NotoSerifSC-Regular": 400,
    "NotoSerifSC-Bold": 700,
    "NotoSerifSC-Black": 900,
    "NotoSansSC-Regular": 400,
    "NotoSansSC-Medium": 500,
    "NotoSansSC-SemiBold": 600,
    "NotoSansSC-Bold": 700,
}
FANDOL = ("FandolFang-Regular", "FandolKai-Regular", "FandolSong-Regular")
FACES = (*NOTO, *FANDOL)
LEVELS = {1: 3500, 2: 3000, 3: 1605}


def opened(face: str) -> TTFont:
    return TTFont(FONTS / f"{face}.ttf", lazy=True)


@cache
def characters(face: str) -> frozenset[str]:
    with opened(face) as font:
        return frozenset(map(chr, font.getBestCmap()))


@cache
def table() -> dict[int, str]:
    lines = (FONTS / "charset" / "tgh.txt").read_text(encoding="utf-8").splitlines()
    found = dict.fromkeys(LEVELS, "")
    number = 1
    for line in lines:
        if not line.startswith("#"):
            level, first, text = line.split(" ")
            assert int(first) == number
            found[int(level)] += text
            number += len(text)
    return found


def gb2312(first_rows: range) -> set[str]:
    return {bytes([row, cell]).decode("gb2312", "ignore") for row in first_rows for cell in range(0xA1, 0xFF)} - {""}


def test_the_folder_is_small_enough() -> None:
    assert sum(path.stat().st_size for path in FONTS.rglob("*") if path.is_file()) <= MOST_BYTES


def test_every_file_is_the_one_that_was_built() -> None:
    lines = (FONTS / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    listed = {name: digest for digest, name in (line.split("  ") for line in lines)}
    present = {path.relative_to(FONTS).as_posix(): path for path in FONTS.rglob("*") if path.is_file()}
    assert set(listed) == set(present) - {"SHA256SUMS", "README.md"}
    assert listed == {name: hashlib.sha256(present[name].read_bytes()).hexdigest() for name in listed}


def test_no_face_is_missing_or_unknown() -> None:
    assert {path.stem for path in FONTS.glob("*.*tf")} == set(FACES)


@pytest.mark.parametrize("face", FACES)
def test_a_face_has_true_type_outlines(face: str) -> None:
    with opened(face) as font:
        assert font.sfntVersion == "\x00\x01\x00\x00"
        assert {"glyf", "loca", "cmap", "hmtx", "OS/2", "name"} <= set(font.keys())
        assert "CFF " not in font
        assert font["glyf"][font.getBestCmap()[ord("2")]].numberOfContours > 0
        assert font["head"].unitsPerEm == 1000


@pytest.mark.parametrize(("face", "weight"), NOTO.items())
def test_the_weights_are_one_family(face: str, weight: int) -> None:
    with opened(face) as font:
        names = font["name"]
        family = names.getDebugName(16) or names.getDebugName(1)
        assert family == ("Noto Serif SC" if "Serif" in face else "Noto Sans SC")
        assert font["OS/2"].usWeightClass == weight


@pytest.mark.parametrize("file", [*fonts._FIRST, *fonts._READING])
def test_the_words_of_the_window_stand_together_at_the_front_of_its_faces(file: str) -> None:
    """A face is read page by page: a start then reads a tenth of it. New words: ``build/fonts.py --signs``."""
    texts = (path.read_text(encoding="utf-8") for path in (FONTS.parent.parent / "ui").rglob("*.py"))
    words = {sign for text in texts for sign in text if "\u4e00" <= sign <= "\u9fff"}
    with opened(Path(file).stem) as font:
        known = font.getBestCmap()
        behind = {sign for sign in words if font.getGlyphID(known[ord(sign)]) > 1500}
    assert len(behind) < len(words) / 20, "".join(sorted(behind))


def test_the_table_of_characters_is_complete() -> None:
    assert {level: len(text) for level, text in table().items()} == LEVELS
    assert len(set("".join(table().values()))) == 8105
    assert sum(character > "\uffff" for character in "".join(table().values())) == 196


@pytest.mark.parametrize("face", NOTO)
def test_noto_has_the_whole_table_and_gb2312(face: str) -> None:
    assert not set("".join(table().values())) - characters(face)
    assert not gb2312(range(0xA1, 0xF8)) - characters(face)


def test_the_last_fallback_has_gbk_and_whatever_another_face_has() -> None:
    serif = characters("NotoSerifSC-Regular")
    assert not {chr(point) for point in range(0x4E00, 0x9FA6)} - serif
    others = {character for face in FACES for character in characters(face)}
    assert not {character for character in others if "\u3400" <= character <= "\ufaff"} - serif


@pytest.mark.parametrize("face", ["FandolFang-Regular", "FandolKai-Regular"])
def test_fandol_has_the_characters_of_gb2312(face: str) -> None:
    assert not gb2312(range(0xB0, 0xF8)) - characters(face)
    assert not set("，。、；：？！“”‘’（）《》〈〉【】〔〕—…·") - characters(face)


@pytest.mark.parametrize("face", ["FandolFang-Regular", "FandolSong-Regular"])
def test_digits_are_half_an_em(face: str) -> None:
    with opened(face) as font:
        widths = {font["hmtx"][font.getBestCmap()[ord(digit)]][0] for digit in "0123456789"}
    assert widths == {500}


@pytest.mark.parametrize("face", ["NotoSansSC-Regular", "NotoSansSC-Medium", "NotoSansSC-SemiBold", "NotoSansSC-Bold"])
def test_digits_line_up(face: str) -> None:
    with opened(face) as font:
        assert len({font["hmtx"][font.getBestCmap()[ord(digit)]][0] for digit in "0123456789"}) == 1


@pytest.mark.parametrize("face", FANDOL)
def test_a_converted_face_says_that_it_was_modified(face: str) -> None:
    with opened(face) as font:
        assert "modified" in font["name"].getDebugName(5)
        assert "Modified" in font["name"].getDebugName(10)


@pytest.mark.parametrize(
    ("file", "words"),
    [
        ("OFL.txt", ["SIL OPEN FONT LICENSE Version 1.1", "Noto Serif SC", "Noto Sans SC", "Reserved Font Name"]),
        ("GPL-3.txt", ["GNU GENERAL PUBLIC LICENSE", "Version 3, 29 June 2007"]),
        ("FANDOL-LICENSE.txt", [*FANDOL, "As a special exception", "texlive-lang", "build/fonts.py"]),
        ("charset/UNICODE-LICENSE.txt", ["UNICODE, INC. LICENSE AGREEMENT", "kTGH"]),
        ("README.md", [*FACES, "texlive-lang", "build/fonts.py"]),
    ],
)
def test_the_licences_are_there(file: str, words: list[str]) -> None:
    text = (FONTS / file).read_text(encoding="utf-8")
    assert not [word for word in words if word not in text]
