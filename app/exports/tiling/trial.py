"""A page to try a printer with before the sheets are printed: does it scale, and how much of the edge stays white?"""

from __future__ import annotations

from typing import Any

from app.domain.errors import Trouble
from app.exports.canvas import MM, open_canvas
from app.exports.fonts import DRAWING, FontBook
from app.exports.measuring import Type, em
from app.exports.poster.options import TILES as PAPERS
from app.exports.poster.size import PAPERS as SIZES
from app.exports.tiling.strip import RULER, draw_ruler
from app.exports.typeset import Run, break_lines, draw_line

FRAMES = (3, 5, 8, 10, 12, 15)  # mm from the edge of the paper
_FRAME = 0.5
_TITLE, _HEAD, _TEXT, _SMALL = 26.0, 14.0, 13.0, 8.0
_LEFT, _TOP, _WIDE = 30.0, 34.0, 150.0  # of the words on A4; a larger sheet has them in its middle
_LEAD = 7.3
_BOX = 4.0

_CHECKS = (
    "横、竖两把标尺都量一遍，都应是100毫米，相差不到1毫米。",
    "看四周的细框：四边都印全的框里最外面的一圈，框上的数字就是打印机的留白。",
    "纸没有歪：框线和纸边平行，左右、上下的宽窄一样。",
    "黑字是实黑的，没有白道、没有深浅条纹。",
)
_SETTINGS = (
    "缩放选“实际大小”或“100%”，不选“适合页面”“缩小过大的页面”“适合可打印区域”。",
    "纸张选{paper}，和纸盒里的纸一样；方向选“自动”，不选“每张多页”。",
    "打印机自己的“属性”“首选项”里如果还有“缩放”“按比例缩放”，也改成100%或关掉。",
)
_AFTER = (
    "标尺短了（常见96至97毫米）：还在缩小，照上面再改一次，重印本页。",
    "留白大于5毫米：打印拼贴时把“打印机留白”填成框上的数字，张数会跟着变。",
    "都合格了，用同一台打印机、同样的设置打印全部各张。",
)


def render(fonts: FontBook, paper: str = "A4") -> bytes:
    """The page as PDF; raises ``Trouble`` for a paper that no sheets are made of."""
    if paper not in PAPERS:
        raise Trouble(f"不认识打印纸“{paper}”", f"打印纸可以是 {'、'.join(PAPERS)}")
    width, height = map(float, SIZES[paper])
    with DRAWING:
        canvas, out = open_canvas(width, height, title="公开栏试打页", organ="")
        _Page(canvas, Type(fonts), width, height).draw(paper)
        canvas.showPage()
        canvas.save()
    return out.getvalue()


class _Page:
    """The page with the origin in its upper left corner, in mm; a class only to share the canvas."""

    def __init__(self, canvas: Any, type_: Type, width: float, height: float) -> None:
        self.canvas, self.type, self.width, self.height = canvas, type_, width, height
        self.left = (width - _WIDE) / 2
        self.top = _TOP + (height - 297.0) / 2

    def draw(self, paper: str) -> None:
        """Everything on it."""
        self._frames()
        y = self.top
        self._write("试打页", "board_title", _TITLE, self.left, y)
        self._write(f"{paper}竖向", "board_text", _TEXT, self.left + _WIDE, y, 1.0)
        self._rulers(y + 10)
        y = self._list("量一量", _CHECKS, y + 30, boxes=True)
        y = self._list("打印窗口里怎么选", [each.format(paper=paper) for each in _SETTINGS], y)
        self._list("然后", _AFTER, y)

    def _write(self, words: str, role: str, size: float, x: float, y: float, align: float = 0.0) -> None:
        line = self.type.line(words, role, size)
        self.canvas.setFillGray(0)
        draw_line(self.canvas, line, (x - align * line.width / MM) * MM, (self.height - y) * MM)

    def _frames(self) -> None:
        """Rectangles at growing distances from the edge, each with its distance in the middle of every side."""
        self.canvas.setStrokeGray(0)
        self.canvas.setLineWidth(_FRAME)
        for at, inset in enumerate(FRAMES):
            wide, high = self.width - 2 * inset, self.height - 2 * inset
            self.canvas.rect(inset * MM, inset * MM, wide * MM, high * MM, stroke=1, fill=0)
            # Side by side, so that no number stands on that of its neighbour.
            x = self.width / 2 + (at - len(FRAMES) / 2) * 9.0
            for y in (inset, self.height - inset):
                self._number(str(inset), x, y)
            y = self.height / 2 + (at - len(FRAMES) / 2) * 9.0
            for side in (inset, self.width - inset):
                self._number(str(inset), side, y)

    def _number(self, words: str, x: float, y: float) -> None:
        """A number on a white spot in a line."""
        wide, high = self.type.width(words, "board_medium", _SMALL) + 1.0, em(_SMALL) * 0.9
        self.canvas.setFillGray(1)
        self.canvas.rect((x - wide / 2) * MM, (self.height - y - high / 2) * MM, wide * MM, high * MM, stroke=0, fill=1)
        self._write(words, "board_medium", _SMALL, x, y + 0.36 * em(_SMALL), 0.5)

    def _rulers(self, y: float) -> None:
        """One along the upper edge, one down the right side."""
        for x, low, turn in ((self.left, y + 6, 0), (self.left + _WIDE, y + 20 + RULER, 90)):
            self.canvas.saveState()
            self.canvas.translate(x * MM, (self.height - low) * MM)
            self.canvas.rotate(turn)
            draw_ruler(self.canvas, self.type, 0, 0)
            self.canvas.restoreState()

    def _list(self, head: str, points: Any, y: float, *, boxes: bool = False) -> float:
        """A heading with its points; returns where the next one begins."""
        self._write(head, "board_strong", _HEAD, self.left, y)
        y += _LEAD * 1.3
        for number, words in enumerate(points, start=1):
            if boxes:
                self.canvas.setStrokeGray(0)
                self.canvas.setLineWidth(0.8)
                self.canvas.rect(self.left * MM, (self.height - y) * MM, _BOX * MM, _BOX * MM, stroke=1, fill=0)
            else:
                self._write(f"{number}.", "board_text", _TEXT, self.left, y)
            room = _WIDE - 7 - 14  # the ruler stands at the right
            for line in break_lines(self.type.fonts, (Run(words, "board_text"),), _TEXT, room * MM):
                self.canvas.setFillGray(0)
                draw_line(self.canvas, line, (self.left + 7) * MM, (self.height - y) * MM)
                y += _LEAD
            y += _LEAD * 0.25
        return y + _LEAD * 0.8
