"""The strip in which somebody states that nothing happened: who, how many cells, and the deed. No dialog."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLayout, QPushButton, QSizePolicy, QWidget

from ui.kit import boxes
from ui.kit.focus import focus_by_key
from ui.kit.inputs import TextInput
from ui.kit.theme import MEDIUM, Theme, theme, themed
from ui.kit.tips import tip
from ui.kit.widgets import AccentButton, Label, SecondaryButton, TextButton

_SAYS = "只填空着的格，填过的、存疑的和合计都不动。谁确认的、什么时候，记入修改记录；按“撤销”一步还原。"
_WHO = "请先写上是谁确认的，再按填零。"
_NAME_SIGNS = 40


class ZeroStrip(QWidget):
    """Hidden until ``ask``. ``confirmed`` says the name and whether the whole report is meant; ``left``: not filled."""

    confirmed = Signal(str, bool)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("空格填零")
        self.lead = Label("由谁确认没有发生：", weight=MEDIUM)
        self.name = TextInput("姓名", name="由谁确认没有发生")
        self.name.setMaxLength(_NAME_SIGNS)
        self.here = AccentButton("本部分填零", "check", size="button_small")
        self.whole = SecondaryButton("整份报告填零", size="button_small")
        self.leave = TextButton("不填")
        self.says = Label(_SAYS, "small", "ink2")
        self.lead.setBuddy(self.name)
        self.setLayout(self._rows())
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.here.clicked.connect(lambda: self._state(whole=False))
        self.whole.clicked.connect(lambda: self._state(whole=True))
        self.leave.clicked.connect(self.close_strip)
        self.name.textEdited.connect(lambda _: self._say_wrong(False))
        themed(self, self._dress)
        self.hide()

    def _rows(self) -> QLayout:
        first = boxes.row(self.lead, self.name, 4, self.here, self.whole, None, self.leave, gap=8)
        return boxes.column(first, self.says, gap=4, margins=(14, 8, 12, 8))

    def _dress(self, now: Theme) -> None:
        self.name.setFixedSize(now.px(120), now.px(36))
        boxes.rescale(self)

    def minimumSizeHint(self) -> QSize:
        """A window that is narrower than its words does not grow for them."""
        return QSize(theme().px(560), super().minimumSizeHint().height())

    def ask(self, who: str, here: int, whole: int) -> None:
        """Opens with a name to begin with and the number of blanks in this part and in the report."""
        self.name.setText(who)
        self._say_wrong(False)
        self.count(here, whole)
        self.show()
        focus_by_key(self.here if who else self.name)

    def count(self, here: int, whole: int) -> None:
        """Other numbers of blanks: something else was filled meanwhile."""
        for button, word, number in ((self.here, "本部分", here), (self.whole, "整份报告", whole)):
            button.setText(f"{word}填零（{number} 格）")
            button.updateGeometry()
        self.whole.setVisible(whole > here)

    def name_sections(self, told: str) -> None:
        """What the button for the whole report would fill, section by section."""
        self.whole.setToolTip(tip(told))
        self.whole.setAccessibleDescription(told)

    def close_strip(self) -> None:
        """Nothing is filled."""
        if not self.isHidden():
            self.hide()
            self.left.emit()

    def _state(self, *, whole: bool) -> None:
        who = self.name.text().strip()
        if not who:
            self._say_wrong(True)
            focus_by_key(self.name)
            return
        self.confirmed.emit(who, whole)

    def _say_wrong(self, wrong: bool) -> None:
        self.says.setText(_WHO if wrong else _SAYS)
        self.says.set_colour("bad" if wrong else "ink2")
        self.name.set_wrong(wrong)
        self.name.setAccessibleDescription(_WHO if wrong else "")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter does what has the keyboard (this part, where it is the name), Esc leaves; no other key goes on."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_strip()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            button = self.focusWidget()
            (button if isinstance(button, QPushButton) else self.here).click()
        event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:
        """A tinted ground, and the line below on which the table stands."""
        now = theme()
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), now.colour("accent_soft"))
            painter.setPen(now.colour("frame"))
            painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)
