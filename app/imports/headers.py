"""The column headings of one block as printed: are they the form's, and which unit do they state?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from app.domain.units import stated_unit
from app.forms.model import Block, Node
from app.imports.fitting import looks_like_values
from app.imports.sheet import Line
from app.imports.stream import Hit, Place
from app.imports.words import key, likeness, within

_ALIKE = 0.75
_LONGEST = 15  # signs of a heading; longer texts are sentences
_SHORTEST = 3


@dataclass(frozen=True, slots=True)
class Header:
    """``met[c]`` tells whether the heading of column ``c`` was printed; ``units[c]`` is the unit it states.

    ``strangers`` are heading-like texts that are none of the form's; where they stand instead of all headings, or the
    headings stand in another order, the figures mean something else (``is_usable`` is False).
    """

    met: tuple[bool, ...]
    units: tuple[str | None, ...]
    strangers: tuple[str, ...]
    is_usable: bool


def read_header(
    lines: Sequence[Line],
    hits: Sequence[Hit],
    columns: Sequence[Mapping[str, int]],
    block: Block,
    start: Place,
    stop: Place,
) -> Header:
    """The headings printed between ``start`` and ``stop``, against ``columns`` (the keys of each) of ``block``."""
    inside = [hit for hit in hits if start <= hit.start < stop]
    at: dict[int, Hit] = {}
    for hit in inside:
        free = next((c for c, names in enumerate(columns) if hit.key in names and c not in at), None)
        if free is not None:
            at[free] = hit
    _drop_uncertain(at, columns)
    left = list(_strangers(lines, inside, start, stop))
    met = [c in at for c in range(len(columns))]
    for column, names in enumerate(columns):
        alike = next((text for text in left if not met[column] and _is_alike(text, names)), None)
        if alike is not None:
            left.remove(alike)
            met[column] = True
    caption = _text(lines, start, inside[0].start if inside else stop)
    units = tuple(_unit(lines, inside, at.get(c), stop) or stated_unit(caption) for c in range(len(columns)))
    if not _in_order(at, block):
        return Header((False,) * len(columns), units, tuple(left), is_usable=False)
    return Header(tuple(met), units, tuple(left), is_usable=any(met) or not left)


def _in_order(at: Mapping[int, Hit], block: Block) -> bool:
    """True where the headings stand as the form prints them: leaf after leaf, or one level of headings after another.

    Page extraction does either.
    """
    depths = [depth for root in block.columns for depth in _depths(root, 0)]
    by_leaf = [at[c].start for c in sorted(at)]
    by_level = [at[c].start for c in sorted(at, key=lambda column: (depths[column], column))]
    return by_leaf == sorted(by_leaf) or by_level == sorted(by_level)


def _depths(node: Node, depth: int) -> Iterator[int]:
    """How deep each leaf under ``node`` stands in its tree of headings."""
    if not node.children:
        yield depth
    for child in node.children:
        yield from _depths(child, depth + 1)


def _drop_uncertain(at: dict[int, Hit], columns: Sequence[Mapping[str, int]]) -> None:
    """Of columns that share a label, all must have been met, or nobody knows which of them was."""
    for column in list(at):
        same = [c for c, names in enumerate(columns) if at[column].key in names]
        if any(c not in at for c in same):
            for c in same:
                at.pop(c, None)
            return _drop_uncertain(at, columns)
    return None


def _is_alike(text: str, names: Mapping[str, int]) -> bool:
    return any(within(text, name) or likeness(text, name) >= _ALIKE for name in names)


def _strangers(lines: Sequence[Line], hits: Sequence[Hit], start: Place, stop: Place) -> Iterator[str]:
    """Heading-like texts that no label covers."""
    taken = {(hit.start.line, hit.start.cell) for hit in hits} | {(hit.end.line, hit.end.cell) for hit in hits}
    for number in range(start.line, min(stop.line + 1, len(lines))):
        for cell, text in enumerate(lines[number].cells):
            if not (start.line, start.cell) <= (number, cell) < (stop.line, stop.cell) or (number, cell) in taken:
                continue
            for word in [text] if lines[number].is_row else text.split():
                name = key(word)
                if _SHORTEST <= len(name) <= _LONGEST and not looks_like_values(word):
                    yield name


def _unit(lines: Sequence[Line], hits: Sequence[Hit], hit: Hit | None, stop: Place) -> str | None:
    if hit is None:
        return None
    behind = next((other.start for other in hits if other.start > hit.start), stop)
    return stated_unit(_text(lines, hit.start, behind))


def _text(lines: Sequence[Line], start: Place, stop: Place) -> str:
    """Everything written from ``start`` to before ``stop``."""
    parts = []
    for number in range(start.line, min(stop.line + 1, len(lines))):
        for cell, text in enumerate(lines[number].cells):
            at = (number, cell)
            if (start.line, start.cell) <= at <= (stop.line, stop.cell):
                begin = start.offset if at == (start.line, start.cell) else 0
                end = stop.offset if at == (stop.line, stop.cell) else len(text)
                parts.append(text[begin:end])
    return " ".join(parts)
