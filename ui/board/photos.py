"""Small pictures of the photos in the record, made off the GUI thread and kept while the page lives."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QImage

from app.domain.errors import Trouble
from ui.kit import tasks

SIDE = 240  # px: enough for the size 特大 on a fine screen


class Photos(QObject):
    """``ready`` carries the number of the record whose picture is there now."""

    ready = Signal(int)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._made: dict[tuple[object, int], QImage] = {}
        self._under_way: set[tuple[object, int]] = set()

    def of(self, owner: object, seq: int, read: Callable[[], bytes]) -> QImage | None:
        """The picture of record ``seq`` of ``owner``; None until it is made from what ``read`` gives."""
        key = (owner, seq)
        if key in self._made:
            return self._made[key]
        if key not in self._under_way:
            self._under_way.add(key)
            tasks.start(
                self,
                "正在读照片",
                lambda progress: small(read()),
                done=lambda image: self._done(key, image),
                failed=lambda trouble: self._failed(key, trouble),
            )
        return None

    def forget(self, owner: object, seq: int) -> None:
        """Another record may come under this number."""
        self._made.pop((owner, seq), None)

    @property
    def is_busy(self) -> bool:
        """True while one is being made."""
        return bool(self._under_way)

    def _done(self, key: tuple[object, int], image: QImage) -> None:
        self._under_way.discard(key)
        self._made[key] = image
        self.ready.emit(key[1])

    def _failed(self, key: tuple[object, int], trouble: Trouble) -> None:
        """A photo that cannot be read leaves its place empty: the record itself is there."""
        self._under_way.discard(key)


def small(data: bytes) -> QImage:
    """The photo, no side longer than ``SIDE``."""
    image = QImage.fromData(data)
    if image.isNull():
        return image
    room = QSize(SIDE, SIDE)
    return image.scaled(room, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation)
