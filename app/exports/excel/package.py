"""The finished file: what it tells about itself, and nothing that differs from one run to the next."""

from __future__ import annotations

import re
from io import BytesIO
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from app import __version__

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PROGRAM = (
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    "<Application>{program}</Application></Properties>"
)
_FACTS = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{title}</dc:title><dc:creator>{organ}</dc:creator>'
    "</cp:coreProperties>"
)
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def finish(data: bytes, title: str, organ: str) -> bytes:
    """The package ``data`` with only these facts about itself, every part of it dated alike."""
    facts = {
        "docProps/app.xml": _PROGRAM.format(program=_xml(f"公开栏 {__version__}")),
        "docProps/core.xml": _FACTS.format(title=_xml(title), organ=_xml(organ)),
    }
    out = BytesIO()
    with ZipFile(BytesIO(data)) as given, ZipFile(out, "w", ZIP_DEFLATED) as done:
        for name in given.namelist():
            part = (_HEAD + facts[name]).encode() if name in facts else given.read(name)
            info = ZipInfo(name)  # without a date of its own: 1980
            info.compress_type, info.create_system, info.external_attr = ZIP_DEFLATED, 3, 0o644 << 16
            done.writestr(info, part)
    return out.getvalue()


def _xml(text: str) -> str:
    return escape(_NO_XML.sub("", text))
