"""What the strips of a 更正 say, in lines and rows, dealt to as few sheets as may be; all of them about as full."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from app.document.correction import APART, Correction, CorrectionRow
from app.domain.errors import Trouble
from app.exports.canvas import MM
from app.exports.fonts import FontBook
from app.exports.measuring import Box, Type, em
from app.exports.typeset import Line, Run, break_lines

HIGH, WHOLE = 84.0, 176.0  # mm: one of two strips of a sheet, and the only one
MARK = Box(5.6, 5.6, 36.8, 27.4)  # the black field, from the corner of its strip
WIDE = 224.0  # of what stands beside it
_FIGURES, _TEXTS = (104.0, 56.0, 64.0), (56.0, 84.0, 84.0)  # the columns: place, old, new
_LONG_FROM, _LONG_PLACE = 120, 46.0  # signs of words that want wide columns, and what they leave to the place
_SHARES = (0.3, 0.7)  # what the old words have of the rest, at least and at most
_SENTENCE, _PLACE, _OLD, _NEW, _UNIT, HEAD = 21.0, 19.0, 26.0, 34.0, 15.0, 16.0  # points
_READ = 22.5  # points of what was and what is right, at least: read from a metre and a half, as the poster is
REST, FOOT = 17.0, 15.0
_SCALES = (1.0, 0.92, 0.85, 0.78, 0.72)
# Where the rows go on over several sheets: the scale with the least size of old and new, never below their place.
_TWO_SHEETS = ((1.0, _READ), (0.92, _READ), (0.85, _READ), (0.78, _READ), (0.78, 20.0), (0.78, 18.0), (0.78, 16.0))
_MORE_SHEETS = ((0.78, 16.0), (0.7, 14.0), (0.62, 12.5))
_SHEET_SIGNS = 1000  # more stand on no sheet
MANY, MOST = 3, 12  # sheets: from so many on the whole paper is better hung anew; a poster of A1 has no more
_PLACE_SHARES, _PLACE_HIGH = (1.0, 0.8, 0.65, 0.5), 40.0  # how much smaller, from how many mm on
_LEAST_LINES = 4  # of a row that begins at the foot of a sheet
_TOP_FROM = 6  # lines: so high a row is read from its top
LEAD, ROW_PAD, HEAD_ROW = 1.32, 3.2, 11.0
PAD = 4.0  # left and right of a cell
_NEXT, _FROM = "（转下张）", "（接上张）"


@dataclass(frozen=True, slots=True)
class Cell:
    """Lines of one cell with their role's size; a figure has its unit behind it."""

    lines: tuple[Line, ...]
    unit: Line | None = None

    @property
    def height(self) -> float:
        return sum(em(line.size) * LEAD for line in self.lines)


@dataclass(frozen=True, slots=True)
class Row:
    """The place and what stands there, old and new."""

    cells: tuple[Cell, ...]

    def height(self, scale: float) -> float:
        return max(cell.height for cell in self.cells) + ROW_PAD * scale

    @property
    def place(self) -> Cell:
        return self.cells[0]

    @property
    def is_high(self) -> bool:
        return max(len(cell.lines) for cell in self.cells) >= _TOP_FROM

    def part(self, first: int, last: int | None, place: Cell) -> Row:
        """Some lines of old and new beside ``place``."""
        return Row((place, *(Cell(cell.lines[first:last], cell.unit) for cell in self.cells[1:])))


@dataclass(frozen=True, slots=True)
class Strip:
    """What one strip says, at a scale."""

    sentence: tuple[Line, ...]
    columns: tuple[float, ...]
    rows: tuple[Row, ...]
    scale: float

    @property
    def height(self) -> float:
        """The sentence and the table, in mm."""
        words = sum(em(line.size) * LEAD for line in self.sentence)
        return words + HEAD_ROW * self.scale + sum(row.height(self.scale) for row in self.rows)


