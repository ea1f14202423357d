"""The strip over the tables while somebody practises: the task, the score, and what helps. It may be folded."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QWidget

from app.workbench.practice_words import Told
from ui.kit import boxes, icons
from ui.kit.draw import draw_box
from ui.kit.prose import Prose, Strong
from ui.kit.theme import MEDIUM, SEMIBOLD, theme, themed
from ui.kit.widgets import Label, PrimaryButton, SecondaryButton, TextButton

_EDGE = 4  # px of the accent strip along the left edge


class _Scrap(QWidget):
    """What stands on a paper beside the keyboard."""

    def __init__(self) -> None:
        super().__init__()
        self._words = Prose(line=1.4)
        self.setLayout(boxes.row(self._words, margins=(34, 3, 10, 3)))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def show_words(self, words: str) -> None:
        """Shows another paper; none where there is nothing on it."""
        self._words.say(words)
        self.setAccessibleName(words)
        self.setVisible(bool(words))

    def text(self) -> str:
        """What is on it."""
        return "" if self.isHidden() else self._words.text()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws the paper and the mark on it."""
        current = theme()
        with QPainter(self) as painter:
            draw_box(painter, QRectF(self.rect()), current.colour("sheet"), current.colour("frame"), current.px(3))
            side = current.size("icon_button")
            top = round(self._words.y() + self._words.first_middle() - side / 2)
            painter.drawPixmap(current.px(9), top, icons.pixmap("file-text", "ink2", side))


class PracticeStrip(QWidget):
    """Wishes leave as signals; ``show_told`` says what to show."""

    located = Signal()
    hint_requested = Signal()
    skip_requested = Signal()
    fold_requested = Signal()
    again_requested = Signal()
    resume_requested = Signal()
    own_requested = Signal()
    left = Signal()  # Esc: back to the table

    def __init__(self) -> None:
        super().__init__()
        self._said = ""
        self.head = Label("", "body", "accent", weight=SEMIBOLD)
        self.title = Label("", "cell", "ink", weight=SEMIBOLD)
        self.locate = SecondaryButton("定位", "locate", size="button_small")
        self.hint = TextButton("")
        self.skip = TextButton("跳过")
        self.own = PrimaryButton("去编自己的报告", "arrow-right", size="button_small")
        self.resume = SecondaryButton("", size="button_small")
        self.again = TextButton("重新练一次")
        self.fold = TextButton("收起")
        self.words = Prose(line=1.45)
        self.paper = _Scrap()
        self.note = Prose(line=1.45, colour="ink2", weight=MEDIUM)
        self._body = boxes.column(self.words, self.paper, gap=4)  # side by side where both fit
        self._build()
        for button, wish in (
            (self.locate, self.located),
            (self.hint, self.hint_requested),
            (self.skip, self.skip_requested),
            (self.fold, self.fold_requested),
            (self.again, self.again_requested),
            (self.resume, self.resume_requested),
            (self.own, self.own_requested),
        ):
            button.clicked.connect(wish)

    def _build(self) -> None:
        self.locate.setAccessibleName("定位到这一题")
        self.fold.setToolTip("收起或展开练习题")
        buttons = boxes.row(self.locate, self.hint, self.skip, self.own, self.resume, self.again, self.fold, gap=4)
        top = boxes.row(self.head, self.title, None, buttons, gap=14)
        self.setLayout(boxes.column(top, self._body, self.note, gap=4, margins=(18, 6, 12, 8)))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        themed(self, lambda _: self._dress())

    def _dress(self) -> None:
        boxes.rescale(self)
        self._arrange()
        self.update()

    def show_told(self, told: Told, *, folded: bool) -> None:
        """Shows the task or the result; says it aloud where it is another one."""
        self.head.setText(told.head)
        self.title.setText(told.title)
        self.words.say(*([Strong(told.lead)] if told.lead else []), told.what)
        self.words.setVisible(not folded)
        self.paper.show_words("" if folded else told.paper)
        self.note.say(told.note)
        self.note.setVisible(bool(told.note) and not folded)
        self._arrange()
        self.hint.setText(told.hint)
        self.resume.setText(f"回头做跳过的 {told.skipped} 题")
        for button, is_shown in (
            (self.locate, not told.over),
            (self.hint, not told.over and bool(told.hint) and not folded),
            (self.skip, not told.over and not folded),
            (self.own, told.over),
            (self.resume, told.over and told.skipped > 0),
            (self.again, told.over and not folded),
        ):
            button.setVisible(is_shown)
        self.setFocusProxy(self.own if told.over else self.locate)  # where F6 leads
        self.fold.setText("展开" if folded else "收起")
        self.fold.setAccessibleName("展开练习题" if folded else "收起练习题")
        self._say(told)

    def _say(self, told: Told) -> None:
        self.setAccessibleName(told.spoken)
        said = told.spoken.removesuffix(told.head)  # time alone is not announced
        if said != self._said:
            self._said = said
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width, perhaps another arrangement."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """The paper stands beside the words where neither needs a second line for it."""
        metrics = QFontMetrics(theme().font("body", SEMIBOLD))
        wide = sum(metrics.horizontalAdvance(text) for text in (self.words.text(), self.paper.text()))
        beside = bool(self.paper.text()) and wide + theme().px(110) < self.width()
        way = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        if way != self._body.direction():
            self._body.setDirection(way)
            self._body.setStretch(0, 1 if beside else 0)
            self._body.setSpacing(theme().px(14 if beside else 4))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back to the table."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws the ground, the strip at the left and the line below."""
        current = theme()
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), current.colour("accent_soft"))
            painter.fillRect(0, 0, current.px(_EDGE), self.height(), current.colour("accent"))
            painter.fillRect(0, self.height() - 1, self.width(), 1, current.colour("frame"))
