"""Where the labels of one table stand on the paper, and which figures stand behind each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from app.checks.totals import parts_of
from app.forms.model import Block, Section
from app.imports.fitting import Figures, Fit, Row, fit, gather, looks_like_values
from app.imports.labels import Item, Labels, best_chain, labels_of
from app.imports.sheet import Line
from app.imports.splitting import Splitter, Sums
from app.imports.stream import Hit, Place, Stream
from app.imports.words import key, likeness

_ALIKE = 0.72
_MOST_PIECES, _LONGEST_PIECE = 300, 80  # a damaged label stands near its place, and is no sentence
_FIT_SCORE = {"cells": 100, "words": 100, "glued": 60, "apart": 50, "misfit": 12, "none": 10}


class Match:
    """The labels of ``section`` between ``start`` and ``stop``.

    ``hits`` are all labels met, in printed order; ``chain`` maps the number of an item to the index of its hit.
    """

    def __init__(
        self, section: Section, lines: Sequence[Line], start: Place, stop: Place, splitter: Splitter | None = None
    ) -> None:
        self.section, self.lines, self.start, self.stop = section, lines, start, stop
        self.splitter = splitter or Splitter()
        self.labels: Labels = labels_of(section)
        self.hits: list[Hit] = Stream(lines, start, stop).hits(self.labels.keys)
        self._rows = [_row(block, self.splitter) for block in section.blocks]
        self._figures: dict[tuple[int, str], Figures] = {}
        self.chain = best_chain(self.labels, self.hits, self._score)
        if alike := self._look_alikes():
            self._take_in(alike)

    def hit(self, item: Item) -> Hit | None:
        """Where ``item`` stands, or None."""
        return self.hits[self.chain[item.number]] if item.number in self.chain else None

    def before(self, item: Item) -> Item | None:
        """The nearest item above ``item`` that was met."""
        above = max((number for number in self.chain if number < item.number), default=None)
        return None if above is None else self.labels.items[above]

    def after(self, item: Item) -> Item | None:
        """The nearest item below ``item`` that was met."""
        below = min((number for number in self.chain if number > item.number), default=None)
        return None if below is None else self.labels.items[below]

    def next(self, index: int) -> Place:
        """Where the label after a hit starts, or the end of the table's part of the paper."""
        return self.hits[index + 1].start if index + 1 < len(self.hits) else self.stop

    def figures(self, item: Item, index: int | None = None) -> Figures:
        """The figures behind ``item``, up to the next label of any kind; ``index`` is another hit to read it at."""
        index = self.chain[item.number] if index is None else index
        hit = self.hits[index]
        whole = key(item.label)
        cut = whole.find(hit.key)
        rest = whole[cut + len(hit.key) :] if cut >= 0 else ""
        if (index, rest) not in self._figures:
            self._figures[index, rest] = gather(self.lines, hit.end, self.next(index), rest)
        return self._figures[index, rest]

    def fit(self, item: Item, index: int | None = None) -> Fit:
        """The figures behind ``item`` against all columns of its block."""
        return fit(self.figures(item, index), self.row(item.block))

    def row(self, block: int) -> Row:
        """What is known of every row of a block."""
        return self._rows[block]

    def _score(self, item: Item, index: int, sure: int) -> int:
        if item.kind == "band":
            return 5 + sure
        if item.kind == "group":
            return 2 + sure
        return _FIT_SCORE[self.fit(item, index).how] + sure

    # ---- labels that are not written quite as they should be

    def _look_alikes(self) -> list[Hit]:
        """Hits for rows that were not met under their own words: alike, and standing where the row must stand."""
        found: dict[Place, Hit] = {}
        for item in self.labels.items:
            if item.number in self.chain or item.kind == "band":
                continue
            above, below = self.before(item), self.after(item)
            if above is None and below is None:
                continue
            start = self.hits[self.chain[above.number]].end if above else self.start
            stop = self.hits[self.chain[below.number]].start if below else self.stop
            pieces = [piece for piece in islice(self._pieces(start, stop), _MOST_PIECES) if piece[1] not in found]
            best = max(pieces, key=lambda piece: _likeness(item, piece[0]), default=None)
            if best is not None and _likeness(item, best[0]) >= _ALIKE:
                found[best[1]] = Hit(key(item.label), best[1], best[2])
        return list(found.values())

    def _pieces(self, start: Place, stop: Place) -> Iterator[tuple[str, Place, Place]]:
        """The texts between two places, without the figures behind them, each with where it stands."""
        for number in range(start.line, min(stop.line + 1, len(self.lines))):
            for cell, text in enumerate(self.lines[number].cells):
                if len(text) > _LONGEST_PIECE or not start < Place(number, cell, 1) < stop:
                    continue
                words = text.split()
                while words and looks_like_values(words[-1]):
                    words.pop()
                if words and key("".join(words)):
                    end = text.rindex(words[-1]) + len(words[-1])
                    yield text[:end], Place(number, cell, 0), Place(number, cell, end)

    def _take_in(self, found: list[Hit]) -> None:
        """Puts new hits among the others and drops those they cover."""
        kept = [hit for hit in self.hits if not any(new.start <= hit.start < new.end for new in found)]
        self.hits = sorted([*kept, *found], key=lambda hit: hit.start)
        self._figures.clear()
        self.chain = best_chain(self.labels, self.hits, self._score)


def _likeness(item: Item, text: str) -> float:
    piece = key(text)
    return max((likeness(piece, name, _ALIKE) for name in item.names if len(name) >= 4), default=0.0)


def _row(block: Block, splitter: Splitter) -> Row:
    columns = block.column_leaves()
    signed = tuple(column.spec.kind == "signed" for column in columns)
    return Row(len(columns), splitter, _sums(block), signed)


def _sums(block: Block) -> Sums:
    """The totals along a row: the column of each with the columns that it adds."""
    columns = block.column_leaves()
    at = {id(column): number for number, column in enumerate(columns)}
    return tuple(
        (at[id(column)], tuple(at[id(part)] for part in parts_of(column, block.columns)))
        for column in columns
        if column.sums
    )
