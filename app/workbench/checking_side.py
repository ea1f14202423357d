"""What stands beside the chosen finding of the 校核 page: its figures as a small table, its sentence, ways to mend it.

Pure, and made for one item at a time; ``Ways`` searches, so it is asked when the hands rest.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import Literal

from app.checks.engine import CheckResult, check
from app.checks.model import Context, Finding, Outcome, Relation, Term
from app.checks.repair import Repair, Repairs, find
from app.checks.repair_words import Offer, offer
from app.checks.years import same_cells
from app.domain import live
from app.domain.address import Address, section_of
from app.domain.report import Report
from app.domain.values import Value, ValueSpec, write_with_unit
from app.forms.model import Form
from app.workbench.checking import Item, Page

RowKind = Literal["term", "sum", "gap"]
PieceKind = Literal["", "spot", "old", "new"]
_AROUND = 160  # signs of a long paragraph that are shown before and after the place
_MANY = 12  # cells of one finding that are listed
_CUT = "……"


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: a summand, a sum (strong) or the gap (red)."""

    label: str
    figure: str
    kind: RowKind = "term"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a paragraph: plain, the place that is meant, or what a fix takes out (``old``) and puts in."""

    text: str
    kind: PieceKind = ""


@dataclass(frozen=True, slots=True)
class Side:
    """``rows`` are the figures of an item, ``text`` its paragraph, ``fixed`` what the certain fix makes of that."""

    title: str
    rows: tuple[Row, ...] = ()
    text: tuple[Piece, ...] = ()
    fixed: tuple[Piece, ...] = ()
    note: str = ""

    @property
    def spoken(self) -> str:
        """All of it for a screen reader."""
        parts = [self.title, *(f"{row.label} {row.figure}" for row in self.rows), "".join(p.text for p in self.text)]
        return "，".join(part for part in parts if part)


def side(item: Item, result: CheckResult) -> Side:
    """What to show of one item."""
    context, finding = result.context, item.finding
    title = item.finding.place or item.where
    if item.outcome is not None and item.outcome.relation is not None:
        named = title if title.endswith(("列", "行")) else f"“{title}”"
        return Side(f"{named}，表里是这样", tuple(_relation(context, item.outcome, item.outcome.relation)))
    if finding.is_gap:
        return Side(f"空着的 {len(finding.cells)} 格", tuple(_blanks(context.form, finding)))
    rows = tuple(_cells(context, finding))
    if finding.spots:
        return Side(item.where, rows, excerpt(context, finding), _fixed(context, finding))
    section = context.form.section(finding.section)
    hint = section.hint if section is not None and item.deed("write") is not None else ""
    return Side(item.where, rows, note=hint or ("" if rows else _belongs(item)))


def _belongs(item: Item) -> str:
    """Where it is put right, of what has neither figures nor words to show; "" of the report as a whole."""
    deed = item.deed("write") or item.deed("locate")
    return f"在“{item.where}”里，按“{deed.button}”就到那里。" if deed is not None else ""


# --------------------------------------------------------------------------------------------------------- figures


def _relation(context: Context, outcome: Outcome, relation: Relation) -> Iterator[Row]:
    yield from _terms(context, relation, relation.left, outcome.left, relation.left_says, outcome.lhs)
    yield from _terms(context, relation, relation.right, outcome.right, relation.right_says, outcome.rhs)
    if outcome.gap is not None:
        yield Row("相差", _figure(outcome.gap, _spec(context.form, relation.left[0].address)), "gap")


def _terms(
    context: Context, relation: Relation, terms: tuple[Term, ...], values: tuple[Value, ...], says: str, total: Value
) -> Iterator[Row]:
    form = context.form
    for term, value in zip(terms, values, strict=True):
        lead = "上年 " if term.last else "减 " if term.sign < 0 else ""
        yield Row(lead + _name(form, relation, term.address), _figure(value, _spec(form, term.address)))
    if len(terms) > 1:
        yield Row(says or "合计", _figure(total, _spec(form, terms[0].address)), "sum")


def _name(form: Form, relation: Relation, address: Address) -> str:
    """The part of the cell's name that is not the place of the relation: 一、本年新收 in 自然人列."""
    row, column = form.cell_names(address)
    short = row if relation.direction == "column" else column
    return short or form.cell_label(address)


def _spec(form: Form, address: Address) -> ValueSpec | None:
    return form.spec(address)


def _figure(value: Value, spec: ValueSpec | None) -> str:
    return (write_with_unit(value, spec) if spec is not None else "" if value is None else str(value)) or "空"


def _blanks(form: Form, finding: Finding) -> Iterator[Row]:
    for address in finding.cells[:_MANY]:
        yield Row(form.cell_label(address), "空")
    if len(finding.cells) > _MANY:
        yield Row(f"另有 {len(finding.cells) - _MANY} 格", "空")


def _cells(context: Context, finding: Finding) -> Iterator[Row]:
    """The figures it speaks of, each with last year's where the finding rests on it."""
    then = same_cells(context.form, context.last.form) if context.last is not None else {}
    for address in finding.cells[:_MANY]:
        spec = _spec(context.form, address)
        yield Row(context.form.cell_label(address), _figure(context.values.get(address), spec))
        if not finding.spots and address in then:
            yield Row("上年", _figure(context.last_values.get(then[address]), spec))
    if finding.gap is not None and len(finding.cells) > 0:
        yield Row("相差", _figure(finding.gap, _spec(context.form, finding.cells[0])), "gap")


