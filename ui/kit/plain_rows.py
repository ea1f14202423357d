"""The rows of a short list of words: a little air round them, the chosen one tinted."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate

from ui.kit.theme import theme

_SIDE, _ABOVE = 11, 3  # px of the design
_Index = QModelIndex | QPersistentModelIndex
_Option = Any  # the stubs do not know the fields


class PlainRows(QStyledItemDelegate):
    """For lists and for what a combo box opens."""

    def sizeHint(self, option: _Option, index: _Index) -> QSize:
        """The words and the air round them."""
        words = option.fontMetrics.horizontalAdvance(str(index.data()))
        return QSize(words + 2 * theme().px(_SIDE), option.fontMetrics.height() + 2 * theme().px(_ABOVE))

    def paint(self, painter: QPainter, option: _Option, index: _Index) -> None:
        """Draws one row; what does not fit ends in dots."""
        now, chosen = theme(), bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen:
            painter.fillRect(option.rect, now.colour("accent_soft"))
        inner = option.rect.adjusted(now.px(_SIDE), 0, -now.px(_SIDE), 0)
        words = option.fontMetrics.elidedText(str(index.data()), Qt.TextElideMode.ElideRight, inner.width())
        painter.setFont(option.font)
        painter.setPen(now.colour("accent" if chosen else "ink"))
        painter.drawText(inner, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, words)
