"""Two things timed in turn, A B A B, so that a busy machine slows both alike."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from time import perf_counter, process_time


@dataclass(frozen=True, slots=True)
class Pair:
    """Medians of both sides, and the median of the ratios of neighbours."""

    ours: float
    theirs: float
    ratio: float


def compare(ours: Sequence[float], theirs: Sequence[float]) -> Pair:
    """Of figures taken in turn: ``ours[i]`` just before ``theirs[i]``."""
    ratios = [mine / other for mine, other in zip(ours, theirs, strict=True)]
    return Pair(statistics.median(ours), statistics.median(theirs), statistics.median(ratios))


def alternate(ours: Callable[[], object], theirs: Callable[[], object], *, rounds: int, calls: int) -> Pair:
    """Seconds per call of two functions, ``calls`` of each in every round, after one round to warm up."""
    pairs = [(per_call(ours, calls), per_call(theirs, calls)) for _ in range(rounds + 1)]
    return compare(*zip(*pairs[1:], strict=True))


def per_call(function: Callable[[], object], calls: int) -> float:
    """Seconds of one call, over ``calls`` of them."""
    begin = perf_counter()
    for _ in range(calls):
        function()
    return (perf_counter() - begin) / calls


def least_cpu(function: Callable[[], object], rounds: int) -> float:
    """The least CPU seconds of one call, after one to warm up: what else runs on the machine does not count."""
    function()
    taken = []
    for _ in range(rounds):
        begin = process_time()
        function()
        taken.append(process_time() - begin)
    return min(taken)


def percentile(values: Sequence[float], percent: float) -> float:
    """The value that ``percent`` of all do not exceed (nearest rank, never flattering)."""
    ordered = sorted(values)
    rank = -(-len(ordered) * percent // 100)
    return ordered[max(int(rank) - 1, 0)]
