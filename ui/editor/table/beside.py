"""小字显示上年数: the tick over a table, its key, and what was chosen the last time."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from app.domain.errors import Trouble
from app.workbench import preferences
from app.workbench.bench import Workbench
from ui.editor.table.model import TableModel
from ui.kit.widgets import Tick

KEY = Qt.Key.Key_F7
_WORDS = "小字显示上年数"


class Beside(QObject):
    """Shows last year's figures in the cells of ``model``, or not. ``turned`` was done by the clerk."""

    turned = Signal()
    troubled = Signal(object)

    def __init__(self, owner: QWidget, model: TableModel, bench: Workbench) -> None:
        super().__init__(owner)
        self._model, self._bench = model, bench
        self.tick = Tick(_WORDS, checked=True)
        self.tick.setToolTip(f"{QKeySequence(KEY).toString()}：{_WORDS}，或者不显示")
        self.tick.setAccessibleDescription(f"按 {QKeySequence(KEY).toString()} 换")
        if not model.has_last():
            self.tick.hide()
        self.tick.clicked.connect(self._keep)
        key = QShortcut(QKeySequence(KEY), owner, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        key.activated.connect(self._by_key)
        self.recall()

    def recall(self) -> None:
        """Shows what was chosen: it may have been chosen at another table."""
        self.tick.setChecked(preferences.last_beside(self._bench))
        self._show()

    def _by_key(self) -> None:
        if self._model.has_last():
            self.tick.toggle()
            self._keep()

    def _keep(self) -> None:
        self._show()
        try:
            preferences.show_last_beside(self._bench, show=self.tick.isChecked())
        except Trouble as trouble:
            self.troubled.emit(trouble)
        self.turned.emit()

    def _show(self) -> None:
        if self._model.show_last != self.tick.isChecked():
            self._model.show_last = self.tick.isChecked()
            self._model.repaint_all()
