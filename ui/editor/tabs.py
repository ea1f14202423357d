"""The tab strip: name, lamp and word of every part, a 3 px line over the chosen one. Speaks its state."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QTabBar, QWidget

from app.checks.engine import CheckResult
from app.checks.lamps import cover_lamp, section_lamp
from app.forms.model import Section
from ui.kit import boxes
from ui.kit.lamp import colour_of, paint_lamp
from ui.kit.theme import REGULAR, SEMIBOLD, Theme, theme, themed, tokens
from ui.kit.tips import tip

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down, Qt.Key.Key_Space)
_ABOVE = 5  # air between the head line and the tabs
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class TabState:
    """``kind`` is the lamp ("" for none), ``word`` stands beside it, ``spoken`` is what a screen reader says."""

    title: str
    kind: str = ""
    word: str = ""
    spoken: str = ""


def state_of(result: CheckResult, section: Section, doubted: int, refused: int) -> TabState:
    """The tab of a section: a refused text shows there until it is answered, and so does a doubtful figure."""
    lamp = section_lamp(result, section, doubted)
    if not refused:
        return TabState(section.name, lamp.kind, lamp.word, lamp.spoken)
    told = f"{refused} 处没有存上"
    if lamp.kind in ("bad", "must"):
        return TabState(section.name, lamp.kind, lamp.word, f"{lamp.spoken}，{told}")
    all_of_it = section_lamp(result, section, doubted + refused)
    said = f"{told}，{lamp.spoken}" if lamp.kind == "doubt" else told
    return TabState(section.name, all_of_it.kind, all_of_it.word, said)


def cover_state(result: CheckResult, title: str) -> TabState:
    """The tab of the cover: a lamp only where something stands in its lines, or in no part at all."""
    lamp = cover_lamp(result)
    return TabState(title, lamp.kind, lamp.word, lamp.spoken) if lamp is not None else TabState(title)


class SectionTabs(QTabBar):
    """Draws itself; ``show_states`` changes lamps without moving the chosen tab.

    ``is_walking`` while a key goes from tab to tab: the keyboard stays here. ``entered``: it wants into the page.
    """

    entered = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.is_walking = False
        self._states: list[TabState] = []
        self._narrow: dict[tuple[int, tuple[TabState, ...]], bool] = {}
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setUsesScrollButtons(True)
        self.setElideMode(Qt.TextElideMode.ElideNone)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("报告的各部分")
        themed(self, lambda _: self._relayout())

    def show_states(self, states: list[TabState]) -> None:
        """Shows these tabs; the chosen one stays chosen where the number of tabs stays."""
        if states == self._states:
            return
        while self.count() > len(states):
            self.removeTab(self.count() - 1)
        old, self._states = self._states, states
        while self.count() < len(states):
            self.addTab("")
        for place, state in enumerate(states):
            before = old[place] if place < len(old) else None
            if state != before:
                self._show(place, state, resize=before is None or self._measure(before) != self._measure(state))

    def state(self, place: int) -> TabState:
        """What tab ``place`` shows."""
        return self._states[place]

    def _show(self, place: int, state: TabState, *, resize: bool) -> None:
        if resize:  # setTabText lays every tab out again
            self.setTabText(place, f"{state.title} {state.word}")
        self.setTabToolTip(place, tip(state.spoken))
        self.setAccessibleTabName(place, "，".join(part for part in (state.title, state.spoken) if part))
        self.update(self.tabRect(place))

    def _relayout(self) -> None:
        """Qt measures tabs anew when a text changes, all of them for each: one is enough."""
        self._narrow.clear()
        if self._states:
            self.setTabText(0, self._states[0].title)
            self.setTabText(0, f"{self._states[0].title} {self._states[0].word}")
        self.updateGeometry()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left, Right, Home and End go from tab to tab; Enter and Down go into the page."""
        last = self.count() - 1
        here = self.currentIndex()
        ways = {Qt.Key.Key_Left: here - 1, Qt.Key.Key_Right: here + 1, Qt.Key.Key_Home: 0, Qt.Key.Key_End: last}
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        elif event.key() in _ENTER:
            self.entered.emit()
        elif event.key() in ways:
            self.is_walking = True
            self.setCurrentIndex(min(max(ways[Qt.Key(event.key())], 0), last))
            self.is_walking = False
        else:
            super().keyPressEvent(event)

    # ------------------------------------------------------------------ measures

    def _compact(self) -> bool:
        """True where the tabs of a large size would not all be in view: then they take the next smaller one."""
        now = theme()
        if now.k <= 1:
            return False
        asked = self.width(), tuple(self._states)
        if asked not in self._narrow:
            self._narrow.clear()
            whole = sum(self._wide(state, now.px(15), now.text_size("body")) for state in self._states)
            self._narrow[asked] = whole > max(self.width(), 1)
        return self._narrow[asked]

    def _measure(self, state: TabState) -> int:
        return self._wide(state, self._pad(), self._size())

    def _pad(self) -> int:
        return theme().px(8) if self._compact() else theme().px(15)

    def _size(self) -> int:
        body = theme().text_size("body")
        return min(body, 18) if self._compact() else body

    def _wide(self, state: TabState, pad: int, size: int) -> int:
        now = theme()
        wide = 2 * pad + QFontMetrics(now.sized_font(size, SEMIBOLD)).horizontalAdvance(state.title)
        if state.kind:
            wide += now.px(7) + self._lamp() + now.px(5)
            wide += QFontMetrics(_word_font(now, state)).horizontalAdvance(state.word) + 1
        return wide

    @staticmethod
    def _lamp() -> int:
        return theme().px(16)

    def tabSizeHint(self, index: int) -> QSize:
        """As wide as its words need, also when it is chosen."""
        high = theme().size("tab_strip")
        return QSize(self._measure(self._states[index]) if index < len(self._states) else 0, high)

    def minimumTabSizeHint(self, index: int) -> QSize:
        """Never squeezed."""
        return self.tabSizeHint(index)

    def sizeHint(self) -> QSize:
        """One strip."""
        return QSize(super().sizeHint().width(), theme().size("tab_strip"))

    def minimumSizeHint(self) -> QSize:
        """May become narrow: then it scrolls."""
        return QSize(theme().px(200), theme().size("tab_strip"))

    # ------------------------------------------------------------------ painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws the strip, the tabs, and the line on which the sheet stands."""
        now = theme()
        with QPainter(self) as painter:
            painter.fillRect(event.rect(), now.colour("ground"))
            painter.setPen(now.colour("frame"))
            painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)
            for place in range(min(self.count(), len(self._states))):
                rect = self.tabRect(place)
                if rect.intersects(event.rect()):
                    self._tab(painter, rect, self._states[place], place == self.currentIndex(), now)

    def _tab(self, painter: QPainter, rect: QRect, state: TabState, chosen: bool, now: Theme) -> None:
        rect = rect.adjusted(0, now.px(_ABOVE), 0, 0)
        if chosen:
            painter.fillRect(rect, now.colour("sheet"))
            painter.setPen(now.colour("frame"))
            painter.drawLine(rect.topLeft(), rect.bottomLeft())
            painter.drawLine(rect.topRight(), rect.bottomRight())
            line = now.px(tokens()["lines"]["selected_tab_top"])
            painter.fillRect(QRect(rect.left(), rect.top(), rect.width(), line), now.colour("accent"))
            if self.hasFocus():
                painter.setPen(now.colour("accent"))
                painter.drawRect(rect.adjusted(4, line + 3, -5, -5))
        font = now.sized_font(self._size(), SEMIBOLD if chosen else REGULAR)
        painter.setFont(font)
        painter.setPen(now.colour("ink" if chosen else "ink2"))
        left = rect.left() + self._pad()
        painter.drawText(QRect(left, rect.top(), rect.width(), rect.height()), _LEFT, state.title)
        if not state.kind:
            return
        # The lamp stands where it stands when the tab is chosen: nothing shifts.
        right = rect.right() - self._pad()
        word = _word_font(now, state)
        words = QFontMetrics(word).horizontalAdvance(state.word)
        side = self._lamp()
        at = right - words - now.px(5) - side
        if not chosen:
            at -= QFontMetrics(now.sized_font(self._size(), SEMIBOLD)).horizontalAdvance(state.title) - QFontMetrics(
                font
            ).horizontalAdvance(state.title)
        paint_lamp(painter, QRectF(at, rect.center().y() - side / 2 + 0.5, side, side), state.kind)
        painter.setFont(word)
        painter.setPen(colour_of(state.kind))
        painter.drawText(QRect(at + side + now.px(5), rect.top(), words + 4, rect.height()), _LEFT, state.word)


def _word_font(now: Theme, state: TabState) -> QFont:
    return now.font("small", REGULAR if state.kind in ("todo", "part") else SEMIBOLD)


class TabStrip(QWidget):
    """The tabs, and the line on which the sheet stands all the way across."""

    def __init__(self, tabs: SectionTabs) -> None:
        super().__init__()
        self.setLayout(boxes.row(tabs, margins=(tokens()["spacing"]["sheet_margin_left"], 0, 0, 0)))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws the line."""
        with QPainter(self) as painter:
            painter.setPen(theme().colour("frame"))
            painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)
