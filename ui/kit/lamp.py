"""Lamps: form, word and colour for every state, so that nothing depends on hue. Words and shapes: tokens.json."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QImage, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.kit.draw import to_keep
from ui.kit.theme import REGULAR, SEMIBOLD, Theme, theme, themed, tokens

_SIDE = 18.0  # the square in which the shapes below are drawn
_TICK = ((5.2, 9.3), (7.9, 12.0), (12.8, 6.6))
_DISC = QRectF(1, 1, 16, 16)
_RING = QRectF(1.75, 1.75, 14.5, 14.5)


def word(kind: str, count: int | str | None = None) -> str:
    """The word beside the lamp: 差 3, 平, 未填."""
    text: str = tokens()["lamps"][kind]["word"]
    return text.replace("N", str(count)) if count is not None else text.replace(" N", "")


def spoken(kind: str, count: int | str | None = None) -> str:
    """What a screen reader says: 不平，相差 3."""
    text: str = tokens()["lamps"][kind]["spoken"]
    if count is not None:
        return text.replace("N", str(count))
    return text.replace("，相差 N", "").replace(" N 处", "")


def colour_of(kind: str) -> QColor:
    """The colour of the word beside the lamp."""
    return theme().colour(tokens()["lamps"][kind]["text"])


def kinds() -> list[str]:
    """Every kind of lamp that can be drawn."""
    return list(tokens()["lamps"])


def worst(found: Iterable[str]) -> str:
    """The one lamp that stands for several: the worst; 平 where there is none."""
    order: list[str] = tokens()["lamp_order"]
    return min(found, key=lambda kind: order.index(kind) if kind in order else len(order), default="ok")


def paint_lamp(painter: QPainter, rect: QRectF, kind: str) -> None:
    """Draws the lamp of ``kind`` into the square ``rect``, moved to whole dots of the screen."""
    ratio = painter.device().devicePixelRatioF()
    image = _image(kind, round(rect.width() * ratio), ratio, theme())
    painter.drawImage(QPointF(round(rect.x() * ratio) / ratio, round(rect.y() * ratio) / ratio), image)


@lru_cache(maxsize=96)  # a look has some fifty
def _image(kind: str, side: int, ratio: float, now: Theme) -> QImage:
    """A lamp ``side`` dots wide: drawn once, because the same few stand everywhere and follow every key."""
    image = QImage(side, side, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    with QPainter(image) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(side / _SIDE, side / _SIDE)
        _SHAPES[kind](painter, now.colour(tokens()["lamps"][kind]["colour"]), now.colour("on_lamp"))
    image.setDevicePixelRatio(ratio)
    return to_keep(image)


def _outline(painter: QPainter, colour: QColor, width: float = 1.6) -> None:
    pen = QPen(colour, width)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)


def _solid(painter: QPainter, colour: QColor) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)


def _line(painter: QPainter, *points: tuple[float, float]) -> None:
    painter.drawPolyline([QPointF(x, y) for x, y in points])


def _disc(painter: QPainter, colour: QColor) -> None:
    _solid(painter, colour)
    painter.drawEllipse(_DISC)


def _square(painter: QPainter, colour: QColor) -> None:
    _solid(painter, colour)
    painter.drawRoundedRect(_DISC, 3, 3)


def _triangle() -> QPainterPath:
    path = QPainterPath(QPointF(9, 2.3))
    path.lineTo(16.5, 15.8)
    path.lineTo(1.5, 15.8)
    path.closeSubpath()
    return path


def _ok(painter: QPainter, colour: QColor, on: QColor) -> None:
    _disc(painter, colour)
    _outline(painter, on, 1.8)
    _line(painter, *_TICK)


def _bad(painter: QPainter, colour: QColor, on: QColor) -> None:
    _square(painter, colour)
    _outline(painter, on)
    _line(painter, (4.9, 7.0), (13.1, 7.0))
    _line(painter, (4.9, 11.0), (13.1, 11.0))
    _line(painter, (11.4, 4.2), (6.6, 13.8))


def _doubt(painter: QPainter, colour: QColor, on: QColor) -> None:
    _outline(painter, colour, 1.4)
    painter.setBrush(colour)
    painter.drawPath(_triangle())
    _outline(painter, on, 1.5)
    path = QPainterPath(QPointF(7.0, 7.9))
    path.cubicTo(7.1, 5.5, 11.0, 5.5, 11.0, 8.0)
    path.cubicTo(11.0, 9.6, 9.0, 9.5, 9.0, 11.2)
    painter.drawPath(path)
    painter.drawPoint(QPointF(9, 13.7))


def _todo(painter: QPainter, colour: QColor, on: QColor) -> None:
    pen = QPen(colour, 1.5)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    pen.setDashPattern([2.1, 1.42])
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(_RING)


def _part(painter: QPainter, colour: QColor, on: QColor) -> None:
    _outline(painter, colour, 1.5)
    painter.drawEllipse(_RING)
    _solid(painter, colour)
    painter.drawPie(QRectF(4.4, 4.4, 9.2, 9.2), -90 * 16, 180 * 16)


def _must(painter: QPainter, colour: QColor, on: QColor) -> None:
    _square(painter, colour)
    _outline(painter, on, 2.0)
    _line(painter, (9, 4.8), (9, 9.8))
    painter.drawPoint(QPointF(9, 13.2))


def _said(painter: QPainter, colour: QColor, on: QColor) -> None:
    _outline(painter, colour, 1.5)
    painter.drawPath(_triangle())
    _line(painter, (6.6, 11.0), (8.4, 12.8), (11.6, 9.4))


def _tip(painter: QPainter, colour: QColor, on: QColor) -> None:
    _outline(painter, colour, 1.5)
    painter.drawEllipse(_RING)
    _outline(painter, colour, 1.7)
    _line(painter, (9, 8.4), (9, 12.6))
    painter.drawPoint(QPointF(9, 5.5))


def _got(painter: QPainter, colour: QColor, on: QColor) -> None:
    _disc(painter, colour)
    _outline(painter, on)
    _line(painter, (9, 5.2), (9, 12.6))
    _line(painter, (6.0, 9.7), (9, 12.7), (12.0, 9.7))


def _back(painter: QPainter, colour: QColor, on: QColor) -> None:
    _outline(painter, colour, 1.5)
    painter.drawRoundedRect(_RING, 3, 3)
    _line(painter, (7.2, 5.4), (4.9, 7.7), (7.2, 10.0))
    path = QPainterPath(QPointF(4.9, 7.7))
    path.lineTo(10.6, 7.7)
    path.cubicTo(13.6, 7.7, 13.6, 12.4, 10.8, 12.4)
    painter.drawPath(path)


_SHAPES = {
    "ok": _ok,
    "bad": _bad,
    "doubt": _doubt,
    "todo": _todo,
    "part": _part,
    "must": _must,
    "said": _said,
    "tip": _tip,
    "got": _got,
    "back": _back,
}


class LampLabel(QWidget):
    """A lamp and its word; speaks to screen readers. ``kind`` "" shows nothing.

    ``text`` replaces the word of the kind (全平, 2 件), ``count`` goes into it (差 3); a ``quiet`` word is plain text.
    """

    def __init__(self, kind: str = "", count: int | str | None = None, text: str = "", *, role: str = "body") -> None:
        super().__init__()
        self._role = role
        self._kind, self._text, self._quiet = "", "", False
        self._told: tuple[object, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self.show_lamp(kind, count, text)
        themed(self, lambda _: self.updateGeometry())

    @property
    def kind(self) -> str:
        """The kind that is shown."""
        return self._kind

    def text(self) -> str:
        """The word that is shown."""
        return self._text

    def show_lamp(
        self, kind: str, count: int | str | None = None, text: str = "", said: str = "", *, quiet: bool = False
    ) -> None:
        """Shows another state; ``said`` replaces what a screen reader says."""
        told = (kind, count, text, said, quiet)
        if told == self._told:
            return
        self._told = told
        before, self._kind, self._quiet = self.sizeHint(), kind, quiet
        self._text = text or (word(kind, count) if kind else "")
        self.setAccessibleName(said or text or (spoken(kind, count) if kind else ""))
        if self.sizeHint() != before:  # a new time of the last commit is as wide as the one before
            self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Lamp, gap and word."""
        if not self._kind:
            return QSize(0, 0)
        width = QFontMetrics(theme().font(self._role, self._weight())).horizontalAdvance(self._text)
        side = theme().size("lamp")
        return QSize(side + theme().px(self._gap()) + width + 1, max(side + 2, theme().px(24)))

    def minimumSizeHint(self) -> QSize:
        """Never clipped."""
        return self.sizeHint()

    def _gap(self) -> int:
        return 9 if self._quiet else 5

    def _weight(self) -> int:
        return REGULAR if self._quiet or self._kind in {"todo", "part"} else SEMIBOLD

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws lamp and word."""
        if not self._kind:
            return
        with QPainter(self) as painter:
            side = theme().size("lamp")
            paint_lamp(painter, QRectF(0, (self.height() - side) / 2, side, side), self._kind)
            painter.setFont(theme().font(self._role, self._weight()))
            painter.setPen(theme().colour("ink2") if self._quiet else colour_of(self._kind))
            left = side + theme().px(self._gap())
            where = QRectF(left, 0, self.width() - left + 2, self.height())
            painter.drawText(where, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self._text)
