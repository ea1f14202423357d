"""The history of one report: making a step, taking it back, doing it again. Each function runs inside a transaction.

Steps are never deleted. Standing 1 is applied, 0 undone, -1 superseded: undone, and another step was made since.
"""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Connection, bindparam, func, select
from sqlalchemy.dialects.sqlite import insert

from app.domain.address import Address
from app.domain.change import Change, Standing, Step, merged
from app.domain.errors import NotFound
from app.domain.values import Value
from app.storage import reading
from app.storage.alchemy import raw
from app.storage.records import change_text, value_row
from app.storage.tables import cell, change, detail, passage, report

_put_cell = insert(cell)
_put_cell = _put_cell.on_conflict_do_update(
    index_elements=["report", "address"],
    set_={"type": _put_cell.excluded.type, "value": _put_cell.excluded.value},
)
_drop_cell = cell.delete().where(cell.c.report == bindparam("r"), cell.c.address == bindparam("a"))
_put_passage = insert(passage)
_put_passage = _put_passage.on_conflict_do_update(
    index_elements=["report", "id"], set_={"text": _put_passage.excluded.text}
)
_drop_passage = passage.delete().where(passage.c.report == bindparam("r"), passage.c.id == bindparam("i"))
_put_detail = insert(detail)
_put_detail = _put_detail.on_conflict_do_update(
    index_elements=["report", "key"], set_={"value": _put_detail.excluded.value}
)

_of_report = change.c.report == bindparam("r")
_supersede = change.update().where(_of_report, change.c.standing == 0).values(standing=Standing.SUPERSEDED.value)
_next_seq = (
    select(func.coalesce(func.max(change.c.seq), 0) + 1).where(change.c.report == bindparam("r")).scalar_subquery()
)
_append = change.insert().values(seq=_next_seq, standing=Standing.APPLIED.value).returning(change.c.seq)
_stand = change.update().where(_of_report, change.c.seq == bindparam("s")).values(standing=bindparam("to"))
_saved = report.update().where(report.c.id == bindparam("r")).values(saved=bindparam("at"))


def remember(connection: Connection, report_id: int, details: Mapping[str, str]) -> None:
    """Remember something of a report; an empty text is forgotten."""
    for key, value in details.items():
        if value:
            connection.execute(_put_detail, {"report": report_id, "key": key, "value": value})
        else:
            gone = detail.delete().where(detail.c.report == report_id, detail.c.key == key)
            connection.execute(gone)


def _state(connection: Connection, report_id: int, stated: Change) -> None:
    state(connection, report_id, stated.cells, stated.passages)
    remember(connection, report_id, stated.details)


def state(connection: Connection, report_id: int, cells: Mapping[Address, Value], texts: Mapping[str, str]) -> None:
    """Put these cells and passages: None takes a cell away, "" a passage."""
    put = [
        {"report": report_id, "address": name, **value_row(value)} for name, value in cells.items() if value is not None
    ]
    if put:
        connection.execute(_put_cell, put)
    drop = [{"r": report_id, "a": name} for name, value in cells.items() if value is None]
    if drop:
        connection.execute(_drop_cell, drop)
    write = [{"report": report_id, "id": name, "text": text} for name, text in texts.items() if text]
    if write:
        connection.execute(_put_passage, write)
    clear = [{"r": report_id, "i": name} for name, text in texts.items() if not text]
    if clear:
        connection.execute(_drop_passage, clear)


def append(connection: Connection, report_id: int, before: Change, after: Change, when: str) -> Step:
    """A new step at the end; what was undone before can no longer be redone."""
    _state(connection, report_id, after)
    connection.execute(_supersede, {"r": report_id})
    row = {
        "r": report_id,
        "report": report_id,
        "when": when,
        "who": after.who,
        "label": after.label,
        "before": change_text(before),
        "after": change_text(after),
    }
    seq = connection.execute(_append, row).scalar_one()
    connection.execute(_saved, {"r": report_id, "at": when})
    return Step(seq, when, before, after)


def take_back(connection: Connection, report_id: int, when: str) -> Step | None:
    """Undo the last step that stands; None where there is none."""
    step = reading.last_applied(raw(connection), report_id)
    if step is not None:
        _move(connection, report_id, step.seq, step.before, Standing.UNDONE, when)
    return step


def do_again(connection: Connection, report_id: int, when: str) -> Step | None:
    """Redo the step that was undone last; None where there is none."""
    step = reading.first_undone(raw(connection), report_id)
    if step is not None:
        _move(connection, report_id, step.seq, step.after, Standing.APPLIED, when)
    return step


def move_to(connection: Connection, report_id: int, seq: int, when: str) -> list[Step]:
    """Take back, or do again, all steps between here and ``seq``, which then is the last that stands; in that order.

    What no longer can be redone is passed over. Nothing where ``seq`` is the last already. ``NotFound`` where ``seq``
    cannot stand again: whoever means it would else lose what was stated since.
    """
    meant = reading.page(raw(connection), report_id, seq + 1, 1) if seq else []
    if seq and (not meant or meant[0].step.seq != seq or meant[0].standing is Standing.SUPERSEDED):
        raise NotFound("那一步撤销以后又另填了，回不去了", "要看改过什么，请打开“修改记录”（F9）")
    back = reading.applied_after(raw(connection), report_id, seq)
    steps = back or reading.undone_up_to(raw(connection), report_id, seq)
    if not steps:
        return []
    _state(connection, report_id, merged([step.before if back else step.after for step in steps]))
    standing = Standing.UNDONE if back else Standing.APPLIED
    moved = [{"r": report_id, "s": step.seq, "to": standing.value} for step in steps]
    connection.execute(_stand, moved)
    connection.execute(_saved, {"r": report_id, "at": when})
    return steps


def _move(connection: Connection, report_id: int, seq: int, to: Change, standing: Standing, when: str) -> None:
    _state(connection, report_id, to)
    connection.execute(_stand, {"r": report_id, "s": seq, "to": standing.value})
    connection.execute(_saved, {"r": report_id, "at": when})
