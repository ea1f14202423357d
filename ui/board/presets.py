"""常用海报: the boards of this office under their names, to choose, to keep and to give up."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from app.workbench.boards import MOST_NAME, Preset
from app.workbench.papers import BoardWish
from ui.board.rows import named, titled
from ui.kit import boxes
from ui.kit.choice import Choice
from ui.kit.inputs import TextInput
from ui.kit.tips import tip
from ui.kit.widgets import AccentButton, Button, TextButton

_NONE = "自己调的"
_UNREAD = "{}（要用新版本打开）"


class Presets(QWidget):
    """``chosen`` carries a wish, ``kept`` the name for the wish in view, ``dropped`` a name."""

    chosen = Signal(object)
    kept = Signal(str)
    dropped = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._presets: tuple[Preset, ...] = ()
        self._names: tuple[str, ...] = ()  # of those, then of what cannot be read
        self.keep = TextButton("存为常用…")
        held = self.keep.sizePolicy()
        held.setRetainSizeWhenHidden(True)  # what is below stays where it is
        self.keep.setSizePolicy(held)
        self.list = Choice([_NONE], name="常用海报")
        self.drop = Button("", "x", kind="text", size="button_small")
        self.drop.setToolTip("删掉这个常用海报")
        self.name = TextInput("村口公开栏", name="常用海报的名称")
        self.name.setMaxLength(MOST_NAME)
        self.save, self.leave = AccentButton("存下", "check", size="button_small"), TextButton("不存了")
        self._row, self._form = QWidget(), QWidget()
        self.list.setMinimumWidth(1)
        self._row.setLayout(named("常用", self.list, self.drop))
        self._form.setLayout(boxes.column(named("起个名", self.name), boxes.row(self.save, self.leave, None), gap=6))
        self.setLayout(boxes.column(titled("海报", self.keep), self._row, self._form, gap=6))
        self._connect()
        self._form.hide()
        self.show_presets((), BoardWish())

    def _connect(self) -> None:
        self.keep.clicked.connect(self._open)
        self.leave.clicked.connect(self.close_form)
        self.save.clicked.connect(self._save)
        self.name.returnPressed.connect(self._save)
        self.list.activated.connect(self._choose)
        self.drop.clicked.connect(lambda: self.dropped.emit(self._name()))

    def show_presets(self, presets: Sequence[Preset], wish: BoardWish, unread: Sequence[str] = ()) -> None:
        """Those that are kept; the one that is ``wish`` is chosen. Those ``unread`` can only be given up."""
        known = [preset.name for preset in presets]
        words = [_NONE, *known, *(_UNREAD.format(name) for name in unread)]
        if words != [self.list.itemText(number) for number in range(self.list.count())]:
            self.list.clear()
            self.list.addItems(words)
        self._presets, self._names = tuple(presets), (*known, *unread)
        self._row.setVisible(len(words) > 1)
        self.show_wish(wish)

    def show_wish(self, wish: BoardWish) -> None:
        """The list says which of them is in view, or that it is none of them."""
        found = next((number for number, preset in enumerate(self._presets, 1) if preset.wish == wish), 0)
        self.list.setCurrentIndex(found)
        self.keep.setVisible(found == 0)
        self._offer_to_drop()

    def _offer_to_drop(self) -> None:
        """What the list says can be given up, also what cannot be read."""
        name, held = self._name(), self.drop.hasFocus()
        self.list.setToolTip(tip(self.list.currentText()) if name else "")  # long names are cut in the narrow column
        self.drop.setVisible(bool(name))
        self.drop.setAccessibleName(f"删掉常用海报“{name}”")
        if held and not name:
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _name(self) -> str:
        """Of the one that the list says; "" where it is none of them."""
        number = self.list.currentIndex()
        return self._names[number - 1] if number > 0 else ""

    def close_form(self) -> None:
        """The field for the name goes; the keyboard goes back to where it came from."""
        held = self._form.isAncestorOf(self.focusWidget()) if self.focusWidget() is not None else False
        self._form.hide()
        if held:
            (self.list if self.keep.isHidden() else self.keep).setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc gives up."""
        if event.key() == Qt.Key.Key_Escape and not self._form.isHidden():
            self.close_form()
            return
        super().keyPressEvent(event)

    def _open(self) -> None:
        self.name.clear()
        self._form.show()
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def _save(self) -> None:
        self.kept.emit(self.name.text())

    def _choose(self, number: int) -> None:
        if 0 < number <= len(self._presets):
            self.chosen.emit(self._presets[number - 1].wish)
        else:
            self._offer_to_drop()
