"""Cards of cases: the two bars, the reasons, the years, one square per case."""

from __future__ import annotations

from collections.abc import Sequence

from app.document.story import Bar, Flow, Reasons, Squares, Years, length
from app.exports.canvas import MM
from app.exports.long.style import NAME, SMALL, TEXT, heading, text
from app.exports.marks import Sheet
from app.exports.measuring import Box, em
from app.exports.poster.words import fold
from app.exports.tones import on

_BAR, _BETWEEN = 11.5, 12.0
_JOINT = 0.5  # mm of paper between neighbours
_KEY, _KEY_ROW = 3.6, 7.4
_LABEL = 11.0
_REASON, _REASON_ROW, _REASON_LEAD = 4.4, 7.0, 4.6
_LABEL_MOST = 0.5  # of the width
_MOST_CASE = 8.0  # mm of a bar for one case
_COLUMN, _SLOT = 38.0, 24.0
_AXIS = 0.8
_SQUARE, _PITCH, _SQUARE_ROW = 5.0, 6.0, 7.4


def flow(sheet: Sheet, block: Flow, box: Box) -> float:
    """Two bars of one length, each with the names of its parts in their order."""
    y = heading(sheet, block.title, block.source, box)
    y = _key(sheet, block.came, Box(box.x, y, box.width, 0.0)) + 2.0
    _parts(sheet, block.came, Box(box.x, y, box.width, _BAR))
    y += _BAR
    for x in (box.x + 0.2, box.right - 0.2):
        sheet.rule(x, y, x, y + _BETWEEN, 0.9, "accent", (2.0, 2.0))
    size = max(SMALL, sheet.type.largest(block.note, "board_text", TEXT, box.width - 4.0))
    sheet.text(block.note, "board_text", size, box.x + box.width / 2, y + _BETWEEN / 2 + 0.38 * em(size), align=0.5)
    y += _BETWEEN
    _parts(sheet, block.went, Box(box.x, y, box.width, _BAR))
    return _key(sheet, block.went, Box(box.x, y + _BAR + 2.0, box.width, 0.0))


def _parts(sheet: Sheet, bars: Sequence[Bar], box: Box) -> None:
    """The parts without gaps on one scale; a line of paper is laid over each joint."""
    scale = box.width / max(1, length(tuple(bars)))
    widths = [bar.value * scale for bar in bars]
    starts = [box.x + sum(widths[:at]) for at in range(len(bars))]
    for bar, x, wide in zip(bars, starts, widths, strict=True):
        sheet.area(x, box.y, wide, box.height, bar.tone)
    for at in range(1, len(bars)):
        x, wide = starts[at], widths[at]
        joint = min(_JOINT, 0.4 * min(widths[at - 1], wide))
        sheet.rule(x, box.y, x, box.bottom, joint * MM, "paper")
        if bars[at].tone == "open":  # its outline begins behind the joint
            sheet.area(x + joint / 2, box.y, wide - joint / 2, box.height, "open")
    for bar, x, wide in zip(bars, starts, widths, strict=True):
        ems = sheet.type.ems(bar.shown, "board_strong")
        size = next((size for size in (19.0, 16.0, TEXT, SMALL) if ems * em(size) + 2.0 <= wide), 0.0)
        if size:
            middle = box.y + box.height / 2 + 0.37 * em(size)
            sheet.text(bar.shown, "board_strong", size, x + wide / 2, middle, align=0.5, ink=on(bar.tone))


def _key(sheet: Sheet, bars: Sequence[Bar], box: Box) -> float:
    """What the parts are, from left to right of the bar, each with its figure."""
    y = box.y
    for bar in bars:
        sheet.area(box.x, y + (_KEY_ROW - _KEY) / 2, _KEY, _KEY, bar.tone)
        baseline = y + _KEY_ROW / 2 + 0.38 * em(TEXT)
        wide = sheet.text(bar.shown, "board_strong", NAME, box.right, baseline, align=1.0)
        x = box.x + _KEY + 2.4
        y = max(y + _KEY_ROW, text(sheet, bar.label, Box(x, y + 0.2, box.right - wide - 3.0 - x, 0.0)))
    return y


