"""What is remembered of boards: the last wish, and those under a name. Told in one line, taken back with 撤销."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject, QTimer

from app.domain.errors import Trouble
from app.workbench import boards
from app.workbench.bench import Workbench
from app.workbench.boards import Preset
from app.workbench.papers import BoardWish
from ui.board.settings import BoardSettings
from ui.kit.messages import MessageBar

Of = TypeVar("Of")
Made = TypeVar("Made")
_AFTER_MS = 1500  # once the hand has let go


class Keeping(QObject):
    """Fills the settings with the last wish, and notes every later one."""

    def __init__(self, bench: Workbench, settings: BoardSettings, bar: MessageBar, parent: QObject) -> None:
        super().__init__(parent)
        self._bench, self._settings, self._bar = bench, settings, bar
        self._timer = QTimer(self, singleShot=True, interval=_AFTER_MS)
        self._timer.timeout.connect(self.note)
        settings.presets.chosen.connect(settings.show_wish)
        settings.presets.kept.connect(self._keep)
        settings.presets.dropped.connect(self._drop)
        last = boards.last_wish(bench)
        if last != BoardWish():  # nobody asked yet: the page begins with its own
            settings.show_wish(last)
        settings.changed.connect(self._changed)
        self._show()

    def note(self) -> None:
        """The wish in view is where the next start begins."""
        self._timer.stop()
        if self._settings.is_wrong:
            return
        try:
            boards.remember(self._bench, self._settings.wish())
        except Trouble:  # a start with the board before is no harm, and a full disk is told where it costs something
            return

    def flush(self) -> None:
        """Notes at once what still waits."""
        if self._timer.isActive():
            self.note()

    def _changed(self) -> None:
        self._settings.presets.show_wish(self._settings.wish())
        self._timer.start()

    def _show(self) -> None:
        kept, unread = boards.presets(self._bench), boards.unread(self._bench)
        self._settings.presets.show_presets(kept, self._settings.wish(), unread)

    def _keep(self, name: str) -> None:
        self._settings.settle()
        if self._settings.is_wrong:
            self._settings.go_to_wrong()
            return
        before = {preset.name: preset for preset in boards.presets(self._bench)}
        try:
            kept = boards.save_preset(self._bench, Preset(name, self._settings.wish()))
        except Trouble as trouble:
            self._bar.say_trouble(trouble, "doubt")
            return
        self._show()
        self._settings.presets.close_form()
        old = before.get(kept.name)
        if old is None:
            self._bar.say_undo(f"存下了常用海报“{kept.name}”", lambda: self._do(boards.drop_preset, kept.name))
        else:
            self._bar.say_undo(f"常用海报“{kept.name}”换成了现在这样", lambda: self._do(boards.save_preset, old))

    def _drop(self, name: str) -> None:
        gone = self._do(boards.drop_preset, name)
        if gone is not None:
            undo = f"删掉了常用海报“{name}”"
            self._bar.say_undo(undo, lambda: self._do(boards.restore_preset, gone), "海报还是现在这样")

    def _do(self, deed: Callable[[Workbench, Of], Made], of: Of) -> Made | None:
        """The list shows what is kept then; None, and said, where it cannot be done."""
        made = self._bar.attempt(lambda: deed(self._bench, of))
        self._show()
        return made
