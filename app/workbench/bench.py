"""The open workspace: the office, its reports, and the sessions in which they are edited."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from app.checks.engine import CheckResult, check
from app.checks.model import LastYear
from app.domain.errors import FormTrouble, NotFound, Trouble
from app.domain.organ import Organ, short_name
from app.domain.report import Report, ReportKey, State
from app.editing.session import Session
from app.forms.catalogue import Catalogue, load_folder
from app.forms.load import load_file, load_text
from app.forms.model import Form
from app.storage.shelf import Shelf
from app.system import clock, paths

# Townships are not named in 条例第四十九条: the county sets their date, 31 January being the departments' own.
DUE = "due"
DEFAULT_DUE = "01-31"
_CLERK = "clerk"


class Workbench:
    """One open workspace. Every method either does its whole deed or raises ``Trouble`` and changes nothing."""

    def __init__(self, shelf: Shelf, catalogue: Catalogue, path: Path) -> None:
        self._shelf = shelf
        self._sessions: dict[ReportKey, Session] = {}
        self.catalogue = catalogue
        self.path = path

    @classmethod
    def open(cls, path: Path | None = None) -> Workbench:
        """The workspace at ``path`` (the user's own by default), made where there is none."""
        place = path or paths.default_workspace()
        catalogue = load_folder(paths.forms_folder())
        shelf = Shelf.open(place)
        try:
            for _, source in shelf.forms():
                catalogue = catalogue.with_form(load_text(source))
        except Trouble:
            shelf.close()
            raise
        return cls(shelf, catalogue, place)

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
        """Keeps what the office says of itself; blanks around are taken off, an empty name is refused."""
        tidy = replace(
            organ,
            name="".join(organ.name.split()),
            district=organ.district.strip(),
            phone=organ.phone.strip(),
            office=organ.office.strip(),
        )
        if not tidy.name:
            raise Trouble("机关名称还空着", "请照公章上的字填写全称")
        renamed = self.organ is not None and self.organ.short_name != tidy.short_name
        self._shelf.save_organ(tidy)
        if renamed:  # its reports follow it under their new key
            self._sessions.clear()
        return tidy

    def organ_named(self, name: str | None) -> Organ:
        """The office of that name, known or new; the own one where no name is given."""
        own = self.organ
        if name is None:
            if own is None:
                raise NotFound("还没有填机关名称", "请先填写，或用 --organ 说明是哪个机关")
            return own
        if own is not None and own.short_name == short_name(name):
            return own
        return self._shelf.organ_of(short_name(name)) or Organ.named(name)

    def setting(self, key: str) -> str | None:
        """A remembered setting."""
        return self._shelf.setting(key)

    def save_setting(self, key: str, value: str) -> None:
        """Remembers a setting."""
        self._shelf.save_setting(key, value)

    @property
    def clerk(self) -> str:
        """Who fills the reports in on this computer; empty where nobody gave a name."""
        return self.setting(_CLERK) or ""

    def save_clerk(self, name: str) -> None:
        """Keeps the name of the clerk; blanks around are taken off, an empty one is none."""
        if name.strip() != self.clerk:
            self.save_setting(_CLERK, name.strip())

    def due(self, year: int) -> date:
        """The day by which the report on ``year`` is handed in, in the year after (a setting, month-day)."""
        month, _, day = (self.setting(DUE) or DEFAULT_DUE).partition("-")
        return date(year + 1, int(month), int(day))

    # The reports

    def reports(self) -> list[Report]:
        """Every report, newest year first."""
        return sorted(self._shelf.reports(), key=lambda report: (-report.key.year, report.key.organ))

    def find(self, year: int, organ: str | None = None) -> Report:
        """The report of that year; ``NotFound`` where there is none."""
        key = ReportKey(self.organ_named(organ).short_name, year)
        report = self._shelf.find(key)
        if report is None:
            raise NotFound(f"没有{key.organ}{year} 年度的报告", "请核对机关和年份，或先新建、导入这一年的报告")
        return report

    def form_of(self, report: Report) -> Form:
        """The format a report is written in."""
        return self.catalogue.get(report.form_id)

    def last_year(self, key: ReportKey) -> LastYear | None:
        """The report of the year before, if the workspace has it."""
        before = self._shelf.find(ReportKey(key.organ, key.year - 1))
        return LastYear(self.form_of(before), before) if before else None

    def check(self, report: Report) -> CheckResult:
        """Every rule over a report as it stands."""
        return check(self.form_of(report), report, self.last_year(report.key))

    def session(self, year: int, organ: str | None = None) -> Session:
        """The report of that year, open for editing; the same session for the same report."""
        report = self.find(year, organ)
        last = self.last_year(report.key)
        session = self._sessions.get(report.key)
        if session is None:
            self._shelf.get_ready()
            session = Session(self._shelf, self.form_of(report), report, last)
            self._sessions[report.key] = session
        elif session.last != last:
            session.reload(last)
        return session

    def start(self, year: int, organ: str | None = None) -> Session:
        """A new, blank report for ``year`` in the format that governs it."""
        office = self.organ_named(organ)
        key = ReportKey(office.short_name, year)
        form = self.catalogue.governing(year)
        if self._shelf.find(key) is not None:
            raise Trouble(f"{year} 年度的报告已经有了", "请直接打开它")
        if self.organ is None:
            self.save_organ(office)
        self._shelf.create(Report(key, form.id))
        return self.session(year, organ)

    def set_state(self, key: ReportKey, state: State) -> None:
        """Notes how far a report has come."""
        self._shelf.set_state(key, state)
        if key in self._sessions:
            self._sessions[key].reload(self.last_year(key))

    def last_edit(self, key: ReportKey) -> tuple[datetime, str] | None:
        """When the report was last changed and what that was, for the card of its year."""
        last = self._shelf.labels(key)[0]
        return (self._shelf.saved_at(key), last) if last else None

    # The formats

    def lint_form(self, path: Path) -> tuple[Form, list[str]]:
        """A format file and what is wrong with it."""
        from app.checks.lint import lint  # lays every table out, which opening a workspace need not wait for

        form = load_file(path)
        return form, lint(form, self.catalogue)

    def add_form(self, path: Path) -> Form:
        """Accepts a format file once it lints; it is kept in the workspace."""
        form, faults = self.lint_form(path)
        if faults:
            raise FormTrouble(f"格式文件“{path.name}”没有通过检查", tuple(faults))
        used = {report.form_id for report in self.reports()}
        known = next((old for old in self.catalogue.forms if old.id == form.id), None)
        if form.id in used and known is not None and set(known.cells) - set(form.cells):
            raise FormTrouble(f"格式文件“{path.name}”少了已有报告用着的格")
        self._shelf.add_form(form.id, form.source)
        self.catalogue = self.catalogue.with_form(form)
        return form


def today() -> date:
    """The day, as every place of the program sees it."""
    return clock.today()
