"""N 处要看看: what the rules found in a text, one row each, at the head of the column beside it.

A row says why: where the room is short the quoted words are shortened, then the row grows, and only then the end goes.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from app.checks.model import Finding
from app.workbench import righting
from ui.editor.text.side_row import SideRow
from ui.kit import boxes
from ui.kit.lamp import paint_lamp
from ui.kit.theme import SEMIBOLD, Theme, theme, themed
from ui.kit.tips import tip
from ui.kit.widgets import Label

_LINE, _PAD = 21, 13  # px of the design
_FEW, _MOST_LINES = 2, 4
_QUOTES = (99, 12, 7)  # signs that are shown of what a sentence quotes
_MOST = 30  # rows: nobody reads more of them at once
_CLOSING = tuple("，。、；：！？”’）》〉」』】〕→")
_OPENING = tuple("“‘（《〈「『【〔→")
_QUOTED = re.compile("“([^“”]+)”")
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class WatchRow(SideRow):
    """One finding of the part named ``part``: its sentence, which begins with a certain change."""

    def __init__(self, finding: Finding, part: str) -> None:
        super().__init__(_LINE * _FEW + _PAD)
        self.finding = finding
        self._said = righting.told_in(finding, part)
        self.setText(righting.short(finding))
        self.setAccessibleName(f"{righting.heading(finding)}，{finding.message}")
        self.setToolTip(tip(finding.message))

    def lines(self) -> tuple[str, ...]:
        """The sentence as it is drawn."""
        return _fitted(self._said, self.width() - self._left(), theme())

    def _left(self) -> int:
        return theme().size("lamp") + theme().px(9)

    def sizeHint(self) -> QSize:
        """As high as its lines."""
        return QSize(super().sizeHint().width(), theme().px(_LINE) * len(self.lines()) + theme().px(_PAD))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width may need another line."""
        super().resizeEvent(event)
        if self.sizeHint().height() != self.height():
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Lamp, and the sentence."""
        now, lines = theme(), self.lines()
        with QPainter(self) as painter:
            self.ground(painter, now)
            side, line, left = now.size("lamp"), now.px(_LINE), self._left()
            top = (self.height() - len(lines) * line) // 2 + 1
            paint_lamp(painter, QRectF(0, top + (line - side) / 2, side, side), righting.lamp(self.finding))
            painter.setFont(now.font("small"))
            painter.setPen(now.colour("ink"))
            for number, words in enumerate(lines):
                painter.drawText(QRectF(left, top + number * line, self.width() - left, line), _LEFT, words)


@lru_cache(maxsize=256)
def _fitted(sentence: str, room: int, current: Theme) -> tuple[str, ...]:
    """Asked for many times while a column is laid out, and again for the same sentence in another row."""
    return tuple(fitted(sentence, room, QFontMetrics(current.font("small"))))


def fitted(sentence: str, room: int, measure: QFontMetrics) -> list[str]:
    """``sentence`` in as few lines as shortened quotes allow, ``_FEW`` or more; after ``_MOST_LINES`` it is cut."""
    found: list[str] = []
    for most in range(_FEW, _MOST_LINES + 1):
        for signs in _QUOTES:
            found = _lines(_shortened(sentence, signs), room, measure)
            if len(found) <= most:
                return found
    rest = "".join(found[_MOST_LINES - 1 :])
    return [*found[: _MOST_LINES - 1], measure.elidedText(rest, Qt.TextElideMode.ElideRight, room)]


def _shortened(sentence: str, signs: int) -> str:
    """What is quoted in no more than ``signs``: its beginning and its end."""

    def cut(quoted: re.Match[str]) -> str:
        words = quoted[1]
        ahead = signs * 2 // 3
        return quoted[0] if len(words) <= signs else f"“{words[:ahead]}…{words[-(signs - ahead - 1) :]}”"

    return _QUOTED.sub(cut, sentence)


def _lines(sentence: str, room: int, measure: QFontMetrics) -> list[str]:
    """All of it; no line begins with a mark that closes or with a blank, or ends with a mark that opens."""
    found, rest = [], sentence
    while rest:
        here = rest
        end = bisect_right(range(1, len(here) + 1), room, key=lambda end: measure.horizontalAdvance(here[:end]))
        end = max(end, 1)
        while end > 1 and _is_torn(here[:end].rstrip(), here[end:].lstrip()):
            end -= 1
        found.append(here[:end].rstrip())
        rest = here[end:].lstrip()
    return found or [""]


def _is_torn(line: str, rest: str) -> bool:
    return bool(rest) and (rest.startswith(_CLOSING) or line.endswith(_OPENING))


def _counted(findings: Sequence[Finding]) -> str:
    """How many of each, so that the tab, which counts no hints, says the same: 6 处要看看，2 处提示."""
    counts = Counter[str](finding.severity for finding in findings)
    words = (("error", "处要改正"), ("warning", "处要看看"), ("info", "处提示"))
    return "，".join(f"{counts[name]} {said}" for name, said in words if counts[name])


class WatchList(QWidget):
    """Of the part named ``part``. Hidden while there is nothing. ``chosen`` names the finding that was clicked;
    ``grew``: there are other rows.
    """

    chosen = Signal(object)  # Finding
    grew = Signal()

    def __init__(self, part: str) -> None:
        super().__init__()
        self._part = part
        self.rows: list[WatchRow] = []
        self._shown: tuple[str, ...] = ()
        self._title = Label("", weight=SEMIBOLD)
        self._title.setWordWrap(True)
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        self.setLayout(boxes.column(self._title, self._list, 8, gap=0))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.hide()
        themed(self, self._dress)

    def _dress(self, now: Theme) -> None:
        self._title.setMinimumHeight(now.size("sheet_title") - now.px(2))
        boxes.rescale(self)

    def text(self) -> str:
        """What the title says."""
        return self._title.text()

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Other findings; rows that stay what they were keep the keyboard."""
        said = tuple(f"{finding.rule} {finding.mark} {finding.message}" for finding in findings)
        if said == self._shown:
            for row, finding in zip(self.rows, findings, strict=False):
                row.finding = finding  # the same words, found anew
            return
        self._shown = said
        had = next((number for number, row in enumerate(self.rows) if row.hasFocus()), None)
        self.hide()  # else every row that comes lays out those before it once more
        boxes.empty(self._list)
        self.rows = [WatchRow(finding, self._part) for finding in findings[:_MOST]]
        for row in self.rows:
            self._list.addWidget(row)
            row.show()  # at once, so that Tab finds it
            row.clicked.connect(self._chosen)
        self._title.setText(_counted(findings))
        if len(findings) > _MOST:
            more = Label(f"还有 {len(findings) - _MOST} 处，改好前面的就出来", "small", "ink2")
            self._list.addWidget(more)
        self.setAccessibleName(self._title.text())
        self.setVisible(bool(self.rows))
        self.grew.emit()
        if had is not None and self.rows:
            self.rows[min(had, len(self.rows) - 1)].setFocus(Qt.FocusReason.OtherFocusReason)

    def _chosen(self) -> None:
        row = self.sender()
        if isinstance(row, WatchRow):
            self.chosen.emit(row.finding)
