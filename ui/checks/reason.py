"""填写说明: one line under the finding. Enter keeps it, Esc leaves; what is often said is a press away."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from app.workbench.checking import Item
from app.workbench.righting import quick
from ui.kit import boxes
from ui.kit.inputs import TextInput
from ui.kit.widgets import AccentButton, TextButton

_HINT = "用一句话说明为什么是这样，回车就记下"
_EMPTY = "先写一句为什么"


class ReasonLine(QWidget):
    """``given`` carries the words (none where the reason is taken back), ``left`` that nothing is said."""

    given = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.field = TextInput(_HINT, name="说明")
        self.keep = AccentButton("记下说明", "check", size="button_small")
        self.leave = TextButton("不写了")
        self.usual = TextButton("")
        self._reason, self._has_answer = "", False
        self.field.returnPressed.connect(self._keep)
        self.keep.clicked.connect(self._keep)
        self.leave.clicked.connect(self.left)
        self.usual.clicked.connect(lambda: self.given.emit(self._reason))
        line = boxes.row(gap=8)
        line.addWidget(self.field, 1)
        line.addWidget(self.keep)
        line.addWidget(self.leave)
        self.setLayout(boxes.column(line, boxes.row(self.usual, None), gap=4))
        self.hide()

    def ask(self, item: Item) -> None:
        """Asks for the reason of ``item``; the one that was given stands there to be changed."""
        answer, usual = item.finding.answer, quick(item.finding)
        self.field.setText(answer.text if answer is not None else "")
        self.field.selectAll()
        self.field.setAccessibleDescription(item.sentence)
        self._has_answer = answer is not None
        self._want(wanting=False)
        self._reason = usual.reason if usual is not None else ""
        self.usual.setText(usual.button if usual is not None else "")
        self.usual.setVisible(usual is not None and answer is None)
        self.usual.updateGeometry()

    def high(self) -> int:
        """The room that it wants, in px."""
        self.ensurePolished()
        layout = self.layout()
        assert layout is not None  # made with it
        layout.activate()
        return layout.sizeHint().height()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves. Enter was heard by the line: the list below must not do its first deed for it."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)

    def _keep(self) -> None:
        """No words take back the reason that was given; where none was, some are asked for."""
        wanting = not self.field.text().strip() and not self._has_answer
        self._want(wanting=wanting)
        if not wanting:
            self.given.emit(self.field.text())

    def _want(self, *, wanting: bool) -> None:
        self.field.set_wrong(wanting)
        self.field.setPlaceholderText(_EMPTY if wanting else _HINT)
        if wanting:
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)
            QAccessible.updateAccessibility(QAccessibleEvent(self.field, QAccessible.Event.NameChanged))
