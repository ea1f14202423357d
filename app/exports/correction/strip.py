"""The 更正 as strips on A4 landscape: two alike on a sheet, one where it says much, more sheets where it says more.

A strip goes under the title of the poster and covers nothing. The old figure is not struck through: struck figures
cannot be read from where people stand.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from app.document.correction import APART, Correction, CorrectionRow
from app.domain.errors import Trouble
from app.exports.across import draw_across
from app.exports.canvas import MM, open_canvas
from app.exports.fonts import DRAWING, FontBook, require_glyphs
from app.exports.measuring import Box, Type, em
from app.exports.tiling.strip import draw_ruler
from app.exports.typeset import Line, Run, break_lines, draw_line

WIDTH, HEIGHT = 297.0, 210.0
_X, _WIDE = 9.0, 279.0
_TOPS, _HIGH = (14.0, 106.0), 84.0  # of two strips
_WHOLE = 176.0  # height of the only strip of a sheet
_MARK = Box(5.6, 5.6, 36.8, 27.4)  # the black field, from the corner of its strip
_MARK_PT, _DATE_PT = 46.0, 22.0
_CONTENT, _CONTENT_WIDE = 49.0, 224.0
_FIGURES, _TEXTS = (104.0, 56.0, 64.0), (70.0, 77.0, 77.0)  # the columns: place, old, new
_LONG_FROM, _LONG_PLACE = 120, 46.0  # signs of words that want wide columns, and what they leave to the place
_SHARES = (0.3, 0.7)  # what the old words have of the rest, at least and at most
_SENTENCE, _PLACE, _OLD, _NEW, _UNIT, _WORDS = 21.0, 19.0, 26.0, 34.0, 15.0, 16.0  # points
_REST, _FOOT, _NOTE = 17.0, 15.0, 11.0
_SCALES = (1.0, 0.92, 0.85, 0.78, 0.72)
_SHEETS = 0.78  # the scale where the rows go on over several sheets
_SHEET_SIGNS = 1000  # more stand on no sheet
MANY, MOST = 3, 12  # sheets: from so many on the whole paper is better hung anew; a poster of A1 has no more
_PLACE_SHARES, _PLACE_HIGH = (1.0, 0.8, 0.65, 0.5), 40.0  # how much smaller, from how many mm on
_LEAST_LINES = 4  # of a row that begins at the foot of a sheet
_TOP_FROM = 6  # lines: so high a row is read from its top
_LEAD, _ROW_PAD, _HEAD_ROW = 1.32, 3.2, 11.0
_PAD = 4.0  # left and right of a cell
_OUTER, _INNER, _FRAME, _CUT = 2.2, 0.9, 2.4, 0.6  # points
_MIDDLE = 0.38
_SAME = "裁下贴在海报旁边，不遮盖原文。同一内容印两条，一条备用或贴第二处。"
_ALONE = "裁下贴在海报旁边，不遮盖原文。"
_RATHER = "改动较多，建议换整张。"
_UNFINISHED = "未完，见第{}张。"
_NEXT, _FROM = "（转下张）", "（接上张）"
_HEADS = ("位置", "原为", "更正为")
_NAME = "更正"


@dataclass(frozen=True, slots=True)
class _Cell:
    """Lines of one cell with their role's size; a figure has its unit behind it."""

    lines: tuple[Line, ...]
    unit: Line | None = None

    @property
    def height(self) -> float:
        return sum(em(line.size) * _LEAD for line in self.lines)


@dataclass(frozen=True, slots=True)
class _Row:
    """The place and what stands there, old and new."""

    cells: tuple[_Cell, ...]

    def height(self, scale: float) -> float:
        return max(cell.height for cell in self.cells) + _ROW_PAD * scale

    @property
    def place(self) -> _Cell:
        return self.cells[0]

    @property
    def is_high(self) -> bool:
        return max(len(cell.lines) for cell in self.cells) >= _TOP_FROM

    def part(self, first: int, last: int | None, place: _Cell) -> _Row:
        """Some lines of old and new beside ``place``."""
        return _Row((place, *(_Cell(cell.lines[first:last], cell.unit) for cell in self.cells[1:])))


@dataclass(frozen=True, slots=True)
class _Strip:
    """What one strip says, at a scale."""

    sentence: tuple[Line, ...]
    columns: tuple[float, ...]
    rows: tuple[_Row, ...]
    scale: float

    @property
    def height(self) -> float:
        """The sentence and the table, in mm."""
        words = sum(em(line.size) * _LEAD for line in self.sentence)
        return words + _HEAD_ROW * self.scale + sum(row.height(self.scale) for row in self.rows)


