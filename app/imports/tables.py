"""One table section of the paper read by the form's own words: which figures belong to which cells."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from app.domain import address as names
from app.domain.address import Address
from app.domain.paper import Sighting
from app.domain.values import COUNT, Value, ValueSpec, plain
from app.forms.model import Block, Node, Section
from app.imports.fitting import Fit, Row, fit
from app.imports.headers import Header, read_header
from app.imports.labels import Item, has_labels
from app.imports.loose import rows_below, side_by_side
from app.imports.match import Match
from app.imports.outcome import Doubt
from app.imports.printed import labels
from app.imports.settle import settle
from app.imports.sheet import Line
from app.imports.splitting import Splitter
from app.imports.stream import Place
from app.imports.words import fold

_LONGEST_QUOTE = 60
_LONG = 8  # rows
_ENOUGH_ROWS = 3  # that agree before columns are believed to be left out
_PLAIN = re.compile(r"[+\-]?(?:0|[1-9][\d,]*)(?:\.\d+)?")
_WHY = {"glued": "原件的数连在一起，按合计拆开，请核对", "apart": "原件的数和项目不在一行，请核对"}
# The columns of the form are not on the paper, others stand there: what their figures mean is for somebody who knows.
OLD_TABLE = "原件用的是旧表，没有这几栏；请按今年的台账填"


@dataclass(slots=True)
class TableReading:
    """What came out of one table: figures, doubts, rows not met or without figures, and the lines that were used.

    ``columns_met`` of ``columns`` headings were printed as the form has them, figures of ``rows_met`` of ``rows`` rows
    were read. ``stated`` are the cells of rows that were met, ``end`` is the end of the last label met. ``printed`` is
    what the paper has otherwise than the form.
    """

    section: Section
    cells: dict[Address, Value] = field(default_factory=dict)
    doubts: dict[Address, Doubt] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)
    empty: list[str] = field(default_factory=list)
    used: set[int] = field(default_factory=set)
    stated: set[Address] = field(default_factory=set)
    columns_met: int = 0
    columns: int = 0
    rows_met: int = 0
    rows: int = 0
    end: Place = field(default_factory=lambda: Place(0, 0, 0))
    printed: list[Sighting] = field(default_factory=list)

    def is_likely(self) -> bool:
        """True where this is the table, heading or not: most of its columns or rows were met.

        A few labels without figures may be words of a sentence; nearly all labels of a long table are the table.
        """
        if self.rows >= _LONG and len(self.missing) * 5 <= self.rows:
            return True
        return 2 * self.rows_met >= self.rows or (self.rows_met > 0 and 2 * self.columns_met >= self.columns)

    def discard(self) -> None:
        """Forget everything: what was met was no table."""
        self.cells = dict.fromkeys(self.cells)
        self.doubts.clear()
        self.used.clear()
        self.stated.clear()
        self.printed.clear()
        self.columns = self.columns_met = 0


def read_table(
    section: Section, lines: Sequence[Line], start: Place, stop: Place, splitter: Splitter | None = None
) -> TableReading:
    """The table ``section`` between two places; every cell is in the result, blank where nothing fits.

    ``splitter`` is shared by all tables of a paper.
    """
    reader = _Reader(Match(section, lines, start, stop, splitter))
    return reader.run()


class _Reader:
    """Holds what the steps share: the labels met, and the result as it grows."""

    def __init__(self, match: Match) -> None:
        self.match = match
        self.section = match.section
        self.out = TableReading(match.section)

    def run(self) -> TableReading:
        self.out.used |= {line for hit in self.match.hits for line in range(hit.start.line, hit.end.line + 1)}
        self.out.end = max((self.match.hits[at].end for at in self.match.chain.values()), default=Place(0, 0, 0))
        for index, block in enumerate(self.section.blocks):
            self.out.rows += len(block.row_leaves())
            self.out.cells.update(dict.fromkeys(_addresses(self.section, block)))
            if has_labels(block):
                self._labelled(index, block)
            else:
                self._unlabelled(index, block)
        self.out.printed += labels(self.match)
        return self.out

    # ---- rows with labels

    def _labelled(self, index: int, block: Block) -> None:
        rows = [item for item in self.match.labels.items if item.block == index and item.kind == "row"]
        header = self._header(index)
        if any(item.number in self.match.chain for item in rows):
            self._count(header)
        fits = self._fits(rows, header)
        for item in rows:
            if item.number in fits:
                found = fits[item.number]
                if found.texts is not None and not self._is_certain(item):
                    found = Fit("misfit", None, found.read, found.lines)
                self._place(block, item.node, found, header)
            elif not self._from_group(item, block):
                self.out.missing.append(item.node.name if item.node else item.label)

    def _fits(self, rows: Sequence[Item], header: Header) -> dict[int, Fit]:
        """The figures of each row met; where no row has all columns, the headings may say which ones are printed."""
        met = [item for item in rows if item.number in self.match.chain]
        found = {item.number: self.match.fit(item) for item in met}
        printed = [column for column, is_met in enumerate(header.met) if is_met]
        is_whole = any(one.texts is not None for one in found.values())
        if is_whole or header.strangers or not 1 < len(printed) < len(header.met):
            return found
        row = Row(len(printed), self.match.splitter)
        part = {item.number: fit(self.match.figures(item), row) for item in met}
        if sum(one.texts is not None and one.how != "glued" for one in part.values()) < _ENOUGH_ROWS:
            return found
        return {number: _spread(one, printed, len(header.met)) for number, one in part.items()}

    def _header(self, index: int) -> Header:
        start, stop = self._head_zone(index)
        block = self.section.blocks[index]
        return read_header(self.match.lines, self.match.hits, self.match.labels.columns[index], block, start, stop)

    def _head_zone(self, index: int) -> tuple[Place, Place]:
        """From the band of a block (or the last label of the one above) to its first row (or the next block)."""
        met = [item for item in self.match.labels.items if item.number in self.match.chain]
        start, stop = self.match.start, self.match.stop
        for item in met:
            hit = self.match.hits[self.match.chain[item.number]]
            if item.block < index:
                start = hit.end
            elif item.block == index and item.kind == "band":
                start = hit.start
            else:
                return start, max(start, hit.start)
        return start, max(start, stop)

    def _count(self, header: Header) -> None:
        self.out.columns += len(header.met)
        self.out.columns_met += sum(header.met)

    def _is_certain(self, item: Item) -> bool:
        """False where another row is written alike and nothing tells which of them this is."""
        hit = self.match.hit(item)
        items = self.match.labels.items
        alike = [other for other in items if hit and other.kind == "row" and hit.key in other.names]
        if all(other.number in self.match.chain for other in alike):
            return True
        near = self.match.before(item)
        near_hit = self.match.hit(near) if near else None
        if near is None or near_hit is None or sum(near_hit.key in other.names for other in items) > 1:
            return False
        here = [other for other in alike if other.block == item.block]
        if near.kind == "band" and near.block == item.block:
            return len(here) == 1
        beside = [other for other in here if other.parent == item.parent]
        return near.block == item.block and len(beside) == 1 and item.parent in (near.number, near.parent)

    def _from_group(self, item: Item, block: Block) -> bool:
        """A group printed as one undivided row: noughts hold for its parts too, other figures stay a doubt."""
        parent = self.match.labels.items[item.parent] if item.parent is not None else None
        if parent is None or item.node is None or parent.number not in self.match.chain:
            return False
        siblings = [other for other in self.match.labels.items if other.parent == parent.number]
        found = self.match.fit(parent)
        if any(other.number in self.match.chain for other in siblings) or found.texts is None or not any(found.texts):
            return False
        self.out.used |= set(found.lines)
        parts = f"{parent.label}：{'；'.join(other.label for other in siblings)}"
        if item is siblings[0]:
            first = names.cell(self.section.id, item.node.id or "", block.column_leaves()[0].id or "")
            self.out.printed.append(Sighting("format", parent.label, parts, self.section.id, first))
        for column, text in zip(block.column_leaves(), found.texts, strict=True):
            address = names.cell(self.section.id, item.node.id or "", column.id or "")
            value, _ = settle(address, COUNT, text, None)
            known = 0 if value == 0 and block.spec(item.node, column).kind == "count" else None
            if text:
                reason = f"原件的“{parent.label}”没有分项，写的是 {text}"
                self._state(address, known, Doubt(address, text, known, reason))
        return True

    # ---- rows without labels

    def _unlabelled(self, index: int, block: Block) -> None:
        start, stop = self._head_zone(index)
        columns = self.match.labels.columns[index]
        own = {name for column in columns for name in column}
        leaves = [number for number, hit in enumerate(self.match.hits) if start <= hit.start < stop and hit.key in own]
        header, rows = self._header(index), block.row_leaves()
        if leaves:
            self._count(header)
            self.out.end = max(self.out.end, self.match.hits[leaves[-1]].end)
        last = self.match.hits[leaves[-1]].end if leaves else start
        end = self.match.next(leaves[-1]) if leaves else stop
        found = side_by_side(self.match, leaves, columns) if len(rows) == 1 else None
        found = found or rows_below(self.match, last, end, len(rows), self.match.row(index))
        if found is None or not (leaves or any(row.texts for row in found)):
            (self.out.empty if leaves else self.out.missing).append(self.section.name)
            return
        for row, texts in zip(rows, found, strict=True):
            self._place(block, row, texts, header)

    # ---- what the figures say

    def _place(self, block: Block, row: Node | None, found: Fit, header: Header) -> None:
        if row is None:
            return
        self.out.used |= set(found.lines)
        if found.how == "none":
            self.out.empty.append(row.name)
            return
        self.out.rows_met += found.texts is not None
        columns = block.column_leaves()
        read = _quote(found.read)
        for number, column in enumerate(columns):
            address = names.cell(self.section.id, row.id or "", column.id or "")
            if found.texts is None:
                self._state(address, None, Doubt(address, read, None, f"这一行的数和 {len(columns)} 格对不上"))
                continue
            text = found.texts[number]
            value, doubt = settle(address, block.spec(row, column), text, header.units[number])
            if text and not header.met[number]:
                value = value if header.is_usable else None
                is_old = value is None and bool(header.strangers)
                doubt = Doubt(address, text, value, OLD_TABLE if is_old else f"原件的表头里没有“{column.label}”")
            elif text and found.how in _WHY and (doubt is None or value is None):
                doubt = Doubt(address, read, value, _WHY[found.how])
            self._state(address, value, doubt)
            is_total = bool(column.sums or row.sums) and any(found.texts)
            self.out.printed += _cell(
                self.section.id, address, block.spec(row, column), text, header.units[number], is_total
            )

    def _state(self, address: Address, value: Value, doubt: Doubt | None) -> None:
        self.out.cells[address] = value
        self.out.stated.add(address)
        if doubt is not None:
            self.out.doubts[address] = doubt


def _spread(found: Fit, printed: Sequence[int], count: int) -> Fit:
    """Figures of the columns ``printed`` as a row of ``count`` columns, the others blank."""
    if found.texts is None:
        return found
    texts = dict(zip(printed, found.texts, strict=True))
    return replace(found, texts=tuple(texts.get(column, "") for column in range(count)))


def _cell(
    section: str, address: Address, spec: ValueSpec, text: str, unit: str | None, is_total: bool
) -> Iterator[Sighting]:
    """What stands in a cell and is no plain figure; an amount without any unit; a total left blank over its parts."""
    shown = " ".join(fold(text).split())
    if not shown:
        if is_total:
            yield Sighting("cell", "", "", section, address)
        return
    value, _ = settle(address, spec, text, unit)
    if not _PLAIN.fullmatch(shown) or (shown[0] == "-" and spec.kind == "count"):
        yield Sighting("cell", shown, "" if value is None else plain(value), section, address)
    elif spec.kind == "money" and unit is None and value:
        yield Sighting("cell", shown, spec.unit or "", section, address)


def _quote(text: str) -> str:
    return text if len(text) <= _LONGEST_QUOTE else text[:_LONGEST_QUOTE] + "…"


def _addresses(section: Section, block: Block) -> Iterator[Address]:
    for row in block.row_leaves():
        for column in block.column_leaves():
            yield names.cell(section.id, row.id or "", column.id or "")
