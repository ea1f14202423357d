"""A photo as it is kept: small enough for the workspace, and without what a telephone writes into it (where, when)."""

from __future__ import annotations

import warnings
from io import BytesIO
from pathlib import Path

from app.domain.errors import Trouble
from app.system import files

MOST_BYTES = 40_000_000
LONGEST_PX = 1600  # enough to read a poster from its photo
_QUALITY = 82
_FORMATS = ("JPEG", "PNG", "BMP", "WEBP", "MPO")


def kept(path: Path) -> bytes:
    """The photo at ``path`` as a JPEG of pixels alone; ``Trouble`` where it is none that can be read."""
    from PIL import Image, ImageOps

    data = files.read_bytes(path, MOST_BYTES, "照片")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)  # a small file of endless pixels
            with Image.open(BytesIO(data), formats=_FORMATS) as photo:
                photo.draft("RGB", (LONGEST_PX, LONGEST_PX))
                upright = ImageOps.exif_transpose(photo).convert("RGB")
    except Exception as error:  # the library parses bytes from anywhere, and raises whatever they make it raise
        raise Trouble(f"“{path.name}”不是能用的照片", "请换一张 JPG 或 PNG 格式的照片") from error
    upright.thumbnail((LONGEST_PX, LONGEST_PX))
    out = BytesIO()
    Image.frombytes("RGB", upright.size, upright.tobytes()).save(out, "JPEG", quality=_QUALITY)
    return out.getvalue()
