"""Kind ``wording``: what a list says is wrong in its context, with what should stand there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from operator import add

from app.checks import fixing
from app.checks.model import Context, Fix, Hit, Spot
from app.checks.registry import BadRule, Reader, Shape, one, word_kind
from app.checks.words.damage import is_damaged
from app.checks.words.reach import holds
from app.checks.words.sentences import MEMORY, Paragraph, excerpt, grams, looked, rarest
from app.forms.model import Form, Rule, Severity
from app.forms.typed import Fault
from app.wording.model import Entry, Wording
from app.wording.pattern import Pattern, again, compile_pattern

ENTRY: Mapping[str, Shape] = {
    "find": "names",
    "unless": "names",
    "right": "text",
    "or": "names",
    "note": "text",
    "certain": "flag",
    "severity": "text",
    "since": "number",
}
_MOST_CHOICES = 2  # buttons side by side
MAX_WAYS = 8000  # of all patterns of a list together
_SEVERITIES: Mapping[str, Severity] = {"error": "error", "warning": "warning", "info": "info"}


@dataclass(frozen=True, eq=False, slots=True)
class Sought:
    """One entry, ready to look for. ``right`` is what should stand there, "" where only a person can tell.

    ``others`` may be meant as well: whoever reads it chooses. ``unless`` are patterns as they are written.
    """

    id: str
    unless: tuple[str, ...]
    right: str
    says: str
    certain: bool
    severity: Severity | None
    since: int  # the first report year in which it is wrong, 0 for all
    others: tuple[str, ...] = ()

    def is_meant(self, paragraph: str, start: int, end: int) -> bool:
        """True where one of ``unless`` stands over or beside that place: then nothing is wrong."""
        return any(
            match.start() < end and start < match.end()
            for pattern in map(again, self.unless)
            if any(key in paragraph for key in pattern.keys)
            for match in pattern.regex.finditer(paragraph)
        )


_Made = list[tuple[Pattern, Sought]]
_Patterns = tuple[tuple[str, Sought], ...]  # as they are written
_Way = tuple[str, str, int, tuple[str, ...]]


@dataclass(frozen=True, eq=False, slots=True)
class Index:
    """Where to look at all: under one sign or two neighbours (``grams``) the words with them, one of which stands in
    whatever a pattern finds, with the list and the number of the pattern, and the words of which one stands there too.
    Lists share one, to be looked at once.

    Compared by identity: what was found is kept by it.
    """

    lists: Mapping[str, _Patterns]
    by_gram: Mapping[str, tuple[_Way, ...]]
    signs: tuple[str, ...]  # the keys of ``by_gram`` that are one sign


@dataclass(frozen=True, eq=False, slots=True)
class Sorted:
    """All entries of a list with their patterns, one by one; ``name`` is that of the list in ``index``."""

    name: str
    index: Index

    def candidates(self, paragraph: str) -> list[Pattern]:
        """The patterns that may find something in a paragraph, in the order of the list."""
        patterns = self.index.lists[self.name]
        return [again(patterns[number][0]) for number in sorted(_candidates(paragraph, self.index).get(self.name, ()))]


@dataclass(frozen=True, slots=True)
class Found:
    """What an entry found in a paragraph: the wrong part from ``start`` to before ``end``."""

    start: int
    end: int
    sought: Sought


_NOTHING: Mapping[str, tuple[Found, ...]] = {}


@word_kind("wording", {"list": "name"}, {}, ["at", "wrong", "right", "says"], ENTRY)
def wording_kind(form: Form, rule: Rule, wording: Wording) -> Reader:
    """What the entries of ``list`` find: ``at`` is the place (“公开得工作”里的“得”), ``says`` what should stand."""
    entries = of_list(wording, one(rule, "list"))

    def read(context: Context) -> Iterator[Hit]:
        year = context.report.key.year
        for part, found in looked(context, _of_all, entries.index):
            for item in found.get(entries.name, ()):
                if item.sought.since <= year:
                    yield _hit(context, part, item)

    return read


@lru_cache(maxsize=64)
def of_list(wording: Wording, list_id: str) -> Sorted:
    """The entries of a list ready to look for, once for all the rules that want them."""
    known = _all_lists(wording)
    return known[list_id] if list_id in known else compiled(wording.entries(list_id))


@lru_cache(maxsize=16)
def _all_lists(wording: Wording) -> Mapping[str, Sorted]:
    """Every list that a rule of this kind reads, with one index for all of them."""
    read = {rule.params.get("list") for known in wording.lists for rule in known.rules if rule.kind == "wording"}
    lists = {known.id: known.entries for known in wording.lists if known.id in read}
    patterns = {name: _patterns_of(entries) for name, entries in lists.items()}
    usual = "".join(text for known in wording.lists for entry in known.entries for text in entry.quiet)
    index = _index(patterns, usual)
    return {name: Sorted(name, index) for name in patterns}


def compiled(entries: tuple[Entry, ...]) -> Sorted:
    """Entries ready to look for; raises ``BadRule`` for one that cannot be read, or where all of them are too slow."""
    usual = "".join(text for entry in entries for text in entry.quiet)
    return Sorted("", _index({"": _patterns_of(entries)}, usual))


def _patterns_of(entries: tuple[Entry, ...]) -> _Made:
    made: _Made = []
    ways = 0
    for entry in entries:
        finds, unless, sought = patterns(entry, "find"), patterns(entry, "unless"), _sought(entry)
        ways += sum(pattern.ways for pattern in (*finds, *unless))
        made += [(pattern, sought) for pattern in finds]
    if ways > MAX_WAYS:
        raise BadRule("一份用语文件里可有可无的写法太多，查起来会慢")
    return made


def _index(lists: Mapping[str, _Made], usual: str) -> Index:
    """By what each pattern is looked for: of what it needs, words or seams, those that are rare in ``usual`` text."""
    often = Counter(usual)
    often.update(map(add, usual, usual[1:]))
    by_gram: dict[str, list[_Way]] = {}
    for name, patterns in lists.items():
        for number, (pattern, _) in enumerate(patterns):
            keys = [[(rarest(word, often), word) for word in words] for words in pattern.choices]
            known = [
                (_rate(grams_of, often), grams_of, words) for grams_of, words in zip(keys, pattern.choices, strict=True)
            ]
            seams = [[(seam, seam) for seam in seams] for seams in pattern.seams]
            known += [(_rate(grams_of, often), grams_of, ()) for grams_of in seams]
            known.sort(key=lambda item: item[0])
            beside = next((words for _, _, words in known[1:] if words), ())
            for gram, key in known[0][1]:
                by_gram.setdefault(gram, []).append((key, name, number, beside))
    signs = tuple(gram for gram in by_gram if len(gram) == 1)
    written = {name: tuple((pattern.source, sought) for pattern, sought in made) for name, made in lists.items()}
    return Index(written, {gram: tuple(found) for gram, found in by_gram.items()}, signs)


def _rate(grams_of: list[tuple[str, str]], often: Mapping[str, int]) -> tuple[int, int]:
    """How often words are met by their grams."""
    return sum([often.get(gram, 0) for gram, _ in grams_of]), len(grams_of)


@lru_cache(maxsize=MEMORY)
def _candidates(paragraph: str, index: Index) -> Mapping[str, set[int]]:
    """The numbers of the patterns that may find something in a paragraph, by the names of their lists."""
    found: dict[str, set[int]] = {}
    by_gram = index.by_gram
    for gram in (by_gram.keys() & grams(paragraph)).union([sign for sign in index.signs if sign in paragraph]):
        for key, name, number, beside in by_gram[gram]:
            if (key == gram or key in paragraph) and (not beside or holds(paragraph, beside)):
                if name in found:
                    found[name].add(number)
                else:
                    found[name] = {number}
    return found


def find(paragraph: str, entries: Sorted) -> tuple[Found, ...]:
    """What is wrong in a paragraph by one list, in the order of the text; of two that overlap the first."""
    return _of_all(paragraph, entries.index).get(entries.name, ())


@lru_cache(maxsize=MEMORY)
def _of_all(paragraph: str, index: Index) -> Mapping[str, tuple[Found, ...]]:
    """The same by all lists that find something, under their names: most paragraphs are right by every one of them."""
    of_each = ((name, _found(paragraph, index.lists[name], at)) for name, at in _candidates(paragraph, index).items())
    found = {name: kept for name, kept in of_each if kept}
    return _NOTHING if not found or is_damaged(paragraph) else found


def _found(paragraph: str, patterns: _Patterns, numbers: set[int]) -> tuple[Found, ...]:
    found = []
    for source, sought in map(patterns.__getitem__, sorted(numbers)):
        pattern = again(source)
        for match in pattern.regex.finditer(paragraph):
            start, end = pattern.span(match)
            if not sought.is_meant(paragraph, start, end):
                found.append(Found(start, end, sought))
    found.sort(key=lambda item: item.start)  # entries that come first in the list stay first
    kept: list[Found] = []
    for item in found:
        if not kept or item.start >= kept[-1].end:
            kept.append(item)
    return tuple(kept)


def _hit(context: Context, part: Paragraph, found: Found) -> Hit:
    spot, sought = part.spot(found.start, found.end), found.sought
    shown = excerpt(part.text, found.start, found.end)
    words = {
        "at": f"“{shown}”" if shown == spot.quote else f"“{shown}”里的“{spot.quote}”",
        "wrong": spot.quote,
        "right": sought.right,
        "says": sought.says,
    }
    return Hit(
        part.section,
        words,
        spots=(spot,),
        fix=_fix(context, spot, sought),
        choices=_choices(context, spot, sought),
        mark=f"{part.passage}:{sought.id}:{shown}",
        severity=sought.severity,
    )


def _fix(context: Context, spot: Spot, sought: Sought) -> Fix | None:
    if not sought.certain:
        return None
    return fixing.replacing(context, spot, sought.right, f"改为“{sought.right}”")


def _choices(context: Context, spot: Spot, sought: Sought) -> tuple[Fix, ...]:
    """One way for each word that may be meant; none where there are too many to choose from at a glance."""
    words = (sought.right, *sought.others)
    if sought.certain or not sought.others or len(words) > _MOST_CHOICES:
        return ()
    made = (fixing.replacing(context, spot, word, f"改为“{word}”") for word in words)
    return tuple(fix for fix in made if fix is not None)


def _sought(entry: Entry) -> Sought:
    right = entry.params.get("right", "")
    if entry.params.get("certain") and not right:
        raise BadRule(f"词条 {entry.id} 写着 certain，却没有 right")
    if not entry.params.get("find"):
        raise BadRule(f"词条 {entry.id} 缺少 find")
    return Sought(
        entry.id,
        tuple(entry.params.get("unless", ())),
        right,
        _says(entry, right),
        bool(entry.params.get("certain")),
        severity_of(entry),
        entry.params.get("since", 0),
        tuple(entry.params.get("or", ())),
    )


def severity_of(entry: Entry) -> Severity | None:
    """The severity that an entry states for itself, None where its rule's holds."""
    severity = entry.params.get("severity")
    if severity is not None and severity not in _SEVERITIES:
        raise BadRule(f"词条 {entry.id} 的 severity 只能是 {'、'.join(_SEVERITIES)}")
    return _SEVERITIES[severity] if severity else None


def _says(entry: Entry, right: str) -> str:
    note = entry.params.get("note", "")
    others = "".join(f"或“{other}”" for other in entry.params.get("or", ()))
    if not right and not note:
        raise BadRule(f"词条 {entry.id} 要写 right（应为什么）或 note（怎么说）")
    return "，".join(part for part in (f"疑应为“{right}”{others}" if right else "", note) if part)


def patterns(entry: Entry, key: str) -> tuple[Pattern, ...]:
    """The patterns at ``key`` of an entry; ``BadRule`` where one cannot be read."""
    try:
        return tuple(compile_pattern(source) for source in entry.params.get(key, ()))
    except Fault as fault:
        raise BadRule(f"词条 {entry.id}：{fault}") from fault
