"""What the program says: a line on the page wherever a page is there. The only file that opens a dialog.

Every message has three parts: 发生了什么 / 数据是否安全 / 下一步.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QSizePolicy, QWidget

from app.domain.errors import Trouble
from ui.kit import boxes
from ui.kit.lamp import paint_lamp
from ui.kit.prose import Prose, Strong
from ui.kit.theme import theme, themed
from ui.kit.widgets import Button, TextButton, draw_box

UNDO_MS = 6000  # how long a line with 撤销 stays
_LAMPS = {"bad": "must", "doubt": "doubt", "ok": "ok", "tip": "tip"}
_COLOURS = {"bad": "bad", "doubt": "doubt", "ok": "ok", "tip": "accent"}


class MessageBar(QFrame):
    """A message on the page. Hidden until ``say``; ``closed`` when it goes, ``acted`` when its button is used."""

    shown = Signal()
    closed = Signal()
    acted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.kind = ""
        self._said = Prose(line=1.55)
        self._action = TextButton("")
        self._close = Button("", "x", kind="text", size="button_small")
        self._close.setAccessibleName("收起这句话")
        self._close.setToolTip("收起")
        self._deed: Callable[[], object] | None = None
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._time_is_up)
        self._action.clicked.connect(self._act)
        self._close.clicked.connect(self.close_message)
        self._layout = QHBoxLayout(self)
        self._layout.addWidget(self._said, 1)
        top = Qt.AlignmentFlag.AlignTop
        self._layout.addWidget(self._action, 0, top)
        self._layout.addWidget(self._close, 0, top)
        boxes.scaled(self._layout, 8, (51, 12, 8, 10))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        themed(self, lambda _: self.update())
        self.hide()

    def text(self) -> str:
        """Everything that is said, in one string."""
        return self._said.text()

    def say(
        self,
        kind: str,
        what: str,
        safe: str = "",
        next_step: str = "",
        *,
        action: str = "",
        on_action: Callable[[], object] | None = None,
        for_ms: int = 0,
        closable: bool = True,
    ) -> None:
        """Shows a message: ``kind`` bad, doubt, ok or tip; ``action`` is a button in the line (撤销).

        ``for_ms`` > 0: it goes by itself after that time.
        """
        self.kind = kind
        runs = [Strong(_stop(what)), _stop(safe)]
        if next_step:
            runs += ["\n" if kind in {"bad", "doubt"} else "", _stop(next_step)]
        self._said.say(*runs)
        self._deed = on_action
        self._action.setText(action)
        self._action.setVisible(bool(action))
        self._action.updateGeometry()
        self._close.setVisible(closable)
        self.setAccessibleName(self._said.text())
        self._timer.stop()
        if for_ms:
            self._timer.start(for_ms)
        self.show()
        self.update()
        self.shown.emit()
        from PySide6.QtGui import QAccessible, QAccessibleEvent  # like the dialogs below: not before the first page

        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def say_trouble(self, trouble: Trouble, kind: str = "bad") -> None:
        """Shows what went wrong, in its three parts."""
        self.say(kind, trouble.what, trouble.safe, trouble.next_step)

    def say_undo(self, what: str, on_undo: Callable[[], object], safe: str = "") -> None:
        """Shows a deed that was done, for six seconds, with 撤销."""
        self.say("ok", what, safe, action="撤销", on_action=on_undo, for_ms=UNDO_MS)

    def first(self) -> QWidget:
        """Where the keyboard goes in the line: its deed, or what puts it away."""
        return self._close if self._action.isHidden() else self._action

    def _time_is_up(self) -> None:
        """A line does not go from under the keyboard."""
        if QApplication.focusWidget() in (self._action, self._close):
            self._timer.start()
        else:
            self.close_message()

    def close_message(self) -> None:
        """Takes the message away."""
        if self.isHidden():
            return
        self._timer.stop()
        self.hide()
        self.closed.emit()

    def _act(self) -> None:
        deed = self._deed
        self.close_message()
        self.acted.emit()
        if deed is not None:
            deed()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws the sheet, the strip at the left and the lamp."""
        if not self.kind:
            return
        current, painter = theme(), QPainter(self)
        rect, radius, strip = QRectF(self.rect()), current.px(4), current.px(5)
        painter.setClipRect(rect.adjusted(0, 0, strip - rect.width(), 0))
        draw_box(painter, rect, current.colour(_COLOURS[self.kind]), None, radius)
        painter.setClipRect(rect.adjusted(strip, 0, 0, 0))
        draw_box(painter, rect, current.colour("sheet"), current.colour("frame"), radius)
        painter.setClipping(False)
        side, middle = current.px(20), self._said.y() + self._said.first_middle()
        paint_lamp(painter, QRectF(current.px(19), middle - side / 2, side, side), _LAMPS[self.kind])


def _stop(sentence: str) -> str:
    return sentence if not sentence or sentence[-1] in "。？！；：" else f"{sentence}。"


# ------------------------------------------------------------------------------------------------------------ dialogs


def tell(trouble: Trouble, title: str = "公开栏") -> None:
    """A box of its own, for the moments when there is no page yet (the workspace cannot be opened)."""
    from PySide6.QtWidgets import QMessageBox

    box = QMessageBox()
    box.setWindowTitle(title)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(_stop(trouble.what))
    box.setInformativeText(_stop(trouble.safe) + _stop(trouble.next_step))
    box.addButton("知道了", QMessageBox.ButtonRole.AcceptRole)
    box.exec()


def pick_file(parent: QWidget, title: str, kinds: str, start: Path | None = None) -> Path | None:
    """Asks for one existing file; ``kinds`` as Qt wants it, 旧报告 (*.docx *.txt). None when nothing was picked."""
    from PySide6.QtWidgets import QFileDialog

    name, _ = QFileDialog.getOpenFileName(parent, title, str(start or ""), kinds)
    return Path(name) if name else None


def pick_folder(parent: QWidget, title: str, start: Path | None = None) -> Path | None:
    """Asks for a folder."""
    from PySide6.QtWidgets import QFileDialog

    name = QFileDialog.getExistingDirectory(parent, title, str(start or ""))
    return Path(name) if name else None


def pick_new_file(parent: QWidget, title: str, proposal: Path, kinds: str) -> Path | None:
    """Asks where to write a file; the system asks before an old one is replaced."""
    from PySide6.QtWidgets import QFileDialog

    name, _ = QFileDialog.getSaveFileName(parent, title, str(proposal), kinds)
    return Path(name) if name else None
