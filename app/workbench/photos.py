"""A photo as it is kept: small enough for the workspace, and without what a telephone writes into it (where, when)."""

from __future__ import annotations

import warnings
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.errors import Trouble
from app.system import files

if TYPE_CHECKING:
    from PIL import Image

MOST_BYTES = 40_000_000
MOST_PIXELS = 80_000_000  # 320 MB while it is turned; a JPEG is made smaller while it is read
MOST_PIXELS_JPEG = 200_000_000  # the largest that telephones make
LONGEST_PX = 1600  # enough to read a poster from its photo
_QUALITY = 82
_FORMATS = ("JPEG", "PNG", "BMP", "WEBP", "MPO")


def kept(path: Path) -> bytes:
    """The photo at ``path`` as a JPEG of pixels alone; ``Trouble`` where it is none that can be read, or too large."""
    from PIL import Image, ImageOps

    data = files.read_bytes(path, MOST_BYTES, "照片")
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS_JPEG  # of twice as many the library refuses the very head
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # asked here, with a bound of our own
            with Image.open(BytesIO(data), formats=_FORMATS) as photo:
                _refuse_endless(path, photo)
                photo.draft("RGB", (LONGEST_PX, LONGEST_PX))
                upright = _opaque(ImageOps.exif_transpose(photo))
    except Trouble:
        raise
    except MemoryError as error:
        raise Trouble(f"电脑的内存不够，“{path.name}”没有读成", "请关掉别的程序再试，或把照片改小一些") from error
    except Image.DecompressionBombError as error:
        raise _too_many(path) from error
    except Exception as error:  # the library parses bytes from anywhere, and raises whatever they make it raise
        raise Trouble(f"“{path.name}”不是能用的照片", "请换一张 JPG 或 PNG 格式的照片") from error
    out = BytesIO()
    Image.frombytes("RGB", upright.size, upright.tobytes()).save(out, "JPEG", quality=_QUALITY)
    return out.getvalue()


def _opaque(photo: Image.Image) -> Image.Image:
    """Small, in eight bits a colour, and on white where nothing was drawn."""
    from PIL import Image

    if photo.mode.startswith("I"):  # greys of sixteen bits, which would all be cut off as white
        photo = photo.point(lambda grey: grey * (1 / 257)).convert("L")
    has_holes = photo.has_transparency_data
    photo = photo.convert("RGBA" if has_holes else "RGB")
    photo.thumbnail((LONGEST_PX, LONGEST_PX))
    if not has_holes:
        return photo
    white = Image.new("RGBA", photo.size, "white")
    white.alpha_composite(photo)
    return white.convert("RGB")


def _refuse_endless(path: Path, photo: Image.Image) -> None:
    """A small file may hold endless pixels; only a JPEG written row by row need not be unpacked whole."""
    shrinks = photo.format in ("JPEG", "MPO") and not photo.info.get("progressive")
    if photo.width * photo.height > (MOST_PIXELS_JPEG if shrinks else MOST_PIXELS):
        raise _too_many(path)


def _too_many(path: Path) -> Trouble:
    return Trouble(f"“{path.name}”的像素太多，记不下", "请用手机的普通像素再拍一张，或把照片改小一些")
