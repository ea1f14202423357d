"""Last year beside this year: which cell and which text of last year's report mean the same, also across two formats.

An id keeps its meaning for ever, so the same id is the same thing; where a format renamed something it says so with
``was``. What only resembles each other is not the same, and has no figure of last year here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import product

from app.checks.model import LastYear
from app.checks.totals import total_addresses
from app.domain import address as names
from app.domain.address import Address
from app.domain.units import UNITS
from app.domain.values import Value, ValueSpec, write
from app.forms.model import Form, FormKey, Section

TIMES = 3  # a change is large from three times last year's figure, or down to a third of it,
APART = 5  # and only where at least five lie between: 1 case after 4 is no news in a township
NAMED = 3  # cells that one sentence names


def last_same(form: Form, last: LastYear) -> Mapping[Address, Value]:
    """Last year's figure for each cell and field of ``form`` that last year's form has too; None where it was blank.

    Money is converted to the unit of this year's cell. Kept per report, because every key asks for it.
    """
    return _last_same(FormKey(form), _LastKey(last))


def last_passage(form: Form, passage: str, last: LastYear) -> str:
    """Last year's text for the passage ``passage`` of ``form``; "" where there is none."""
    then = same_passage(form, passage, last.form)
    return last.report.passages.get(then, "") if then else ""


def same_passage(form: Form, passage: str, last: Form) -> str | None:
    """The passage of ``last`` that means the same as ``passage`` of ``form``, or None."""
    return next((name for name in _earlier_passages(form, passage, last) if name in last.passage_ids), None)


def _earlier_passages(form: Form, passage: str, last: Form) -> Sequence[str]:
    section = form.section(passage)
    if section is not None:
        return (section.id, *section.was)
    if form.preface is None or last.preface is None:
        return ()
    if passage == form.preface.id:
        return (last.preface.id,)
    item = form.preface_fields.get(passage)
    return [f"{last.preface.id}.{name}" for name in (item.id, *item.was)] if item else ()


def same_cells(form: Form, last: Form) -> Mapping[Address, Address]:
    """For each cell and field of ``form`` the one of ``last`` that means the same; others are missing."""
    return _same_cells(FormKey(form), FormKey(last))


def not_zero_last(form: Form, cells: Iterable[Address], last: LastYear) -> str:
    """What a clerk should look at after ``cells`` were filled with 0: those that had another figure last year.

    其中 2 格上年不是 0（行政许可 36、行政处罚 5），请看一眼; "" where there is none.
    Totals only follow and are not named.
    """
    same, totals = last_same(form, last), total_addresses(form)
    wanted = set(cells) - totals
    found = [name for name in (*form.cells, *form.fields) if name in wanted and same.get(name)]
    if not found:
        return ""
    told = "、".join(f"{short_name(form, name)} {_figure(form, name, same[name])}" for name in found[:NAMED])
    more = f"等 {len(found)} 格" if len(found) > NAMED else ""
    return f"其中 {len(found)} 格上年不是 0（{told}{more}），请看一眼"


def short_name(form: Form, name: Address) -> str:
    """The row alone where its table has one column to fill, else row and column."""
    row, column = form.cell_names(name)
    block = name.rpartition(".")[0]
    beside = [other for other in form.cells if other.rpartition(".")[0] == block]
    return row if row and column and len(beside) == 1 else form.cell_label(name)


def _figure(form: Form, name: Address, value: Value) -> str:
    spec = form.spec(name)
    return write(value, spec) if spec else str(value)


def large_change(now: Value, last: Value, times: int = TIMES, apart: int = APART) -> bool:
    """True where a clerk should look twice: see ``TIMES`` and ``APART``, in the unit of the cell. Blanks are no change.

    Signed figures that changed their side count as far apart.
    """
    if now is None or last is None:
        return False
    if -apart < now - last < apart:
        return False
    this, that = (-one if one < 0 else one for one in (now, last))
    return now * last < 0 or this >= times * that or that >= times * this


def change_words(now: Value, last: Value) -> str:
    """The change as a clerk says it (是上年的 4.5 倍, 上年是 0); "" where it cannot be said as a multiple."""
    if now is None or last is None or now == last:
        return ""
    if last == 0:
        return "上年是 0"
    if now == 0:
        return "今年是 0"
    if now * last < 0:
        return "和上年一增一减"
    ratio = Decimal(now) / Decimal(last)
    if ratio >= 1:
        return f"是上年的 {_one_digit(ratio)} 倍"
    return f"是上年的 {max(1, round(ratio * 100))}%"


def _one_digit(ratio: Decimal) -> str:
    text = f"{ratio:.1f}"
    return text.removesuffix(".0")


class _LastKey:
    """Last year's report as the key of a cache, compared by identity like ``FormKey``."""

    __slots__ = ("last",)

    def __init__(self, last: LastYear) -> None:
        self.last = last

    def __hash__(self) -> int:
        return id(self.last)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _LastKey) and other.last is self.last


@lru_cache(maxsize=8)
def _last_same(form: FormKey, key: _LastKey) -> Mapping[Address, Value]:
    last = key.last
    found: dict[Address, Value] = {}
    for now, then in _same_cells(form, FormKey(last.form)).items():
        found[now] = _converted(last.values.get(then), last.form.spec(then), form.form.spec(now))
    return found


@lru_cache(maxsize=16)
def _same_cells(form: FormKey, last: FormKey) -> Mapping[Address, Address]:
    found: dict[Address, Address] = {}
    for now, candidates in _candidates(form.form):
        spec = form.form.spec(now)
        for then in candidates:
            other = last.form.spec(then)
            if other is not None:
                if spec is not None and other.kind == spec.kind:
                    found[now] = then
                break
    return found


def _candidates(form: Form) -> Iterator[tuple[Address, Iterator[Address]]]:
    """Every cell and field with the addresses it may have had, its own first."""
    for section in form.sections:
        for block in section.blocks:
            for row, column in product(block.row_leaves(), block.column_leaves()):
                ids = (_ids(section), (row.id or "", *row.was), (column.id or "", *column.was))
                yield (
                    names.cell(section.id, row.id or "", column.id or ""),
                    (names.cell(*parts) for parts in product(*ids)),
                )
        for item in section.fields:
            pairs = product(_ids(section), (item.id, *item.was))
            yield names.field(section.id, item.id), (names.field(*pair) for pair in pairs)


def _ids(section: Section) -> Sequence[str]:
    return (section.id, *section.was)


def _converted(value: Value, then: ValueSpec | None, now: ValueSpec | None) -> Value:
    if value is None or then is None or now is None or not then.unit or not now.unit or then.unit == now.unit:
        return value
    return Decimal(value) * UNITS[then.unit] / UNITS[now.unit]
