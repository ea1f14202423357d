"""Where each part of the report begins on the paper, and whose report on which year it is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.forms.model import Form, Section
from app.imports.opening import is_title
from app.imports.sheet import Line
from app.imports.stream import Place, Stream
from app.imports.words import bare, fold, key, likeness, numbering_end, within

_ALIKE, _ALMOST = 0.62, 0.85
_SAME = 0.93  # inside a line: a sign too many or too few
_LONGEST = 40
_TITLE_LINES = 60
_TOP = 12  # lines in which a title may be written in any way
_LONGEST_TITLE, _LEAST_NAME = 60, 3
_YEAR = re.compile(r"((?:19|20)\d\d)年")
_YEAR_TWICE = re.compile(r"^年度?(?=.{3})")  # 2024年某镇2024年: the year stands in front as well
_ENDS = re.compile(r"(?:报告|报|总结)(?:\([^()]*\))?$")
_MIRRORED = str.maketrans("開報務總縣鎮區鄉動態結個關於", "开报务总县镇区乡动态结个关于")
_YEARLY = re.compile(r"(?P<organ>[^\d:]{2,80})?(?P<year>(?:19|20)\d\d)年度?(?P<rest>\D+)")


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading of ``section``: from ``start`` to before ``end``; ``exact`` where it is the form's own."""

    section: Section
    start: Place
    end: Place
    exact: bool


@dataclass(frozen=True, slots=True)
class Title:
    """What the title states; ``last_line`` is the last line of it."""

    organ: str
    year: int
    last_line: int


def find_headings(form: Form, lines: Sequence[Line]) -> list[Heading]:
    """The headings in official order; parts that were not met are left out."""
    found: list[tuple[int, int, Heading]] = []
    stream = Stream(lines, Place(0, 0, 0), Place(len(lines), 0, 0))
    for order, section in enumerate(form.sections):
        found += [(order, score, heading) for score, heading in _candidates(section, lines, stream)]
    found.sort(key=lambda item: (item[2].start, item[0]))
    return _best(found, len(form.sections))


def _best(found: Sequence[tuple[int, int, Heading]], count: int) -> list[Heading]:
    """The chain of headings in official and in printed order with the highest score."""
    best: list[tuple[int, tuple[Heading, ...]]] = [(0, ())] * (count + 1)
    for order, score, heading in found:
        points, chain = best[order]
        if chain and chain[-1].end > heading.start:
            continue
        for above in range(order + 1, count + 1):
            if points + score <= best[above][0]:
                break
            best[above] = (points + score, (*chain, heading))
    return list(best[count][1])


def _candidates(section: Section, lines: Sequence[Line], stream: Stream) -> Iterator[tuple[int, Heading]]:
    full, short = key(section.heading), key(bare(section.heading))
    numbered = full != short
    seen = set()
    for number, line in enumerate(lines):
        for cell, text in enumerate(line.cells):
            score = _line_score(text, full, short)
            if score:
                seen.add(number)
                yield score, Heading(section, Place(number, cell, 0), Place(number, cell, len(text)), score >= 20)
    if not numbered:
        return
    hits = stream.hits([full])
    for hit in hits:
        if hit.start.line not in seen or hit.end.line not in seen:
            yield 14, Heading(section, hit.start, hit.end, True)
    if not hits and not seen and (alike := stream.alike(full, _SAME)) is not None:
        yield 8, Heading(section, alike.start, alike.end, False)


def _line_score(text: str, full: str, short: str) -> int:
    name = key(text)
    if not name or len(name) > _LONGEST:
        return 0
    if name == full:
        return 24
    without = key(bare(text))
    if without == short:
        return 22 if numbering_end(fold(text)) else 20
    if name[0] == full[0] and likeness(without, short, _ALIKE) and numbering_end(fold(text)):
        return 9
    return 6 if likeness(without, short, _ALMOST) else 0


