"""An old paper to a report: the door of this room.

The paper is taken apart with the words of the form that governs its year, and with nothing else. What is not certain
becomes a doubt, what does not fit stays blank: a wrong figure that nobody is told of is the worst outcome.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from app.domain.errors import Trouble
from app.domain.organ import short_name
from app.domain.paper import Paper, Sighting
from app.forms.catalogue import Catalogue
from app.forms.model import Form, Section
from app.imports import passages as texts
from app.imports import signing
from app.imports.headings import Heading, Title, find_headings, find_title
from app.imports.numbered import filled_in
from app.imports.opening import behind_title, is_title_again, parted
from app.imports.outcome import Doubt, ImportOutcome, Note
from app.imports.sheet import Line, read_lines
from app.imports.sightings import Read, sightings
from app.imports.source import Source, from_text, read_source
from app.imports.splitting import Splitter
from app.imports.stream import Place
from app.imports.tables import TableReading, read_table
from app.imports.words import is_chinese, key

_ENOUGH = 0.6  # of a table's column headings; below it the table may be of another format
_MOST_NAMES = 3
_WORDS = 6  # Chinese signs of a piece that may be a sentence,
_STOPS = "。；：:"  # and its end


def read_paper(
    source: str | Path, catalogue: Catalogue, year: int | None = None, organ: str | None = None
) -> ImportOutcome:
    """Read ``source`` (a file, or text already read) as the report of ``organ`` on ``year``.

    What is not given is taken from the title. Raises ``Trouble`` where the file cannot be read, where year or organ
    are neither given nor printed, and where nothing on the paper belongs to a report.
    """
    page = read_source(source) if isinstance(source, Path) else from_text(source)
    title = _noted_title(catalogue, page.noted) or find_title(catalogue.forms, page.lines)
    year = year if year is not None else title.year if title else None
    if year is None:
        raise Trouble("原件里没有找到是哪一年的报告", "请写明年份再试")
    organ = organ or (title.organ if title else None)
    if not organ:
        raise Trouble("原件里没有找到是哪个单位的报告", "请写明单位名称再试")
    name = source.name if isinstance(source, Path) else ""
    paper = _Paper(catalogue, catalogue.governing(year), page, title, organ, year, name)
    return paper.read()


def _noted_title(catalogue: Catalogue, noted: str) -> Title | None:
    """The title that a note states; it is no line of the paper."""
    found = find_title(catalogue.forms, read_lines(noted)) if noted else None
    return replace(found, last_line=-1) if found else None


@dataclass
class _Paper:
    """One paper while it is read."""

    catalogue: Catalogue
    form: Form
    page: Source
    title: Title | None
    organ: str
    year: int
    name: str
    notes: list[Note] = field(default_factory=list)
    unplaced: list[str] = field(default_factory=list)
    closing: list[str] = field(default_factory=list)
    formats: list[Sighting] = field(default_factory=list)
    left: list[Sighting] = field(default_factory=list)
    tables: dict[str, TableReading] = field(default_factory=dict)
    headings: list[Heading] = field(default_factory=list)
    signed: str = ""
    issued: date | None = None
    splitter: Splitter = field(default_factory=Splitter)
    width: int = 0

    @property
    def lines(self) -> Sequence[Line]:
        """The lines of the paper."""
        return self.page.lines

    def read(self) -> ImportOutcome:
        """All of it."""
        self.headings = find_headings(self.form, self.lines)
        self.width = 0 if self.page.is_whole else texts.page_width(self.lines)
        for section in self.form.sections:
            if section.kind == "table":
                self._table(section)
        if not self.headings and not any(table.used for table in self.tables.values()) and not self._is_prose():
            raise Trouble("这份文件里没有找到年度报告的任何一部分", "请核对选对了没有；表格如果是图片，要照着录入")
        used = {line for table in self.tables.values() for line in table.used}
        self.headings = filled_in(self.form, self.lines, self.headings, used)
        passages = self._passages()
        self._say_title()
        self._say_missing(passages)
        doubts: dict[str, Doubt] = {}
        cells = dict.fromkeys(self.form.cells)
        for table in self.tables.values():
            cells.update(table.cells)
            doubts.update(table.doubts)
        return ImportOutcome(
            form_id=self.form.id,
            organ=self.organ,
            year=self.year,
            cells=cells,
            passages=passages,
            doubts=tuple(doubts[name] for name in cells if name in doubts),
            unplaced=tuple(self.unplaced),
            notes=tuple(self.notes),
            paper=Paper(self._file_name(), (*self._sightings(), *self.formats, *self.left)),
            signed=self.signed,
            issued=self.issued,
        )

    def _file_name(self) -> str:
        return self.name.encode("utf-8", "ignore").decode("utf-8")  # a name may be no text at all

    def _sightings(self) -> list[Sighting]:
        """What is printed otherwise than the form has it; of a table of another format nothing but that."""
        read = Read(
            form=self.form,
            lines=self.lines,
            headings=self.headings,
            tables=self.tables,
            organ=short_name(self.organ),
            year=self.year,
            has_title=self.title is not None,
            closing=self.closing,
        )
        other = {one.section for one in self.formats}
        return [one for one in sightings(read) if one.section not in other or one.what in ("heading", "missing")]

    def _heading(self, section: Section) -> Heading | None:
        return next((heading for heading in self.headings if heading.section is section), None)

    def _region(self, section: Section) -> tuple[Place, Place]:
        """The places between which ``section`` must stand: from its heading, or the one before it, to the next."""
        order = self.form.sections.index(section)
        before = [h for h in self.headings if self.form.sections.index(h.section) <= order]
        after = [h for h in self.headings if self.form.sections.index(h.section) > order]
        first = before[-1].end if before else Place(self.title.last_line + 1 if self.title else 0, 0, 0)
        return first, after[0].start if after else Place(len(self.lines), 0, 0)

    # ---- tables

    def _table(self, section: Section) -> None:
        first, last = self._region(section)
        first = max([first, *(table.end for table in self.tables.values() if table.used and table.end < last)])
        table = read_table(section, self.lines, first, last, self.splitter)
        if self._heading(section) is None and not table.is_likely():
            table.discard()  # no heading, and hardly any of its words: they belong to another part
        self.tables[section.id] = table
        if table.columns and table.columns_met < _ENOUGH * table.columns:
            self._say_other_format(section, table, first, last)

    def _say_other_format(self, section: Section, table: TableReading, first: Place, last: Place) -> None:
        """Names the format whose headings fit better than those of the format that governs the year."""
        own = table.columns_met / table.columns
        for form in self.catalogue.forms:
            for other in form.sections:
                if form is self.form or other.kind != "table" or key(other.heading) != key(section.heading):
                    continue
                tried = read_table(other, self.lines, first, last, self.splitter)
                if tried.columns and tried.columns_met / tried.columns > max(own, _ENOUGH):
                    reason = (
                        f"“{section.name}”用的是 {form.first_year} 年度起的表（{form.authority}），"
                        f"{self.year} 年度要用 {self.form.first_year} 年度起的表（{self.form.authority}）"
                    )
                    self.notes.append(Note(section.id, reason))
                    self.formats.append(Sighting("format", form.authority, self.form.authority, section.id))
                    return

    # ---- texts

    def _passages(self) -> dict[str, str]:
        found: dict[str, str] = {}
        end = self._end
        used = {line for table in self.tables.values() for line in table.used}
        first = self.headings[0].start if self.headings else end
        begin = self.title.last_line + 1 if self.title else 0
        opening = texts.cut(self.lines, Place(begin, 0, 0), first, used)
        behind = [behind_title(self.form, self.organ, self.year, piece) for piece in opening]
        stops = [*(heading.start for heading in self.headings[1:]), end][: len(self.headings)]
        parts: dict[str, str] = {}
        for heading, stop in zip(self.headings, stops, strict=True):
            self._one_part(parts, heading, stop, used)
        below, self.unplaced = self.unplaced, []  # told in the order of the paper
        said = [piece for piece in behind if not is_title_again(self.form, self.organ, self.year, piece)]
        self._opening(found, self._under_title(said))
        self.unplaced += below
        return {**found, **parts}

    @property
    def _end(self) -> Place:
        return Place(len(self.lines), 0, 0)

    def _under_title(self, pieces: list[str]) -> list[str]:
        body, head = signing.cut_above(pieces, self.organ, self.issued)
        self._sign(head)
        return body

    def _is_prose(self) -> bool:
        """A report of sentences alone: what it is stands in its title."""
        return self.title is not None and self.form.sections[0].kind == "text"

    def _opening(self, found: dict[str, str], pieces: list[str]) -> None:
        """What stands before the first heading: the preface, and the words of part one where its heading is missing."""
        first = self.form.sections[0]
        stop = self.headings[0].start if self.headings else self._end
        if first.kind != "text" or self.title is None or self._heading(first) is not None:
            if self.form.preface and self.headings:
                self._keep(found, self.form.preface.id, pieces, stop)
            else:
                self.unplaced += [piece for piece in pieces if piece]
            return
        preface, rest = parted(self.form, pieces)
        if self.form.preface is not None:
            self._keep(found, self.form.preface.id, preface, stop)
        self._keep(found, first.id, rest, stop)
        if first.id in found:
            where = "各部分的标题" if not self.headings else f"“{first.heading}”这个标题"
            self.notes.append(Note(first.id, f"原件没有{where}，前面的文字放进了“{first.heading}”，请分一分"))

    def _one_part(self, found: dict[str, str], heading: Heading, stop: Place, used: set[int]) -> None:
        """The text under one heading; what stands under a table's heading beside the table is not placed."""
        inside = {line for line in used if heading.end.line < line < stop.line}
        if heading.section.kind == "table":
            start = Place(heading.end.line + 1, 0, 0)
            if start < stop:
                last = stop if stop.line not in used else Place(stop.line, 0, 0)
                self._leave(heading.section.id, texts.cut(self.lines, start, last, inside), stop)
            return
        end = min(stop, Place(min(inside), 0, 0)) if inside else stop
        self._keep(found, heading.section.id, texts.cut(self.lines, heading.end, end), end)
        if end < stop:
            self._leave(heading.section.id, texts.cut(self.lines, end, stop, inside | {end.line}), stop)

    def _leave(self, section: str, pieces: list[str], stop: Place) -> None:
        """Words that belong to no part: a person looks at them, and so do the rules on wording."""
        kept = [piece for piece in self._unsigned(pieces, stop) if key(piece)]
        self.unplaced += kept
        said = [piece for piece in kept if sum(map(is_chinese, piece)) >= _WORDS and any(map(_STOPS.count, piece))]
        self.left += [Sighting("text", piece, "", section) for piece in said]

    def _unsigned(self, pieces: list[str], stop: Place) -> list[str]:
        """``pieces``, which end at ``stop``, without the lines under the report where that is its end."""
        if stop < self._end:
            return pieces
        body, closing = signing.cut_below(pieces, self.organ)
        self._sign(closing)
        return body

    def _sign(self, closing: list[str]) -> None:
        """Takes organ and day from lines that state nothing else; what they say beside is not placed."""
        self.closing += closing
        days = [day for line in closing if (day := signing.day_of(line)) is not None]
        names = [line for line in closing if signing.is_signer(line, self.organ)]
        self.issued = self.issued or next(reversed(days), None)
        self.signed = self.signed or next(iter(names), "")
        said = (key(self.signed), self.issued)
        self.unplaced += [line for line in closing if key(line) != said[0] and signing.day_of(line) != said[1]]

    def _keep(self, found: dict[str, str], name: str, pieces: list[str], stop: Place) -> None:
        body = self._unsigned(pieces, stop)
        text = texts.paragraphs([piece for piece in body if not piece or key(piece)], self.width)
        if text:
            found[name] = text

    # ---- what a person must be told

    def _say_title(self) -> None:
        if self.page.left_out:
            self.notes.append(Note("", self.page.left_out))
        if self.title is None:
            self.notes.append(Note("", "没有找到标题，单位和年份按您给的读"))
            return
        if self.title.year != self.year:
            self.notes.append(Note("", f"原件标题写的是 {self.title.year} 年，按 {self.year} 年读"))
        if key(short_name(self.title.organ)) != key(short_name(self.organ)):
            self.notes.append(Note("", f"原件标题写的是“{self.title.organ}”，按“{self.organ}”读"))

    def _say_missing(self, passages: Mapping[str, str]) -> None:
        for section in self.form.sections:
            heading, table = self._heading(section), self.tables.get(section.id)
            if heading is None and section.id not in passages:
                self.notes.append(Note(section.id, f"原件里没有找到“{section.heading}”这一部分"))
            if table is not None:
                self.notes += _say_rows(section, table)


def _say_rows(section: Section, table: TableReading) -> Iterator[Note]:
    if not table.used:
        return
    for rows, what in ((table.missing, "没有找到"), (table.empty, "没有数")):
        if rows:
            shown = "、".join(f"“{name}”" for name in rows[:_MOST_NAMES])
            more = f"等 {len(rows)} 行" if len(rows) > _MOST_NAMES else ""
            yield Note(section.id, f"“{section.name}”里{shown}{more}{what}")
