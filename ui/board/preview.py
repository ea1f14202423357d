"""The desk with the paper on it: pictures of the very file, ruler ticks and sizes painted outside the paper."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QSizePolicy

from ui.board.proofs import BOARD, TILES, Shown
from ui.board.spread import MM_PER_INCH, Place, Room, Spread, arrange
from ui.kit.theme import theme, themed

MARGIN, GAP = 33, 24  # air round the paper, room for ticks and sizes in it
_TICK, _AWAY = 9, 4
_VEIL = 0.72  # over a picture that is not true any more
_BAR = 13  # as wide as the style makes a scroll bar
_LIKELY_DPI = (60.0, 400.0)  # what a screen says of itself beyond that is not true
_MIDDLE = Qt.AlignmentFlag.AlignCenter


class Preview(QAbstractScrollArea):
    """Shows a ``Shown``; ``room_changed`` when another picture is wanted (size of the window, whole or real size)."""

    room_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._shown: Shown | None = None
        self._real = self._stale = False
        self._marked: frozenset[int] | None = None
        self._held: QPoint | None = None
        self._joints: tuple[Sequence[float], Sequence[float]] = ((), ())
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName("预览")
        for bar in (self.horizontalScrollBar(), self.verticalScrollBar()):
            bar.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        themed(self, lambda _: self.viewport().update())

    def minimumSizeHint(self) -> QSize:
        """It makes do with little: the columns beside it need their words."""
        return QSize(theme().px(240), theme().px(160))

    def set_real(self, real: bool) -> None:
        """Real size, or the whole sheet."""
        if real != self._real:
            self._real = real
            self._spread_out()
            self.room_changed.emit()

    def room(self) -> Room:
        """What there is to draw in."""
        current = theme()
        size = self.maximumViewportSize()
        return Room(
            width=size.width(),
            height=size.height(),
            margin=current.px(MARGIN),
            gap=current.px(GAP),
            px_per_mm=self._dpi() / MM_PER_INCH,
            bar=current.px(_BAR),
            real=self._real,
            ratio=self.devicePixelRatioF(),
            strip=self._shown.wanted.room.strip if self._shown is not None else 0,
        )

    def show_proof(self, shown: Shown) -> None:
        """Another paper, or the same with sharper pictures."""
        kept = self._shown is not None and self._shown.wanted.kind == shown.wanted.kind
        self._shown, self._stale = shown, False
        self._spread_out()
        if not kept:
            self.verticalScrollBar().setValue(0)
            self.horizontalScrollBar().setValue(0)

    @property
    def shown(self) -> Shown | None:
        """What lies on the desk."""
        return self._shown

    def show_joints(self, across: Sequence[float], down: Sequence[float]) -> None:
        """Where the sheets join, in mm: ticks stand there too."""
        self._joints = (across, down)
        self.viewport().update()

    def mark(self, pages: Iterable[int] | None) -> None:
        """Only these pages (from 0) will be printed: the others are greyed out. None: all are alike."""
        marked = None if pages is None else frozenset(pages)
        if marked != self._marked:
            self._marked = marked
            self.viewport().update()

    def fade(self) -> None:
        """Greys the poster out, for it is not what the settings say; a picture of another paper goes."""
        if self._shown is not None and self._shown.board is None:
            self.clear()
        self._stale = self._shown is not None
        self.viewport().update()

    def clear(self) -> None:
        """An empty desk."""
        self._shown, self._stale = None, False
        self._spread_out()

    def _dpi(self) -> float:
        screen = self.screen()
        for dpi in (screen.physicalDotsPerInchX(), screen.logicalDotsPerInchX()):
            if _LIKELY_DPI[0] <= dpi <= _LIKELY_DPI[1]:
                return float(dpi)
        return 96.0

    def spread(self) -> Spread:
        """Where the pages lie now; their pictures may still be those of another size."""
        return arrange(self._shown.sizes if self._shown else (), self.room())

    def _spread_out(self) -> None:
        spread = self.spread()
        width, height = spread.view(self.room())
        for bar, length, page in (
            (self.horizontalScrollBar(), spread.width, width),
            (self.verticalScrollBar(), spread.height, height),
        ):
            bar.setRange(0, max(0, length - page))
            bar.setPageStep(page)
            bar.setSingleStep(theme().px(40))
        self._show_hand()
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The old picture is stretched at once; a sharp one is asked for."""
        super().resizeEvent(event)
        self._spread_out()
        self.room_changed.emit()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Draws anew: the ticks at the edges follow the paper."""
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows and page keys move the paper, Home and End go to its ends."""
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        step = {
            Qt.Key.Key_Left: (across, -across.singleStep()),
            Qt.Key.Key_Right: (across, across.singleStep()),
            Qt.Key.Key_Up: (down, -down.singleStep()),
            Qt.Key.Key_Down: (down, down.singleStep()),
            Qt.Key.Key_PageUp: (down, -down.pageStep()),
            Qt.Key.Key_PageDown: (down, down.pageStep()),
            Qt.Key.Key_Home: (down, -down.maximum()),
            Qt.Key.Key_End: (down, down.maximum()),
        }.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        bar, by = step
        bar.setValue(bar.value() + by)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Takes the paper by the hand."""
        if event.button() == Qt.MouseButton.LeftButton and self._moves:
            self._held = event.position().toPoint()
            self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Pulls the paper along."""
        if self._held is None:
            return
        at = event.position().toPoint()
        by, self._held = at - self._held, at
        self.horizontalScrollBar().setValue(self.horizontalScrollBar().value() - by.x())
        self.verticalScrollBar().setValue(self.verticalScrollBar().value() - by.y())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Lets the paper go."""
        self._held = None
        self._show_hand()

    @property
    def _moves(self) -> bool:
        return self.horizontalScrollBar().maximum() > 0 or self.verticalScrollBar().maximum() > 0

    def _show_hand(self) -> None:
        shape = Qt.CursorShape.OpenHandCursor if self._moves else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Desk, pages, ticks."""
        with QPainter(self.viewport()) as painter:
            painter.fillRect(self.viewport().rect(), theme().colour("desk"))
            shown = self._shown
            if shown is None:
                return
            painter.translate(-self.horizontalScrollBar().value(), -self.verticalScrollBar().value())
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            veil = QColor(theme().colour("desk"))  # the colour itself belongs to the theme
            veil.setAlphaF(_VEIL)
            for number, (place, image) in enumerate(zip(self.spread().places, shown.images, strict=True)):
                paper = self._target(place, image)
                painter.drawImage(paper, image)
                if self._marked is not None and number not in self._marked:
                    painter.fillRect(paper, veil)
                painter.setPen(theme().colour("edge"))
                painter.drawRect(paper.adjusted(-1, -1, 0, 0))
            if self._stale:
                painter.fillRect(QRectF(0, 0, self.spread().width, self.spread().height), veil)
            elif shown.wanted.kind == BOARD:
                self._draw_measures(painter, self.spread().places[0], shown.sizes[0])
            elif len(shown.sizes) > 1:
                self._draw_numbers(painter)

    def _target(self, place: Place, image: QImage) -> QRectF:
        """Pixel for pixel where the picture was made for this place; stretched while a sharper one is on its way."""
        ratio = self.devicePixelRatioF()
        if abs(image.width() - place.width * ratio) <= 1:
            return QRectF(place.x, place.y, image.width() / ratio, image.height() / ratio)
        return QRectF(place.x, place.y, place.width, place.height)

    def _draw_measures(self, painter: QPainter, place: Place, size: tuple[float, float]) -> None:
        current = theme()
        painter.setPen(QPen(current.colour("ink2"), 1))
        tick, away = current.px(_TICK), current.px(_AWAY)
        left, top = place.x - away, place.y - away
        right, bottom = place.x + place.width + away, place.y + place.height + away
        for x in self._marks(self._joints[0], size[0], place.x, place.width):
            painter.drawLine(x, top - tick, x, top)
            painter.drawLine(x, bottom, x, bottom + tick)
        for y in self._marks(self._joints[1], size[1], place.y, place.height):
            painter.drawLine(left - tick, y, left, y)
            painter.drawLine(right, y, right + tick, y)
        painter.setFont(current.font("small"))
        height = current.px(20)
        self._word(painter, QRectF(place.x, top - height - 1, place.width, height), f"{size[0]:g} 毫米")
        painter.save()
        painter.translate(left - height - 1, place.y + place.height)
        painter.rotate(-90)
        self._word(painter, QRectF(0, 0, place.height, height), f"{size[1]:g} 毫米")
        painter.restore()

    @staticmethod
    def _word(painter: QPainter, where: QRectF, text: str) -> None:
        """A size on the desk's own colour, so that no tick runs through it."""
        words = painter.boundingRect(where, _MIDDLE, text).adjusted(-6, 0, 6, 0)
        painter.fillRect(words, theme().colour("desk"))
        painter.drawText(where, _MIDDLE, text)

    @staticmethod
    def _marks(joints: Sequence[float], size: float, start: int, length: int) -> list[int]:
        inner = [start + round(joint / size * length) for joint in joints if 0 < joint < size]
        return [start, *inner, start + length - 1]

    @property
    def _is_in_pieces(self) -> bool:
        shown = self._shown
        return shown is not None and (shown.wanted.kind == TILES or shown.wanted.room.strip > 0)

    def _draw_numbers(self, painter: QPainter) -> None:
        current = theme()
        painter.setPen(current.colour("ink2"))
        painter.setFont(current.font("small"))
        for number, place in enumerate(self.spread().places, start=1):
            where = QRectF(place.x, place.y + place.height, place.width, current.px(GAP))
            painter.drawText(where, _MIDDLE, f"第 {number} {'张' if self._is_in_pieces else '页'}")
