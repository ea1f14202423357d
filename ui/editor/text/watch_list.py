"""N 处要看看: what the rules found in a text, one row each, at the head of the column beside it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from app.checks.model import Finding
from app.workbench import righting
from ui.editor.text.side_row import SideRow
from ui.kit import boxes
from ui.kit.lamp import paint_lamp
from ui.kit.theme import SEMIBOLD, Theme, theme, themed
from ui.kit.tips import tip
from ui.kit.widgets import Label

_ROW = 55  # px of the design: two lines
_MOST = 30  # rows: nobody reads more of them at once
_CLOSING = tuple("，。、；：！？”’）》〉」』】〕→")
_OPENING = tuple("“‘（《〈「『【〔→")
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class WatchRow(SideRow):
    """One finding: its words and the beginning of its sentence."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(_ROW)
        self.finding = finding
        self.setText(righting.short(finding))
        self.setAccessibleName(f"{righting.heading(finding)}，{finding.message}")
        self.setToolTip(tip(finding.message))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Lamp, and the sentence in two lines."""
        now = theme()
        with QPainter(self) as painter:
            self.ground(painter, now)
            side, line = now.size("lamp"), now.px(21)
            top, left = (self.height() - 2 * line) // 2 + 1, side + now.px(9)
            paint_lamp(painter, QRectF(0, top + (line - side) / 2, side, side), righting.lamp(self.finding))
            painter.setFont(now.font("small"))
            painter.setPen(now.colour("ink"))
            room = self.width() - left
            for number, words in enumerate(_two_lines(righting.told(self.finding), room, QFontMetrics(painter.font()))):
                painter.drawText(QRectF(left, top + number * line, room, line), _LEFT, words)


def _two_lines(sentence: str, room: int, measure: QFontMetrics) -> tuple[str, str]:
    """As much as fits; no line begins with a mark that closes or with a blank, or ends with a mark that opens."""
    end = bisect_right(range(1, len(sentence) + 1), room, key=lambda end: measure.horizontalAdvance(sentence[:end]))
    while end > 1 and _is_torn(sentence[:end].rstrip(), sentence[end:].lstrip()):
        end -= 1
    rest = sentence[end:].lstrip()
    return sentence[:end].rstrip(), measure.elidedText(rest, Qt.TextElideMode.ElideRight, room)


def _is_torn(line: str, rest: str) -> bool:
    return bool(rest) and (rest.startswith(_CLOSING) or line.endswith(_OPENING))


class WatchList(QWidget):
    """Hidden while there is nothing. ``chosen`` names the finding that was clicked; ``grew``: there are other rows."""

    chosen = Signal(object)  # Finding
    grew = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[WatchRow] = []
        self._shown: tuple[str, ...] = ()
        self._title = Label("", weight=SEMIBOLD)
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        self.setLayout(boxes.column(self._title, self._list, 8, gap=0))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.hide()
        themed(self, self._dress)

    def _dress(self, now: Theme) -> None:
        self._title.setFixedHeight(now.size("sheet_title") - now.px(2))
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
        boxes.empty(self._list)
        self.rows = [WatchRow(finding) for finding in findings[:_MOST]]
        for row in self.rows:
            self._list.addWidget(row)
            row.show()  # at once, so that Tab finds it
            row.clicked.connect(self._chosen)
        self._title.setText(f"{len(findings)} 处要看看")
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
