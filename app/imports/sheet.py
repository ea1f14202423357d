"""Plain text to lines of cells, whatever drew the table: tabs, pipes, one cell per line, or blanks.

A ``row`` line has cells with known bounds, so that an empty one is a blank cell. A ``text`` line has a single cell,
whose figures may still be parted by blanks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from app.imports.words import fold, is_chinese, numbering_end

_LINE_END = re.compile(r"\r\n|[\n\r\v\f\x85\u2028\u2029]")
_RULER = re.compile(r"[\s|:+\-=]*\|[\s|:+\-=]*|[-=_*]{3,}")
_PAGE_NUMBER = re.compile(r"\s*[-—–]+\s*\d{1,3}\s*[-—–]+\s*|第\s*\d+\s*页(?:[\s,]*共\s*\d+\s*页)?")
_PIPE = re.compile("[|｜]")
_STOP = "。"
_YEAR = re.compile(r"(?<=[\u3400-\u9fff])\((?:19|20)\d\d年?度?\)(?=[\u3400-\u9fff])")
_LONGEST_TAIL = 12


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the paper. ``cells`` are folded for comparing, ``raws`` as written; ``gap`` follows a blank line.

    ``stacked`` tells a row that was written one cell per line. ``signs`` are the comparable signs of each cell,
    ``offsets`` where in the folded cell each stands.
    """

    cells: tuple[str, ...]
    raws: tuple[str, ...]
    is_row: bool = False
    gap: bool = False
    stacked: bool = False
    signs: tuple[str, ...] = ()
    offsets: tuple[tuple[int, ...], ...] = ()

    def text(self) -> str:
        """The line as a clerk would read it out."""
        mark = "\n" if self.stacked else " "
        return mark.join(raw.strip() for raw in self.raws if raw.strip())


def read_lines(text: str) -> list[Line]:
    """The lines of ``text``, without page numbers and the rulers that only draw a table."""
    raws = _LINE_END.split(text)
    return list(_Reader(_Pipes.of(raws)).read(raws))


def whole_lines(text: str) -> list[Line]:
    """The lines of ``text`` in which no table is drawn: tabs and pipes are signs like any other."""
    found: list[Line] = []
    gap = False
    for raw in _LINE_END.split(text):
        if not raw.strip():
            gap = True
        elif not _PAGE_NUMBER.fullmatch(fold(raw)):
            found.append(_line([raw], is_row=False, gap=gap))
            gap = False
    return found


def as_row(cells: Sequence[str]) -> Line:
    """A table row whose cells are known."""
    return _line(list(cells), is_row=True, gap=False)


class _Reader:
    """Keeps what belongs together over several lines: a row with one cell per line, each after a tab."""

    def __init__(self, pipes: _Pipes) -> None:
        self.pipes = pipes
        self.stack: list[str] = []
        self.gap = False
        self.stack_gap = False

    def read(self, lines: Iterable[str]) -> Iterator[Line]:
        for raw in lines:
            if raw.startswith("\t") and "\t" not in raw[1:] and not self.pipes.draw(raw):
                if not self.stack:
                    self.stack_gap = self.gap
                self.stack.append(raw[1:])
                self.gap = False
                continue
            if self.stack and raw.strip() and self._continues(raw):
                self.stack[-1] += raw
                continue
            yield from self._close()
            yield from self._one(raw)
        yield from self._close()

    def _continues(self, raw: str) -> bool:
        """A heading broken inside its cell goes on without a tab (本年新⏎制作数量)."""
        last = self.stack[-1].strip()
        tail = raw.strip()
        return (
            "\t" not in raw
            and not self.pipes.draw(raw)
            and len(tail) <= _LONGEST_TAIL
            and bool(last)
            and is_chinese(last[-1])
            and not numbering_end(fold(tail))
        )

    def _close(self) -> Iterator[Line]:
        if self.stack:
            yield _line(self.stack, is_row=True, gap=self.stack_gap, stacked=True)
        self.stack = []

    def _one(self, raw: str) -> Iterator[Line]:
        if not raw.strip():
            self.gap = True
            return
        folded = fold(raw)
        if _RULER.fullmatch(folded.strip()) or _PAGE_NUMBER.fullmatch(folded):
            return
        cells = _cells(raw, self.pipes)
        if cells:
            yield _line(cells, is_row=len(cells) > 1, gap=self.gap)
            self.gap = False


@dataclass(frozen=True, slots=True)
class _Pipes:
    """How this paper draws its rows: is a pipe at the front or the end of a line an edge, or the mark of a blank?

    ``sentences`` are the lines that hold a pipe and draw nothing.
    """

    in_front: bool
    behind: bool
    sentences: frozenset[str]

    @classmethod
    def of(cls, lines: Sequence[str]) -> _Pipes:
        spoken = frozenset(_sentences([line for line in lines if line.strip()]))
        drawn = [_upright(line) for line in lines if _PIPE.search(line) and line not in spoken]
        front, behind = sum(line.startswith("|") for line in drawn), sum(line.endswith("|") for line in drawn)
        return cls(2 * front >= len(drawn), 2 * behind >= len(drawn), spoken)

    def draw(self, raw: str) -> bool:
        """Whether pipes draw ``raw`` as a row."""
        return _PIPE.search(raw) is not None and raw not in self.sentences


def _sentences(lines: Sequence[str]) -> Iterator[str]:
    """Lines that say something in which pipes stand, and no row of as many above or below: 上网|上墙|上广播。"""
    drawn = [0 if _STOP in line else len(_PIPE.findall(line)) for line in lines]
    for at, line in enumerate(lines):
        pipes = len(_PIPE.findall(line)) if _STOP in line else 0
        if pipes and pipes not in (*drawn[max(0, at - 1) : at], *drawn[at + 1 : at + 2]):
            yield line


def _upright(raw: str) -> str:
    return raw.replace("｜", "|").strip()


def _cells(raw: str, pipes: _Pipes) -> list[str]:
    if pipes.draw(raw):
        line = _upright(raw)
        cells = line.split("|")
        cells = cells[1:] if pipes.in_front and line.startswith("|") else cells
        cells = cells[:-1] if pipes.behind and line.endswith("|") else cells
        return cells if any(cell.strip() for cell in cells) or len(cells) > 1 else []
    return raw.split("\t")


def _line(cells: list[str], *, is_row: bool, gap: bool, stacked: bool = False) -> Line:
    folded = tuple(_comparable(cell) for cell in cells)
    offsets = tuple(tuple(at for at, sign in enumerate(cell) if sign.isalnum()) for cell in folded)
    signs = tuple("".join(sign.casefold()[:1] for sign in cell if sign.isalnum()) for cell in folded)
    return Line(folded, tuple(cells), is_row, gap, stacked, signs, offsets)


def has_year(raw: str) -> bool:
    """True for a heading into which an office wrote the year: 本年(2023)新收."""
    return _YEAR.search(fold(raw)) is not None


def _comparable(cell: str) -> str:
    """The cell folded; a year that an office wrote into a heading (本年(2023)新收) is taken out again."""
    return _YEAR.sub("", fold(cell)).strip()
