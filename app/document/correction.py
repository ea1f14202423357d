"""What a 更正 says: every figure and sentence that reads otherwise than on the paper that hangs, old and new."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal, InvalidOperation
from difflib import SequenceMatcher
from typing import Any

from app.checks import said
from app.checks.totals import effective
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

MOST_TEXT = 44  # characters of a sentence; of a longer one what changed is quoted with the words around it
APART = "　"  # between the names of a place
NOTHING, BLANK, GONE = "（原来没有）", "（未填）", "（删去）"
_AROUND, _REACH = 8, 6  # characters left on both sides of a change, and how many more so that a clause stays whole
_SENTENCE = re.compile(r"[^。！？；]*[。！？；]+[”’）]*|[^。！？；]+")
_PAUSES = "，、；：。"


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
class Around:
    """What a paper says beside the report: whose it is, and the words of its foot by the ids of their rows.

    ``names`` is what the rows are called; a row that has none is not told.
    """

    organ: Organ
    foot: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)


def hanging(form: Form, report: Report, around: Around) -> str:
    """What a paper says as it is hung, as JSON: equal only where figures, texts, preface and foot are."""
    values = effective(form, report.cells)
    told = said.said(form, values, report.passages)
    opening = _lines(preface_of(form, report, around.organ, values)) if form.preface else []
    return said.canonical({**told, "preface": opening, "foot": dict(around.foot)}).decode("utf-8", "replace")


def changes(form: Form, report: Report, around: Around, hung: str) -> tuple[CorrectionRow, ...]:
    """What reads otherwise in ``report`` than on the paper of which ``hanging`` gave ``hung``.

    Raises ``Trouble`` where that is of another form or cannot be read. It may be what ``handover.fingerprint.stated``
    gave: then the preface is the one that the office as it is now would have had, and nothing is said of the foot.
    """
    return tuple(_rows(form, _read(form, report, hung), report, around))


def correct(
    form: Form, report: Report, around: Around, hung: str, day: date, *, old_code: str = "", new_code: str = ""
) -> Correction:
    """The 更正 of ``changes``; raises ``Trouble`` where there are none too."""
    rows = changes(form, report, around, hung)
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
        organ=around.organ.seal_name,
        old_code=old_code,
        new_code=new_code,
    )


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


def _rows(form: Form, hung: _Hung, report: Report, around: Around) -> Iterator[CorrectionRow]:
    before = hung.report
    was, now = before.cells, effective(form, report.cells)
    if form.preface:
        old = hung.preface
        old = _lines(preface_of(form, before, around.organ, was)) if old is None else old
        yield from _text_rows("开头", old, _lines(preface_of(form, report, around.organ, now)))
    old_texts, new_texts = resolved(form, before, was), resolved(form, report, now)
    for at, section in enumerate(form.sections, start=1):
        place = f"第{numbering.numeral(at)}部分"
        old, new = (_lines(paragraphs(texts.get(section.id, ""))) for texts in (old_texts, new_texts))
        yield from _text_rows(place, old, new)
        for address, called in _figures(form, section):
            if was.get(address) != now.get(address):
                yield _figure_row(form, address, f"{place}{APART}{called}", was.get(address), now.get(address))
    for row, called in around.names.items():
        hangs, stands = hung.foot.get(row), around.foot.get(row)
        if hangs is not None and stands is not None and hangs != stands:
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
    """The sentences that differ; neighbours of one kind of change are one row."""
    mine, theirs = list(_sentences(old)), list(_sentences(new))
    matcher = SequenceMatcher(None, [words for _, words in mine], [words for _, words in theirs])
    for what, a, b, c, d in matcher.get_opcodes():
        if what == "equal":
            continue
        pairs = [(mine[a:b], theirs[c:d])]
        if b - a == d - c:
            pairs = [([was], [now]) for was, now in zip(mine[a:b], theirs[c:d], strict=True)]
        for was, now in pairs:
            short, other = shortened(_joined(was), _joined(now))
            where = filter(None, (place, (now or was)[0][0]))
            yield CorrectionRow(APART.join(where), short or NOTHING, other or GONE, is_text=True)


def _sentences(lines: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Every sentence with the run-in heading of its paragraph."""
    for line in lines:
        lead = line[: numbering.lead(line)].strip().rstrip("。：:")
        yield from ((lead, words) for words in _SENTENCE.findall(line))


def _joined(sentences: Sequence[tuple[str, str]]) -> str:
    return "".join(words for _, words in sentences)


def shortened(old: str, new: str) -> tuple[str, str]:
    """Both sentences, or of long ones what differs with some words around it: ……共收到3件，都……"""
    if max(len(old), len(new)) <= MOST_TEXT:
        return old, new
    least = min(len(old), len(new))
    before = next((at for at in range(least) if old[at] != new[at]), least)
    behind = next((at for at in range(least - before) if old[-1 - at] != new[-1 - at]), least - before)
    first, last = _clause_start(new, before), _clause_end(old, behind)
    return _cut(old, first, last), _cut(new, first, last)


def _clause_start(text: str, before: int) -> int:
    """Where to begin so that some words stand before the change, if possible at the start of a clause."""
    start = max(0, before - _AROUND)
    near = [at for at in range(max(0, start - _REACH), before) if at == 0 or text[at - 1] in _PAUSES]
    return near[-1] if near and before - near[-1] >= 2 else near[0] if near else start


def _clause_end(text: str, behind: int) -> int:
    """How many characters to leave off at the end, in the same way."""
    rest = max(0, behind - _AROUND)
    near = [left for left in range(max(0, rest - _REACH), behind) if left == 0 or text[-left - 1] in _PAUSES]
    return near[-1] if near else rest


def _cut(text: str, first: int, last: int) -> str:
    """``text`` without its ends; where still too long, without its middle."""
    words = text[first : len(text) - last]
    if len(words) > MOST_TEXT:
        half = (MOST_TEXT - 2) // 2
        words = f"{words[:half]}……{words[-half:]}"
    if not words:
        return ""
    return ("……" if first else "") + words + ("……" if last else "")