def reasons(sheet: Sheet, block: Reasons, box: Box) -> float:
    """Every reason as a bar from nought, all on one scale."""
    type_ = sheet.type
    y = heading(sheet, block.title, "", box)
    shown = [bar for _, _, bars in block.groups for bar in bars]
    widest = max((type_.width(bar.label, "board_text", _LABEL) for bar in shown), default=0.0) + 2.0
    label = min(widest, _LABEL_MOST * box.width)
    number = max((type_.width(bar.shown, "board_strong", _LABEL) for bar in shown), default=0.0) + 1.4
    scale = min(_MOST_CASE, (box.width - label - number) / max((bar.value for bar in shown), default=1))
    axis = box.x + label
    for at, (name, total, bars) in enumerate(block.groups):
        y += 3.0 if at else 0.0
        wide = sheet.text(total, "board_strong", TEXT, box.right, y + 1.2 * em(TEXT), align=1.0)
        y = text(sheet, name, Box(box.x, y, box.width - wide - 3.0, 0.0), TEXT, "board_strong") + 0.6
        top = y
        for bar in bars:
            y = _reason(sheet, bar, Box(box.x, y, label, 0.0), scale)
        if bars:
            sheet.rule(axis, top, axis, y, _AXIS)
    return y


def _reason(sheet: Sheet, bar: Bar, box: Box, scale: float) -> float:
    lines = fold(bar.label, lambda words: sheet.type.ems(words, "board_text"), (box.width - 1.8) / em(_LABEL))
    high = _REASON_ROW + _REASON_LEAD * max(0, len(lines) - 1)
    middle = box.y + high / 2
    first = middle - _REASON_LEAD * (len(lines) - 1) / 2 + 0.38 * em(_LABEL)
    for at, line in enumerate(lines):
        sheet.text(line, "board_text", _LABEL, box.right - 1.8, first + at * _REASON_LEAD, align=1.0)
    sheet.area(box.right, middle - _REASON / 2, bar.value * scale, _REASON, "full")
    end = box.right + bar.value * scale
    sheet.text(bar.shown, "board_strong", _LABEL, end + 1.2, middle + 0.37 * em(_LABEL))
    return box.y + high


def years(sheet: Sheet, block: Years, box: Box) -> float:
    """Columns from nought, this year the darkest; a year without a report says so."""
    y = heading(sheet, block.title, "", box) + 4.0
    known = [value for _, value in block.columns if value is not None]
    scale, foot = _COLUMN / max(1, *known), y + _COLUMN
    slot = min(box.width / max(1, len(block.columns)), _SLOT)
    for at, (year, value) in enumerate(block.columns):
        is_last = at + 1 == len(block.columns)
        middle, role = box.x + (at + 0.5) * slot, "board_strong" if is_last else "board_text"
        shown = block.unknown if value is None else str(value)
        size = max(SMALL, sheet.type.largest(shown, role, NAME if value is not None else SMALL, slot - 1.0))
        if value:
            wide = 0.62 * slot
            sheet.area(middle - wide / 2, foot - value * scale, wide, value * scale, "full" if is_last else "light")
        sheet.text(shown, role, size, middle, foot - (value or 0) * scale - 1.6, align=0.5)
        sheet.text(str(year), role, TEXT, middle, foot + 5.6, align=0.5)
    sheet.rule(box.x, foot, box.x + slot * len(block.columns), foot, _AXIS)
    return foot + 7.0


def squares(sheet: Sheet, block: Squares, box: Box) -> float:
    """One square per case under what became of them; where they are too many for that the names with their figures."""
    y = heading(sheet, block.title, block.source, box)
    names = [sheet.type.width(bar.label + bar.shown, "board_text", TEXT) for _, _, bars in block.rows for bar in bars]
    start = min(max(names, default=0.0), 0.55 * box.width) + 3.0
    for at, (name, total, bars) in enumerate(block.rows):
        y += 2.4 if at else 0.0
        role = "board_strong" if bars else "board_text"
        wide = sheet.text(total, role, NAME, box.right, y + 1.2 * em(TEXT), align=1.0, ink="accent" if bars else "ink")
        y = text(sheet, name, Box(box.x, y, box.width - wide - 3.0, 0.0), TEXT, role) + 0.4
        if not block.is_counted:  # one square beside 27 would say that there was one
            y = _key(sheet, bars, Box(box.x, y, box.width, 0.0))
            continue
        for bar in bars:
            y = _cases(sheet, bar, Box(box.x, y, box.width, 0.0), start)
    return y


def _cases(sheet: Sheet, bar: Bar, box: Box, start: float) -> float:
    y = text(sheet, bar.label + bar.shown, Box(box.x, box.y + 0.2, start - 2.0, 0.0))
    each = max(1, int((box.width - start + _PITCH - _SQUARE) / _PITCH))
    for at in range(bar.value):
        row, column = divmod(at, each)
        top = box.y + row * _SQUARE_ROW + (_SQUARE_ROW - _SQUARE) / 2
        sheet.area(box.x + start + column * _PITCH, top, _SQUARE, _SQUARE, bar.tone)
    return max(y, box.y + -(-bar.value // each) * _SQUARE_ROW)
