"""Icons: Lucide outlines from resources/icons, tinted with the colours in force, drawn once per size."""

from __future__ import annotations

import re
from functools import cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QImage, QPainter, QPixmap

from ui.kit.draw import to_keep
from ui.kit.resource import read_text
from ui.kit.theme import theme

_STROKE = "1.75"
_made: dict[tuple[str, str, int, float], QPixmap] = {}


@cache
def _source(name: str) -> str:
    return re.sub(r'stroke-width="[^"]*"', f'stroke-width="{_STROKE}"', read_text("icons", f"{name}.svg"))


def paint(painter: QPainter, rect: QRectF, name: str, colour: QColor) -> None:
    """Draws the icon into ``rect`` (square, logical px)."""
    _draw(painter, rect, _source(name).replace("currentColor", colour.name()))


def _draw(painter: QPainter, rect: QRectF, text: str) -> None:
    from PySide6.QtSvg import QSvgRenderer

    QSvgRenderer(QByteArray(text.encode())).render(painter, rect)


def pixmap(name: str, role: str = "ink2", size: int = 0) -> QPixmap:
    """The icon as a picture of ``size`` px (already multiplied; default: the icon size in force)."""
    current = theme()
    side = size or current.size("icon")
    app = QGuiApplication.instance()
    ratio = app.devicePixelRatio() if isinstance(app, QGuiApplication) else 1.0
    colour = current.colour(role)
    key = (name, colour.name(), side, ratio)
    if key not in _made:
        text = _source(name).replace("currentColor", colour.name())  # before there is a painter: it may fail
        image = QImage(round(side * ratio), round(side * ratio), QImage.Format.Format_ARGB32_Premultiplied)
        image.setDevicePixelRatio(ratio)
        image.fill(Qt.GlobalColor.transparent)
        with QPainter(image) as painter:
            _draw(painter, QRectF(0, 0, side, side), text)
        _made[key] = QPixmap.fromImage(to_keep(image))
    return _made[key]


def icon(name: str, role: str = "ink2", size: int = 0) -> QIcon:
    """The icon for a standard widget; quiet where the widget is disabled."""
    made = QIcon(pixmap(name, role, size))
    made.addPixmap(pixmap(name, "disabled", size), QIcon.Mode.Disabled)
    return made


def program_icon() -> QIcon:
    """The program's own icon, drawn at the sizes that title and task bars ask for."""
    made = QIcon()
    for side in (16, 32, 48):
        picture = QPixmap(side, side)
        picture.fill(Qt.GlobalColor.transparent)
        text = read_text("icons", "app.svg")
        with QPainter(picture) as painter:
            _draw(painter, QRectF(0, 0, side, side), text)
        made.addPixmap(picture)
    return made


def icon_size(size: int = 0) -> QSize:
    """The size that goes with ``icon``."""
    side = size or theme().size("icon")
    return QSize(side, side)
