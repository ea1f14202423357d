"""The shape of an official table on a poster: widths of columns, lines of labels, least heights of rows.

All in em of the table's type, so that one shape serves every size: a table ``width`` mm wide at some size is as many em
wide. Nothing here knows a particular table: what goes where follows from the grid.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cached_property, lru_cache, partial
from itertools import accumulate

from app.document.blocks import Table
from app.exports.measuring import Type
from app.exports.poster.words import fold, narrowest, number_of, tokens
from app.grid.layout import Grid, Square

LEAD = 1.16  # from line to line inside a square
PAD_Y = 0.2  # above and below the lines of a square, together
PAD_X = 0.2  # left of a label
PAD_END = 0.12  # right of it
HEAD_PAD = 0.24  # left and right of a column heading, together
BARE_PAD = 0.24  # the same in a table without row labels, where nothing else asks for the room
ROOMY_PAD = 0.4  # the same for a heading on one line
FIGURE_PAD = 0.34
ROOMY_FIGURE = 0.7  # the same where other columns have room to give
# A figure is larger than the labels, because it is what is looked for; long figures shrink before the table does.
FIGURE_SCALES = (1.12, 1.06, 1.0, 0.95, 0.9, 0.86)
UPRIGHT = 1.06  # from character to character of a label that runs downwards
UPRIGHT_MARK = 0.6  # the same for 、, which is tucked to the upper right of its step
UPRIGHT_WIDTH = 1.38
_LEAST_LABEL = 4.0  # em; a label column is never narrower than four characters
_LEVELS = (2, 3, 4, 6, 8, 99)  # how many characters of a heading may stand on a line
_SHORT_HEAD = 3  # characters; shorter headings may fill their square
_MOST_NEEDS = 6  # how many of the longest labels are asked for the width of their column
_EPS = 1e-6

_FIGURE = re.compile(r"([+-]?[\d.,]+)(.*)", re.DOTALL)
_NOUGHTS = re.compile(r"[+-]?0(\.0+)?")

Place = tuple[int, int]

ROLES = {"band": "board_strong", "column": "board_medium", "corner": "board_medium", "row": "board_text"}


@dataclass(frozen=True, slots=True)
class Shape:
    """A table at one width: ``columns`` and ``rows`` (least heights) in em, the lines of every heading square.

    ``lines`` goes by row and column of the square. ``upright`` holds the squares whose label runs downwards, one
    character below the other; ``cramped`` is the share of row labels that do not stand on one line; ``figures`` is the
    size of the figures against that of the labels.
    """

    columns: tuple[float, ...]
    rows: tuple[float, ...]
    lines: Mapping[Place, tuple[str, ...]]
    upright: frozenset[Place]
    cramped: float
    figures: float

    @property
    def height(self) -> float:
        """The least height."""
        return sum(self.rows)


def is_nought(figure: str) -> bool:
    """True for 0 in any writing; a blank is not a nought."""
    found = _FIGURE.fullmatch(figure)
    return bool(found and _NOUGHTS.fullmatch(found[1]))


def split_unit(figure: str) -> tuple[str, str]:
    """606.05万元 as number and unit."""
    found = _FIGURE.fullmatch(figure)
    return (found[1], found[2]) if found else (figure, "")


def figure_role(figure: str, is_total: bool) -> str:
    """Weight says what happened: a figure is bold, a nought is not."""
    if figure and not is_nought(figure):
        return "board_strong"
    return "board_medium" if is_total else "board_text"


def squares_of(grid: Grid, *kinds: str) -> Iterator[Square]:
    """The squares of some kinds, in reading order."""
    return (square for square in grid.squares if square.kind in kinds)


def share_out(columns: Sequence[float], least: Sequence[float], wish: Sequence[float]) -> list[float] | None:
    """``columns`` where none is narrower than ``least``, and nearer to ``wish``: who has more than that gives of it."""
    lack = sum(max(0.0, want - wide) for want, wide in zip(wish, columns, strict=True))
    spare = sum(max(0.0, wide - want) for want, wide in zip(wish, columns, strict=True))
    moved = min(lack, spare)
    if moved <= _EPS:
        return None if lack > _EPS else list(columns)
    eased = [
        wide + (want - wide) * moved / (lack if wide < want else spare)
        for want, wide in zip(wish, columns, strict=True)
    ]
    return eased if all(a >= b - _EPS for a, b in zip(eased, least, strict=True)) else None


class TableShapes:
    """The shapes of one table at every width, each made once."""

    def __init__(self, table: Table, type_: Type) -> None:
        self.table, self.grid, self.type = table, table.grid, type_
        self.at = lru_cache(maxsize=512)(self._at)
        # The value area is tried at the same few widths in every width of the table.
        self._fold_head = lru_cache(maxsize=1024)(self._break_head)
        self._heads_need = lru_cache(maxsize=16)(self._measure_heads)
        self._figures_need = lru_cache(maxsize=16)(self._measure_figures)
        self._widths = {kind: partial(self._ems, role=role) for kind, role in ROLES.items()}

    def _ems(self, text: str, *, role: str) -> float:
        return self.type.ems(text, role)

    def figure_width(self, square: Square, scale: float) -> float:
        """The width of a figure with its unit, in em of the labels."""
        number, unit = split_unit(self.table.figures.get(square.address, ""))
        wide = self.type.ems(number, figure_role(number, square.is_total))
        return scale * wide + (self.type.ems(unit, "board_text") if unit else 0.0)

    @cached_property
    def _group_widths(self) -> tuple[float, ...]:
        """The widths of all label columns but the last."""
        return tuple(
            max(
                (self._group_width(s) for s in squares_of(self.grid, "row") if s.column == c and s.columns == 1),
                default=2.2,
            )
            for c in range(self.grid.labels - 1)
        )

    def runs_down(self, square: Square) -> bool:
        """A label with room below is set downwards, if it does not begin with a number in brackets."""
        if square.columns > 1 or square.column == self.grid.labels - 1 or "（" in square.text:
            return False
        return len(square.text) > 2 and self._upright_height(square.text) <= square.rows * (LEAD + PAD_Y)

    def _group_width(self, square: Square) -> float:
        if self.runs_down(square):
            return UPRIGHT_WIDTH
        return narrowest(square.text, self._widths["row"], 2) + (HEAD_PAD if "（" in square.text else ROOMY_PAD)

    @staticmethod
    def _upright_height(text: str) -> float:
        return sum(UPRIGHT_MARK if char == "、" else UPRIGHT for char in text) + PAD_Y

    @cached_property
    def _label_needs(self) -> tuple[float, ...]:
        """What the last label column needs so that one, two … labels stand on one line, widest first."""
        needs = {
            round(self._widths["row"](s.text) + PAD_X + PAD_END - self._before_last(s), 3)
            for s in squares_of(self.grid, "row")
            if s.column + s.columns == self.grid.labels
        }
        return tuple(sorted(needs, reverse=True))

    def _before_last(self, square: Square) -> float:
        return sum(self._group_widths[square.column :])

    def _measure_figures(self, scale: float) -> float:
        """The least width of the value area that holds every figure at that scale."""
        needs = ((self.figure_width(s, scale) + FIGURE_PAD) / self._share(s) for s in self.grid.values)
        return max(needs, default=1.0)

    def _figure_scale(self, value: float) -> float:
        """The scale at which every figure goes into a value area."""
        for scale in FIGURE_SCALES:
            if self._figures_need(scale) <= value + _EPS:
                return scale
        return FIGURE_SCALES[-1]

    def _measure_heads(self, level: int) -> float:
        """The least width of the value area with up to ``level`` characters of a heading on a line."""
        needs = ((self._head_need(s, level)) / self._share(s) for s in squares_of(self.grid, "column"))
        return max(needs, default=0.0)

    def _head_need(self, square: Square, level: int) -> float:
        heads = self._widths["column"]
        wide, whole = narrowest(square.text, heads, level), heads(square.text)
        if wide >= whole and len(square.text) > _SHORT_HEAD:
            return wide + ROOMY_PAD
        return wide + (HEAD_PAD if self.grid.labels else BARE_PAD)

    def _share(self, square: Square) -> float:
        first = square.column - self.grid.labels
        return float(sum(self.grid.shares[first : first + square.columns]))

    @cached_property
    def _least_value(self) -> float:
        return max(self._figures_need(FIGURE_SCALES[-1]), self._heads_need(_LEVELS[0]))

    @cached_property
    def _least_label(self) -> float:
        if not self.grid.labels:
            return 0.0
        needs = self._label_needs or (_LEAST_LABEL,)
        words = max(
            (
                self._ems(piece, role="board_text")
                for s in squares_of(self.grid, "row")
                if s.column + s.columns == self.grid.labels
                for piece in tokens(s.text)
            ),
            default=0.0,
        )
        return sum(self._group_widths) + max(min(_LEAST_LABEL, needs[0]), words + PAD_X + PAD_END)

    @cached_property
    def least_width(self) -> float:
        """The narrowest the table can be (em)."""
        return self._least_label + self._least_value

    @property
    def at_least(self) -> float:
        """A lower bound of the height (em): every row on one line."""
        return self.grid.height * (LEAD + PAD_Y)

    def _at(self, width: float) -> Shape | None:
        """The lowest shape at ``width`` em, or None where the table does not go in."""
        if width < self.least_width - _EPS:
            return None
        shapes = [self._shape(width, value) for value in self._value_widths(width)]
        least = min(shape.height for shape in shapes)
        return next(shape for shape in shapes if shape.height <= least + _EPS)

    def _value_widths(self, width: float) -> list[float]:
        """Candidates for the width of the value area, the most comfortable first."""
        if not self.grid.labels:
            return [width]
        groups = sum(self._group_widths)
        most, least = width - self._least_label, self._least_value
        figures = self._figures_need(FIGURE_SCALES[0])
        heads = max(self._heads_need(_LEVELS[-1]), figures)
        labels = groups + max(self._label_needs, default=_LEAST_LABEL)
        if heads + labels <= width:
            return [heads + 0.7 * (width - heads - labels)]
        found = [figures, *(self._heads_need(level) for level in reversed(_LEVELS))]
        found += [width - groups - need for need in self._label_needs[:_MOST_NEEDS]]
        return sorted({min(most, max(least, value)) for value in found}, reverse=True)

    def _shape(self, width: float, value: float) -> Shape:
        columns = self._columns(width, value)
        edges = list(accumulate(columns, initial=0.0))
        lines = {
            (square.row, square.column): self._fold(
                square, edges[square.column + square.columns] - edges[square.column]
            )
            for square in self._headings
        }
        columns, scale = self._eased(columns, lines, value)
        wrapped = [len(lines[s.row, s.column]) > 1 for s in self._headings if s.kind == "row" and s.rows == 1]
        cramped = sum(wrapped) / len(wrapped) if wrapped else 0.0
        return Shape(columns, self.rows(lines, self._upright), lines, self._upright, cramped, scale)

    def _eased(
        self, columns: tuple[float, ...], lines: Mapping[Place, tuple[str, ...]], value: float
    ) -> tuple[tuple[float, ...], float]:
        """The columns with room from those that have it to spare for those with long figures, and these larger.

        No heading breaks otherwise than it stands in ``lines``.
        """
        scale = self._figure_scale(value)
        first = self.grid.labels
        heads = self._heads_in(lines)
        for tried in FIGURE_SCALES:
            if tried < scale:
                break
            least = [
                max(head, figure * tried + unit + FIGURE_PAD)
                for head, (figure, unit) in zip(heads, self._longest, strict=True)
            ]
            wish = [
                max(head, figure * tried + unit + ROOMY_FIGURE)
                for head, (figure, unit) in zip(heads, self._longest, strict=True)
            ]
            eased = share_out(columns[first:], least, wish)
            if eased and self._spans_hold(eased, lines):
                return (*columns[:first], *eased), tried
        return columns, scale

    @cached_property
    def _longest(self) -> tuple[tuple[float, float], ...]:
        """The widest figure of each value column with its unit (em of either); 0 where figures span columns."""
        longest = [(0.0, 0.0)] * len(self.grid.shares)
        for square in self.grid.values:
            at = square.column - self.grid.labels
            wide, whole = self.figure_width(square, 0.0), self.figure_width(square, 1.0)
            if square.columns == 1 and whole > sum(longest[at]):
                longest[at] = whole - wide, wide
        return tuple(longest)

    def _heads_in(self, lines: Mapping[Place, tuple[str, ...]]) -> list[float]:
        """What the headings over one column need to stand as they are broken."""
        needs = [0.0] * len(self.grid.shares)
        for square in squares_of(self.grid, "column"):
            if square.columns == 1:
                at = square.column - self.grid.labels
                needs[at] = max(needs[at], self._need_of(square, lines))
        return needs

    def _need_of(self, square: Square, lines: Mapping[Place, tuple[str, ...]]) -> float:
        stands = lines[square.row, square.column]
        roomy = len(stands) == 1 and len(square.text) > _SHORT_HEAD
        return max(map(self._widths["column"], stands), default=0.0) + (ROOMY_PAD if roomy else HEAD_PAD)

    def _spans_hold(self, eased: Sequence[float], lines: Mapping[Place, tuple[str, ...]]) -> bool:
        """True where every square over several columns, and every figure in one, still goes in."""
        for square in squares_of(self.grid, "column", "value"):
            if square.columns > 1:
                at = square.column - self.grid.labels
                is_head = square.kind == "column"
                need = self._need_of(square, lines) if is_head else self.figure_width(square, 1.0) + FIGURE_PAD
                if sum(eased[at : at + square.columns]) < need:
                    return False
        return True

    @cached_property
    def _upright(self) -> frozenset[Place]:
        return frozenset((s.row, s.column) for s in squares_of(self.grid, "row") if self.runs_down(s))

    @cached_property
    def _headings(self) -> list[Square]:
        """Every square with a label that runs across."""
        headings = squares_of(self.grid, "band", "corner", "column", "row")
        return [square for square in headings if (square.row, square.column) not in self._upright]

    @cached_property
    def _by_height(self) -> list[Square]:
        return sorted(squares_of(self.grid, "band", "corner", "column", "row"), key=lambda square: square.rows)

    def _columns(self, width: float, value: float) -> tuple[float, ...]:
        labels: tuple[float, ...] = ()
        if self.grid.labels:
            labels = (*self._group_widths, width - value - sum(self._group_widths))
        return (*labels, *(float(share) * value for share in self.grid.shares))

    def _fold(self, square: Square, wide: float) -> tuple[str, ...]:
        if square.kind != "row" or square.column + square.columns < self.grid.labels:
            return self._fold_head(square.text, round(wide, 6), square.kind)
        hang = self.hang(square)
        return self._fill_lines(square.text, wide - PAD_X - PAD_END, hang)

    def _break_head(self, text: str, wide: float, kind: str) -> tuple[str, ...]:
        """A heading on one line has room beside it; in several lines it may fill its square."""
        widths = self._widths[kind]
        whole = widths(text)
        if len(text) > _SHORT_HEAD and wide - ROOMY_PAD < whole - _EPS:
            return fold(text, widths, min(wide - HEAD_PAD, whole - 0.5))
        return fold(text, widths, wide - HEAD_PAD)

    def hang(self, square: Square) -> float:
        """By how much the second line of a label is moved in: by the width of its number (1.)."""
        number = number_of(square.text)
        return self._ems(number, role="board_text") if number[:1].isdigit() else 0.0

    def _fill_lines(self, text: str, wide: float, hang: float) -> tuple[str, ...]:
        """A row label runs on from line to line, like text."""
        if self._ems(text, role="board_text") <= wide + _EPS:
            return (text,) if text else ()
        lines: list[list[str]] = []
        used = 0.0
        for piece in tokens(text):
            more = self._ems(piece, role="board_text")
            if not lines or used + more > wide - (hang if len(lines) > 1 else 0.0) + _EPS:
                lines.append([])
                used = 0.0
            lines[-1].append(piece)
            used += more
        if len(lines[-1]) == 1 and len(lines[-2]) > 2:  # no character alone on the last line
            lines[-1].insert(0, lines[-2].pop())
        return tuple("".join(line) for line in lines)

    def rows(self, lines: Mapping[Place, tuple[str, ...]], upright: Set[Place]) -> tuple[float, ...]:
        """The least height of each row (em), for labels broken into ``lines`` and those set ``upright``."""
        rows = [LEAD + PAD_Y] * self.grid.height
        for square in self._by_height:
            place = square.row, square.column
            need = self._upright_height(square.text) if place in upright else len(lines[place]) * LEAD + PAD_Y
            span = slice(square.row, square.row + square.rows)
            lack = need - sum(rows[span])
            if lack > _EPS:
                rows[span] = [row + lack / square.rows for row in rows[span]]
        return tuple(rows)
