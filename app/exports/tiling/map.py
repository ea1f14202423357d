"""The last page of the tiles: the assembly map, an A4 page with the poster in little and what to do step by step."""

from __future__ import annotations

from typing import Any

from app.exports.across import draw_across
from app.exports.canvas import MM
from app.exports.measuring import Box, Type, em
from app.exports.poster.board import BoardPlan
from app.exports.tiling.geometry import TileLayout
from app.exports.tiling.strip import draw_ruler
from app.exports.typeset import Run, break_lines, draw_line

WIDTH, HEIGHT = 210.0, 297.0
_LEFT, _RIGHT = 22.0, 188.0
_STRENGTH = 0.28  # of the poster in little
_MOST_HEIGHT = 122.0
_DISC = 12.4
_STEPS = 9.6  # mm from step to step
_TEXT = 11.5


def draw_map(canvas: Any, type_: Type, plan: BoardPlan, layout: TileLayout, form: str) -> None:
    """Draws the page; ``form`` is the poster, drawn already."""
    canvas.setPageSize((WIDTH * MM, HEIGHT * MM))
    page = _Map(canvas, type_, plan, layout)
    y = page.head()
    y = page.miniature(form, y)
    y = page.steps(y + 9)
    page.foot(y)


class _Map:
    """The page with the origin in its upper left corner, in mm; a class only to share the canvas."""

    def __init__(self, canvas: Any, type_: Type, plan: BoardPlan, layout: TileLayout) -> None:
        self.canvas, self.type, self.plan, self.layout = canvas, type_, plan, layout

    # -- drawing

    def write(self, words: str, role: str, size: float, x: float, y: float, align: float = 0.0) -> None:
        """One line with its baseline at ``y``."""
        line = self.type.line(words, role, size)
        self.canvas.setFillGray(0)
        draw_line(self.canvas, line, (x - align * line.width / MM) * MM, (HEIGHT - y) * MM)

    def rule(self, x: float, y: float, to_x: float, to_y: float, weight: float) -> None:
        """A straight rule."""
        self.canvas.setStrokeGray(0)
        self.canvas.setLineWidth(weight)
        self.canvas.line(x * MM, (HEIGHT - y) * MM, to_x * MM, (HEIGHT - to_y) * MM)

    def disc(self, words: str, x: float, y: float, across: float, size: float, role: str = "board_semibold") -> None:
        """A white circle with a number in it."""
        self.canvas.setFillGray(1)
        self.canvas.setStrokeGray(0)
        self.canvas.setLineWidth(0.9)
        self.canvas.circle(x * MM, (HEIGHT - y) * MM, across / 2 * MM, stroke=1, fill=1)
        self.write(words, role, size, x, y + 0.36 * em(size), 0.5)

    # -- parts of the page

    def head(self) -> float:
        """Title, size, and the poster's own title; returns where it ends."""
        size, layout = self.plan.options.size, self.layout
        self.write("公开栏拼贴图", "board_title", 26, _LEFT, 31)
        turned = "横向" if layout.landscape else "竖向"
        facts = f"{size.name} {size.millimetres}毫米　{layout.paper}{turned} {layout.count}张"
        self.write(facts, "board_text", 11.5, _RIGHT, 30.5, 1.0)
        self.rule(_LEFT, 34.4, _RIGHT, 34.4, 1.2)
        code = f"核对码 {self.plan.options.code}" if self.plan.options.code else ""
        taken = self.type.width(code, "board_medium", 12) + 6 if code else 0.0
        title = self.type.largest(self.plan.title, "board_medium", 12.0, _RIGHT - _LEFT - taken)
        self.write(self.plan.title, "board_medium", title, _LEFT, 41.6)
        if code:
            self.write(code, "board_medium", 12, _RIGHT, 41.6, 1.0)
        return 47.5

    def miniature(self, form: str, y: float) -> float:
        """The poster in little with joints, their distances in mm, and the numbers of the sheets."""
        plan = self.plan
        scale = min((_RIGHT - _LEFT) / plan.width_mm, _MOST_HEIGHT / plan.height_mm)
        wide, high = plan.width_mm * scale, plan.height_mm * scale
        box = Box((_LEFT + _RIGHT - wide) / 2, y, wide, high)
        low = Box(box.x, HEIGHT - box.bottom, wide, high)
        draw_across(self.canvas, self.type, plan.options.watermark, low)
        self.canvas.saveState()
        self.canvas.setFillAlpha(_STRENGTH)
        self.canvas.setStrokeAlpha(_STRENGTH)
        self.canvas.translate(box.x * MM, (HEIGHT - box.bottom) * MM)
        self.canvas.scale(scale, scale)
        self.canvas.doForm(form)
        self.canvas.restoreState()
        self.canvas.setStrokeGray(0)
        self.canvas.setLineWidth(1.2)
        self.canvas.rect(box.x * MM, (HEIGHT - box.bottom) * MM, wide * MM, high * MM, stroke=1, fill=0)
        self._joints(box, scale)
        self._numbers(box, scale)
        return box.bottom + 7

    def _joints(self, box: Box, scale: float) -> None:
        for joint in self.layout.joints_x:
            self.rule(box.x + joint * scale, box.y, box.x + joint * scale, box.bottom + 1.5, 1.0)
        for joint in self.layout.joints_y:
            self.rule(box.x - 1.5, box.y + joint * scale, box.right, box.y + joint * scale, 1.0)
        size = 8.5 if len(self.layout.joints_x) < 8 else 6.5
        for place in (0.0, *self.layout.joints_x, self.plan.width_mm):
            self.write(f"{place:g}", "board_text", size, box.x + place * scale, box.bottom + 5, 0.5)
        for place in (0.0, *self.layout.joints_y, self.plan.height_mm):
            self.write(f"{place:g}", "board_text", size, box.x - 2.2, box.y + place * scale + 1, 1.0)

    def _numbers(self, box: Box, scale: float) -> None:
        least = min(min(tile.part.width, tile.part.height) for tile in self.layout.tiles) * scale
        across = max(3.0, min(_DISC, 0.82 * least))
        for tile in self.layout.tiles:
            x = box.x + (tile.part.x + tile.part.width / 2) * scale
            y = box.y + (tile.part.y + tile.part.height / 2) * scale
            self.disc(str(tile.number), x, y, across, across * 1.3)

    def steps(self, y: float) -> float:
        """What to do, one line each."""
        count, turned = self.layout.count, "横向" if self.layout.landscape else "竖向"
        paper = self.layout.paper
        steps = [("打印", f"纸张选{paper}{turned}，缩放选“实际大小”（100%），不选“适合页面”。先只印第1张。")]
        steps.append(("量尺", "用直尺量第1张上的标尺，应为100毫米；差1毫米以上，先调打印机再印。"))
        if count > 1:
            steps.append(("裁切", "每张沿左边、上边的虚线裁齐。第1列不裁左边，第1行不裁上边，粘贴边不裁。"))
            steps.append(("粘贴", "从第1张起，由左到右、由上到下，后一张压在前一张的粘贴边上，对准三角尖。"))
        steps.append(("修边", "全部贴好后从背面用胶带加固，沿外框修去多余的纸边，再上墙。"))
        for at, (name, words) in enumerate(steps):
            middle = y + at * _STEPS
            self.disc(str(at + 1), _LEFT + 3.3, middle, 6.6, 10)
            self.write(name, "board_strong", _TEXT, _LEFT + 10.5, middle + 0.37 * em(_TEXT))
            self.write(words, "board_text", _TEXT - 0.25, _LEFT + 24, middle + 0.37 * em(_TEXT))
        y += len(steps) * _STEPS - 2
        self.rule(_LEFT, y, _RIGHT, y, 0.8)
        return y

    def foot(self, y: float) -> None:
        """How to print one sheet again, what to check, and a ruler."""
        self.write("只重印一张", "board_strong", 12, _LEFT, y + 8)
        again = "某一张印坏、贴坏时，只印这一张：在“只打这几张”里点它，或在打印窗口的“页码”里填张号。本页是最后一页。"
        lines = break_lines(self.type.fonts, (Run(again, "board_text"),), _TEXT, 76 * MM)
        self.canvas.setFillGray(0)
        for at, line in enumerate(lines):
            draw_line(self.canvas, line, _LEFT * MM, (HEIGHT - y - 14.6 - at * 5.8) * MM)
        x = _LEFT + 90
        self.write("印后自检", "board_strong", 12, x, y + 8)
        checks = ["标尺100毫米", f"{self.layout.count}张齐全"]
        if self.plan.options.code:
            checks.append("核对码与交接包一致")
        for at, words in enumerate(checks):
            middle = y + 13.2 + at * 6.2
            self.canvas.setStrokeGray(0)
            self.canvas.setLineWidth(0.8)
            self.canvas.rect(x * MM, (HEIGHT - middle - 1.75) * MM, 3.5 * MM, 3.5 * MM, stroke=1, fill=0)
            self.write(words, "board_text", _TEXT, x + 5.6, middle + 0.37 * em(_TEXT))
        self.canvas.saveState()
        self.canvas.translate(_LEFT * MM, (HEIGHT - y - 37) * MM)
        draw_ruler(self.canvas, self.type, 0, 0)
        self.canvas.restoreState()
