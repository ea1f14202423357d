"""One numbered part of the report as a block of the poster: a rule, its heading, its texts and tables."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from math import inf
from typing import Literal

from app.document.blocks import Part, Table
from app.exports.canvas import MM
from app.exports.measuring import Box, Type, em
from app.exports.poster.brief import brief, without_noughts
from app.exports.poster.lanes import TableLanes
from app.exports.poster.listing import Listing
from app.exports.poster.placed import Placed, PosterSheet
from app.exports.poster.scan import Scan
from app.exports.poster.style import PosterStyle
from app.exports.poster.table import LEAD
from app.exports.poster.text import Lanes, TextFlow
from app.exports.poster.words import fold, number_of
from app.exports.typeset import Run, break_lines

_STEP = 0.25
_HEAD_LEAD = 1.18
_HEAD_ABOVE, _HEAD_BELOW = 0.32, 0.3  # em of the heading, over and under its lines
_NOUGHT_ABOVE = 0.5  # em over the sentence under a table
_BLOCK_GAP = 0.7  # em between the blocks of a part
_BESIDE, _LEAST_BESIDE = 1.5, 16.0  # em between a part and the code beside it, and what the part must keep


@dataclass(frozen=True, slots=True)
class Sizes:
    """The sizes of a part: of its texts, and the most its tables may take."""

    text: float
    table: float


def whole_steps(size: float) -> float:
    """``size`` rounded down to a quarter of a point."""
    return int(size / _STEP + 1e-6) * _STEP


Item = TextFlow | Listing | Scan | TableLanes


class PartBlock:
    """A part with the height it needs at every width and size.

    ``short``: its tables in brief, as ``lists`` where these are short; ``scan`` stands below them.
    """

    def __init__(
        self,
        part: Part,
        type_: Type,
        style: PosterStyle,
        *,
        short: bool = False,
        lists: bool = True,
        scan: Scan | None = None,
        lanes: Lanes | None = None,
    ) -> None:
        self.lanes = lanes
        self.part, self.type, self.style, self.short, self.lists = part, type_, style, short, lists
        self.text_style, self.table_style = style.body("text"), style.body("table")
        self.items: list[Item] = [*self._items(), *([scan] if scan else ())]
        self.scan = scan
        self.height = lru_cache(maxsize=256)(self._height)
        self._sentence = lru_cache(maxsize=256)(self._break_sentence)

    def _items(self) -> Iterator[Item]:
        for is_table, blocks in groupby(self.part.blocks, key=lambda block: isinstance(block, Table)):
            if is_table:
                yield from (self._table(block) for block in blocks if isinstance(block, Table))
            else:
                yield TextFlow(
                    [block for block in blocks if not isinstance(block, Table)], self.type, self.text_style, self.lanes
                )

    def _table(self, table: Table) -> Item:
        """A table in brief is a list; where too many of its rows say something, a list would be no shorter."""
        if not self.short:
            return TableLanes(table, self.type)
        style = self.style.body("short")
        said = brief(table, style.data)
        if said.rows and (not self.lists or len(said.rows) > style.plain("most_rows")):
            return TableLanes(without_noughts(table, style.data), self.type)
        return Listing(said, self.type, style, self.text_style)

    @property
    def has_table(self) -> bool:
        """True where it holds a table."""
        return any(isinstance(item, TableLanes) for item in self.items)

    @property
    def brief_rows(self) -> float:
        """How many rows its longest list has; without end where a table stays one."""
        rows = (
            inf if isinstance(item, TableLanes) else len(item.brief.rows)
            for item in self.items
            if isinstance(item, (TableLanes, Listing))
        )
        return max(rows, default=0)

    @property
    def squares(self) -> int:
        """How many squares its tables have."""
        return sum(item.grid.height * item.grid.width for item in self.items if isinstance(item, TableLanes))

    def table_size(self, width: float, sizes: Sizes) -> float:
        """The size its tables take in a width: what is allowed, or what the narrowest of them can bear."""
        least = max((item.least_width for item in self.items if isinstance(item, TableLanes)), default=0.0)
        return min(sizes.table, whole_steps(width * MM / least)) if least else sizes.table

    def cramped(self, width: float, sizes: Sizes) -> float:
        """The share of row labels of its tables that take more than one line."""
        size = self.table_size(width, sizes)
        shapes = [item.at(round(width / em(size), 4)) for item in self.items if isinstance(item, TableLanes)]
        return max((shape.cramped for shape in shapes if shape), default=0.0)

    # -- heading

    def _heading(self, width: float, text: float) -> tuple[float, tuple[str, ...]]:
        """The size of the heading and its lines."""
        group = self.style.body("section")
        usual = max(group.size("heading"), group.plain("least_over_text") * text)
        most = whole_steps(min(usual, group.plain("over_text") * text))
        size = self.type.largest(self.part.heading, "board_strong", most, width)
        if size >= group.plain("least_over_text") * text:
            return size, (self.part.heading,)
        size = min(most, whole_steps(group.plain("least_over_text") * text))
        number = number_of(self.part.heading)
        room = width / em(size) - self.type.ems(number, "board_strong")
        rest = self.part.heading.removeprefix(number)
        first, *more = fold(rest, lambda words: self.type.ems(words, "board_strong"), room) or ("",)
        return size, (number + first, *more)

    def _heading_height(self, width: float, text: float) -> float:
        size, lines = self._heading(width, text)
        return (_HEAD_ABOVE + _HEAD_BELOW + _HEAD_LEAD * len(lines)) * em(size)

    # -- heights

    def _beside(self, width: float, sizes: Sizes) -> float:
        """What the code takes at the right of a wide part; 0 where it stands below: no table shrinks to make room."""
        if not self.scan:
            return 0.0
        wide = self.scan.width(sizes.text) + _BESIDE * em(sizes.text)
        room = width - wide
        if room < _LEAST_BESIDE * em(sizes.text) or self.table_size(room, sizes) < self.table_size(width, sizes):
            return 0.0
        return wide

    def _below(self, width: float, sizes: Sizes) -> list[Item]:
        """The items that stand under one another."""
        return self.items[:-1] if self._beside(width, sizes) else self.items

    def at_least(self, width: float, sizes: Sizes) -> float:
        """A lower bound of the height, quickly."""
        total = self._heading_height(width, sizes.text)
        room = width - self._beside(width, sizes)
        for item in self._below(width, sizes):
            if isinstance(item, TableLanes):
                total += item.at_least * em(self.table_size(room, sizes))
            else:
                total += item.at_least(room, sizes.text)
        return total

    def _height(self, width: float, sizes: Sizes) -> float | None:
        """How high the part is in mm, or None where a table does not go in."""
        beside = self._beside(width, sizes)
        heights = [self._item_height(item, width - beside, sizes) for item in self._below(width, sizes)]
        if any(height is None for height in heights):
            return None
        total = sum(height for height in heights if height is not None)
        total += _BLOCK_GAP * em(sizes.text) * max(0, len(heights) - 1)
        if self.scan and beside:
            total = max(total, self.scan.height(beside, sizes.text))
        return self._heading_height(width, sizes.text) + total

    def _item_height(self, item: Item, width: float, sizes: Sizes) -> float | None:
        if not isinstance(item, TableLanes):
            return item.height(width, sizes.text)
        size = self.table_size(width, sizes)
        shape = item.at(round(width / em(size), 4))
        if shape is None:
            return None
        return shape.height * em(size) + self._sentence_height(item, width, size)

    def _sentence_height(self, item: TableLanes, width: float, size: float) -> float:
        if not item.table.nothing:
            return 0.0
        lines = len(self._sentence(item.table.nothing, width, size))
        return (_NOUGHT_ABOVE + LEAD * 1.1 * lines) * em(size)

    def _break_sentence(self, words: str, width: float, size: float) -> list[str]:
        lines = break_lines(self.type.fonts, (Run(words, "board_text"),), size, width * MM, justify=False)
        return [line.text for line in lines]

    def stretch(self, width: float, sizes: Sizes) -> float:
        """By how much the part may grow to fill a column, in mm."""
        room = width - self._beside(width, sizes)
        return sum(self._item_stretch(item, room, sizes) for item in self._below(width, sizes))

    def _item_stretch(self, item: Item, width: float, sizes: Sizes) -> float:
        height = self._item_height(item, width, sizes) or 0.0
        if not isinstance(item, TableLanes):
            return height * (item.stretch - 1)
        few = item.grid.height <= self.table_style.plain("few_rows")
        height -= self._sentence_height(item, width, self.table_size(width, sizes))
        return height * (self.table_style.plain("stretch_low" if few else "stretch") - 1)

    # -- drawing

    def draw(self, sheet: PosterSheet, box: Box, sizes: Sizes) -> None:
        """Puts the part into a box that is at least as high as it needs."""
        group = self.style.body("section")
        sheet.across(box.x, box.right, box.y, group["rule"], "accent")
        y = self._draw_heading(sheet, box, sizes)
        extra = box.height - (self.height(box.width, sizes) or 0.0)
        room = self.stretch(box.width, sizes)
        beside = self._beside(box.width, sizes)
        width = box.width - beside
        if self.scan and beside:
            right = self.scan.width(sizes.text)
            high = self.scan.height(right, sizes.text)
            self._draw_item(sheet, self.scan, Box(box.right - right, y, right, high), sizes)
        for at, item in enumerate(self._below(box.width, sizes)):
            if at:
                y += _BLOCK_GAP * em(sizes.text)
            height = self._item_height(item, width, sizes) or 0.0
            if room > 0 and extra > 0:
                height += min(1.0, extra / room) * self._item_stretch(item, width, sizes)
            self._draw_item(sheet, item, Box(box.x, y, width, height), sizes)
            y += height

    def _draw_heading(self, sheet: PosterSheet, box: Box, sizes: Sizes) -> float:
        size, lines = self._heading(box.width, sizes.text)
        y = box.y + _HEAD_ABOVE * em(size)
        used = 0.0
        for words in lines:
            baseline = y + (_HEAD_LEAD / 2 + 0.38) * em(size)
            used = sheet.text(words, "board_strong", size, box.x, baseline)
            y += _HEAD_LEAD * em(size)
        self._draw_note(sheet, box, baseline, used, sizes)
        y += _HEAD_BELOW * em(size)
        sheet.placed.append(Placed(self.part.heading, "head", Box(box.x, box.y, box.width, y - box.y), size))
        return y

    def _draw_note(self, sheet: PosterSheet, box: Box, baseline: float, used: float, sizes: Sizes) -> None:
        """Beside the heading of a table of noughts, where there is room: how many cells it has."""
        noughts = [item for item in self.items if isinstance(item, TableLanes) and item.table.nothing]
        if self.short or len(noughts) != 1 or len(noughts[0].grid.block_rows) != 1:
            return
        grid = noughts[0].grid
        rows, columns = len({s.row for s in grid.values}), len({s.column for s in grid.values})
        words = self.table_style.words("note").format(rows=rows, columns=columns, cells=len(grid.values))
        size = self.table_size(box.width, sizes)
        room = box.width - used - em(2 * size)
        if rows >= self.table_style.plain("note_from") and self.type.width(words, "board_text", size) <= room:
            sheet.text(words, "board_text", size, box.right, baseline, align=1.0)
            sheet.placed.append(Placed(self.part.heading, "head", Box(box.x, box.y, box.width, em(size)), size))

    def _draw_item(self, sheet: PosterSheet, item: Item, box: Box, sizes: Sizes) -> None:
        if not isinstance(item, TableLanes):
            item.draw(sheet, box, sizes.text)
            if not isinstance(item, Scan):  # it places its words itself
                kind: Literal["text", "table"] = "table" if isinstance(item, Listing) else "text"
                sheet.placed.append(Placed(self.part.heading, kind, box, sizes.text))
            return
        size = self.table_size(box.width, sizes)
        shape = item.at(round(box.width / em(size), 4))
        if shape is None:
            return
        below = self._sentence_height(item, box.width, size)
        table = Box(box.x, box.y, box.width, box.height - below)
        item.draw(sheet, table, shape, size, self.table_style)
        if below:
            y = table.bottom + (_NOUGHT_ABOVE + LEAD * 0.55 + 0.38) * em(size)
            for at, words in enumerate(self._sentence(item.table.nothing, box.width, size)):
                sheet.text(words, "board_text", size, box.x, y + at * LEAD * 1.1 * em(size))
        sheet.placed.append(Placed(self.part.heading, "table", table, round(size * min(1.0, shape.figures), 2)))
