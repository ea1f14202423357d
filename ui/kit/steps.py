"""修改记录: a panel over the page with every step of the report, and the way back to any of them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QFrame, QWidget
from shiboken6 import isValid

from app.domain.change import Standing
from app.domain.errors import Trouble
from app.editing.session import Session
from ui.kit import boxes
from ui.kit.draw import draw_sheet
from ui.kit.focus import focus_by_key
from ui.kit.messages import UNDO_MS, MessageBar
from ui.kit.steps_list import StepsList
from ui.kit.steps_model import StepsModel
from ui.kit.theme import theme, themed
from ui.kit.widgets import Button, Label, PrimaryButton, heading

_WIDE, _HIGH = 500, 620  # px of the design, at most
_LIST = "改过什么，请看“修改记录”（F9）"


class StepsPanel(QFrame):
    """Lies over ``room`` at its right side. ``chosen`` says the step to return to, ``closed`` that it goes."""

    chosen = Signal(int)
    closed = Signal()

    def __init__(self, room: QWidget) -> None:
        super().__init__(room)
        self.setAccessibleName("修改记录")
        self._room, self._top = room, 0
        self._session: Session | None = None
        self.list = StepsList()
        self.go = PrimaryButton("退回到这一步", "undo-2", size="button_small")
        self.why = Label("", "small", "ink2")
        self.why.setWordWrap(True)
        self.shut = Button("", "x", kind="text", size="button_small")
        self.shut.setAccessibleName("收起修改记录")
        self.shut.setToolTip("收起（Esc）")
        head = boxes.row(heading("修改记录"), None, self.shut, margins=(16, 8, 8, 6))
        foot = boxes.row(self.why, self.go, gap=12, margins=(16, 10, 14, 12))
        foot.setStretch(0, 1)
        layout = boxes.column(head, self.list, foot, gap=0, margins=(1, 1, 1, 1))
        layout.setStretch(1, 1)
        self.setLayout(layout)
        QWidget.setTabOrder(self.list, self.go)
        QWidget.setTabOrder(self.go, self.shut)
        self.list.turned.connect(self._show_way)
        self.list.wanted.connect(self.go.click)
        self.list.doubleClicked.connect(lambda _: self.go.click())
        self.go.clicked.connect(self._choose)
        self.shut.clicked.connect(self.close_panel)
        themed(self, lambda _: self._settle())
        self.hide()

    def open_over(self, session: Session, top: int) -> None:
        """Shows the steps of ``session`` below ``top`` px; raises ``Trouble`` where the log cannot be read."""
        self._session, self._top = session, top
        self.list.show_steps(StepsModel(session, self.list))
        self._show_way()
        boxes.rescale(self)
        self._settle()
        self._room.installEventFilter(self)
        QApplication.instance().focusChanged.connect(self._focus_moved)  # type: ignore[union-attr]
        self.show()
        self.raise_()
        focus_by_key(self.list)

    def close_panel(self) -> None:
        """Puts it away."""
        if self._session is None:
            return
        self._session = None
        self._room.removeEventFilter(self)
        QApplication.instance().focusChanged.disconnect(self._focus_moved)  # type: ignore[union-attr]
        self.closed.emit()  # first: what is hidden with the keyboard in it hands that to whatever comes next
        self.hide()
        self.list.let_go()

    @property
    def model(self) -> StepsModel:
        """The steps that are shown."""
        model = self.list.model()
        assert isinstance(model, StepsModel)  # asked only while the panel is open
        return model

    def _show_way(self) -> None:
        """What the button would do from the row that has the hands."""
        index = self.list.currentIndex()
        if self._session is None or not index.isValid():
            return
        back, again = self.model.way(index)
        gone = self.model.standing(index) is Standing.SUPERSEDED
        if back and not gone:
            self.go.set_icon("undo-2")
            self.go.setText(f"退回到这一步（撤销 {back} 步）")
        elif again and not gone:
            self.go.set_icon("redo-2")
            self.go.setText(f"前进到这一步（重做 {again} 步）")
        else:
            self.go.setText("退回到这一步")
        self.go.setEnabled(bool(back or again) and not gone)
        self.go.updateGeometry()
        self.why.setText(
            "撤销以后又另填了，回不到这一步。"
            if gone
            else "退回去的不会丢，还能再前进。"
            if back or again
            else "报告现在就停在这一步。"
        )

    def _choose(self) -> None:
        index = self.list.currentIndex()
        if self._session is not None and index.isValid():
            seq = self.model.seq(index)
            self.close_panel()
            self.chosen.emit(seq)

    def _settle(self) -> None:
        now, room = theme(), self._room
        edge = now.px(10)
        wide = min(now.px(_WIDE), room.width() - 2 * edge)
        high = min(now.px(_HIGH), room.height() - self._top - edge)
        self.setGeometry(room.width() - wide - edge, self._top, wide, high)

    def _focus_moved(self, old: QWidget | None, new: QWidget | None) -> None:
        """The keyboard went elsewhere in the window: nobody looks here any longer."""
        if new is not None and new is not self and not self.isAncestorOf(new) and new.window() is self.window():
            self.close_panel()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keeps its place when the window changes its size."""
        if event.type() == QEvent.Type.Resize:
            self._settle()
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc puts it away, Enter goes where the list says."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_panel()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.go.click()
        event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:
        """A sheet with a frame, 2 px so that it stands out from the page below without a shadow."""
        now = theme()
        with QPainter(self) as painter:
            draw_sheet(painter, self.rect(), now.colour("sheet"), now.colour("edge"))


