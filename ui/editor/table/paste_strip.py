"""The strip that shows a doubtful block before it is pasted: how much, what to look at, what is chosen, and the deed.

No dialog: the table below shows what will stand.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QSizePolicy, QWidget

from app.domain.address import Address
from ui.editor.table.quiet import Quiet
from ui.kit import boxes
from ui.kit.focus import focus_by_key
from ui.kit.inputs import filled
from ui.kit.plain_rows import PlainRows
from ui.kit.theme import MEDIUM, Theme, colour, theme, themed
from ui.kit.tips import tip
from ui.kit.widgets import AccentButton, Label, Segmented, TextButton

_KEYS = "上下键逐格看，回车粘贴，Esc 不粘。"
_MOST_LINES = 4  # that stand open, less one for each choice; the rest is reached with the arrows
_CHOICE = 28  # px of the design
TOTALS, ROWS = "totals", "rows"
_WORDS = {TOTALS: ("合计用自动的", "照粘来的记"), ROWS: ("按行的意思放", "一行一行照位置放")}


class _Choice(QWidget):
    """What a choice is about, and its two answers."""

    def __init__(self, words: tuple[str, str]) -> None:
        super().__init__()
        self.about = Label("", "small", "ink")
        self.answer = Segmented(words, height=_CHOICE)
        self.setLayout(boxes.row(self.about, self.answer, None, gap=10))
        self.hide()
        themed(self, lambda _: boxes.rescale(self))

    def ask(self, about: str, answer: int) -> None:
        """Shows ``about`` and the answer in force; hidden where there is nothing to choose."""
        self.about.setText(about)
        for segment in self.answer.segments():
            segment.setAccessibleDescription(about)
        self.answer.setAccessibleName(about)
        self.answer.choose(answer)
        self.setVisible(bool(about))


class PasteStrip(QWidget):
    """Hidden until ``ask``. ``confirmed``: paste it; ``left``: do not; ``looked`` at one of the doubtful cells;
    ``chosen`` the answer 0 or 1 to one of the choices.
    """

    confirmed = Signal()
    left = Signal()
    looked = Signal(str)
    chosen = Signal(str, int)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("粘贴前先看一下")
        self.lead = Label("", weight=MEDIUM)
        self.says = Quiet("ink2", Qt.AlignmentFlag.AlignLeft)
        self.take = AccentButton("粘贴", "check", size="button_small")
        self.leave = TextButton("不粘")
        self.list = QListWidget()
        self.list.setFrameStyle(QFrame.Shape.Box | QFrame.Shadow.Plain)
        self.list.setItemDelegate(PlainRows(self.list))
        filled(self.list)
        self.list.setForegroundRole(QPalette.ColorRole.WindowText)  # of its frame
        self.list.setAccessibleName("要看一下的格")
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        first = boxes.row(self.lead, self.says, self.take, self.leave, gap=10)
        first.setStretchFactor(self.says, 1)
        self.choices = {name: _Choice(words) for name, words in _WORDS.items()}
        below = [self.choices[ROWS], self.choices[TOTALS]]
        self.setLayout(boxes.column(first, *below, self.list, gap=6, margins=(14, 8, 12, 8)))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.take.clicked.connect(self.confirmed)
        self.leave.clicked.connect(self.close_strip)
        for name, choice in self.choices.items():
            choice.answer.chosen.connect(lambda number, name=name: self.chosen.emit(name, number))
            choice.answer.entered.connect(self.take.click)
        self.list.currentItemChanged.connect(self._look)
        themed(self, self._dress)
        self.hide()

    def _dress(self, now: Theme) -> None:
        boxes.rescale(self)
        self.list.setFont(now.font("small"))
        colour(self.list, {QPalette.ColorRole.WindowText: "line"})
        self._set_height()

    def ask(self, lead: str, deed: str, lines: list[tuple[Address, str]], left_out: str = "") -> None:
        """Opens with what is to be pasted, the words of the deed, and a line for each doubtful cell.

        ``left_out`` says what of it computes itself; a line without an address is about the whole block.
        """
        was_open = not self.isHidden()
        self.lead.setText(lead)
        apart = left_out and f"{left_out}。"
        seen = f"{apart}下面是粘好的样子，还没有粘。"
        self.says.say(seen + _KEYS, seen, apart or seen)
        self.take.setText(deed)
        self.take.updateGeometry()
        self.list.blockSignals(True)
        self.list.clear()
        for address, words in lines:
            item = QListWidgetItem(words)
            item.setData(Qt.ItemDataRole.UserRole, address)
            item.setToolTip(tip(words))
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self.list.blockSignals(False)
        self.list.setVisible(bool(lines))
        self._set_height()
        self.show()
        if not was_open:
            focus_by_key(self.list)

    def offer(self, name: str, about: str, answer: int) -> None:
        """Shows a choice, ``TOTALS`` or ``ROWS``, with the answer in force; none where ``about`` is empty."""
        self.choices[name].ask(about, answer)

    def close_strip(self) -> None:
        """Nothing is pasted."""
        if not self.isHidden():
            self.hide()
            self.left.emit()

    def focusNextPrevChild(self, forwards: bool) -> bool:
        """Tab goes round in what is asked, from the cells to the deed and to the way out; F6 leads on."""
        answers = [choice.answer for choice in (self.choices[ROWS], self.choices[TOTALS]) if not choice.isHidden()]
        chosen = [segment for answer in answers for segment in answer.segments() if segment is answer.focusProxy()]
        stops: list[QWidget] = [self.list, *chosen, self.take, self.leave]
        here = self.focusWidget()
        at = stops.index(here) if here in stops else -1
        focus_by_key(stops[(at + (1 if forwards else -1)) % len(stops)])
        return True

    def _set_height(self) -> None:
        chosen = sum(not choice.isHidden() for choice in self.choices.values())
        rows = min(max(self.list.count(), 1), _MOST_LINES - chosen)
        high = self.list.sizeHintForRow(0) if self.list.count() else theme().px(28)
        self.list.setFixedHeight(rows * high + 2)

    def _look(self, item: QListWidgetItem | None) -> None:
        if item is not None and item.data(Qt.ItemDataRole.UserRole):
            self.looked.emit(item.data(Qt.ItemDataRole.UserRole))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter pastes, but where 不粘 has the keyboard; Esc leaves; no other key goes on to the table."""
        if event.key() == Qt.Key.Key_Escape or (_is_enter(event) and self.leave.hasFocus()):
            self.close_strip()
        elif _is_enter(event):
            self.take.click()
        event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:
        """A tinted ground, and the line below on which the table stands."""
        now = theme()
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), now.colour("doubt_soft"))
            painter.setPen(now.colour("frame"))
            painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)


def _is_enter(event: QKeyEvent) -> bool:
    return event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
