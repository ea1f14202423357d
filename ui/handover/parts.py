"""Small pieces of the middle: a file with its lamp, the check code in large type, numbered steps."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.handover.words import grouped, spelled
from ui.kit import boxes, icons
from ui.kit.lamp import LampLabel
from ui.kit.prose import Prose
from ui.kit.theme import SEMIBOLD, Theme, theme, themed
from ui.kit.widgets import Label, draw_box

_CODE = 54  # px of the design: to be read aloud over the telephone without glasses


class FileRow(QWidget):
    """One line over a hairline: icon, what it is, its name, its size, a lamp."""

    def __init__(self, icon: str, what: str, name: str = "", size: str = "", lamp: str = "", word: str = "") -> None:
        super().__init__()
        self._icon = icon
        self._picture = Label()
        self.what, self.name = Label(what), Label(name, colour="ink2")
        self.name.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.size_words = Label(size, colour="ink2")
        self.size_words.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.lamp = LampLabel()
        line = boxes.row(self._picture, self.what, 6, gap=10, margins=(6, 0, 6, 0))
        line.addWidget(self.name, 1)
        line.addWidget(self.size_words)
        line.addSpacing(16)
        line.addWidget(self.lamp)
        self.setLayout(line)
        self.show_lamp(lamp, word)
        themed(self, self._dress)

    def _dress(self, current: Theme) -> None:
        self._picture.setPixmap(icons.pixmap(self._icon, "ink2"))
        self.setFixedHeight(current.px(38))

    def show_lamp(self, kind: str, word: str) -> None:
        """Another state of the line."""
        self.lamp.show_lamp(kind, text=word)
        parts = (self.what.text(), self.name.text(), self.size_words.text(), word)
        self.setAccessibleName("，".join(part for part in parts if part))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws the hairline below."""
        with QPainter(self) as painter:
            painter.fillRect(0, self.height() - 1, self.width(), 1, theme().colour("line"))


class CodeBox(QWidget):
    """The check code, to be said to the district: two groups of four."""

    def __init__(self) -> None:
        super().__init__()
        self._code = ""
        title = Label("核对码", weight=SEMIBOLD)
        self.words = Prose("", role="small", colour="ink2")
        self.setLayout(boxes.column(None, title, self.words, None, gap=0, margins=(20, 0, 0, 0)))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        themed(self, lambda current: self.setFixedHeight(current.px(86)))

    def show_code(self, code: str, upper: str) -> None:
        """Another code, to be compared with those at the ``upper`` level (县, 区)."""
        self.words.say(f"当面或打电话\n和{upper}里对这八位")
        self._code = grouped(code)
        self.setAccessibleName(f"核对码 {spelled(code)}")
        self.update()

    def code(self) -> str:
        """The code as shown, in two groups."""
        return self._code

    def _face(self) -> QFont:
        face = QFont(theme().sized_font(theme().px(_CODE), SEMIBOLD))
        room = self.width() - theme().px(20 + 130 + 24)
        while QFontMetrics(face).horizontalAdvance(self._code) > room and face.pixelSize() > 20:
            face.setPixelSize(face.pixelSize() - 2)
        return face

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws the box and the code."""
        current = theme()
        with QPainter(self) as painter:
            draw_box(painter, QRectF(self.rect()), current.colour("accent_soft"), None, current.px(4))
            painter.setPen(current.colour("accent"))
            painter.setFont(self._face())
            where = QRectF(self.rect()).adjusted(0, 0, -current.px(22), 0)
            painter.drawText(where, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, self._code)


class Numeral(QWidget):
    """A number in a circle."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self._number = number
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        themed(self, lambda _: self.updateGeometry())

    def sizeHint(self) -> QSize:
        """As large as a lamp with air."""
        side = theme().px(24)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws circle and number."""
        current = theme()
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(current.colour("edge"), 1))
            painter.drawEllipse(QRectF(self.rect()).adjusted(1, 1, -1, -1))
            painter.setPen(current.colour("ink2"))
            painter.setFont(current.font("small"))
            painter.drawText(QRectF(self.rect()), Qt.AlignmentFlag.AlignCenter, str(self._number))


class NextSteps(QWidget):
    """接下来: numbered lines."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: tuple[str, ...] = ()
        self._column = boxes.column(gap=5)
        line = boxes.row(gap=20)
        line.addWidget(Label("接下来", weight=SEMIBOLD), 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(self._column, 1)
        self.setLayout(line)

    def say(self, *lines: str) -> None:
        """Other steps."""
        self.lines = lines
        boxes.empty(self._column)
        for number, text in enumerate(lines, start=1):
            row = boxes.row(gap=8)
            row.addWidget(Numeral(number), 0, Qt.AlignmentFlag.AlignTop)
            row.addWidget(Prose(text, line=1.6), 1)
            self._column.addLayout(row)


class BigLamp(QWidget):
    """The lamp beside a page's verdict."""

    def __init__(self, kind: str) -> None:
        super().__init__()
        self._kind = kind
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        themed(self, lambda _: self.updateGeometry())

    def sizeHint(self) -> QSize:
        """Twice a lamp."""
        side = theme().px(36)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws the lamp."""
        from ui.kit.lamp import paint_lamp

        with QPainter(self) as painter:
            paint_lamp(painter, QRectF(self.rect()), self._kind)
