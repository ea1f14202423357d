"""N 处要看看: what the rules found in a text, one row each, at the head of the column beside it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from app.checks.model import Finding
from app.workbench import righting
from ui.kit import boxes
from ui.kit.lamp import paint_lamp
from ui.kit.theme import SEMIBOLD, Theme, theme, themed
from ui.kit.tips import tip
from ui.kit.widgets import Label

_MOST = 30  # rows: nobody reads more of them at once
_CLOSING = tuple("，。、；：！？”’）》〉」』】〕→")
_OPENING = tuple("“‘（《〈「『【〔→")
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class WatchRow(QAbstractButton):
    """One finding: its words and the beginning of its sentence."""

    def __init__(self, finding: Finding) -> None:
        super().__init__()
        self.finding = finding
        self.setText(righting.short(finding))
        self.setAccessibleName(f"{righting.heading(finding)}，{finding.message}")
        self.setToolTip(tip(finding.message))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        themed(self, lambda _: self.updateGeometry())

    def sizeHint(self) -> QSize:
        """As wide as the column; two lines."""
        return QSize(theme().px(180), theme().px(55))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter does what Space does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Lamp, the sentence in two lines, and the line below."""
        now = theme()
        with QPainter(self) as painter:
            if self.underMouse() or self.isDown():
                painter.fillRect(self.rect(), now.colour("accent_soft"))
            side, line = now.size("lamp"), now.px(21)
            top, left = (self.height() - 2 * line) // 2 + 1, side + now.px(9)
            paint_lamp(painter, QRectF(0, top + (line - side) / 2, side, side), righting.lamp(self.finding))
            painter.setFont(now.font("small"))
            painter.setPen(now.colour("ink"))
            room = self.width() - left
            for number, words in enumerate(_two_lines(righting.told(self.finding), room, QFontMetrics(painter.font()))):
                painter.drawText(QRectF(left, top + number * line, room, line), _LEFT, words)
            painter.fillRect(0, self.height() - 1, self.width(), 1, now.colour("line"))


def _two_lines(sentence: str, room: int, measure: QFontMetrics) -> tuple[str, str]:
    """As much as fits; no line begins with a mark that closes or with a blank, or ends with a mark that opens."""
    end = len(sentence)
    while end and measure.horizontalAdvance(sentence[:end]) > room:
        end -= 1
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
