"""The story of a year on one A4 page: head, blocks with even white between them, foot."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from app.document.story import (
    Counter,
    Flow,
    Lead,
    Noughts,
    Pairs,
    Reasons,
    Squares,
    Steps,
    Story,
    StoryBlock,
    Strip,
    Years,
)
from app.document.story_source import only
from app.domain.errors import Trouble
from app.exports.across import draw_across
from app.exports.canvas import open_canvas
from app.exports.fonts import DRAWING, FontBook, require_glyphs
from app.exports.marks import Mark, Sheet
from app.exports.measuring import Box, Type
from app.exports.pen import draw_marks
from app.exports.picture import cases, counts, frame, guide
from app.exports.picture.style import RULE, Room
from app.exports.tones import BLACK_ALONE, COLOURS

WIDTH, HEIGHT = 210.0, 297.0
_LEFT, _RIGHT, _TOP, _BOTTOM = 16.0, 194.0, 13.0, 289.0
_LEAST_GAP, _MOST_GAP = 3.6, 26.0  # mm of white between two blocks; what is over stays under the last one
_LEFT_SHARE, _GUTTER = 0.59, 14.0
_DIVIDER = 0.4

Drawer = Callable[[Sheet, Any, Box, Room], float]
_DRAWERS: dict[type, Drawer] = {
    Flow: cases.flow, Reasons: cases.reasons, Years: cases.years, Squares: cases.squares,
    Lead: counts.lead, Strip: counts.strip, Noughts: counts.noughts,
    Steps: guide.steps, Counter: guide.counter, Pairs: guide.pairs,
}  # fmt: skip

# From generous to tight: bars shrink first, then the counter gives way to what falls short, which somebody wished to
# see, then that is left out too, then reasons are put together.
_ROOMS = (Room(column=40.0), Room(air=0.5), Room(row=3.6, column=30.0, air=0.0, nought=54.0))
_TIGHT = (
    *(Room(row=3.6, column=26.0, reasons=most, air=0.0, nought=54.0) for most in (100, 16, 12, 9)),
    *(Room(3.6, 18.0, most, 0.0, 54.0, 16.0, True) for most in (100, 12, 9, 6, 4, 3)),
)


@dataclass(frozen=True, slots=True)
class Placed:
    """A block where it stands."""

    block: StoryBlock
    box: Box


@dataclass(frozen=True, slots=True)
class PicturePlan:
    """The page before it is drawn: ``story`` as far as it stands there, ``left_out`` what there was no room for."""

    story: Story
    marks: tuple[Mark, ...]
    placed: tuple[Placed, ...]
    left_out: tuple[StoryBlock, ...]


def plan(story: Story, fonts: FontBook) -> PicturePlan:
    """Where everything stands; raises ``Trouble`` where a character has no glyph or the page is too small."""
    require_glyphs(fonts, texts(story))
    type_ = Type(fonts)
    paired = tuple(block for block in story.blocks if not isinstance(block, Counter))
    shorter = tuple(block for block in story.blocks if not isinstance(block, Pairs))
    asking = tuple(block for block in shorter if not isinstance(block, Counter))
    ways = [(blocks, room) for blocks in (story.blocks, paired, shorter, asking) for room in (*_ROOMS, _TIGHT[0])]
    ways += [(asking, room) for room in _TIGHT[1:]]
    # At last only the first blocks, which say most, as many as go in.
    ways += [(asking[:count], room) for count in range(len(asking) - 1, 0, -1) for room in (*_ROOMS, *_TIGHT)]
    for blocks, room in ways:
        left_out = tuple(block for block in story.blocks if block not in blocks)
        shown = only(story, blocks) if left_out else story
        page = _Page(shown, type_, room)
        if page.place(blocks):
            return PicturePlan(shown, tuple(page.sheet.marks), tuple(page.placed), left_out)
    raise Trouble("一张 A4 纸放不下这么多内容", "请改用长图或公开栏", "文件没有生成，已填的内容都在")


def render(story: Story, fonts: FontBook, *, colour: bool = True) -> bytes:
    """The page as a PDF of A4; ``colour`` False names no other colour than black, greys and paper."""
    return draw(plan(story, fonts), fonts, colour=colour)


def draw(planned: PicturePlan, fonts: FontBook, *, colour: bool = True) -> bytes:
    """``render`` for a page that is planned already."""
    story = planned.story
    with DRAWING:
        canvas, out = open_canvas(WIDTH, HEIGHT, title=story.title, organ=story.foot.organ)
        if colour:
            draw_across(canvas, Type(fonts), story.watermark, Box(0.0, 0.0, WIDTH, HEIGHT))
        draw_marks(canvas, planned.marks, HEIGHT, COLOURS if colour else BLACK_ALONE)
        canvas.showPage()
        canvas.save()
    return out.getvalue()


class _Page:
    """The page while it is being laid out."""

    def __init__(self, story: Story, type_: Type, room: Room) -> None:
        self.story, self.type, self.room = story, type_, room
        self.sheet = Sheet(type_)
        self.placed: list[Placed] = []

    def place(self, blocks: Sequence[StoryBlock]) -> bool:
        """Puts everything on the sheet; False where it does not go in."""
        width = _RIGHT - _LEFT
        top = frame.head(self.sheet, self.story, Box(_LEFT, _TOP, width, 0.0), self.room)
        foot = frame.Foot(self.sheet, self.story.foot, width)
        end = _BOTTOM - foot.height
        bands = list(_bands(blocks))
        heights = [self._band(Sheet(self.type), band, 0.0, None) for band in bands]
        gap = (end - top - sum(heights)) / max(1, 2 * len(bands) - sum(map(_has_frame, bands)))
        if gap < _LEAST_GAP / 2:
            return False
        gap = min(gap, _MOST_GAP / 2)
        y = top
        for at, (band, high) in enumerate(zip(bands, heights, strict=True)):
            if at and not _has_frame(band):
                self.sheet.rule(_LEFT, y, _RIGHT, y, RULE, "accent")
            y += 0.0 if _has_frame(band) else gap
            self._band(self.sheet, band, y, high)
            y += high + gap
        foot.draw(Box(_LEFT, end, width, foot.height))
        return True

    def _band(self, sheet: Sheet, band: Sequence[StoryBlock], y: float, high: float | None) -> float:
        """One block across, or the reasons with what stands beside them; its height. ``high`` once it is known."""
        if len(band) == 1:
            return self._block(sheet, band[0], Box(_LEFT, y, _RIGHT - _LEFT, 0.0), high is not None) - y
        left = _LEFT_SHARE * (_RIGHT - _LEFT) if isinstance(band[0], Reasons) else (_RIGHT - _LEFT - _GUTTER) / 2
        right = Box(_LEFT + left + _GUTTER / 2 + 2.0, y, _RIGHT - _LEFT - left - _GUTTER / 2 - 2.0, 0.0)
        ends = [self._block(sheet, band[0], Box(_LEFT, y, left, 0.0), high is not None)]
        at = y
        for number, block in enumerate(band[1:]):
            if number:
                sheet.rule(right.x, at, right.right, at, _DIVIDER)
                at += 3.0
            at = self._block(sheet, block, Box(right.x, at, right.width, 0.0), high is not None) + 3.0
        ends.append(at - 3.0)
        if high is not None:
            sheet.rule(right.x - 4.5, y + 1.0, right.x - 4.5, y + high, _DIVIDER)
        return max(ends) - y

    def _block(self, sheet: Sheet, block: StoryBlock, box: Box, final: bool) -> float:
        end = _DRAWERS[type(block)](sheet, block, box, self.room)
        if final:
            self.placed.append(Placed(block, Box(box.x, box.y, box.width, end - box.y)))
        return end


def _bands(blocks: Sequence[StoryBlock]) -> Iterator[tuple[StoryBlock, ...]]:
    """Blocks across the page; reasons, years and who asked stand beside each other where the years are known."""
    for beside, group in groupby(blocks, key=_goes_beside):
        found = tuple(group)
        if beside and any(isinstance(block, Years) for block in found):
            yield found
        else:
            yield from ((block,) for block in found)


def _has_frame(band: Sequence[StoryBlock]) -> bool:
    """True where a block needs no rule over it."""
    return isinstance(band[0], Counter)


def _goes_beside(block: StoryBlock) -> bool:
    return isinstance(block, Reasons | Years) or (isinstance(block, Strip) and block.is_aside)


def texts(story: Story) -> Iterator[tuple[str, str]]:
    """Every text on the page with where it stands."""
    foot = story.foot
    yield "标题", story.title + story.period + story.finding + story.watermark
    for block in story.blocks:
        yield block.title, "".join(_strings(block))
    yield "页脚", foot.organ + foot.date + foot.source + foot.phone + foot.code


def _strings(found: object) -> Iterator[str]:
    """Every text within a block, whatever its shape."""
    if isinstance(found, str):
        yield found
    elif isinstance(found, tuple):
        for item in found:
            yield from _strings(item)
    elif hasattr(found, "__dataclass_fields__"):
        for name in found.__dataclass_fields__:
            yield from _strings(getattr(found, name))
