"""The foot of a poster: who publishes, when, until when, whom to call, the check code and the QR code."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from app.exports.measuring import Box, Type, em
from app.exports.poster.options import BoardOptions
from app.exports.poster.placed import Placed, PosterSheet
from app.exports.poster.style import PosterStyle
from app.exports.qr import qr_code

_LABEL_LEAD, _VALUE_LEAD = 1.42, 1.2
_BETWEEN = 1.2  # em of the value, the least between two of them
_CODE_OF_VALUE = 0.93
_STEP = 0.25
_SHORT = 10  # characters
# How many lines the longest value may take, and how small it may become before it takes one more.
_WAYS = ((1, 0.8), (2, 0.8), (3, 0.6), (4, 0.4), (6, 0.0))


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
        self.value, self.items = self._fit()

    def _values(self) -> Iterator[tuple[str, str]]:
        names, footer = self.group.names("names"), self.options.footer
        for key in ("organ", "date", "period", "phone"):
            value = " ".join(str(getattr(footer, key)).split())
            if value:
                yield names[key], value
        if self.options.code and not self.code:
            yield names["code"], self.options.code

    def _corner(self, value: float) -> float:
        """What code and QR code take at the right end."""
        if not self.code:
            return 0.0
        words = [self.group.names("names")["scan"]]
        wide = self.type.width(words[0], "board_text", self.label)
        if self.options.code:
            wide = max(wide, self.type.width(self.options.code, "board_semibold", value * _CODE_OF_VALUE))
        return wide + self.quiet + self.side + _BETWEEN * em(value)

    def _fit(self) -> tuple[float, list[_Item]]:
        most = self.style.small("footer", "value")
        values = list(self._values())
        longest = max(range(len(values)), key=lambda at: _may_break(values[at][1]), default=-1)
        size, items = most, []
        for count, least in _WAYS:
            items = [
                _Item(label, _split(value, count if at == longest and _may_break(value) else 1))
                for at, (label, value) in enumerate(values)
            ]
            size = most
            while size >= max(least * most, self.label * 0.6, _STEP):
                if self._needed(items, size) + self._corner(size) <= self.width:
                    return size, items
                size -= _STEP
        return max(size, _STEP), items

    def _item_width(self, item: _Item, size: float) -> float:
        values = (self.type.width(line, "board_semibold", size) for line in item.lines)
        return max(self.type.width(item.label, "board_text", self.label), *values)

    def _needed(self, items: Sequence[_Item], size: float) -> float:
        return sum(self._item_width(item, size) for item in items) + _BETWEEN * em(size) * max(0, len(items) - 1)

    @property
    def height(self) -> float:
        """From the double rule to the lower margin, in mm."""
        lines = max((len(item.lines) for item in self.items), default=0)
        words = _LABEL_LEAD * em(self.label) + _VALUE_LEAD * em(self.value) * lines if self.items else 0.0
        return self._rules() + max(words, self.side)

    def _rules(self) -> float:
        title = self.style.head("title")
        return title["double_gap"] + self.group["below"]

    def draw(self, sheet: PosterSheet, box: Box) -> None:
        """The foot from the top of ``box``."""
        title = self.style.head("title")
        sheet.double(box.x, box.right, box.y, self.group.list("rule"), title["double_gap"])
        y = box.y + self._rules()
        self._draw_items(sheet, Box(box.x, y, box.width, box.bottom - y))
        self._draw_code(sheet, box, y)

    def _draw_items(self, sheet: PosterSheet, box: Box) -> None:
        room = box.width - self._corner(self.value) - self._needed(self.items, self.value)
        gap = _BETWEEN * em(self.value) + max(0.0, room) / max(1, len(self.items) - (0 if self.code else 1))
        for item, x in zip(self.items, self._places(box, gap), strict=True):
            sheet.text(item.label, "board_text", self.label, x, box.y + 0.86 * em(self.label))
            baseline = box.y + (_LABEL_LEAD * em(self.label)) + 0.9 * em(self.value)
            for line in item.lines:
                sheet.text(line, "board_semibold", self.value, x, baseline)
                baseline += _VALUE_LEAD * em(self.value)
            wide = self._item_width(item, self.value)
            size = min(self.label, self.value)
            sheet.placed.append(Placed(item.label, "foot", Box(x, box.y, wide, box.height), size))

    def _places(self, box: Box, gap: float) -> list[float]:
        """Where the items begin: ``gap`` apart, but beside the gutters of the columns where there is room for that.

        The joints of the sheets fall into the gutters, and none should cut a date or a telephone number.
        """
        wide = [self._item_width(item, self.value) for item in self.items]
        places = list(accumulate((each + gap for each in wide[:-1]), initial=box.x))[: len(wide)]
        ends = [box.x, *(x + each for x, each in zip(places, wide, strict=True))]
        least = _BETWEEN * em(self.value)
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
        wide = self._corner(self.value) - _BETWEEN * em(self.value)
        sheet.placed.append(Placed(words, "foot", Box(box.right - wide, y, wide, self.side), min(self.label, size)))


def _may_break(value: str) -> int:
    """How long a value is that may stand in several lines; 0 for short ones, and for dates and telephone numbers."""
    return 0 if len(value) < _SHORT or any(char.isdigit() for char in value) else len(value)


def _split(value: str, count: int) -> tuple[str, ...]:
    """``value`` in ``count`` lines of about equally many characters."""
    step = max(1, -(-len(value) // count))
    return tuple(value[at : at + step] for at in range(0, len(value), step))
