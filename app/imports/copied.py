"""A copied block taken apart: where its labels, its headings and its figures are."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass

from app.domain.units import stated_unit
from app.editing.matrix import COVERED, Matrix
from app.imports.fitting import looks_like_values
from app.imports.words import fold, is_chinese, key


def is_word(text: str | None, known: Set[str] = frozenset()) -> bool:
    """True for a label or a heading; False for figures, also those that cannot be read, and for blanks.

    ``known`` are the keys of the table's own labels: some are a single sign.
    """
    if not text or looks_like_values(fold(text)):
        return False
    return sum(map(is_chinese, text)) >= 2 or key(text) in known


@dataclass(frozen=True, slots=True)
class Parts:
    """A matrix taken apart: ``heads`` the heading over each figure column (None: no heading rows), and the ``rows``.

    ``labels[i]`` are the labels of row ``i``, outermost first; ``lines[i]`` is its line in what was copied.
    """

    heads: tuple[str, ...] | None
    labels: tuple[tuple[str, ...], ...]
    rows: tuple[tuple[str, ...], ...]
    lines: tuple[int, ...]
    first: int  # the first figure column
    unsure: bool  # blank columns at both ends: where the figures begin is a guess
    unit: str | None  # what a caption over the headings states (单位：万元)

    @classmethod
    def of(cls, copied: Matrix, known: Set[str], room: tuple[int, int]) -> Parts:
        """Finds the figures: label columns and heading rows hold words and no figures.

        ``room`` is how many label columns and how many columns of figures the table has.
        """
        filled = [[(text or "") for text in row] for row in copied.rows]
        has_figure = [any(text and not is_word(text, known) for text in row) for row in filled]
        first = _label_columns(filled, has_figure, known)
        top = _heading_rows(filled, has_figure, first)
        body = [(number, filled[number]) for number in range(top, len(filled)) if any(filled[number])]
        labels = tuple(tuple(text for text in row[:first] if text) for _, row in body)
        keep = [n for n, (_, row) in enumerate(body) if any(row[first:]) or labels[n]]
        first, end, unsure = _figure_columns(copied, filled, [number for number, _ in body], first, room)
        heads = tuple(_lowest(filled[:top], column) for column in range(first, end)) if top else None
        return cls(
            heads,
            tuple(labels[n] for n in keep),
            tuple(tuple(_squares(copied, body[n][0], first, end)) for n in keep)
            if any(has_figure[body[n][0]] for n in keep)
            else (),
            tuple(body[n][0] for n in keep),
            first,
            unsure,
            next(
                (unit for row in filled[:top] for text in row if "单位" in text and (unit := stated_unit(text))), None
            ),
        )


def _squares(copied: Matrix, row: int, first: int, end: int) -> list[str]:
    """The figures of a row; blanks stand for what merged squares cover."""
    return [text or "" for text in copied.rows[row][first:end]]


def _label_columns(filled: Sequence[Sequence[str]], has_figure: Sequence[bool], known: Set[str]) -> int:
    """How many columns at the left hold labels."""
    count = 0
    for column in range(len(filled[0]) if filled else 0):
        texts = [(row[column], figures) for row, figures in zip(filled, has_figure, strict=True) if row[column]]
        if any(not is_word(text, known) for text, _ in texts):
            break
        if any(figures for _, figures in texts):
            count = column + 1
    return count


def _heading_rows(filled: Sequence[Sequence[str]], has_figure: Sequence[bool], first: int) -> int:
    """How many rows at the top hold headings of figure columns, or titles above those."""
    count = 0
    for number, row in enumerate(filled):
        if has_figure[number]:
            break
        if any(row[first:]):
            count = number + 1
    return count


def _figure_columns(
    copied: Matrix, filled: Sequence[Sequence[str]], body: Sequence[int], first: int, room: tuple[int, int]
) -> tuple[int, int, bool]:
    """Where the figures begin and end, and whether blanks leave a doubt about that.

    ``room`` is how many label columns and how many columns of figures the table has. Columns that only labels cover
    hold none, nor do blank ones that are too many.
    """
    labels, most = room
    end = copied.width
    while 0 < first < end and all(copied.rows[row][first] is COVERED for row in body):
        first += 1
    blank = [not any(row[column] for row in filled) for column in range(end)]
    before = next((n for n, is_blank in enumerate(blank[first:]) if not is_blank), 0) if first else 0
    if 0 < labels - first <= before and end - labels >= most:  # the labels of the printed table, merged
        first, before = labels, 0
    behind = next((n for n, is_blank in enumerate(reversed(blank[first:])) if not is_blank), 0)
    many = max(end - first - most, 0)
    if many and behind >= many:
        return first, end - many, before >= many
    return (first + many, end, False) if before >= many else (first, end, False)


def _lowest(rows: Sequence[Sequence[str]], column: int) -> str:
    return next((row[column] for row in reversed(rows) if row[column]), "")
