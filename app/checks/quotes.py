"""Live numbers that have no figure yet: every passage that quotes cells is looked at, whatever the form says."""

from __future__ import annotations

from collections.abc import Mapping

from app.checks.model import Context, LastYear, Outcome
from app.checks.years import same_cells
from app.domain import live
from app.domain.address import Address
from app.domain.values import Value
from app.forms.model import Form

RULE = "live"  # the rule id of such a check is ``passage.live``
_NAMED = 3  # cells that the sentence names; the others are counted
_Raw = tuple[int, Value, Value]


class Quotes:
    """One passage whose live numbers must have figures: a blank would be printed as a gap."""

    def __init__(self, form: Form, passage: str, cells: tuple[Address, ...]) -> None:
        self.form, self.passage, self.cells = form, passage, cells

    def run(self, context: Context) -> _Raw:
        """0 where every quoted cell has a figure, else 1."""
        return int(any(context.values[address] is None for address in self.cells)), None, None

    def tell(self, context: Context, state: int, _left: Value, _right: Value) -> Outcome:
        """The outcome in words; ``cells`` are the blank ones."""
        section = self.form.section(self.passage)
        place = section.name if section else self.form.preface.heading if self.form.preface else self.passage
        blanks = tuple(address for address in self.cells if context.values[address] is None)
        return Outcome(
            rule=f"{self.passage}.{RULE}",
            section=self.passage,
            place=place,
            severity="error",
            basis="implied",
            status="failed" if state else "passed",
            message=_sentence(self.form, place, blanks) if state else "",
            cells=blanks,
            blanks=blanks,
        )


def quotes(form: Form, passages: Mapping[str, str]) -> tuple[Quotes, ...]:
    """One check for each passage that quotes figures, in the form's order; none where no passage does."""
    found = ((name, live.quoted(passages.get(name, ""), form.spec)) for name in form.passage_ids)
    return tuple(Quotes(form, name, cells) for name, cells in found if cells)


def carried(text: str, last: LastYear, form: Form) -> str:
    """A kept text of last year's report for one in ``form``: live numbers follow the cells that mean the same.

    Where there is none, or its unit is not the one that stands behind the figure, last year's figure stays.
    """
    if live.OPENING not in text:
        return text
    now = {then: name for name, then in same_cells(form, last.form).items()}
    pieces = live.split(text, last.form.spec)
    return "".join(
        piece if isinstance(piece, str) else _now(piece.address, now.get(piece.address), last, form) for piece in pieces
    )


def _now(then: Address, now: Address | None, last: LastYear, form: Form) -> str:
    if now is not None and form.spec(now) == last.form.spec(then):
        return live.marker(now)
    return live.figure(then, last.values, last.form.spec)


def _sentence(form: Form, place: str, blanks: tuple[Address, ...]) -> str:
    named = "、".join(form.cell_label(address) for address in blanks[:_NAMED])
    more = f"等 {len(blanks)} 格" if len(blanks) > _NAMED else ""
    return f"“{place}”引用的数还空着：{named}{more}，现在会印成“{live.GAP}”。"
