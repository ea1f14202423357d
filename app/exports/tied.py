"""Rows that stay together where paper is cut."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol, TypeVar


class Tied(Protocol):
    """A row; ``keep`` ties it to the next one."""

    @property
    def keep(self) -> bool:
        """True where no cut may come behind it."""


Row = TypeVar("Row", bound=Tied)


def groups(rows: Sequence[Row]) -> Iterator[list[Row]]:
    """``rows`` in their order, as the stretches that no cut may part; the last one may end in a tied row."""
    group: list[Row] = []
    for row in rows:
        group.append(row)
        if not row.keep:
            yield group
            group = []
    if group:
        yield group
