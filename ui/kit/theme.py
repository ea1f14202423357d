"""Colours, sizes and fonts from resources/style: nothing else in ui/ knows a colour or a pixel by heart.

``theme()`` is the one in force; ``use(Theme(...))`` puts another one in force and every window follows at once.
A widget that draws itself asks ``theme()`` when it paints; one that keeps sizes asks again in ``themed``.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import cache, cached_property
from typing import Any, cast

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

from ui.kit import fonts
from ui.kit.resource import read_text

LIGHT, DARK, HIGH_CONTRAST = "light", "dark", "high_contrast"
REGULAR, MEDIUM, SEMIBOLD = 400, 500, 600
_DARK_BELOW = 100  # of 255


@cache
def tokens() -> Mapping[str, Any]:
    """The style file as it stands."""
    return cast(Mapping[str, Any], json.loads(read_text("style", "tokens.json")))


class Theme:
    """One palette at one size. ``palette`` and ``size`` are the names that stand in tokens.json."""

    def __init__(self, palette: str = LIGHT, size: str = "") -> None:
        self.palette = palette if palette in tokens()["themes"] else LIGHT
        self.size_name = size if size in sizes() else sizes()[0]
        self._colours: Mapping[str, str] = tokens()["themes"][self.palette]
        self._sizes: Mapping[str, Any] = tokens()["sizes"][self.size_name]
        self.k = float(self._sizes["k"])
        self._fonts: dict[tuple[str | int, int, bool], QFont] = {}
        self._sized: dict[tuple[int, int, bool], QFont] = {}
        self._made: dict[str, QColor] = {}

    def __eq__(self, other: object) -> bool:
        """The same palette at the same size: what was drawn or measured for one holds for the other."""
        return isinstance(other, Theme) and (self.palette, self.size_name) == (other.palette, other.size_name)

    def __hash__(self) -> int:
        return hash((self.palette, self.size_name))

    def px(self, length: float) -> int:
        """A length of the design (px at 标准) at the size in force; a line never vanishes."""
        return max(1, round(length * self.k)) if length > 0 else round(length * self.k)

    def size(self, name: str) -> int:
        """A named size (row, button, rail_width, lamp, icon…); already multiplied."""
        return int(self._sizes[name])

    def text_size(self, role: str | int) -> int:
        """The height of a font role (tiny, small, body, cell, heading, organ, display) in px.

        A number is a height of the design, for the few titles that have no role.
        """
        return int(self._sizes["font"][role]) if isinstance(role, str) else self.px(role)

    def colour(self, role: str) -> QColor:
        """A colour by its role (ink, sheet, accent, bad…)."""
        if role not in self._made:
            self._made[role] = QColor(self._colours[role])
        return self._made[role]

    def font(self, role: str | int = "body", weight: int = REGULAR, *, serif: bool = False) -> QFont:
        """The face for a role: Sans for everything on screen, Serif for names that will stand on paper."""
        key = (role, weight, serif)
        if key not in self._fonts:
            self._fonts[key] = self.sized_font(self.text_size(role), weight, serif=serif)
        return self._fonts[key]

    def sized_font(self, height: int, weight: int = REGULAR, *, serif: bool = False) -> QFont:
        """A face of ``height`` px (already multiplied)."""
        key = (height, weight, serif)
        if key not in self._sized:
            font = QFont(fonts.SERIF if serif else fonts.SANS)
            font.setPixelSize(height)
            # The Serif comes in Regular and Bold; a weight between them would be drawn by Qt itself.
            font.setWeight(QFont.Weight(weight if not serif or weight <= REGULAR else 700))
            self._sized[key] = font
        return self._sized[key]

    @cached_property
    def qt_palette(self) -> QPalette:
        """The same colours for what Qt draws itself."""
        made = QPalette()
        role = QPalette.ColorRole
        for target, name in (
            (role.Window, "ground"), (role.WindowText, "ink"), (role.Base, "sheet"), (role.AlternateBase, "rowhead"),
            (role.Text, "ink"), (role.Button, "sheet"), (role.ButtonText, "ink"), (role.BrightText, "bad"),
            (role.Highlight, "accent"), (role.HighlightedText, "on_accent"), (role.Link, "accent"),
            (role.LinkVisited, "accent"), (role.ToolTipBase, "sheet"), (role.ToolTipText, "ink"),
            (role.PlaceholderText, "ink3"), (role.Mid, "frame"), (role.Midlight, "line"), (role.Light, "sheet"),
            (role.Dark, "edge"), (role.Shadow, "edge"), (role.Accent, "accent"),
        ):  # fmt: skip
            made.setColor(target, self.colour(name))
        for target in (role.WindowText, role.Text, role.ButtonText):
            made.setColor(QPalette.ColorGroup.Disabled, target, self.colour("disabled"))
        return made


class _Board(QObject):
    """Says that another theme is in force."""

    changed = Signal(object)  # what was found on the way, see ``shelved``

    def __init__(self) -> None:
        super().__init__()
        self.theme: Theme | None = None


@cache
def _board() -> _Board:
    return _Board()


def sizes() -> list[str]:
    """The names of the sizes, in the order in which 字号 goes round."""
    return list(tokens()["sizes"])


def theme() -> Theme:
    """The theme in force."""
    board = _board()
    if board.theme is None:
        board.theme = Theme()
    return board.theme


def use(new: Theme) -> None:
    """Puts ``new`` in force: style, palette and base font of the application, then ``themed`` widgets."""
    from PySide6.QtWidgets import QToolTip

    from ui.kit.style import Style  # not before the first paint

    board = _board()
    board.theme = new
    app = QApplication.instance()
    if isinstance(app, QApplication):
        if not isinstance(app.style(), Style):
            app.setStyle(Style())
        palette = new.qt_palette
        app.setPalette(palette)
        app.setFont(new.font())
        QToolTip.setPalette(palette)
        QToolTip.setFont(new.font())
        for window in app.topLevelWidgets():  # Qt tells them later, and only those that were shown
            app.sendEvent(window, QEvent(QEvent.Type.ApplicationPaletteChange))
            app.sendEvent(window, QEvent(QEvent.Type.ApplicationFontChange))
            window.update()  # also what draws itself
    board.changed.emit({})


def prepare(new: Theme) -> None:
    """Makes ``new`` the theme in force and shows its ground; ``use`` does the rest."""
    _board().theme = new
    app = QApplication.instance()
    if isinstance(app, QApplication):
        app.setPalette(new.qt_palette)


def first_palette() -> str:
    """Light or dark, judged by the system's own window colour: quicker to ask than ``system_palette``."""
    return DARK if QGuiApplication.palette().color(QPalette.ColorRole.Window).lightness() < _DARK_BELOW else LIGHT


