"""A figure in a sentence against the cells that it speaks of."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from app.checks.model import Context
from app.checks.numbers.numerals import MONEY
from app.domain.address import Address
from app.domain.units import UNITS
from app.domain.values import plain
from app.forms.claims import Way

Figure = int | Decimal


@dataclass(frozen=True, slots=True)
class Stated:
    """What the cells of one way add to, money in 元; where ``least`` they have blanks, and it is at least so much."""

    value: Figure
    least: bool

    def allows(self, said: Figure) -> bool:
        """True where ``said`` may be right."""
        return said >= self.value if self.least else said == self.value


@dataclass(frozen=True, slots=True)
class Weighed:
    """What a form's claim comes to in a report: every way, the first of which is what the claim means first of all."""

    cells: tuple[Address, ...]
    ways: tuple[Stated, ...]

    def allows(self, said: Figure) -> bool:
        """True where the figure is right in one way, or may be once blanks are filled."""
        return any(way.allows(said) for way in self.ways)

    @property
    def is_certain(self) -> bool:
        """True where every way comes to the same figure and none has blanks."""
        return not any(way.least for way in self.ways) and len({way.value for way in self.ways}) == 1


def weigh(context: Context, ways: tuple[Way, ...]) -> Weighed:
    """The ways of one claim over the figures of a report."""
    first = ways[0] if ways else ()
    return Weighed(tuple(name for _, name in first), tuple(_stated(context, way) for way in ways))


def _stated(context: Context, way: Way) -> Stated:
    total: Figure = 0
    least = False
    for sign, name in way:
        value = context.values.get(name)
        if value is None or name in context.waiting:
            if sign < 0:
                return Stated(0, least=True)  # whatever is taken off may be anything: nothing is known
            least = True
        total += sign * _in_yuan(context, name, value or 0)
    return Stated(total, least)


def _in_yuan(context: Context, name: Address, value: Figure) -> Figure:
    spec = context.form.spec(name)
    if spec is None or spec.unit is None:
        return value
    exact = value * UNITS[spec.unit]
    return int(exact) if exact == int(exact) else exact


def shown(value: Figure, is_money: bool) -> str:
    """A figure with its measure as a message says it: 6 件, 6060500 元 as 606.05 万元."""
    if not is_money:
        return f"{plain(value)} 件"
    if value and value >= UNITS["万元"]:
        return f"{plain(Decimal(value) / UNITS['万元'])} 万元"
    return f"{plain(value)} {MONEY}"
