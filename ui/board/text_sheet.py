"""A carrier that is only words, as it will be written; and what stands in its place where nothing can be shown."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from ui.kit import boxes, icons
from ui.kit.inputs import framed
from ui.kit.prose import Prose
from ui.kit.theme import SEMIBOLD, Theme, theme, themed
from ui.kit.widgets import Label

_WIDEST = 720  # px of the design: a line that the eye still follows
_A_MINUTE = 240  # characters that a calm voice reads


class TextSheet(QWidget):
    """The words on a sheet, to read and to copy from; above them how many they are."""

    def __init__(self) -> None:
        super().__init__()
        self._count = Label("", "small", "ink2")
        self.words = QPlainTextEdit()
        self.words.setReadOnly(True)
        self.words.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        framed(self.words)
        self.words.setTabChangesFocus(True)
        self._inside = boxes.column(self._count, gap=8, margins=(33, 16, 33, 24))
        self._inside.addWidget(self.words, 1)
        self.setLayout(self._inside)
        themed(self, self._dress)

    def show_text(self, name: str, text: str, *, read_aloud: bool) -> None:
        """Another text, called ``name``; where it is read aloud also how long that takes."""
        if text != self.words.toPlainText():
            self.words.setPlainText(text)
        spoken = "".join(text.split())
        long = f"，念完约 {round(len(spoken) / _A_MINUTE * 60 / 5) * 5} 秒" if read_aloud else ""
        self._count.setText(f"{name}，{len(spoken)} 字{long}" if text else name)
        self.words.setAccessibleName(f"预览：{name}")

    def _dress(self, current: Theme) -> None:
        self.words.setFont(current.font("cell", serif=True))
        self.words.document().setDocumentMargin(current.px(20))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """On a wide desk the sheet stays narrow enough to be read."""
        super().resizeEvent(event)
        air = max(theme().px(33), (self.width() - theme().px(_WIDEST)) // 2)
        self._inside.setContentsMargins(air, theme().px(16), air, theme().px(24))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws the desk."""
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), theme().colour("desk"))


class NothingToSee(QWidget):
    """In the place of the picture: what the file holds. Its program shows it, not this page."""

    def __init__(self) -> None:
        super().__init__()
        self._icon = "file-text"
        self._name = Label("", "heading", weight=SEMIBOLD)
        self._name.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.words = Prose("", line=1.7)
        self._inside = boxes.column(None, 96, self._name, 4, self.words, None, gap=8)
        self.setLayout(self._inside)
        self._ask_room()
        themed(self, lambda _: self._ask_room())

    def show_words(self, icon: str, name: str, sentences: tuple[str, ...]) -> None:
        """Another carrier."""
        self._icon = icon
        self._name.setText(name)
        self.words.say("\n".join(sentences))
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The words stay in the middle."""
        super().resizeEvent(event)
        self._ask_room()

    def _ask_room(self) -> None:
        air = max(theme().px(24), (self.width() - theme().px(420)) // 2)
        self._inside.setContentsMargins(air, theme().px(16), air, theme().px(24))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws the desk, and the sign of the file over its name."""
        current = theme()
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), current.colour("desk"))
            side = current.px(64)
            top = self._name.y() - side - current.px(16)
            icons.paint(painter, QRectF((self.width() - side) / 2, top, side, side), self._icon, current.colour("ink2"))
