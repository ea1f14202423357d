"""Faces for every part of a sheet, with a fallback for every single character.

A *role* (title, body, table …) is a stack of faces, stated in ``resources/print/faces.toml``. Faces are opened when the
first character asks for them and kept for the life of the process (see ``shapes``).
"""

from __future__ import annotations

import re
import threading
import tomllib
import unicodedata
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from app.domain.errors import Trouble
from app.exports import patches

# Whoever draws holds this lock: an open face has one reading position, and the preview draws off the main thread.
DRAWING = threading.RLock()

_MISSING = -1.0
_BESIDE = 6  # signs told on either side of one that cannot be shown
_FIRST_HAN_BEYOND, _LAST_HAN_BEYOND = 0x20000, 0x3FFFF
_RARE_BLANKS = (
    "\t\n\v\f\r\x1c\x1d\x1e\x1f\x85\u1680\u2000\u2001\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f"
)


class Face:
    """One opened font file; ``name`` is how reportlab knows it."""

    def __init__(self, name: str, path: Path, index: int = 0) -> None:
        from reportlab.pdfbase import pdfmetrics
        from reportlab.pdfbase.ttfonts import FF_FORCEBOLD, TTFNameBytes

        from app.exports.shapes import QuickFont

        patches.apply()
        self.name = name
        self.font = QuickFont(name, str(path), index)
        shape = self.font.face
        # reportlab keeps embedded subsets by this name: two weights of one family must never share it.
        shape.name = TTFNameBytes(name.encode("ascii"), "ascii")
        shape.flags &= ~FF_FORCEBOLD  # the weight is in the outlines already
        _lend_blanks(shape)
        self._glyphs: Mapping[int, int] = shape.charToGlyph
        self._widths: Mapping[int, float] = shape.charWidths
        pdfmetrics.registerFont(self.font)

    def width(self, char: str) -> float:
        """The advance of ``char`` in em, negative where the face has no such glyph."""
        code = ord(char)
        return self._widths[code] / 1000 if self._glyphs.get(code) else _MISSING


class Glyph(NamedTuple):
    """A character in the face that sets it; ``width`` in em."""

    face: Face
    width: float


@dataclass(frozen=True)
class Role:
    """The stack of one part of a sheet, as the file states it."""

    name: str
    faces: tuple[str, ...]
    ascii: str | None = None
    take: Mapping[str, str] = field(default_factory=dict)
    office: tuple[str, ...] = ()


@dataclass(frozen=True)
class OfficeFace:
    """A face of the office's own computer: the file, and which font of a collection (TTC)."""

    path: Path
    index: int = 0


class FontBook:
    """The faces of a folder, by role. ``office`` puts the office's own face in front of a role's stack."""

    def __init__(self, folder: Path, table: Path | None = None, office: Mapping[str, OfficeFace] | None = None) -> None:
        self.folder = folder
        self.roles, self._last = _read_roles(table or folder.parent / "print" / "faces.toml")
        self._office = dict(office or {})
        self._known: dict[str, dict[str, Glyph | None]] = {name: {} for name in self.roles}

    def glyph(self, char: str, role: str) -> Glyph | None:
        """The face and width of ``char`` in ``role``; None where no face has it."""
        known = self._known[role]
        try:
            return known[char]
        except KeyError:
            found = known[char] = self._find(char, self.roles[role])
            return found

    def width(self, text: str, role: str, size: float) -> float:
        """The natural width of one line of text in points; invisible characters and missing ones count nothing."""
        glyphs = (self.glyph(char, role) for char in text if not is_invisible(char))
        return size * sum(glyph.width for glyph in glyphs if glyph)

    def missing(self, texts: Iterable[str], role: str = "songti_table") -> list[str]:
        """Every character of the texts that no face of ``role`` has, each once, in order of appearance."""
        seen = dict.fromkeys(char for text in texts for char in text)
        return [char for char in seen if not (is_invisible(char) or char.isspace()) and self.glyph(char, role) is None]

    def _find(self, char: str, role: Role) -> Glyph | None:
        for face in self._stack(char, role):
            width = face.width(char)
            if width >= 0:
                return Glyph(face, width)
        return None

    def _stack(self, char: str, role: Role) -> Iterable[Face]:
        if role.name in self._office:
            yield _office_face(self._office[role.name])
        if char in role.take:
            yield self._face(role.take[char])
        if role.ascii and char.isascii():
            yield self._face(role.ascii)
        for name in (*role.faces, *self._last):
            yield self._face(name)
        for chosen in self._office.values():  # a rare name may be in a face that was chosen for another role
            yield _office_face(chosen)

    def _face(self, name: str) -> Face:
        path = self.folder / f"{name}.ttf"
        if not path.is_file():
            raise Trouble(f"程序带的字体“{path.name}”不见了", "请重新安装程序")
        return _open(name, path, 0)


