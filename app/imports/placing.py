"""Copied figures that stand beside words: the form's own words say which squares they belong to.

Labels that agree with the rows at the hands are simply left out. Where they name other rows of the table, the figures
go there; where they name none, they land at the hands all the same and the clerk is asked to look.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set

from app.domain.errors import Trouble
from app.domain.units import stated_unit
from app.domain.values import Value, plain
from app.editing.matrix import Matrix
from app.editing.paste import UNTOUCHED, Placed, Placement
from app.forms.model import Block, Section
from app.grid.layout import Grid, Square
from app.imports.copied import Parts, is_word
from app.imports.labels import labels_of
from app.imports.match import Match
from app.imports.settle import settle
from app.imports.sheet import Line, as_row, read_lines
from app.imports.stream import Place
from app.imports.tables import read_table
from app.imports.words import key, likeness, variants, within

_ALIKE = 0.8  # 不予公开 and 予以公开 are 0.75 alike
_REST = 0.6  # of a label, where signs were left out
_HEADINGS = 4  # one below the other over a column
_SHOWN = 16  # signs of a label that a sentence quotes

Names = Mapping[str, int]


def has_words(section: Section, copied: Matrix) -> bool:
    """True where labels or headings were copied with the figures."""
    known = labels_of(section).keys
    return any(is_word(text, known) for row in copied.rows for text in row)


def place_by_words(section: Section, grid: Grid, copied: Matrix, start: Square) -> Placement:
    """The figures of ``copied`` on their squares; ``start`` is the square at the hands.

    Raises ``Trouble`` where no figures were copied, or where words and figures fit no part of the table.
    """
    index = max((number for number, top in enumerate(grid.block_rows) if top <= start.row), default=0)
    room = grid.labels, len(section.blocks[index].column_leaves())
    known = labels_of(section).keys
    if copied.width == 1 and (found := _running_text(section, grid, copied, known)) is not None:
        return found
    parts = Parts.of(copied, known, room)
    if not parts.rows:
        raise Trouble("复制的内容里没有数", "请连同数一起选中，再复制一次", UNTOUCHED)
    if len(section.blocks) > 1 and parts.heads:
        found = _by_reader(section, grid, [as_row(row) for row in copied.cells if any(row)])
        if found is None:
            what = "复制的表和这一页的表对不上，一行也没有放下"
            raise Trouble(what, "请核对复制的是不是这张表，或只复制数再粘", UNTOUCHED)
        return found
    return _Block(section, index, grid, parts, start).place()


class _Block:
    """One block of the table and what was copied for it."""

    def __init__(self, section: Section, index: int, grid: Grid, parts: Parts, start: Square) -> None:
        self.section, self.grid, self.parts, self.start = section, grid, parts, start
        self.block: Block = section.blocks[index]
        self.items = [item for item in labels_of(section).items if item.block == index and item.kind == "row"]
        self.columns: Sequence[Names] = labels_of(section).columns[index]
        self.rows = self._squares(index)
        self.top = next(y for y, row in enumerate(self.rows) if row[0].row == start.row)
        self.left = next(x for x, square in enumerate(self.rows[self.top]) if square.column >= start.column)
        self.why_row: dict[int, str] = {}
        self.why_column: dict[int, str] = {}

    def _squares(self, index: int) -> list[list[Square]]:
        tops = (*self.grid.block_rows, self.grid.height)
        squares = [square for square in self.grid.values if tops[index] <= square.row < tops[index + 1]]
        wide = len(self.columns)
        return [squares[at : at + wide] for at in range(0, len(squares), wide)]

    def place(self) -> Placement:
        """The figures on their squares, with what is doubtful about where."""
        down, across = self._down(), self._across()
        if self.parts.unsure:
            self.why_column.setdefault(min(across), "两头都有空着的列，请核对这些数有没有错开")
        heads = self.parts.heads or ("",) * (max(across) + 1)
        units = [stated_unit(head) or self.parts.unit for head in heads]
        placed = []
        for y, row in enumerate(self.parts.rows):
            if y not in down:
                continue
            for x, column in across.items():
                of_row = self.why_row.get(y, "") if x == min(across) else ""
                of_column = self.why_column.get(x, "") if y == min(down) else ""
                why = "；".join(part for part in (of_row, of_column) if part)
                origin = f"第 {self.parts.lines[y] + 1} 行第 {self.parts.first + x + 1} 列"
                placed.append(Placed(self.rows[down[y]][column], row[x], units[x], why, origin))
        return Placement(tuple(placed), len(down), len(across))

    # ---- rows

    def _down(self) -> dict[int, int]:
        """Row of the block for each copied row; rows without figures and without a place are left out."""
        count = len(self.parts.rows)
        here = {y: self.top + y for y in range(count) if self.top + y < len(self.rows)}
        if not any(self.parts.labels):
            return self._fitting(here)
        if len(here) == count and all(self._agrees(y, row) for y, row in here.items()):
            return here
        named = self._named()
        wanted = [y for y, row in enumerate(self.parts.rows) if any(row)]
        if all(y in named for y in wanted):
            found = {y: row for y, row in named.items() if y in wanted or self.parts.labels[y]}
            if len(found) < len(self.rows):
                first = min(found)
                self.why_row[first] = f"按名称放到“{self._name(found[first])}”这一行起，不是手边这一行"
            return found
        here = self._fitting({y: self.top + place for place, y in enumerate(wanted)})
        for y, row in here.items():
            if not self._agrees(y, row):
                self.why_row[y] = f"原表这一行是“{self._label(y)}”，要放到“{self._name(row)}”"
        return here

    def _fitting(self, here: dict[int, int]) -> dict[int, int]:
        room = len(self.rows) - self.top
        if len(here) < len(self.parts.rows) and not any(self.parts.labels):
            here = {y: self.top + y for y in range(len(self.parts.rows))}
        if max(here.values(), default=0) >= len(self.rows):
            what = f"复制的有 {len(here)} 行，从这一格往下只有 {room} 行，放不下"
            raise Trouble(what, "请点要粘的那一块左上角的格再粘，或少复制几行", UNTOUCHED)
        return here

    def _agrees(self, y: int, row: int) -> bool:
        """Whether the label of a copied row is that of a row of the block."""
        labels = self.parts.labels[y]
        if not labels or row >= len(self.items):
            return not labels
        names = self.items[row].names
        return any(name in names for name in variants(labels[-1])) or _is_alike(key(labels[-1]), names)

    def _named(self) -> dict[int, int]:
        """Rows of the block by the labels, in their official order; a label that may be another row's is left out."""
        lines = [as_row([*labels, *row]) for labels, row in zip(self.parts.labels, self.parts.rows, strict=True)]
        match = Match(self.section, lines, Place(0, 0, 0), Place(len(lines), 0, 0))
        found: dict[int, int] = {}
        whole = sum(item.number in match.chain for item in self.items) == len(self.items)
        for row, item in enumerate(self.items):
            hit = match.hit(item)
            if hit is None:
                continue
            unique = sum(hit.key in other.names for other in match.labels.items if other.kind == "row") == 1
            if unique or whole:
                found.setdefault(hit.start.line, row)
        return found

    def _label(self, y: int) -> str:
        text = self.parts.labels[y][-1] if self.parts.labels[y] else "没有名称"
        return text if len(text) <= _SHOWN else text[:_SHOWN] + "…"

    def _name(self, row: int) -> str:
        text = self.items[row].label if row < len(self.items) else ""
        return text if len(text) <= _SHOWN else text[:_SHOWN] + "…"

    # ---- columns

    def _across(self) -> dict[int, int]:
        """Column of the block for each copied figure column."""
        count, heads = len(self.parts.rows[0]), self.parts.heads
        room = len(self.columns) - self.left
        if heads is None:
            left = 0 if count == len(self.columns) else self.left
            return self._beside(left, count)
        while heads and not heads[-1] and not any(row[len(heads) - 1] for row in self.parts.rows):
            heads = heads[:-1]
        for left in (self.left if len(heads) <= room else 0, 0):
            if left + len(heads) <= len(self.columns) and all(
                _is_head(head, self.columns[left + x]) for x, head in enumerate(heads)
            ):
                return self._beside(left, len(heads))
        named = self._named_columns(heads)
        if named is not None:
            return named
        left = 0 if len(heads) == len(self.columns) else self.left
        found = self._beside(left, len(heads))
        leaves = self.block.column_leaves()
        for x, column in found.items():
            if not _is_head(heads[x], self.columns[column]):
                self.why_column[x] = f"原表这一列是“{heads[x] or '没有名称'}”，要放到“{leaves[column].label}”"
        return found

    def _beside(self, left: int, count: int) -> dict[int, int]:
        if left + count > len(self.columns):
            what = f"复制的有 {count} 列数，从这一格往右只有 {len(self.columns) - left} 列，放不下"
            raise Trouble(what, "请点要粘的那一块左上角的格再粘，或少复制几列", UNTOUCHED)
        return {x: left + x for x in range(count)}

    def _named_columns(self, heads: Sequence[str]) -> dict[int, int] | None:
        """Columns by their headings where each heading means exactly one; None where not."""
        found: dict[int, int] = {}
        for x, head in enumerate(heads):
            fits = [column for column, names in enumerate(self.columns) if key(head) in names]
            if not head and not any(row[x] for row in self.parts.rows):
                continue
            if len(fits) != 1 or fits[0] in found.values():
                return None
            found[x] = fits[0]
        return found or None


