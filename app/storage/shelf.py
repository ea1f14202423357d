"""The shelf: everything a workspace keeps, in plain nouns. Every method is one transaction, done when it returns.

Each raises ``CannotWrite`` where the disk refuses (nothing is changed then) and ``CannotOpen`` where the file turns out
damaged. One process has one shelf open; it may be used from any thread.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy import Connection, bindparam, select
from sqlalchemy.dialects.sqlite import insert

from app.domain.address import Address
from app.domain.change import Change, Entry, Step
from app.domain.errors import NotFound, Trouble
from app.domain.organ import Organ
from app.domain.report import Report, ReportKey, State
from app.domain.values import Value
from app.storage import history, organs, tables, troubles
from app.storage.database import Database
from app.storage.records import moment, row_value
from app.system import clock

_put_setting = insert(tables.setting)
_put_setting = _put_setting.on_conflict_do_update(index_elements=["key"], set_={"value": _put_setting.excluded.value})
_put_form = insert(tables.form)
_put_form = _put_form.on_conflict_do_update(
    index_elements=["id"], set_={"source": _put_form.excluded.source, "added": _put_form.excluded.added}
)
_find = select(tables.report).where(tables.report.c.organ == bindparam("o"), tables.report.c.year == bindparam("y"))


class Shelf:
    """An open workspace; ``with Shelf.open(path) as shelf`` closes it."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._ids: dict[ReportKey, int] = {}

    @classmethod
    def open(cls, path: Path) -> Self:
        """Open the workspace at ``path`` or make a new one there.

        Raises ``AlreadyOpen`` at once where another program holds it, ``NewerWorkspace`` (not one byte changed), and
        ``CannotOpen`` for damaged and foreign files, folders, and what is read-only.
        """
        return cls(Database.open(path))

    def close(self) -> None:
        """Let go of the file, which is then one plain file. Never raises; may be called twice."""
        self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # -- the office, settings, added forms

    def organ(self) -> Organ | None:
        """The office this workspace belongs to; None before the first start is done."""
        with self._database.reading() as connection:
            return organs.own(connection)

    def organ_of(self, key: str) -> Organ | None:
        """The organ with that short name, own or not."""
        with self._database.reading() as connection:
            return organs.named(connection, key)

    def save_organ(self, organ: Organ) -> None:
        """State the office. Under a new name its reports follow it; ``Trouble`` where a year would then stand twice."""
        with self._database.transaction() as connection:
            self._ids.clear()
            organs.save_own(connection, organ)

    def setting(self, key: str) -> str | None:
        """A setting, or None."""
        with self._database.reading() as connection:
            asked = select(tables.setting.c.value).where(tables.setting.c.key == key)
            return connection.execute(asked).scalar_one_or_none()

    def save_setting(self, key: str, value: str) -> None:
        """State a setting."""
        with self._database.transaction() as connection:
            connection.execute(_put_setting, {"key": key, "value": value})

    def forms(self) -> list[tuple[str, str]]:
        """The formats that were added: (id, text of the form file), in the order they came."""
        with self._database.reading() as connection:
            asked = select(tables.form.c.id, tables.form.c.source).order_by(tables.form.c.added, tables.form.c.id)
            return [(row.id, row.source) for row in connection.execute(asked)]

    def add_form(self, form_id: str, source: str) -> None:
        """Keep a format; one with the same id is replaced."""
        with self._database.transaction() as connection:
            connection.execute(_put_form, {"id": form_id, "source": source, "added": _now()})

    # -- reports

    def reports(self) -> list[Report]:
        """Every report with its cells and passages, by organ and year."""
        with self._database.reading() as connection:
            return _reports(connection)

    def find(self, key: ReportKey) -> Report | None:
        """One report, or None."""
        with self._database.reading() as connection:
            return next(iter(_reports(connection, key)), None)

    def create(self, report: Report) -> None:
        """Put a new report with the cells and passages it begins with; ``Trouble`` where that year is there."""
        when = _now()
        with self._database.transaction() as connection:
            if connection.execute(_find, {"o": report.key.organ, "y": report.key.year}).first():
                raise Trouble(f"{report.key.organ} {report.key.year} 年度的报告已经有了", "请直接打开它")
            organs.ensure(connection, report.key.organ)
            row = {
                "organ": report.key.organ,
                "year": report.key.year,
                "form_id": report.form_id,
                "state": report.state.value,
                "made": when,
                "saved": when,
            }
            made = connection.execute(tables.report.insert().values(row).returning(tables.report.c.id)).scalar_one()
            history.state(connection, made, report.cells, report.passages)

    def set_state(self, key: ReportKey, state: State) -> None:
        """How far the report has come."""
        with self._database.transaction() as connection:
            table = tables.report
            connection.execute(
                table.update().where(table.c.id == self._id(connection, key)).values(state=state.value, saved=_now())
            )

    def saved_at(self, key: ReportKey) -> datetime:
        """The time of the last commit to the report."""
        with self._database.reading() as connection:
            asked = select(tables.report.c.saved).where(tables.report.c.id == self._id(connection, key))
            return moment(connection.execute(asked).scalar_one())

    # -- the log of changes (what editing.session calls its store)

    def commit(self, key: ReportKey, before: Change, after: Change, when: str) -> Step:
        """State ``after`` and keep it as a step that ``before`` takes back."""
        with self._database.transaction() as connection:
            return history.append(connection, self._id(connection, key), before, after, when)

    def undo(self, key: ReportKey, when: str = "") -> Step | None:
        """Take back the last step that stands; None where there is none."""
        with self._database.transaction() as connection:
            return history.take_back(connection, self._id(connection, key), when or _now())

    def redo(self, key: ReportKey, when: str = "") -> Step | None:
        """Do again the step undone last; None where there is none."""
        with self._database.transaction() as connection:
            return history.do_again(connection, self._id(connection, key), when or _now())

    def labels(self, key: ReportKey) -> tuple[str | None, str | None]:
        """What undo and redo would move."""
        with self._database.reading() as connection:
            return history.labels(connection, self._id(connection, key))

    def history(self, key: ReportKey) -> list[Entry]:
        """Every step ever made, oldest first, with its standing."""
        with self._database.reading() as connection:
            return history.entries(connection, self._id(connection, key))

    def _id(self, connection: Connection, key: ReportKey) -> int:
        if key not in self._ids:
            row = connection.execute(_find, {"o": key.organ, "y": key.year}).first()
            if row is None:
                raise NotFound(f"没有 {key.organ} {key.year} 年度的报告", "请核对单位和年份")
            self._ids[key] = row.id
        return self._ids[key]


def _now() -> str:
    return clock.now().isoformat()


def _reports(connection: Connection, key: ReportKey | None = None) -> list[Report]:
    heads, cells, passages = (select(table) for table in (tables.report, tables.cell, tables.passage))
    if key is not None:
        heads = heads.where(tables.report.c.organ == key.organ, tables.report.c.year == key.year)
        wanted = select(tables.report.c.id).where(tables.report.c.organ == key.organ, tables.report.c.year == key.year)
        cells = cells.where(tables.cell.c.report.in_(wanted))
        passages = passages.where(tables.passage.c.report.in_(wanted))
    figures: dict[int, dict[Address, Value]] = defaultdict(dict)
    for row in connection.execute(cells):
        figures[row.report][row.address] = row_value(row.type, row.value)
    texts: dict[int, dict[str, str]] = defaultdict(dict)
    for row in connection.execute(passages):
        texts[row.report][row.id] = row.text
    return [
        Report(ReportKey(row.organ, row.year), row.form_id, _state(row.state), figures[row.id], texts[row.id])
        for row in connection.execute(heads.order_by(tables.report.c.organ, tables.report.c.year))
    ]


def _state(text: str) -> State:
    try:
        return State(text)
    except ValueError as error:
        raise troubles.damaged() from error
