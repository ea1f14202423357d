"""Rules on days: handed in late, changed after it was handed over."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from app.checks.model import CannotRun, Context, Hit
from app.checks.registry import Reader, word_kind
from app.checks.said import stated
from app.forms.model import Form, Rule
from app.wording.model import Wording


@word_kind("late", {}, {}, ["issued", "due", "days"])
def late(form: Form, rule: Rule, wording: Wording) -> Reader:
    """The day under the report is later than the day by which it is to be handed in."""

    def read(context: Context) -> Iterator[Hit]:
        issued, due = context.around.issued, context.around.due
        if issued is None or due is None:
            raise CannotRun("no_date")
        if issued > due:
            words = {"issued": _day(issued), "due": _day(due), "days": str((issued - due).days)}
            yield Hit("", words, ground=f"{issued} {due}")

    return read


@word_kind("changed_since", {}, {}, [])
def changed_since(form: Form, rule: Rule, wording: Wording) -> Reader:
    """The report says something else than it said when it was handed over."""

    def read(context: Context) -> Iterator[Hit]:
        handed = context.around.handed
        if handed is not None and handed != stated(form, context.values, context.report.passages):
            yield Hit("")

    return read


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
