"""Rows and columns whose gaps and margins are said in px of the design and follow the size in force."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtWidgets import QBoxLayout, QGridLayout, QHBoxLayout, QLayout, QVBoxLayout, QWidget
from shiboken6 import delete

from ui.kit.theme import Shelved, shelved, theme

Item = QWidget | QLayout | int | None
Margins = tuple[int, int, int, int]
_NONE: Margins = (0, 0, 0, 0)
_Box = TypeVar("_Box", bound=QBoxLayout)


def row(*items: Item, gap: int = 8, margins: Margins = _NONE) -> QHBoxLayout:
    """Side by side: a widget, a layout, a number (fixed gap in px) or None (takes the room that is left)."""
    return _fill(QHBoxLayout(), items, gap, margins)


def column(*items: Item, gap: int = 8, margins: Margins = _NONE) -> QVBoxLayout:
    """One below the other; items as in ``row``."""
    return _fill(QVBoxLayout(), items, gap, margins)


def scaled(layout: QLayout, gap: int = 8, margins: Margins = _NONE, *, across: int | None = None) -> None:
    """Gives any layout a gap and margins (left, top, right, bottom) that follow the size in force.

    ``across``: the gap between the columns of a grid, where it is another one.
    """
    layout.setProperty("gap", gap)
    layout.setProperty("across", across)
    layout.setProperty("edges", list(margins))
    _apply(layout)


def rescale(root: QWidget) -> None:
    """Sets every gap below ``root`` again, after another size was put in force; not on pages out of view."""
    known: dict[QWidget, Shelved] = {}
    for layout in root.findChildren(QLayout):
        if layout.property("gap") is not None and shelved(layout.parentWidget(), known) is None:
            _apply(layout)


def empty(layout: QLayout) -> None:
    """Takes everything out of ``layout`` and lets it go."""
    while layout.count():
        item = layout.takeAt(0)
        widget: QWidget | None = item.widget()
        inner: QLayout | None = item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        if inner is not None:
            empty(inner)
        else:
            delete(item)  # Qt gives it away, and nobody takes it


def _fill(box: _Box, items: tuple[Item, ...], gap: int, margins: Margins) -> _Box:
    spaces: list[int] = []
    for item in items:
        if item is None:
            box.addStretch(1)
        elif isinstance(item, int):
            spaces += [box.count(), item]
            box.addSpacing(item)
        elif isinstance(item, QLayout):
            box.addLayout(item)
        else:
            box.addWidget(item)
    box.setProperty("spaces", spaces)
    scaled(box, gap, margins)
    return box


def _apply(layout: QLayout) -> None:
    px = theme().px
    layout.setSpacing(px(int(layout.property("gap"))))
    left, top, right, bottom = (px(int(edge)) for edge in layout.property("edges"))
    layout.setContentsMargins(left, top, right, bottom)
    if isinstance(layout, QGridLayout) and layout.property("across") is not None:
        layout.setHorizontalSpacing(px(int(layout.property("across"))))
    spaces = layout.property("spaces") or []
    for place, length in zip(spaces[::2], spaces[1::2], strict=True):
        item = layout.itemAt(int(place))
        spacer = item.spacerItem() if item is not None else None
        if spacer is None:
            continue
        if isinstance(layout, QHBoxLayout):
            spacer.changeSize(px(int(length)), 0)
        else:
            spacer.changeSize(0, px(int(length)))
    layout.invalidate()
