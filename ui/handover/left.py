"""The left column: sticks that appear when they are plugged in, a folder instead, and the one deed of the page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QWidget

from ui.handover import drives
from ui.handover.drive_card import DriveCard
from ui.handover.drives import Drive
from ui.kit import boxes, messages, tasks
from ui.kit.prose import Prose
from ui.kit.theme import SEMIBOLD
from ui.kit.widgets import Button, Card, Label, SecondaryButton

POLL_MS = 2000
FindDrives = Callable[[], Sequence[Drive]]
WRITE, AGAIN = "写入并核对", "再写一遍并核对"


class Targets(QWidget):
    """Where to write. ``write_requested`` carries the chosen ``Drive``; ``chosen`` when another one is chosen."""

    write_requested = Signal(object)
    chosen = Signal(object)

    def __init__(self, find: FindDrives) -> None:
        super().__init__()
        self.sticks = find
        self._found: tuple[Drive, ...] | None = None
        self._own: Path | None = None
        self._asking: tasks.Task | None = None
        self._ready = self._busy = False
        self._notes: dict[Path, str] = {}
        self.cards: list[DriveCard] = []
        self._group = QButtonGroup(self)
        self._group.buttonClicked.connect(lambda _: self._say_chosen())
        self.empty = self._empty_card()
        self.folder = SecondaryButton("选一个文件夹", "folder-open", size="button_small")
        self.folder.clicked.connect(self._pick_folder)
        self.write = Button(WRITE, "usb-stick", kind="primary", size="button_big")
        self.write.clicked.connect(self._write)
        self._timer = QTimer(self, interval=POLL_MS)
        self._timer.timeout.connect(self.look)
        self._lay_out()
        self._dress_button()

    def _empty_card(self) -> Card:
        card = Card(fill="ground2", frame="line")
        words = Prose("还没有插 U 盘。\n插上就会出现在这里。", colour="ink2", line=1.6)
        card.setLayout(boxes.column(words, margins=(15, 11, 15, 11)))
        return card

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(Label("插着的 U 盘", "cell", weight=SEMIBOLD))
        head.addStretch(1)
        head.addWidget(Label("插上就出现", "small", "ink2"))
        self._list = boxes.column(gap=12)
        note = Prose("只在盘上新建一个文件，不碰盘里原有的东西。", role="small", colour="ink2", line=1.6)
        self.setLayout(
            boxes.column(
                head, self.empty, self._list, boxes.row(self.folder, None), 2, self.write, note, None,
                gap=12, margins=(16, 12, 16, 12),
            )
        )  # fmt: skip

    # Looking for sticks

    def showEvent(self, event: QShowEvent) -> None:
        """Looks while the place is in view."""
        super().showEvent(event)
        self.look()
        self._timer.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Looks no longer."""
        super().hideEvent(event)
        self._timer.stop()

    @property
    def is_settled(self) -> bool:
        """True where no answer is awaited."""
        return self._asking is None

    def look(self) -> None:
        """Asks for the sticks, off the GUI thread: a dead drive answers late."""
        if self._asking is not None:
            return
        find, own = self.sticks, self._own

        def ask(progress: tasks.Progress) -> tuple[Drive, ...]:
            found = list(find())
            if own is not None and all(drive.path != own for drive in found):
                found.append(drives.folder(own))
            return tuple(found)

        self._asking = tasks.start(
            self,
            "正在找 U 盘",
            ask,
            done=lambda found: self._found_drives(found, own),
            failed=lambda _: self._found_drives((), own),
        )

    def _found_drives(self, found: tuple[Drive, ...], own: Path | None) -> None:
        self._asking = None
        if own != self._own:  # a folder was chosen meanwhile: that answer knows nothing of it
            self.look()
            return
        if found == self._found or self._busy:
            return
        self._found = found
        self._show(found)

    def _show(self, found: tuple[Drive, ...]) -> None:
        before = self.drive
        if [card.drive.path for card in self.cards] == [drive.path for drive in found]:
            for card, drive in zip(self.cards, found, strict=True):
                card.show_drive(drive, self._notes.get(drive.path, ""))
        else:
            self._rebuild(found)
        self._choose(before)
        self.empty.setVisible(not any(drive.is_stick for drive in found))
        self._dress_button()
        if self.drive != before:
            self.chosen.emit(self.drive)

    def _rebuild(self, found: tuple[Drive, ...]) -> None:
        held = next((card.drive.path for card in self.cards if card.hasFocus()), None)
        for old in self.cards:
            self._group.removeButton(old)
        boxes.empty(self._list)
        self.cards = []
        last: QWidget = self
        for drive in found:
            card = DriveCard(drive, self._notes.get(drive.path, ""))
            self._group.addButton(card)
            self._list.addWidget(card)
            self.cards.append(card)
            if last is not self:
                QWidget.setTabOrder(last, card)
            last = card
        if last is not self:
            QWidget.setTabOrder(last, self.folder)
        for card in self.cards:
            if card.drive.path == held:
                card.setFocus(Qt.FocusReason.OtherFocusReason)

    def _choose(self, before: Drive | None) -> None:
        """Keeps the choice; else the newest folder, else the first stick that takes something."""
        able = [card for card in self.cards if card.drive.writable]
        same = [card for card in able if before is not None and card.drive.path == before.path]
        own = [card for card in able if card.drive.path == self._own]
        for card in (same or own or able)[:1]:
            card.setChecked(True)

    # What is chosen

    @property
    def drive(self) -> Drive | None:
        """Where to write, or None where nothing fits."""
        return next((card.drive for card in self.cards if card.isChecked() and card.drive.writable), None)

    def use_folder(self, path: Path) -> None:
        """Writes into a folder instead."""
        self._own = path
        drive = drives.folder(path)
        others = [other for other in self._found or () if other.path != path and other.is_stick]
        self._found = (*others, drive)
        self._show(self._found)
        for card in self.cards:
            if card.drive.path == path and drive.writable:
                card.setChecked(True)
        self._dress_button()
        self._say_chosen()

    def note(self, drive: Drive, words: str) -> None:
        """A word beside the free space (10:05 刚写好)."""
        self._notes = {drive.path: words}
        self._found = None
        self.look()

    def _pick_folder(self) -> None:
        picked = messages.pick_folder(self, "选一个文件夹放交接包", self._own)
        if picked is not None:
            self.use_folder(picked)

    def _say_chosen(self) -> None:
        self._dress_button()
        self.chosen.emit(self.drive)

    # The deed

    def set_ready(self, ready: bool, *, again: bool = False) -> None:
        """Whether the report may be written; ``again`` once it was: then the button steps back."""
        self._ready = ready
        self.write.setText(AGAIN if again else WRITE)
        self.write.set_kind("accent" if again else "primary")
        self._dress_button()

    def set_busy(self, busy: bool) -> None:
        """While it is written, nothing else is chosen."""
        self._busy = busy
        for card in self.cards:
            card.setEnabled(not busy)
        self.folder.setEnabled(not busy)
        if busy:
            self._timer.stop()
        elif self.isVisible():
            self._timer.start()
        self._dress_button()

    def _dress_button(self) -> None:
        drive = self.drive
        self.write.setEnabled(self._ready and drive is not None and not self._busy)
        self.write.set_icon("folder-open" if drive is not None and not drive.is_stick else "usb-stick")
        self.write.setAccessibleName(f"{self.write.text()}：{drive.name}" if drive else self.write.text())

    def _write(self) -> None:
        if self.drive is not None:
            self.write_requested.emit(self.drive)
