"""Rules that find what a test says, through the same registry, engine and answers as all others."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import pytest

from app.checks import fixing
from app.checks.model import Around, Context, Hit, Spot
from app.checks.readers import readings
from app.checks.registry import KINDS, Kind, Reader
from app.domain.address import Address
from app.editing.session import Session
from app.forms.model import Form, Rule, Severity
from app.wording.model import Wording, Wordlist

KIND = "as_a_test_says"


@dataclass(frozen=True)
class Sought:
    """Words that are found wherever they stand (none: the text ``section`` as a whole, or ``cells``)."""

    words: str
    message: str = "这里疑有笔误"
    severity: Severity = "warning"
    new: str = ""
    ways: tuple[str, ...] = ()
    cells: tuple[Address, ...] = ()
    section: str = ""
    law: str = ""


def seek(session: Session, patch: pytest.MonkeyPatch, *sought: Sought) -> None:
    """From now on the rules on words of ``session`` find these and nothing else."""
    readings  # noqa: B018  # whose module knows all kinds
    figures = tuple(rule for rule in session.form.rules if KINDS[rule.kind].reader is None)
    session.form = replace(session.form, rules=figures)
    patch.setitem(KINDS, KIND, Kind({}, {}, frozenset(), reader=_maker(sought)))
    rules = tuple(
        Rule(f"rule{number}", KIND, item.severity, "advice", item.message, {}) for number, item in enumerate(sought)
    )
    session.reload(session.last, Around(wording=Wording((Wordlist("tried", "试", rules),))))


class _maker:  # noqa: N801 - a function with a memory
    def __init__(self, sought: Sequence[Sought]) -> None:
        self._sought = sought

    def __call__(self, form: Form, rule: Rule, wording: Wording) -> Reader:
        item = self._sought[int(rule.id.removeprefix("rule"))]
        return lambda context: _hits(context, item)


def _hits(context: Context, item: Sought) -> Iterator[Hit]:
    if not item.words:
        yield Hit(item.section, cells=item.cells, law=item.law)
        return
    for passage, text in context.passages.items():
        at = text.find(item.words)
        while at >= 0:
            spot = Spot(passage, at, at + len(item.words), item.words)
            fix = fixing.replacing(context, spot, item.new, f"改为“{item.new}”") if item.new else None
            made = [fixing.replacing(context, spot, way, f"改为“{way}”") for way in item.ways]
            choices = tuple(way for way in made if way is not None)
            yield Hit(passage, cells=item.cells, spots=(spot,), fix=fix, choices=choices, law=item.law)
            at = text.find(item.words, spot.end)
