"""How one cell looks: figure, last year's figure, dashed box where blank, signs of doubt and of failed relations.

Every state has a form of its own, so that nothing depends on hue.
"""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QStaticText, QTransform

from ui.editor.table import strokes
from ui.editor.table.model import Look
from ui.editor.table.strokes import RIGHT
from ui.kit.lamp import paint_lamp
from ui.kit.theme import REGULAR, SEMIBOLD, Theme, tokens

_TINY, _CELL, _BOLD = range(3)  # the faces
_KEPT = 1000  # texts of figures that are kept set
_SIGN = 13  # px of the question mark in a doubtful cell


class CellArt:
    """Draws cells in one theme; its fonts, colours and distances are asked for once instead of at every cell."""

    def __init__(self, now: Theme) -> None:
        self.now = now
        self.tint, self.selected = now.colour("tint"), now.colour("accent_soft")
        self._left, self._right = (now.px(tokens()["spacing"][f"cell_padding_{side}"]) for side in ("left", "right"))
        self._gap, self._bar = now.px(4), now.px(tokens()["marks"]["changed_bar"])
        self._sign, self._low = now.px(_SIGN), now.text_size("tiny") // 2 - now.px(1)
        faces = (now.font("tiny"), now.font("cell"), now.font("cell", SEMIBOLD))
        self._faces = [(face, QFontMetrics(face)) for face in faces]
        self._written: dict[tuple[int, str], tuple[QStaticText, int]] = {}
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
        left, right = rect.left() + self._left, rect.right() - self._right + 1
        small, text, middle = look.struck or look.last, look.text, rect.center().y()
        face = _BOLD if current or look.struck else _CELL
        if small:
            if look.doubt:
                left += self._sign  # which has the corner
            if self._small(painter, left, rect, look, right - self._width(text, face)):
                middle += self._low
        if look.is_blank:
            strokes.dashed(painter, rect, self.now)
            return
        painter.setPen(
            self._bad if look.is_wrong or look.struck else self._computed_ink if look.is_total else self._ink
        )
        wide = self._figure(painter, right, middle, text, face, right - rect.left() - self._left)
        if look.is_wrong:
            foot = middle + self.now.text_size("cell") * 5 // 8
            strokes.wave(painter, right - wide, right, foot, self._bad)

    def _figure(self, painter: QPainter, right: int, middle: int, text: str, face: int, room: int) -> int:
        """Writes ``text`` up to ``right``; returns how wide it became."""
        font, metrics = self._faces[face]
        static, wide = self._text(text, face)
        if wide <= room or room <= 0:
            painter.setFont(font)
            painter.drawStaticText(right - wide, middle - metrics.height() // 2, static)
            return wide
        size = max(9, self.now.text_size("cell") * room // wide)
        painter.setFont(self.now.sized_font(size, SEMIBOLD if face == _BOLD else REGULAR))
        half = metrics.height()
        painter.drawText(QRect(right - room, middle - half, room, 2 * half), RIGHT, text)
        return room

    def _small(self, painter: QPainter, left: int, rect: QRect, look: Look, end: int) -> bool:
        """Last year's figure with the sign of a large change, or the sum that a printed total replaces, struck out.

        Beside the figure, which begins at ``end``, where there is room; else above it. True where it went up.
        """
        font, metrics = self._faces[_TINY]
        tells = look.struck or ("" if look.change and look.last == "0" else look.last)  # from nothing: the sign says it
        static, wide = self._text(tells, _TINY)
        changed = bool(look.change) and not look.struck
        above = left + wide + (self._sign if changed else 0) + self._gap > end
        middle = rect.top() + metrics.height() // 2 if above else rect.center().y()
        painter.setFont(font)
        painter.setPen(self._computed_ink if look.struck else self._ink3)
        painter.drawStaticText(left, middle - metrics.height() // 2, static)
        if look.struck:
            painter.fillRect(left - 1, middle + 1, wide + 3, 1, self._computed_ink)
        elif changed:
            strokes.change(painter, left + wide + self.now.px(2), middle + 1, self.now, rises=look.change > 0)
        return above

    def _text(self, text: str, face: int) -> tuple[QStaticText, int]:
        """A figure set once and written often, and how wide it is."""
        made = self._written.get((face, text))
        if made is None:
            if len(self._written) > _KEPT:
                self._written.clear()
            font, metrics = self._faces[face]
            static = QStaticText(text)
            static.setTextFormat(Qt.TextFormat.PlainText)
            static.prepare(QTransform(), font)
            made = self._written[face, text] = static, metrics.horizontalAdvance(text)
        return made

    def _width(self, text: str, face: int) -> int:
        return self._text(text, face)[1] if text else 0

    def signs(
        self, painter: QPainter, rect: QRect, look: Look, *, current: bool = False, keyboard: bool = True
    ) -> None:
        """What lies over figure and grid: the bar and mark of a doubt, the corner of a failed relation, the frame.

        The frame of the current cell is grey while the ``keyboard`` is elsewhere.
        """
        now, inside = self.now, rect
        if look.is_wrong:
            strokes.frame(painter, rect, now, "bad", 2)
        elif current:
            strokes.frame(painter, rect, now, "accent" if keyboard else "edge", tokens()["lines"]["current_cell"])
        if current or look.is_wrong:  # signs lie inside the frame, so that they are seen where the hands are
            edge = now.px(tokens()["lines"]["current_cell"])
            inside = rect.adjusted(edge, edge, -edge, -edge)
        if look.mark:
            strokes.corner(painter, inside, now, look.mark)
        if look.doubt:
            painter.fillRect(QRect(inside.topLeft(), QSize(self._bar, inside.height())), self._doubt)
            paint_lamp(
                painter, QRectF(inside.left() + self._bar + 1, inside.top() + 1, self._sign, self._sign), "doubt"
            )


@lru_cache(maxsize=2)
def art_in(now: Theme) -> CellArt:
    """The art of a theme: every table draws with the same, so that a figure is set once for all of them."""
    return CellArt(now)
