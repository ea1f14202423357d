"""Rows that are printed without labels: their figures follow the column headings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from app.imports.fitting import Figures, Fit, How, Row, fit, gather
from app.imports.match import Match
from app.imports.stream import Place


def rows_below(match: Match, start: Place, stop: Place, rows: int, row: Row) -> list[Fit] | None:
    """The figures of ``rows`` rows, each like ``row``, between two places, or None where there are none at all."""
    count = row.count
    figures = gather(match.lines, start, stop)
    groups = [group for group in figures.groups if not (group.with_label and not any(group.cells))]
    filled = [group for group in groups if any(group.cells)]
    if not filled:
        blank = [group for group in groups if group.is_row and len(group.cells) == count]
        return [Fit("cells", ("",) * count)] * rows if len(blank) >= rows else None
    lines = tuple(group.line for group in filled)
    fits = [fit(Figures([group]), row) for group in filled]
    good = [replace(found, how=_how(found)) for found in fits if found.texts is not None]
    if len(good) == rows == len(fits):
        return [replace(found, lines=lines) for found in good]
    flow = fit(Figures(filled), Row(count * rows, row.splitter, row.sums if rows == 1 else ()))
    if flow.texts is None:
        return [Fit("misfit", None, flow.read, lines)] * rows
    starts = range(0, count * rows, count)
    return [Fit(_how(flow), flow.texts[at : at + count], flow.read, lines) for at in starts]


def _how(found: Fit) -> How:
    """Without labels, figures always stand on lines of their own: that alone is no doubt."""
    return "glued" if found.how == "glued" else "cells"


def side_by_side(match: Match, leaves: Sequence[int], columns: Sequence[Mapping[str, int]]) -> list[Fit] | None:
    """One row cut into pieces, each with its own headings (the hits ``leaves``) over its own figures."""
    if len(leaves) != len(columns):
        return None
    if any(match.hits[leaf].key not in names for leaf, names in zip(leaves, columns, strict=True)):
        return None
    texts: tuple[str, ...] = ()
    lines: tuple[int, ...] = ()
    waiting = pieces = 0
    for leaf in leaves:
        waiting += 1
        figures = gather(match.lines, match.hits[leaf].end, match.next(leaf))
        figures.groups = [group for group in figures.groups if any(group.cells)]
        if not figures.groups:
            continue
        piece = fit(figures, Row(waiting, match.splitter))
        if piece.texts is None:
            return None
        texts, waiting, pieces = texts + piece.texts, 0, pieces + 1
        lines += tuple(group.line for group in figures.groups)
    if pieces < 2 or waiting:
        return None
    return [Fit("cells", texts, " ".join(texts), lines)]
