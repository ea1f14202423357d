"""The open workspace: the office, its reports, and the sessions in which they are edited."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from app.checks.engine import CheckResult, check
from app.checks.model import Around, LastYear
from app.domain.address import Address
from app.domain.errors import NotFound, Trouble
from app.domain.organ import Organ, short_name, tidy_name
from app.domain.report import Report, ReportKey
from app.domain.text import clean_line
from app.forms.catalogue import Catalogue, load_folder
from app.forms.model import Form
from app.storage.shelf import Shelf
from app.system import clock, paths
from app.workbench import formats, years
from app.workbench.recall import Recall

if TYPE_CHECKING:
    from app.domain.change import Entry, Touch
    from app.domain.pack import Pack, PackKind
    from app.domain.posting import Wall
    from app.domain.report import Handed, State
    from app.editing.record import ZeroStatement
    from app.editing.session import Session
    from app.storage.removal import Removed
    from app.wording.model import Wording
    from app.workbench.lists import Lists

DUE = "due"  # the setting, see ``years``
_CLERK = "clerk"


class Workbench:
    """One open workspace. Every method either does its whole deed or raises ``Trouble`` and changes nothing."""

    def __init__(self, shelf: Shelf, known: formats.Formats, path: Path) -> None:
        self._shelf = shelf
        self._sessions: dict[ReportKey, Session] = {}
        self._formats = known
        self._lists: Lists | None = None
        self._recall = Recall()
        self.path = path

    @classmethod
    def open(cls, path: Path | None = None) -> Workbench:
        """The workspace at ``path`` (the user's own by default), made where there is none."""
        place = path or paths.default_workspace()
        own = load_folder(paths.forms_folder())
        shelf = Shelf.open(place)
        try:
            return cls(shelf, formats.gather(own, shelf.forms()), place)
        except BaseException:
            shelf.close()
            raise

    def close(self) -> None:
        """Closes the workspace into one plain file."""
        self._sessions.clear()
        self._shelf.close()

    def __enter__(self) -> Workbench:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # The office

    @property
    def organ(self) -> Organ | None:
        """The office whose workspace this is; None before its first start."""
        return self._shelf.organ()

    def save_organ(self, organ: Organ) -> Organ:
        """Keeps what the office says of itself, tidied; an empty or endless name is refused.

        What is open is checked anew; under a new name its reports follow the office, open ones too.
        """
        tidy, before = organ.tidy(), self.organ
        if tidy != before:
            self._shelf.save_organ(tidy)
            self._recheck({before.short_name: tidy.short_name} if before is not None else {})
        return tidy

    def organ_named(self, name: str | None) -> Organ:
        """The office of that name, known or new; the own one where no name is given."""
        own = self.organ
        if name is None:
            if own is None:
                raise NotFound("还没有填机关名称", "请先填写，或用 --organ 说明是哪个机关")
            return own
        key = short_name(tidy_name(name))
        if own is not None and own.short_name == key:
            return own
        known = self._shelf.organ_of(key)  # of any but the own one nobody states more than the name
        return Organ.named(known.name if known is not None else name)

    def setting(self, key: str) -> str | None:
        """A remembered setting."""
        return self._shelf.setting(key)

    def save_setting(self, key: str, value: str) -> None:
        """Remembers a setting; what is open is checked anew where rules read it."""
        self._shelf.save_setting(key, value)
        if key == DUE:
            self._recheck()

    @property
    def clerk(self) -> str:
        """Who fills the reports in on this computer; empty where nobody gave a name."""
        return self.setting(_CLERK) or ""

    def save_clerk(self, name: str) -> None:
        """Keeps the name of the clerk; blanks around are taken off, an empty one is none."""
        tidy = clean_line(name)
        if tidy != self.clerk:
            self.save_setting(_CLERK, tidy)

    def due(self, year: int) -> date:
        """The day by which the report on ``year`` is handed in, in the year after (a setting, month-day)."""
        return years.due(year, self.setting(DUE))

    # The reports

    def reports(self, beside: ReportKey | None = None) -> list[Report]:
        """Every report, newest year first; or those of other organs on the year of ``beside``."""
        return sorted(self._shelf.reports(beside), key=lambda report: (-report.key.year, report.key.organ))

    def years(self, organ: str) -> list[int]:
        """The years on which the organ with this short name has a report, the newest first."""
        return self._shelf.years(organ)

    def find(self, year: int, organ: str | None = None) -> Report:
        """The report of that year; ``NotFound`` where there is none."""
        key = ReportKey(self.organ_named(organ).short_name, year)
        report = self._shelf.find(key)
        if report is None:
            raise NotFound(f"没有{key.organ}{year} 年度的报告", "请核对机关和年份，或先新建、导入这一年的报告")
        return report

    def form_of(self, report: Report) -> Form:
        """The format a report is written in; raises ``NotFound`` where it is not known here."""
        return self.catalogue.get(report.form_id)

    def knows_form(self, report: Report) -> bool:
        """True where the format of the report is known, so that it can be opened."""
        return self._formats.known(report.form_id) is not None

    def last_year(self, key: ReportKey) -> LastYear | None:
        """The report of the year before, if the workspace has it and knows its format."""
        before = self._shelf.find(ReportKey(key.organ, key.year - 1))
        return LastYear(self.form_of(before), before) if before and self.knows_form(before) else None

    def check(self, report: Report) -> CheckResult:
        """Every rule over a report as it stands."""
        last, around = self.last_year(report.key), self.around(report)
        return self._recall.check(self.form_of(report), report, last, around, self._sessions.get(report.key))

    def check_figures(self, report: Report) -> CheckResult:
        """The rules on figures alone, for a first look: nothing that reads texts is loaded."""
        return check(self.form_of(report), report, self.last_year(report.key), None)

    def around(self, report: Report) -> Around:
        """What else the workspace knows that rules on the report may ask for."""
        from app.workbench.surroundings import around  # the first window asks for figures only

        return around(self, report)

    @property
    def wording(self) -> Wording:
        """The lists of wording in use."""
        return self.lists.wording

    @property
    def lists(self) -> Lists:
        """The program's own lists of wording and those that were added, read when they are first asked for."""
        if self._lists is None:
            from app.workbench import lists

            own = lists.of_folder(paths.wording_folder())
            self._lists = lists.gather(own, self._shelf.packs("wording"), self.catalogue.forms)
        return self._lists

    def session(self, year: int, organ: str | None = None) -> Session:
        """The report of that year, open for editing; the same session for the same report."""
        from app.editing.session import Session  # the first page edits none

        report = self.find(year, organ)
        last = self.last_year(report.key)
        session = self._sessions.get(report.key)
        if session is None:
            self._shelf.get_ready()
            session = Session(self._shelf, self.form_of(report), report, last, around=self.around(report))
            self._sessions[report.key] = session
            session.listen(lambda told: self._reload(session.report.key) if told.details else None)
        elif (session.last, session.around) != (last, around := self.around(report)):
            session.reload(last, around)
        return session

    def start(self, year: int, organ: str | None = None) -> Session:
        """A new, blank report for ``year`` in the format that governs it."""
        report, own, name = self._blank(year, organ)
        self._shelf.create(report, own, name)
        return self.session(year, report.key.organ)

    def draft(self, year: int, organ: str | None = None, details: Mapping[str, str] | None = None) -> Session:
        """A session on a new report that is made by its first step, in one transaction with it; for one request.

        ``details`` are remembered of it in the same transaction.
        """
        from app.editing.session import Session
        from app.workbench.newborn import Newborn

        report, own, name = self._blank(year, organ)
        self._shelf.get_ready()
        return Session(
            Newborn(self._shelf, report, own, details, name),
            self.form_of(report),
            report,
            self.last_year(report.key),
            around=self.around(report),
        )

    def put(self, report: Report) -> None:
        """A report that is there with what it says from the start: no step leads back before it. For practice."""
        self._shelf.create(report)

    def _blank(self, year: int, organ: str | None) -> tuple[Report, Organ | None, str]:
        """A report that is not there yet, the office to be stated with it where none is known, its organ's full name.

        The organ signs with that name, though its reports are kept under the short one.
        """
        office = self.organ_named(organ)
        report = Report(ReportKey(office.short_name, year), self.governing(year).id)
        if self._shelf.find(report.key) is not None:
            raise Trouble(f"{year} 年度的报告已经有了", "请直接打开它")
        return report, office.tidy() if self.organ is None else None, office.name

    def remove(self, key: ReportKey) -> Removed:
        """Takes a report away with its history, for ``bring_back``; which may go is asked of ``leaving``."""
        removed = self._shelf.remove(key)
        self._sessions.pop(key, None)
        self.recheck_next(key)
        return removed

    def bring_back(self, removed: Removed) -> None:
        """Puts it back as it was; ``Trouble`` where that year was begun anew meanwhile."""
        self.recheck_next(self._shelf.bring_back(removed))

    def recheck_next(self, key: ReportKey) -> None:
        """The report of the year after, where it is open, is checked against what there is of the year before."""
        self._reload(replace(key, year=key.year + 1))

    def steps(self, key: ReportKey, most: int) -> list[Entry]:
        """At most ``most`` steps of its log, the newest first, whatever their standing."""
        return self._shelf.steps(key, most=most)

    def known(self, key: ReportKey) -> Report | None:
        """The report, or None."""
        return self._shelf.find(key)

    def detail(self, key: ReportKey, name: str) -> str | None:
        """What is remembered of a report under ``name``."""
        return self._shelf.detail(key, name)

    def save_details(self, key: ReportKey, details: Mapping[str, str]) -> None:
        """Remembers something of a report; an empty text is forgotten. What rules ask for is asked for anew."""
        self._shelf.save_details(key, details)
        session = self._sessions.get(key)
        if session is not None and session.around != (around := self.around(session.report)):
            session.reload(self.last_year(key), around)

    def handovers(self, key: ReportKey) -> list[Handed]:
        """The hand-overs of a report, oldest first."""
        return self._shelf.handovers(key)

    def note_handover(self, key: ReportKey, handed: Handed, details: Mapping[str, str]) -> None:
        """Notes that a report was handed over, and what is remembered of it since."""
        self._shelf.hand_over(key, handed, details)
        self._reload(key)

    @property
    def wall(self) -> Wall:
        """What hangs where; ``workbench.postings`` notes it."""
        return self._shelf

    def last_stated(self, key: ReportKey) -> datetime | None:
        """When the last step that stands was made."""
        step = self._shelf.last_step(key)
        return datetime.fromisoformat(step.when) if step else None

    def set_state(self, key: ReportKey, state: State) -> None:
        """Notes how far a report has come."""
        self._shelf.set_state(key, state)
        self._reload(key)

    def _reload(self, key: ReportKey) -> None:
        if key in self._sessions and (report := self._shelf.find(key)) is not None:
            self._sessions[key].reload(self.last_year(key), self.around(report))

    def _recheck(self, renamed: Mapping[str, str] = MappingProxyType({})) -> None:
        """All that is open, with what is around it now; reports of ``renamed`` organs stand under their new key."""
        opened = self._sessions.items()
        self._sessions = {replace(old, organ=renamed.get(old.organ, old.organ)): session for old, session in opened}
        for key, session in tuple(self._sessions.items()):
            report = self._shelf.find(key)
            if report is not None:
                session.reload(self.last_year(key), self.around(report), key)

    def touches(self, key: ReportKey) -> Mapping[Address, Touch]:
        """By whom and when each cell of a report was last stated, as far as that stands."""
        return self._shelf.touches(key)

    def zero_statements(self, key: ReportKey) -> tuple[ZeroStatement, ...]:
        """Who confirmed, section by section, that nothing happened in the cells that are filled with zero."""
        from app.editing import record  # the first page shows none

        report = self._shelf.find(key)
        return record.zero_statements(self.form_of(report), self.touches(key)) if report else ()

    def last_edit(self, key: ReportKey) -> tuple[datetime, str] | None:
        """When the report was last changed and what that was, for the card of its year."""
        last = self._shelf.labels(key)[0]
        return (self._shelf.saved_at(key), last) if last else None

    # The formats

    @property
    def catalogue(self) -> Catalogue:
        """The formats in use."""
        return self._formats.catalogue

    @property
    def faults(self) -> tuple[str, ...]:
        """A sentence for each added format that is not in use."""
        return tuple(self._formats.faults.values())

    @property
    def formats(self) -> formats.Formats:
        """The formats in use, and which of them come with the program."""
        return self._formats

    def governing(self, year: int) -> Form:
        """The format for reports on ``year``; raises ``Trouble`` for a year that nobody can mean."""
        return years.governing(self.catalogue, year)

    # The formats and lists of wording that were added (``packs`` says which may be)

    def packs(self, kind: PackKind) -> list[Pack]:
        """Those that were added, as they hold."""
        return self._shelf.packs(kind)

    def keep_pack(self, kind: PackKind, name: str, source: str) -> None:
        """Keeps one over the version that held so far; what is open is checked anew."""
        self._shelf.add_pack(kind, name, source)
        self._take_packs(kind)

    def drop_pack(self, kind: PackKind, name: str) -> bool:
        """Goes back to the version before, or to the program's own; False where none was added under that id."""
        dropped = self._shelf.drop_pack(kind, name)
        if dropped:
            self._take_packs(kind)
        return dropped

    def _take_packs(self, kind: PackKind) -> None:
        if kind == "form":
            own = Catalogue(form for form in self.catalogue.forms if form.id in self._formats.own)
            self._formats = formats.gather(own, self._shelf.forms())
        self._lists = None
        self._recheck()


def today() -> date:
    """The day, as every place of the program sees it."""
    return clock.today()
