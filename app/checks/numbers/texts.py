"""The paragraphs of one check, cut once for all rules on numbers."""

from __future__ import annotations

from app.checks.model import Context
from app.checks.numbers.numerals import numbers
from app.checks.words import sentences
from app.checks.words.sentences import Paragraph

_Cut = tuple[Context, tuple[Paragraph, ...], tuple[Paragraph, ...]]
_last: list[_Cut] = []  # of the check that runs, so that a dozen rules do not cut the same texts


def paragraphs(context: Context) -> tuple[Paragraph, ...]:
    """Every paragraph of the report."""
    return _cut(context)[1]


def with_figures(context: Context) -> tuple[Paragraph, ...]:
    """The paragraphs that state a quantity."""
    return _cut(context)[2]


def _cut(context: Context) -> _Cut:
    for known in _last:
        if known[0] is context:
            return known
    every = tuple(sentences.paragraphs(context))
    made = context, every, tuple(part for part in every if numbers(part.text))
    _last[:] = [made]
    return made
