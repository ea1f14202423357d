"""Cards of figures: those that lead, those under one another, what did not happen."""

from __future__ import annotations

from collections.abc import Sequence

from app.document.story import Lead, Measure, Noughts, Strip
from app.exports.long.style import NAME, SMALL, TEXT, divide, heading, text
from app.exports.marks import Sheet
from app.exports.measuring import Box, em

_DIGIT = 0.745  # em, how high a figure is
_BEARING = 0.04  # em of white before a large figure, which would look like an indent
_LARGE, _SECOND, _UNIT = 76.0, 34.0, 18.0
_PIECES, _PIECE, _PIECE_GAP = 10, 5.2, 1.3
_NOUGHT, _NOUGHT_UNIT = 46.0, 16.6
_ROW = 22.0  # points of a figure at the end of a row


def lead(sheet: Sheet, block: Lead, box: Box) -> float:
    """Figures as large as the card bears; the one that is counted piece by piece stands last, over its pieces."""
    y = heading(sheet, block.title, block.source, box)
    counted = block.counted if block.squares and len(block.figures) > 1 else None
    for each in (each for at, each in enumerate(block.figures) if at != counted):
        y = _large(sheet, each, Box(box.x, y, box.width, 0.0))
    if counted is not None:
        y = _second(sheet, block.figures[counted], Box(box.x, y, box.width, 0.0))
    y = text(sheet, block.note, Box(box.x, y, box.width, 0.0), SMALL)
    return _pieces(sheet, block.squares, Box(box.x, y + 1.6, box.width, 0.0)) if block.squares else y


def _large(sheet: Sheet, each: Measure, box: Box) -> float:
    unit = sheet.type.width(each.unit, "board_strong", _UNIT) + 2.4
    size = sheet.type.largest(each.shown, "board_strong", _LARGE, box.width - unit)
    baseline = box.y + _DIGIT * em(size) + 1.0
    x = box.x - _BEARING * em(size)
    wide = sheet.text(each.shown, "board_strong", size, x, baseline, ink="accent")
    sheet.text(each.unit, "board_strong", _UNIT, x + wide + 2.4, baseline, ink="accent")
    y = text(sheet, each.label, Box(box.x, baseline + 2.0, box.width, 0.0), NAME)
    return text(sheet, each.note, Box(box.x, y, box.width, 0.0), SMALL) + 1.4


def _second(sheet: Sheet, each: Measure, box: Box) -> float:
    baseline = box.y + _DIGIT * em(_SECOND) + 1.0
    x = box.x - _BEARING * em(_SECOND)
    x += sheet.text(each.shown, "board_strong", _SECOND, x, baseline, ink="accent") + 1.6
    x += sheet.text(each.unit, "board_strong", 16.0, x, baseline, ink="accent") + 3.0
    size = max(SMALL, sheet.type.largest(each.label, "board_text", NAME, box.right - x))
    sheet.text(each.label, "board_text", size, x, baseline)
    return text(sheet, each.note, Box(box.x, baseline + 1.6, box.width, 0.0), SMALL)


def _pieces(sheet: Sheet, count: int, box: Box) -> float:
    rows, each = -(-count // _PIECES), min(count, _PIECES)
    wide = (box.width - _PIECE_GAP * (_PIECES - 1)) / _PIECES
    for at in range(count):
        row, column = divmod(at, each)
        top = box.y + row * (_PIECE + _PIECE_GAP)
        sheet.area(box.x + column * (wide + _PIECE_GAP), top, wide, _PIECE, "full")
    return box.y + rows * (_PIECE + _PIECE_GAP) - _PIECE_GAP + 1.0


def strip(sheet: Sheet, block: Strip, box: Box) -> float:
    """Figures under one another, each at the end of its row."""
    y = heading(sheet, block.title, block.source, box) - 1.0
    for at, each in enumerate(block.figures):
        if at:
            divide(sheet, box, y)
        y = _row(sheet, each, Box(box.x, y + 1.6, box.width, 0.0)) + 1.6
    if block.line:
        divide(sheet, box, y)
        y = text(sheet, block.line, Box(box.x, y + 2.4, box.width, 0.0))
    return y


def _row(sheet: Sheet, each: Measure, box: Box) -> float:
    """Its name at the left, its figure at the right on the first line, its note under both."""
    role = "board_text" if each.is_nought else "board_strong"
    size = sheet.type.largest(each.shown, role, _ROW, 0.55 * box.width)
    baseline = box.y + 0.86 * em(_ROW)
    unit = sheet.text(each.unit, "board_text", TEXT, box.right, baseline, align=1.0)
    x = box.right - unit - (1.2 if each.unit else 0.0)
    wide = sheet.text(each.shown, role, size, x, baseline, align=1.0, ink="ink" if each.is_nought else "accent")
    name = Box(box.x, baseline - 1.18 * em(TEXT), x - wide - 3.0 - box.x, 0.0)
    y = max(text(sheet, each.label, name), baseline + 1.0)
    return text(sheet, each.note, Box(box.x, y, box.width, 0.0), SMALL)


def noughts(sheet: Sheet, block: Noughts, box: Box) -> float:
    """Large noughts with a sentence each, small ones in two columns."""
    y = heading(sheet, block.title, block.note, box)
    for at, each in enumerate(block.large):
        if at:
            divide(sheet, box, y)
        y = _nought(sheet, each, Box(box.x, y + (2.6 if at else 0.0), box.width, 0.0)) + 2.6
    if block.small:
        if block.large:
            divide(sheet, box, y)
        y = _small(sheet, block.small, Box(box.x, y + 1.6, box.width, 0.0)) + 1.0
    if block.line:
        divide(sheet, box, y)
        y = text(sheet, block.line, Box(box.x, y + 2.4, box.width, 0.0))
    return y


def _nought(sheet: Sheet, each: Measure, box: Box) -> float:
    baseline = box.y + _DIGIT * em(_NOUGHT)
    wide = sheet.text(each.shown, "board_text", _NOUGHT, box.x - _BEARING * em(_NOUGHT), baseline)
    wide += 1.6 + sheet.text(each.unit, "board_text", TEXT, box.x + wide + 1.6, baseline)
    x = box.x + max(_NOUGHT_UNIT, wide + 3.0)
    y = text(sheet, each.label, Box(x, box.y - 0.8, box.right - x, 0.0), 14.0, "board_strong", lead=1.4)
    return max(baseline, text(sheet, each.note, Box(x, y, box.right - x, 0.0)))


def _small(sheet: Sheet, figures: Sequence[Measure], box: Box) -> float:
    """Two by two, but for a name that needs a row of its own."""
    half, high, y, column = (box.width - 6.0) / 2, 7.2, box.y, 0
    for each in figures:
        needs = sheet.type.width(each.label, "board_text", TEXT) + 8.0
        if column and needs > half:
            y, column = y + high, 0
        x = box.x + column * (half + 6.0)
        wide = half if needs <= half else box.width
        baseline = y + high / 2 + 0.38 * em(TEXT)
        sheet.text(each.shown, "board_text", NAME, x + wide, baseline, align=1.0)
        end = text(sheet, each.label, Box(x, y + 0.1, wide - 6.0, 0.0))
        if column or needs > half:
            y, column = max(end, y + high), 0
        else:
            column = 1
    return y + high * column