def render(correction: Correction, fonts: FontBook, *, watermark: str = "") -> bytes:
    """The strips as PDF, each with ``watermark`` across it; raises ``Trouble`` where a character has no glyph."""
    require_glyphs(fonts, [*correction.texts(), ("水印", watermark)])
    strips, high = _deal(correction, _Setter(correction, fonts))
    with DRAWING:
        title = f"{correction.title}{_NAME}"
        canvas, out = open_canvas(WIDTH, HEIGHT, title=title, organ=correction.organ)
        for number, strip in enumerate(strips, start=1):
            page = _Page(canvas, Type(fonts), correction)
            tops = _TOPS if high == _HIGH else _TOPS[:1]
            for top in tops:
                draw_across(canvas, page.type, watermark, Box(_X, HEIGHT - top - high, _WIDE, high))
                page.strip(strip, Box(_X, top, _WIDE, high), (number, len(strips)))
            page.around(_SAME if len(tops) > 1 else _ALONE + _RATHER * (len(strips) >= MANY))
            canvas.showPage()
        canvas.save()
    return out.getvalue()


def _deal(correction: Correction, setter: _Setter) -> tuple[list[_Strip], float]:
    """The strips of all sheets and how high they are: as large as they go in, on as few sheets as may be."""
    if sum(len(row.old) + len(row.new) for row in correction.rows) > MOST * _SHEET_SIGNS:
        raise _too_many()
    if setter.strip(setter.rows(_SCALES[-1]), _SCALES[-1]).height <= setter.room(_WHOLE):
        for high in (_HIGH, _WHOLE):
            for scale in _SCALES:
                strip = setter.strip(setter.rows(scale), scale)
                if strip.height <= setter.room(high):
                    return [strip], high
    sheets = list(islice(_sheets(setter), MOST + 1))
    if len(sheets) > MOST:
        raise _too_many()
    return [setter.strip(rows, _SHEETS) for rows in sheets], _WHOLE


def _too_many() -> Trouble:
    return Trouble(f"改动太多，更正条要印{MOST}张纸以上", "请换整张：重新打印整份公开栏，换下旧的")


def _sheets(setter: _Setter) -> Iterator[list[_Row]]:
    """The rows sheet by sheet; one that is higher than a sheet goes on from line to line."""
    room = setter.room(_WHOLE) - setter.strip((), _SHEETS).height
    rows, sheet, left = deque(setter.rows(_SHEETS)), list[_Row](), room
    while rows:
        row, high = rows[0], rows[0].height(_SHEETS)
        if high <= left:
            sheet.append(rows.popleft())
            left -= high
            continue
        lines = int((left - _ROW_PAD * _SHEETS) / (em(_WORDS * _SHEETS) * _LEAD))
        if high > room and lines >= _LEAST_LINES:
            sheet.append(row.part(0, lines, setter.noted(row.place, _NEXT)))
            rows[0] = row.part(lines, None, setter.noted(row.place, _FROM))
        yield sheet
        sheet, left = [], room
    yield sheet


