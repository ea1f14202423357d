"""The rules on words, made ready: every kind of them is known once this module is loaded, and not before.

The first window needs figures only; what reads texts, with its patterns, comes when somebody asks for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

import app.checks.numbers.kinds
import app.checks.printed.outline
import app.checks.printed.paper
import app.checks.private.kind
import app.checks.words.alike
import app.checks.words.document
import app.checks.words.doubled
import app.checks.words.marks
import app.checks.words.nonwords
import app.checks.words.phrases
import app.checks.words.stutter
import app.checks.words.wording  # noqa: F401 - all of these register their kinds by being loaded
from app.checks import hits
from app.checks.model import Context, Outcome
from app.checks.registry import BadRule, Reader, refuse_unfit
from app.checks.watching import Glances, Same, watched
from app.forms.model import Form, FormKey, Rule
from app.wording.model import Wording


class Reading:
    """One rule on words, ready to read. Where it looked at no figure, its outcomes stand until a text changes."""

    def __init__(self, rule: Rule, reader: Reader) -> None:
        self.rule = rule
        self.reader = reader
        self._known: tuple[Context, tuple[Outcome, ...]] | None = None

    def outcomes(self, context: Context, glances: Glances, same: Same) -> tuple[Outcome, ...]:
        """One failed outcome for each thing found; else one that passed, or could not run."""
        known = self._known  # once: another thread may put its own there meanwhile
        if known is not None and same.as_in(known[0]):
            return known[1]
        glances.any = False
        found = hits.outcomes(self.rule, context, self.reader)
        self._known = None if glances.any else (context, found)
        return found


def read(context: Context) -> tuple[tuple[Outcome, ...], ...]:
    """What every rule on words says, in their order."""
    seen, glances = watched(context)
    same = Same(seen)
    return tuple(
        reading.outcomes(seen, glances, same) for reading in readings(FormKey(context.form), context.around.wording)
    )


@lru_cache(maxsize=16)
def readings(form: FormKey, wording: Wording) -> tuple[Reading, ...]:
    """The rules on words of a form and of the lists in use; ``BadRule`` where one does not fit."""
    return tuple(_readings(form.form, wording))


def _readings(form: Form, wording: Wording) -> Iterator[Reading]:
    rules: Iterable[Rule] = (*form.rules, *(rule for known in wording.lists for rule in known.rules))
    seen: set[str] = set()
    for rule in rules:
        known = refuse_unfit(rule)
        if rule.id in seen:
            raise BadRule(f"规则 {rule.id} 有两条")
        seen.add(rule.id)
        if known.reader is not None:
            yield Reading(rule, known.reader(form, rule, wording))