def find_title(forms: Sequence[Form], lines: Sequence[Line]) -> Title | None:
    """The first title near the top that is written after a form's own title, maybe over several lines.

    A sentence that names the report is none where a line above it is a title in other words (…政府信息公开年报).
    """
    top = lines[:_TITLE_LINES]
    found = _strict_title(forms, top)
    if found is not None and "。" not in top[found.last_line].text():
        return found
    above = top if found is None else top[: found.last_line]
    return _other_title(forms, above) or found


def _strict_title(forms: Sequence[Form], top: Sequence[Line]) -> Title | None:
    for width in (1, 2, 3):
        for first in range(len(top)):
            text = "".join(" ".join(line.cells) for line in top[first : first + width])
            if len(text) > 300 * width:
                continue
            for form in forms:
                found = _title(form, text)
                if found:
                    return Title(found[0], found[1], min(first + width, len(top)) - 1)
    return None


def _other_title(forms: Sequence[Form], top: Sequence[Line]) -> Title | None:
    """A title with its words in another order, left out or changed."""
    for number, line in enumerate(top):
        for form in forms:
            if is_title(form, line.text()) and (found := _turned(form, line.text())):
                return Title(found[0], found[1], number)
    for number, line in enumerate(top[:_TOP]):
        for form in forms:
            if found := _loosely(form, line.text()):
                return Title(found[0], found[1], number)
    return None


def is_loose_title(form: Form, line: str) -> bool:
    """True for a line that can only be a title, however it is written."""
    return _loosely(form, line) is not None


def _turned(form: Form, line: str) -> tuple[str, int] | None:
    """A title with the year in front (2021年度某镇…), or with words of the form's own left out."""
    match = _YEARLY.fullmatch(re.sub(r"[\s#*|…]+", "", fold(line)))
    if match is None:
        return None
    organ, rest, tail = match["organ"], match["rest"], key(form.title.rpartition("}")[2])
    if not organ:
        cut = next((at for at in range(len(rest)) if within(rest[at:], tail)), 0)
        organ, rest = rest[:cut], rest[cut:]
    return (organ, int(match["year"])) if len(organ) >= 2 and within(rest, tail) else None


def _loosely(form: Form, line: str) -> tuple[str, int] | None:
    """A line that has most signs of a title, a year and a name, in whatever order: converted, or with slips."""
    text = re.sub(r"[\s#*|…]+", "", fold(line)).translate(_MIRRORED)
    tail = key(form.title.rpartition("}")[2]).removeprefix("年")
    year = _YEAR.search(text)
    if year is None or not tail or len(text) > _LONGEST_TITLE or any(stop in text for stop in "。,;:，；：>"):
        return None
    if 3 * sum(sign in text for sign in set(tail)) < 2 * len(set(tail)) or not _ENDS.search(text):
        return None
    named = re.search(r"\(([^\d()]{3,20})\)$", text)
    behind = text[year.end() :].removeprefix("度")
    organ = text[: year.start()].removeprefix("关于").removesuffix("关于") or behind.partition(tail[:2])[0]
    if named is not None and len(organ) < _LEAST_NAME:
        organ = named[1]
    return (organ, int(year[1])) if len(organ) >= _LEAST_NAME and not any(map(str.isdigit, organ)) else None


def _title(form: Form, text: str) -> tuple[str, int] | None:
    pieces = {"{organ}": r"(?P<organ>[^\d\s:#*|]{2,80}?)", "{year}": r"(?P<year>(?:19|20)\d\d)(?:年度?)?"}
    pattern = "".join(
        pieces.get(part.removesuffix("年")) or r"\s*".join(re.escape(sign) for sign in fold(part))
        for part in re.split(r"(\{organ\}|\{year\}年?)", form.title)
    )
    match = re.search(pattern, re.sub(r"\s+", "", fold(text)))
    if match is None:
        return None
    organ = _YEAR_TWICE.sub("", match["organ"]).removesuffix("关于")
    return (organ if len(organ) > 1 else match["organ"], int(match["year"]))
