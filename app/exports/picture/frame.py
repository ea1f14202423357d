"""Head and foot of the page."""

from __future__ import annotations

from collections.abc import Sequence

from app.document.story import Story, StoryFoot
from app.document.story_words import story_words
from app.exports.picture.sheet import Sheet
from app.exports.picture.style import RULE, SMALL, TEXT, Room
from app.exports.poster.foot import QrCode, qr_code
from app.exports.poster.marks import Box, em

_TAG_SIZE, _TAG_SPACE = 13.0, 0.6
_TITLE_MOST, _TITLE_ONE_LINE, _TITLE_LEAST = 36.0, 26.0, 14.0
_HEAD_RULE = 1.8
_FINDING, _FINDING_LEAST = 13.5, 11.5
_SIDE = 16.0  # mm of the QR code, more where its modules would be too small
_LEAST_MODULE = 0.36
_QUIET = 4


def head(sheet: Sheet, story: Story, box: Box, room: Room) -> float:
    """The tag, the period, the title, the finding and the rule under it; returns where the rule lies."""
    words = story_words()("page", "tag")
    tag = sum(sheet.type.width(sign, "board_strong", _TAG_SIZE) + _TAG_SPACE for sign in words) + 6.4
    sheet.area(box.x, box.y, tag, 7.4, "full")
    x = box.x + 3.5
    for sign in words:
        x += sheet.text(sign, "board_strong", _TAG_SIZE, x, box.y + 5.35, ink="paper") + _TAG_SPACE
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
    """The title on one line where it is large enough there, else on as many as keep it large; its last baseline."""
    type_ = sheet.type
    size, lines = type_.largest(title, "board_title", _TITLE_MOST, box.width), [title]
    for count in (2, 3, 4):
        if size >= _TITLE_ONE_LINE or len(title) < 8 * count:
            break
        lines = _split(title, count)
        most = _TITLE_MOST - 6.0 * (count - 1)
        size = min(type_.largest(line, "board_title", most, box.width) for line in lines)
    size = max(size, _TITLE_LEAST)
    y = box.y + 0.9 * em(size)
    for at, line in enumerate(lines):
        sheet.text(line, "board_title", size, box.x, y + at * 1.2 * em(size))
    return y + (len(lines) - 1) * 1.2 * em(size)


def _split(title: str, count: int) -> list[str]:
    """About equally long lines; figures are not parted, nor from the sign behind them (2023年)."""
    step, rest = -(-len(title) // count), title
    lines: list[str] = []
    while len(lines) + 1 < count and len(rest) > step:
        cut = step
        while cut > 1 and (rest[cut - 1].isdigit() or (rest[cut].isdigit() and rest[cut - 1].isdigit())):
            cut -= 1
        lines.append(rest[:cut])
        rest = rest[cut:]
    return [*lines, rest]


class Foot:
    """The foot with its height; drawn once it is known where it begins."""

    def __init__(self, sheet: Sheet, foot: StoryFoot, width: float) -> None:
        self.sheet, self.foot, self.words = sheet, foot, story_words()
        self.code: QrCode | None = qr_code(foot.qr) if foot.qr else None
        self.side = max(_SIDE, self.code.modules * _LEAST_MODULE) if self.code else 0.0
        self.quiet = _QUIET * self.side / self.code.modules if self.code else 0.0
        self.corner = self._corner()
        self.width = width
        room = width - self.corner
        self.organ = sheet.type.largest(foot.organ, "board_semibold", 11.5, room, 0.1)
        self.source = sheet.wrapped(foot.source, "board_text", SMALL, room)

    def _corner(self) -> float:
        words = [(self.words("page", "scan" if self.code else "code"), "board_text", SMALL)]
        if not (self.code or self.foot.code):
            return 0.0
        words.append((self.foot.code, "board_semibold", 11.5))
        return max(self.sheet.type.width(*each) for each in words if each[0]) + self.quiet + self.side + 6.0

    def _rows(self) -> Sequence[float]:
        """The baselines of organ, source and telephone under the rule."""
        two = self._two_lines()
        organ = 6.0
        source = organ + (5.0 if two else 0.0) + 5.2
        return organ, source, source + (len(self.source) - 1) * 4.2 + 5.0

    def _two_lines(self) -> bool:
        """True where organ and date do not go side by side."""
        type_ = self.sheet.type
        size = max(self.organ, SMALL)
        wide = (
            type_.width(self.foot.organ, "board_semibold", size) + 5.0 + type_.width(self.foot.date, "board_text", TEXT)
        )
        return wide > self.width - self.corner

    @property
    def height(self) -> float:
        """From its rule to its lower edge."""
        _, source, phone = self._rows()
        words = phone if self.foot.phone else source + (len(self.source) - 1) * 4.2
        return max(words + 1.0, 1.8 + self.side)

    def draw(self, box: Box) -> None:
        """The foot from its rule down."""
        sheet, foot = self.sheet, self.foot
        organ, source, phone = self._rows()
        sheet.rule(box.x, box.y, box.right, box.y, RULE, "accent")
        size = max(self.organ, SMALL)
        wide = sheet.text(foot.organ, "board_semibold", size, box.x, box.y + organ)
        if self._two_lines():
            sheet.text(foot.date, "board_text", TEXT, box.x, box.y + organ + 5.0)
        else:
            sheet.text(foot.date, "board_text", TEXT, box.x + wide + 5.0, box.y + organ)
        sheet.lines(self.source, box.x, box.y + source, 4.2)
        if foot.phone:
            sheet.text(self.words("page", "phone", phone=foot.phone), "board_text", TEXT, box.x, box.y + phone)
        right = box.right
        if self.code:
            _draw_code(sheet, self.code, box.right - self.side, box.y + 1.8, self.side)
            right -= self.side + self.quiet
            sheet.text(self.words("page", "scan"), "board_text", SMALL, right, box.y + 1.8 + self.side - 7.4, align=1.0)
        elif foot.code:
            sheet.text(self.words("page", "code"), "board_text", SMALL, right, box.y + source, align=1.0)
        base = box.y + (1.8 + self.side - 1.6 if self.code else phone)
        sheet.text(foot.code, "board_semibold", 11.5, right, base, align=1.0)


def _draw_code(sheet: Sheet, code: QrCode, x: float, y: float, side: float) -> None:
    """Dark modules of a row that touch become one rectangle."""
    module = side / code.modules
    for at, row in enumerate(code.rows):
        start = None
        for column, dark in enumerate((*row, 0)):
            if dark and start is None:
                start = column
            elif not dark and start is not None:
                sheet.area(x + start * module, y + at * module, (column - start) * module, module, "ink")
                start = None