class _Setter:
    """Sets the words of a correction in lines."""

    def __init__(self, correction: Correction, fonts: FontBook) -> None:
        self.correction, self.fonts = correction, fonts
        self.type = Type(fonts)
        self.columns = _columns(correction.rows)

    def room(self, high: float) -> float:
        """What a strip of that height has for sentence and table."""
        foot = len(_foot(self.type, self.correction)) * em(_FOOT) * _LEAD
        return high - 2 * _MARK.y - foot - 4.0

    def strip(self, rows: Sequence[_Row], scale: float) -> _Strip:
        """Those rows under the sentence."""
        return _Strip(self._sentence(_SENTENCE * scale), self.columns, tuple(rows), scale)

    def rows(self, scale: float) -> tuple[_Row, ...]:
        """All that changed."""
        return tuple(self._row(row, scale) for row in self.correction.rows)

    def noted(self, place: _Cell, words: str) -> _Cell:
        """The place of a row that goes on over several sheets, with ``words`` under it."""
        kept = (line for line in place.lines if words == _NEXT or line.text != _FROM)
        return _Cell((*kept, self.type.line(words, "board_text", _WORDS * _SHEETS)))

    def _sentence(self, size: float) -> tuple[Line, ...]:
        """What the strip is about; where it takes two lines what was changed begins the second."""
        words = self.correction.sentence
        lines = self._lines(words, "board_text", size, _CONTENT_WIDE)
        paper, comma, change = words.rpartition("，")
        halves = [self.type.line(half, "board_text", size) for half in (paper + comma, change) if half]
        even = len(lines) == len(halves) == 2 and all(half.width <= _CONTENT_WIDE * MM for half in halves)
        return tuple(halves) if even else lines

    def _row(self, row: CorrectionRow, scale: float) -> _Row:
        place = self._place(row.place, _PLACE * scale)
        sizes = (_WORDS, _WORDS) if row.is_text else (_OLD, _NEW)
        roles = ("board_text", "board_strong")
        both = zip((row.old, row.new), roles, sizes, self.columns[1:], strict=True)
        return _Row((place, *(self._cell(words, role, size * scale, wide, row) for words, role, size, wide in both)))

    def _place(self, words: str, size: float) -> _Cell:
        """A place breaks between its names where it can; a very long one is set smaller."""
        wide = self.columns[0] - _PAD
        for share in _PLACE_SHARES:
            cell = _Cell(self._names(words, size * share, wide))
            if cell.height <= _PLACE_HIGH:
                break
        return cell

    def _names(self, words: str, size: float, wide: float) -> tuple[Line, ...]:
        lines: list[str] = []
        for name in words.split(APART):
            longer = f"{lines[-1]}{APART}{name}" if lines else name
            if lines and self.type.width(longer, "board_text", size) <= wide:
                lines[-1] = longer
            else:
                lines.append(name)
        return tuple(line for each in lines for line in self._lines(each, "board_text", size, wide))

    def _cell(self, words: str, role: str, size: float, wide: float, row: CorrectionRow) -> _Cell:
        room = wide - 2 * _PAD
        if row.is_text:
            return _Cell(self._lines(words, role, size, room))
        unit = self.type.line(row.unit, role, size * _UNIT / _OLD) if row.unit and words[-1:].isdigit() else None
        taken = unit.width / MM + 0.25 * em(size) if unit else 0.0
        size = self.type.largest(words, role, size, room - taken)
        return _Cell((self.type.line(words, role, size),), unit)

    def _lines(self, words: str, role: str, size: float, wide: float) -> tuple[Line, ...]:
        return tuple(break_lines(self.fonts, (Run(words, role),), size, wide * MM, justify=False))


def _columns(rows: Sequence[CorrectionRow]) -> tuple[float, float, float]:
    """How wide place, old and new stand; long words share what there is as they need it."""
    if not any(row.is_text for row in rows):
        return _FIGURES
    if not all(row.is_text for row in rows) or max(max(len(row.old), len(row.new)) for row in rows) < _LONG_FROM:
        return _TEXTS
    old, new = (sum(map(len, words)) for words in ((row.old for row in rows), (row.new for row in rows)))
    rest = _CONTENT_WIDE - _LONG_PLACE
    hung = rest * min(max(old / (old + new), _SHARES[0]), _SHARES[1])
    return _LONG_PLACE, hung, rest - hung


def _foot(type_: Type, correction: Correction) -> list[tuple[str, float, int]]:
    """Organ and codes at the foot with their sizes and how many lines up: a long organ stands above the last line."""
    codes = ""
    if correction.new_code:
        old = f"{correction.old_code} 改为 " if correction.old_code else ""
        codes = f"核对码 {old}{correction.new_code}"
    whole = "　".join(filter(None, (correction.organ, codes)))
    room = _CONTENT_WIDE - type_.width(correction.rest, "board_text", _REST) - 8.0
    if type_.width(whole, "board_text", _FOOT) <= room:
        return [(whole, _FOOT, 0)]
    organ = type_.largest(correction.organ, "board_text", _FOOT, _CONTENT_WIDE)
    return [(correction.organ, organ, 1), (codes, _FOOT, 0)]


