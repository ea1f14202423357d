"""Blocks of words: what a reader can do, where to ask, what falls short and what will be done."""

from __future__ import annotations

from app.document.story import Counter, Pairs, Steps
from app.document.story_words import story_words
from app.exports.marks import Sheet
from app.exports.measuring import Box, em
from app.exports.picture.style import SMALL, TEXT, Room, heading

_DISC = 3.5
_ARROW = 7.0
_LEAST_PHONE = 15.0


def steps(sheet: Sheet, block: Steps, box: Box, room: Room) -> float:
    """Numbered steps side by side, each with the article it stands on."""
    y = heading(sheet, block.title, block.source, box) + 2.2
    share = box.width / max(1, len(block.steps))
    middle, ends = y + _DISC, []
    for at, step in enumerate(block.steps):
        x = box.x + at * share
        sheet.disc(x + _DISC, middle, _DISC)
        sheet.text(str(at + 1), "board_strong", 13.0, x + _DISC, middle + 0.37 * em(13.0), align=0.5, ink="paper")
        name = x + 2 * _DISC + 1.8
        wide = sheet.text(step.name, "board_strong", 12.5, name, middle + 0.38 * em(12.5))
        if at + 1 < len(block.steps):
            sheet.arrow(name + wide + 2.0, x + share - 1.0, middle)
        lines = sheet.wrapped(step.text, "board_text", 10.0, share - 5.5)
        ends.append(sheet.lines(lines, x, middle + _DISC + 5.8, 5.5))
    y = max(ends, default=y)
    for at, step in enumerate(block.steps):
        sheet.text(step.article, "board_text", SMALL, box.x + at * share, y + 5.2)
    y += 5.2
    if block.note:
        y = sheet.lines(sheet.wrapped(block.note, "board_text", TEXT, box.width), box.x, y + 6.0, 4.9)
    return y + 1.4


def counter(sheet: Sheet, block: Counter, box: Box, room: Room) -> float:
    """A frame with where to ask, and the telephone large."""
    type_, pad = sheet.type, 5.0
    left, right = box.x + pad, box.right - pad
    ask, rows = story_words()("page", "ask"), block.rows
    phone = type_.largest(block.phone, "board_strong", 30.0, 0.46 * box.width) if block.phone else 0.0
    if 0.0 < phone < _LEAST_PHONE:  # more than a number: a row like the others
        phone, rows = 0.0, (*rows, (ask, block.phone))
    edge = right - (type_.width(block.phone, "board_strong", phone) + 6.0 if phone else 0.0)
    y = box.y + 7.4
    sheet.text(block.title, "board_strong", 12.5, left, y, ink="accent")
    for name, value in rows:
        y += 6.2
        x = left + sheet.text(name, "board_strong", 10.5, left, y) + 2.6
        y = sheet.lines(sheet.wrapped(value, "board_text", 10.5, edge - x), x, y, 5.4)
    if not phone:
        y += 6.2
        sheet.text(block.note, "board_text", 10.0, left, y)
    else:
        base = box.y + 10.4 + 0.745 * em(phone)
        sheet.text(ask, "board_strong", 10.5, right, box.y + 7.4, align=1.0)
        sheet.text(block.phone, "board_strong", phone, right, base, align=1.0, ink="accent")
        sheet.text(block.note, "board_text", 10.0, right, base + 6.4, align=1.0)
        y = max(y, base + 6.4)
    end = y + 4.0
    sheet.outline(Box(box.x + 0.2, box.y + 0.2, box.width - 0.4, end - box.y - 0.4), 1.2)
    return end


def pairs(sheet: Sheet, block: Pairs, box: Box, room: Room) -> float:
    """What falls short, an arrow, what will be done."""
    y = heading(sheet, block.title, block.source, box) + 1.0
    wide = 0.43 * box.width
    for short, done in block.pairs:
        baseline = y + 4.6
        left = sheet.lines(sheet.wrapped(short, "board_text", 10.5, wide), box.x, baseline, 5.2)
        start = box.x + wide + 1.4
        sheet.arrow(start, start + _ARROW - 1.4, baseline - 1.3)
        x = start + _ARROW + 1.4
        right = sheet.lines(sheet.wrapped(done, "board_text", 10.5, box.right - x), x, baseline, 5.2)
        y = max(left, right) + 1.9
    return y
