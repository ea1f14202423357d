"""To the practice township and back to the office's own reports, and through its tasks."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ui.opening import Opening
from ui.window import MainWindow

if TYPE_CHECKING:
    from app.domain.report import ReportKey
    from app.editing.session import Session
    from app.workbench.bench import Workbench
    from ui.editor.place import EditorPlace
    from ui.practice.guide import PracticeGuide


class Practising(QObject):
    """``report_wanted`` carries the report that the clerk works on there. ``guide`` leads through its tasks."""

    report_wanted = Signal(object)  # ReportKey

    def __init__(
        self,
        opening: Opening,
        window: MainWindow,
        editor: Callable[[], EditorPlace],
        go_to: Callable[[str], object],
    ) -> None:
        super().__init__(opening)
        self.guide: PracticeGuide | None = None
        self._opening, self._window, self._editor, self._go_to = opening, window, editor, go_to
        self._own = opening.workspace

    def begin(self) -> None:
        """Opens the practice township, and the report to practise on."""
        from ui.start.practice import practised, workspace

        if self._opening.switch(workspace(), practice=True):
            self._open(lambda bench: [practised(bench)])

    def leave(self) -> None:
        """Back to the office's own workspace, and to the report in work there."""
        from ui.start.practice import in_work, own_workspace

        if self._opening.switch(own_workspace(self._own), practice=False):
            self._open(in_work)

    def follow(self, session: Session | None) -> None:
        """Another report is open, or none: the tasks stand over that which is practised on."""
        if self.guide is not None:
            self.guide.stop()
        self.guide = None
        bench = self._opening.bench
        if self._opening.practice and session is not None and bench is not None:
            from ui.practice.guide import guide

            say = self._window.messages.say_trouble
            self.guide = guide(session, bench, self._editor(), self._go_to, self.leave, say)

    def _open(self, which: Callable[[Workbench], list[ReportKey]]) -> None:
        from app.domain.errors import Trouble

        bench = self._opening.bench
        try:
            wanted = which(bench) if bench is not None else []
        except Trouble as trouble:
            self._window.messages.say_trouble(trouble)
            return
        for key in wanted:
            self.report_wanted.emit(key)
