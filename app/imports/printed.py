"""How the labels of a table were printed, where they are not the form's own words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.domain.address import Address, cell
from app.domain.paper import Sighting
from app.imports.fitting import looks_like_values
from app.imports.labels import Item
from app.imports.match import Match
from app.imports.sheet import has_year
from app.imports.words import bare, key, likeness, within, without_note

_ALIKE = 0.8
_CUT, _MOST_CUT, _SHORTEST = 1, 2, 4  # signs that a column heading lost, and that must be left
_THIS_YEAR = "本年"
_FEW = 5  # at most one label in five is told as left out
_MARKS = " \t|#*　"
_CLOSING = re.compile(r"[)\]）”\"’]*")
_NOTE_FIRST = re.compile(r"\s*[（(][^（）()]*[）)]")
_YEAR_FOR_THIS = re.compile(r"^20\d\d年度?")
_NOTE = re.compile(r"\s*[（(][^（）()]*[）)]\s*$")


def labels(match: Match) -> Iterator[Sighting]:
    """The labels that read otherwise than the form has them or were left out, in the order of the form."""
    missing: list[Sighting] = []
    for item in match.labels.items:
        read = _read(match, item) if item.number in match.chain else _band_alike(match, item)
        if read and not _is_own(read, item.label):
            yield Sighting("label", read, item.label, match.section.id, _first_cell(match, item))
        elif not read and item.number not in match.chain and match.after(item) and not _is_undivided(match, item):
            missing.append(Sighting("label", "", item.label, match.section.id, _first_cell(match, item)))
    yield from _columns(match)
    if len(missing) * _FEW <= len(match.labels.items):  # few: else it is cut off, or another table
        yield from missing


def _is_undivided(match: Match, item: Item) -> bool:
    """True for a part of a group that was printed as one row."""
    if item.parent is None or item.parent not in match.chain:
        return False
    return not any(other.number in match.chain for other in match.labels.items if other.parent == item.parent)


def _read(match: Match, item: Item) -> str:
    """The label as printed where it has a cell, or the front of one, to itself; "" where it does not."""
    hit = match.hits[match.chain[item.number]]
    if (hit.start.line, hit.start.cell) != (hit.end.line, hit.end.cell):
        return ""
    line = match.lines[hit.start.line]
    text = line.cells[hit.start.cell]
    front, rest = text[: hit.start.offset], text[hit.end.offset :]
    if odd := _odd_note(match, item, rest):
        return text[: len(text) - len(rest)].strip(_MARKS) + odd
    rest = rest[_CLOSING.match(rest).end() :]  # type: ignore[union-attr]  # it may be empty, but it always matches
    if key(front) and key(bare(f"{front}甲")) != key("甲"):
        return ""  # words in front: labels and figures without any separators
    note = _NOTE.fullmatch(rest)
    if key(rest) and not looks_like_values(rest) and not note:
        return ""
    if not key(rest) and has_year(line.raws[hit.start.cell]):
        return line.raws[hit.start.cell].strip(_MARKS)
    return text[: len(text) - len(rest)].strip(_MARKS)


def _odd_note(match: Match, item: Item, rest: str) -> str:
    """The note in brackets behind a label where it was written otherwise than the form has it, though nearly so."""
    own, note = _NOTE.search(item.label), _NOTE_FIRST.match(rest)
    if own is None or note is None or (key(rest[note.end() :]) and not looks_like_values(rest[note.end() :])):
        return ""
    told, official = key(note[0]), key(own[0])
    return note[0].strip() if told != official and likeness(told, official) >= _ALIKE else ""


def _is_own(read: str, label: str) -> bool:
    name, own, note = key(read), _NOTE.search(label), _NOTE.search(read)
    if own is not None and note is not None and key(own[0]) != key(note[0]):
        return False
    return name in (key(label), key(without_note(label))) or key(_NOTE.sub("", read)) == key(without_note(label))


def _band_alike(match: Match, item: Item) -> str:
    """A line over a block that is not quite the form's; the bands of a form are much alike, so the best one counts."""
    if item.kind != "band":
        return ""
    bands = [key(other.label) for other in match.labels.items if other.kind == "band"]
    above, below = match.before(item), match.after(item)
    first = match.hits[match.chain[above.number]].end if above else match.start
    last = match.hits[match.chain[below.number]].start if below else match.stop
    wanted = key(item.label)
    for number in range(first.line, min(last.line + 1, len(match.lines))):
        for text in match.lines[number].cells:
            name = key(text)
            if not name or len(name) > len(wanted) + 4 or name in bands:
                continue
            best = max(bands, key=lambda band: likeness(name, band))
            if best == wanted and likeness(name, wanted) >= _ALIKE:
                return text.strip(_MARKS)
    return ""


def _columns(match: Match) -> Iterator[Sighting]:
    """Column headings with a year written into them, or with a sign left out."""
    seen = set()
    for block, columns in zip(match.section.blocks, match.labels.columns, strict=True):
        for leaf, names in zip(block.column_leaves(), columns, strict=True):
            hits = [hit for hit in match.hits if hit.key in names]
            raws = [match.lines[hit.start.line].raws[hit.start.cell] for hit in hits]
            found = [raw for raw in raws if has_year(raw)] if hits else _column_alike(match, leaf.label)
            for raw in found:
                if raw not in seen:
                    seen.add(raw)
                    yield Sighting("label", raw.strip(_MARKS), leaf.label, match.section.id)


def _column_alike(match: Match, label: str) -> list[str]:
    """The cells of a drawn row that are ``label`` with a sign or two left out, or with the year for 本年."""
    wanted = key(without_note(label))
    if wanted.startswith(_THIS_YEAR):
        lines = match.lines[match.start.line : match.stop.line + 1]
        texts = (text for line in lines for cell in line.cells for text in ([cell] if line.is_row else cell.split()))
        if dated := [text for text in texts if _YEAR_FOR_THIS.sub(_THIS_YEAR, key(text)) == wanted != key(text)]:
            return dated[:1]
    return [
        raw
        for line in match.lines[match.start.line : match.stop.line + 1]
        for raw, text in zip(line.raws, line.cells, strict=True)
        if line.is_row
        and len(key(text)) >= _SHORTEST
        and _CUT <= len(wanted) - len(key(text)) <= _MOST_CUT
        and within(key(text), wanted)
    ]


def _first_cell(match: Match, item: Item) -> Address:
    if item.node is None or item.node.children or not item.node.id:
        return ""
    leaves = match.section.blocks[item.block].column_leaves()
    return cell(match.section.id, item.node.id, leaves[0].id or "") if leaves else ""
