"""The poster on sheets of A4 or A3, to be printed in the office, cut and glued; the last page shows how.

The poster is drawn once, as a form, and placed on every sheet behind a clip. Page n is sheet n, so that one sheet can
be printed again alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

from app.domain.errors import Trouble
from app.exports.across import draw_across
from app.exports.canvas import MM, open_canvas
from app.exports.fonts import DRAWING
from app.exports.measuring import Box, Type
from app.exports.poster import board
from app.exports.poster.options import TILES as PAPERS
from app.exports.tiling.geometry import CUT_INSET, RUNS_UNDER, Tile, TileLayout, lay_out
from app.exports.tiling.ink import level_costs, upright_costs
from app.exports.tiling.map import draw_map
from app.exports.tiling.strip import Words, draw_strip

__all__ = ["PAPERS", "Tile", "TileLayout", "render", "sheets"]

POSTER = "poster"  # the name of the form
_CUT, _CUT_DASH = 0.4, (4, 3)
_CORNER = 0.8
_CORNER_LONG, _CORNER_SHORT = RUNS_UNDER, 2.6  # no farther than the picture runs, where nothing is written


def sheets(plan: board.BoardPlan, paper: str, *, printer_margin_mm: float = 5.0, overlap_mm: float = 9.0) -> TileLayout:
    """How the poster is cut: joints lie in white bands and gutters, between characters where they cannot."""
    return lay_out((plan.width_mm, plan.height_mm), _costs(plan), paper, printer_margin_mm, overlap_mm)


@lru_cache(maxsize=2)
def _costs(plan: board.BoardPlan) -> tuple[list[float], list[float]]:
    """What a joint costs, across and down: every paper and margin asks for it again."""
    return upright_costs(plan.marks, plan.width_mm), level_costs(plan.marks, plan.height_mm)


def render(
    plan: board.BoardPlan,
    paper: str,
    only: Sequence[int] | None = None,
    *,
    printer_margin_mm: float = 5.0,
    overlap_mm: float = 9.0,
) -> bytes:
    """The sheets and the assembly map as one PDF, or the sheets ``only`` whose numbers are named, without the map.

    Raises ``Trouble`` for a paper, margins or numbers that make no sense.
    """
    layout = sheets(plan, paper, printer_margin_mm=printer_margin_mm, overlap_mm=overlap_mm)
    wanted = layout.tiles if only is None else _named(layout, only)
    type_ = Type(plan.fonts)
    with DRAWING:
        canvas, out = open_canvas(layout.sheet_width, layout.sheet_height, title=plan.title, organ=plan.organ)
        canvas.beginForm(POSTER, 0, 0, plan.width_mm * MM, plan.height_mm * MM)
        board.draw(canvas, plan)
        canvas.endForm()
        for tile in wanted:
            canvas.setPageSize((layout.sheet_width * MM, layout.sheet_height * MM))
            _Sheet(canvas, type_, layout, tile).draw(plan.options.watermark)
            canvas.showPage()
        if only is None:
            draw_map(canvas, type_, plan, layout, POSTER)
            canvas.showPage()
        canvas.save()
    return out.getvalue()


def _named(layout: TileLayout, only: Sequence[int]) -> list[Tile]:
    """The sheets of those numbers in order, each once."""
    strange = sorted({number for number in only if not 1 <= number <= layout.count})
    if strange or not only:
        said = f"没有第{'、'.join(map(str, strange))}张" if strange else "没有选要重印的张号"
        raise Trouble(said, f"这幅海报用 {layout.paper} 拼贴共 {layout.count} 张，请填 1 至 {layout.count}")
    return [tile for tile in layout.tiles if tile.number in only]


class _Sheet:
    """One page; a class only to share the canvas and the place of things on it."""

    def __init__(self, canvas: Any, type_: Type, layout: TileLayout, tile: Tile) -> None:
        self.canvas, self.type, self.layout, self.tile = canvas, type_, layout, tile

    def draw(self, words: str) -> None:
        """The piece of the poster with ``words`` across it, then strips and cut marks around it."""
        page = self.tile.page
        low = self.layout.sheet_height - page.bottom
        draw_across(self.canvas, self.type, words, Box(page.x, low, page.width, page.height))
        self._picture()
        self._edges()
        tile, page = self.tile, self.tile.page
        if tile.glue_below or tile.label_below:
            with self._moved(self.layout.margin, page.bottom + self.layout.overlap):
                self._strip(below=True, length=self.layout.sheet_width - 2 * self.layout.margin)
        if tile.glue_right or not tile.label_below:
            with self._moved(page.right + self.layout.overlap, self._strip_end(), turned=True):
                self._strip(below=False, length=self._strip_end() - self.layout.margin)
        self._corners()

    def _strip_end(self) -> float:
        """How far down the strip on the right goes: not into the one below."""
        return self.tile.page.bottom if self.tile.label_below else self.layout.sheet_height - self.layout.margin

    @contextmanager
    def _moved(self, x: float, y: float, *, turned: bool = False) -> Iterator[None]:
        """Draws with the origin at a place of the sheet (mm from its upper left), upwards where ``turned``."""
        self.canvas.saveState()
        self.canvas.translate(x * MM, (self.layout.sheet_height - y) * MM)
        if turned:
            self.canvas.rotate(90)
        yield
        self.canvas.restoreState()

    def _strip(self, *, below: bool, length: float) -> None:
        tile = self.tile
        glued = tile.glue_below if below else tile.glue_right
        other = tile.number + (self.layout.columns if below else 1)
        edge, beyond = ("上边", "以下") if below else ("左边", "以外")
        glue = f"粘贴边：第{other}张的{edge}切齐后压到三角尖处" if glued else f"沿虚线修边，{beyond}裁去"
        label = ""
        if below == tile.label_below:
            label = f"第{tile.number}张／共{self.layout.count}张　第{tile.row + 1}行第{tile.column + 1}列"
        draw_strip(self.canvas, self.type, Words(glue, label), length, self.layout.overlap, glued=glued)

    def _picture(self) -> None:
        tile, layout = self.tile, self.layout
        left = tile.page.x - (CUT_INSET if tile.column else 0.0)
        top = tile.page.y - (CUT_INSET if tile.row else 0.0)
        right = tile.page.right + (RUNS_UNDER if tile.glue_right else 0.0)
        bottom = tile.page.bottom + (RUNS_UNDER if tile.glue_below else 0.0)
        self.canvas.saveState()
        path = self.canvas.beginPath()
        path.rect(left * MM, (layout.sheet_height - bottom) * MM, (right - left) * MM, (bottom - top) * MM)
        self.canvas.clipPath(path, stroke=0, fill=0)
        # The upper left corner of the piece comes to lie on that of its place.
        x = tile.page.x - tile.part.x
        y = layout.sheet_height - tile.page.y + tile.part.y - layout.height
        self.canvas.translate(x * MM, y * MM)
        self.canvas.doForm(POSTER)
        self.canvas.restoreState()

    def _edges(self) -> None:
        """Dashed lines: where to cut (left and upper edge), and the outer edge of the poster."""
        tile, page, layout = self.tile, self.tile.page, self.layout
        right = layout.sheet_width - layout.margin if tile.glue_right else page.right
        bottom = layout.sheet_height - layout.margin if tile.glue_below else page.bottom
        self.canvas.saveState()
        self.canvas.setStrokeGray(0)
        self.canvas.setLineWidth(_CUT)
        self.canvas.setDash(*_CUT_DASH)
        self._line(page.x, page.y, page.x, bottom)
        self._line(page.x, page.y, right, page.y)
        if not tile.glue_right:
            self._line(page.right, page.y, page.right, bottom)
        if not tile.glue_below:
            self._line(page.x, page.bottom, right, page.bottom)
        self.canvas.restoreState()

    def _corners(self) -> None:
        """Angles in the strips where the corners of the next sheets come to lie."""
        tile, page = self.tile, self.tile.page
        self.canvas.setStrokeGray(0)
        self.canvas.setLineWidth(_CORNER)
        half = _CORNER / MM / 2
        if tile.glue_right:
            self._line(page.right + half, page.y, page.right + _CORNER_LONG, page.y)
            self._line(page.right + half, page.y, page.right + half, page.y + _CORNER_SHORT)
            self._line(page.right + half, page.bottom, page.right + _CORNER_LONG, page.bottom)
        if tile.glue_below:
            self._line(page.x, page.bottom + half, page.x, page.bottom + _CORNER_LONG)
            self._line(page.x, page.bottom + half, page.x + _CORNER_SHORT, page.bottom + half)
            if tile.glue_right:
                self._line(page.right, page.bottom + half, page.right, page.bottom + _CORNER_LONG)

    def _line(self, x: float, y: float, to_x: float, to_y: float) -> None:
        height = self.layout.sheet_height
        self.canvas.line(x * MM, (height - y) * MM, to_x * MM, (height - to_y) * MM)
