"""Where a poster can be cut with the least harm: what a joint would cross, and how close it would come to it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import accumulate
from math import sqrt

from app.exports.canvas import MM
from app.exports.marks import Area, Mark, Rule, Shape, Text

STEP = 0.125  # mm between the places that are told apart
_RISE, _DROP = 0.86, 0.1  # em of a line of text over and under its baseline
_SIDE = 0.06  # em of white on either side of a character
_USUAL = 8.0  # mm; a character of this size counts one, larger ones forgive more
_ALONG, _ACROSS, _FILL = 4.0, 0.05, 0.5  # a joint along a rule, across a rule, through an area or a shape
_NEAR = 12.0  # mm; farther than this from any ink no place is better than another
_NEARNESS = 0.2
_HAND, _CLOSE = 2.0, 4.0  # mm by which a cut by hand may go astray, and what no room at all for that costs

Reach = tuple[float, float, float]  # from, to (mm), and what a joint between them costs


def upright_costs(marks: Iterable[Mark], width: float) -> list[float]:
    """What an upright joint costs at every ``STEP`` from the left edge."""
    return _profile((reach for mark in marks for reach in _across_x(mark)), width)


def level_costs(marks: Iterable[Mark], height: float) -> list[float]:
    """What a level joint costs at every ``STEP`` from the upper edge."""
    return _profile((reach for mark in marks for reach in _across_y(mark)), height)


def _weight(size_mm: float) -> float:
    return min(2.0, sqrt(_USUAL / max(size_mm, 0.1)))


def _across_x(mark: Mark) -> Iterator[Reach]:
    if isinstance(mark, Text):
        size = mark.line.size / MM
        for segment in mark.line.segments:
            x = mark.x + segment.x / MM
            for char in segment.text:
                wide = max(0.0, segment.face.width(char)) * size
                if not char.isspace():
                    yield x + _SIDE * size, x + wide - _SIDE * size, _weight(size)
                x += wide + segment.space / MM
    elif isinstance(mark, Area):
        yield mark.x, mark.x + mark.width, _FILL
    elif isinstance(mark, Rule):
        yield _of_rule(mark, mark.x, mark.to_x)
    else:
        yield _of_shape(mark, [x for x, _ in mark.points])


def _across_y(mark: Mark) -> Iterator[Reach]:
    if isinstance(mark, Text):
        size = mark.line.size / MM
        yield mark.y - _RISE * size, mark.y + _DROP * size, _weight(size) * len(mark.line.text.strip())
    elif isinstance(mark, Area):
        yield mark.y, mark.y + mark.height, _FILL
    elif isinstance(mark, Rule):
        yield _of_rule(mark, mark.y, mark.to_y)
    else:
        yield _of_shape(mark, [y for _, y in mark.points])


def _of_rule(rule: Rule, start: float, end: float) -> Reach:
    half = rule.weight / MM / 2
    if start == end:
        return start - half - STEP / 2, end + half + STEP / 2, _ALONG
    return min(start, end), max(start, end), _ACROSS


def _of_shape(shape: Shape, places: list[float]) -> Reach:
    return min(places) - shape.radius, max(places) + shape.radius, _FILL


def _profile(reaches: Iterable[Reach], length: float) -> list[float]:
    count = int(length / STEP) + 2
    changes = [0.0] * (count + 1)
    marks = [0] * (count + 1)
    for start, end, cost in reaches:
        first, last = max(0, int(start / STEP + 0.999)), min(count - 1, int(end / STEP))
        if first <= last:
            changes[first] += cost
            changes[last + 1] -= cost
            marks[first] += cost > _ACROSS
            marks[last + 1] -= cost > _ACROSS
    costs = [max(0.0, cost) for cost in accumulate(changes[:count])]
    nearness = _nearness([over > 0 for over in accumulate(marks[:count])])
    return [cost + near for cost, near in zip(costs, nearness, strict=True)]


def _nearness(inked: list[bool]) -> list[float]:
    """More the closer a white place is to ink, so that joints lie in the middle of white bands, and of wide ones."""
    most, astray = int(_NEAR / STEP), _HAND / STEP
    left = _distances(inked, most)
    right = _distances(inked[::-1], most)[::-1]
    near = (min(a, b) for a, b in zip(left, right, strict=True))
    return [_NEARNESS * (1 - each / most) + _CLOSE * max(0.0, 1 - each / astray) for each in near]


def _distances(inked: list[bool], most: int) -> list[int]:
    found, distance = [], most
    for flag in inked:
        distance = 0 if flag else min(most, distance + 1)
        found.append(distance)
    return found
