"""The foot of a poster: who publishes, when, until when, whom to call, the check code and the QR code."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise, zip_longest
from math import ceil

from app.exports.canvas import MM
from app.exports.measuring import Box, Type, em
from app.exports.poster.options import BoardOptions
from app.exports.poster.placed import Placed, PosterSheet
from app.exports.poster.style import PosterStyle
from app.exports.qr import qr_code
from app.exports.typeset import Run, balanced

_LABEL_LEAD, _VALUE_LEAD = 1.42, 1.2
_BETWEEN = 1.2  # em of the value, the least between two of them
_CODE_OF_VALUE = 0.93
_BETWEEN_ROWS = 0.5  # em of the value
_STEP = 0.25
_EPS = 1e-6
_SHORT = 10  # characters
# How many lines the longest value may take, and how small it may become before it takes one more.
_WAYS = ((1, 0.8), (2, 0.8), (3, 0.6), (4, 0.4), (6, 0.0))
_LEAST = 0.8  # of the labels: rather than smaller than that, the values stand in more rows
_NUMBER = re.compile(r"[\d-]+")
_WRAPPED = 0.8  # of the largest: of values that are broken where one alone is wider than the sheet


@dataclass(frozen=True, slots=True)
class _Item:
    label: str
    lines: tuple[str, ...]


class Foot:
    """The foot with its height; drawn once it is known where it begins."""

    def __init__(self, type_: Type, style: PosterStyle, options: BoardOptions, width: float) -> None:
        self.type, self.style, self.options, self.width = type_, style, options, width
        self.group = style.head("footer")
        self.label = style.small("footer", "label")
        self.code = qr_code(options.qr) if options.qr else None
        least = self.group.plain("least_module")
        self.side = self.code.side(self.group["qr"], least) if self.code else 0.0
        self.quiet = self.code.quiet(self.side) if self.code else 0.0
        self.is_beside = True  # the code at the right end of the rows; else under them
        self.value, self.rows = self._fit()
        self.wide = self._columns(self.rows, self.value)
        self.goes_in = max(self._needed(self.rows, self.value), self._code_width(self.value)) <= self.width + _EPS

    def _values(self) -> Iterator[tuple[str, str]]:
        names, footer = self.group.names("names"), self.options.footer
        for key in ("organ", "date", "period", "phone"):
            value = " ".join(str(getattr(footer, key)).split())
            if value:
                yield names[key], value
        if self.options.code and not self.code:
            yield names["code"], self.options.code

    def _code_width(self, value: float) -> float:
        """What code and QR code take, 0 where there is none."""
        if not self.code:
            return 0.0
        wide = self.type.width(self.group.names("names")["scan"], "board_text", self.label)
        if self.options.code:
            wide = max(wide, self.type.width(self.options.code, "board_semibold", value * _CODE_OF_VALUE))
        return wide + self.quiet + self.side

    def _corner(self, value: float) -> float:
        """What they take at the right end of the rows, with the white before them."""
        return self._code_width(value) + _BETWEEN * em(value) if self.code and self.is_beside else 0.0

    def _fit(self) -> tuple[float, list[list[_Item]]]:
        """The size of the values, and the items in as few rows as may be."""
        most = self.style.small("footer", "value")
        values = list(self._values())
        longest = max(range(len(values)), key=lambda at: _may_break(values[at][1]), default=-1)
        for across in sorted({ceil(len(values) / count) for count in range(1, len(values) + 1)}, reverse=True):
            for count, least in _WAYS:
                items = [
                    _Item(label, _split(value, count if at == longest and _may_break(value) else 1))
                    for at, (label, value) in enumerate(values)
                ]
                rows = [items[at : at + across] for at in range(0, len(items), across)]
                size = most
                while size >= max(least * most, self.label * _LEAST, _STEP):
                    if self._needed(rows, size) <= self.width:
                        return size, rows
                    size -= _STEP
        self.is_beside = False
        return self._wrapped(values, _WRAPPED * most)

    def _wrapped(self, values: Sequence[tuple[str, str]], size: float) -> tuple[float, list[list[_Item]]]:
        """Each in a row of its own, in as many lines as it takes; smaller only where a number would be torn."""
        numbers = [self.type.ems(number, "board_semibold") for _, value in values for number in _NUMBER.findall(value)]
        widest = max(numbers, default=0.0)
        while size > self.style.floor and widest * em(size) > self.width:
            size -= _STEP
        return size, [[_Item(label, self._broken(value, size))] for label, value in values]

    def _broken(self, value: str, size: float) -> tuple[str, ...]:
        lines = balanced(self.type.fonts, Run(value, "board_semibold"), size, self.width * MM)
        return tuple(line.text.strip() for line in lines)

    def _item_width(self, item: _Item, size: float) -> float:
        values = (self.type.width(line, "board_semibold", size) for line in item.lines)
        return max(self.type.width(item.label, "board_text", self.label), *values)

    def _columns(self, rows: Sequence[Sequence[_Item]], size: float) -> list[float]:
        """How wide each column of the rows is."""
        return [max(self._item_width(item, size) for item in column if item) for column in zip_longest(*rows)]

    def _needed(self, rows: Sequence[Sequence[_Item]], size: float) -> float:
        wide = self._columns(rows, size)
        return sum(wide) + _BETWEEN * em(size) * max(0, len(wide) - 1) + self._corner(size)

    @property
    def height(self) -> float:
        """From the double rule to the lower margin, in mm."""
        if self.is_beside:
            return self._rules() + max(self._rows_height(), self.side)
        return self._rules() + self._rows_height() + self._between_rows() + self.side

    def _rows_height(self) -> float:
        return sum(map(self._row_height, self.rows)) + self._between_rows() * max(0, len(self.rows) - 1)

    def _between_rows(self) -> float:
        return _BETWEEN_ROWS * em(self.value)

    def _row_height(self, row: Sequence[_Item]) -> float:
        lines = max(len(item.lines) for item in row)
        return _LABEL_LEAD * em(self.label) + _VALUE_LEAD * em(self.value) * lines

    def _rules(self) -> float:
        title = self.style.head("title")
        return title["double_gap"] + self.group["below"]

    def draw(self, sheet: PosterSheet, box: Box) -> None:
        """The foot from the top of ``box``."""
        title = self.style.head("title")
        sheet.double(box.x, box.right, box.y, self.group.list("rule"), title["double_gap"])
        y = box.y + self._rules()
        self._draw_items(sheet, Box(box.x, y, box.width, box.bottom - y))
        self._draw_code(sheet, box, y if self.is_beside else y + self._rows_height() + self._between_rows())

    def _draw_items(self, sheet: PosterSheet, box: Box) -> None:
        places, y = self._places(box), box.y
        for row in self.rows:
            high = self._row_height(row)
            for item, x in zip(row, places, strict=False):
                self._draw_item(sheet, item, Box(x, y, self._item_width(item, self.value), high))
            y += high + self._between_rows()

    def _draw_item(self, sheet: PosterSheet, item: _Item, box: Box) -> None:
        sheet.text(item.label, "board_text", self.label, box.x, box.y + 0.86 * em(self.label))
        baseline = box.y + (_LABEL_LEAD * em(self.label)) + 0.9 * em(self.value)
        for line in item.lines:
            sheet.text(line, "board_semibold", self.value, box.x, baseline)
            baseline += _VALUE_LEAD * em(self.value)
        sheet.placed.append(Placed(item.label, "foot", box, min(self.label, self.value)))

    def _places(self, box: Box) -> list[float]:
        """Where the columns begin: as far apart as may be, but beside the gutters of the parts where there is room.

        The joints of the sheets fall into the gutters, and none should cut a date or a telephone number.
        """
        wide, least = self.wide, _BETWEEN * em(self.value)
        room = box.width - self._needed(self.rows, self.value)
        gap = least + max(0.0, room) / max(1, len(wide) - (0 if self.code else 1))
        places = list(accumulate((each + gap for each in wide[:-1]), initial=box.x))[: len(wide)]
        ends = [box.x, *(x + each for x, each in zip(places, wide, strict=True))]
        for at, each in enumerate(wide):
            low = ends[at] + least if at else box.x
            high = (places[at + 1] - least if at + 1 < len(wide) else box.right - self._corner(self.value)) - each
            for left, right in self._gutters(box):
                if places[at] < right and places[at] + each > left:
                    beside = [x for x in (right, left - each) if low <= x <= high]
                    places[at] = min(beside, key=lambda x: abs(x - places[at]), default=places[at])
            ends[at + 1] = places[at] + each
        return places

    def _gutters(self, box: Box) -> list[tuple[float, float]]:
        """The white between the three columns of a landscape sheet, from and to."""
        if not self.style.landscape:
            return []
        shares = self.style.body("sheet").shares("three_columns")
        edges = [((a + wide) * box.width, b * box.width) for (a, wide), (b, _) in pairwise(shares)]
        return [(box.x + left, box.x + right) for left, right in edges]

    def _draw_code(self, sheet: PosterSheet, box: Box, y: float) -> None:
        if not self.code:
            return
        sheet.qr_code(self.code, box.right - self.side, y, self.side)
        right = box.right - self.side - self.quiet
        words = self.group.names("names")["scan"]
        sheet.text(words, "board_text", self.label, right, y + 0.86 * em(self.label), align=1.0)
        size = self.value * _CODE_OF_VALUE if self.options.code else self.label
        baseline = y + _LABEL_LEAD * em(self.label) + 0.9 * em(self.value)
        sheet.text(self.options.code, "board_semibold", size, right, baseline, align=1.0)
        wide = self._code_width(self.value)
        sheet.placed.append(Placed(words, "foot", Box(box.right - wide, y, wide, self.side), min(self.label, size)))


def _may_break(value: str) -> int:
    """How long a value is that may stand in several lines; 0 for short ones, and for dates and telephone numbers."""
    return 0 if len(value) < _SHORT or any(char.isdigit() for char in value) else len(value)


def _split(value: str, count: int) -> tuple[str, ...]:
    """``value`` in ``count`` lines of about equally many characters."""
    step = max(1, -(-len(value) // count))
    return tuple(value[at : at + step] for at in range(0, len(value), step))
