"""The poster for the disclosure board: planned for any sheet, then drawn.

``plan`` searches the largest type that fits and says from how far away it can be read; ``render`` draws the plan, the
same bytes for the same plan. Tiles and the miniature on the assembly map draw the same plan.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, replace
from typing import Any

from app.document.blocks import Document, Table
from app.exports.across import draw_across
from app.exports.canvas import open_canvas
from app.exports.fonts import DRAWING, FontBook, require_glyphs
from app.exports.marks import Mark
from app.exports.measuring import Box, Type
from app.exports.pen import Colours, draw_marks
from app.exports.poster.advice import advise, not_granted, reach, too_small
from app.exports.poster.figures import FigureBand
from app.exports.poster.fit import Fit, Fitter, Space, candidates
from app.exports.poster.foot import Foot
from app.exports.poster.head import draw_masthead, draw_title, fit_title
from app.exports.poster.options import BoardOptions
from app.exports.poster.part import PartBlock
from app.exports.poster.place import Placer
from app.exports.poster.placed import Placed, PosterSheet
from app.exports.poster.scan import Scan
from app.exports.poster.style import PosterStyle, poster_style
from app.exports.poster.text import Lanes

# Where the type would be this much smaller than the labels of the head, the head gives room.
_HEAD_GIVES_FROM = 0.8
_FEW_ROWS = 4  # of a list; what has no more is shorter than any table
_WORTH_A_LOW_TITLE = 1.08  # times the type, or a title of two lines stays one
_SMALLER_HEADS = (1.0, 0.84, 0.7, 0.56)
_kept: deque[tuple[tuple[Any, ...], list[PartBlock]]] = deque(maxlen=3)


@dataclass(frozen=True, eq=False)
class BoardPlan:
    """A poster as it will be printed. Lengths in mm from the upper left, type in points, distances in metres.

    ``blocks`` are its parts where they stand, with their type; ``body_pt`` is the type of the texts and
    ``smallest_pt`` the smallest of all; ``reach_m`` says from how far the texts can be read; ``warnings`` are sentences
    for the clerk.
    """

    options: BoardOptions
    fonts: FontBook
    title: str
    organ: str
    blocks: tuple[Placed, ...]
    marks: tuple[Mark, ...]
    colours: Colours
    body_pt: float
    smallest_pt: float
    warnings: tuple[str, ...]

    @property
    def width_mm(self) -> float:
        """The width of the sheet."""
        return self.options.width_mm

    @property
    def height_mm(self) -> float:
        """The height of the sheet."""
        return self.options.height_mm

    @property
    def reach_m(self) -> float:
        """From how far the texts can be read."""
        return reach(self.body_pt)


class _Draft:
    """Head and foot of a sheet, and the search for what stands between them."""

    def __init__(
        self, document: Document, options: BoardOptions, type_: Type, style: PosterStyle, blocks: list[PartBlock]
    ) -> None:
        self.style, self.sheet = style, PosterSheet(type_)
        group, lanes = style.body("sheet"), _lanes(style, options)
        left, wide = group["margin_left"], lanes.width
        three = tuple(Box(left + x, 0.0, width, 0.0) for x, width in lanes.three)
        y = draw_masthead(self.sheet, style, document, Box(left, group["margin_top"], wide, 0.0))
        self.has_high_title = len(fit_title(type_, style, document, wide)[1]) > 1
        y = draw_title(self.sheet, style, document, Box(left, y, wide, 0.0))
        band = FigureBand(document.key_figures, type_, style, wide, three)
        y = band.draw(self.sheet, Box(left, y, wide, 0.0))
        # The short version has its code where the tables were.
        self.foot = Foot(type_, style, replace(options, qr="") if options.short else options, wide)
        self.foot_box = Box(left, options.height_mm - group["margin_bottom"] - self.foot.height, wide, self.foot.height)
        body = Box(left, y, wide, self.foot_box.y - style.head("footer")["above"] - y)
        self.fitter = Fitter(blocks, style, Space(body, group["gutter"], three))
        has_room = body.height > 0 and band.goes_in and self.foot.goes_in
        self.candidates = candidates(blocks, body, style, options) if has_room else []

    def goes_in(self) -> bool:
        """True where some arrangement fits at the smallest type."""
        least = self.fitter.common(self.style.floor)
        return any(self.fitter.fits(arrangement, least) for arrangement in self.candidates)

    def search(self) -> Fit | None:
        """The arrangement with the largest type."""
        return self.fitter.best(self.candidates)

    def reached(self, fit: Fit) -> float:
        """The size of the texts when all the room is given away."""
        return min((size.text for size in self.fitter.refine(fit).sizes), default=fit.size)

    def finish(self, fit: Fit) -> PosterSheet:
        """The sheet with everything on it, in reading order."""
        Placer(self.fitter, self.fitter.refine(fit), self.sheet).draw()
        self.foot.draw(self.sheet, self.foot_box)
        return self.sheet


def plan(document: Document, options: BoardOptions, fonts: FontBook) -> BoardPlan:
    """The poster of ``document``; raises ``Trouble`` where a character has no glyph or the board is too small."""
    _require_all_glyphs(document, options, fonts)
    type_ = Type(fonts)
    found = _search(document, options, type_)
    if found is None and options.columns:
        found = _search(document, replace(options, columns=None), type_)
    if found is None:
        raise too_small(options, lambda larger: _goes_in(document, replace(larger, columns=None), type_))
    draft, fit = found
    return _finish(document, options, type_, draft.finish(fit), fit)


def _search(document: Document, options: BoardOptions, type_: Type) -> tuple[_Draft, Fit] | None:
    """The head and the arrangement that give the largest type; None where nothing goes in."""
    blocks = _blocks(document, options, type_)
    first = _largest(document, options, type_, blocks)
    ways = [first]
    if options.short:
        if first and first[0].has_high_title:
            low = _largest(document, options, type_, blocks, low_title=True)
            if low and low[0].reached(low[1]) >= _WORTH_A_LOW_TITLE * first[0].reached(first[1]):
                ways.append(low)
        if max((block.brief_rows for block in blocks), default=0) > _FEW_ROWS:
            # Lists of many rows are no shorter than tables: head and foot of the whole poster, tables without noughts.
            whole = replace(options, short=False)
            ways.append(_largest(document, whole, type_, _blocks(document, options, type_, lists=False)))
    found = [way for way in ways if way]
    return max(found, key=lambda way: way[0].reached(way[1])) if len(found) > 1 else next(iter(found), None)


def _largest(
    document: Document, options: BoardOptions, type_: Type, blocks: list[PartBlock], *, low_title: bool = False
) -> tuple[_Draft, Fit] | None:
    """The same for parts as they are."""
    # A smaller head changes nothing about the parts: what was measured once stays known.
    best: tuple[_Draft, Fit] | None = None
    for head in _SMALLER_HEADS:
        draft = _Draft(document, options, type_, poster_style(options, head, low_title=low_title), blocks)
        fit = draft.search()
        if fit and (best is None or fit.size > best[1].size):
            best = draft, fit
        if best and best[1].size >= _HEAD_GIVES_FROM * draft.style.head("figures").size("label"):
            break
    return best


def _goes_in(document: Document, options: BoardOptions, type_: Type) -> bool:
    style = poster_style(options, _SMALLER_HEADS[-1])
    return _Draft(document, options, type_, style, _blocks(document, options, type_)).goes_in()


def _blocks(document: Document, options: BoardOptions, type_: Type, *, lists: bool = True) -> list[PartBlock]:
    """The parts as blocks; those of the last posters are kept, for most changes of a board leave its texts alone."""
    style = poster_style(options)
    lanes = _lanes(style, options)
    made_of = type_.fonts, style.unit, lanes, options.short and (lists, options.qr), document.parts
    for before, blocks in tuple(_kept):
        if before[0] is made_of[0] and before[1:] == made_of[1:]:
            return blocks
    if options.short and not lists:
        blocks = [PartBlock(part, type_, style, short=True, lists=False, lanes=lanes) for part in document.parts]
    elif options.short:
        blocks = _short_blocks(document, options, type_, style)
    else:
        blocks = [PartBlock(part, type_, style, lanes=lanes) for part in document.parts]
    _kept.append((made_of, blocks))
    return blocks


def _lanes(style: PosterStyle, options: BoardOptions) -> Lanes:
    """The columns of the sheet between its margins."""
    group = style.body("sheet")
    wide = options.width_mm - group["margin_left"] - group["margin_right"]
    shares = group.shares("three_columns") if style.landscape else ()
    return Lanes(wide, group["gutter"], tuple((x * wide, width * wide) for x, width in shares))


def _short_blocks(document: Document, options: BoardOptions, type_: Type, style: PosterStyle) -> list[PartBlock]:
    """The parts with their tables in brief; the code stands under the last table."""
    tables = [at for at, part in enumerate(document.parts) if any(isinstance(block, Table) for block in part.blocks)]
    scan = Scan(options.qr, type_, style.body("short")) if options.qr else None
    last = tables[-1] if tables else len(document.parts) - 1
    return [
        PartBlock(part, type_, style, short=True, scan=scan if at == last else None, lanes=_lanes(style, options))
        for at, part in enumerate(document.parts)
    ]


def _require_all_glyphs(document: Document, options: BoardOptions, fonts: FontBook) -> None:
    footer = options.footer
    own = [("页脚", text) for text in (footer.organ, footer.date, footer.period, footer.phone, options.watermark)]
    figures = [("页首", f"{item.label}{item.unit}") for item in document.key_figures]
    require_glyphs(fonts, [*document.texts(), *own, *figures])


def _finish(document: Document, options: BoardOptions, type_: Type, sheet: PosterSheet, fit: Fit) -> BoardPlan:
    texts = [block.size for block in sheet.placed if block.kind == "text"]
    empty = [part.heading for part in document.parts if not part.blocks]
    return BoardPlan(
        options=options,
        fonts=type_.fonts,
        title=document.title,
        organ=document.signature.organ,
        blocks=tuple(sheet.placed),
        marks=tuple(sheet.marks),
        colours=poster_style(options).colours,
        body_pt=min(texts) if texts else fit.size,
        smallest_pt=min(block.size for block in sheet.placed),
        warnings=(*advise(options, sheet.placed, empty), *not_granted(options, fit.arrangement.columns)),
    )


def draw(canvas: Any, plan: BoardPlan) -> None:
    """Draws the poster with its lower left corner at the origin; the words across it are drawn before (``across``)."""
    draw_marks(canvas, plan.marks, plan.height_mm, plan.colours)


def render(plan: BoardPlan) -> bytes:
    """The poster as a PDF of one page, at its full size."""
    with DRAWING:
        canvas, out = open_canvas(plan.width_mm, plan.height_mm, title=plan.title, organ=plan.organ)
        whole = Box(0.0, 0.0, plan.width_mm, plan.height_mm)
        draw_across(canvas, Type(plan.fonts), plan.options.watermark, whole)
        draw(canvas, plan)
        canvas.showPage()
        canvas.save()
    return out.getvalue()
