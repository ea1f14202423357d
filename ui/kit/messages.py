"""What the program says: a line on the page wherever a page is there. The only file that opens a dialog.

Every message has three parts: 发生了什么 / 数据是否安全 / 下一步.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple, TypeVar

from PySide6.QtCore import QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QSizePolicy, QWidget

from app.domain.errors import Trouble
from ui.kit import boxes
from ui.kit.lamp import paint_lamp
from ui.kit.prose import Prose, Strong
from ui.kit.theme import REGULAR, SEMIBOLD, theme, themed
from ui.kit.tips import tip
from ui.kit.widgets import Button, TextButton, draw_box

UNDO_MS = 6000  # how long a line with 撤销 stays
Done = TypeVar("Done")
_LAMPS = {"bad": "must", "doubt": "doubt", "ok": "ok", "tip": "tip"}
_COLOURS = {"bad": "bad", "doubt": "doubt", "ok": "ok", "tip": "accent"}


_WHOLE, _ONE_LINE = (51, 12, 8, 10), (51, 4, 8, 4)  # px round the words


class _Told(NamedTuple):
    """One message. ``returns``: it comes back after what is said meanwhile; ``of_deed``: the next deed ends it."""

    kind: str
    runs: tuple[str, ...]
    action: str
    deed: Callable[[], object] | None
    for_ms: int
    closable: bool
    returns: bool
    of_deed: bool

    @property
    def text(self) -> str:
        return "".join(self.runs)


class MessageBar(QFrame):
    """A message on the page. Hidden until ``say``; ``closed`` when it goes, ``acted`` when its button is used.

    ``keyboard_left``: it went while it had the keyboard.
    """

    shown = Signal()
    closed = Signal()
    acted = Signal()
    keyboard_left = Signal()
    in_the_way = Signal()  # what it may lie over has to be read now

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._told: _Told | None = None
        self._waiting: _Told | None = None  # comes back after what is shown
        self._is_compact = False
        self._said = Prose(line=1.55)
        self._action = TextButton("")
        self._close = Button("", "x", kind="text", size="button_small")
        self._close.setAccessibleName("收起这句话")
        self._close.setToolTip("收起")
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._time_is_up)
        self._action.clicked.connect(self._act)
        self._close.clicked.connect(self.close_message)
        self._layout = QHBoxLayout(self)
        self._layout.addWidget(self._said, 1)
        self._layout.addWidget(self._action)
        self._layout.addWidget(self._close)
        self._arrange()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        themed(self, lambda _: self._fit())
        self.hide()

    @property
    def kind(self) -> str:
        """bad, doubt, ok or tip; "" before anything was said."""
        return self._told.kind if self._told is not None else ""

    def text(self) -> str:
        """Everything that is said, in one string, also what a short line does not show."""
        return self._told.text if self._told is not None else ""

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
        returns: bool = False,
        of_deed: bool = False,
    ) -> None:
        """Shows a message: ``kind`` bad, doubt, ok or tip; ``action`` is a button in the line (撤销).

        ``for_ms`` > 0: it goes by itself after that time. ``closable`` False: it concerns the whole program and stays
        wherever one goes. ``returns``: it comes back after what is said meanwhile. ``of_deed``: it tells of a deed, and
        the next one ends it.
        """
        runs: tuple[str, ...] = (Strong(_stop(what)), _stop(safe))
        if next_step:
            runs += ("\n" if kind in {"bad", "doubt"} else "", _stop(next_step))
        before = self._told if not self.isHidden() else None
        if before is not None and before.returns:
            self._waiting = before
        if returns:
            self._waiting = None
        self._show(_Told(kind, runs, action, on_action, for_ms, closable, returns, of_deed))

    def _show(self, told: _Told) -> None:
        self._told = told
        self._action.setText(told.action)
        self._action.setVisible(bool(told.action))
        self._action.updateGeometry()
        self._close.setVisible(told.closable)
        self.setAccessibleName(told.text)
        self._timer.stop()
        if told.for_ms:
            self._timer.start(told.for_ms)
        self._fit()
        self.show()
        self.update()
        self.shown.emit()
        from PySide6.QtGui import QAccessible, QAccessibleEvent  # like the dialogs below: not before the first page

        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def say_trouble(self, trouble: Trouble, kind: str = "bad") -> None:
        """Shows what went wrong, in its three parts, until the next deed."""
        self.say(kind, trouble.what, trouble.safe, trouble.next_step, of_deed=True)

    def attempt(self, deed: Callable[[], Done]) -> Done | None:
        """Does a deed and gives what it gives; what goes wrong is said here, and gives nothing."""
        try:
            return deed()
        except Trouble as trouble:
            self.say_trouble(trouble)
            return None

    def say_undo(self, what: str, on_undo: Callable[[], object], safe: str = "") -> None:
        """Shows a deed that was done, for six seconds, with 撤销."""
        self.say("ok", what, safe, action="撤销", on_action=on_undo, for_ms=UNDO_MS, of_deed=True)

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
        """Takes the message away; the one it stood for comes back."""
        if self.isHidden():
            return
        self._timer.stop()
        waiting, self._waiting = self._waiting, None
        held = QApplication.focusWidget() in (self._action, self._close)
        if waiting is not None:
            self._show(waiting)
        else:
            self.hide()
            self.closed.emit()
        if held:
            self.keyboard_left.emit()

    def close_deed(self) -> None:
        """Another deed is done: what told of the one before goes."""
        if self._told is not None and self._told.of_deed:
            self.close_message()

    def leave_place(self) -> None:
        """Another place is shown: what was said of the one before goes, not what concerns the whole program."""
        self._waiting = None
        if self._told is not None and self._told.closable:
            self.close_message()

    def _act(self) -> None:
        deed = self._told.deed if self._told is not None else None
        self.close_message()
        self.acted.emit()
        if deed is not None:
            deed()

    # Room

    def set_compact(self, compact: bool) -> None:
        """One short line, where the window is low; the tooltip says the rest."""
        if compact != self._is_compact:
            self._is_compact = compact
            self._arrange()
            self._fit()

    @property
    def is_compact(self) -> bool:
        """True where it is one short line."""
        return self._is_compact

    def _arrange(self) -> None:
        boxes.scaled(self._layout, 8, _ONE_LINE if self._is_compact else _WHOLE)
        side = Qt.AlignmentFlag.AlignVCenter if self._is_compact else Qt.AlignmentFlag.AlignTop
        for button in (self._action, self._close):
            self._layout.setAlignment(button, side)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width, perhaps other words in a short line."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        told = self._told
        if told is None:
            return
        shown = _cut(told.runs, self._room()) if self._is_compact else told.runs
        self._said.say(*shown)
        self._said.setAccessibleName(told.text)
        self.setToolTip(tip("" if "".join(shown) == told.text.replace("\n", "") else told.text))
        self.update()

    def _room(self) -> int:
        edges = self._layout.contentsMargins()
        buttons = [button for button in (self._action, self._close) if not button.isHidden()]
        taken = sum(button.sizeHint().width() + self._layout.spacing() for button in buttons)
        return self.width() - edges.left() - edges.right() - taken

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws the sheet, the strip at the left and the lamp."""
        if not self.kind:
            return
        current = theme()
        with QPainter(self) as painter:
            rect, radius, strip = QRectF(self.rect()), current.px(4), current.px(5)
            painter.setClipRect(rect.adjusted(0, 0, strip - rect.width(), 0))
            draw_box(painter, rect, current.colour(_COLOURS[self.kind]), None, radius)
            painter.setClipRect(rect.adjusted(strip, 0, 0, 0))
            draw_box(painter, rect, current.colour("sheet"), current.colour("frame"), radius)
            painter.setClipping(False)
            side, middle = current.px(20), self._said.y() + self._said.first_middle()
            paint_lamp(painter, QRectF(current.px(19), middle - side / 2, side, side), _LAMPS[self.kind])


def _cut(runs: tuple[str, ...], room: int) -> tuple[str, ...]:
    """As much of the runs as fits into one line of ``room`` px."""
    shown: list[str] = []
    for run in runs:
        words = run.replace("\n", "")
        measure = QFontMetrics(theme().font("body", SEMIBOLD if isinstance(run, Strong) else REGULAR))
        part = measure.elidedText(words, Qt.TextElideMode.ElideRight, max(room, 0))
        shown.append(Strong(part) if isinstance(run, Strong) else part)
        if part != words:
            break
        room -= measure.horizontalAdvance(words)
    return tuple(shown)


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
    """Asks where to write a file like ``proposal``; the system asks before one that is named there is replaced.

    The ending of ``proposal`` is added where none is typed. A name with a dot in it (2021.1) may come without.
    """
    from PySide6.QtWidgets import QFileDialog

    dialog = QFileDialog(parent, title, str(proposal.parent), kinds)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setFileMode(QFileDialog.FileMode.AnyFile)
    dialog.setDefaultSuffix(proposal.suffix)
    dialog.selectFile(proposal.name)
    names = dialog.selectedFiles() if dialog.exec() else []
    dialog.deleteLater()
    return Path(names[0]) if names else None
