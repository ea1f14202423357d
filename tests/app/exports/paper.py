"""Reading a finished PDF back: every character with its place."""

import ctypes
from dataclasses import dataclass

import pypdfium2
from pypdfium2 import raw

FOOT = 35 * 72 / 25.4  # below it stands the page number only


@dataclass(frozen=True)
class Char:
    """A character of a page: ``x`` and ``y`` of its origin on the baseline in points, y upwards from the foot."""

    text: str
    x: float
    y: float
    size: float


def read(data: bytes) -> list[list[Char]]:
    """The characters of every page in the order in which they are drawn; blanks that the reader adds are left out."""
    document = pypdfium2.PdfDocument(data)
    try:
        return [_read_page(page) for page in document]
    finally:
        document.close()


def drawn(data: bytes) -> list[str]:
    """The text of every page, without blanks, in the order in which it is drawn; page numbers are left out.

    (Readers that copy text put neighbouring squares of a table on one line; the order of drawing is what we decide.)
    """
    return ["".join("".join(text.split()) for _, y, text in page if y > FOOT) for page in pieces(data)]


def pieces(data: bytes) -> list[list[tuple[float, float, str]]]:
    """Every piece of text of every page in the order in which it is drawn, as (x, baseline, text)."""
    document = pypdfium2.PdfDocument(data)
    try:
        return [_pieces(page) for page in document]
    finally:
        document.close()


def _pieces(page: pypdfium2.PdfPage) -> list[tuple[float, float, str]]:
    textpage = page.get_textpage()
    found = []
    for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT]):
        size = raw.FPDFTextObj_GetText(item, textpage, None, 0)
        buffer = (ctypes.c_ushort * (size // 2))()
        raw.FPDFTextObj_GetText(item, textpage, buffer, size)
        place = item.get_matrix()
        found.append((place.e, place.f, bytes(buffer).decode("utf-16-le").rstrip("\0")))
    return found


def _read_page(page: pypdfium2.PdfPage) -> list[Char]:
    textpage = page.get_textpage()
    chars = []
    for index in range(textpage.count_chars()):
        if raw.FPDFText_IsGenerated(textpage, index) == 1:
            continue
        x, y = ctypes.c_double(), ctypes.c_double()
        raw.FPDFText_GetCharOrigin(textpage, index, x, y)
        text = chr(raw.FPDFText_GetUnicode(textpage, index))
        chars.append(Char(text, x.value, y.value, raw.FPDFText_GetFontSize(textpage, index)))
    return _joined(chars)


def _joined(chars: list[Char]) -> list[Char]:
    """Pairs of surrogates become the one character they stand for."""
    joined: list[Char] = []
    for char in chars:
        if joined and 0xDC00 <= ord(char.text) < 0xE000 and 0xD800 <= ord(joined[-1].text) < 0xDC00:
            first = joined.pop()
            pair = (first.text + char.text).encode("utf-16", "surrogatepass").decode("utf-16")
            joined.append(Char(pair, first.x, first.y, first.size))
        else:
            joined.append(char)
    return joined


def text(chars: list[Char]) -> str:
    """The text without blanks."""
    return "".join("".join(char.text for char in chars).split())


def lines(chars: list[Char]) -> list[tuple[float, str]]:
    """The lines of a page as (baseline, text), a new one wherever the baseline changes."""
    found: list[tuple[float, str]] = []
    for char in chars:
        if found and abs(found[-1][0] - char.y) < 0.01:
            found[-1] = (found[-1][0], found[-1][1] + char.text)
        else:
            found.append((char.y, char.text))
    return [(y, line.strip()) for y, line in found if line.strip()]
