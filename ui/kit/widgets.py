"""The small parts of every page: labels, buttons, cards, chips, segments. Flat fills and 1 px frames, nothing else."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QWidget,
)

from ui.kit import icons
from ui.kit.theme import MEDIUM, REGULAR, SEMIBOLD, Theme, theme, themed

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_MIDDLE = Qt.AlignmentFlag.AlignCenter


def draw_box(
    painter: QPainter, rect: QRectF, fill: QColor | None, frame: QColor | None, radius: float, line: float = 1
) -> None:
    """A flat box with a crisp frame of ``line`` px inside ``rect``."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(fill if fill is not None else Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(frame, line) if frame is not None else Qt.PenStyle.NoPen)
    inset = line / 2 if frame is not None else 0
    painter.drawRoundedRect(rect.adjusted(inset, inset, -inset, -inset), radius, radius)


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
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.WindowText, current.colour(self._colour))
        self.setPalette(palette)


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
        painter = QPainter(self)
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
        painter = QPainter(self)
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
        self.show_state(text, icon, tone, lamp=lamp)
        themed(self, lambda _: self.updateGeometry())

    def show_state(self, text: str, icon: str = "", tone: str = "plain", *, lamp: str = "") -> None:
        """Shows another state."""
        self._text, self._icon, self._tone, self._lamp = text, icon, tone, lamp
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

        painter = QPainter(self)
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


class _Segment(QAbstractButton):
    def __init__(self, text: str, first: bool, last: bool, height: int) -> None:
        super().__init__()
        self._height = height
        self.setText(text)
        self.setCheckable(True)
        self.setAccessibleName(text)
        self._first, self._last = first, last
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.MinimumExpanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        themed(self, lambda _: self.updateGeometry())

    def sizeHint(self) -> QSize:
        words = QFontMetrics(theme().font("body", SEMIBOLD)).horizontalAdvance(self.text())
        return QSize(words + theme().size("icon_button") + theme().px(32), theme().px(self._height))

    def paintEvent(self, event: QPaintEvent) -> None:
        current, painter = theme(), QPainter(self)
        rect, radius = QRectF(self.rect()), current.px(4)
        # Neighbours share one line: every box but the last runs on under the next, clipped at its own edge.
        box = rect.adjusted(0 if self._first else -radius - 1, 0, 0 if self._last else radius + 1, 0)
        fill = "accent_soft" if self.isChecked() else "head" if self.underMouse() else "sheet"
        painter.setClipRect(rect)
        frame = current.colour("edge" if self.isEnabled() else "line")
        draw_box(painter, box, current.colour(fill), frame, radius)
        if not self._last:
            painter.fillRect(QRectF(rect.right() - 1, 0, 1, rect.height()), frame)
        face = current.font("body", SEMIBOLD if self.isChecked() else REGULAR)
        words = QFontMetrics(face).horizontalAdvance(self.text())
        side = current.size("icon_button") if self.isChecked() else 0
        gap = current.px(6) if side else 0
        left = (self.width() - side - gap - words) // 2
        text = "disabled" if not self.isEnabled() else "accent" if self.isChecked() else "ink"
        if side:
            painter.drawPixmap(left, (self.height() - side) // 2, icons.pixmap("check", text, side))
        painter.setPen(current.colour(text))
        painter.setFont(face)
        painter.drawText(QRectF(left + side + gap, 0, words + 2, self.height()), _LEFT, self.text())


class Segmented(QWidget):
    """One of a few words, all in view: 乡 | 镇 | 街道. Arrow keys move, one segment is always chosen."""

    chosen = Signal(int)

    def __init__(self, words: Sequence[str], chosen: int = 0, *, name: str = "", height: int = 36) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._group = QButtonGroup(self)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for number, text in enumerate(words):
            segment = _Segment(text, number == 0, number == len(words) - 1, height)
            segment.setAccessibleDescription(name)
            self._group.addButton(segment, number)
            layout.addWidget(segment)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.choose(chosen)
        self._group.idClicked.connect(self.chosen)

    def choose(self, number: int) -> None:
        """Chooses a segment without a signal."""
        button = self._group.button(number)
        if button is not None:
            button.setChecked(True)
            self.setFocusProxy(button)

    def number(self) -> int:
        """Which segment is chosen."""
        return self._group.checkedId()

    def word(self) -> str:
        """The chosen word."""
        return self._group.checkedButton().text()

    def segments(self) -> list[QAbstractButton]:
        """The segments, left to right."""
        return self._group.buttons()


class Tick(QAbstractButton):
    """A check box: a square with a tick, and its words."""

    def __init__(self, text: str, *, checked: bool = False, role: str = "body") -> None:
        super().__init__()
        self._role = role
        self.setText(text)
        self.setCheckable(True)
        self.setChecked(checked)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        themed(self, lambda _: self.updateGeometry())

    def sizeHint(self) -> QSize:
        """Square, gap and words."""
        words = QFontMetrics(theme().font(self._role)).horizontalAdvance(self.text())
        return QSize(theme().px(18 + 7) + words + 1, theme().px(26))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws the square, filled and ticked when on."""
        current, painter = theme(), QPainter(self)
        side = current.px(18)
        box = QRectF(0, (self.height() - side) / 2, side, side)
        if self.isChecked():
            draw_box(painter, box, current.colour("accent" if self.isEnabled() else "disabled"), None, current.px(3))
            inner = current.px(14)
            picture = icons.pixmap("check", "on_accent", inner)
            painter.drawPixmap(round(box.x() + (side - inner) / 2), round(box.y() + (side - inner) / 2), picture)
        else:
            draw_box(painter, box, current.colour("sheet"), current.colour("edge"), current.px(3), 1.5)
        painter.setPen(current.colour("ink" if self.isEnabled() else "disabled"))
        painter.setFont(current.font(self._role))
        left = side + current.px(7)
        painter.drawText(QRectF(left, 0, self.width() - left + 2, self.height()), _LEFT, self.text())


class Switch(Tick):
    """On or off, drawn as a small slide; a word says which."""

    def sizeHint(self) -> QSize:
        """Slide, gap and words."""
        return super().sizeHint() + QSize(theme().px(18), 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws the slide and its words."""
        current, painter = theme(), QPainter(self)
        height, width = current.px(20), current.px(36)
        box = QRectF(0, (self.height() - height) / 2, width, height)
        on = self.isChecked()
        fill = current.colour("accent" if on else "sheet")
        draw_box(painter, box, fill, current.colour("accent" if on else "edge"), height / 2, 1.5)
        knob = height - current.px(8)
        left = box.right() - knob - current.px(4) if on else box.left() + current.px(4)
        dot = QRectF(left, box.top() + (height - knob) / 2, knob, knob)
        draw_box(painter, dot, current.colour("on_accent" if on else "edge"), None, knob / 2)
        painter.setPen(current.colour("ink" if self.isEnabled() else "disabled"))
        painter.setFont(current.font(self._role))
        start = width + current.px(7)
        painter.drawText(QRectF(start, 0, self.width() - start + 2, self.height()), _LEFT, self.text())


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
        current, painter = theme(), QPainter(self)
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
        QPainter(self).fillRect(self.rect(), theme().colour(self._colour))
