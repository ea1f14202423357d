"""A stick or a folder as a card that can be chosen: name, free space as a bar, whether it can be written to."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from ui.handover.drives import SMALL, Drive
from ui.handover.words import size
from ui.kit import boxes, icons
from ui.kit.lamp import LampLabel
from ui.kit.prose import Prose
from ui.kit.theme import SEMIBOLD, Theme, theme, themed
from ui.kit.tips import tip
from ui.kit.widgets import Label, Meter, draw_box


class DriveCard(QAbstractButton):
    """Shows ``drive``; checked is the one that is written to. ``note`` is a word on what was done here."""

    def __init__(self, drive: Drive, note: str = "") -> None:
        super().__init__()
        self.drive = drive
        self.setCheckable(drive.writable)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self._picture = Label()
        self._name = Label(drive.name, "cell", weight=SEMIBOLD)
        self._name.setToolTip(tip(str(drive.path)))
        self._name.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._lamp = LampLabel(role="body")
        self._meter = Meter(height=10)
        self._words = Prose("", role="small", colour="ink2", line=1.6)
        head = boxes.row(self._picture, gap=8)
        head.addWidget(self._name, 1)
        head.addWidget(self._lamp)
        self._lines = boxes.column(head, self._meter, self._words, gap=8, margins=(15, 11, 15, 11))
        self.setLayout(self._lines)
        for part in (self._picture, self._name, self._lamp, self._meter, self._words):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.show_drive(drive, note)
        themed(self, self._dress)

    def _dress(self, current: Theme) -> None:
        kind = "usb-stick" if self.drive.is_stick else "folder-open"
        self._picture.setPixmap(icons.pixmap(kind, "ink", current.size("icon_rail")))
        self.updateGeometry()

    def show_drive(self, drive: Drive, note: str = "") -> None:
        """The same place with other figures."""
        self.drive = drive
        self.setCheckable(drive.writable)
        self._meter.setVisible(drive.writable)
        used = 1 - drive.free / drive.total if drive.total else 0.0
        self._meter.set_value(used)
        tight = drive.writable and drive.free < SMALL
        lamp, word = ("must", "写不进") if not drive.writable else ("doubt", "快满了") if tight else ("ok", "能写")
        self._lamp.show_lamp(lamp, text=word)
        self._words.say(self._sentence(note))
        self.setAccessibleName(f"{drive.name}，{word}。{self._sentence(note)}")
        self.update()

    def _sentence(self, note: str) -> str:
        if not self.drive.writable:
            return self.drive.why
        room = f"剩 {size(self.drive.free)}，共 {size(self.drive.total)}"
        return f"{room}　{note}" if note else room

    def sentence(self) -> str:
        """The line below the name."""
        return self._words.text()

    def sizeHint(self) -> QSize:
        """As its parts need."""
        return self._lines.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws the card: a thick blue frame where it is chosen."""
        current = theme()
        with QPainter(self) as painter:
            if not self.drive.writable:
                fill, frame, line = "ground2", "line", 1
            elif self.isChecked():
                fill, frame, line = "sheet", "accent", 2
            else:
                fill, frame, line = ("head" if self.underMouse() else "sheet"), "frame", 1
            draw_box(painter, QRectF(self.rect()), current.colour(fill), current.colour(frame), current.px(4), line)
