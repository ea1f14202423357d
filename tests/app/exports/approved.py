"""What was looked at and approved: texts, and small grey pictures of pages, in ``tests/golden``.

After a wanted change: look at the pages, run with GONGKAILAN_GOLDEN=1 and review the difference.
"""

import os
from pathlib import Path

import pypdfium2
from PIL import Image, ImageChops, ImageStat

GOLDEN = Path(__file__).resolve().parents[2] / "golden"
PAGE_PX = 330  # width of a page of A4: 40 dots per inch
SHADES = 16
# How much two pictures of one page may differ where another pdfium drew it, of 255: on the whole, and in any square.
MEAN, SQUARE, SQUARE_PX = 3.0, 40.0, 20


def renewing() -> bool:
    """True where the golden files are written anew."""
    return bool(os.environ.get("GONGKAILAN_GOLDEN"))


def assert_text(name: str, found: str) -> None:
    """The text is the one in ``tests/golden``."""
    golden = GOLDEN / name
    if renewing():
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(found, encoding="utf-8", newline="\n")
    assert found == golden.read_text(encoding="utf-8")


def assert_pages(name: str, pdf: bytes, *, width_px: int = PAGE_PX, across: int = 4) -> None:
    """The pages, side by side in one small picture, look like those in ``tests/golden``."""
    assert_picture(name, contact_sheet([picture.convert("L") for picture in pictures(pdf, width_px)], across))


def assert_picture(name: str, found: Image.Image) -> None:
    """The picture looks like the one in ``tests/golden``: on the whole, and in every square of it."""
    golden = GOLDEN / name
    if renewing():
        golden.parent.mkdir(exist_ok=True)
        found.quantize(SHADES).save(golden, optimize=True)
    with Image.open(golden) as approved:
        assert found.size == approved.size
        apart = ImageChops.difference(found, approved.convert("L"))
    assert ImageStat.Stat(apart).mean[0] < MEAN
    squares = apart.resize((-(-apart.width // SQUARE_PX), -(-apart.height // SQUARE_PX)), Image.Resampling.BOX)
    assert max(squares.tobytes()) < SQUARE


def pictures(pdf: bytes, width_px: int) -> list[Image.Image]:
    """Every page, ``width_px`` wide."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [page.render(scale=width_px / page.get_width()).to_pil() for page in document]
    finally:
        document.close()


def contact_sheet(pages: list[Image.Image], across: int) -> Image.Image:
    """All of them in rows of ``across``."""
    wide, high = max(page.width for page in pages), max(page.height for page in pages)
    columns = min(across, len(pages))
    sheet = Image.new("L", (columns * wide, -(-len(pages) // columns) * high), 128)
    for at, page in enumerate(pages):
        sheet.paste(page, (at % columns * wide, at // columns * high))
    return sheet