def system_palette() -> str:
    """What the system asks for: light or dark. High contrast is a choice in the settings."""
    from PySide6.QtCore import Qt

    hints = QGuiApplication.styleHints()
    return DARK if hints.colorScheme() == Qt.ColorScheme.Dark else LIGHT


def colour(widget: QWidget, roles: Mapping[QPalette.ColorRole, str]) -> None:
    """Gives ``widget`` colours of its own by their roles; all others follow those of the application."""
    made = QPalette()
    for target, name in roles.items():
        made.setColor(target, theme().colour(name))
    widget.setPalette(made)


def themed(owner: QWidget, apply: Callable[[Theme], None]) -> None:
    """Calls ``apply`` now and whenever another theme is in force, as long as ``owner`` lives."""
    apply(theme())
    follower = Follower(owner, apply)
    _board().changed.connect(follower.follow)


class Stack(QStackedWidget):
    """Pages of which one is in view. ``late``: pages that another theme has not reached, and who follows it there."""

    def __init__(self) -> None:
        super().__init__()
        self.late: dict[QWidget, dict[Follower, None]] = {}


Shelved = tuple[Stack, QWidget] | None
_Known = dict[QWidget, Shelved]


def shelved(widget: QWidget, known: _Known) -> Shelved:
    """The page out of view on which ``widget`` is, with its stack. ``known`` holds what was found on the way."""
    if widget not in known:
        above = widget.parentWidget()
        if isinstance(above, Stack) and above.currentWidget() is not widget:
            known[widget] = above, widget
        else:
            known[widget] = None if above is None else shelved(above, known)
    return known[widget]


class Follower(QObject):
    """Lives and dies with its widget, so that a connection never outlives what it would touch."""

    def __init__(self, owner: QWidget, apply: Callable[[Theme], None]) -> None:
        super().__init__(owner)
        self._owner, self._apply = owner, apply

    def follow(self, known: _Known) -> None:
        """Wears the theme in force, or waits where nobody looks."""
        found = shelved(self._owner, known)
        if found is None:
            self._apply(theme())
        else:
            stack, page = found
            stack.late.setdefault(page, {})[self] = None
