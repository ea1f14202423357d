"""Blocks of figures: those that lead, those side by side, what did not happen."""

from __future__ import annotations

from collections.abc import Sequence

from app.document.story import Lead, Measure, Noughts, Strip
from app.exports.canvas import MM
from app.exports.marks import Ink, Sheet
from app.exports.measuring import Box, em
from app.exports.picture.style import DIVIDER, SMALL, TEXT, Room, fitted, heading
from app.exports.typeset import Line

_DIGIT = 0.745  # em, how high a figure is
_LEAD_MOST, _LEAD_LEAST, _LEAD_GAP = 76.0, 12.0, 14.0
_UNIT, _UNIT_GAP = 20.0, 2.6
_LABEL_DROP = 6.6  # mm from the feet of the figures to those of their labels
_PIECE, _PIECE_GAP, _PIECES = 5.0, 1.6, 10
_NARROW = 30.0  # mm; a note is not broken into narrower lines than that
_NOTE_LEAD = 4.1
_WIDEST = 84.0  # mm of a label beside others


def lead(sheet: Sheet, block: Lead, box: Box, room: Room) -> float:
    """Figures as large as the page bears, and under them a block for each piece."""
    type_ = sheet.type
    y = heading(sheet, block.title, block.source, box) + 2.6
    units = [type_.width(each.unit, "board_strong", _UNIT) + _UNIT_GAP for each in block.figures]
    room_left = box.width - sum(units) - _LEAD_GAP * (len(units) - 1)
    size = type_.largest("".join(each.shown for each in block.figures), "board_strong", _LEAD_MOST, room_left)
    size = max(size, _LEAD_LEAST)
    spans = [
        type_.width(each.shown, "board_strong", size) + unit for each, unit in zip(block.figures, units, strict=True)
    ]
    spare = max(0.0, box.width - sum(spans) - _LEAD_GAP * (len(spans) - 1)) / len(spans)
    x, baseline = box.x, y + _DIGIT * em(size)
    edge = ends = baseline + _LABEL_DROP
    for each, span in zip(block.figures, spans, strict=True):
        unit_x = x + sheet.text(each.shown, "board_strong", size, x, baseline, ink="accent") + _UNIT_GAP
        sheet.text(each.unit, "board_strong", _UNIT, unit_x, baseline, ink="accent")
        label = sheet.wrapped(each.label, "board_text", 11.5, span + spare)
        note = sheet.wrapped(each.note, "board_text", SMALL, span + spare)
        foot = sheet.lines(label, x, baseline + _LABEL_DROP, 5.2)
        ends = max(ends, sheet.lines(note, x, foot + 4.6, _NOTE_LEAD) if note else foot)
        edge = x + max((line.width / MM for line in label), default=0.0)
        x = max(x + span, edge, *(x + line.width / MM for line in note)) + _LEAD_GAP
    if not block.squares:
        return ends + 1.6
    beside = ends == baseline + _LABEL_DROP and edge + 4.0 + type_.width(block.note, "board_text", SMALL) <= box.right
    ends += 0.0 if beside else 5.0
    sheet.text(block.note, "board_text", SMALL, box.right, ends, align=1.0)
    return _pieces(sheet, block.squares, Box(box.x, ends + 3.8, box.width, 0.0))


