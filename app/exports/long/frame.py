"""What stands around the cards: the head, the name of a later image, the foot with the code."""

from __future__ import annotations

import re

from app.document.story import Story, StoryFoot
from app.document.story_words import story_words
from app.exports.canvas import MM
from app.exports.long.style import PX_PER_MM, SMALL, TEXT, WIDTH, text
from app.exports.marks import Sheet
from app.exports.measuring import Box, em
from app.exports.qr import QUIET, QrCode, qr_code

_X = 7.0
_ROOM = WIDTH - 2 * _X
_TAG, _TAG_HIGH, _TAG_SPACE = 12.0, 7.0, 0.4
_TITLE, _TITLE_LEAST, _TITLE_LEAD = 31.0, 22.0, 1.16
_FINDINGS = (15.0, 14.5, 14.0, 13.5)  # the largest of those with the fewest lines
_QR_PX, _LEAST_PX = 240, 4
_YEAR = re.compile(r"(?<=\d年)(?=[^度])|(?<=\d年度)(?=.)")


def head(sheet: Sheet, story: Story, part: str) -> float:
    """The tag, the title and the period on a dark ground; returns where that ends."""
    y = 7.6
    tag = _framed(sheet, story_words()("page", "tag"), _X, y)
    _stamp(sheet, story.watermark, _X + tag + 3.0, y)
    if part:
        sheet.text(part, "board_semibold", TEXT, WIDTH - _X, y + 5.1, align=1.0, ink="paper")
    y = _title(sheet, story.title, y + _TAG_HIGH + 3.2)
    y = text(sheet, story.period, Box(_X, y + 1.4, _ROOM, 0.0), 11.5, ink="paper")
    return y + 4.6


def finding(sheet: Sheet, words: str, y: float) -> float:
    """The sentence under the head."""
    size = min(_FINDINGS, key=lambda size: len(sheet.wrapped(words, "board_medium", size, _ROOM)))
    return text(sheet, words, Box(_X, y + 4.0, _ROOM, 0.0), size, "board_medium") + 4.4


def continued(sheet: Sheet, story: Story, part: str) -> float:
    """The name of the picture on every image after the first."""
    taken = sheet.text(part, "board_semibold", TEXT, WIDTH - _X, 7.6, align=1.0, ink="paper") + 4.0
    end = text(sheet, story.title, Box(_X, 2.6, _ROOM - taken, 0.0), TEXT, "board_strong", "paper")
    if story.watermark:
        _stamp(sheet, story.watermark, _X, end + 0.6)
        end += _TAG_HIGH + 1.6
    return end + 2.2


def _framed(sheet: Sheet, words: str, x: float, y: float) -> float:
    """Words in a frame of paper; how wide it is."""
    base = y + _TAG_HIGH / 2 + 0.38 * em(_TAG)
    wide = sheet.spaced(words, "board_semibold", _TAG, x + 3.0, base, _TAG_SPACE) + 5.6
    right, bottom = x + wide, y + _TAG_HIGH
    for start, end in (((x, y), (right, y)), ((right, y), (right, bottom)), ((x, bottom), (right, bottom)),
                       ((x, y), (x, bottom))):  # fmt: skip
        sheet.rule(*start, *end, 1.0, "paper")
    return wide


def _stamp(sheet: Sheet, words: str, x: float, y: float) -> None:
    """The words of a draft, black on paper."""
    said = " ".join(words.split())
    if not said:
        return
    size = max(SMALL, sheet.type.largest(said, "board_strong", _TAG, WIDTH - _X - x - 6.0))
    wide = sheet.type.width(said, "board_strong", size) + 6.0
    sheet.area(x, y, wide, _TAG_HIGH, "open")
    sheet.text(said, "board_strong", size, x + 3.0, y + _TAG_HIGH / 2 + 0.38 * em(size))


def _title(sheet: Sheet, title: str, y: float) -> float:
    """The title, broken behind the year, as large as its pieces go in."""
    pieces = _YEAR.split(title, maxsplit=1)
    fits = min(sheet.type.largest(piece, "board_title", _TITLE, _ROOM) for piece in pieces)
    size = max(_TITLE_LEAST, fits)
    pieces = pieces if fits == size else [title]
    for piece in pieces:
        y = text(sheet, piece, Box(_X, y, _ROOM, 0.0), size, "board_title", "paper", _TITLE_LEAD)
    return y


def foot(sheet: Sheet, story: StoryFoot, y: float) -> float:
    """Who published it and when, whom to call, the check code and its QR code."""
    say, top = story_words(), y + 5.0
    code = qr_code(story.qr) if story.qr else None
    side, quiet = _code_size(code)
    room = _ROOM - side - quiet - 3.0 if code else _ROOM
    beside = room >= 0.45 * _ROOM
    room = room if beside else _ROOM
    y = text(sheet, story.organ, Box(_X, top, room, 0.0), 13.5, "board_strong")
    rows = [story.date, say("page", "phone", phone=story.phone) if story.phone else ""]
    rows.append(f"{say('page', 'code')} {story.code}" if story.code else "")
    for words in filter(None, rows):
        y = text(sheet, words, Box(_X, y, room, 0.0))
    if code:
        at = top + quiet if beside else y + 3.0 + quiet
        left = round((WIDTH - _X - side - (quiet if beside else 0.0)) * PX_PER_MM) / PX_PER_MM
        left = left + quiet if beside else _X + quiet
        at = round(at * PX_PER_MM) / PX_PER_MM
        _draw_code(sheet, code, left, at, side, quiet)
        words = say("page", "scan")
        sheet.text(words, "board_text", SMALL, left + side / 2, at + side + quiet + 3.8, align=0.5)
        y = max(y, at + side + quiet + 5.0)
    return text(sheet, story.source, Box(_X, y + 3.0, _ROOM, 0.0), SMALL) + 5.0


def _code_size(code: QrCode | None) -> tuple[float, float]:
    """The side of the code and the white around it: modules are whole pixels, so that cameras read the image itself."""
    if code is None:
        return 0.0, 0.0
    module = max(_LEAST_PX, round(_QR_PX / code.modules)) / PX_PER_MM
    return module * code.modules, module * QUIET


def _draw_code(sheet: Sheet, code: QrCode, x: float, y: float, side: float, quiet: float) -> None:
    middle, thick = y + side / 2, (side + 2 * quiet) * MM
    sheet.rule(x - quiet, middle, x + side + quiet, middle, thick, "paper")
    sheet.qr_code(code, x, y, side)
