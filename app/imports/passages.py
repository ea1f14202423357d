"""The sentences of a paper: cut out between headings, and put together again where lines were broken by a page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from app.imports.sheet import Line
from app.imports.stream import Place
from app.imports.words import fold, numbering_end

_SENTENCE_END = "。！？；!?;：:”）)"
_HEADING_MARK = re.compile(r"#{2,6}\s*|#\s+")  # before a heading in Markdown
_NARROW, _WIDE, _FEW = 18, 60, 8  # a page that broke its lines had so many signs in each of at least so many lines


def cut(lines: Sequence[Line], start: Place, stop: Place, left_out: Iterable[int] = ()) -> list[str]:
    """The lines of text from ``start`` to before ``stop`` as written.

    Whole lines numbered in ``left_out`` are skipped; of the first and the last line the part in between is kept.
    """
    skipped = set(left_out)
    found: list[str] = []
    for number in range(start.line, min(stop.line + 1, len(lines))):
        line = lines[number]
        whole = Place(number, 0, 0) >= start and number < stop.line
        if whole and number in skipped:
            continue
        text = line.text() if whole else _part(line, number, start, stop)
        found += [_unmarked(piece.strip()) for piece in text.split("\n") if piece.strip()]
        if whole and line.gap:
            found.insert(len(found) - 1 if text.strip() else len(found), "")
    return found


def _unmarked(piece: str) -> str:
    """A sub-heading without the signs that make it one in Markdown: ### （二）办理 is （二）办理 on paper."""
    mark = _HEADING_MARK.match(piece)
    bare = piece[mark.end() :] if mark else piece
    return bare if numbering_end(fold(bare)) else piece


def _part(line: Line, number: int, start: Place, stop: Place) -> str:
    pieces = []
    for cell, raw in enumerate(line.raws):
        at = (number, cell)
        if at < (start.line, start.cell) or at > (stop.line, stop.cell):
            continue
        begin = _raw_offset(raw, start.offset) if at == (start.line, start.cell) else 0
        end = _raw_offset(raw, stop.offset) if at == (stop.line, stop.cell) else len(raw)
        pieces.append(raw[begin:end].strip())
    return (" " if not line.stacked else "\n").join(piece for piece in pieces if piece)


def _raw_offset(raw: str, offset: int) -> int:
    """Where in ``raw`` the sign at ``offset`` of its folded and stripped text stands."""
    lead = len(fold(raw)) - len(fold(raw).lstrip())
    seen = -lead
    for index, sign in enumerate(raw):
        if seen >= offset:
            return index
        seen += len(fold(sign))
    return len(raw)


def page_width(lines: Sequence[Line]) -> int:
    """How many signs fitted in a line of the page that broke the sentences; 0 where paragraphs are whole."""
    widths = [_width(line.raws[0].strip()) for line in lines if not line.is_row]
    long = [width for width in widths if width >= _NARROW]
    if len(long) < _FEW or max(long) > _WIDE:
        return 0
    widest = max(long)
    return widest if sum(width >= widest - 6 for width in long) * 2 >= len(long) else 0


def paragraphs(pieces: Sequence[str], width: int) -> str:
    """``pieces`` (blank ones part paragraphs) as one text; lines that a page of ``width`` signs broke are joined."""
    if not width:
        return "\n".join(piece for piece in pieces if piece)
    out: list[str] = []
    is_open = False
    for piece in pieces:
        if piece and is_open and not _begins(piece):
            out[-1] += _glue(out[-1], piece) + piece
        elif piece:
            out.append(piece)
        is_open = bool(piece) and (_width(piece) >= width - 3 or piece[-1] not in _SENTENCE_END)
    return "\n".join(out)


def _begins(piece: str) -> bool:
    return bool(numbering_end(fold(piece)))


def _glue(left: str, right: str) -> str:
    return " " if left[-1:].isascii() and right[:1].isascii() and left[-1:].isalpha() and right[:1].isalpha() else ""


def _width(text: str) -> int:
    return sum(1 if not sign.isascii() else 0 for sign in text) + sum(sign.isascii() for sign in text) // 2
