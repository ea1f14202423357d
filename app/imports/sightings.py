"""What a paper has otherwise than the form prints it: its title, the headings of its parts, its days, its tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from app.domain.paper import Sighting
from app.forms.model import Form, Section
from app.imports.fitting import looks_like_values
from app.imports.headings import Heading, is_loose_title
from app.imports.labels import labels_of
from app.imports.numbered import MARKS, numbered
from app.imports.opening import is_title
from app.imports.sheet import Line
from app.imports.tables import TableReading
from app.imports.words import fold, key, likeness, within

_TOP = 60  # lines in which a title stands
_FIRST = 12  # lines in which it may be written in any way
_DAY = re.compile(r"(20\d\d)\s*(?:年|[-/.])\s*(\d{1,2})\s*(?:月|[-/.])\s*(\d{1,2})\s*日?")
_ISSUED = re.compile(r"(?:(?:发布|发文|成文|印发|更新)(?:时间|日期)?\s*:?|(?:时间|日期)\s*:)\s*$")
_NO_DAY = re.compile(r"\s*(?:[起至到前后以的\-—~、,]|为止)")  # behind it: the day of something in a sentence
_ADDRESS_DAY = re.compile(r"\bt(20\d\d)(\d\d)(\d\d)(?!\d{3})")  # as pages of offices are named: t20240125_12345.html
_LABEL, _LONGEST_LABEL, _ALIKE = 3, 24, 0.6
_LIST_OF_PARTS = 3  # parts named twice are a table of contents


@dataclass(frozen=True, slots=True)
class Read:
    """One paper as far as it has been read."""

    form: Form
    lines: Sequence[Line]
    headings: Sequence[Heading]
    tables: dict[str, TableReading]
    organ: str
    year: int
    has_title: bool  # found on the paper or noted beside it
    closing: Sequence[str]  # the lines under the report: organ and day


def sightings(read: Read) -> Iterator[Sighting]:
    """Everything, in the order of title, headings, tables, days."""
    yield from _title(read)
    yield from _headings(read)
    yield from _strangers(read)
    for section in read.form.sections:
        if section.id in read.tables:
            yield from _table(read, section, read.tables[section.id])
    yield from _days(read)


# ---- title and headings


def _title(read: Read) -> Iterator[Sighting]:
    official = read.form.title.format(organ=read.organ, year=read.year)
    lines = [line.text().strip(MARKS).rstrip("…") for line in read.lines[:_TOP]]
    at = next((number for number, line in enumerate(lines) if is_title(read.form, line)), None)
    if at is None:
        at = next((number for number, line in enumerate(lines[:_FIRST]) if is_loose_title(read.form, line)), None)
    if at is None and not read.has_title:
        yield Sighting("title", "", official)
    elif at is not None:
        fronts = ("", *("".join(lines[at - before : at]) for before in (1, 2) if before <= at))
        if not any(_is_official(read.form, front + lines[at], read.year) for front in fronts):
            yield Sighting("title", lines[at], official)


def _is_official(form: Form, line: str, year: int) -> bool:
    """True where the line is the form's title of that year, whatever the organ calls itself; 年 may be 年度."""
    front, _, behind = form.title.partition("{year}")
    before = re.escape(key(front.replace("{organ}", ""))).join(("", r"\D{2,80}"))
    after = re.escape(key(behind))
    longer = re.escape(key(behind.replace("年", "年度", 1)))
    return re.fullmatch(f"{before}{year}(?:{after}|{longer})", key(line)) is not None


def _headings(read: Read) -> Iterator[Sighting]:
    for section in read.form.sections:
        heading = next((one for one in read.headings if one.section is section), None)
        if heading is None:
            yield _without(read, section)
            continue
        shown = _shown(read, heading)
        if shown and key(shown) != key(section.heading):
            yield Sighting("heading", shown, section.heading, section.id)
    again = list(_again(read))
    if len(again) < _LIST_OF_PARTS:
        yield from again


def _without(read: Read, section: Section) -> Sighting:
    """A part whose heading was not found: its table stands there, or nothing."""
    table = read.tables.get(section.id)
    if table is not None and table.used:
        return Sighting("heading", "", section.heading, section.id)
    return Sighting("missing", "", section.heading, section.id)


