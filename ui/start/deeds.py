"""What the start page does with the workspace: begin a year, read an old paper, export again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from app.domain.contact import doubt
from app.domain.errors import Trouble
from app.domain.report import ReportKey
from ui.kit.messages import MessageBar, pick_file
from ui.kit.tasks import TaskBar
from ui.start.later import Later
from ui.start.place import StartPlace

if TYPE_CHECKING:
    from app.domain.organ import Organ
    from app.workbench.bench import Workbench
    from ui.kit.exporting import Exporter
    from ui.start.home import HomeView
    from ui.start.todo import Todo


_REPORT = "report"  # the carrier that a card exports


class StartDeeds(QObject):
    """Stands between the start page and the workbench. The workbench is imported late: it is heavy."""

    report_requested = Signal(object)  # ReportKey
    handover_requested = Signal(object)  # ReportKey
    tour_requested = Signal(object, str)  # ReportKey: open it where something is to be put right, and what of it
    organ_saved = Signal()
    going = Signal(object)  # ReportKey: it is taken away now, whoever shows it lets it go

    def __init__(self, place: StartPlace, messages: MessageBar, work: TaskBar, today: date) -> None:
        super().__init__(place)
        self._later = Later(self)
        self._later.read.connect(self._show_texts)
        self._view: HomeView | None = None
        self._exporter: Exporter | None = None
        self._place, self._messages, self._work, self._today = place, messages, work, today
        self.bench = None
        place.organ_given.connect(self._save_organ)
        place.file_requested.connect(self.ask_file)
        place.file_dropped.connect(self.ask_paper)
        place.home.new_requested.connect(self.ask_new)
        place.new_report_requested.connect(self._ask_start)
        place.import_requested.connect(self._read)
        place.report_requested.connect(self.report_requested)
        place.export_requested.connect(self._export)
        place.todo_chosen.connect(self._do)
        place.gone.connect(self._remove)

    @property
    def bench(self) -> Workbench | None:
        """The workspace that is open; without one nothing can be begun."""
        return self._bench

    @bench.setter
    def bench(self, bench: Workbench | None) -> None:
        self._bench = bench
        self._later.stop()
        self._view = None
        self._exporter = None
        self._told = False  # which formats cannot be used
        for button in (self._place.home.new, self._place.home.read_old):
            button.setEnabled(bench is not None)

    def show(self) -> None:
        """The four questions, or the years as cards."""
        bench = self.bench
        if bench is None:
            return
        if bench.organ is None and not bench.reports():
            self._place.show_first()
            return
        from ui.start.view import home_view

        self._view = view = home_view(bench, self._today, texts=self._later.is_done)
        self._place.show_home(view)
        self._retell_read(bench)
        self._later.begin(bench)
        troubles = [*bench.faults, *(summary.trouble for summary in view.summaries if summary.trouble)]
        if troubles and not self._told:
            self._messages.say("doubt", "；".join(troubles), "别的报告照常用")
        self._told = True

    def _retell_read(self, bench: Workbench) -> None:
        """What was read stays in view until it is put away; what somebody has looked at since is doubtful no longer."""
        if self._place.notice is None:
            return
        from ui.start.asking import ReadCard
        from ui.start.reading import as_it_stands

        if not isinstance(card := self._place.notice, ReadCard):
            return
        now = as_it_stands(bench, card.result)
        if now is None:
            self._place.clear_notice()
        elif now != card.result:
            self._place.show_read(now, hands=False)

    def _show_texts(self) -> None:
        """The texts were read: the cards say what stands in them, unless they say it already.

        A page that nobody looks at is made in full when it is shown again: the hands are busy elsewhere.
        """
        if self.bench is None or self._view is None or not self._place.isVisible():
            return
        from ui.start.view import home_view

        view = home_view(self.bench, self._today)
        if view == self._view:
            return
        self._view = view
        self._place.home.show_again(view)

    def ask_new(self) -> None:
        """Asks for the year of a new report; proposes the last one that has none."""
        bench = self.bench
        if bench is None:
            return
        from ui.start.view import carry_lines, explain_year

        own = bench.organ.short_name if bench.organ is not None else ""
        years = {report.key.year for report in bench.reports() if report.key.organ == own}
        wanted = self._today.year - 1
        proposal = next((year for year in range(wanted, wanted - 20, -1) if year not in years), wanted)
        self._place.ask_new(
            proposal, lambda year: explain_year(bench, year, new=True), lambda year: carry_lines(bench, year)
        )

    def ask_file(self) -> None:
        """Asks for an old paper, then for its year."""
        if self.bench is None:
            return
        from ui.start.reading import KINDS

        path = pick_file(self._place, "选去年的报告", KINDS)
        if path is not None:
            self.ask_paper(path)

    def ask_paper(self, path: Path) -> None:
        """Asks which year the old paper ``path`` is of."""
        bench = self.bench
        if bench is None:
            return
        from ui.start.view import explain_year

        known = bench.organ is not None
        self._place.ask_import(path, self._today, lambda year: explain_year(bench, year, new=False), known=known)

    def _save_organ(self, organ: Organ) -> None:
        if self._try(lambda bench: bench.save_organ(organ)):
            self.organ_saved.emit()
            self.ask_new()
            if not organ.phone.strip():
                self._messages.say("tip", "电话还空着，公开栏上这一行不印", "以后可以在“设置”里填")
            elif told := doubt("phone", organ.phone):
                self._messages.say("tip", f"电话{told.rstrip('。')}", "已经存好，在“设置”里可以改")

    def _ask_start(self, year: int) -> None:
        if year < self._today.year:
            self._start(year)
            return
        deed = ("先建", lambda: self._start(year))
        self._place.ask_choice(f"{year} 年度还没有过完", f"{year} 年度还没有过完，要先建吗？", (deed,))

    def _start(self, year: int) -> None:
        from app.workbench.beginning import Begun, begin
        from ui.start.begun import BegunLine

        begun: list[Begun] = []
        if self._try(lambda bench: begun.append(begin(bench, year))):
            self._place.clear_notice()
            self.report_requested.emit(begun[0].session.report.key)
            BegunLine(self._messages, begun[0]).show()

    def _remove(self, key: ReportKey) -> None:
        from app.workbench.leaving import remove

        back: list[Callable[[], None]] = []
        self.going.emit(key)
        if self._try(lambda bench: back.append(remove(bench, key))):
            self.show()
            what = f"{key.year} 年度删掉了，里面没有填过的数"
            self._messages.say("ok", what, action="恢复", on_action=lambda: self._bring_back(back[0]))
            self._place.home.new.setFocus(Qt.FocusReason.OtherFocusReason)

    def _bring_back(self, deed: Callable[[], None]) -> None:
        if self._try(lambda _: deed()):
            self.show()

    def _read(self, path: Path, year: int, organ: str | None = None) -> None:
        """Reads the paper, after asking where it names another organ or would replace what stands."""
        from app.workbench.importing import Preview, look
        from ui.start.reading import loss

        seen: list[Preview] = []
        own = self.bench.organ if self.bench is not None else None
        if not self._try(lambda bench: seen.append(look(bench, path, year, organ))):
            return
        printed = seen[0].printed
        if organ is None and own is not None and seen[0].foreign:
            deeds = (
                ("存为本机关的", lambda: self._read(path, year, own.short_name)),
                (f"另存为“{printed}”的", lambda: self._read(path, year, printed)),
            )
            self._place.ask_choice("这是哪个机关的报告", f"原件写的是“{printed}”，不是本机关。", deeds)
        elif sentence := loss(seen[0], year):
            deed = ("读进来", lambda: self._keep_paper(path, year, organ))
            self._place.ask_choice(f"{year} 年度已经有报告", sentence, (deed,))
        else:
            self._keep_paper(path, year, organ)

    def _keep_paper(self, path: Path, year: int, organ: str | None) -> None:
        from ui.start.asking import ReadResult
        from ui.start.reading import read_paper

        found: list[ReadResult] = []
        if self._try(lambda bench: found.append(read_paper(bench, path, year, organ))):
            self.organ_saved.emit()
            self.show()
            self._place.show_read(found[0])

    def _do(self, todo: Todo) -> None:
        if todo.deed == "start":
            self.ask_new()
        elif todo.deed == "import":
            self.ask_file()
        elif todo.deed == "tour":
            self.tour_requested.emit(ReportKey(todo.organ, todo.year), todo.what)
        else:
            wish = self.handover_requested if todo.deed == "handover" else self.report_requested
            wish.emit(ReportKey(todo.organ, todo.year))

    def _export(self, key: ReportKey) -> None:
        bench = self.bench
        if bench is None:
            return
        from app.workbench.carriers import kinds, writing
        from ui.kit.exporting import Exporter, Order

        report = bench.find(key.year, key.organ)
        if self._exporter is None:
            self._exporter = Exporter(bench, self._place, self._messages, self._work)
        self._exporter.save(
            Order(
                writing.file_name(bench, report, _REPORT),
                kinds.carrier(_REPORT).name,
                lambda out: writing.export(bench, report, _REPORT, out)[0],
                lambda out: writing.said_of(bench, report, _REPORT, out),
            )
        )

    def _try(self, deed: Callable[[Workbench], object]) -> bool:
        if self.bench is None:
            return False
        try:
            deed(self.bench)
        except Trouble as trouble:
            self._messages.say_trouble(trouble)
            return False
        return True
