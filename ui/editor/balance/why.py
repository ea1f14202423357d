"""填写说明 on the card of a doubt: a button, and the line that it opens. Enter keeps the reason, Esc leaves."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from app.checks.model import Finding
from app.workbench.righting import quick
from ui.kit import boxes
from ui.kit.inputs import TextInput
from ui.kit.widgets import AccentButton, SecondaryButton, TextButton

_HINT, _EMPTY = "用一句话说明，回车就记下", "先写一句为什么"


class Why(QWidget):
    """``given`` carries the words; none where the reason is taken back."""

    given = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._finding: Finding | None = None
        self._reason = ""
        self.ask = SecondaryButton("填写说明", size="button_small")
        self.field = TextInput(_HINT, name="说明")
        self.keep = AccentButton("记下说明", size="button_small")
        self.leave, self.usual = TextButton("不写了"), TextButton("这里没有错")
        self._writing = QWidget()
        keep = boxes.row(self.keep, self.leave, None, gap=4)
        self._writing.setLayout(boxes.column(self.field, keep, boxes.row(self.usual, None), gap=4))
        self.setLayout(boxes.column(boxes.row(self.ask, None), self._writing, gap=0))
        self.ask.clicked.connect(self._ask)
        self.keep.clicked.connect(self._keep)
        self.field.returnPressed.connect(self._keep)
        self.leave.clicked.connect(self._leave)
        self.usual.clicked.connect(lambda: self.given.emit(self._reason))
        self.show_finding(None, "")

    def show_finding(self, finding: Finding | None, button: str) -> None:
        """For which finding a reason may be given; None for none. What is being written to the same one stays."""
        before, self._finding = self._finding, finding
        self.setVisible(finding is not None)
        if finding is None or before is None or (finding.rule, finding.mark) != (before.rule, before.mark):
            self._turn(writing=False)
        if finding is not None:
            self.ask.setText(button)
            self.ask.setAccessibleDescription(finding.message)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves; Enter was heard by the line."""
        if event.key() == Qt.Key.Key_Escape and not self._writing.isHidden():
            self._leave()
        elif event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Esc belongs to the line while it is open: the panel must not close for it."""
        if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
            return super().event(event)
        if event.key() == Qt.Key.Key_Escape and not self._writing.isHidden():
            event.accept()
        return event.isAccepted()

    def _ask(self) -> None:
        if self._finding is None:
            return
        answer, usual = self._finding.answer, quick(self._finding)
        self.field.setText(answer.text if answer is not None else "")
        self.field.selectAll()
        self.field.setAccessibleDescription(self._finding.message)
        self._want(wanting=False)
        self._reason = usual.reason if usual is not None else ""
        if usual is not None:
            self.usual.setText(usual.button)
        self.usual.setVisible(usual is not None and answer is None)
        self._turn(writing=True)
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _leave(self) -> None:
        self._turn(writing=False)
        self.ask.setFocus(Qt.FocusReason.OtherFocusReason)

    def _turn(self, *, writing: bool) -> None:
        self._writing.setVisible(writing)
        self.ask.setVisible(not writing)

    def _keep(self) -> None:
        """No words take back the reason that was given; where none was, some are asked for."""
        has_answer = self._finding is not None and self._finding.answer is not None
        wanting = not self.field.text().strip() and not has_answer
        self._want(wanting=wanting)
        if not wanting:
            self.given.emit(self.field.text().strip())

    def _want(self, *, wanting: bool) -> None:
        self.field.set_wrong(wanting)
        self.field.setPlaceholderText(_EMPTY if wanting else _HINT)
        if wanting:
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)
