"""A font file opened in a millisecond: its tables stay as they are, and a character is looked up when asked for.

reportlab reads the tens of thousands of characters of a Chinese face one by one into dictionaries, which takes 20 to
60 ms for each face; a report uses a few hundred characters of six.
"""

from __future__ import annotations

import struct
import sys
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from typing import Any
from weakref import WeakKeyDictionary

from reportlab.pdfbase.ttfonts import TTEncoding, TTFError, TTFont, TTFontFace

_SHORT, _LONG = "H", "I"
_UNICODE_OF_VARIATIONS = 5  # a cmap of platform 0 that maps pairs


class QuickFont(TTFont):
    """What reportlab knows as a font, over a ``QuickShape``."""

    def __init__(self, name: str, path: str, index: int) -> None:
        self.fontName = name
        self.face = QuickShape(path, subfontIndex=index)
        self.encoding = TTEncoding()
        self.state: WeakKeyDictionary[Any, Any] = WeakKeyDictionary()
        self._asciiReadable = False
        self.shapable = False


class QuickShape(TTFontFace):
    """The face itself; a file with an uncommon table of characters is read as reportlab reads it."""

    def extractInfo(self, charInfo: int = 1) -> None:  # noqa: N802, N803 - reportlab's name
        try:
            self._open(charInfo)
        except (struct.error, LookupError) as error:
            raise TTFError(f"{self.filename} is damaged") from error

    def _open(self, characters: int) -> None:
        find = self._finder()
        super().extractInfo(characters if find is None else 0)
        if find is None:
            return
        full = self._u16("hhea", 34)
        metrics = self._numbers(_SHORT, "hmtx", 2 * full + max(0, self.numGlyphs - full))
        is_long = self._u16("head", 50)
        places = self._numbers(_LONG if is_long else _SHORT, "loca", self.numGlyphs + 1)
        self.hmetrics = _Metrics(metrics, full)
        self.glyphPos = places if is_long else [2 * place for place in places]
        self.charToGlyph = _Glyphs(find, self.numGlyphs)
        self.charWidths = _Widths(self.charToGlyph, lambda glyph: self._pdfScale(self.hmetrics[glyph][0]))
        self.defaultWidth = self._pdfScale(self.hmetrics[0][0])
        self.glyphToChar: dict[int, list[int]] = {}  # asked for by shapers only
        blank, hard = 0x20, 0xA0
        for one, other in ((hard, blank), (blank, hard)):
            if other in self.charToGlyph:
                self.charToGlyph[one] = self.charToGlyph[other]

    def get_table(self, tag: str) -> Any:
        """The outlines stay where they are: to cut a subset, reportlab would copy all of them to take a few."""
        if tag == "glyf":
            return _Part(self._ttf_data, *self.get_table_pos(tag))
        return super().get_table(tag)

    def _finder(self) -> Callable[[int], int] | None:
        """Looks up the glyph of a character, 0 for none, in the table that reportlab would choose."""
        start, length = self.get_table_pos("cmap")
        chosen = None
        for at in range(start + 4, start + 4 + 8 * self.get_ushort(start + 2), 8):
            platform, encoding = self.get_ushort(at), self.get_ushort(at + 2)
            if platform == 3 or (platform == 0 and encoding != _UNICODE_OF_VARIATIONS):
                chosen = start + self.get_ulong(at + 4)
        if chosen is None:
            return None
        kind, end = self.get_ushort(chosen), start + length
        if kind == 12:
            count = self.get_ulong(chosen + 12)
            return _by_groups(self._read(_LONG, chosen + 16, 3 * count))
        if kind == 4:
            return _by_segments(self._read(_SHORT, chosen, (end - chosen) // 2))
        return None

    def _u16(self, table: str, at: int) -> int:
        return int(self.get_ushort(self.get_table_pos(table)[0] + at))

    def _numbers(self, kind: str, table: str, count: int) -> Sequence[int]:
        if table not in self.table:
            raise TTFError(f"no table {table}")
        return self._read(kind, self.get_table_pos(table)[0], count)

    def _read(self, kind: str, start: int, count: int) -> array[int]:
        numbers = array(kind)
        numbers.frombytes(self._ttf_data[start : start + count * numbers.itemsize])
        if len(numbers) != count:
            raise TTFError("a table ends too early")
        if sys.byteorder == "little":
            numbers.byteswap()
        return numbers


def _by_groups(numbers: Sequence[int]) -> Callable[[int], int]:
    """A cmap of format 12: stretches of characters, each with its first glyph."""
    first, last, glyph = numbers[0::3], numbers[1::3], numbers[2::3]

    def find(code: int) -> int:
        at = bisect_right(first, code) - 1
        return glyph[at] + code - first[at] if at >= 0 and code <= last[at] else 0

    return find


def _by_segments(numbers: Sequence[int]) -> Callable[[int], int]:
    """A cmap of format 4: stretches up to U+FFFF, their glyphs in a row or listed behind the stretches."""
    count = numbers[3] // 2
    last, first = numbers[7 : 7 + count], numbers[8 + count : 8 + 2 * count]
    delta, listed = numbers[8 + 2 * count : 8 + 3 * count], numbers[8 + 3 * count :]

    def find(code: int) -> int:
        at = bisect_left(last, code)
        if at >= count or code < first[at]:
            return 0
        if not listed[at]:
            return (code + delta[at]) & 0xFFFF
        place = at + listed[at] // 2 + code - first[at]
        glyph = listed[place] if place < len(listed) else 0
        return (glyph + delta[at]) & 0xFFFF if glyph else 0

    return find


class _Part:
    """A stretch of a file, of which slices are taken."""

    def __init__(self, data: bytes, start: int, length: int) -> None:
        self._data, self._start, self._length = data, start, length

    def __getitem__(self, part: slice) -> bytes:
        first, last, _ = part.indices(self._length)
        return self._data[self._start + first : self._start + last]


class _Glyphs(dict[int, int]):
    """Character to glyph; those that were asked for are remembered."""

    def __init__(self, find: Callable[[int], int], count: int) -> None:
        super().__init__()
        self._find, self._count = find, count

    def __missing__(self, code: int) -> int:
        glyph = self._find(code)
        if not 0 < glyph < self._count:
            raise KeyError(code)
        self[code] = glyph
        return glyph

    def get(self, code: int, default: Any = None) -> Any:
        try:
            return self[code]
        except KeyError:
            return default

    def __contains__(self, code: object) -> bool:
        return isinstance(code, int) and self.get(code) is not None


class _Widths(dict[int, float]):
    """Character to width; a character without a glyph has none."""

    def __init__(self, glyphs: _Glyphs, width: Callable[[int], float]) -> None:
        super().__init__()
        self._glyphs, self._width = glyphs, width

    def __missing__(self, code: int) -> float:
        width = self[code] = self._width(self._glyphs[code])
        return width

    def get(self, code: int, default: Any = None) -> Any:
        try:
            return self[code]
        except KeyError:
            return default


class _Metrics:
    """Glyph to advance and left side bearing; the last glyphs share one advance."""

    def __init__(self, numbers: Sequence[int], full: int) -> None:
        self._numbers, self._full = numbers, full

    def __getitem__(self, glyph: int) -> tuple[int, int]:
        numbers, full = self._numbers, self._full
        if glyph < full:
            return numbers[2 * glyph], numbers[2 * glyph + 1]
        return numbers[2 * full - 2], numbers[full + glyph]
