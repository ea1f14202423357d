"""Cards of words: what a reader can do, where to ask, what falls short and what will be done."""

from __future__ import annotations

from app.document.story import Counter, Pairs, Steps
from app.document.story_words import story_words
from app.exports.long.style import NAME, SMALL, TEXT, divide, heading, text
from app.exports.marks import Sheet
from app.exports.measuring import Box, em

_DISC, _STEP_X = 4.0, 11.6
_SHORT, _DONE = "不足", "改进"
_PAIR_X = 14.0
_PHONE = 34.0


def steps(sheet: Sheet, block: Steps, box: Box) -> float:
    """Numbered steps under one another, each with the article it stands on."""
    y = heading(sheet, block.title, block.source, box)
    for at, step in enumerate(block.steps):
        middle, x = y + _DISC, box.x + _STEP_X
        sheet.disc(box.x + _DISC, middle, _DISC)
        number = str(at + 1)
        sheet.text(number, "board_strong", 15.0, box.x + _DISC, middle + 0.37 * em(15.0), align=0.5, ink="paper")
        sheet.text(step.name, "board_strong", 14.0, x, middle + 0.38 * em(14.0))
        column = Box(x, y + 2 * _DISC, box.right - x, 0.0)
        y = text(sheet, step.text, column)
        y = text(sheet, step.article, Box(x, y, column.width, 0.0), SMALL) + 3.0
        if at + 1 < len(block.steps):
            sheet.rule(box.x + _DISC, middle + _DISC + 0.8, box.x + _DISC, y - 0.8, 0.9, "accent")
    return text(sheet, block.note, Box(box.x, y, box.width, 0.0), SMALL)


def counter(sheet: Sheet, block: Counter, box: Box) -> float:
    """Where to ask, and the telephone large."""
    y = heading(sheet, block.title, "", box)
    for name, value in block.rows:
        wide = sheet.text(name, "board_strong", TEXT, box.x, y + 1.18 * em(TEXT)) + 3.0
        y = text(sheet, value, Box(box.x + wide, y, box.width - wide, 0.0))
    if block.phone:
        wide = sheet.text(story_words()("page", "ask"), "board_strong", TEXT, box.x, y + 2.0 + _fall(_PHONE)) + 3.0
        size = max(NAME, sheet.type.largest(block.phone, "board_strong", _PHONE, box.width - wide))
        sheet.text(block.phone, "board_strong", size, box.x + wide, y + 2.0 + _fall(_PHONE), ink="accent")
        y += 2.0 + _fall(_PHONE) + 2.4
    return text(sheet, block.note, Box(box.x, y, box.width, 0.0), SMALL)


def _fall(size: float) -> float:
    """How high a figure stands."""
    return 0.745 * em(size) + 1.0


def pairs(sheet: Sheet, block: Pairs, box: Box) -> float:
    """What falls short, and under it what will be done."""
    y = heading(sheet, block.title, block.source, box)
    for at, (short, done) in enumerate(block.pairs):
        if at:
            divide(sheet, box, y + 2.0)
            y += 4.0
        for name, words, is_done in ((_SHORT, short, False), (_DONE, done, True)):
            role = "board_strong" if is_done else "board_text"
            sheet.text(name, role, TEXT, box.x, y + 1.18 * em(TEXT), ink="accent" if is_done else "ink")
            y = text(sheet, words, Box(box.x + _PAIR_X, y, box.width - _PAIR_X, 0.0), TEXT, role) + 0.6
    return y
