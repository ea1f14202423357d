"""The faces the project brings along, loaded as files so that every PC shows the same characters."""

from __future__ import annotations

from PySide6.QtGui import QFontDatabase

from ui.kit.resource import resource

SANS = "Noto Sans SC"
SERIF = "Noto Serif SC"
# Every weight is a file of its own: Qt must never draw a bold by itself.
_FIRST = ("NotoSansSC-Regular.ttf", "NotoSansSC-Medium.ttf", "NotoSansSC-SemiBold.ttf", "NotoSerifSC-Bold.ttf")
_READING = ("NotoSerifSC-Regular.ttf",)
_loaded: dict[str, int] = {}


def load() -> list[str]:
    """Loads the faces of the frame; returns the files that could not be loaded (the system's own face stands in)."""
    return _load(_FIRST)


def load_reading() -> list[str]:
    """Loads the face of running text. It is large: only the pages that show passages ask for it."""
    return _load(_READING)


def _load(files: tuple[str, ...]) -> list[str]:
    for name in files:
        if _loaded.get(name, -1) < 0:
            _loaded[name] = QFontDatabase.addApplicationFont(resource("fonts", name))
    return [name for name in files if _loaded[name] < 0]
