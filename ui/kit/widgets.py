"""The small parts of every page: labels, buttons, cards, chips, segments. Flat fills and 1 px frames, nothing else."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QPushButton,
    QSizePolicy,
    QWidget,
)

from ui.kit import icons
from ui.kit.draw import draw_box
from ui.kit.picks import Segmented, Switch, Tick
from ui.kit.theme import MEDIUM, REGULAR, SEMIBOLD, Theme, colour, theme, themed

__all__ = [
    "AccentButton",
    "Button",
    "Card",
    "Chip",
    "Label",
    "Meter",
    "PrimaryButton",
    "Rule",
    "SecondaryButton",
    "Segmented",
    "Switch",
    "TextButton",
    "Tick",
    "draw_box",
    "heading",
]

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_MIDDLE = Qt.AlignmentFlag.AlignCenter


class Label(QLabel):
    """Plain text in a font role and a colour role. Never reads mark-up."""

    def __init__(
        self,
        text: str = "",
        role: str | int = "body",
        colour: str = "ink",
        *,
        weight: int = REGULAR,
        serif: bool = False,
    ) -> None:
        super().__init__(text)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._role, self._colour, self._weight, self._serif = role, colour, weight, serif
        themed(self, self._dress)

    def set_colour(self, colour: str) -> None:
        """Another colour role."""
        self._colour = colour
        self._dress(theme())

    def _dress(self, current: Theme) -> None:
        self.setFont(current.font(self._role, self._weight, serif=self._serif))
        colour(self, {QPalette.ColorRole.WindowText: self._colour})
        if not self.text():
            self.setIndent(self.indent())  # else Qt keeps the height that it measured in another font


def heading(text: str, role: str | int = "heading") -> Label:
    """A title in Serif."""
    return Label(text, role, serif=True, weight=SEMIBOLD)


class Button(QPushButton):
    """A push button. ``kind``: primary (the one deed of the page), accent, plain, text, quiet (a word in a line).

    ``size`` names a height: button, button_small, button_big.
    """

    def __init__(self, text: str, icon: str = "", *, kind: str = "plain", size: str = "button") -> None:
        super().__init__(text)
        self._icon, self._kind, self._size = icon, kind, size
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        themed(self, lambda _: self.updateGeometry())

    def set_kind(self, kind: str) -> None:
        """Steps up to the primary deed or back."""
        self._kind = kind
        self.update()

    def set_icon(self, icon: str) -> None:
        """Another icon."""
        self._icon = icon
        self.updateGeometry()
        self.update()

    def _pad(self) -> int:
        if self._kind in {"text", "quiet"}:
            return theme().px(10 if self._kind == "text" else 6)
        return theme().px({"button_big": 20, "button_small": 12}.get(self._size, 14)) + 1

    def _gap(self) -> int:
        return theme().px(10 if self._size == "button_big" else 8)

    def _parts(self) -> tuple[int, int]:
        words = QFontMetrics(self._face()).horizontalAdvance(self._shown())
        return (theme().size("icon_button") if self._icon else 0), words

    def _shown(self) -> str:
        return self.text().replace("&", "")

    def _face(self) -> QFont:
        weight = {"primary": SEMIBOLD, "accent": SEMIBOLD, "quiet": REGULAR}.get(self._kind, MEDIUM)
        return theme().font("cell" if self._size == "button_big" else "body", weight)

    def sizeHint(self) -> QSize:
        """Icon, gap, words and the padding round them."""
        side, words = self._parts()
        gap = self._gap() if side and words else 0
        return QSize(side + gap + words + 2 * self._pad(), theme().size(self._size))

    def minimumSizeHint(self) -> QSize:
        """Never clipped."""
        return self.sizeHint()

    def _colours(self) -> tuple[str, str, str]:
        """Fill, frame and text."""
        if not self.isEnabled():
            return "", ("" if self._kind in {"text", "quiet"} else "line"), "disabled"
        hot = self.underMouse() or self.isDown()
        if self._kind == "primary":
            fill = "accent_hover" if hot else "accent"
            return fill, fill, "on_accent"
        if self._kind == "accent" or self.isChecked():
            return ("accent_soft" if hot or self.isDown() else "sheet"), "accent", "accent"
        if self._kind == "text":
            return ("accent_soft" if hot else ""), "", "accent"
        if self._kind == "quiet":
            return ("ground2" if hot else ""), "", "ink2"
        return ("head" if hot else "sheet"), "edge", "ink"

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws box, icon and words."""
        with QPainter(self) as painter:
            fill, frame, text = self._colours()
            current = theme()
            rect = QRectF(self.rect())
            draw_box(
                painter,
                rect,
                current.colour(fill) if fill else None,
                current.colour(frame) if frame else None,
                current.px(4),
            )
            side, words = self._parts()
            gap = self._gap() if side and words else 0
            left = (self.width() - side - gap - words) // 2
            if side:
                picture = icons.pixmap(self._icon, "ink2" if text == "ink" else text, side)
                painter.drawPixmap(left, (self.height() - side) // 2, picture)
            painter.setPen(current.colour(text))
            painter.setFont(self._face())
            painter.drawText(QRectF(left + side + gap, -1, words + 2, self.height()), _LEFT, self._shown())


class PrimaryButton(Button):
    """The deed of the page, deep blue; at most one per page."""

    def __init__(self, text: str, icon: str = "", *, size: str = "button") -> None:
        super().__init__(text, icon, kind="primary", size=size)


class SecondaryButton(Button):
    """Any other deed."""

    def __init__(self, text: str, icon: str = "", *, size: str = "button") -> None:
        super().__init__(text, icon, size=size)


class AccentButton(Button):
    """A deed that the program proposes: blue frame and words."""

    def __init__(self, text: str, icon: str = "", *, size: str = "button") -> None:
        super().__init__(text, icon, kind="accent", size=size)


class TextButton(Button):
    """A small deed inside a line."""

    def __init__(self, text: str, icon: str = "") -> None:
        super().__init__(text, icon, kind="text", size="button_small")


class Card(QFrame):
    """A sheet with a frame; ``top`` is a colour role for a strip along the top edge."""

    def __init__(self, top: str = "", *, fill: str = "sheet", frame: str = "frame") -> None:
        super().__init__()
        self._top, self._fill, self._frame, self._line = top, fill, frame, 1

    def set_look(self, *, top: str = "", fill: str = "sheet", frame: str = "frame", line: int = 1) -> None:
        """Another look: 2 px accent frame for what is chosen, accent strip for what is at work."""
        self._top, self._fill, self._frame, self._line = top, fill, frame, line
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws sheet, frame and strip."""
        with QPainter(self) as painter:
            current = theme()
            radius = current.px(4)
            rect = QRectF(self.rect())
            if self._top:
                # The strip follows the corners: a box in its colour, covered by the sheet below the strip.
                strip = current.px(4)
                painter.setClipRect(rect.adjusted(0, 0, 0, strip - rect.height()))
                draw_box(painter, rect, current.colour(self._top), None, radius)
                below = rect.adjusted(0, strip, 0, 0)
                painter.setClipRect(below)
                draw_box(painter, rect, current.colour(self._fill), current.colour(self._frame), radius, self._line)
                return
            draw_box(painter, rect, current.colour(self._fill), current.colour(self._frame), radius, self._line)


class Chip(QWidget):
    """A state in a word: ``tone`` plain, ok, doubt or bad; with an icon or a lamp before the word."""

    _TONES = {  # noqa: RUF012
        "plain": ("ground2", "ink2", "ink2"),
        "ok": ("ok_soft", "ok", "ok"),
        "doubt": ("doubt_soft", "ink", "doubt"),
        "bad": ("bad_soft", "ink", "bad"),
        "accent": ("accent_soft", "accent", "accent"),
    }

    def __init__(self, text: str, icon: str = "", tone: str = "plain", *, lamp: str = "") -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._shown: tuple[str, ...] = ()
        self.show_state(text, icon, tone, lamp=lamp)
        themed(self, lambda _: self.updateGeometry())

    def show_state(self, text: str, icon: str = "", tone: str = "plain", *, lamp: str = "") -> None:
        """Shows another state."""
        if (text, icon, tone, lamp) == self._shown:  # with every key it is told anew what it shows
            return
        self._shown = self._text, self._icon, self._tone, self._lamp = text, icon, tone, lamp
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def text(self) -> str:
        """The word that is shown."""
        return self._text

    def sizeHint(self) -> QSize:
        """Icon and word with 10 px round them."""
        words = QFontMetrics(theme().font("body")).horizontalAdvance(self._text)
        side = theme().size("icon_button") + theme().px(6) if self._icon or self._lamp else 0
        return QSize(words + side + theme().px(20) + 1, theme().px(30))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws fill, icon and word."""
        from ui.kit.lamp import paint_lamp

        with QPainter(self) as painter:
            current = theme()
            fill, text, mark = self._TONES[self._tone]
            draw_box(painter, QRectF(self.rect()), current.colour(fill), None, current.px(3))
            left, side = current.px(10), current.size("icon_button")
            if self._lamp:
                paint_lamp(painter, QRectF(left, (self.height() - side) / 2, side, side), self._lamp)
            elif self._icon:
                painter.drawPixmap(left, (self.height() - side) // 2, icons.pixmap(self._icon, mark, side))
            if self._lamp or self._icon:
                left += side + current.px(6)
            painter.setFont(current.font("body"))
            painter.setPen(current.colour(text))
            painter.drawText(QRectF(left, 0, self.width() - left, self.height()), _LEFT, self._text)


class Meter(QWidget):
    """How much of something: a flat bar. Values 0 to 1; ``tone`` is a colour role."""

    def __init__(self, value: float = 0.0, tone: str = "accent", *, height: int = 10) -> None:
        super().__init__()
        self._value, self._tone, self._height = value, tone, height
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        themed(self, lambda _: self.updateGeometry())

    def set_value(self, value: float) -> None:
        """Another value, 0 to 1."""
        self._value = min(1.0, max(0.0, value))
        self.update()

    def value(self) -> float:
        """The value shown."""
        return self._value

    def sizeHint(self) -> QSize:
        """As wide as there is room."""
        return QSize(theme().px(120), theme().px(self._height))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws the bar."""
        current = theme()
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), current.colour("ground2"))
            painter.fillRect(QRectF(0, 0, self.width() * self._value, self.height()), current.colour(self._tone))
            painter.setPen(current.colour("frame"))
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))


class Rule(QWidget):
    """A hairline, lying or (``upright``) standing."""

    def __init__(self, *, upright: bool = False, colour: str = "line") -> None:
        super().__init__()
        self._upright, self._colour = upright, colour
        fixed, grows = QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding
        self.setSizePolicy(fixed if upright else grows, fixed)

    def sizeHint(self) -> QSize:
        """One px."""
        return QSize(1, theme().px(24)) if self._upright else QSize(1, 1)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws the line."""
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), theme().colour(self._colour))
