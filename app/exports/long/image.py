"""The long image: cards under one another, drawn as tall PDF pages and turned into PNG files of few colours.

The same story and the same fonts give the same bytes; the files hold pixels and nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
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
    Strip,
    Years,
)
from app.domain.errors import Trouble
from app.exports.across import draw_across
from app.exports.canvas import MM, open_canvas
from app.exports.fonts import DRAWING, FontBook, require_glyphs
from app.exports.long import cases, counts, frame, guide
from app.exports.long.style import PX_PER_MM, WIDTH, whole
from app.exports.marks import Mark, Sheet
from app.exports.measuring import Box, Type
from app.exports.pen import Colour, draw_marks, rgb
from app.exports.picture.page import texts
from app.exports.raster import Raster, page_image
from app.exports.tones import COLOURS

Rgb = tuple[int, int, int]

WIDTH_PX = int(WIDTH * PX_PER_MM)
_MOST_PX = 24_000  # of one image, whatever was asked: some telephones refuse taller ones
_TALLEST_PX = 48_000  # a page of a PDF cannot be taller
_CARD, _PAD, _RADIUS, _GAP = 4.0, 4.0, 1.6, 4.0
_PAD_Y = 6.0
_GROUND = rgb("#F1F4F8")
_DRAFT = rgb("#CCCCCC")
_ACROSS = 140.0  # mm from one draft mark to the next, about

_DRAWERS: Mapping[type, Callable[[Sheet, Any, Box], float]] = {
    Flow: cases.flow, Reasons: cases.reasons, Years: cases.years, Squares: cases.squares,
    Lead: counts.lead, Strip: counts.strip, Noughts: counts.noughts,
    Steps: guide.steps, Counter: guide.counter, Pairs: guide.pairs,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Card:
    """One block on a card of its own, or the foot on the ground; never cut."""

    marks: tuple[Mark, ...]
    height: float
    is_card: bool = True


def render(story: Story, fonts: FontBook, *, split_px: int | None = None) -> tuple[bytes, ...]:
    """The image as a PNG, or several of at most ``split_px`` lines each, cut between cards only.

    A card that is taller than that is an image of its own. Raises ``Trouble`` where a character has no glyph.
    """
    with DRAWING:
        data, count = sheets(story, fonts, split_px=split_px)
    return tuple(_png(page_image(data, page, WIDTH_PX)) for page in range(count))


def sheets(story: Story, fonts: FontBook, *, split_px: int | None = None) -> tuple[bytes, int]:
    """The images as the pages of a PDF, before they become pixels, and how many there are."""
    require_glyphs(fonts, texts(story))
    return _Drawing(story, Type(fonts)).pdf(min(split_px or _MOST_PX, _MOST_PX) / PX_PER_MM)


class _Drawing:
    """The cards of a story, dealt to images and drawn."""

    def __init__(self, story: Story, type_: Type) -> None:
        self.story, self.type = story, type_
        self.tops = [self._head(number, f"{number}/2")[1] for number in (1, 2)]

    def pdf(self, most: float) -> tuple[bytes, int]:
        """A page for every image, and how many there are."""
        canvas, out = open_canvas(WIDTH, WIDTH, title=self.story.title, organ=self.story.foot.organ)
        images = self._deal(most)
        for number, cards in enumerate(images, start=1):
            self._draw(canvas, cards, number, f"{number}/{len(images)}" if len(images) > 1 else "")
            canvas.showPage()
        canvas.save()
        return out.getvalue(), len(images)

    def _cards(self) -> Iterator[Card]:
        box = Box(_CARD + _PAD, _PAD_Y, WIDTH - 2 * (_CARD + _PAD), 0.0)
        for block in self.story.blocks:
            sheet = Sheet(self.type)
            end = _DRAWERS[type(block)](sheet, block, box)
            yield Card(tuple(sheet.marks), whole(end + _PAD_Y))
        sheet = Sheet(self.type)
        end = frame.foot(sheet, self.story.foot, 0.0)
        yield Card(tuple(sheet.marks), whole(end), is_card=False)

    def _deal(self, most: float) -> list[list[Card]]:
        """As few images as hold the cards, of about the same height."""
        cards = list(self._cards())
        count = len(self._greedy(cards, most))
        tries = (self._greedy(cards, most * share / 20) for share in range(8, 20))
        return next((images for images in tries if len(images) == count), self._greedy(cards, most))

    def _greedy(self, cards: Sequence[Card], most: float) -> list[list[Card]]:
        """As many cards to an image as go in, at least one."""
        images: list[list[Card]] = [[]]
        used = self.tops[0]
        for card in cards:
            if images[-1] and used + card.height + _GAP > most:
                images.append([])
                used = self.tops[1]
            images[-1].append(card)
            used += card.height + _GAP
        return images

    def _head(self, number: int, part: str) -> tuple[Sheet, float, float]:
        """What stands over the cards, where they begin, and where its dark ground ends."""
        sheet = Sheet(self.type)
        if number > 1:
            dark = whole(frame.continued(sheet, self.story, part))
            return sheet, dark + _GAP, dark
        dark = whole(frame.head(sheet, self.story, part))
        return sheet, whole(frame.finding(sheet, self.story.finding, dark)), dark

    def _draw(self, canvas: Any, cards: Sequence[Card], number: int, part: str) -> None:
        head, top, dark = self._head(number, part)
        high = whole(top + sum(card.height + _GAP for card in cards))
        if high * PX_PER_MM > _TALLEST_PX:
            raise Trouble("有一段文字太长，长图放不下", "请把文字写短一些，或改用网页", "文件没有生成，已填的内容都在")
        canvas.setPageSize((WIDTH * MM, high * MM))
        _area(canvas, _GROUND, Box(0.0, 0.0, WIDTH, high), high)
        _area(canvas, COLOURS["accent"], Box(0.0, 0.0, WIDTH, dark), high)
        places, y = [], top
        for card in cards:
            places.append(y)
            if card.is_card:
                _area(canvas, COLOURS["paper"], Box(_CARD, y, WIDTH - 2 * _CARD, card.height), high, _RADIUS)
            y += card.height + _GAP
        if self.story.watermark:
            count = max(1, round((high - dark) / _ACROSS))
            tall = (high - dark) / count
            for at in range(count):
                draw_across(canvas, self.type, self.story.watermark, Box(0.0, at * tall, WIDTH, tall))
        draw_marks(canvas, head.marks, high, COLOURS)
        for card, place in zip(cards, places, strict=True):
            draw_marks(canvas, card.marks, high - place, COLOURS)


def _area(canvas: Any, colour: Colour, box: Box, high: float, radius: float = 0.0) -> None:
    canvas.setFillColorRGB(*colour)
    x, y = box.x * MM, (high - box.bottom) * MM
    canvas.roundRect(x, y, box.width * MM, box.height * MM, radius * MM, stroke=0, fill=1)


def _bytes(colour: Colour) -> Rgb:
    red, green, blue = (round(part * 255) for part in colour)
    return red, green, blue


def _palette() -> list[int]:
    """The colours of the drawing and the steps between type and its ground: enough for smooth edges."""
    ink, accent, paper, half, light, pale = (
        _bytes(COLOURS[name]) for name in ("ink", "accent", "paper", "half", "light", "pale")
    )
    ground, draft = _bytes(_GROUND), _bytes(_DRAFT)
    found = [ink, accent, paper, half, light, pale, ground, draft]
    found += _between(ink, paper, 5) + _between(accent, paper, 4) + _between(ink, ground, 2) + _between(ink, draft, 1)
    return [part for colour in found for part in colour]


def _between(one: Rgb, other: Rgb, steps: int) -> list[Rgb]:
    return [_mixed(one, other, step / (steps + 1)) for step in range(1, steps + 1)]


def _mixed(one: Rgb, other: Rgb, share: float) -> Rgb:
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(one, other, strict=True))
    return red, green, blue


def _png(picture: Raster) -> bytes:
    """The pixels in few colours, without dithering: type stays clean and the file small."""
    from PIL import Image

    size = (picture.width, picture.height)
    image = Image.frombuffer("RGB", size, picture.data, "raw", "BGRX", picture.stride, 1)
    palette = Image.new("P", (1, 1))
    palette.putpalette(_palette())
    few = image.quantize(palette=palette, dither=Image.Dither.NONE)
    out = BytesIO()
    few.save(out, "PNG", compress_level=6)
    return out.getvalue()
