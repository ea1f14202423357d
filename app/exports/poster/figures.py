"""The band of key figures over a poster, grouped by the part they belong to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, groupby

from app.document.blocks import KeyFigure
from app.exports.measuring import Box, Type, em
from app.exports.poster.placed import Placed, PosterSheet
from app.exports.poster.style import Group, PosterStyle

_UNIT_GAP = 0.12  # em of the figure, before its unit
_BETWEEN = 0.5  # em of the figure, the least between two of them
_LABEL_LEAD = 1.5
_FIGURE_HEIGHT = 0.745  # em
_MOST_ROWS = 3  # more only where the figures would be smaller than their units
_STEP = 0.25


@dataclass(frozen=True, slots=True)
class _Item:
    """One figure; widths are in em of their own sizes."""

    label: str
    figure: str
    unit: str
    label_ems: float
    figure_ems: float
    unit_ems: float


class FigureBand:
    """The key figures with the rows and the size at which they go into ``width``; in ``columns`` where those are."""

    def __init__(
        self, figures: Sequence[KeyFigure], type_: Type, style: PosterStyle, width: float, columns: Sequence[Box]
    ) -> None:
        self.group: Group = style.head("figures")
        self.label = style.small("figures", "label")
        self.unit = style.small("figures", "unit")
        self.columns = columns
        blank = self.group.words("blank")
        self.groups = [
            [_item(figure, type_, blank) for figure in each]
            for _, each in groupby(figures, key=lambda figure: figure.section)
        ]
        self.size, self.rows = self._fit(width)

    # -- sizes

    def _width(self, item: _Item, size: float) -> float:
        unit = _UNIT_GAP * em(size) + item.unit_ems * em(self.unit) if item.unit else 0.0
        return max(item.label_ems * em(self.label), item.figure_ems * em(size) + unit)

    def _row_width(self, items: Sequence[_Item], size: float) -> float:
        gaps = _BETWEEN * em(size) * max(0, len(items) - 1)
        return sum(self._width(item, size) for item in items) + gaps

    def _rows(self, count: int) -> list[list[list[_Item]]]:
        """The groups dealt to ``count`` rows of about equally many figures; a group stays whole where it can."""
        groups = self.groups if len(self.groups) >= count else [[item] for group in self.groups for item in group]
        whole = sum(len(group) for group in groups)
        rows: list[list[list[_Item]]] = [[] for _ in range(count)]
        before = 0
        for group in groups:
            rows[min(count - 1, before * count // whole)].append(group)
            before += len(group)
        return [row for row in rows if row]

    def _in_columns(self, size: float) -> bool:
        """True where every group goes into the column of the sheet under it."""
        return len(self.groups) == len(self.columns) and all(
            self._row_width(group, size) <= column.width
            for group, column in zip(self.groups, self.columns, strict=True)
        )

    def _fit(self, width: float) -> tuple[float, list[list[list[_Item]]]]:
        """The size of the figures and their rows; size 0 where even one in a row is too wide."""
        most, least = self.group.size("size"), self.group.plain("least")
        for count in range(1, max(_MOST_ROWS, sum(map(len, self.groups))) + 1):
            rows = self._rows(count)
            size, wanted = most, least * most if count < _MOST_ROWS else min(self.unit, most)
            while size >= wanted:
                if all(self._row_width([*chain(*row)], size) <= width for row in rows):
                    return size, rows
                size -= max(_STEP, size * 0.02)
        return 0.0, []

    @property
    def goes_in(self) -> bool:
        """False where it would leave the sheet."""
        return self.size > 0 or not self.groups

    # -- drawing

    def draw(self, sheet: PosterSheet, box: Box) -> float:
        """The band under ``box.y``; returns where it ends."""
        if not self.groups:
            return box.y + self.group["below"] / 2
        size, rows = self.size, self.rows
        columns_size = self._columns_size()
        y = box.y + self.group["above"]
        if len(rows) == 1 and columns_size >= 0.8 * size:
            return self._draw_columns(sheet, y, columns_size) + self.group["below"]
        for at, row in enumerate(rows):
            y = self._draw_row(sheet, row, Box(box.x, y, box.width, 0.0), size)
            y += self.group["below"] / (1 if at + 1 == len(rows) else 2)
        return y

    def _columns_size(self) -> float:
        size = self.group.size("size")
        while size > _STEP and not self._in_columns(size):
            if len(self.groups) != len(self.columns):
                return 0.0
            size -= max(_STEP, size * 0.02)
        return size

    def _draw_columns(self, sheet: PosterSheet, y: float, size: float) -> float:
        end = y
        for at, (group, column) in enumerate(zip(self.groups, self.columns, strict=True)):
            widths = [self._width(item, size) for item in group]
            room = column.width / len(group)
            even = all(width + _BETWEEN * em(size) / 2 <= room for width in widths)
            gap = (column.width - sum(widths)) / max(1, len(group) - 1)
            x = column.x
            for item, width in zip(group, widths, strict=True):
                end = self._draw_item(sheet, item, x, y, size)
                x += room if even else width + gap
            if at:
                middle = (self.columns[at - 1].right + column.x) / 2
                self._divide(sheet, middle, y, end)
        return end

    def _draw_row(self, sheet: PosterSheet, row: list[list[_Item]], box: Box, size: float) -> float:
        items = [item for group in row for item in group]
        widths = [self._width(item, size) for item in items]
        gap = (box.width - sum(widths)) / max(1, len(items))
        starts, x, end = [], box.x, box.y
        for item, width in zip(items, widths, strict=True):
            starts.append(x)
            end = self._draw_item(sheet, item, x, box.y, size)
            x += width + gap
        first = 0
        for group in row[:-1]:
            first += len(group)
            self._divide(sheet, starts[first] - min(gap / 2, 0.2 * em(size)), box.y, end)
        return end

    def _divide(self, sheet: PosterSheet, x: float, y: float, end: float) -> None:
        sheet.down(x, y + 0.1 * em(self.label), end, self.group["divider"])

    def _draw_item(self, sheet: PosterSheet, item: _Item, x: float, y: float, size: float) -> float:
        label = self.label
        sheet.text(item.label, "board_text", label, x, y + 0.86 * em(label))
        baseline = y + _LABEL_LEAD * em(label) + _FIGURE_HEIGHT * em(size)
        wide = sheet.text(item.figure, "board_strong", size, x, baseline)
        sheet.text(item.unit, "board_medium", self.unit, x + wide + _UNIT_GAP * em(size), baseline)
        box = Box(x, y, self._width(item, size), baseline - y)
        sheet.placed.append(Placed(item.label, "head", box, min(label, self.unit)))
        return baseline


def _item(figure: KeyFigure, type_: Type, blank: str) -> _Item:
    shown = figure.figure or blank
    unit = figure.unit if figure.figure else ""
    return _Item(
        figure.label,
        shown,
        unit,
        type_.ems(figure.label, "board_text"),
        type_.ems(shown, "board_strong"),
        type_.ems(unit, "board_medium") if unit else 0.0,
    )
