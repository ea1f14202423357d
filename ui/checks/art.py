"""How a row of the list is laid out and drawn: heights, and the places of its buttons, one for mouse and paint."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QTextLayout

from app.workbench.checking import Run
from app.workbench.checking_deeds import Deed, Doing
from ui.checks.rows import Found, Heading, Row, Told
from ui.kit import icons, runs
from ui.kit.draw import draw_box
from ui.kit.lamp import paint_lamp
from ui.kit.runs import Strong
from ui.kit.theme import MEDIUM, REGULAR, SEMIBOLD, Theme, theme

ICONS: dict[Doing, str] = {
    "locate": "locate",
    "reason": "pencil",
    **dict.fromkeys(("fix", "choose", "known", "settle"), "check"),
}
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT_END = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_HEAD, _TOLD = 43, 34  # px of the design
_TEXT, _RIGHT, _TOP, _BOTTOM = 71, 12, 12, 11  # of an item: where its words begin, air at the other sides
_PITCH, _SMALL_PITCH = 24, 21
_LEAST = 300  # px that the words keep beside the buttons; narrower, the buttons stand below
_GAP = 8


@dataclass(frozen=True)
class Shape:
    """One finding laid out in ``width`` px: its words, where its buttons stand, how high all of it is."""

    sentence: QTextLayout
    below: QTextLayout
    said: QTextLayout | None
    buttons: tuple[QRect, ...]
    end: int  # below the words: where a reason is written
    high: int


def pitch() -> int:
    """The height of a line of a sentence."""
    return theme().px(_PITCH)


def shape(row: Found, width: int, now: Theme) -> Shape:
    """The layout of a finding."""
    return _shape(row.item.runs, row.below, row.item.said, row.deeds, width, now)


@lru_cache(maxsize=200)  # a list and its neighbours; a layout of Qt takes some ten KB
def _shape(
    sentence_runs: tuple[Run, ...], under: str, answer: str, deeds: tuple[Deed, ...], width: int, now: Theme
) -> Shape:
    """Kept, because the same few are asked for again and again."""
    px = now.px
    sizes = [button_width(deed, now) for deed in deeds]
    across = sum(sizes) + px(_GAP) * (len(sizes) - 1) if sizes else 0
    room = width - px(_TEXT) - px(_RIGHT)
    beside = room - across - px(16) >= px(_LEAST)
    wide = room - across - px(16) if beside else room
    words = tuple(Strong(run.text) if run.strong else _kept(run.text) for run in sentence_runs)
    sentence = runs.layout("".join(words), wide, now.font("body"), runs.shapes(words, "body"), pitch=px(_PITCH))
    small = now.font("small")
    below = runs.layout(under, wide, small, runs.shapes((under,), "small"), pitch=px(_SMALL_PITCH))
    at = px(_TOP) + sentence.lineCount() * px(_PITCH) + below.lineCount() * px(_SMALL_PITCH)
    said = None
    if answer:
        formats = runs.shapes((answer,), "body")
        said = runs.layout(answer, room - px(14), now.font("body"), formats, pitch=px(_PITCH))
        at += px(5) + said.lineCount() * px(_PITCH)
    high, top = now.size("button_small"), px(_TOP) + 1
    if not beside and sizes:
        top = at + px(6)
        at = top + high
    left = width - px(_RIGHT) - across if beside else px(_TEXT)
    buttons = []
    for size in sizes:
        buttons.append(QRect(left, top, size, high))
        left += size + px(_GAP)
    end = max(at, top + high if sizes else 0) + px(_BOTTOM)
    return Shape(sentence, below, said, tuple(buttons), end, end)


def _kept(text: str) -> str:
    """The figure that matters stays with the word before it."""
    return text.removesuffix(" ") + "\u00a0" if text.endswith(" ") else text


def button_width(deed: Deed, now: Theme) -> int:
    """As wide as the real button: icon, gap, words, padding."""
    words = QFontMetrics(now.font("body", SEMIBOLD if deed.what == "fix" else MEDIUM)).horizontalAdvance(deed.button)
    side = now.size("icon_button") + now.px(8) if deed.what in ICONS else 0
    return words + side + 2 * (now.px(12) + 1)


def height(row: Row, width: int) -> int:
    """The height of a row in px."""
    now = theme()
    if isinstance(row, Found):
        return shape(row, width, now).high
    if isinstance(row, Heading):
        measure = QFontMetrics(now.font("cell", SEMIBOLD))
        lines = 1 + max(0, measure.horizontalAdvance(row.title) - 1) // max(width - now.px(40), 1)
        return now.px(_HEAD) + (lines - 1) * now.px(_PITCH)
    return now.px(_TOLD)


def paint_heading(painter: QPainter, rect: QRect, row: Heading) -> None:
    """Lamp, title, note."""
    now = theme()
    side, middle = now.size("lamp"), rect.top() + now.px(_HEAD) // 2 + now.px(1)
    paint_lamp(painter, QRectF(rect.left(), middle - side / 2, side, side), row.lamp)
    left = rect.left() + side + now.px(10)
    font = now.font("cell", SEMIBOLD)
    painter.setFont(font)
    painter.setPen(now.colour("ink"))
    wide = QFontMetrics(font).horizontalAdvance(row.title)
    room = QRect(left, rect.top() + now.px(2), rect.right() - left, rect.height())
    if wide > room.width():
        made = runs.layout(row.title, room.width(), font, pitch=now.px(_PITCH))
        runs.draw(painter, QPointF(left, rect.top() + now.px(10)), made)
        return
    painter.drawText(room, _LEFT, row.title)
    painter.setFont(now.font("small"))
    painter.setPen(now.colour("ink2"))
    rest = room.adjusted(wide + now.px(12), 0, 0, 0)
    note = painter.fontMetrics().elidedText(row.note, Qt.TextElideMode.ElideRight, rest.width())
    painter.drawText(rest, _LEFT, note)


def paint_box(painter: QPainter, rect: QRect, row: Found | Told, *, chosen: bool, focus: bool) -> None:
    """The sheet of a row: frame at the sides, a line to the next, the accent bar of the chosen one."""
    now = theme()
    painter.fillRect(rect, now.colour("accent_soft" if chosen else "sheet"))
    line, wide, high = now.colour("frame"), rect.width(), rect.height()
    for edge in ((0, 0, 1, high), (wide - 1, 0, 1, high), (0, high - 1, wide, 1), (0, 0, wide if row.first else 0, 1)):
        painter.fillRect(QRect(*edge).translated(rect.topLeft()), line)
    if chosen:
        painter.fillRect(rect.left(), rect.top(), now.px(5), rect.height(), now.colour("accent"))
    for edge in ((0, 0, wide, 2), (0, high - 2, wide, 2), (wide - 2, 0, 2, high)) if focus else ():
        painter.fillRect(QRect(*edge).translated(rect.topLeft()), now.colour("accent"))


def paint_found(painter: QPainter, rect: QRect, row: Found, *, chosen: bool, focus: bool, deeds: bool) -> None:
    """One finding; its buttons only where ``deeds``: the chosen one has real ones."""
    now = theme()
    made = shape(row, rect.width(), now)
    paint_box(painter, rect, row, chosen=chosen, focus=focus)
    left, top, line = rect.left() + now.px(_TEXT), rect.top() + now.px(_TOP), now.px(_PITCH)
    painter.setFont(now.font("body"))
    painter.setPen(now.colour("ink2"))
    painter.drawText(QRect(rect.left(), top, now.px(29), line), _RIGHT_END, str(row.item.number))
    side = now.px(20)
    paint_lamp(painter, QRectF(rect.left() + now.px(41), top + (line - side) / 2 - 1, side, side), row.item.lamp)
    painter.setPen(now.colour("ink"))
    runs.draw(painter, QPointF(left, top), made.sentence)
    top += made.sentence.lineCount() * line
    painter.setPen(now.colour("ink2"))
    runs.draw(painter, QPointF(left, top), made.below)
    top += made.below.lineCount() * now.px(_SMALL_PITCH) + now.px(5)
    if made.said is not None:
        high = made.said.lineCount() * line
        painter.fillRect(left, top + now.px(1), now.px(3), high - now.px(2), now.colour("frame"))
        painter.setPen(now.colour("ink"))
        runs.draw(painter, QPointF(left + now.px(14), top), made.said)
    if deeds:
        for deed, box in zip(row.deeds, made.buttons, strict=True):
            paint_button(painter, box.translated(rect.topLeft()), deed, now)


def paint_button(painter: QPainter, box: QRect, deed: Deed, now: Theme) -> None:
    """What looks like the button that stands there once the finding is chosen."""
    accent = deed.what == "fix"
    fill, frame, ink = ("sheet", "accent", "accent") if accent else ("sheet", "edge", "ink")
    draw_box(painter, QRectF(box), now.colour(fill), now.colour(frame), now.px(4))
    font = now.font("body", SEMIBOLD if accent else MEDIUM)
    words = QFontMetrics(font).horizontalAdvance(deed.button)
    side = now.size("icon_button") if deed.what in ICONS else 0
    gap = now.px(8) if side else 0
    left = box.left() + (box.width() - side - gap - words) // 2
    if side:
        picture = icons.pixmap(ICONS[deed.what], "ink2" if ink == "ink" else ink, side)
        painter.drawPixmap(left, box.top() + (box.height() - side) // 2, picture)
    painter.setFont(font)
    painter.setPen(now.colour(ink))
    painter.drawText(QRectF(left + side + gap, box.top() - 1, words + 2, box.height()), _LEFT, deed.button)


def paint_told(painter: QPainter, rect: QRect, row: Told, *, chosen: bool, focus: bool) -> None:
    """A quiet line: lamp, title, figures or names."""
    now = theme()
    paint_box(painter, rect, row, chosen=chosen, focus=focus)
    side, left = now.px(16), rect.left() + now.px(16)
    if row.lamp:
        paint_lamp(painter, QRectF(left, rect.center().y() - side / 2 + 1, side, side), row.lamp)
        left += side + now.px(10)
    font = now.font("body", REGULAR)
    painter.setFont(font)
    painter.setPen(now.colour("ink"))
    room = QRect(left, rect.top(), rect.right() - left - now.px(12), rect.height())
    title = QFontMetrics(font).elidedText(row.title, Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, _LEFT, title)
    painter.setFont(now.font("small"))
    painter.setPen(now.colour("ink2"))
    rest = room.adjusted(QFontMetrics(font).horizontalAdvance(title) + now.px(14), 0, 0, 0)
    told = painter.fontMetrics().elidedText(row.told, Qt.TextElideMode.ElideRight, max(rest.width(), 0))
    painter.drawText(rest, _LEFT, told)
