"""Pages of a finished PDF as pixels, for the preview: what is shown is the very file."""

from __future__ import annotations

import math
import threading
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2

# pdfium is not thread-safe, and previews are made off the main thread.
_LOCK = threading.Lock()

_POINTS, _MM = 72.0, 25.4 / 72.0
_MORE = 4  # lines that are drawn above and below a strip and cut off: a stroke at the edge comes out as inside


@dataclass(frozen=True, slots=True)
class Raster:
    """``data`` holds ``height`` lines of ``stride`` bytes, four bytes a pixel: blue, green, red, unused."""

    width: int
    height: int
    stride: int
    data: bytes


def page_image(pdf: bytes, page: int, width_px: int) -> Raster:
    """Page number ``page`` (from 0), ``width_px`` wide."""
    with _LOCK:
        document = pypdfium2.PdfDocument(pdf)
        try:
            sheet = document[page]
            scale = width_px / sheet.get_width()
            bitmap = sheet.render(scale=scale, prefer_bgrx=True, rev_byteorder=False)
            picture = Raster(bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer))
            bitmap.close()
            sheet.close()
            return picture
        finally:
            document.close()


def page_count(pdf: bytes) -> int:
    """How many pages the file has."""
    with _LOCK:
        document = pypdfium2.PdfDocument(pdf)
        try:
            return len(document)
        finally:
            document.close()


def page_sizes(pdf: bytes) -> tuple[tuple[float, float], ...]:
    """Width and height of every page in mm; none of no file."""
    if not pdf:
        return ()
    with _LOCK:
        document = pypdfium2.PdfDocument(pdf)
        try:
            sizes = [document.get_page_size(number) for number in range(len(document))]
        finally:
            document.close()
    return tuple((round(width * _MM, 3), round(height * _MM, 3)) for width, height in sizes)


def bands(pdf: bytes, page: int, dpi: float, most_bytes: int) -> Iterator[tuple[int, Raster]]:
    """A page from top to bottom in strips of at most ``most_bytes``, each with the line on which it begins.

    For the printer: a large sheet at its resolution would take gigabytes. Laid together they are the page.
    """
    scale = dpi / _POINTS
    top, height, lines = 0, 1, 1
    while top < height:
        with _LOCK:
            document = pypdfium2.PdfDocument(pdf)
            try:
                sheet = document[page]
                width, height = math.ceil(sheet.get_width() * scale), math.ceil(sheet.get_height() * scale)
                lines = max(1, min(most_bytes // (4 * width), height - top))
                above, below = min(top, _MORE), min(height - top - lines, _MORE)
                # Cut half a line less: what is multiplied out is rounded up to whole lines.
                cut = (0, (height - top - lines - below - 0.5) / scale, 0, (top - above - 0.5) / scale)
                bitmap = sheet.render(scale=scale, crop=cut, prefer_bgrx=True, rev_byteorder=False)
                begin, end = above * bitmap.stride, (above + lines) * bitmap.stride
                strip = Raster(bitmap.width, lines, bitmap.stride, bytes(bitmap.buffer[begin:end]))
                bitmap.close()
                sheet.close()
            finally:
                document.close()
        yield top, strip
        top += lines
