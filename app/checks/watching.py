"""Which figures a rule on words has looked at: what looked at none says the same until a text changes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TypeVar

from app.checks.model import Context

Key = TypeVar("Key")
Held = TypeVar("Held")


class Glances:
    """``any`` is True once a figure of the watched context was asked for."""

    __slots__ = ("any",)

    def __init__(self) -> None:
        self.any = False


class _Watched(Mapping[Key, Held]):
    """A mapping that notes every look at it."""

    __slots__ = ("_glances", "_held")

    def __init__(self, held: Mapping[Key, Held], glances: Glances) -> None:
        self._held, self._glances = held, glances

    def __getitem__(self, key: Key) -> Held:
        self._glances.any = True
        return self._held[key]

    def __iter__(self) -> Iterator[Key]:
        self._glances.any = True
        return iter(self._held)

    def __len__(self) -> int:
        self._glances.any = True
        return len(self._held)


def watched(context: Context) -> tuple[Context, Glances]:
    """``context`` for readers, and what notes whether one of them looked at a figure of this year."""
    glances = Glances()
    report = replace(context.report, cells=_Watched(context.report.cells, glances))
    values, waiting = _Watched(context.values, glances), _Watched(context.waiting, glances)
    return context._replace(values=values, waiting=waiting, report=report), glances


class Same:
    """Whether the texts are what they were; compared once for all rules that remember the same time."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._compared: Context | None = None
        self._is = False

    def as_in(self, known: Context) -> bool:
        """True where nothing but figures of this year can tell ``known`` from the context at hand."""
        if known is not self._compared:
            self._compared, self._is = known, _same_texts(known, self._context)
        return self._is


def _same_texts(one: Context, other: Context) -> bool:
    return (
        one.passages == other.passages
        and one.report.passages == other.report.passages
        and one.report.key == other.report.key
        and one.last is other.last
        and one.around is other.around
    )
