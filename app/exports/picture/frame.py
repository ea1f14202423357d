"""Head and foot of the page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from app.document.story import Story, StoryFoot
from app.document.story_words import story_words
from app.exports.canvas import MM
from app.exports.marks import Sheet
from app.exports.measuring import Box, Type, em
from app.exports.picture.style import RULE, SMALL, TEXT, Room
from app.exports.qr import qr_code

_TAG_SIZE, _TAG_SPACE = 13.0, 0.6
_TITLE_MOST, _TITLE_LEAD = 36.0, 1.2
_YEAR = re.compile(r"(?<!\d)\d{4}年")
_HEAD_RULE = 1.8
_FINDING, _FINDING_LEAST = 13.5, 11.5
_SIDE = 16.0  # mm of the QR code, more where its modules would be too small
_LEAST_MODULE = 0.36
_ORGAN, _ORGAN_LEAST = 11.5, 10.0
_FIRST, _LEAD, _DATE_GAP = 6.0, 4.2, 5.0  # mm: the first baseline, between lines, between name and date


def head(sheet: Sheet, story: Story, box: Box, room: Room) -> float:
    """The tag, the period, the title, the finding and the rule under it; returns where the rule lies."""
    words = story_words()("page", "tag")
    tag = sum(sheet.type.width(sign, "board_strong", _TAG_SIZE) + _TAG_SPACE for sign in words) + 6.4
    sheet.area(box.x, box.y, tag, 7.4, "full")
    sheet.spaced(words, "board_strong", _TAG_SIZE, box.x + 3.5, box.y + 5.35, _TAG_SPACE)
    sheet.text(story.period, "board_text", 10.5, box.right, box.y + 5.0, align=1.0)
    if story.watermark:
        _stamp(sheet, story.watermark, Box(box.x + tag + 4.0, box.y, 0.0, 7.4))
    y = _title(sheet, story.title, Box(box.x, box.y + 9.6 + 2.4 * room.air, box.width, 0.0))
    size = max(_FINDING_LEAST, sheet.type.largest(story.finding, "board_medium", _FINDING, box.width))
    size = size if sheet.type.width(story.finding, "board_medium", size) <= box.width else _FINDING
    lines = sheet.wrapped(story.finding, "board_medium", size, box.width)
    y = sheet.lines(lines, box.x, y + 8.2 + 1.6 * room.air, 6.8) + 4.4
    sheet.rule(box.x, y, box.right, y, _HEAD_RULE, "accent")
    return y


def _stamp(sheet: Sheet, words: str, box: Box) -> None:
    """The words of a draft in a frame beside the tag: black, so that no printer loses them."""
    size = sheet.type.largest(" ".join(words.split()), "board_strong", 13.0, 62.0)
    wide = sheet.type.width(words, "board_strong", size)
    sheet.text(words, "board_strong", size, box.x + 3.0, box.y + 3.7 + 0.37 * em(size))
    sheet.outline(Box(box.x, box.y + 0.25, wide + 6.0, 6.9), 1.4)


def _title(sheet: Sheet, title: str, box: Box) -> float:
    """The title on as many lines as keep it largest; its last baseline."""
    sizes = {lines: _title_size(sheet.type, lines, box.width) for lines in _ways(title)}
    lines = max(sizes, key=lambda way: sizes[way])
    size = sizes[lines]
    y = box.y + 0.9 * em(size)
    for at, line in enumerate(lines):
        sheet.text(line, "board_title", size, box.x, y + at * _TITLE_LEAD * em(size))
    return y + (len(lines) - 1) * _TITLE_LEAD * em(size)


def _title_size(type_: Type, lines: Sequence[str], width: float) -> float:
    """The largest size at which every line fits, and all of them are no higher than two of the largest."""
    most = _TITLE_MOST if len(lines) == 1 else 2 * _TITLE_MOST / (_TITLE_LEAD * len(lines))
    return min(most, *(type_.largest(line, "board_title", _TITLE_MOST, width) for line in lines))


def _ways(title: str) -> Iterator[tuple[str, ...]]:
    """The title on one line, broken before its year, and in pieces of equal length."""
    yield (title,)
    year = _YEAR.search(title)
    head = title[: year.start()] if year else title
    for count in (1, 2, 3):
        if year and len(head) >= 8 * count:
            yield (*_split(head, count), title[year.start() :])
    for count in (2, 3, 4):
        if not year and len(title) >= 8 * count:
            yield tuple(_split(title, count))


def _split(text: str, count: int) -> list[str]:
    step = -(-len(text) // count)
    return [text[at : at + step] for at in range(0, len(text), step)]


class Foot:
    """The foot with its height; drawn once it is known where it begins."""

    def __init__(self, sheet: Sheet, foot: StoryFoot, width: float) -> None:
        self.sheet, self.foot, self.words = sheet, foot, story_words()
        self.code = qr_code(foot.qr) if foot.qr else None
        self.side = self.code.side(_SIDE, _LEAST_MODULE) if self.code else 0.0
        self.quiet = self.code.quiet(self.side) if self.code else 0.0
        self.corner = self._corner()
        room = width - self.corner
        self.size = max(_ORGAN_LEAST, sheet.type.largest(foot.organ, "board_semibold", _ORGAN, room))
        self.organ = sheet.wrapped(foot.organ, "board_semibold", self.size, room)
        date = sheet.type.width(foot.date, "board_text", TEXT)
        ends = sum(line.width for line in self.organ) / MM if len(self.organ) == 1 else room
        self.is_beside = ends + _DATE_GAP + date <= room  # the date goes beside the name
        self.source = sheet.wrapped(foot.source, "board_text", SMALL, room)
        phone = self.words("page", "phone", phone=foot.phone) if foot.phone else ""
        self.phone = sheet.wrapped(phone, "board_text", TEXT, room)

    def _corner(self) -> float:
        words = [(self.words("page", "scan" if self.code else "code"), "board_text", SMALL)]
        if not (self.code or self.foot.code):
            return 0.0
        words.append((self.foot.code, "board_semibold", 11.5))
        return max(self.sheet.type.width(*each) for each in words if each[0]) + self.quiet + self.side + 6.0

    def _rows(self) -> tuple[float, float, float]:
        """The baselines of date, source and telephone under the rule."""
        date = _FIRST + (len(self.organ) - 1) * _LEAD + (0.0 if self.is_beside else 5.0)
        source = date + 5.2
        return date, source, source + (len(self.source) - 1) * _LEAD + 5.0

    @property
    def height(self) -> float:
        """From its rule to its lower edge."""
        _, source, phone = self._rows()
        last = phone + (len(self.phone) - 1) * _LEAD if self.phone else source + (len(self.source) - 1) * _LEAD
        return max(last + 1.0, 1.8 + self.side)

    def draw(self, box: Box) -> None:
        """The foot from its rule down."""
        sheet, foot = self.sheet, self.foot
        date, source, phone = self._rows()
        sheet.rule(box.x, box.y, box.right, box.y, RULE, "accent")
        sheet.lines(self.organ, box.x, box.y + _FIRST, _LEAD)
        beside = self.organ[-1].width / MM + _DATE_GAP if self.is_beside and self.organ else 0.0
        sheet.text(foot.date, "board_text", TEXT, box.x + beside, box.y + date)
        sheet.lines(self.source, box.x, box.y + source, _LEAD)
        sheet.lines(self.phone, box.x, box.y + phone, _LEAD)
        right = box.right
        if self.code:
            sheet.qr_code(self.code, box.right - self.side, box.y + 1.8, self.side)
            right -= self.side + self.quiet
            sheet.text(self.words("page", "scan"), "board_text", SMALL, right, box.y + 1.8 + self.side - 7.4, align=1.0)
        elif foot.code:
            sheet.text(self.words("page", "code"), "board_text", SMALL, right, box.y + source, align=1.0)
        base = box.y + (1.8 + self.side - 1.6 if self.code else phone)
        sheet.text(foot.code, "board_semibold", 11.5, right, base, align=1.0)
