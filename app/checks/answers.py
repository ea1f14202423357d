"""Reasons given for findings: which finding one belongs to, and whether it still holds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING
from zlib import crc32

from app.domain.address import Address
from app.domain.report import Answer, answer_key
from app.domain.values import plain

if TYPE_CHECKING:
    from app.checks.model import Context, Outcome, Spot

_STOPS = "。；！？\n"


def mark_of(spots: Sequence[Spot], section: str) -> str:
    """What tells a finding in a text from its neighbours, wherever in the text it has moved to."""
    return "|".join(f"{spot.passage}:{spot.quote}" for spot in spots) or section


_OF = "#"


def in_sentence(mark: str, ground: str) -> str:
    """``mark`` for words in a sentence: the same slip in two sentences is two findings, each with its own answer."""
    return f"{mark}{_OF}{ground}"


def bare(mark: str) -> str:
    """``mark`` without the sentence it stands in."""
    return mark.rpartition(_OF)[0] or mark


def ground(context: Context, cells: Sequence[Address], spots: Sequence[Spot], more: str = "") -> str:
    """What a finding stands on, as a short digest: the figures of its cells and the sentences around its spots."""
    figures = [f"{name}={plain(value)}" for name in cells if (value := context.values.get(name)) is not None]
    sentences = [_sentence(context.passages.get(spot.passage, ""), spot) for spot in spots]
    told = "\0".join((*cells, *figures, *sentences, more)).encode("utf-8", "replace")
    return f"{crc32(told):08x}{crc32(told[::-1]):08x}"  # nobody forges it, and the first page need not load OpenSSL


def standing(context: Context, outcome: Outcome) -> Answer | None:
    """The answer to a failed outcome, where one was given that still holds; an error takes none."""
    if outcome.severity == "error" or not context.report.answers:
        return None
    answer = context.report.answers.get(answer_key(outcome.rule, outcome.mark))
    return answer if answer is not None and answer.ground == outcome.ground else None


def _sentence(text: str, spot: Spot) -> str:
    start, end = 0, len(text)
    for stop in _STOPS:  # each is looked for only as far as the nearest one before it
        start = max(start, text.rfind(stop, start, spot.start) + 1)
        at = text.find(stop, spot.end, end)
        end = at if at >= 0 else end
    return "".join(text[start:end].split())
