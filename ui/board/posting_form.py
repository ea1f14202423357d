"""The fields for one record: since when it hangs, where, what it is, a photo, a note."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from ui.kit import boxes, messages
from ui.kit.choice import Choice
from ui.kit.inputs import TextInput
from ui.kit.prose import Prose
from ui.kit.widgets import AccentButton, Label, SecondaryButton, TextButton
from ui.kit.words import full_day, read_day

_PHOTOS = "照片 (*.jpg *.jpeg *.png *.bmp *.webp)"
_NO_PHOTO = "没有照片"
NO_DAY = "日期没看懂：照“2024年1月20日”或“2024-1-20”的样子写"


class PostingForm(QWidget):
    """``wanted`` asks to note what the fields say; ``left`` that nobody wants to."""

    wanted = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.photo: Path | None = None
        self.day, self.place = TextInput(name="张贴日期"), TextInput("乡政府大门口", name="张贴地点")
        self.board = Choice(name="贴的是哪一种")
        self.note = TextInput("可以不填", name="备注")
        self.pick, self.no_photo = SecondaryButton("选照片", "camera", size="button_small"), TextButton("不要照片")
        self.photo_name = Prose(_NO_PHOTO, role="small", colour="ink2")
        self.wrong = Prose("", role="small", colour="bad")
        self.save, self.leave = AccentButton("记下", "check", size="button_small"), TextButton("不记了")
        for part in (self.day, self.place, self.board, self.note):
            part.setMinimumWidth(1)
        self.setLayout(
            boxes.column(
                *self._field("日期", self.day),
                *self._field("地点", self.place),
                *self._field("贴的是", self.board),
                *self._field("备注", self.note),
                boxes.row(self.pick, self.no_photo, None, gap=2),
                self.photo_name,
                self.wrong,
                boxes.row(self.save, self.leave, None, gap=2),
                gap=4,
            )
        )
        self.wrong.hide()
        self.no_photo.hide()
        self._connect()

    @staticmethod
    def _field(text: str, part: QWidget) -> tuple[QWidget, QWidget]:
        label = Label(text, "small", "ink2")
        label.setBuddy(part)
        return label, part

    def _connect(self) -> None:
        self.pick.clicked.connect(self._pick)
        self.no_photo.clicked.connect(lambda: self.take_photo(None))
        self.save.clicked.connect(self.wanted)
        self.leave.clicked.connect(self.left)
        for field in (self.day, self.place, self.note):
            field.returnPressed.connect(self.wanted)
            field.textEdited.connect(lambda _: self.say_wrong(""))

    def begin(self, today: date, boards: Sequence[str], place: str) -> None:
        """Empty fields: today, and where one hung before."""
        self.day.setText(full_day(today))
        self.place.setText(place)
        self.note.clear()
        self.board.clear()
        self.board.addItems(list(boards))
        self.take_photo(None)
        self.show()
        self.place.setFocus(Qt.FocusReason.OtherFocusReason)
        self.place.selectAll()

    def read_day(self) -> date | None:
        """The day that was typed; None, and said, where it is none."""
        read = read_day(self.day.text())
        self.day.set_wrong(read is None)
        self.say_wrong(NO_DAY if read is None else "")
        if read is None:
            self.day.setFocus(Qt.FocusReason.OtherFocusReason)
        return read

    def show_busy(self, busy: bool) -> None:
        """It is being noted; the key keeps the keyboard meanwhile."""
        self.save.setText("正在记…" if busy else "记下")
        self.save.updateGeometry()

    def say_wrong(self, sentence: str) -> None:
        """What is wrong with the fields, or nothing; it goes as soon as one of them is put right."""
        self.wrong.say(sentence)
        self.wrong.setVisible(bool(sentence))
        if sentence:
            QAccessible.updateAccessibility(QAccessibleEvent(self.wrong, QAccessible.Event.Alert))

    def take_photo(self, path: Path | None) -> None:
        """Another photo, or none."""
        self.photo = path
        self.say_wrong("")
        self.photo_name.say(path.name if path is not None else _NO_PHOTO)
        held = self.no_photo.hasFocus()
        self.no_photo.setVisible(path is not None)
        if held and path is None:
            self.pick.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc gives up."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)

    def _pick(self) -> None:
        path = messages.pick_file(self, "选一张张贴的照片", _PHOTOS)
        if path is not None:
            self.take_photo(path)
