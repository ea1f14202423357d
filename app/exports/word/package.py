"""The parts of a Word file put into one archive: no time, no machine, no person; the same parts, the same bytes."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from app import __version__
from app.exports.word.styles import HEAD
from app.exports.word.text import plain

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_BEGINNING = (1980, 1, 1, 0, 0, 0)
# By part: what it is, and the name under which the document knows it.
_KINDS = {
    "word/styles.xml": ("styles", "rIdStyles"),
    "word/settings.xml": ("settings", "rIdSettings"),
    "word/fontTable.xml": ("fontTable", "rIdFonts"),
    "word/footer1.xml": ("footer", "rIdOdd"),
    "word/footer2.xml": ("footer", "rIdEven"),
    "word/header1.xml": ("header", "rIdHead"),
}


def package(document: str, parts: Mapping[str, str], *, title: str, organ: str) -> bytes:
    """The archive of ``document`` and its ``parts``; it tells its title, the body that published it and the program."""
    files = {
        "[Content_Types].xml": _types(parts),
        "_rels/.rels": _relations(
            ("rId1", f"{_OFFICE}/officeDocument", "word/document.xml"),
            ("rId2", f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
            ("rId3", f"{_OFFICE}/extended-properties", "docProps/app.xml"),
        ),
        "docProps/app.xml": _program(),
        "docProps/core.xml": _core(title, organ),
        "word/_rels/document.xml.rels": _relations(
            *((_KINDS[name][1], f"{_OFFICE}/{_KINDS[name][0]}", name.removeprefix("word/")) for name in parts)
        ),
        "word/document.xml": document,
        **parts,
    }
    out = BytesIO()
    with ZipFile(out, "w") as archive:
        for name, text in files.items():
            entry = ZipInfo(name, _BEGINNING)
            entry.compress_type = ZIP_DEFLATED
            entry.create_system = 0  # the same on every system
            archive.writestr(entry, text.encode("utf-8"))
    return out.getvalue()


def _types(parts: Mapping[str, str]) -> str:
    kinds = {
        "docProps/app.xml": "application/vnd.openxmlformats-officedocument.extended-properties+xml",
        "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
        "word/document.xml": f"{_WORD}.document.main+xml",
        **{name: f"{_WORD}.{_KINDS[name][0]}+xml" for name in parts},
    }
    overrides = "".join(f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in kinds.items())
    return (
        f'{HEAD}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )


def _relations(*targets: tuple[str, str, str]) -> str:
    links = "".join(f'<Relationship Id="{name}" Type="{kind}" Target="{target}"/>' for name, kind, target in targets)
    return f'{HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{links}</Relationships>'


def _core(title: str, organ: str) -> str:
    return (
        f'{HEAD}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{plain(title)}</dc:title><dc:creator>{plain(organ)}</dc:creator></cp:coreProperties>"
    )


def _program() -> str:
    namespace = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
    return f'{HEAD}<Properties xmlns="{namespace}"><Application>公开栏 {__version__}</Application></Properties>'
