"""The 更正 as strips on A4 landscape: two alike on a sheet, one where it says much, more sheets where it says more.

A strip goes under the title of the poster and covers nothing. The old figure is not struck through: struck figures
cannot be read from where people stand.
"""

from __future__ import annotations

from typing import Any

from app.document.correction import Correction
from app.exports.across import draw_across
from app.exports.canvas import MM, open_canvas
from app.exports.correction.setting import (
    FOOT,
    HEAD,
    HEAD_ROW,
    HIGH,
    LEAD,
    MANY,
    MARK,
    PAD,
    REST,
    ROW_PAD,
    WIDE,
    Cell,
    Setter,
    Strip,
    deal,
    foot_lines,
)
from app.exports.fonts import DRAWING, FontBook, require_glyphs
from app.exports.measuring import Box, Type, em
from app.exports.tiling.strip import draw_ruler
from app.exports.typeset import Line, draw_line

__all__ = ["MANY", "render"]

WIDTH, HEIGHT = 297.0, 210.0
_X, _WIDE = 9.0, 279.0
_TOPS = 14.0, 106.0  # of two strips
_CONTENT = 49.0
_MARK_PT, _DATE_PT, _NOTE = 46.0, 22.0, 11.0
_OUTER, _INNER, _FRAME, _CUT = 2.2, 0.9, 2.4, 0.6  # points
_MIDDLE = 0.38
_SAME = "裁下贴在海报旁边，不遮盖原文。同一内容印两条，一条备用或贴第二处。"
_ALONE = "裁下贴在海报旁边，不遮盖原文。"
_RATHER = "改动较多，建议换整张。"
_UNFINISHED = "未完，见第{}张。"
_HEADS = ("位置", "原为", "更正为")
_NAME = "更正"


def render(correction: Correction, fonts: FontBook, *, watermark: str = "") -> bytes:
    """The strips as PDF, each with ``watermark`` across it; raises ``Trouble`` where a character has no glyph."""
    require_glyphs(fonts, [*correction.texts(), ("水印", watermark)])
    strips, high = deal(correction, Setter(correction, fonts))
    with DRAWING:
        title = f"{correction.title}{_NAME}"
        canvas, out = open_canvas(WIDTH, HEIGHT, title=title, organ=correction.organ)
        for number, strip in enumerate(strips, start=1):
            page = _Page(canvas, Type(fonts), correction)
            tops = _TOPS if high == HIGH else _TOPS[:1]
            for top in tops:
                draw_across(canvas, page.type, watermark, Box(_X, HEIGHT - top - high, _WIDE, high))
                page.strip(strip, Box(_X, top, _WIDE, high), (number, len(strips)))
            page.around(_SAME if len(tops) > 1 else _ALONE + _RATHER * (len(strips) >= MANY))
            canvas.showPage()
        canvas.save()
    return out.getvalue()


