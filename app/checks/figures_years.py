"""Kinds of looks at single figures: far from last year's, a slip of 元 for 万元, larger than anybody would believe."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from app.checks.figures import Number, figure, is_of_level, known_cells, said
from app.checks.model import CannotRun, Context, Hit
from app.checks.registry import Check, Look, kind, number_of
from app.checks.years import APART, TIMES, change_words, large_change, short_name
from app.domain.address import Address, section_of
from app.domain.values import Value, plain
from app.forms.model import Form, Rule

_CHANGE = ("place", "this", "last", "change")


@kind("big_change", {"cells": "names"}, {"times": "number", "apart": "number", "below": "number"}, _CHANGE)
def big_change(form: Form, rule: Rule) -> Iterator[Check]:
    """A figure that is ``times`` last year's or a part of it as small, with at least ``apart`` between the two.

    Money that differs by ``below`` times or more is left to ``slipped_unit``.
    """
    cells = known_cells(form, rule, "cells")
    times, apart = number_of(rule, "times", TIMES), number_of(rule, "apart", APART)
    below = number_of(rule, "below")

    def find(context: Context) -> Iterator[Hit]:
        for name, now, last in _both(context, cells):
            if large_change(now, last, times, apart) and not (
                below and _is_money(form, name) and _apart(now, last, below)
            ):
                yield _hit(context, name, now, last, _said_change(now, last))

    yield Look(rule, section_of(cells[0]), cells, find)


@kind("slipped_unit", {"cells": "names", "times": "number"}, {}, _CHANGE)
def slipped_unit(form: Form, rule: Rule) -> Iterator[Check]:
    """Money that is ``times`` last year's or more, or as small a part of it: another unit may have been meant."""
    cells, times = known_cells(form, rule, "cells"), number_of(rule, "times")

    def find(context: Context) -> Iterator[Hit]:
        for name, now, last in _both(context, cells):
            if _apart(now, last, times):
                yield _hit(context, name, now, last, change_words(now, last))

    yield Look(rule, section_of(cells[0]), cells, find)


@kind(
    "no_more_than",
    {"cells": "names", "largest": "number"},
    {"levels": "names", "per": "name"},
    ("place", "this", "largest", "each", "per"),
)
def no_more_than(form: Form, rule: Rule) -> Iterator[Check]:
    """A figure above ``largest``, which an office of these ``levels`` hardly states; ``per``: for each one counted
    in that cell (a purchase of 8000 万元 is one thing for three purchases, another for one).
    """
    cells, largest = known_cells(form, rule, "cells"), number_of(rule, "largest")
    per = known_cells(form, rule, "per")[0] if "per" in rule.params else ""

    def find(context: Context) -> Iterator[Hit]:
        if not is_of_level(context, rule):
            return
        stated = {name: it for name in cells if (it := figure(context, name)) is not None}
        if not stated:
            raise CannotRun("blank")
        count = (figure(context, per) if per else None) or 1
        for name, now in stated.items():
            if now > largest * count:
                told = {
                    "this": said(context, name, now),
                    "largest": said(context, name, largest),
                    "each": said(context, name, _rounded(Decimal(now) / count)),
                    "per": plain(count),
                }
                beside = (per,) if per else ()
                yield Hit(section_of(name), told, place=short_name(form, name), cells=(name, *beside), mark=name)

    yield Look(rule, section_of(cells[0]), (*cells, *((per,) if per else ())), find)


def _both(context: Context, cells: tuple[Address, ...]) -> Iterator[tuple[Address, Number, Number]]:
    """Each cell with its figure and last year's; ``CannotRun`` where there is no pair at all."""
    if context.last is None:
        raise CannotRun("no_last")
    pairs = [(name, figure(context, name), context.last_same.get(name)) for name in cells]
    whole = [(name, now, last) for name, now, last in pairs if now is not None and last is not None]
    if not whole:
        known = any(last is not None for _, _, last in pairs)
        raise CannotRun("blank" if known else "not_in_last")
    yield from whole


def _apart(now: Number, last: Number, times: int) -> bool:
    """Whether one is ``times`` the other; a nought is no multiple of anything."""
    small, large = sorted((abs(Decimal(now)), abs(Decimal(last))))
    return small > 0 and large >= small * times


def _hit(context: Context, name: Address, now: Number, last: Number, change: str) -> Hit:
    told = {"this": said(context, name, now), "last": said(context, name, last), "change": change}
    place = short_name(context.form, name)
    return Hit(
        section_of(name),
        told,
        place=place,
        cells=(name,),
        gap=max(now, last) - min(now, last),
        mark=name,
        ground=plain(last),
    )


def _said_change(now: Value, last: Value) -> str:
    """As a clause of its own: a nought is said as what it means."""
    if last == 0:
        return "上年一件都没有"
    return "今年一件都没有" if now == 0 else change_words(now, last)


def _is_money(form: Form, name: Address) -> bool:
    spec = form.spec(name)
    return spec is not None and spec.kind == "money"


def _rounded(value: Decimal) -> Decimal:
    return value.quantize(Decimal(1)) if value >= 100 else value.quantize(Decimal("0.01"))
