"""What the packages of Word and Excel share: what they tell about themselves, and a zip that is always the same."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from app import __version__
from app.exports.xml_text import plain

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_PROPERTIES = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"


def facts(title: str, organ: str) -> dict[str, str]:
    """The parts that name the program, the title and the body that published it; no time, no machine, no person."""
    program = f'<Properties xmlns="{_PROPERTIES}"><Application>公开栏 {__version__}</Application></Properties>'
    core = (
        f'<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{plain(title)}</dc:title><dc:creator>{plain(organ)}</dc:creator></cp:coreProperties>"
    )
    return {"docProps/app.xml": HEAD + program, "docProps/core.xml": HEAD + core}


def fixed_zip(parts: Mapping[str, str | bytes], *, system: int, rights: int) -> bytes:
    """The parts in one archive, of one date; ``system`` and ``rights`` are what it says of where it was made."""
    out = BytesIO()
    with ZipFile(out, "w") as archive:
        for name, content in parts.items():
            entry = ZipInfo(name)  # without a date of its own: 1980
            entry.compress_type, entry.create_system, entry.external_attr = ZIP_DEFLATED, system, rights << 16
            archive.writestr(entry, content)
    return out.getvalue()
