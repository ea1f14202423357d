"""Where a line of a table may be drawn in one go."""

from __future__ import annotations

from collections.abc import Iterator, Sequence


def stretches(flags: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """The runs of True, as (first, one past the last)."""
    start = None
    for at, flag in enumerate([*flags, False]):
        if flag and start is None:
            start = at
        elif not flag and start is not None:
            yield start, at
            start = None