# ----------------------------------------------------------------------------------------------------------- texts


def excerpt(context: Context, finding: Finding) -> tuple[Piece, ...]:
    """The paragraph in which the finding stands, its places marked; the ends of a long one are left out."""
    first = finding.spots[0]
    text = context.passages.get(first.passage, "")
    begin, end = _paragraph(text, first.start, first.end)
    spots = sorted((s.start, s.end) for s in finding.spots if s.passage == first.passage and begin <= s.start < end)
    pieces: list[Piece] = []
    at = max(begin, first.start - _AROUND)
    stop = min(end, max([first.end, *(last for _, last in spots)]) + _AROUND)
    if at > begin:
        pieces.append(Piece(_CUT))
    for start, last in spots:
        if start >= at:
            pieces += [Piece(text[at:start]), Piece(text[start : min(last, end)], "spot")]
            at = min(last, end)
    pieces.append(Piece(text[at:stop]))
    if stop < end:
        pieces.append(Piece(_CUT))
    return tuple(piece for piece in pieces if piece.text)


def _paragraph(text: str, start: int, end: int) -> tuple[int, int]:
    after = text.find("\n", end)
    return text.rfind("\n", 0, start) + 1, len(text) if after < 0 else after


def _fixed(context: Context, finding: Finding) -> tuple[Piece, ...]:
    """What the certain fix makes of that paragraph: what goes struck out, what comes beside it."""
    passage = finding.spots[0].passage
    edits = finding.fix.edits.get(passage, ()) if finding.fix is not None else ()
    kept = context.report.passages.get(passage, "")
    if not edits or any(kept[edit.start : edit.end] != edit.old for edit in edits):
        return ()
    begin, end = _paragraph(kept, edits[0].start, edits[-1].end)
    pieces: list[Piece] = []
    at = max(begin, edits[0].start - _AROUND)
    if at > begin:
        pieces.append(Piece(_CUT))
    for edit in edits:
        pieces += [Piece(_read(context, kept[at : edit.start])), Piece(edit.old, "old"), Piece(edit.new, "new")]
        at = edit.end
    stop = min(end, at + _AROUND)
    pieces.append(Piece(_read(context, kept[at:stop])))
    if stop < end:
        pieces.append(Piece(_CUT))
    return tuple(piece for piece in pieces if piece.text)


def _read(context: Context, text: str) -> str:
    return live.resolve(text, context.values, context.form.spec)


# ------------------------------------------------------------------------------------------------------------ ways


@dataclass(slots=True)
class Ways:
    """The ways to balance the tables of one checked report; a table is searched when one of its items first asks."""

    report: Report
    result: CheckResult
    suspects: Collection[Address] = ()
    _known: dict[str, Repairs] = field(default_factory=dict)
    _gone: dict[str, frozenset[str]] = field(default_factory=dict)
    _offers: dict[str, Offer | None] = field(default_factory=dict)  # each is asked for by every other item

    def of(self, item: Item) -> Offer | None:
        """What would balance the relation of ``item``; None where it is none, or nothing small would."""
        outcome = item.outcome
        if outcome is None or outcome.relation is None or not item.finding.is_open:
            return None
        if item.finding.section not in self._known:
            section = self.result.context.form.section(item.finding.section)
            mine = frozenset(name for name in self.suspects if section_of(name) == item.finding.section)
            self._known[item.finding.section] = (
                find(self.report, self.result, section, mine) if section is not None else Repairs()
            )
        key = f"{outcome.rule}/{outcome.relation.cells[0]}"
        if key not in self._offers:
            self._offers[key] = offer(self.result.context.form, self._known[item.finding.section].of(key))
        return self._offers[key]

    def stands(self, repair: Repair, section: str) -> bool:
        """Whether it was offered for the figures as they are."""
        return any(repair in cause.repairs for cause in self._known.get(section, Repairs()).causes)

    def settles(self, item: Item, repair: Repair) -> frozenset[str]:
        """What else is said no longer once ``repair`` is done: (rule, sentence) of each, as ``sign`` says it."""
        if item.key not in self._gone:
            context = self.result.context
            after = check(context.form, self.report.with_cells(repair.cells), context.last, context.around)
            stay = {sign(finding) for finding in after.findings}
            self._gone[item.key] = frozenset(sign(f) for f in self.result.findings if sign(f) not in stay)
        return self._gone[item.key]

    def goes_with(self, item: Item, page: Page) -> str:
        """改好第 1 处，这里就对上了: what the sure way of a must of ``page`` puts right as well; "" for none."""
        for other in page.of("error") if item.group != "error" else ():
            offer = self.of(other)
            if offer is not None and offer.sure and sign(item.finding) in self.settles(other, offer.best[0]):
                return f"改好第 {other.number} 处，这里就对上了"
        return ""


def sign(finding: Finding) -> str:
    """By which a finding is known in two checks of the same report."""
    return f"{finding.rule}|{finding.mark}"
