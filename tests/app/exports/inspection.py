"""What is asked of any finished file: nothing outside a page, no box for a missing glyph, nothing live, its words."""

import ctypes
import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdfium2
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]
from lxml import etree, html
from pypdfium2 import raw

from tests.app.exports import paper
from tests.app.exports.archive_rules import File, assert_no_missing_glyph

_MAP = re.compile(rb"<(\w\w)> <(\w+)>\n")
_SHOWN = re.compile(rb"/(\S+) [\d.]+ Tf|\(((?:\\.|[^\\)])*)\) Tj", re.DOTALL)
_ESCAPED = re.compile(rb"\\([0-7]{1,3}|.)", re.DOTALL)
_STREAM = re.compile(rb"stream\r?\n.*?endstream", re.DOTALL)
_STRING = re.compile(rb"\((?:\\.|[^\\()])*\)", re.DOTALL)
# What would make a reader of PDF do or open something.
_ACTS = re.compile(
    rb"/(JS|JavaScript|URI|Launch|GoToR|GoToE|SubmitForm|ImportData|OpenAction|AA|AcroForm|XFA|EmbeddedFiles?|RichMedia"
    rb"|Annots?|Movie|Sound|Rendition)\b"
)
_LIVE_WORD = (
    "hyperlink", "fldSimple", "object", "drawing", "pict", "altChunk", "sdt", "smartTag", "bookmarkStart", "control",
    "customXml", "commentReference", "ins", "del",
)  # fmt: skip
_PAGE_NUMBER = "PAGE"  # the one field that Word files of ours have, in the foot
_LIVE_EXCEL = (
    "hyperlink", "hyperlinks", "legacyDrawing", "drawing", "oleObject", "control", "externalReference",
    "dataValidation", "conditionalFormatting", "connection",
)  # fmt: skip
_PRINT_NAMES = ("_xlnm.Print_Area", "_xlnm.Print_Titles")
_LIVE_WEB = ("script", "img", "iframe", "object", "embed", "form", "input", "link", "svg", "base", "audio", "video")


def flat(text: str) -> str:
    """Without blanks."""
    return "".join(text.split())


