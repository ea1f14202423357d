"""The finished board as another program sees it: the code is read back, black stays black, the page is the approved."""

import base64
import os
import re
import zlib
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp
from PIL import Image, ImageChops, ImageStat

from app.document.blocks import Document
from app.exports.fonts import FontBook
from app.exports.marks import Text
from app.exports.poster import board
from app.exports.tiling import tiles
from tests.app.exports import poster_samples as samples

GOLDEN = Path(__file__).resolve().parents[2] / "golden" / "board"
DPI = 100  # about what a telephone sees of a poster
LONG_CODE = "柳湾乡2020年政府信息公开工作年度报告 7K3M9QXD " + "0123456789abcdef" * 4


def picture(pdf: bytes, scale: float, page: int = 0) -> Image.Image:
    document = pypdfium2.PdfDocument(pdf)
    image: Image.Image = document[page].render(scale=scale).to_pil()
    document.close()
    return image


@pytest.mark.parametrize("short", [False, True])
@pytest.mark.parametrize("code", ["https://example.cn/zwgk/2020/nb?code=7K3M9QXD", LONG_CODE], ids=["address", "mark"])
@pytest.mark.parametrize(("width", "height"), [(841, 594), (420, 594), (210, 297), (613, 1007)])
def test_the_code_is_read_back_from_the_picture(
    fonts: FontBook, width: int, height: int, code: str, short: bool
) -> None:
    pdf = board.render(board.plan(samples.town(), samples.options(width, height, qr=code, short=short), fonts))
    found = zxingcpp.read_barcodes(picture(pdf, DPI / 72).convert("L"))
    assert [each.text for each in found] == [code]


@pytest.mark.parametrize("make", [samples.town, samples.county])
def test_the_plain_style_is_black_alone(fonts: FontBook, make: Callable[[], Document]) -> None:
    """No colour operator but black (and the white of the triangles on the sheets), so that a laser screens nothing."""
    plan = board.plan(make(), samples.options(841, 594, style="plain"), fonts)
    page = drawing(board.render(plan))
    assert set(re.findall(rb"([\d. ]+) (?:rg|RG)\n", page)) <= {b"0 0 0"}
    assert set(re.findall(rb"([\d.]+) (?:g|G)\n", page)) <= {b"0"}
    assert not re.search(rb" (?:k|K|cs|CS|scn|SCN|sh)\n", page)
    cut = drawing(tiles.render(plan, "A4"))
    assert set(re.findall(rb"([\d. ]+) (?:rg|RG)\n", cut)) <= {b"0 0 0"}
    assert set(re.findall(rb"([\d.]+) (?:g|G)\n", cut)) <= {b"0", b"1"}
    red, green, blue = picture(board.render(plan), 0.5).convert("RGB").split()
    assert ImageChops.difference(red, green).getbbox() is ImageChops.difference(green, blue).getbbox() is None


def test_rules_are_strong_enough_for_a_laser(fonts: FontBook) -> None:
    for width, height in ((841, 594), (210, 297)):
        page = drawing(board.render(board.plan(samples.town(), samples.options(width, height), fonts)))
        assert min(float(weight) for weight in re.findall(rb"\n([\d.]+) w\n", page)) >= 0.35


def drawing(pdf: bytes) -> bytes:
    """The drawing operators of all pages and forms."""
    found = []
    for match in re.finditer(rb"stream\r?\n(.*?)endstream", pdf, re.DOTALL):
        data = match[1].strip()
        if data.endswith(b"~>"):
            data = base64.a85decode(data, adobe=True)
        try:
            data = zlib.decompress(data)
        except zlib.error:
            continue
        if b" Tf" in data or b" re" in data:
            found.append(data)
    assert found
    return b"\n".join(found)


BOARDS: dict[str, tuple[Callable[[], Document], float, float, dict[str, object]]] = {
    "town_a1": (samples.town, 841, 594, {}),
    "county_a1": (samples.county, 841, 594, {}),
    "invented_a2": (samples.invented, 420, 594, {"style": "plain"}),
    "town_2400x1200": (samples.town, 2400, 1200, {}),
    "town_a2_short": (samples.town, 420, 594, {"short": True}),
    "county_a1_short": (samples.county, 841, 594, {"short": True}),
}


@pytest.mark.parametrize("name", BOARDS)
def test_boards_are_those_that_were_approved(fonts: FontBook, name: str) -> None:
    """Text with its places, and a small picture; renewed by GONGKAILAN_GOLDEN=1 after the pages were looked at."""
    make, width, height, more = BOARDS[name]
    plan = board.plan(make(), samples.options(width, height, **more), fonts)
    marks = [mark for mark in plan.marks if isinstance(mark, Text)]
    found = "".join(f"{mark.y:6.1f} {mark.x:6.1f} {mark.line.size:6.2f} {mark.line.text}\n" for mark in marks)
    image = picture(board.render(plan), 480 / plan.width_mm * 25.4 / 72).convert("L")
    text, shot = GOLDEN / f"{name}.txt", GOLDEN / f"{name}.png"
    if os.environ.get("GONGKAILAN_GOLDEN"):
        GOLDEN.mkdir(exist_ok=True)
        text.write_text(found, encoding="utf-8", newline="\n")
        image.quantize(16).save(shot, optimize=True)
    assert found == text.read_text(encoding="utf-8")
    apart = ImageChops.difference(image, Image.open(shot).convert("L"))
    assert ImageStat.Stat(apart).mean[0] < 4