class _Page:
    """A sheet with the origin in its upper left corner, in mm; a class only to share the canvas."""

    def __init__(self, canvas: Any, type_: Type, correction: Correction) -> None:
        self.canvas, self.type, self.correction = canvas, type_, correction

    def around(self, note: str) -> None:
        """What stands outside the strips: what to do with them, and the ruler."""
        self._write(note, "board_text", _NOTE, _X, 10.3)
        self.canvas.saveState()
        self.canvas.translate(_X * MM, (HEIGHT - 203.0) * MM)
        draw_ruler(self.canvas, self.type, 0, 0)
        self.canvas.restoreState()

    def strip(self, strip: Strip, box: Box, number: tuple[int, int]) -> None:
        """One strip in its dashed frame."""
        self.canvas.saveState()
        self.canvas.setStrokeGray(0)
        self.canvas.setLineWidth(_CUT)
        self.canvas.setDash(4, 3)
        self._rect(box, stroke=1, fill=0)
        self.canvas.restoreState()
        self._mark(box, number)
        x = box.x + _CONTENT
        y = box.y + MARK.y
        for line in strip.sentence:
            self._line(line, x, y + LEAD / 2 * em(line.size) + _MIDDLE * em(line.size))
            y += em(line.size) * LEAD
        self._table(strip, x, y + 2.0)
        at, of = number
        rest = self.correction.rest if at == of else _UNFINISHED.format(at + 1)
        self._foot(rest, x, box.bottom - MARK.y)

    def _mark(self, box: Box, number: tuple[int, int]) -> None:
        """更正, white on black, over the date."""
        field = Box(box.x + MARK.x, box.y + MARK.y, MARK.width, MARK.height)
        self.canvas.setFillGray(0)
        self._rect(field, stroke=0, fill=1)
        self.canvas.setStrokeGray(0)
        self.canvas.setLineWidth(_FRAME)
        self._rect(Box(field.x, field.y, field.width, box.height - 2 * MARK.y), stroke=1, fill=0)
        middle = field.x + field.width / 2
        self._write(
            _NAME, "board_strong", _MARK_PT, middle, field.y + field.height / 2 + _MIDDLE * em(_MARK_PT), 0.5, 1
        )
        year, rest = self.correction.date.partition("年")[::2]
        y = field.bottom + 13.5
        for words in (year + "年", rest) if rest else (self.correction.date,):
            size = self.type.largest(words, "board_semibold", _DATE_PT, field.width - 4)
            self._write(words, "board_semibold", size, middle, y, 0.5)
            y += em(_DATE_PT) * 1.3
        if number[1] > 1:
            self._write(f"共{number[1]}张", "board_text", FOOT, middle, y + 8, 0.5)
            self._write(f"第{number[0]}张", "board_text", FOOT, middle, y + 8 + em(FOOT) * LEAD, 0.5)

    def _table(self, strip: Strip, x: float, y: float) -> None:
        top, high = y, HEAD_ROW * strip.scale
        self._rule(x, y, x + WIDE, y, _OUTER)
        lefts = [x, x + strip.columns[0] + PAD, x + sum(strip.columns[:2]) + PAD]
        size = HEAD * strip.scale
        for words, left in zip(_HEADS, lefts, strict=True):
            self._write(words, "board_text", size, left, y + high / 2 + _MIDDLE * em(size))
        y += high
        for at, row in enumerate(strip.rows):
            self._rule(x, y, x + WIDE, y, _INNER)
            high = row.height(strip.scale)
            for cell, left in zip(row.cells, lefts, strict=True):
                self._cell(cell, left, y + (ROW_PAD * strip.scale if row.is_high else high - cell.height) / 2)
            y += high
            if at + 1 == len(strip.rows):
                self._rule(x, y, x + WIDE, y, _OUTER)
        for left in lefts[1:]:
            self._rule(left - PAD, top, left - PAD, y, _INNER)

    def _cell(self, cell: Cell, x: float, y: float) -> None:
        for line in cell.lines:
            baseline = y + (LEAD / 2 + _MIDDLE) * em(line.size)
            self._line(line, x, baseline)
            if cell.unit:
                self._line(cell.unit, x + line.width / MM + 0.2 * em(cell.unit.size), baseline)
            y += em(line.size) * LEAD

    def _foot(self, rest: str, x: float, bottom: float) -> None:
        self._write(rest, "board_text", REST, x, bottom - 0.5)
        for words, size, up in foot_lines(self.type, self.correction):
            self._write(words, "board_text", size, x + WIDE, bottom - 0.5 - up * em(REST) * LEAD, 1.0)

    def _write(self, words: str, role: str, size: float, x: float, y: float, align: float = 0.0, grey: int = 0) -> None:
        line = self.type.line(words, role, size)
        self._line(line, x - align * line.width / MM, y, grey)

    def _line(self, line: Line, x: float, y: float, grey: int = 0) -> None:
        self.canvas.setFillGray(grey)
        draw_line(self.canvas, line, x * MM, (HEIGHT - y) * MM)

    def _rule(self, x: float, y: float, to_x: float, to_y: float, weight: float) -> None:
        self.canvas.setStrokeGray(0)
        self.canvas.setLineWidth(weight)
        self.canvas.line(x * MM, (HEIGHT - y) * MM, to_x * MM, (HEIGHT - to_y) * MM)

    def _rect(self, box: Box, *, stroke: int, fill: int) -> None:
        y = HEIGHT - box.bottom
        self.canvas.rect(box.x * MM, y * MM, box.width * MM, box.height * MM, stroke=stroke, fill=fill)