def deal(correction: Correction, setter: Setter) -> tuple[list[Strip], float]:
    """The strips of all sheets and how high they are: as large as they go in, on as few sheets as may be."""
    if sum(len(row.old) + len(row.new) for row in correction.rows) > MOST * _SHEET_SIGNS:
        raise _too_many()
    if setter.strip(setter.rows(_SCALES[-1]), _SCALES[-1]).height <= setter.room(WHOLE):
        for high in (HIGH, WHOLE):
            for scale in _SCALES:
                strip = setter.strip(setter.rows(scale), scale)
                if strip.height <= setter.room(high):
                    return [strip], high
    for levels, most in ((_TWO_SHEETS, MANY - 1), (_MORE_SHEETS, MOST)):
        for scale, least in levels:
            sheets = _evenly(setter, scale, least, most)
            if sheets:
                return [setter.strip(rows, scale) for rows in sheets], WHOLE
    raise _too_many()


def _too_many() -> Trouble:
    return Trouble(f"改动太多，更正条要印{MOST}张纸以上", "请换整张：重新打印整份公开栏，换下旧的")


def _evenly(setter: Setter, scale: float, least: float, most: int) -> list[list[Row]]:
    """The rows on as few sheets as may be, all of them about as full; nothing where these are more than ``most``."""
    room = setter.room(WHOLE) - setter.strip((), scale).height
    dealer = _Dealer(setter, setter.rows(scale, least), scale, least, room)
    full = list(islice(dealer.sheets(), most + 1))
    if len(full) > most:
        return []
    even = list(islice(dealer.sheets(len(full)), len(full) + 1))
    return even if len(even) == len(full) else full


@dataclass(frozen=True)
class _Dealer:
    """Rows to be dealt to sheets that have ``room`` for so many mm."""

    setter: Setter
    rows: Sequence[Row]
    scale: float
    least: float
    room: float

    def sheets(self, count: int = 0) -> Iterator[list[Row]]:
        """Sheet by sheet, each full, or ``count`` about alike; a row higher than a sheet goes on from line to line."""
        waiting, at = deque(self.rows), 0
        while waiting or not at:
            yield self._sheet(waiting, self._target(waiting, count - at))
            at += 1

    def _target(self, waiting: Iterable[Row], sheets: int) -> float:
        """How full the next sheet had best be where so many are left."""
        if sheets < 1:
            return self.room
        rest = sum(row.height(self.scale) for row in waiting)
        return min(self.room, max(rest / sheets, rest - (sheets - 1) * self.room))

    def _sheet(self, waiting: deque[Row], target: float) -> list[Row]:
        sheet: list[Row] = []
        used = 0.0
        while waiting:
            row, high = waiting[0], waiting[0].height(self.scale)
            whole = used + high <= self.room
            if whole and (not sheet or used + high / 2 <= target):
                sheet.append(waiting.popleft())
                used += high
                continue
            lines = int((target - used - ROW_PAD * self.scale) / (em(self.least) * LEAD))
            if high > self.room and lines >= _LEAST_LINES:
                sheet.append(row.part(0, lines, self.setter.noted(row.place, _NEXT, self.scale)))
                waiting[0] = row.part(lines, None, self.setter.noted(row.place, _FROM, self.scale))
            break
        return sheet


