"""Pages of a finished PDF as pixels, for the preview: what is shown is the very file."""

from __future__ import annotations

import threading
from dataclasses import dataclass

import pypdfium2

# pdfium is not thread-safe, and previews are made off the main thread.
_LOCK = threading.Lock()


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
