"""The reason for a wave, in a frame over the page: the sentence, the article, the fix, and what may be said instead."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QWidget

from app.checks.model import Finding
from app.workbench import righting
from ui.editor.text.waves import Mark
from ui.kit import boxes
from ui.kit.inputs import TextInput
from ui.kit.lamp import paint_lamp
from ui.kit.prose import Prose
from ui.kit.theme import Theme, theme, themed
from ui.kit.widgets import AccentButton, Button, PrimaryButton, SecondaryButton, TextButton, draw_box

_WIDE = 404  # px of the design
_HEAD = 38
_MOST_CHOICES = 2
_SOFT = {"must": "bad_soft", "doubt": "doubt_soft", "tip": "accent_soft"}
_OLD = "和上年一样"
_EXPLAIN = "填写说明"
_WRITE, _EMPTY = "写一句为什么，随报告一起留存", "先写一句为什么"


class _Head(QWidget):
    """Lamp and heading on a soft ground."""

    def __init__(self) -> None:
        super().__init__()
        self._lamp, self.words = "doubt", ""
        themed(self, self._dress)

    def _dress(self, now: Theme) -> None:
        self.setFixedHeight(now.px(_HEAD))

    def show_head(self, lamp: str, words: str) -> None:
        self._lamp, self.words = lamp, words
        self.setAccessibleName(words)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        now = theme()
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), now.colour(_SOFT[self._lamp]))
            painter.fillRect(0, self.height() - 1, self.width(), 1, now.colour("frame"))
            side, left = now.size("lamp"), now.px(12)
            paint_lamp(painter, QRectF(left, (self.height() - 1 - side) / 2, side, side), self._lamp)
            painter.setFont(now.font("body", 600))
            painter.setPen(now.colour("ink"))
            box = QRectF(left + side + now.px(8), 0, self.width(), self.height() - 1)
            painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, self.words)


class ReasonFrame(QFrame):
    """Lies over ``owner``. ``mended`` asks for the fix, ``answered`` gives a reason, ``wanted`` asks for a cell;
    ``left``: Esc was pressed in it.
    """

    mended = Signal(object)  # Finding
    chosen = Signal(object, str)  # Finding, the words of the button
    answered = Signal(object, str)
    wanted = Signal(str)
    left = Signal()
    entered = Signal()  # the mouse came in, or went
    went = Signal()

    def __init__(self, owner: QWidget, passage: str) -> None:
        super().__init__(owner)
        self._passage = passage
        self._finding: Finding | None = None
        self._head, self._why, self._law = _Head(), Prose(), Prose("", role="small", colour="ink2")
        self.fix, self.go = PrimaryButton("改正", "check"), SecondaryButton("去表里看", "locate")
        self.choices = [self._choice() for _ in range(_MOST_CHOICES)]
        self.quick, self.explain = TextButton("这里没有错"), TextButton(_EXPLAIN)
        self.line, self.keep = TextInput(_WRITE), AccentButton("记下说明", size="button")
        self.line.setAccessibleName(_EXPLAIN)
        self._writing = QWidget()
        self._writing.setLayout(boxes.row(self.line, self.keep))
        self._deeds = boxes.row(self.fix, *self.choices, self.go, None)
        self._says = boxes.row(self.quick, self.explain, None, gap=4)
        inside = boxes.column(
            self._why, self._law, self._deeds, self._says, self._writing, gap=9, margins=(12, 12, 12, 10)
        )
        whole = boxes.column(self._head, inside, gap=0, margins=(1, 1, 1, 1))
        self.setLayout(whole)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setAccessibleName("为什么画线")
        self.fix.clicked.connect(lambda: self._say(self.mended))
        self.go.clicked.connect(self._look)
        self.quick.clicked.connect(self._quick)
        self.explain.clicked.connect(self._write)
        self.keep.clicked.connect(self._answer)
        self.line.returnPressed.connect(self._answer)
        self.hide()
        themed(self, lambda _: boxes.rescale(self))

    def _choice(self) -> Button:
        button = SecondaryButton("")
        button.clicked.connect(lambda: self.chosen.emit(self._finding, button.text()))
        button.hide()  # until it has words
        return button

    @property
    def finding(self) -> Finding | None:
        """What is shown; None for words of last year."""
        return self._finding

    def text(self) -> str:
        """Everything that is said."""
        return "，".join(part for part in (self._head.words, self._why.text(), self._law.text()) if part)

    def tell(self, mark: Mark, at: QRect, *, keyboard: bool) -> None:
        """Opens below the words at ``at`` (in the coordinates of the owner), above where there is no room."""
        self._fill(mark)
        self._place(at)
        self.show()
        self.raise_()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))
        if keyboard:
            self.first().setFocus(Qt.FocusReason.ShortcutFocusReason)

    def first(self) -> QWidget:
        """Where the keyboard goes: the first deed; the frame itself where there is none."""
        buttons: tuple[Button, ...] = (self.fix, *self.choices, self.go, self.quick, self.explain)
        return next((button for button in buttons if not button.isHidden()), self)

    def _fill(self, mark: Mark) -> None:
        found = self._finding = mark.finding
        stop = "" if mark.why.endswith(("。", "？")) else "？" if found is None else "。"
        self._head.show_head(righting.lamp(found) if found else "doubt", righting.heading(found) if found else _OLD)
        self._why.say(mark.why + stop)
        self._law.say(found.law if found else "")
        self._law.setVisible(bool(found and found.law))
        if found and found.fix:
            self.fix.setText(found.fix.label)
        self.fix.setVisible(bool(found and found.fix))
        ways = found.choices if found else ()
        for place, button in enumerate(self.choices):
            button.setText(ways[place].label if place < len(ways) else "")
            button.setVisible(place < len(ways))
        self.go.setVisible(bool(found and righting.elsewhere(found, self._passage)))
        said = righting.quick(found) if found else None
        if said is not None:
            self.quick.setText(said.button)
        self.quick.setVisible(said is not None)
        self.explain.setVisible(said is not None)
        self._writing.hide()
        self.line.clear()
        self.line.set_wrong(False)
        self.line.setPlaceholderText(_WRITE)
        self.setAccessibleName(self.text())

    def _place(self, at: QRect) -> None:
        now, owner = theme(), self.parentWidget()
        assert owner is not None  # it lies over its owner
        wide = min(now.px(_WIDE), owner.width() - now.px(24))
        self._at = at
        layout = self.layout()
        assert layout is not None  # made at the beginning
        layout.activate()
        high = max(layout.totalHeightForWidth(wide), layout.totalMinimumSize().height())
        left = min(max(at.left() - now.px(24), now.px(12)), owner.width() - wide - now.px(12))
        below, above = at.bottom() + now.px(8), at.top() - now.px(8) - high
        top = below if below + high <= owner.height() or above < 0 else above
        self.setGeometry(QRect(left, top, wide, high))

    # ------------------------------------------------------------------ deeds

    def _say(self, signal: object) -> None:
        if self._finding is not None:
            self.mended.emit(self._finding)

    def _look(self) -> None:
        if self._finding is not None:
            self.wanted.emit(righting.elsewhere(self._finding, self._passage))

    def _quick(self) -> None:
        said = righting.quick(self._finding) if self._finding is not None else None
        if said is not None:
            self.answered.emit(self._finding, said.reason)

    def _write(self) -> None:
        self._writing.show()
        self.explain.hide()
        self._place(self._at)
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _answer(self) -> None:
        text = self.line.text().strip()
        self.line.set_wrong(not text)
        self.line.setPlaceholderText(_WRITE if text else _EMPTY)
        if text:
            self.answered.emit(self._finding, text)

    # ------------------------------------------------------------------ events

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc and F1 go back to the words; Enter presses the button with the keyboard, as Space does."""
        at = self.focusWidget()
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_F1):
            self.left.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(at, Button) and at.hasFocus():
            at.click()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Whether the mouse is in it."""
        if event.type() == QEvent.Type.Enter:
            self.entered.emit()
        elif event.type() == QEvent.Type.Leave:
            self.went.emit()
        return super().event(event)

    def sizeHint(self) -> QSize:
        """As wide as the design says."""
        return QSize(theme().px(_WIDE), super().sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """A sheet with a frame."""
        now = theme()
        with QPainter(self) as painter:
            draw_box(painter, QRectF(self.rect()), now.colour("sheet"), now.colour("edge"), now.px(3))
