"""What a 更正 says: every figure and sentence that reads otherwise than on the paper that hangs, old and new."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal, InvalidOperation
from difflib import SequenceMatcher
from itertools import groupby, zip_longest
from operator import attrgetter
from typing import Any, TypeAlias

from app.checks import said
from app.checks.totals import effective
from app.document import quoting
from app.document.blocks import Paragraph
from app.document.compose import chinese_date, paragraphs, preface_of, resolved, title_of
from app.domain import address as names
from app.domain import numbering
from app.domain.address import Address
from app.domain.errors import Trouble
from app.domain.organ import Organ
from app.domain.report import Report
from app.domain.values import Value, ValueSpec, write
from app.forms.model import Form, Section

APART = "　"  # between the names of a place
NOTHING, BLANK, GONE = "（原来没有）", "（未填）", "（删去）"
_MOST_PAIRS = 400  # of paragraphs that are compared each with each
_SENTENCE = re.compile(r"[^。！？；]*[。！？；]+[”’）]*|[^。！？；]+")


@dataclass(frozen=True, slots=True)
class CorrectionRow:
    """One change: where it stands, what hung and what is right; ``is_text`` where both are words."""

    place: str
    old: str
    new: str
    unit: str = ""
    is_text: bool = False


@dataclass(frozen=True, slots=True)
class Correction:
    """The whole 更正. ``sentence`` names the paper and counts the changes, ``rest`` is about all else.

    The codes are the check codes as printed; both are "" where the caller knows none.
    """

    title: str
    date: str
    sentence: str
    rows: tuple[CorrectionRow, ...]
    rest: str
    organ: str
    old_code: str = ""
    new_code: str = ""

    def texts(self) -> Iterator[tuple[str, str]]:
        """Every text with the place where it stands."""
        yield "更正", f"{self.title}{self.date}{self.sentence}{self.rest}{self.old_code}{self.new_code}"
        yield "落款", self.organ
        for row in self.rows:
            yield row.place, f"{row.place}{row.old}{row.new}{row.unit}"


@dataclass(frozen=True, slots=True)
class Beside:
    """What a paper says beside the report: whose it is, and the words of its foot by the ids of their rows.

    ``names`` is what the rows are called; a row that has none is not told.
    """

    organ: Organ
    foot: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)


def hanging(form: Form, report: Report, beside: Beside) -> str:
    """What a paper says as it is hung, as JSON: equal only where figures, texts, preface and foot are."""
    values = effective(form, report.cells)
    told = said.said(form, values, report.passages)
    opening = _lines(preface_of(form, report, beside.organ, values)) if form.preface else []
    return said.canonical({**told, "preface": opening, "foot": dict(beside.foot)}).decode("utf-8", "replace")


def changes(form: Form, report: Report, beside: Beside, hung: str) -> tuple[CorrectionRow, ...]:
    """What reads otherwise in ``report`` than on the paper of which ``hanging`` gave ``hung``.

    Raises ``Trouble`` where that is of another form or cannot be read. It may be what ``handover.fingerprint.stated``
    gave: then the preface is the one that the office as it is now would have had, and nothing is said of the foot.
    """
    return tuple(_rows(form, _read(form, report, hung), report, beside))


def correct(
    form: Form, report: Report, beside: Beside, hung: str, day: date, *, old_code: str = "", new_code: str = ""
) -> Correction:
    """The 更正 of ``changes``; raises ``Trouble`` where there are none too."""
    rows = changes(form, report, beside, hung)
    if not rows:
        raise Trouble("和贴出去的那一份一样，没有要更正的地方", "先改报告里写错的地方，再来做更正")
    title = title_of(form, report)
    figures = sum(not row.is_text for row in rows)
    counted = [f"{n}处{what}" for n, what in ((figures, "数字"), (len(rows) - figures, "文字")) if n]
    return Correction(
        title=title,
        date=chinese_date(day),
        sentence=f"本公开栏张贴的{title}，有{'、'.join(counted)}更正如下。",
        rows=rows,
        rest="其余内容不变。",
        organ=beside.organ.seal_name,
        old_code=old_code,
        new_code=new_code,
    )


@dataclass(frozen=True, slots=True)
class _Sentence:
    """One of a text, with the number and the run-in heading of its paragraph."""

    paragraph: int
    lead: str
    words: str


_Paragraphs: TypeAlias = "list[list[_Sentence]]"


@dataclass(frozen=True, slots=True)
class _Hung:
    """The report as it hung, with its preface (None where nobody noted it) and the words of its foot."""

    report: Report
    preface: list[str] | None
    foot: Mapping[str, str]


def _read(form: Form, report: Report, hung: str) -> _Hung:
    try:
        data = json.loads(hung)
        if data["form"] != form.id:
            raise Trouble("贴出去的那一份用的是另一种格式，没法逐项对照", "请重新打印整份公开栏，换下旧的")
        cells = {name: _value(data["cells"].get(name), spec) for name, spec in {**form.cells, **form.fields}.items()}
        passages = {str(name): str(text) for name, text in data["passages"].items()}
        preface = [str(line) for line in data["preface"]] if "preface" in data else None
        foot = {str(row): str(words) for row, words in data.get("foot", {}).items()}
    except (ValueError, LookupError, TypeError, AttributeError, InvalidOperation, RecursionError) as error:
        raise Trouble("贴出去的那一份没有记全，没法逐项对照", "请重新打印整份公开栏，换下旧的") from error
    return _Hung(replace(report, cells=cells, passages=passages), preface, foot)


def _value(told: Any, spec: ValueSpec) -> Value:
    if told is None:
        return None
    return Decimal(str(told)) if spec.kind == "money" else int(told)


def _rows(form: Form, hung: _Hung, report: Report, beside: Beside) -> Iterator[CorrectionRow]:
    before = hung.report
    was, now = before.cells, effective(form, report.cells)
    if form.preface:
        old = hung.preface
        old = _lines(preface_of(form, before, beside.organ, was)) if old is None else old
        yield from _text_rows("开头", old, _lines(preface_of(form, report, beside.organ, now)))
    old_texts, new_texts = resolved(form, before, was), resolved(form, report, now)
    for at, section in enumerate(form.sections, start=1):
        place = f"第{numbering.numeral(at)}部分"
        old, new = (_lines(paragraphs(texts.get(section.id, ""))) for texts in (old_texts, new_texts))
        yield from _text_rows(place, old, new)
        for address, called in _figures(form, section):
            if was.get(address) != now.get(address):
                yield _figure_row(form, address, f"{place}{APART}{called}", was.get(address), now.get(address))
    for row, called in beside.names.items():
        hangs, stands = hung.foot.get(row), beside.foot.get(row)
        if hangs is not None and stands is not None and quoting.seen(hangs) != quoting.seen(stands):
            yield CorrectionRow(f"落款{APART}{called}", hangs or NOTHING, stands or GONE, is_text=True)


def _lines(said: Sequence[Paragraph]) -> list[str]:
    return [paragraph.text for paragraph in said]


def _figures(form: Form, section: Section) -> Iterator[tuple[Address, str]]:
    """The figures of a part in printed order, by the names that the form gives them."""
    for item in section.fields:
        yield names.field(section.id, item.id), item.label
    for block in section.blocks:
        for row in block.row_leaves():
            for column in block.column_leaves():
                address = names.cell(section.id, row.id or "", column.id or "")
                yield address, APART.join(filter(None, form.cell_names(address)))


def _figure_row(form: Form, address: Address, place: str, old: Value, new: Value) -> CorrectionRow:
    spec = form.spec(address) or ValueSpec()
    return CorrectionRow(place, write(old, spec) or BLANK, write(new, spec) or BLANK, spec.unit or "")


def _text_rows(place: str, old: Sequence[str], new: Sequence[str]) -> Iterator[CorrectionRow]:
    """The sentences that look different, or of long ones what changed; what is all new or gone by paragraphs."""
    mine, theirs = list(_sentences(old)), list(_sentences(new))
    before, after = ([quoting.seen(each.words) for each in sentences] for sentences in (mine, theirs))
    for what, a, b, c, d in SequenceMatcher(None, before, after).get_opcodes():
        if what == "equal":
            continue
        for was, now in _aligned(_paragraphs(mine[a:b]), _paragraphs(theirs[c:d])):
            if len(was) == len(now):
                for one, other in zip(was, now, strict=True):
                    yield from _quoted(place, [one], [other])
            else:
                yield from _quoted(place, was, now)


def _aligned(old: _Paragraphs, new: _Paragraphs) -> Iterator[tuple[Sequence[_Sentence], Sequence[_Sentence]]]:
    """Each paragraph beside what became of it, the most alike first; nothing beside what is new or gone."""
    if len(old) * len(new) <= 1 or len(old) * len(new) > _MOST_PAIRS:
        yield from zip_longest(old, new, fillvalue=())
        return
    clauses = [[quoting.clauses("".join(each.words for each in part)) for part in parts] for parts in (old, new)]
    pairs = ((at, to) for at in range(len(old)) for to in range(len(new)))
    at, to = max(pairs, key=lambda pair: sum(map(len, clauses[0][pair[0]] & clauses[1][pair[1]])))
    yield from _aligned(old[:at], new[:to])
    yield old[at], new[to]
    yield from _aligned(old[at + 1 :], new[to + 1 :])


def _quoted(place: str, was: Sequence[_Sentence], now: Sequence[_Sentence]) -> Iterator[CorrectionRow]:
    """A row for each stretch of a paragraph that differs, under its run-in heading."""
    old, new = ("".join(each.words for each in sentences) for sentences in (was, now))
    for stretch in quoting.stretches(old, new):
        hangs, stands = quoting.quoted(old, stretch.was), quoting.quoted(new, stretch.now)
        yield CorrectionRow(
            APART.join(filter(None, (place, (now or was)[0].lead))), hangs or NOTHING, stands or GONE, is_text=True
        )


def _sentences(lines: Sequence[str]) -> Iterator[_Sentence]:
    """Every sentence in which something can be seen."""
    for number, line in enumerate(lines):
        lead = line[: numbering.lead(line)].strip().rstrip("。：:")
        for words in _SENTENCE.findall(line):
            if quoting.seen(words):
                yield _Sentence(number, lead, words)


def _paragraphs(sentences: Sequence[_Sentence]) -> _Paragraphs:
    return [list(each) for _, each in groupby(sentences, key=attrgetter("paragraph"))]
