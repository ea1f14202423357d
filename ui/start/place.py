"""The start page as a place: nothing yet, the four questions, or the years as cards."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from ui.kit import boxes
from ui.kit.inputs import Page
from ui.kit.pages import Pages
from ui.start.home import Home, HomeView

if TYPE_CHECKING:  # what asks is imported when it asks
    from ui.start.asking import AskYear, Choose, ReadCard, ReadResult
    from ui.start.first import FirstStart

Explain = Callable[[int], tuple[bool, str]]
Foretell = Callable[[int], Sequence[tuple[str, str]]]  # lines, each with the kind of its lamp


class StartPlace(Pages):
    """Wishes leave as signals; what they led to comes back through ``show_…``."""

    organ_given = Signal(object)  # Organ
    practice_requested = Signal()
    file_requested = Signal()
    file_dropped = Signal(object)  # Path
    new_report_requested = Signal(int)
    import_requested = Signal(object, int, object)  # Path, year, the office that was named or None
    report_requested = Signal(object)  # ReportKey
    export_requested = Signal(object)  # ReportKey
    todo_chosen = Signal(object)  # Todo
    gone = Signal(object)  # ReportKey: to be taken away

    def __init__(self) -> None:
        super().__init__()
        self.setAcceptDrops(True)
        self.home = Home()
        self._home_page = Page(self.home)
        self.addWidget(self._home_page)
        self.first: FirstStart | None = None
        self._first_page: Page | None = None
        self.notice: QWidget | None = None
        self.home.import_requested.connect(self.file_requested)
        self.home.practice_requested.connect(self.practice_requested)
        self.home.opened.connect(self.report_requested)
        self.home.export_requested.connect(self.export_requested)
        self.home.todo_chosen.connect(self.todo_chosen)
        self.home.gone.connect(self.gone)

    def show_first(self) -> None:
        """The four questions."""
        if self.first is None:
            from ui.start.first import FirstStart

            self.first = FirstStart()
            self._first_page = Page(self.first)
            self.addWidget(self._first_page)
            self.first.organ_given.connect(self.organ_given)
            self.first.practice_requested.connect(self.practice_requested)
            self.first.import_requested.connect(self.file_requested)
        if self._first_page is not None:
            self.setCurrentWidget(self._first_page)
        self.first.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_home(self, view: HomeView) -> None:
        """The years as cards."""
        self.home.show_view(view)
        self.setCurrentWidget(self._home_page)

    def take_keyboard(self) -> None:
        """Puts the keyboard on going on with the year at work; the four questions have it already."""
        if self.currentWidget() is self._home_page:
            self.home.first().setFocus(Qt.FocusReason.OtherFocusReason)

    # An old paper may be laid on the page instead of being picked

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """One file is welcome, whatever its name ends in: what stands in it decides."""
        if _file(event) is not None:
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()

    def dropEvent(self, event: QDropEvent) -> None:
        """The file stays where it is."""
        path = _file(event)
        if path is not None:
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            self.file_dropped.emit(path)

    # What is asked and answered above the cards

    def ask_new(self, proposal: int, explain: Explain, foretell: Foretell | None = None) -> AskYear:
        """Asks for the year of a new report, and says what it would take over from the year before."""
        from ui.start.asking import AskYear

        card = AskYear("新建哪一年度的报告", "新建", proposal, explain, foretell)
        card.year_given.connect(self.new_report_requested)
        return self._ask(card)

    def ask_import(self, path: Path, today: date, explain: Explain, *, known: bool = True) -> AskYear:
        """Asks which year an old paper is of; and whose report it is, unless the office is ``known``."""
        from ui.start.asking import AskYear, proposal_for

        typed = self.first.name.text().strip() if self.first is not None else ""
        organ = None if known else typed
        card = AskYear(f"“{path.name}”是哪一年度的报告", "读进来", proposal_for(path, today), explain, organ=organ)
        card.year_given.connect(lambda year: self.import_requested.emit(path, year, card.whose()))
        return self._ask(card)

    def ask_choice(self, title: str, sentence: str, deeds: Sequence[tuple[str, Callable[[], object]]]) -> Choose:
        """Asks what is to be done; nothing is done without an answer."""
        from ui.start.asking import Choose

        card = Choose(title, sentence, deeds)
        card.dismissed.connect(self.clear_notice)
        self._put(card)
        card.buttons[-1].setFocus(Qt.FocusReason.OtherFocusReason)
        return card

    def show_read(self, result: ReadResult, *, hands: bool = True) -> ReadCard:
        """Says what was read from an old paper; the keyboard goes there unless ``hands`` are elsewhere."""
        from ui.start.asking import ReadCard

        card = ReadCard(result)
        card.open_requested.connect(self.report_requested)
        card.dismissed.connect(self.clear_notice)
        self._put(card)
        if hands:
            card.open.setFocus(Qt.FocusReason.OtherFocusReason)
        return card

    def clear_notice(self) -> None:
        """Takes the question or answer away."""
        boxes.empty(self.home.notice)
        self.notice = None

    def _ask(self, card: AskYear) -> AskYear:
        card.dismissed.connect(self.clear_notice)
        self._put(card)
        card.begin()
        return card

    def _put(self, card: QWidget) -> None:
        self.clear_notice()
        self.notice = card
        self.home.notice.addWidget(card)
        self.setCurrentWidget(self._home_page)
        self._home_page.verticalScrollBar().setValue(0)


def _file(event: QDropEvent) -> Path | None:
    """The one file on this machine that is dragged, or None; whoever drags it must let it stay where it is."""
    if not event.possibleActions() & Qt.DropAction.CopyAction:
        return None
    names = [url.toLocalFile() for url in event.mimeData().urls()]
    return Path(names[0]) if len(names) == 1 and names[0] else None