def _is_head(text: str, names: Names) -> bool:
    return any(name in names for name in variants(text)) or _is_alike(key(text), names)


def _is_alike(text: str, names: Names) -> bool:
    return any(
        (within(text, name) and len(text) >= _REST * len(name)) or likeness(text, name, _ALIKE) >= _ALIKE
        for name in names
    )


# ------------------------------------------------------------------------------------------ read like an old paper


def _running_text(section: Section, grid: Grid, copied: Matrix, known: Set[str]) -> Placement | None:
    """A table that was copied out of a PDF or a page as lines of words with figures between them; None where it is not.

    One column of figures under its heading is none: few words stand there, none behind a figure.
    """
    texts = [text for row in copied.rows if (text := row[0])]
    words = [n for n, text in enumerate(texts) if is_word(text, known)]
    single = all(n in words or len(text.split()) == 1 for n, text in enumerate(texts))
    if single and len(words) <= _HEADINGS and words == list(range(len(words))):
        return None
    return _by_reader(section, grid, read_lines("\n".join(texts)), surely=True)


def _by_reader(section: Section, grid: Grid, lines: Sequence[Line], *, surely: bool = False) -> Placement | None:
    """Figures as an old paper is read; None where no row of the table was met (``surely``: hardly any of it)."""
    table = read_table(section, lines, Place(0, 0, 0), Place(len(lines), 0, 0))
    if not table.rows_met or (surely and not table.is_likely()):
        return None
    placed = []
    for square in grid.values:
        if square.address not in table.stated:
            continue
        value, doubt = table.cells[square.address], table.doubts.get(square.address)
        if doubt is not None and table.columns_met == table.columns and _is_plain(square, value, doubt.read):
            doubt = None
        text = "" if value is None else plain(value)
        placed.append(Placed(square, text, why=f"{doubt.reason}（原表“{doubt.read}”）" if doubt else ""))
    rows = {cell.square.row for cell in placed}
    wide = max(sum(cell.square.row == row for cell in placed) for row in rows)
    return Placement(tuple(placed), len(rows), wide)


def _is_plain(square: Square, value: Value, text: str) -> bool:
    """True where only the unit was not written: a figure typed without one is in the cell's own unit, too."""
    return settle(square.address, square.spec, text, square.spec.unit) == (value, None)
