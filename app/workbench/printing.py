"""Finished pages for a printer: how large they are, and their pixels strip by strip."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.exports.raster import Raster

BAND_BYTES = 16_000_000  # of one strip: a whole A0 at 600 dpi would be more than two gigabytes


def page_sizes(pdf: bytes) -> tuple[tuple[float, float], ...]:
    """Width and height of every page in mm."""
    from app.exports import raster

    return raster.page_sizes(pdf)


def bands(pdf: bytes, page: int, dpi: float, most_bytes: int = BAND_BYTES) -> Iterator[tuple[int, Raster]]:
    """The strips of a page at ``dpi``, top to bottom, each with the line on which it begins."""
    from app.exports import raster

    return raster.bands(pdf, page, dpi, most_bytes)


def page_image(pdf: bytes, page: int, width_px: int) -> Raster:
    """One page as pixels, ``width_px`` wide."""
    from app.exports import raster

    return raster.page_image(pdf, page, width_px)


def page_count(pdf: bytes) -> int:
    """How many pages a PDF has."""
    from app.exports import raster

    return raster.page_count(pdf)
