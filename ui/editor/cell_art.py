"""How one cell looks: figure, last year's figure, dashed box where blank, signs of doubt and of failed relations.

Every state has a form of its own, so that nothing depends on hue.
"""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize
from PySide6.QtGui import QFontMetrics, QPainter

from ui.editor import strokes
from ui.editor.strokes import LEFT, RIGHT
from ui.editor.table_model import Look
from ui.kit.lamp import paint_lamp
from ui.kit.theme import REGULAR, SEMIBOLD, Theme, tokens

_SURE = 4  # so many characters fit into the narrowest column
_SIGN = 13  # px of the question mark in a doubtful cell


class CellArt:
    """Draws cells in one theme; its fonts, colours and distances are asked for once instead of at every cell."""

    def __init__(self, now: Theme) -> None:
        self.now = now
        self.tint, self.selected = now.colour("tint"), now.colour("accent_soft")
        self._left, self._right = (now.px(tokens()["spacing"][f"cell_padding_{side}"]) for side in ("left", "right"))
        self._gap, self._bar = now.px(4), now.px(tokens()["marks"]["changed_bar"])
        self._cell, self._bold, self._tiny = now.font("cell"), now.font("cell", SEMIBOLD), now.font("tiny")
        self._cell_width = QFontMetrics(self._cell).horizontalAdvance
        self._bold_width = QFontMetrics(self._bold).horizontalAdvance
        self._tiny_width = QFontMetrics(self._tiny).horizontalAdvance
        self._ink, self._ink3, self._bad = now.colour("ink"), now.colour("ink3"), now.colour("bad")
        self._doubt = now.colour("doubt")
        self._computed, self._computed_ink = now.colour("computed"), now.colour("computed_ink")

    def ground(self, painter: QPainter, rect: QRect, look: Look) -> None:
        """The grey of a computed total; any other cell is the paper itself."""
        if look.is_total:
            painter.fillRect(rect, self._computed)

    def figures(self, painter: QPainter, rect: QRect, look: Look, *, current: bool = False) -> None:
        """What is written in the cell: the figure at the right, the small one at the left, above where both are long.

        A figure is never shortened; one that is too long even for itself is set smaller.
        """
        inner = rect.adjusted(self._left, 0, -self._right, -1)
        small, text = look.struck or look.last, look.text
        changed = bool(look.change) and not look.struck
        heavy = current or bool(look.struck)
        font, wide = self._bold if heavy else self._cell, 0
        tight = len(small) + len(text) > _SURE
        if tight or look.is_wrong:
            wide = (self._bold_width if heavy else self._cell_width)(text)
            if wide > inner.width() > 0:
                size = max(9, self.now.text_size("cell") * inner.width() // wide)
                font = self.now.sized_font(size, SEMIBOLD if heavy else REGULAR)
        if small:
            aside = inner.adjusted(self.now.px(_SIGN), 0, 0, 0) if look.doubt else inner  # the sign has the corner
            used = self._tiny_width(small) if tight or changed or look.struck else 0
            used += self.now.px(2 + strokes.CHANGE) if changed else 0
            above = tight and used + self._gap + wide > aside.width()
            middle = rect.top() + self.now.text_size("tiny") * 3 // 4 if above else inner.center().y()
            self._small(painter, aside, look, small, used, middle)
            if above:
                inner.setTop(inner.top() + self.now.text_size("tiny") - self.now.px(3))
        if look.is_blank:
            strokes.dashed(painter, rect, self.now)
            return
        loud = look.is_wrong or look.struck
        painter.setFont(font)
        painter.setPen(self._bad if loud else self._computed_ink if look.is_total else self._ink)
        painter.drawText(inner, RIGHT, text)
        if look.is_wrong:
            foot = inner.center().y() + self.now.text_size("cell") * 5 // 8
            strokes.wave(painter, inner.right() - min(wide, inner.width()), inner.right(), foot, self._bad)

    def _small(self, painter: QPainter, inner: QRect, look: Look, small: str, used: int, middle: int) -> None:
        """Last year's figure with the sign of a large change, or the sum that a printed total replaces, struck out."""
        painter.setFont(self._tiny)
        painter.setPen(self._computed_ink if look.struck else self._ink3)
        half = self.now.text_size("tiny")
        painter.drawText(QRect(inner.left(), middle - half, inner.width(), 2 * half), LEFT, small)
        if look.struck:
            painter.fillRect(inner.left() - 1, middle + 1, used + 3, 1, self._computed_ink)
        elif look.change:
            left = inner.left() + used - self.now.px(strokes.CHANGE)
            strokes.change(painter, left, middle + 1, self._doubt, rises=look.change > 0)

    def signs(self, painter: QPainter, rect: QRect, look: Look, *, current: bool = False) -> None:
        """What lies over figure and grid: the bar and mark of a doubt, the corner of a failed relation, the frame."""
        now, inside = self.now, rect
        if look.is_wrong:
            strokes.frame(painter, rect, now, "bad", 2)
        elif current:
            strokes.frame(painter, rect, now, "accent", tokens()["lines"]["current_cell"])
        if current or look.is_wrong:  # signs lie inside the frame, so that they are seen where the hands are
            edge = now.px(tokens()["lines"]["current_cell"])
            inside = rect.adjusted(edge, edge, -edge, -edge)
        if look.mark:
            strokes.corner(painter, inside, now, look.mark)
        if look.doubt:
            painter.fillRect(QRect(inside.topLeft(), QSize(self._bar, inside.height())), self._doubt)
            side = now.px(_SIGN)
            paint_lamp(painter, QRectF(inside.left() + self._bar + 1, inside.top() + 1, side, side), "doubt")