def _pieces(sheet: Sheet, count: int, box: Box) -> float:
    rows = -(-count // _PIECES)
    each = min(count, _PIECES)
    wide = (box.width - _PIECE_GAP * (each - 1)) / each if count >= 5 else 16.0
    for at in range(count):
        row, column = divmod(at, each)
        sheet.area(box.x + column * (wide + _PIECE_GAP), box.y + row * (_PIECE + _PIECE_GAP), wide, _PIECE, "full")
    return box.y + rows * (_PIECE + _PIECE_GAP) - _PIECE_GAP + 1.0


def strip(sheet: Sheet, block: Strip, box: Box, room: Room) -> float:
    """Figures side by side, in as many rows as they need; under one another in a narrow column."""
    y = heading(sheet, block.title, block.source, box) + 1.0
    if block.is_aside and box.width < 100:
        y = _stacked(sheet, block.figures, Box(box.x, y, box.width, 0.0), room)
    else:
        y = _rows(sheet, block.figures, Box(box.x, y, box.width, 0.0), room)
    if block.line:
        lines = sheet.wrapped(block.line, "board_text", TEXT, box.width)
        y = sheet.lines(lines, box.x, y + 4.4, 4.9) + 1.4
    return y


def _stacked(sheet: Sheet, figures: Sequence[Measure], box: Box, room: Room) -> float:
    y = box.y
    for each in figures:
        y += 0.43 * room.figure
        role = "board_text" if each.is_nought else "board_strong"
        size = sheet.type.largest(each.shown, role, 1.15 * room.figure, box.width / 2)
        ink: Ink = "ink" if each.is_nought or size < 12 else "accent"
        x = box.x + sheet.text(each.shown, role, size, box.x, y, ink=ink) + 1.4
        x += sheet.text(each.unit, "board_text", 10.5, x, y) + 3.4
        label, size = fitted(sheet.type, each.label, "board_text", 10.5, box.right - x)
        sheet.text(label, "board_text", size, x, y)
    return y + 1.6


class _Item:
    """A figure with its label and note; the note is broken where it is wider than the rest and long."""

    def __init__(self, sheet: Sheet, measure: Measure, room: Room) -> None:
        type_ = sheet.type
        self.measure, self.size = measure, room.figure
        self.role = "board_text" if measure.is_nought else "board_strong"
        figure = type_.width(measure.shown, self.role, self.size) + 1.2 + type_.width(measure.unit, "board_text", TEXT)
        self.label, self.label_size = fitted(type_, measure.label, "board_text", TEXT, _WIDEST)
        wide = max(figure, type_.width(self.label, "board_text", self.label_size))
        words = "" if room.is_terse else measure.note
        note = type_.width(words, "board_text", SMALL)
        self.width = max(wide, min(note, max(wide, _NARROW)))
        self.note: list[Line] = sheet.wrapped(words, "board_text", SMALL, self.width + 0.2)

    def draw(self, sheet: Sheet, x: float, y: float) -> None:
        """Label, figure and note from ``y`` down."""
        sheet.text(self.label, "board_text", self.label_size, x, y + 3.6)
        baseline = y + 3.6 + 2.6 + _DIGIT * em(self.size)
        wide = sheet.text(self.measure.shown, self.role, self.size, x, baseline)
        sheet.text(self.measure.unit, "board_text", TEXT, x + wide + 1.2, baseline)
        sheet.lines(self.note, x, baseline + 4.7, _NOTE_LEAD)

    @property
    def height(self) -> float:
        """From the top of the label to the foot of the note."""
        return (
            3.6 + 2.6 + _DIGIT * em(self.size) + (4.7 + (len(self.note) - 1) * _NOTE_LEAD if self.note else 0.0) + 1.0
        )


_ITEM_GAP = 5.0


def _rows(sheet: Sheet, figures: Sequence[Measure], box: Box, room: Room) -> float:
    items = [_Item(sheet, each, room) for each in figures]
    y = box.y
    for at, row in enumerate(_dealt(items, box.width)):
        y += 2.6 if at else 0.0
        high = max(item.height for item in row)
        spare = box.width - sum(item.width for item in row)
        gap = min(spare / max(1, len(row) - 1), 20.0) if len(row) > 1 else 0.0
        x = box.x
        for number, item in enumerate(row):
            if number:
                sheet.rule(x - min(gap / 2, 2.6), y + 0.2, x - min(gap / 2, 2.6), y + high - 0.6, DIVIDER)
            item.draw(sheet, x, y)
            x += item.width + gap
        y += high
    return y


def _dealt(items: Sequence[_Item], width: float) -> list[list[_Item]]:
    """The items in as few rows as go into ``width``, about equally many in each."""
    for count in range(1, len(items) + 1):
        step = -(-len(items) // count)
        rows = [list(items[at : at + step]) for at in range(0, len(items), step)]
        if all(sum(item.width for item in row) + _ITEM_GAP * (len(row) - 1) <= width for row in rows):
            return rows
    return [[item] for item in items]


def noughts(sheet: Sheet, block: Noughts, box: Box, room: Room) -> float:
    """Large noughts with a sentence each, small ones in a strip."""
    y = heading(sheet, block.title, block.note, box) + 0.6
    if block.large:
        y = _large(sheet, block.large, Box(box.x, y, box.width, 0.0), room.nought)
    if block.small:
        y = _small(sheet, block.small, Box(box.x, y + 2.6, box.width, 0.0))
    if block.line:
        lines = sheet.wrapped(block.line, "board_text", 10.5, box.width)
        y = sheet.lines(lines, box.x, y + 6.2, 5.4) + 1.4
    return y


def _large(sheet: Sheet, figures: Sequence[Measure], box: Box, size: float) -> float:
    count = max(2, min(3, len(figures)))
    type_, share, ends = sheet.type, box.width / count, 0.0
    y = box.y
    for at, each in enumerate(figures):
        if at and at % count == 0:
            y = ends + 3.0
        x = box.x + (at % count) * share
        label, label_size = fitted(type_, each.label, "board_strong", 12.5, share - 6.0)
        sheet.text(label, "board_strong", label_size, x, y + 4.4)
        baseline = y + 4.4 + 3.6 + _DIGIT * em(size)
        after = x + sheet.text(each.shown, "board_text", size, x, baseline) + 2.2
        after += sheet.text(each.unit, "board_text", 13.0, after, baseline) + 4.0
        lines = sheet.wrapped(each.note, "board_text", 10.5, x + share - 5.5 - after)
        bottom = sheet.lines(lines, after, y + 4.4 + 7.0, 5.7)
        ends = max(ends, baseline + 0.8, bottom + 1.4)
        if at % count:
            sheet.rule(x - 3.6, y + 0.6, x - 3.6, baseline + 0.4, DIVIDER)
    return ends


def _small(sheet: Sheet, figures: Sequence[Measure], box: Box) -> float:
    type_, y = sheet.type, box.y
    labels = [fitted(type_, each.label, "board_text", TEXT, _WIDEST) for each in figures]
    wide = [type_.width(label, "board_text", size) for label, size in labels]
    rows = 1
    while sum(wide) / rows + 5.0 * len(figures) / rows > box.width and rows < len(figures):
        rows += 1
    step = -(-len(figures) // rows)
    for first in range(0, len(figures), step):
        row = range(first, min(first + step, len(figures)))
        spare = (box.width - sum(wide[at] for at in row)) / len(row)
        sheet.rule(box.x, y, box.right, y, DIVIDER)
        x = box.x
        for at in row:
            if at > first:
                sheet.rule(x, y + 2.0, x, y + 11.6, DIVIDER)
            middle = x + (wide[at] + spare) / 2
            label, size = labels[at]
            sheet.text(label, "board_text", size, middle, y + 5.4, align=0.5)
            sheet.text(figures[at].shown, "board_text", 15.0, middle, y + 11.2, align=0.5)
            x += wide[at] + spare
        y += 13.6
    sheet.rule(box.x, y, box.right, y, DIVIDER)
    return y
