"""The files of Word and Excel as what they are: a zip of XML parts. Who made one may have meant harm.

Only the parts asked for are unpacked, each no further than a limit; a document type, and with it every entity, is
refused before it is read.
"""

from __future__ import annotations

import posixpath
import struct
import zlib
from collections.abc import Iterator
from io import BytesIO
from xml.etree.ElementTree import Element, ParseError, TreeBuilder, XMLParser
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from app.domain.errors import Trouble

MAX_PARTS = 5_000
MAX_UNPACKED = 40_000_000  # bytes, of all parts that are read
_MAX_TAGS = 600_000  # of a part; a report of a county has some ten thousand
_MAX_DEPTH = 200
_ENTRY, _ENCRYPTED = b"PK\x01\x02", 0x1
_BROKEN = (
    BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    OSError,
    KeyError,
    struct.error,
    OverflowError,
    LookupError,
)
_OFFICE = "officeDocument"  # the relation that leads to the document, in either edition of the standard
_AGAIN = "请用 WPS 或 Word 打开这份文件看看；打得开就另存为一份新的 .docx 或 .xlsx 再读，打不开请重新要一份"


class Package:
    """One file, open. ``shown`` is its name in messages, in its quotes."""

    def __init__(self, data: bytes, shown: str = "") -> None:
        self.shown = shown
        self._left = MAX_UNPACKED
        if data.count(_ENTRY) > MAX_PARTS:
            raise self.too_much()
        try:
            self._zip = ZipFile(BytesIO(data))
        except _BROKEN as error:
            raise self.damaged() from error
        self._parts: dict[str, ZipInfo] = {info.filename.lstrip("/"): info for info in self._zip.infolist()}

    def __contains__(self, name: str) -> bool:
        return name in self._parts

    def damaged(self) -> Trouble:
        """What is said of a file that is not whole."""
        return Trouble(f"文件{self.shown}坏了，或没有传完整", _AGAIN)

    def too_much(self) -> Trouble:
        """What is said of a file that unpacks to more than any report."""
        return Trouble(f"文件{self.shown}里的内容多得不像年度报告", "请核对选对了没有")

    def read(self, name: str) -> bytes:
        """All bytes of a part."""
        info = self._parts.get(name)
        if info is None:
            raise self.damaged()
        if info.flag_bits & _ENCRYPTED:
            raise Trouble(f"文件{self.shown}设了密码", "请先打开它去掉密码，另存一份再读")
        if info.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            raise self.damaged()
        try:
            with self._zip.open(info) as part:
                data = part.read(self._left + 1)
        except _BROKEN as error:
            raise self.damaged() from error
        self._left -= len(data)
        if self._left < 0:
            raise self.too_much()
        return data

    def tree(self, name: str) -> Element:
        """A part as a tree whose tags and attributes have lost their namespaces."""
        data = self.read(name)
        if data.count(b"<") > _MAX_TAGS:
            raise self.too_much()
        builder = _Tree()
        try:
            parser = XMLParser(target=builder)
            parser.feed(data)
            root: Element = parser.close()
        except _Refused as error:
            what = f"文件{self.shown}里有不该有的内容（外来的定义），没有读"
            raise Trouble(what, "这份文件不是 WPS 或 Word 照常存出来的，请向给文件的人核实") from error
        except (ParseError, *_BROKEN) as error:
            raise self.damaged() from error
        if builder.deepest > _MAX_DEPTH:
            raise self.damaged()
        return root

    def optional(self, name: str) -> Element:
        """A part as a tree, or an empty one where there is no such part."""
        return self.tree(name) if name in self._parts else Element("nothing")

    def main(self) -> str:
        """The name of the part that is the document; "" where the package has none."""
        return next((target for kind, _, target in self._relations("") if kind == _OFFICE), "")

    def related(self, name: str) -> dict[str, str]:
        """The parts that a part refers to, by its own names for them."""
        return {key: target for _, key, target in self._relations(name)}

    def beside(self, name: str, kind: str) -> Element:
        """The part of a ``kind`` (styles, numbering …) that a part refers to; an empty one where there is none."""
        found = next((target for other, _, target in self._relations(name) if other == kind), "")
        return self.optional(found)

    def _relations(self, name: str) -> Iterator[tuple[str, str, str]]:
        folder, base = posixpath.split(name)
        for relation in self.optional(posixpath.join(folder, "_rels", f"{base}.rels")):
            if relation.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", folder, relation.get("Target", "")))
                yield relation.get("Type", "").rpartition("/")[2], relation.get("Id", ""), target.lstrip("/")


class _Refused(Exception):
    """There is a document type, where entities would be declared."""


class _Tree(TreeBuilder):
    """Makes the tree; names lose their namespaces, which differ between the editions of the standard."""

    def __init__(self) -> None:
        super().__init__()
        self.deepest = self._depth = 0

    def start(self, tag: str, attrs: dict[str, str], /) -> Element:
        self._depth += 1
        self.deepest = max(self.deepest, self._depth)
        return super().start(tag.rpartition("}")[2], {name.rpartition("}")[2]: said for name, said in attrs.items()})

    def end(self, tag: str, /) -> Element:
        self._depth -= 1
        return super().end(tag.rpartition("}")[2])

    def doctype(self, name: str, public: str | None, system: str | None) -> None:
        """Called before anything of it is read."""
        raise _Refused
