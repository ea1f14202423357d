"""Pixels as a PNG file that holds nothing else."""

from __future__ import annotations

from io import BytesIO

from app.exports.raster import Raster


def encode(picture: Raster) -> bytes:
    """The file; the same pixels give the same bytes."""
    from PIL import Image

    size = (picture.width, picture.height)
    out = BytesIO()
    Image.frombuffer("RGB", size, picture.data, "raw", "BGRX", picture.stride, 1).save(out, "PNG", compress_level=6)
    return out.getvalue()
