"""Every change to the tables, inside one transaction. With this module SQLAlchemy is loaded."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from datetime import date

from sqlalchemy import Connection, bindparam, delete, func, select
from sqlalchemy.dialects.sqlite import insert

from app.domain.change import Change, Step
from app.domain.errors import Trouble
from app.domain.organ import Organ
from app.domain.posting import Posting
from app.domain.report import Answer, Handed, Report, ReportKey, State
from app.storage import history, organs, reading, removal, wall
from app.storage.alchemy import raw
from app.storage.removal import Removed
from app.storage.tables import handover, pack, reason, report, setting

_put_setting = insert(setting)
_put_setting = _put_setting.on_conflict_do_update(index_elements=["key"], set_={"value": _put_setting.excluded.value})
_put_reason = insert(reason)
_put_reason = _put_reason.on_conflict_do_update(
    index_elements=["report", "rule", "place"],
    set_={name: _put_reason.excluded[name] for name in ("text", "who", "when", "ground")},
)
_next_handover = select(func.coalesce(func.max(handover.c.seq), 0) + 1).where(handover.c.report == bindparam("r"))


class Writing:
    """An open transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    @property
    def db(self) -> sqlite3.Connection:
        """The same transaction, for reading."""
        return raw(self._connection)

    def save_organ(self, organ: Organ) -> None:
        """State the office; its reports follow it."""
        organs.save_own(self._connection, organ)

    def save_setting(self, key: str, value: str) -> None:
        """State a setting."""
        self._connection.execute(_put_setting, {"key": key, "value": value})

    def add_pack(self, kind: str, name: str, source: str, when: str) -> None:
        """Keep a format or a list of wording over the version that held so far."""
        seq = (self._top_pack(kind, name) or 0) + 1
        row = {"kind": kind, "id": name, "seq": seq, "source": source, "added": when}
        self._connection.execute(insert(pack), row)

    def drop_pack(self, kind: str, name: str) -> bool:
        """Take the version that holds away; False where there is none."""
        top = self._top_pack(kind, name)
        if top is not None:
            here = (pack.c.kind == kind) & (pack.c.id == name) & (pack.c.seq == top)
            self._connection.execute(delete(pack).where(here))
        return top is not None

    def _top_pack(self, kind: str, name: str) -> int | None:
        highest = select(func.max(pack.c.seq)).where(pack.c.kind == kind, pack.c.id == name)
        found: int | None = self._connection.execute(highest).scalar()
        return found

    def create(self, new: Report, when: str, organ: str = "") -> int:
        """Put a new report with the cells, passages and answers it begins with; its number.

        ``organ`` is the full name of its organ, kept where none is known.
        """
        self._refuse_second(new.key)
        organs.ensure(self._connection, new.key.organ, organ)
        row = {
            "organ": new.key.organ,
            "year": new.key.year,
            "form_id": new.form_id,
            "state": new.state.value,
            "made": when,
            "saved": when,
        }
        made: int = self._connection.execute(report.insert().values(row).returning(report.c.id)).scalar_one()
        history.state(self._connection, made, new.cells, new.passages)
        for answer in new.answers.values():
            self._put_answer(made, answer)
        return made

    def _refuse_second(self, key: ReportKey) -> None:
        if reading.report_id(self.db, key) is not None:
            raise Trouble(f"{key.organ} {key.year} 年度的报告已经有了", "请直接打开它")

    def remove(self, report_id: int, key: ReportKey) -> Removed:
        """Take the report away with everything that belongs to it."""
        return removal.take_away(self._connection, report_id, key)

    def bring_back(self, removed: Removed) -> ReportKey:
        """Put a report back as it was, under its office's present name; ``Trouble`` where that year stands again."""
        key = removal.key_now(self._connection, removed)
        self._refuse_second(key)
        removal.put_back(self._connection, removed, key)
        return key

    def set_state(self, report_id: int, state: State, when: str) -> None:
        """How far a report has come."""
        self._connection.execute(report.update().where(report.c.id == report_id).values(state=state.value, saved=when))

    def save_details(self, report_id: int, details: Mapping[str, str]) -> None:
        """Remember something of a report; an empty text is forgotten."""
        history.remember(self._connection, report_id, details)

    def save_answer(self, report_id: int, answer: Answer, when: str) -> None:
        """Keep the reason given for a finding in place of an earlier one; an empty text takes it away."""
        if answer.text:
            self._put_answer(report_id, answer)
        else:
            same = (reason.c.report == report_id, reason.c.rule == answer.rule, reason.c.place == answer.mark)
            self._connection.execute(reason.delete().where(*same))
        self._connection.execute(report.update().where(report.c.id == report_id).values(saved=when))

    def _put_answer(self, report_id: int, answer: Answer) -> None:
        row = {
            "report": report_id,
            "rule": answer.rule,
            "place": answer.mark,
            "text": answer.text,
            "who": answer.who,
            "when": answer.when,
            "ground": answer.ground,
        }
        self._connection.execute(_put_reason, row)

    def note_handover(self, report_id: int, handed: Handed) -> None:
        """One more hand-over of a report."""
        row = {
            "report": report_id,
            "seq": self._connection.execute(_next_handover, {"r": report_id}).scalar_one(),
            "when": handed.when.isoformat(),
            "name": handed.name,
            "check_code": handed.check_code,
            "content": handed.content,
        }
        self._connection.execute(handover.insert(), row)

    def put_posting(self, report_id: int, new: Posting) -> Posting:
        """One more posting of a report."""
        return wall.put(self._connection, report_id, new)

    def take_down(self, report_id: int, seq: int, day: date | None) -> None:
        """Since when a posting no longer hangs."""
        wall.take_down(self._connection, report_id, seq, day)

    def withdraw_posting(self, report_id: int, seq: int) -> None:
        """Nobody sees the record of a posting any more."""
        wall.withdraw(self._connection, report_id, seq)

    def restore_posting(self, report_id: int, seq: int) -> None:
        """A withdrawn record is there again."""
        wall.restore(self._connection, report_id, seq)

    def append(self, report_id: int, before: Change, after: Change, when: str) -> Step:
        """State ``after`` as a new step."""
        return history.append(self._connection, report_id, before, after, when)

    def take_back(self, report_id: int, when: str) -> Step | None:
        """Undo the last step that stands."""
        return history.take_back(self._connection, report_id, when)

    def do_again(self, report_id: int, when: str) -> Step | None:
        """Redo the step undone last."""
        return history.do_again(self._connection, report_id, when)

    def move_to(self, report_id: int, seq: int, when: str) -> list[Step]:
        """Undo or redo until ``seq`` is the last step that stands."""
        return history.move_to(self._connection, report_id, seq, when)