def require_glyphs(fonts: FontBook, texts: Iterable[tuple[str, str]], role: str = "songti_table") -> None:
    """Raises ``Trouble`` naming the characters without a glyph and where they stand.

    ``texts`` are pairs of place (a heading) and text.
    """
    chars: dict[str, None] = {}
    places: dict[str, str] = {}
    for place, text in texts:
        found = fonts.missing([text], role)
        chars |= dict.fromkeys(found)
        if found:
            places.setdefault(place, _around(text, found[0]))
    if chars:
        raise no_glyph(list(chars), places)


def no_glyph(chars: Sequence[str], places: Mapping[str, str]) -> Trouble:
    """What to say about characters that no face has; ``places`` gives the words around them by where they stand.

    The screen may have no face for them either: then only their neighbours tell which they are.
    """
    named = "、".join(f"“{shown(char)}”" for char in chars)
    noun = "这个字" if len(chars) == 1 else f"这 {len(chars)} 个字"
    found = "，".join(f"“{place}”的“{words}”处" for place, words in places.items() if place)
    where = f"（在{found}）" if found else ""
    return Trouble(
        f"{named}{noun}程序带的字库里没有{where}",
        "请换一个写法，或在设置里选用这台电脑上有这个字的字体",
        "文件没有生成，已填的内容都在",
    )


def _around(text: str, char: str) -> str:
    """The first place of ``char`` with some signs before and after it, of its own line."""
    line = next(line for line in text.splitlines() if char in line)
    at = line.index(char)
    first, last = max(0, at - _BESIDE), at + len(char) + _BESIDE
    return f"{'…' if first else ''}{line[first:last].strip()}{'…' if last < len(line) else ''}"


def shown(char: str) -> str:
    """A character as a message may show it: with its number where it is one that nobody can see."""
    is_han = _FIRST_HAN_BEYOND <= ord(char) <= _LAST_HAN_BEYOND  # newer than the table of this Python, maybe
    return char if is_han or unicodedata.category(char)[0] in "LNPS" else f"U+{ord(char):04X}"


def _lend_blanks(shape: Any) -> None:
    """The rare blanks are a face's plain one where it has none of its own; else the box of a missing glyph is drawn."""
    glyphs, widths = shape.charToGlyph, shape.charWidths
    for code in map(ord, _RARE_BLANKS if glyphs.get(0x20) else ""):
        if not glyphs.get(code):
            glyphs[code], widths[code] = glyphs[0x20], widths[0x20]


@cache
def is_invisible(char: str) -> bool:
    """True for characters that are never drawn: controls, joiners, direction marks, variation selectors."""
    code = ord(char)
    if 0xFE00 <= code <= 0xFE0F or 0xE0100 <= code <= 0xE01EF:
        return True
    return unicodedata.category(char) in ("Cc", "Cf") and not char.isspace()


def _read_roles(path: Path) -> tuple[dict[str, Role], tuple[str, ...]]:
    data: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
    roles = {
        name: Role(
            name, tuple(item["faces"]), item.get("ascii"), dict(item.get("take", {})), tuple(item.get("office", ()))
        )
        for name, item in data["role"].items()
    }
    return roles, tuple(data["last"])


@cache
def _open(name: str, path: Path, index: int) -> Face:
    return Face(name, path, index)


def _office_face(chosen: OfficeFace) -> Face:
    from reportlab.pdfbase.ttfonts import TTFError

    # An ASCII name, the same in every process.
    stem = re.sub(r"[^A-Za-z0-9]+", "", chosen.path.stem)
    mark = zlib.crc32(str(chosen.path).encode("utf-8", "replace"))
    try:
        return _open(f"Office-{stem}-{chosen.index}-{mark:08X}", chosen.path, chosen.index)
    except (TTFError, OSError, ValueError, AssertionError) as error:
        raise Trouble(
            f"选用的字体“{chosen.path.name}”不能放进文件", "请在设置里换一个字体，或用程序自带的", "已填的内容都在"
        ) from error
