"""Small pictures of the photos in the record, made off the GUI thread and kept while the page lives."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QImage

from ui.kit import tasks

SIDE = 240  # px: enough for the size 特大 on a fine screen


class Photos(QObject):
    """``ready`` carries the number of the record whose picture is there now."""

    ready = Signal(int)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._made: dict[tuple[object, int], QImage] = {}
        self._under_way: dict[tuple[object, int], object] = {}  # each with a token of its own

    def of(self, owner: object, seq: int, read: Callable[[], bytes]) -> QImage | None:
        """The picture of record ``seq`` of ``owner``; None until it is made from what ``read`` gives."""
        key = (owner, seq)
        if key in self._made:
            return self._made[key]
        if key not in self._under_way:
            token = self._under_way[key] = object()
            tasks.start(
                self,
                "正在读照片",
                lambda progress: small(read()),
                done=lambda image: self._done(key, token, image),
                failed=lambda trouble: self._ends(key, token),
            )
        return None

    def forget(self, owner: object, seq: int) -> None:
        """Another record may come under this number: what is being made for the one before is not for it."""
        self._made.pop((owner, seq), None)
        self._under_way.pop((owner, seq), None)

    @property
    def is_busy(self) -> bool:
        """True while one is being made."""
        return bool(self._under_way)

    def _done(self, key: tuple[object, int], token: object, image: QImage) -> None:
        if self._ends(key, token):
            self._made[key] = image
            self.ready.emit(key[1])

    def _ends(self, key: tuple[object, int], token: object) -> bool:
        """False where it was forgotten meanwhile. A photo that cannot be read leaves its place empty."""
        if self._under_way.get(key) is not token:
            return False
        del self._under_way[key]
        return True


def small(data: bytes) -> QImage:
    """The photo, no side longer than ``SIDE``."""
    image = QImage.fromData(data)
    if image.isNull():
        return image
    room = QSize(SIDE, SIDE)
    return image.scaled(room, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation)
