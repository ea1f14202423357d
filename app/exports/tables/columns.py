"""How wide the columns of a table are: labels as long as they need, figures what is left, nothing ever too narrow."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from app.domain.address import Address
from app.exports.fonts import FontBook
from app.exports.tables.style import TableStyle
from app.exports.tables.words import least_group, least_heading, may_stand_upright, upright_height
from app.exports.typeset import figure
from app.grid.layout import Grid, Square

_UPRIGHT_EM = 2.44  # width of a column of upright labels
_LONGEST_LABEL = 0.34  # of the table's width; longer labels wrap
_SHORTEST_LABEL_EM = 6.0
_LEAST_NUMBER_PT = 6.0  # figures shrink to this before labels give room
WRAP_BELOW_PT = 5.5  # figures that would have to be smaller are set in groups one under the other


@dataclass(frozen=True)
class Columns:
    """``edges`` of the grid columns, the size in which every figure fits, and which label columns stand upright."""

    edges: tuple[float, ...]
    number_pt: float
    upright: frozenset[int]

    def width(self, square: Square) -> float:
        """The width of a square."""
        return self.edges[square.column + square.columns] - self.edges[square.column]


def plan_columns(
    fonts: FontBook, grid: Grid, figures: Mapping[Address, str], style: TableStyle, width: float
) -> Columns:
    """The columns of a table ``width`` points wide."""
    return _Planner(fonts, grid, figures, style, width).plan()


class _Planner:
    """Weighs labels against figures; a class only to share what was measured."""

    def __init__(
        self, fonts: FontBook, grid: Grid, figures: Mapping[Address, str], style: TableStyle, width: float
    ) -> None:
        self.fonts, self.grid, self.figures, self.style, self.width = fonts, grid, figures, style, width
        self._measured: dict[tuple[str, str], float] = {}
        self.upright = frozenset({0} if self._first_stands_upright() else ())
        self.heads = self._head_needs()
        self.digits = self._figure_needs()  # widest figure per value column, in em

    def plan(self) -> Columns:
        """Labels, then what is left for the figures."""
        groups = [self._group_width(column) for column in range(self.grid.labels - 1)]
        room = self.width - sum(groups)
        wish, least = self._label_widths()
        label, needs = self._settle(room, wish, least)
        values = _share_out(needs, [float(share) for share in self.grid.shares], room - label)
        edges = list(accumulate([*groups, *([label] if self.grid.labels else []), *values], initial=0.0))
        scale = self.width / edges[-1]  # rounding
        columns = Columns(tuple(edge * scale for edge in edges), self.style.number_pt, self.upright)
        return Columns(columns.edges, self._fitting_number(columns), self.upright)

    def _settle(self, room: float, wish: float, least: float) -> tuple[float, list[float]]:
        """The label column and what each value column needs: first figures shrink a little, then labels give room."""
        size = self.style.number_pt
        while size > _LEAST_NUMBER_PT and sum(self._needs(size)) > room - wish:
            size -= 0.5
        needs = self._needs(size)
        label = max(least, min(wish, room - sum(needs)))
        return label, needs

    def _needs(self, number_pt: float) -> list[float]:
        style = self.style
        return [
            max(head + 2 * style.head_pad, ems * number_pt + 2 * style.figure_pad if ems else 0.0)
            for head, ems in zip(self.heads, self.digits, strict=True)
        ]

    def _first_stands_upright(self) -> bool:
        """Upright are only labels of the outermost of three or more label columns, where all are short enough."""
        if self.grid.labels < 3:
            return False
        groups = self._groups(0)
        size, row = self.style.label_pt, self.style.row_min
        return bool(groups) and all(
            may_stand_upright(square.text) and upright_height(square.text, size) + size <= square.rows * row
            for square in groups
        )

    def _groups(self, column: int) -> list[Square]:
        return [s for s in self.grid.squares if s.kind == "row" and s.column == column and s.columns == 1]

    def _group_width(self, column: int) -> float:
        size = self.style.label_pt
        if column in self.upright:
            return _UPRIGHT_EM * size
        least = (least_group(self.fonts, s.text, self.style.label_role, size) for s in self._groups(column))
        return max(least, default=size) + 2 * self.style.group_pad

    def _label_widths(self) -> tuple[float, float]:
        """What the last label column would like, and the least it can live with."""
        if not self.grid.labels:
            return 0.0, 0.0
        style, last = self.style, self.grid.labels - 1
        pads = 2 * style.pad + 0.5
        own = [
            self.fonts.width(s.text, style.label_role, style.label_pt) + pads
            for s in self.grid.squares
            if s.kind == "row" and s.column == last
        ]
        longest = max(own, default=pads)
        cap = self.width * (_LONGEST_LABEL if self.grid.labels > 1 else 0.5)
        wish = max((each for each in own if each <= cap), default=min(longest, cap))
        if self.grid.labels == 1:
            wish = max(wish, self.width * style.label_share)
        return wish, min(wish, max(_SHORTEST_LABEL_EM * style.label_pt + pads, self.width * 0.12))

    def _head_needs(self) -> list[float]:
        needs = [0.0] * len(self.grid.shares)
        for square in self.grid.squares:
            if square.kind == "column" and square.columns == 1:
                least = least_heading(self.fonts, square.text, self.style.label_role, self.style.label_pt)
                at = square.column - self.grid.labels
                needs[at] = max(needs[at], least)
        return needs

    def _figure_needs(self) -> list[float]:
        needs = [0.0] * len(self.grid.shares)
        for square in self.grid.values:
            if square.columns == 1:
                at = square.column - self.grid.labels
                needs[at] = max(needs[at], self._figure_ems(square))
        return needs

    def _figure_ems(self, square: Square) -> float:
        role = self.style.total_role if square.is_total else self.style.figure_role
        key = self.figures.get(square.address, ""), role
        if key not in self._measured:
            self._measured[key] = figure(self.fonts, *key, 1.0).width
        return self._measured[key]

    def _fitting_number(self, columns: Columns) -> float:
        fits = [self.style.number_pt]
        for square in self.grid.values:
            ems = self._figure_ems(square)
            if ems:
                fits.append((columns.width(square) - 2 * self.style.figure_pad) / ems)
        return min(fits)


def _share_out(needs: Sequence[float], shares: Sequence[float], total: float) -> list[float]:
    """``total`` by ``shares``, but to nobody less than its need; where all are in need, by their needs."""
    if sum(needs) >= total:
        return [need * total / sum(needs) for need in needs]
    fixed: dict[int, float] = {}
    while True:
        left = total - sum(fixed.values())
        weight = sum(share for at, share in enumerate(shares) if at not in fixed)
        widths = [
            fixed[at] if at in fixed else left * share / weight for at, share in enumerate(shares)
        ]  # fmt: skip
        short = [at for at, need in enumerate(needs) if at not in fixed and widths[at] < need - 1e-9]
        if not short:
            return widths
        fixed |= {at: needs[at] for at in short}
