"""The parts of a Word file put into one archive: no time, no machine, no person; the same parts, the same bytes."""

from __future__ import annotations

from collections.abc import Mapping

from app.exports.office_package import HEAD, PACKAGE, facts, fixed_zip

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
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
            ("rId2", f"{PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
            ("rId3", f"{_OFFICE}/extended-properties", "docProps/app.xml"),
        ),
        **facts(title, organ),
        "word/_rels/document.xml.rels": _relations(
            *((_KINDS[name][1], f"{_OFFICE}/{_KINDS[name][0]}", name.removeprefix("word/")) for name in parts)
        ),
        "word/document.xml": document,
        **parts,
    }
    return fixed_zip(files, system=0, rights=0o600)


def _types(parts: Mapping[str, str]) -> str:
    kinds = {
        "docProps/app.xml": "application/vnd.openxmlformats-officedocument.extended-properties+xml",
        "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
        "word/document.xml": f"{_WORD}.document.main+xml",
        **{name: f"{_WORD}.{_KINDS[name][0]}+xml" for name in parts},
    }
    overrides = "".join(f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in kinds.items())
    return (
        f'{HEAD}<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )


def _relations(*targets: tuple[str, str, str]) -> str:
    links = "".join(f'<Relationship Id="{name}" Type="{kind}" Target="{target}"/>' for name, kind, target in targets)
    return f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{links}</Relationships>'
