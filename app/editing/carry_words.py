"""The sentences of a carry-over: what was taken, what was not and why, in the words of the form."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from app.checks.model import LastYear
from app.domain.address import Address
from app.domain.values import COUNT, Value, write_with_unit
from app.forms.model import Form

_MOST = 12  # cells that one sentence names


@dataclass(frozen=True, slots=True)
class Move:
    """One figure that goes over: from ``then`` of last year's form (None: it has none) to ``now`` of this form.

    ``figure`` is last year's, in the unit of ``now``. ``changes`` are the cells by which a stock differs from last
    year's; () where it must be the same.
    """

    rule: str
    now: Address
    then: Address | None
    figure: Value = None
    changes: tuple[Address, ...] = ()


@dataclass(frozen=True, slots=True)
class Taken:
    """What was taken over, in a sentence; not ``sure`` where a person must still look at it."""

    sentence: str
    sure: bool = True


def taken(form: Form, before: Form, moves: Sequence[Move]) -> Taken:
    """“上年结转”照上年的“结转下年度”填：自然人 3，其余 5 格是 0。"""
    stock = bool(moves[0].changes)
    now, short = _heading(form, [move.now for move in moves], by_column=stock)
    then = _heading(before, [move.then for move in moves if move.then], by_column=stock)[0]
    told = [f"{short[move.now]} {_figure(form, move)}".strip() for move in moves if move.figure]
    rest = len(moves) - len(told)
    said = "、".join(told) + (f"{'，其余 ' if told else ''}{rest} 格是 0" if rest else "")
    source = f"上年的“{then}”" if then != now else "上年"
    if stock:
        return Taken(f"“{now}”先照{source}填：{said}；今年有增减的要跟着改。", sure=False)
    return Taken(f"“{now}”照{source}填：{said}。")


def stock_doubt(form: Form, before: Form, move: Move) -> str:
    """Why a stock must be looked at: it is last year's, and this year's changes are not in it."""
    label = (before.cell_names(move.then) if move.then else form.cell_names(move.now))[1]
    changes = "”“".join(dict.fromkeys(form.cell_names(name)[1] for name in move.changes))
    return f"上年的“{label}”是 {_figure(form, move) or 0}。今年“{changes}”有数的，这里要跟着改；没有增减，就是这个数。"


def still_doubted(before: Form, move: Move) -> str:
    """Why a figure must be looked at that nobody settled in last year's report."""
    return f"上年报告的“{before.cell_label(move.then or '')}”还标着“疑”，没有人核对过，请先看那一格。"


def passages_taken(form: Form, last: LastYear, passages: Mapping[str, str]) -> Iterator[Taken]:
    """Which words of the preface went along."""
    year = last.report.key.year
    items = [field.label for name, field in form.preface_fields.items() if name in passages]
    if items:
        yield Taken(f"导言的{_quoted(items)}照上年的，请看一遍。", sure=False)
    if form.preface is not None and form.preface.id in passages:
        yield Taken(f"导言照上年自己写的那一段，其中的 {year} 年已换成 {year + 1} 年，请看一遍。", sure=False)


def not_there(form: Form, moves: Sequence[Move]) -> str:
    """Cells that last year's form does not have."""
    return f"{_named(form, moves)}：上年的表里没有这一项，要照底册填。"


def was_blank(form: Form, moves: Sequence[Move]) -> str:
    """Cells that last year's report left blank; a blank is no nought."""
    return f"{_named(form, moves)}：上年的报告空着，没有结转。"


def does_not_add_up(form: Form, before: Form, moves: Sequence[Move]) -> str:
    """Figures that stand in a relation of last year's report that does not hold."""
    wrong = "、".join(_stated(before, move.then, move.figure) for move in moves[:_MOST] if move.then)
    return f"{_named(form, moves)}：上年的报告里对不上（{wrong}），没有结转，请先核对上年的报告。"


def left_behind(last: LastYear, cells: Sequence[Address]) -> Iterator[str]:
    """Figures that last year's report hands on, and that this year's form has no cell for."""
    if cells:
        told = "、".join(_stated(last.form, name, last.values.get(name)) for name in cells[:_MOST])
        more = f"等 {len(cells)} 格" if len(cells) > _MOST else ""
        yield f"上年的{told}{more}：今年的表里没有对应的格，没有结转。"


def _stated(form: Form, address: Address, value: Value) -> str:
    return f"{form.cell_label(address)} {write_with_unit(value, form.spec(address) or COUNT)}".strip()


def _figure(form: Form, move: Move) -> str:
    return write_with_unit(move.figure, form.spec(move.now) or COUNT)


def _named(form: Form, moves: Sequence[Move]) -> str:
    """“上年结转”的自然人、商业企业: the heading that all share, and what tells them apart."""
    cells = [move.now for move in moves]
    heading, short = _heading(form, cells, by_column=bool(moves[0].changes))
    told = [short[name] for name in cells if short[name]]
    if not told:
        return f"“{heading}”"
    more = f"等 {len(told)} 格" if len(told) > _MOST else ""
    return f"“{heading}”的{'、'.join(told[:_MOST])}{more}" if heading else "、".join(told[:_MOST]) + more


def _heading(form: Form, cells: Sequence[Address], *, by_column: bool = False) -> tuple[str, dict[Address, str]]:
    """The row or column heading that all ``cells`` share ("" for none), and how each is called below it."""
    names = {name: form.cell_names(name) for name in cells}
    for shared, other in ((1, 0), (0, 1)) if by_column else ((0, 1), (1, 0)):
        headings = {pair[shared] for pair in names.values()}
        if len(headings) == 1 and (heading := headings.pop()):
            return heading, {name: pair[other] for name, pair in names.items()}
    return "", {name: form.cell_label(name) for name in cells}


def _quoted(labels: Sequence[str]) -> str:
    return "".join(f"“{label}”" for label in labels)
