"""Which look is in force, and remembering it: the palette, the size of type, where the window stood."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from ui.kit import memory, theme
from ui.kit.theme import Theme

SYSTEM = "system"
# The looks, in the order of their buttons.
LOOKS = ((SYSTEM, "跟随系统"), (theme.LIGHT, "浅色"), (theme.DARK, "深色"), (theme.HIGH_CONTRAST, "高对比"))


class Look(QObject):
    """Knows the remembered look at once; every choice is remembered in the file at ``path``."""

    changed = Signal()

    def __init__(self, path: str) -> None:
        super().__init__()
        self._path = path
        self._memory = memory.read(path)
        if self._memory.look not in dict(LOOKS):
            self._memory.look = SYSTEM
        name = self._memory.look
        theme.prepare(_theme(theme.first_palette() if name == SYSTEM else name, self._memory.size))

    def dress(self) -> None:
        """Dresses the application: style, palette, base font. Until then only colours are known."""
        self._use()
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._follow_system)

    @property
    def name(self) -> str:
        """system, light, dark or high_contrast."""
        return self._memory.look

    @property
    def size(self) -> str:
        """The name of the size in force."""
        return theme.theme().size_name

    @property
    def window(self) -> str:
        """Where the window stood, in Qt's own words."""
        return self._memory.window

    @property
    def hands(self) -> str:
        """Where the hands were in each report, see ``returning``."""
        return self._memory.hands

    def choose(self, name: str) -> None:
        """Another look."""
        self._memory.look = name
        self._use()
        self._write()

    def choose_size(self, name: str) -> None:
        """Another size of type."""
        self._memory.size = name
        self._use()
        self._write()

    def next_size(self) -> None:
        """标准, 大, 特大, and round again."""
        names = theme.sizes()
        self.choose_size(names[(names.index(self.size) + 1) % len(names)])

    def keep_window(self, words: str) -> None:
        """Remembers where the window stands."""
        self._memory.window = words
        self._write()

    def keep_hands(self, words: str) -> None:
        """Remembers where the hands were."""
        if words != self._memory.hands:
            self._memory.hands = words
            self._write()

    def _use(self) -> None:
        name = self._memory.look
        theme.use(_theme(theme.system_palette() if name == SYSTEM else name, self._memory.size))
        self.changed.emit()

    def _follow_system(self) -> None:
        if self._memory.look == SYSTEM:
            self._use()

    def _write(self) -> None:
        memory.write(self._path, self._memory)


@cache
def _theme(palette: str, size: str) -> Theme:
    """Each look once: what was drawn in a theme is kept by it, and with it the theme's fonts and colours."""
    return Theme(palette, size)
