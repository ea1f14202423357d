"""The labels of one table as a reader meets them, and the best reading of where each stands on the paper."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from app.forms.model import Block, Node, Section
from app.imports.stream import Hit
from app.imports.words import key, variants

ItemKind = Literal["band", "group", "row"]


@dataclass(frozen=True, slots=True, eq=False)
class Item:
    """A band, a group of rows or a row, numbered in reading order; ``names`` are its keys with their sureness."""

    number: int
    kind: ItemKind
    block: int
    label: str
    names: dict[str, int]
    node: Node | None = None
    parent: int | None = None


@dataclass(frozen=True)
class Labels:
    """All labels of a table section, ready for matching. ``columns[b][c]`` are the keys of a column of block ``b``."""

    items: tuple[Item, ...]
    columns: tuple[tuple[dict[str, int], ...], ...]
    heads: frozenset[str]

    @property
    def keys(self) -> set[str]:
        """Every key that any label may be written as."""
        names = {name for item in self.items for name in item.names}
        return names | self.heads | {name for block in self.columns for column in block for name in column}


@lru_cache(maxsize=64)
def labels_of(section: Section) -> Labels:
    """The labels of ``section``."""
    return Labels(
        items=tuple(_items(section)),
        columns=tuple(
            tuple(variants(leaf.label, leaf.aliases) for leaf in block.column_leaves()) for block in section.blocks
        ),
        heads=frozenset(_heads(section)),
    )


def has_labels(block: Block) -> bool:
    """False where the rows of a block are printed without labels."""
    return any(node.label for root in block.rows for node in root.walk())


def _items(section: Section) -> Iterator[Item]:
    number = 0
    for index, block in enumerate(section.blocks):
        if key(block.band):
            yield Item(number, "band", index, block.band, variants(block.band))
            number += 1
        if not has_labels(block):
            continue
        for node, parent in _walk(block.rows, None, number):
            kind: ItemKind = "group" if node.children else "row"
            yield Item(number, kind, index, node.label, variants(node.label, node.aliases), node, parent)
            number += 1


def _walk(nodes: Sequence[Node], parent: int | None, first: int) -> Iterator[tuple[Node, int | None]]:
    """Every row node with the item number of its parent, parents first."""
    for node in nodes:
        yield node, parent
        if node.children:
            yield from _walk(node.children, first, first + 1)
        first += sum(1 for _ in node.walk())


def _heads(section: Section) -> Iterator[str]:
    for block in section.blocks:
        if key(block.corner):
            yield key(block.corner)
        for root in block.columns:
            for node in root.walk():
                if node.children and key(node.label):
                    yield from variants(node.label, node.aliases)


def best_chain(labels: Labels, hits: Sequence[Hit], score: Callable[[Item, int, int], int]) -> dict[int, int]:
    """The items in their official order over the hits in their printed order, with the highest sum of scores.

    ``score(item, hit index, sureness)`` values one reading. Returns item number -> hit index.
    """
    by_key: dict[str, list[tuple[Item, int]]] = {}
    for item in labels.items:
        for name, sure in item.names.items():
            by_key.setdefault(name, []).append((item, sure))
    count = len(labels.items)
    best: list[tuple[int, _Step | None]] = [(0, None)] * (count + 1)  # best[i]: over items numbered below i
    for index, hit in enumerate(hits):
        grown: list[tuple[int, int, _Step]] = []
        for item, sure in by_key.get(hit.key, ()):
            points, before = best[item.number]
            grown.append((item.number, points + score(item, index, sure), _Step(item, index, before)))
        for number, points, step in grown:
            for above in range(number + 1, count + 1):
                if points <= best[above][0]:
                    break
                best[above] = (points, step)
    chain: dict[int, int] = {}
    last: _Step | None = best[count][1]
    while last is not None:
        chain[last.item.number] = last.hit
        last = last.before
    return chain


@dataclass(frozen=True, slots=True)
class _Step:
    item: Item
    hit: int
    before: _Step | None
