"""One record in the list: its photo, where and since when it hangs, and what can be done with it."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QImage, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.domain.posting import Posting
from ui.board.rows import Verdict
from ui.kit import boxes, icons
from ui.kit.inputs import TextInput
from ui.kit.prose import Prose, Strong
from ui.kit.theme import theme
from ui.kit.widgets import AccentButton, Card, TextButton
from ui.kit.words import full_day, read_day

_SIDE = 52  # px of the design


class Thumbnail(QWidget):
    """The photo in a square, or the sign of a camera where there is none."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._image: QImage | None = None
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_image(self, image: QImage | None) -> None:
        """The picture once it is made."""
        self._image = image if image is not None and not image.isNull() else None
        self.update()

    def sizeHint(self) -> QSize:
        """A square."""
        return QSize(theme().px(_SIDE), theme().px(_SIDE))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The middle of the photo fills the square."""
        current = theme()
        with QPainter(self) as painter:
            room = QRectF(self.rect())
            painter.fillRect(room, current.colour("ground2"))
            if self._image is None:
                side = current.px(24)
                middle = QRectF((room.width() - side) / 2, (room.height() - side) / 2, side, side)
                icons.paint(painter, middle, "camera", current.colour("ink3"))
            else:
                painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
                side = min(self._image.width(), self._image.height())
                cut = QRectF((self._image.width() - side) / 2, (self._image.height() - side) / 2, side, side)
                painter.drawImage(room, self._image, cut)
            painter.setPen(current.colour("frame"))
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))


class PostingCard(Card):
    """``taken_down`` carries the day (None takes it back), ``withdrawn`` and ``corrected`` that somebody wants it."""

    taken_down = Signal(object)
    withdrawn = Signal()
    corrected = Signal()

    def __init__(self, posting: Posting) -> None:
        super().__init__()
        self.posting = posting
        hangs = posting.taken_down is None
        spoken = f"{posting.place}，{full_day(posting.day)}"
        self.setAccessibleName(spoken)
        self.thumbnail = Thumbnail(f"照片：{posting.photo_name}" if posting.photo_name else "没有照片")
        where = Prose(Strong(posting.place), line=1.4)
        since = f"{full_day(posting.day)}贴" if hangs else f"{full_day(posting.day)}贴\n{_down(posting)}取下"
        told = [since, posting.board, posting.note]
        words = Prose("\n".join(filter(None, told)), role="small", colour="ink2", line=1.45)
        top = boxes.row(gap=10)
        top.addWidget(self.thumbnail, 0, Qt.AlignmentFlag.AlignVCenter)
        top.addWidget(where, 1, Qt.AlignmentFlag.AlignVCenter)
        self.changed = Verdict()
        self.correct = TextButton("打印更正条", "printer")
        self.down = TextButton("取下" if hangs else "还挂着")
        self.drop = TextButton("删掉这条")
        for button in (self.correct, self.down, self.drop):
            button.setAccessibleName(f"{button.text()}：{spoken}")
        self.day = TextInput(name=f"取下日期：{spoken}")
        self.day.setMinimumWidth(1)
        self.save, self.leave = AccentButton("记下取下", "check", size="button_small"), TextButton("不记了")
        self.wrong = Prose("", role="small", colour="bad")
        self._form = QWidget()
        self._form.setLayout(boxes.column(self.day, self.wrong, boxes.row(self.save, self.leave, None, gap=2), gap=4))
        self._deeds = QWidget()  # they give way to the form: two keys that say 取下 are one too many
        self._deeds.setLayout(boxes.row(self.down, self.drop, None, gap=2))
        self.setLayout(
            boxes.column(
                top, words, self.changed, boxes.row(self.correct, None), self._form, self._deeds,
                gap=4, margins=(10, 10, 10, 6),
            )
        )  # fmt: skip
        self.show_changes(0)
        self.wrong.hide()
        self._form.hide()
        self._connect()

    def _connect(self) -> None:
        self.down.clicked.connect(self._down)
        self.leave.clicked.connect(self._close)
        self.save.clicked.connect(self._save)
        self.day.returnPressed.connect(self._save)
        self.day.textEdited.connect(lambda _: self.say_wrong(""))
        self.drop.clicked.connect(self.withdrawn)
        self.correct.clicked.connect(self.corrected)

    def show_changes(self, changes: int | None) -> None:
        """How many places of it are not right by now; None where that cannot be told place by place."""
        said = "没法逐项对照，请换整张" if changes is None else f"张贴以后改过 {changes} 处" if changes else ""
        self.changed.say([("doubt", said)] if said else ())
        if not changes and self.correct.hasFocus():  # nothing to put right any more
            left = self.down if self._form.isHidden() else self.day
            left.setFocus(Qt.FocusReason.OtherFocusReason)
        self.correct.setVisible(bool(changes))

    def ask_day(self, today: date) -> None:
        """Since when it hangs no longer."""
        self.day.setText(full_day(today))
        self.say_wrong("")
        self._form.show()
        self.day.setFocus(Qt.FocusReason.OtherFocusReason)
        self.day.selectAll()
        self._deeds.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc gives up."""
        if event.key() == Qt.Key.Key_Escape and not self._form.isHidden():
            self._close()
            return
        super().keyPressEvent(event)

    def _down(self) -> None:
        if self.posting.taken_down is not None:
            self.taken_down.emit(None)
            return
        from app.workbench.postings import today

        self.ask_day(today())

    def _close(self) -> None:
        self._deeds.show()
        self.down.setFocus(Qt.FocusReason.OtherFocusReason)
        self._form.hide()

    def _save(self) -> None:
        day = read_day(self.day.text())
        if day is None:
            from ui.board.posting_form import NO_DAY

            self.say_wrong(NO_DAY)
            return
        self.taken_down.emit(day)

    def say_wrong(self, sentence: str) -> None:
        """What is wrong with the day, or nothing."""
        self.day.set_wrong(bool(sentence))
        self.wrong.say(sentence)
        self.wrong.setVisible(bool(sentence))
        if sentence:
            QAccessible.updateAccessibility(QAccessibleEvent(self.wrong, QAccessible.Event.Alert))


def _down(posting: Posting) -> str:
    return full_day(posting.taken_down) if posting.taken_down is not None else ""
