"""The blocks that tell of what was published: the figures that lead, figures side by side, what did not happen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, takewhile

from app.document.story import Lead, Measure, Noughts, Strip
from app.document.story_figures import Figures, noted
from app.document.templates import fill
from app.domain.address import section_of
from app.domain.values import Value, plain
from app.forms.picture import Count, Nought

_MOST_LARGE = 2  # figures that lead the page together
_MOST_PIECES = 30  # blocks of which each is one piece


@dataclass(frozen=True, slots=True)
class Counted:
    """A figure of publishing: ``is_nought`` where nothing that is said of it is more than nought."""

    count: Count
    value: Value
    note: str
    is_nought: bool

    @property
    def says(self) -> str:
        """Its clause in a sentence."""
        template = self.count.says or f"{self.count.label}{{figure}}{self.count.unit}"
        return fill(template, {"figure": plain(self.value or 0)})

    def measure(self) -> Measure:
        """Its figure as it is printed."""
        return Measure(self.count.label, plain(self.value or 0), self.count.unit, self.note, self.value == 0)


def counted(figures: Figures) -> list[Counted]:
    """Every figure of publishing that the form names."""
    return [_counted(figures, count) for count in figures.picture.counts]


def _counted(figures: Figures, count: Count) -> Counted:
    value, beside = figures.sum(count.cells), noted(count)
    note = fill(count.note, {name: figures.shown(cell) for name, cell in beside.items()})
    return Counted(count, value, note, value == 0 and not any(figures.values.get(cell) for cell in beside.values()))


def leading(items: Sequence[Counted]) -> list[Counted]:
    """The figures at the head of the page: those that belong together, else the first that are not nought."""
    shown = [item for item in items if not item.is_nought]
    first = next((item.count.lead for item in shown if item.count.lead), "")
    return [item for item in items if item.count.lead == first] if first else shown[:_MOST_LARGE]


def lead(figures: Figures, items: Sequence[Counted]) -> Iterator[Lead]:
    """The leading figures, with a block for each piece where the form says that one is one."""
    found = leading(items)
    if not found:
        return
    pieces = next((item for item in found if item.count.pieces and item.value), None)
    squares = int(pieces.value or 0) if pieces else 0
    note = ""
    if pieces and 1 < squares <= _MOST_PIECES:
        note = figures.words("lead", "pieces", unit=pieces.count.unit)
    source = "　".join(filter(None, [_source(figures, found), found[0].count.source]))
    title = found[0].count.lead or figures.picture.title
    measures, counted = tuple(item.measure() for item in found), found.index(pieces) if pieces else 0
    yield Lead(title, source, measures, squares if note else 0, counted, note)


def strip(figures: Figures, items: Sequence[Counted], title: str = "") -> Iterator[Strip]:
    """Figures side by side; noughts among them are told in a line, unless there is nothing else.

    ``title`` where the one of the picture is taken.
    """
    shown = [item for item in items if not item.is_nought] or list(items)
    if not shown:
        return
    zero = [item.count.name for item in items if item not in shown]
    line = figures.words("counts", "zero", names="、".join(zero)) if zero else ""
    yield Strip(title or figures.picture.title, _source(figures, shown), tuple(item.measure() for item in shown), line)


def _source(figures: Figures, items: Sequence[Counted]) -> str:
    """The part of the report that they stand in, where it is one."""
    found = {section_of(cell) for item in items for cell in item.count.cells}
    return figures.part(found.pop()) if len(found) == 1 else ""


def missed(figures: Figures) -> list[Nought]:
    """What the form asks for and did not happen."""
    return [item for item in figures.picture.noughts if not any(figures.values.get(name) for name in item.cells)]


def missed_words(figures: Figures) -> str:
    """The same as clauses of a sentence; those of one table go together: 没有行政复议和诉讼."""
    clauses = []
    for _, group in groupby(missed(figures), key=lambda item: section_of(item.cells[0])):
        says = [item.says for item in group]
        head = _shared(says) if len(says) > 1 else ""
        both = figures.words("finding", "and") if head else "，"
        clauses.append(head + both.join(text[len(head) :] for text in says))
    return "，".join(clauses)


def _shared(texts: Sequence[str]) -> str:
    """What all of them begin with."""
    alike = takewhile(lambda signs: len(set(signs)) == 1, zip(*texts, strict=False))
    return "".join(signs[0] for signs in alike)


def cases(figures: Figures) -> list[str]:
    """What of it did happen, as clauses of a sentence."""
    happened = (item for item in figures.picture.noughts if any(figures.values.get(name) for name in item.cells))
    return [f"{item.label}{plain(figures.sum(item.cells) or 0)}{item.unit}" for item in happened]


def noughts(figures: Figures, items: Sequence[Counted], line: str) -> Iterator[Noughts]:
    """What did not happen, said plainly; ``line`` are the years in words."""
    large = tuple(Measure(item.label, "0", item.unit, item.note, True) for item in missed(figures))
    small = tuple(Measure(item.count.name, "0", item.count.unit, is_nought=True) for item in items if item.is_nought)
    if large or small:
        words = figures.words
        yield Noughts(words("noughts", "title"), words("noughts", "note"), large, small, line)