class _Page:
    """A sheet with the origin in its upper left corner, in mm; a class only to share the canvas."""

    def __init__(self, canvas: Any, type_: Type, correction: Correction) -> None:
        self.canvas, self.type, self.correction = canvas, type_, correction

    def around(self, note: str) -> None:
        """What stands outside the strips: what to do with them, and the ruler."""
        self._write(note, "board_text", _NOTE, _X, 10.3)
        self.canvas.saveState()
        self.canvas.translate(_X * MM, (HEIGHT - 203.0) * MM)
        draw_ruler(self.canvas, self.type, 0, 0)
        self.canvas.restoreState()

    def strip(self, strip: _Strip, box: Box, number: tuple[int, int]) -> None:
        """One strip in its dashed frame."""
        self.canvas.saveState()
        self.canvas.setStrokeGray(0)
        self.canvas.setLineWidth(_CUT)
        self.canvas.setDash(4, 3)
        self._rect(box, stroke=1, fill=0)
        self.canvas.restoreState()
        self._mark(box, number)
        x = box.x + _CONTENT
        y = box.y + _MARK.y
        for line in strip.sentence:
            self._line(line, x, y + _LEAD / 2 * em(line.size) + _MIDDLE * em(line.size))
            y += em(line.size) * _LEAD
        self._table(strip, x, y + 2.0)
        at, of = number
        rest = self.correction.rest if at == of else _UNFINISHED.format(at + 1)
        self._foot(rest, x, box.bottom - _MARK.y)

    def _mark(self, box: Box, number: tuple[int, int]) -> None:
        """更正, white on black, over the date."""
        field = Box(box.x + _MARK.x, box.y + _MARK.y, _MARK.width, _MARK.height)
        self.canvas.setFillGray(0)
        self._rect(field, stroke=0, fill=1)
        self.canvas.setStrokeGray(0)
        self.canvas.setLineWidth(_FRAME)
        self._rect(Box(field.x, field.y, field.width, box.height - 2 * _MARK.y), stroke=1, fill=0)
        middle = field.x + field.width / 2
        self._write(
            _NAME, "board_strong", _MARK_PT, middle, field.y + field.height / 2 + _MIDDLE * em(_MARK_PT), 0.5, 1
        )
        year, rest = self.correction.date.partition("年")[::2]
        y = field.bottom + 13.5
        for words in (year + "年", rest) if rest else (self.correction.date,):
            size = self.type.largest(words, "board_semibold", _DATE_PT, field.width - 4)
            self._write(words, "board_semibold", size, middle, y, 0.5)
            y += em(_DATE_PT) * 1.3
        if number[1] > 1:
            self._write(f"共{number[1]}张", "board_text", _FOOT, middle, y + 8, 0.5)
            self._write(f"第{number[0]}张", "board_text", _FOOT, middle, y + 8 + em(_FOOT) * _LEAD, 0.5)

    def _table(self, strip: _Strip, x: float, y: float) -> None:
        top, high = y, _HEAD_ROW * strip.scale
        self._rule(x, y, x + _CONTENT_WIDE, y, _OUTER)
        lefts = [x, x + strip.columns[0] + _PAD, x + sum(strip.columns[:2]) + _PAD]
        size = _WORDS * strip.scale
        for words, left in zip(_HEADS, lefts, strict=True):
            self._write(words, "board_text", size, left, y + high / 2 + _MIDDLE * em(size))
        y += high
        for at, row in enumerate(strip.rows):
            self._rule(x, y, x + _CONTENT_WIDE, y, _INNER)
            high = row.height(strip.scale)
            for cell, left in zip(row.cells, lefts, strict=True):
                self._cell(cell, left, y + (_ROW_PAD * strip.scale if row.is_high else high - cell.height) / 2)
            y += high
            if at + 1 == len(strip.rows):
                self._rule(x, y, x + _CONTENT_WIDE, y, _OUTER)
        for left in lefts[1:]:
            self._rule(left - _PAD, top, left - _PAD, y, _INNER)

    def _cell(self, cell: _Cell, x: float, y: float) -> None:
        for line in cell.lines:
            baseline = y + (_LEAD / 2 + _MIDDLE) * em(line.size)
            self._line(line, x, baseline)
            if cell.unit:
                self._line(cell.unit, x + line.width / MM + 0.2 * em(cell.unit.size), baseline)
            y += em(line.size) * _LEAD

    def _foot(self, rest: str, x: float, bottom: float) -> None:
        self._write(rest, "board_text", _REST, x, bottom - 0.5)
        for words, size, up in _foot(self.type, self.correction):
            self._write(words, "board_text", size, x + _CONTENT_WIDE, bottom - 0.5 - up * em(_REST) * _LEAD, 1.0)

    def _write(self, words: str, role: str, size: float, x: float, y: float, align: float = 0.0, grey: int = 0) -> None:
        line = self.type.line(words, role, size)
        self._line(line, x - align * line.width / MM, y, grey)

    def _line(self, line: Line, x: float, y: float, grey: int = 0) -> None:
        self.canvas.setFillGray(grey)
        draw_line(self.canvas, line, x * MM, (HEIGHT - y) * MM)

    def _rule(self, x: float, y: float, to_x: float, to_y: float, weight: float) -> None:
        self.canvas.setStrokeGray(0)
        self.canvas.setLineWidth(weight)
        self.canvas.line(x * MM, (HEIGHT - y) * MM, to_x * MM, (HEIGHT - to_y) * MM)

    def _rect(self, box: Box, *, stroke: int, fill: int) -> None:
        y = HEIGHT - box.bottom
        self.canvas.rect(box.x * MM, y * MM, box.width * MM, box.height * MM, stroke=stroke, fill=fill)