def pages(pdf: bytes) -> int:
    """How many pages it has."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return len(document)
    finally:
        document.close()


def said(pdf: bytes) -> str:
    """Every word in the order in which it is drawn, without blanks."""
    return flat("".join(words for page in paper.pieces(pdf) for _, _, words in page))


def drawn(pdf: bytes) -> list[str]:
    """What each page draws, sign by sign, without blanks: readers leave out what lies on its like and hyphens.

    Through the operators of the page and the map of each face; what forms hold is left out.
    """
    file = File(pdf)
    maps: dict[bytes, dict[int, str]] = {}
    for number in file.named(b"/BaseFont", b"/ToUnicode"):
        head = file.facts[number]
        named = _MAP.findall(file.streams[file.follow(b"ToUnicode", head)].split(b"beginbfchar", 1)[1])
        maps[file.one(rb"/Name /(\S+)", head)] = {
            int(code, 16): bytes.fromhex(char.decode()).decode("utf-16-be") for code, char in named
        }
    (tree,) = file.named(b"/Type /Pages")
    pages = []
    for page in re.findall(rb"(\d+) 0 R", file.one(rb"/Kids \[(.*?)\]", file.facts[tree])):
        face: dict[int, str] = {}
        found: list[str] = []
        for name, words in _SHOWN.findall(file.streams[file.follow(b"Contents", file.facts[int(page)])]):
            if name:
                face = maps.get(name, {})
            else:
                found += [face[code] for code in _ESCAPED.sub(_unescaped, words)]
        pages.append(flat("".join(found)))
    return pages


def _unescaped(match: re.Match[bytes]) -> bytes:
    code = match[1]
    return bytes([int(code, 8)]) if code.isdigit() else {b"n": b"\n", b"r": b"\r", b"t": b"\t"}.get(code, code)


def poppler(pdf: bytes, folder: Path) -> str | None:
    """What pdftotext reads, without blanks; None where it is not installed."""
    if not shutil.which("pdftotext"):
        return None
    (folder / "x.pdf").write_bytes(pdf)
    done = subprocess.run(["pdftotext", "-raw", str(folder / "x.pdf"), "-"], capture_output=True, check=True)
    return flat(done.stdout.decode())


def assert_inside(pdf: bytes) -> None:
    """All text, and every rule and area, lies on its page; what a form holds is cut off by whoever places it."""
    document = pypdfium2.PdfDocument(pdf)
    for page in document:
        width, height = page.get_size()
        for item in page.get_objects(max_depth=1):
            if item.type in (raw.FPDF_PAGEOBJ_TEXT, raw.FPDF_PAGEOBJ_PATH):
                left, bottom, right, top = _bounds(item)
                assert left >= -0.5, "left"
                assert bottom >= -0.5, "below"
                assert right <= width + 0.5, "right"
                assert top <= height + 0.5, "above"
    document.close()


def _bounds(item: pypdfium2.PdfObject) -> tuple[float, float, float, float]:
    """Left, bottom, right, top; of a path by its points, for pdfium adds the longest mitres that there might be."""
    if item.type == raw.FPDF_PAGEOBJ_TEXT:
        found: tuple[float, float, float, float] = item.get_bounds()
        return found
    place, xs, ys = item.get_matrix(), [], []
    for number in range(raw.FPDFPath_CountSegments(item)):
        x, y = ctypes.c_float(), ctypes.c_float()
        raw.FPDFPathSegment_GetPoint(raw.FPDFPath_GetPathSegment(item, number), x, y)
        real = place.on_point(x.value, y.value)
        xs.append(real[0])
        ys.append(real[1])
    return min(xs), min(ys), max(xs), max(ys)


def assert_no_tofu(pdf: bytes) -> None:
    """Every character has a glyph in the face that draws it, which is not the box."""
    file = File(pdf)
    assert_no_missing_glyph(file)
    for number in file.named(b"/BaseFont", b"/ToUnicode"):
        head = file.facts[number]
        descriptor = file.facts[file.follow(b"FontDescriptor", head)]
        font = TTFont(BytesIO(file.streams[file.follow(b"FontFile2", descriptor)]))
        (cmap,) = font["cmap"].tables
        named = dict(_MAP.findall(file.streams[file.follow(b"ToUnicode", head)].split(b"beginbfchar", 1)[1]))
        for code, char in named.items():
            text = bytes.fromhex(char.decode()).decode("utf-16-be")
            if int(code, 16) and text.isprintable():
                drawn = cmap.cmap.get(int(code, 16), ".notdef")
                assert font.getGlyphID(drawn), f"{text!r} is drawn as a box"
                assert font["glyf"][drawn] != font["glyf"][".notdef"], f"{text!r} is drawn as a box"


def assert_pdf_acts_not(pdf: bytes) -> None:
    """No action, form, file or annotation among its objects: streams only draw, and strings are facts and names."""
    objects = _STRING.sub(b"()", _STREAM.sub(b"", pdf))
    assert not _ACTS.search(objects), _ACTS.search(objects)
    assert pdf.count(b"%%EOF") == 1


def archive(data: bytes) -> dict[str, bytes]:
    """The files of a Word file or a workbook by name."""
    with zipfile.ZipFile(BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def trees(data: bytes) -> Iterator[tuple[str, Any]]:
    """Every part, parsed."""
    for name, content in archive(data).items():
        yield name, etree.fromstring(content)


def local(node: Any) -> str:
    """The name of an element without its namespace."""
    return str(etree.QName(node).localname) if isinstance(node.tag, str) else ""


def assert_word_acts_not(data: bytes) -> None:
    """No link, field, picture or object; nothing from outside."""
    for name, root in trees(data):
        names = [local(node) for node in root.iter()]
        assert not set(names) & set(_LIVE_WORD), name
        fields = [(node.text or "").strip() for node in root.iter() if local(node) == "instrText"]
        assert set(fields) <= {_PAGE_NUMBER}
        assert not [node for node in root.iter() if node.get("TargetMode")], name


def assert_workbook_acts_not(data: bytes, formulas: frozenset[str] = frozenset()) -> None:
    """No formula but ``formulas``, no link, no object; nothing from outside."""
    for name, root in trees(data):
        assert not {local(node) for node in root.iter()} & set(_LIVE_EXCEL), name
        assert {node.text for node in root.iter() if local(node) == "f"} <= formulas
        assert {node.get("name") for node in root.iter() if local(node) == "definedName"} <= set(_PRINT_NAMES)
        assert not [node for node in root.iter() if node.get("TargetMode")], name


def assert_page_acts_not(data: bytes) -> None:
    """No script, picture or frame, nothing from outside; links lead to parts of the page."""
    root = html.document_fromstring(data.decode())
    for node in root.iter():
        assert node.tag not in _LIVE_WEB
        assert not [key for key in node.attrib if key.startswith("on") or key in ("src", "srcset", "action", "style")]
        assert node.get("href", "#").startswith("#")
        assert node.get("http-equiv", "").lower() != "refresh"
