"""How a poster is cut into sheets: how many, where the joints lie, and what stands where on each sheet. All in mm.

Only left and upper edges of a sheet are cut; its right and lower edges stay as glue strips under the next sheet.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor

from app.domain.errors import Trouble
from app.exports.measuring import Box
from app.exports.poster.options import MARGINS
from app.exports.poster.options import TILES as PAPERS
from app.exports.poster.size import PAPERS as SIZES
from app.exports.tiling.ink import STEP

CUT_INSET = 1.0  # picture that runs on beyond a cut edge
RUNS_UNDER = 3.0  # picture that runs on under the next sheet
LEAST_PIECE = 40.0  # no sheet shows less than this, where it can be helped
OVERLAPS = (6.0, 25.0)
_JOINT_STEP = 0.25
_EPS = 1e-6
_ROUNDED = 0.001  # joints are told in thousandths of a millimetre


@dataclass(frozen=True, slots=True)
class Tile:
    """One sheet. ``part`` is the piece of the poster that stays visible, ``page`` where it lies on the sheet.

    ``glue_right`` and ``glue_below`` are the strips under the next sheets. The label and the ruler stand in the strip
    below where there is room for one, else in the strip on the right.
    """

    number: int
    row: int
    column: int
    part: Box
    page: Box
    glue_right: bool
    glue_below: bool
    label_below: bool


@dataclass(frozen=True)
class TileLayout:
    """A poster cut into ``columns`` x ``rows`` sheets of ``paper``; joints in mm from its upper left corner."""

    paper: str
    landscape: bool
    sheet_width: float
    sheet_height: float
    margin: float
    overlap: float
    width: float
    height: float
    joints_x: tuple[float, ...]
    joints_y: tuple[float, ...]

    @property
    def columns(self) -> int:
        """Sheets side by side."""
        return len(self.joints_x) + 1

    @property
    def rows(self) -> int:
        """Sheets one under the other."""
        return len(self.joints_y) + 1

    @property
    def count(self) -> int:
        """Sheets without the assembly map."""
        return self.columns * self.rows

    @property
    def tiles(self) -> tuple[Tile, ...]:
        """The sheets in the order of their numbers: row by row."""
        return tuple(self.tile(row, column) for row in range(self.rows) for column in range(self.columns))

    def tile(self, row: int, column: int) -> Tile:
        """The sheet in a row and column, counted from 0."""
        xs, ys = (0.0, *self.joints_x, self.width), (0.0, *self.joints_y, self.height)
        part = Box(xs[column], ys[row], xs[column + 1] - xs[column], ys[row + 1] - ys[row])
        x = self.margin + (CUT_INSET if column else 0.0)
        y = self.margin + (CUT_INSET if row else 0.0)
        page = Box(x, y, part.width, part.height)
        below = row + 1 < self.rows
        room = self.sheet_height - self.margin - page.bottom
        return Tile(
            number=row * self.columns + column + 1,
            row=row,
            column=column,
            part=part,
            page=page,
            glue_right=column + 1 < self.columns,
            glue_below=below,
            label_below=below or room >= self.overlap - _ROUNDED,
        )


@dataclass(frozen=True, slots=True)
class _Axis:
    """One direction: what the first, a middle and the last sheet can show of the poster."""

    first: float
    middle: float
    last: float
    single: float

    def count(self, length: float) -> int:
        """The fewest sheets."""
        if length <= self.single + _EPS:
            return 1
        return max(2, 2 + ceil((length - self.first - self.last) / self.middle - _EPS))

    def most(self, index: int, count: int) -> float:
        """What sheet ``index`` of ``count`` can show."""
        if count == 1:
            return self.single
        return self.first if index == 0 else self.last if index + 1 == count else self.middle


def _axis(printable: float, overlap: float, *, label: bool) -> _Axis:
    strip = overlap if label else 0.0
    inset = printable - CUT_INSET
    return _Axis(printable - overlap, inset - overlap, inset - strip, printable - strip)


def lay_out(
    size: tuple[float, float],
    costs: tuple[Sequence[float], Sequence[float]],
    paper: str = "A4",
    margin: float = 5.0,
    overlap: float = 9.0,
) -> TileLayout:
    """The cut that takes the fewest sheets, with its joints where ``costs`` (see ``tiles_ink``) are least.

    Raises ``Trouble`` for a paper or measures that make no sense.
    """
    _check(paper, margin, overlap)
    width, height = size
    found = []
    for landscape in (True, False):
        sheet = sorted(map(float, SIZES[paper]), reverse=landscape)
        # Every sheet needs a strip for its label: under the last row, or beside the last column.
        for below in (True, False):
            across = _axis(sheet[0] - 2 * margin, overlap, label=not below)
            down = _axis(sheet[1] - 2 * margin, overlap, label=below)
            columns, rows = across.count(width), down.count(height)
            found.append((columns * rows, not landscape, not below, columns, rows, across, down, sheet))
    _, upright, _, columns, rows, across, down, sheet = min(found, key=lambda each: each[:3])
    return TileLayout(
        paper, not upright, sheet[0], sheet[1], margin, overlap, width, height,
        _joints(width, columns, across, costs[0]), _joints(height, rows, down, costs[1]),
    )  # fmt: skip


def _check(paper: str, margin: float, overlap: float) -> None:
    if paper not in PAPERS:
        raise Trouble(f"不认识打印纸“{paper}”", f"打印纸可以是 {'、'.join(PAPERS)}")
    for name, value, (least, most) in (("留白", margin, MARGINS), ("重叠", overlap, OVERLAPS)):
        if not least <= value <= most:
            raise Trouble(f"打印机{name} {value:g} 毫米做不了", f"请填 {least:g} 至 {most:g} 毫米")


def _joints(length: float, count: int, axis: _Axis, costs: Sequence[float]) -> tuple[float, ...]:
    """The joints with the least cost: from place to place, with the best way to reach each."""
    least = min(LEAST_PIECE, length / count / 2)
    most = [axis.most(index, count) for index in range(count)]
    ways: list[list[tuple[float, float, int]]] = [[(0.0, 0.0, 0)]]  # place, cost so far, which place before
    for index in range(count - 1):
        low = max(least * (index + 1), length - sum(most[index + 1 :]))
        high = min(length - least * (count - index - 1), sum(most[: index + 1]))
        reached = _reach(ways[-1], _places(low, max(low, high)), least, most[index], costs)
        ways.append(reached)
    last = [way for way in ways[-1] if length - way[0] <= most[-1] + _EPS]
    best = min(last, key=lambda way: way[1])
    joints: list[float] = []
    for before in reversed(ways[:-1]):
        joints.insert(0, round(best[0], 3))
        best = before[best[2]]
    return tuple(joints)


def _places(low: float, high: float) -> list[float]:
    """The ends of a stretch and the whole quarter millimetres between them."""
    first, last = ceil(low / _JOINT_STEP), floor(high / _JOINT_STEP)
    return sorted({low, high, *(at * _JOINT_STEP for at in range(first, last + 1))})


def _reach(
    before: Sequence[tuple[float, float, int]],
    places: Sequence[float],
    least: float,
    most: float,
    costs: Sequence[float],
) -> list[tuple[float, float, int]]:
    """The cheapest way to each place: both lists ascend, so the places before slide along as a window."""
    found: list[tuple[float, float, int]] = []
    window: deque[int] = deque()
    entering = 0
    for place in places:
        while entering < len(before) and before[entering][0] <= place - least + _EPS:
            while window and before[window[-1]][1] >= before[entering][1]:
                window.pop()
            window.append(entering)
            entering += 1
        while window and before[window[0]][0] < place - most - _EPS:
            window.popleft()
        if window:
            at = min(len(costs) - 1, round(place / STEP))
            found.append((place, before[window[0]][1] + costs[at], window[0]))
    return found