class Steps(QObject):
    """Opens the panel over the window and does what is chosen there, in one deed that can be taken back in one."""

    def __init__(self, room: QWidget, messages: MessageBar, finish: Callable[[], None]) -> None:
        super().__init__(room)
        self._messages, self._finish = messages, finish
        self._session: Session | None = None
        self._before: QWidget | None = None
        self.panel = StepsPanel(room)
        self.panel.chosen.connect(self._go)
        self.panel.closed.connect(self._give_back)

    def turn(self, session: Session | None, top: int) -> None:
        """Opens the panel, or puts it away."""
        if self.panel.isVisible():
            self.panel.close_panel()
        elif session is not None:
            self._finish()  # what is being typed is a step, too
            self._session, self._before = session, QApplication.focusWidget()
            try:
                self.panel.open_over(session, top)
            except Trouble as trouble:
                self._messages.say_trouble(trouble)

    def _give_back(self) -> None:
        held = QApplication.focusWidget()
        if self._before is not None and isValid(self._before) and (held is None or self.panel.isAncestorOf(held)):
            self._before.setFocus(Qt.FocusReason.OtherFocusReason)

    def _go(self, seq: int) -> None:
        session = self._session
        if session is None:
            return
        try:
            before = session.position
            changed = session.move_to(seq)
        except Trouble as trouble:
            self._messages.say_trouble(trouble)
            return
        if changed is None:
            return
        here = session.position
        verb = "已退回" if changed.kind == "undo" else "已前进"
        rests = f"停在“{session.undo_label}”" if session.undo_label else "回到了最开始"
        what = f"{verb} {changed.steps} 步，{rests}"
        self._messages.say(
            "ok",
            what,
            action="再回来",
            on_action=lambda: self._return(session, here, before),
            for_ms=UNDO_MS,
            of_deed=True,
        )

    def _return(self, session: Session, here: int, before: int) -> None:
        """再回来 goes back over that way alone: not where another report is open or something was stated since."""
        self._finish()
        if session is self._session and session.position == here:
            self._go(before)
        else:
            self._messages.say(
                "tip", "后来又有改动，不能直接再回来", "什么都没有动", _LIST, for_ms=UNDO_MS, of_deed=True
            )