class Setter:
    """Sets the words of a correction in lines."""

    def __init__(self, correction: Correction, fonts: FontBook) -> None:
        self.correction, self.fonts = correction, fonts
        self.type = Type(fonts)
        self.columns = _columns(correction.rows)

    def room(self, high: float) -> float:
        """What a strip of that height has for sentence and table."""
        foot = len(foot_lines(self.type, self.correction)) * em(FOOT) * LEAD
        return high - 2 * MARK.y - foot - 4.0

    def strip(self, rows: Sequence[Row], scale: float) -> Strip:
        """Those rows under the sentence."""
        return Strip(self._sentence(_SENTENCE * scale), self.columns, tuple(rows), scale)

    def rows(self, scale: float, least: float = _READ) -> tuple[Row, ...]:
        """All that changed, old and new at ``least`` points or larger."""
        return tuple(self._row(row, scale, least) for row in self.correction.rows)

    def noted(self, place: Cell, words: str, scale: float) -> Cell:
        """The place of a row that goes on over several sheets, with ``words`` under it."""
        kept = (line for line in place.lines if words == _NEXT or line.text != _FROM)
        return Cell((*kept, self.type.line(words, "board_text", HEAD * scale)))

    def _sentence(self, size: float) -> tuple[Line, ...]:
        """What the strip is about; where it takes two lines what was changed begins the second."""
        words = self.correction.sentence
        lines = self._lines(words, "board_text", size, WIDE)
        paper, comma, change = words.rpartition("，")
        halves = [self.type.line(half, "board_text", size) for half in (paper + comma, change) if half]
        even = len(lines) == len(halves) == 2 and all(half.width <= WIDE * MM for half in halves)
        return tuple(halves) if even else lines

    def _row(self, row: CorrectionRow, scale: float, least: float) -> Row:
        place = self._place(row.place, _PLACE * scale)
        sizes = (least, least) if row.is_text else (max(least, _OLD * scale), max(least, _NEW * scale))
        roles = ("board_text", "board_strong")
        both = zip((row.old, row.new), roles, sizes, self.columns[1:], strict=True)
        return Row((place, *(self._cell(words, role, size, wide, row) for words, role, size, wide in both)))

    def _place(self, words: str, size: float) -> Cell:
        """A place breaks between its names where it can; a very long one is set smaller."""
        wide = self.columns[0] - PAD
        for share in _PLACE_SHARES:
            cell = Cell(self._names(words, size * share, wide))
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

    def _cell(self, words: str, role: str, size: float, wide: float, row: CorrectionRow) -> Cell:
        room = wide - 2 * PAD
        if row.is_text:
            return Cell(self._lines(words, role, size, room))
        unit = self.type.line(row.unit, role, size * _UNIT / _OLD) if row.unit and words[-1:].isdigit() else None
        taken = unit.width / MM + 0.25 * em(size) if unit else 0.0
        size = self.type.largest(words, role, size, room - taken)
        return Cell((self.type.line(words, role, size),), unit)

    def _lines(self, words: str, role: str, size: float, wide: float) -> tuple[Line, ...]:
        return tuple(break_lines(self.fonts, (Run(words, role),), size, wide * MM, justify=False))


def _columns(rows: Sequence[CorrectionRow]) -> tuple[float, float, float]:
    """How wide place, old and new stand; long words share what there is as they need it."""
    if not any(row.is_text for row in rows):
        return _FIGURES
    if not all(row.is_text for row in rows) or max(max(len(row.old), len(row.new)) for row in rows) < _LONG_FROM:
        return _TEXTS
    old, new = (sum(map(len, words)) for words in ((row.old for row in rows), (row.new for row in rows)))
    rest = WIDE - _LONG_PLACE
    hung = rest * min(max(old / (old + new), _SHARES[0]), _SHARES[1])
    return _LONG_PLACE, hung, rest - hung


def foot_lines(type_: Type, correction: Correction) -> list[tuple[str, float, int]]:
    """Organ and codes at the foot with their sizes and how many lines up: a long organ stands above the last line."""
    codes = ""
    if correction.new_code:
        old = f"{correction.old_code} 改为 " if correction.old_code else ""
        codes = f"核对码 {old}{correction.new_code}"
    whole = "　".join(filter(None, (correction.organ, codes)))
    room = WIDE - type_.width(correction.rest, "board_text", REST) - 8.0
    if type_.width(whole, "board_text", FOOT) <= room:
        return [(whole, FOOT, 0)]
    organ = type_.largest(correction.organ, "board_text", FOOT, WIDE)
    return [(correction.organ, organ, 1), (codes, FOOT, 0)]
