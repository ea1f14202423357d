"""What is printed in the glue strips of a sheet: which sheet covers it, triangles to aim at, the ruler, its number.

A strip is drawn in its own coordinates: ``x`` along it, ``y`` across, 0 at the outer edge of the paper; the joint lies
at the strip's full height. Lengths in mm.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from app.exports.canvas import MM
from app.exports.measuring import Type, em
from app.exports.tiling.geometry import RUNS_UNDER
from app.exports.typeset import draw_line

HATCH, HATCH_STEP = 0.3, 7.0
RULER = 100
_TICKS = {10: 3.4, 5: 2.4, 1: 1.3}
_WORDS, _LABEL, _SMALL = 8.0, 8.5, 6.5  # points
_GAP = 6.0
_TRIANGLE = 2.0
_BREAK = "切齐"  # where words that take two lines are broken


@dataclass(frozen=True, slots=True)
class Words:
    """What a strip says: ``glue`` about gluing, ``label`` which sheet this is; the ruler stands beside the label."""

    glue: str
    label: str


def draw_ruler(canvas: Any, type_: Type, x: float, y: float) -> float:
    """A ruler of exactly 100 mm with its base at ``y``, from ``x`` to the right; returns the width with its words."""
    canvas.setStrokeGray(0)
    canvas.setLineWidth(0.5)
    path = canvas.beginPath()
    path.moveTo(x * MM, y * MM)
    path.lineTo((x + RULER) * MM, y * MM)
    for at in range(RULER + 1):
        height = next(tick for every, tick in _TICKS.items() if at % every == 0)
        height += 0.8 if at in (0, RULER // 2, RULER) else 0.0
        path.moveTo((x + at) * MM, y * MM)
        path.lineTo((x + at) * MM, (y + height) * MM)
    canvas.drawPath(path, stroke=1, fill=0)
    words = f"{RULER}毫米"
    _write(canvas, type_, words, "board_text", _WORDS, x + RULER + 2, y + 0.1)
    return RULER + 2 + type_.width(words, "board_text", _WORDS)


def draw_strip(canvas: Any, type_: Type, words: Words, length: float, height: float, *, glued: bool) -> None:
    """One strip ``length`` mm long; without ``glued`` it is only the foot of a sheet that is cut off later."""
    room = height - RUNS_UNDER
    taken = _draw_words(canvas, type_, words, length, room)
    if glued:
        _draw_hatch(canvas, taken, length, room)
        for x in _triangles(length):
            _draw_triangle(canvas, x, height)


def _draw_words(canvas: Any, type_: Type, words: Words, length: float, room: float) -> list[tuple[float, float]]:
    """The words and the ruler; returns the stretches they take."""
    glue = type_.width(words.glue, "board_text", _WORDS)
    start = 8.0
    if not words.label and start + glue + 2 > length:
        return [_draw_short(canvas, type_, words.glue, length, room)]
    if not words.label:
        _write(canvas, type_, words.glue, "board_text", _WORDS, start, (room - em(_WORDS)) / 2 + 0.12 * em(_WORDS))
        return [(start - 2, start + glue + 2)]
    label = type_.width(words.label, "board_strong", _LABEL)
    ruler = RULER + 2 + type_.width(f"{RULER}毫米", "board_text", _WORDS)
    if start + glue + ruler + label + 2 * _GAP + 3 <= length:
        middle = (room - em(_WORDS)) / 2 + 0.12 * em(_WORDS)
        _write(canvas, type_, words.glue, "board_text", _WORDS, start, middle)
        x = start + glue + _GAP + max(0.0, (length - 3 - label - ruler - 2 * _GAP - start - glue) / 2)
        draw_ruler(canvas, type_, x, 0.6)
        _write(canvas, type_, words.label, "board_strong", _LABEL, length - 3 - label, middle)
        return [(start - 2, start + glue + 2), (x - 2, x + ruler + 2), (length - 5 - label, length)]
    return [_draw_narrow(canvas, type_, words, room)]


def _draw_short(canvas: Any, type_: Type, words: str, length: float, room: float) -> tuple[float, float]:
    """Beside a low sheet the words take two lines, so that they stay on the paper."""
    start, at = 3.0, words.find(_BREAK)
    cut = at if at > 0 else -(-len(words) // 2)
    lines = (words[:cut], words[cut:])
    size = min(type_.largest(line, "board_text", min(_SMALL, room / 2 * MM), length - 2 * start) for line in lines)
    for line, y in zip(lines, (room / 2 + 0.3, 0.5), strict=True):
        _write(canvas, type_, line, "board_text", size, start, y)
    return 0.0, start + max(type_.width(line, "board_text", size) for line in lines) + 2


def _draw_narrow(canvas: Any, type_: Type, words: Words, room: float) -> tuple[float, float]:
    """A short strip says it in two lines, the ruler beside them."""
    start = 3.0
    label_size = min(_SMALL, room / 2 * MM)
    _write(canvas, type_, words.glue, "board_text", label_size, start, room / 2 + 0.3)
    _write(canvas, type_, words.label, "board_strong", label_size, start, 0.5)
    wide = max(type_.width(words.glue, "board_text", label_size), type_.width(words.label, "board_strong", label_size))
    end = start + wide + 3
    return 0.0, end + draw_ruler(canvas, type_, end, 0.6) + 2


def _write(canvas: Any, type_: Type, words: str, role: str, size: float, x: float, y: float) -> None:
    if words:
        canvas.setFillGray(0)
        draw_line(canvas, type_.line(words, role, size), x * MM, y * MM)


def _draw_hatch(canvas: Any, taken: Sequence[tuple[float, float]], length: float, room: float) -> None:
    canvas.setStrokeGray(0)
    canvas.setLineWidth(HATCH)
    x = 1.0
    while x + room <= length:
        if not any(first < x + room and x < last for first, last in taken):
            canvas.line(x * MM, 0, (x + room) * MM, room * MM)
        x += HATCH_STEP


def _triangles(length: float) -> tuple[float, float]:
    return 0.15 * length, 0.85 * length


def _draw_triangle(canvas: Any, x: float, tip: float) -> None:
    """A solid triangle whose tip touches the joint, with a white edge so that it shows on ink too."""
    path = canvas.beginPath()
    path.moveTo(x * MM, tip * MM)
    path.lineTo((x - _TRIANGLE / 2) * MM, (tip - _TRIANGLE) * MM)
    path.lineTo((x + _TRIANGLE / 2) * MM, (tip - _TRIANGLE) * MM)
    path.close()
    canvas.setFillGray(0)
    canvas.setStrokeGray(1)
    canvas.setLineWidth(0.5)
    canvas.drawPath(path, stroke=1, fill=1)