def _shown(read: Read, heading: Heading) -> str:
    """The heading as printed where it has a line to itself, or was found by likeness; else nothing is told of it."""
    if heading.start.line != heading.end.line or heading.start.cell != heading.end.cell:
        return ""
    raw, text = (of[heading.start.cell] for of in (_line(read, heading).raws, _line(read, heading).cells))
    if heading.start.offset == 0 and heading.end.offset == len(text):
        return raw.strip(MARKS).rstrip("…")
    return "" if heading.exact else text[heading.start.offset : heading.end.offset].strip(MARKS)


def _line(read: Read, heading: Heading) -> Line:
    return read.lines[heading.start.line]


def _again(read: Read) -> Iterator[Sighting]:
    """Official headings printed a second time."""
    taken = {heading.start.line for heading in read.headings}
    used = {line for table in read.tables.values() for line in table.used}
    for section in read.form.sections:
        if not any(one.section is section for one in read.headings):
            continue
        for number, line in enumerate(read.lines):
            if number not in taken | used and len(line.cells) == 1 and key(line.cells[0]) == key(section.heading):
                yield Sighting("order", line.text().strip(MARKS), section.heading, section.id)
                break


def _strangers(read: Read) -> Iterator[Sighting]:
    """Numbered lines like headings of parts that are none of the form's."""
    taken = {line for one in read.headings for line in range(one.start.line, one.end.line + 1)}
    taken |= {line for table in read.tables.values() for line in table.used}
    official = {key(section.heading) for section in read.form.sections}
    for one in numbered(read.form, read.lines, taken):
        if key(one.text) not in official:
            yield Sighting("order", one.text)


# ---- tables and days


def _table(read: Read, section: Section, table: TableReading) -> Iterator[Sighting]:
    heading = next((one for one in read.headings if one.section is section), None)
    if heading is not None and not table.stated and not table.used:
        yield Sighting("table", _shown(read, heading) or section.heading, section.heading, section.id)
    yield from table.printed
    if heading is not None and table.used:
        yield from _rows_more(read, section, heading, table)


def _rows_more(read: Read, section: Section, heading: Heading, table: TableReading) -> Iterator[Sighting]:
    """Rows with figures beside those of the table whose labels the form does not have: they were put nowhere."""
    stop = min(
        (one.start.line for one in read.headings if one.start.line > heading.start.line), default=len(read.lines)
    )
    known = labels_of(section).keys
    for number in range(heading.end.line + 1, stop):
        if number in table.used:
            continue
        label, values = _row(read.lines[number])
        name = key(label)
        if values and len(name) >= _LABEL and not any(name in own or _likely(name, own) for own in known):
            yield Sighting("label", f"{label} {' '.join(values)}", "", section.id)


def _row(line: Line) -> tuple[str, list[str]]:
    """The label of a line and the figures behind it; nothing where it is no row."""
    words = [word for cell in line.cells for word in cell.split()]
    values = list(takewhile(looks_like_values, reversed(words)))[::-1]
    label = "".join(words[: len(words) - len(values)])
    if len(label) > _LONGEST_LABEL or any(sign in label for sign in "。；;：:，,") or not all(map(_is_label, label)):
        return "", []
    return label, values


def _is_label(sign: str) -> bool:
    return not sign.isdigit()


def _likely(name: str, own: str) -> bool:
    return within(name, own) or likeness(name, own) >= _ALIKE


def _days(read: Read) -> Iterator[Sighting]:
    """The day under the report, the day at which its page says that it was issued."""
    found: dict[str, None] = {}
    for text in read.closing:
        found.update(dict.fromkeys(_day(match) for match in _DAY.finditer(fold(text))))
    for line in [*read.lines[:_TOP], *read.lines[-_TOP:]]:
        for text in line.cells:
            alone = text.strip(" ()。…")
            issued = [m for m in _DAY.finditer(text) if m[0] == alone or _is_issued(text, m)]
            found.update(dict.fromkeys(_day(match) for match in (*issued, *_ADDRESS_DAY.finditer(text))))
    yield from (Sighting("date", day) for day in found if day)


def _is_issued(text: str, day: re.Match[str]) -> bool:
    """True for 发布时间：2024-01-20; False for a day in a sentence."""
    return _ISSUED.search(text[: day.start()]) is not None and not _NO_DAY.match(text, day.end())


def _day(match: re.Match[str]) -> str:
    year, month, day = (int(part) for part in match.groups())
    is_written = "年" in match[0]  # a day that no calendar has is told as it is; else it is no day at all
    return f"{year}-{month:02}-{day:02}" if (1 <= month <= 12 and 1 <= day <= 31) or is_written else ""
