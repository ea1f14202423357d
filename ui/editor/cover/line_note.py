"""Under a line of the cover: what the rules say of its words, the fix, and that it is right as it stands."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.checks.model import Finding
from app.workbench import righting
from ui.kit import boxes
from ui.kit.lamp import paint_lamp
from ui.kit.prose import Prose
from ui.kit.theme import theme, themed
from ui.kit.widgets import TextButton


class _Lamp(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.kind = "doubt"
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        themed(self, lambda _: self.updateGeometry())

    def sizeHint(self) -> QSize:
        return QSize(theme().size("lamp"), theme().px(22))

    def paintEvent(self, event: QPaintEvent) -> None:
        side = theme().size("lamp")
        with QPainter(self) as painter:
            paint_lamp(painter, QRectF(0, (self.height() - side) / 2, side, side), self.kind)


class LineNote(QWidget):
    """Hidden while there is nothing to say. Of several findings the worst is told; the next once that is done."""

    mended = Signal(object)  # Finding
    answered = Signal(object, str)

    def __init__(self) -> None:
        super().__init__()
        self._finding: Finding | None = None
        self._lamp, self._said = _Lamp(), Prose("", role="small", colour="ink")
        self.fix, self.quick = TextButton("改正", "check"), TextButton("这里没有错")
        words = boxes.row(self._lamp, self._said, gap=6)
        words.setAlignment(self._lamp, Qt.AlignmentFlag.AlignTop)
        words.setStretch(1, 1)
        self.setLayout(boxes.column(words, boxes.row(self.fix, self.quick, None, gap=2), gap=0, margins=(2, 0, 0, 6)))
        self.fix.clicked.connect(lambda: self.mended.emit(self._finding))
        self.quick.clicked.connect(self._answer)
        self.hide()
        themed(self, lambda _: boxes.rescale(self))

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """What there is to say of the line now."""
        found = self._finding = findings[0] if findings else None
        had = self.fix.hasFocus() or self.quick.hasFocus()
        self.setVisible(found is not None)
        if found is None:
            return
        more = f"（还有 {len(findings) - 1} 处）" if len(findings) > 1 else ""
        self._lamp.kind = righting.lamp(found)
        self._lamp.update()
        self._said.say(found.message + more)
        said = righting.quick(found)
        if found.fix is not None:
            self.fix.setText(found.fix.label)
        self.fix.setVisible(found.fix is not None)
        if said is not None:
            self.quick.setText(said.button)
        self.quick.setVisible(said is not None)
        self.setAccessibleName(f"{righting.heading(found)}，{self.text()}")
        if had:
            (self.fix if found.fix else self.quick).setFocus(Qt.FocusReason.OtherFocusReason)

    def text(self) -> str:
        """The sentence."""
        return self._said.text() if self._finding is not None else ""

    @property
    def lamp(self) -> str:
        """The lamp before it."""
        return self._lamp.kind

    def _answer(self) -> None:
        said = righting.quick(self._finding) if self._finding is not None else None
        if said is not None:
            self.answered.emit(self._finding, said.reason)
