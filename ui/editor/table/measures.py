"""How wide columns and how high rows become: labels take what their text needs, data columns share the rest.

All lengths are px, already multiplied by the theme. Nothing here knows a form; it only measures a shape's labels.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

from app.grid.layout import Square
from ui.editor.table import labels
from ui.editor.table.shape import Shape
from ui.kit.theme import Theme, tokens

Measure = Callable[[str], float]

LINE = 1.32  # line height of labels, in em
_UNBROKEN = 5  # a group label piece of up to so many characters is not broken
_NARROW = 3  # else its column holds so many
_GROWTH = (0.013, 0.05, 0.20)  # what label columns take of a wider sheet, outermost first


@dataclass(frozen=True, slots=True)
class Measures:
    """Widths and heights of one table on one sheet; ``lines`` holds every label broken into lines, by the row and
    column of its square in the grid.
    """

    labels: tuple[int, ...]
    columns: tuple[int, ...]
    rows: tuple[int, ...]
    heads: tuple[int, ...]
    lines: dict[tuple[int, int], tuple[str, ...]]

    @property
    def label_width(self) -> int:
        """All label columns together."""
        return sum(self.labels)

    @property
    def head_height(self) -> int:
        """All heading levels together."""
        return sum(self.heads)


def least_width(shape: Shape, theme: Theme, width: Measure) -> int:
    """The narrowest sheet on which the table can stand without scrolling sideways."""
    token = tokens()["grid_widths"]["minimum"]
    label = _label_widths(shape, theme, width, narrow=True)
    return sum(label) + len(shape.grid.shares) * theme.px(_least_data(shape, token["data"]))


def measure(shape: Shape, room: int, theme: Theme, width: Measure) -> Measures:
    """Lays ``shape`` out in ``room`` px (the scroll bar's lane already taken off)."""
    token = tokens()["grid_widths"]
    count = len(shape.grid.shares)
    wide = list(_label_widths(shape, theme, width))
    spare = room - sum(wide) - count * theme.px(token["at_1366"]["data"])
    if spare > 0 and len(wide) > 0:
        growth = _GROWTH[-len(wide) :] if len(wide) <= len(_GROWTH) else (0.05,) * len(wide)
        longest = _natural(shape, theme, width)
        for place, part in enumerate(growth):
            room_left = longest - wide[-1] if place == len(wide) - 1 else spare
            wide[place] += max(0, min(round(spare * part), room_left))
    elif spare < 0:
        wide = list(_label_widths(shape, theme, width, narrow=True))
    data = _shared(shape, max(room - sum(wide), count * theme.px(_least_data(shape, 60))))
    broken = [
        (square, tuple(_lines(square, shape, wide, data, theme, width)))
        for square in shape.grid.squares
        if square.kind in ("row", "column")
    ]
    lines = {(square.row, square.column): text for square, text in broken}
    return Measures(tuple(wide), data, _row_heights(shape, broken, theme), _head_heights(shape, lines, theme), lines)


def _least_data(shape: Shape, usual: int) -> int:
    return usual if len(shape.grid.shares) <= 8 else 44


def _shared(shape: Shape, room: int) -> tuple[int, ...]:
    """``room`` by the grid's shares, whole px, nothing lost."""
    edges, done = [0], 0.0
    for share in shape.grid.shares:
        done += float(share)
        edges.append(round(room * done))
    return tuple(right - left for left, right in pairwise(edges))


def _is_group(square: Square, shape: Shape) -> bool:
    """A label that stands beside several rows, or in a column of such labels."""
    return square.kind == "row" and square.column < shape.grid.labels - 1 and square.columns == 1


def _label_widths(shape: Shape, theme: Theme, width: Measure, *, narrow: bool = False) -> tuple[int, ...]:
    if not shape.grid.labels:
        return ()
    token = tokens()["grid_widths"]["minimum" if narrow else "at_1366"]
    em, pad = width("国"), theme.px(tokens()["spacing"]["label_padding"])
    wide = []
    for column in range(shape.grid.labels - 1):
        groups = [s for s in shape.labels if s.column == column and _is_group(s, shape)]
        longest = max((len(labels.widest_piece(s.text)) for s in groups), default=_NARROW)
        wide.append(
            max(theme.px(token["labels"][0]), round(longest * em + 3.5 * pad))
            if _NARROW < longest <= _UNBROKEN
            else theme.px(token["labels"][0])
        )
    leaf = min(_natural(shape, theme, width), theme.px(token["labels"][2]))
    single = theme.px(160) if shape.grid.labels == 1 else 0
    return (*wide, max(leaf, single))


def _natural(shape: Shape, theme: Theme, width: Measure) -> int:
    """What the innermost label column needs so that its own labels stand in one line."""
    pad = theme.px(tokens()["spacing"]["label_padding"])
    inner = shape.grid.labels - 1
    own = [s for s in shape.labels if s.kind == "row" and s.column == inner]
    return round(max((width(s.text) for s in own), default=0)) + 2 * pad + 2


def _lines(
    square: Square, shape: Shape, wide: list[int], data: tuple[int, ...], theme: Theme, width: Measure
) -> list[str]:
    pad = theme.px(tokens()["spacing"]["label_padding"])
    if square.kind == "column":
        first = square.column - shape.grid.labels
        room = sum(data[first : first + square.columns])
        return labels.stack_words(square.text, room - pad, width)
    room = sum(wide[square.column : square.column + square.columns])
    if _is_group(square, shape):
        return labels.stack(square.text, room - pad, width)
    return labels.wrap(square.text, room - 2 * pad, width)


def _row_heights(shape: Shape, broken: list[tuple[Square, tuple[str, ...]]], theme: Theme) -> tuple[int, ...]:
    row, em = theme.size("row"), theme.text_size("body") * LINE
    heights = [row] * shape.rows
    for square, text in broken:
        if square.row < shape.head_rows or square.rows > 1:
            continue
        place = square.row - shape.head_rows
        need = round(len(text) * em) + theme.px(6)
        heights[place] = max(heights[place], need if len(text) > 1 else row)
    for square, text in broken:  # a group label too tall for its rows stretches the last of them
        if square.row >= shape.head_rows and square.rows > 1:
            first = square.row - shape.head_rows
            have = sum(heights[first : first + square.rows])
            heights[first + square.rows - 1] += max(0, round(len(text) * em) + theme.px(4) - have)
    return tuple(heights)


def _head_heights(shape: Shape, lines: dict[tuple[int, int], tuple[str, ...]], theme: Theme) -> tuple[int, ...]:
    if not shape.head_rows:
        return ()
    levels = theme_levels(shape.head_rows)
    heights = [theme.px(level) for level in levels]
    em = theme.text_size("body") * LINE
    for square in shape.heads:
        is_leaf = square.columns == 1 and square.row + square.rows == shape.head_rows
        extra = under_height(theme) if square.is_total or is_leaf else 0
        text = lines.get((square.row, square.column), (square.text,))
        have = sum(heights[square.row : square.row + square.rows])
        need = round(len(text) * em + extra) + theme.px(4)
        heights[square.row + square.rows - 1] += max(0, need - have)
    return tuple(heights)


def under_height(theme: Theme) -> float:
    """What stands under the words of a heading: 自动, or lamp and gap. Room for it is always kept: nothing jumps."""
    return theme.text_size("small") * LINE


def theme_levels(count: int) -> list[int]:
    """The heights of ``count`` heading levels: the lowest is the highest."""
    usual = tokens()["sizes"]["标准"]["column_heading_levels"]
    return [usual[0]] * (count - 1) + [usual[-1]]
