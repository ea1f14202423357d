"""The focus ring: 2 px, 2 px outside the control, shown while the keyboard leads.

One overlay per window, because a ring outside a control cannot be drawn by the control itself.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from ui.kit.theme import theme

_OUT = 4  # 2 px air and the 2 px ring
_MOVES = {
    QEvent.Type.Move,
    QEvent.Type.Resize,
    QEvent.Type.Show,
    QEvent.Type.Hide,
    QEvent.Type.EnabledChange,
}


def _shows_it_itself(target: QWidget) -> bool:
    from PySide6.QtWidgets import QAbstractItemView, QLineEdit, QPlainTextEdit, QTextEdit  # not before the first page

    return isinstance(target, QLineEdit | QTextEdit | QPlainTextEdit | QAbstractItemView)


def focus_by_key(widget: QWidget) -> None:
    """Gives the keyboard to ``widget`` after a key was pressed elsewhere; the ring shows where it went."""
    widget.setFocus(Qt.FocusReason.ShortcutFocusReason)
    ring = widget.window().findChild(FocusRing)
    if ring is not None:
        ring.lead()


class FocusRing(QWidget):
    """Follows the control with the keyboard focus in ``window``; ``lead()`` is called when Tab moved it."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._watched: list[QWidget] = []
        self._keyboard = False
        self.hide()
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._moved)

    def lead(self) -> None:
        """The keyboard leads now."""
        self._keyboard = True
        self._follow(QApplication.focusWidget())

    def _moved(self, old: QWidget | None, new: QWidget | None) -> None:
        if QGuiApplication.mouseButtons() != Qt.MouseButton.NoButton:
            self._keyboard = False
        self._follow(new)

    def _follow(self, target: QWidget | None) -> None:
        for widget in self._watched:
            if isValid(widget):  # a page may be gone by now
                widget.removeEventFilter(self)
        self._watched = []
        window = self.parentWidget()
        if not self._keyboard or target is None or _shows_it_itself(target) or target.window() is not window:
            self.hide()
            return
        step: QWidget | None = target
        while step is not None and step is not window:
            step.installEventFilter(self)
            self._watched.append(step)
            step = step.parentWidget()
        self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keeps the ring at its control when anything around it moves."""
        if event.type() in _MOVES:
            self._place()
        return False

    def _place(self) -> None:
        window = self.parentWidget()
        if not self._watched or window is None:
            return
        target = self._watched[0]
        if not isValid(target) or not target.isVisible():
            self.hide()
            return
        out = theme().px(_OUT)
        box = QRect(target.mapTo(window, target.rect().topLeft()), target.size()).adjusted(-out, -out, out, out)
        self.setGeometry(box.intersected(self._room(target, window)))
        self.raise_()
        self.show()
        self.update()

    @staticmethod
    def _room(target: QWidget, window: QWidget) -> QRect:
        """What can be seen of the pages around the target: a ring never lies over its neighbours' page."""
        room = window.rect()
        step = target.parentWidget()
        while step is not None and step is not window:
            if step.objectName() == "qt_scrollarea_viewport":
                room = room.intersected(QRect(step.mapTo(window, step.rect().topLeft()), step.size()))
            step = step.parentWidget()
        return room

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws the ring."""
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(theme().colour("accent"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), theme().px(6), theme().px(6))
