"""Rules on who speaks: the office's own name and level, and what is above its level."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache, partial

from app.checks import fixing
from app.checks.model import CannotRun, Context, Hit
from app.checks.registry import BadRule, Reader, names_of, one, word_kind
from app.checks.words.reach import holds, through
from app.checks.words.sentences import Place, excerpt, sentences
from app.checks.words.wording import patterns
from app.domain.organ import Organ
from app.forms.model import Form, Rule
from app.wording.model import Entry, Wording
from app.wording.pattern import Pattern

_STEM = 2  # signs of a name before its level, at least


@dataclass(frozen=True, eq=False)
class _Level:
    """What an office of one level does not call itself."""

    others: tuple[str, ...]
    speaks: re.Pattern[str]


@word_kind(
    "own_level",
    {"levels": "names", "heads": "names", "seats": "names"},
    {"unless": "names", "unless_behind": "names"},
    ["quote", "right", "level"],
)
def own_level(form: Form, rule: Rule, wording: Wording) -> Reader:
    """The text speaks of an office of another level as of its own: 乡政府 in the report of a 镇.

    ``levels`` are the levels there are; one that is not the organ's stands before one of ``seats`` (政府, 党委) or
    behind one of ``heads`` (我, 本, 全). ``unless`` are words before the level that make it somebody else's (各, 乡),
    ``unless_behind`` what makes another word of it (全乡村).
    """
    levels = names_of(rule, "levels")
    known = {level: partial(_of_another_level, _others(level, rule)) for level in levels}

    def read(context: Context) -> Iterator[Hit]:
        organ = _organ(context)
        if organ.level not in known:
            return
        for part, place in through(context, known[organ.level]):
            before = part.text[max(0, place[0] - _STEM) : place[0]]
            if len(before) < _STEM or not any(name.endswith(before) for name in (organ.name, organ.district)):
                spot = part.spot(*place)
                fix = fixing.replacing(context, spot, organ.level, f"改为“{organ.level}”")
                words = {"quote": excerpt(part.text, *place), "right": organ.level}
                yield Hit(part.section, {**words, "level": organ.level}, spots=(spot,), fix=fix)

    return read


def _others(level: str, rule: Rule) -> _Level:
    levels = names_of(rule, "levels")
    others = tuple(other for other in levels if other != level)
    if not others:
        raise BadRule(f"规则 {rule.id} 的 levels 至少写两个")
    before = "".join(f"(?<!{re.escape(word)})" for word in names_of(rule, "unless", optional=True))
    behind = _any([*levels, *names_of(rule, "unless_behind", optional=True)])
    seats, heads = _any(names_of(rule, "seats")), _any(names_of(rule, "heads"))
    speaks = re.compile(f"{before}(?P<a>{_any(others)})(?={seats})|{heads}(?P<b>{_any(others)})(?!{behind})")
    return _Level(others, speaks)


def _any(words: Iterable[str]) -> str:
    return "(?:" + "|".join(map(re.escape, words)) + ")"


def _of_another_level(level: _Level, paragraph: str) -> tuple[Place, ...]:
    if not any(other in paragraph for other in level.others):
        return ()
    found = level.speaks.finditer(paragraph)
    return tuple(match.span("a") if match["a"] else match.span("b") for match in found)


def _organ(context: Context) -> Organ:
    if context.around.organ is None:
        raise CannotRun("no_organ")
    return context.around.organ


@dataclass(frozen=True, eq=False)
class _Voice:
    """The words of a rule on names. ``levels`` are those of offices like this one, ``places`` end other names."""

    levels: tuple[str, ...]
    places: tuple[str, ...]
    seats: tuple[str, ...]
    unless: tuple[str, ...]
    speaking: re.Pattern[str]
    acting: re.Pattern[str] | None
    guests: tuple[str, ...]
    general: tuple[str, ...]


@word_kind(
    "own_name",
    {"levels": "names", "places": "names", "seats": "names", "voice": "names"},
    {
        "unless": "names",
        "general": "names",
        "subjects": "names",
        "openers": "names",
        "objects": "names",
        "deeds": "names",
        "alone": "names",
        "guests": "names",
    },
    ["quote", "right"],
)
def own_name(form: Form, rule: Rule, wording: Wording) -> Reader:
    """Another office's name stands where this one speaks of itself: behind one of ``voice`` (本报告由), or anywhere
    where it is a neighbour of the workspace and the sentence holds none of ``unless`` (联合, 交流).

    A name of this office or its district that lost its level before one of ``seats`` (青禾人民政府) is found as well.
    ``levels`` (乡, 镇) and ``places`` (县, 区) are what names end in; one that ends in ``general`` before its level
    (各, 本) is none. A name that opens a clause (or stands behind one of ``openers``), with one of ``subjects`` behind
    it and then one of ``deeds``, speaks of itself too (红旗镇人民政府将进一步…), but not behind one of ``objects``
    (与, 由) and not where one of ``guests`` is told. Before one of ``alone`` a short
    name needs no subject (白石镇将进一步…).
    """
    levels = tuple(names_of(rule, "levels"))
    said = _Voice(
        levels,
        tuple(names_of(rule, "places")),
        tuple(names_of(rule, "seats")),
        tuple(names_of(rule, "unless", optional=True)),
        re.compile(
            f"{_any(names_of(rule, 'voice'))}(?P<name>[\u4e00-\u9fff]{{2,12}}?{_any(levels)})(?!村|{_any(levels)})"
        ),
        _acting(rule, levels),
        tuple(names_of(rule, "guests", optional=True)),
        tuple(names_of(rule, "general", optional=True)),
    )

    def read(context: Context) -> Iterator[Hit]:
        organ = _organ(context)
        own = _own_names(organ, said)
        strangers = _last_names(tuple(known.report.key.organ for known in context.around.neighbours), own, said)
        for part, (place, right) in through(context, _looks(said, own, strangers)):
            spot = part.spot(*place)
            fix = fixing.replacing(context, spot, right, f"改为“{right}”") if right else None
            yield Hit(part.section, {"quote": spot.quote, "right": right or organ.short_name}, spots=(spot,), fix=fix)

    return read


def _acting(rule: Rule, levels: tuple[str, ...]) -> re.Pattern[str] | None:
    """A name of an office as the subject of what an office says of itself; None where the rule does not say how."""
    subjects, deeds = names_of(rule, "subjects", optional=True), names_of(rule, "deeds", optional=True)
    if not subjects or not deeds:
        return None
    openers = "|".join(map(re.escape, names_of(rule, "openers", optional=True)))
    firsts = "".join(f"(?!{re.escape(word)})" for word in names_of(rule, "objects", optional=True))
    begins = rf"(?:^|[，。；：,;:\s])(?:(?:20[0-9]{{2}}年度?|{openers})[，,]?)?+{firsts}"
    behind = f"{_any(subjects)}(?:和|、)?{_any(subjects)}?{_any(deeds)}"
    long = f"[\u4e00-\u9fff]{{2,12}}?{_any(levels)}(?={behind})"
    alone = names_of(rule, "alone", optional=True)
    brief = f"(?:{_PLAIN}{{1,4}}[县市区])?{_PLAIN}{{2,3}}{_any(levels)}"
    short = f"|{brief}(?={_any(alone)})" if alone else ""
    return re.compile(f"{begins}(?P<name>{long}{short})")


# a sign of a name, and none of 我镇, 各乡镇, 全县
_PLAIN = "(?:(?![我本全各该在的了和与及对向为由将是有把被从到按以县市区乡镇街村社年月日级次个建制集城])[\u4e00-\u9fff])"


@lru_cache(maxsize=64)
def _own_names(organ: Organ, said: _Voice) -> tuple[str, ...]:
    """The names in the office's own name and its district's: 青禾县, 柳湾乡."""
    cut = re.compile(f"[\u4e00-\u9fff]{{2,8}}?{_any((*said.levels, *said.places))}")
    found = [name for words in (organ.district, organ.short_name) for name in cut.findall(words)]
    return tuple(dict.fromkeys([*found, organ.short_name]))


@lru_cache(maxsize=64)
def _last_names(names: tuple[str, ...], own: tuple[str, ...], said: _Voice) -> tuple[str, ...]:
    """What other offices are called without their district, where that is no part of an own name."""
    cut = re.compile(f"(?:.*{_any(said.places)})?([\u4e00-\u9fff]{{2,8}})")
    lasts = (match[1] for name in names if (match := cut.fullmatch(name)))
    return tuple(dict.fromkeys(name for name in lasts if not any(name in one or one in name for one in own)))


Look = Callable[[str], tuple[tuple[Place, str], ...]]


@lru_cache(maxsize=64)
def _looks(said: _Voice, own: tuple[str, ...], strangers: tuple[str, ...]) -> Look:
    """One look for these names: the same as long as they are, so that what it found is kept."""
    torn = tuple((stem + seat, name + seat) for name, stem in _stems(own, said) for seat in said.seats)
    return partial(_not_own, said, own, strangers, torn)


def _stems(own: tuple[str, ...], said: _Voice) -> Iterator[tuple[str, str]]:
    """Each own name with what is left of it without its level."""
    for name in own:
        stem = name.removesuffix(next((end for end in (*said.levels, *said.places) if name.endswith(end)), ""))
        if len(stem) >= _STEM:
            yield name, stem


def _not_own(
    said: _Voice, own: tuple[str, ...], strangers: tuple[str, ...], torn: tuple[tuple[str, str], ...], paragraph: str
) -> tuple[tuple[Place, str], ...]:
    """Names that are not the office's, with what should stand there where that is certain."""
    found = {
        match.span(): right
        for wrong, right in torn
        if wrong in paragraph
        for match in re.finditer(re.escape(wrong), paragraph)
    }
    speaks = holds(paragraph, said.levels) and (
        said.speaking.search(paragraph) or (said.acting and said.acting.search(paragraph))
    )
    if speaks or any(word in paragraph for word in strangers):
        for start, end in sentences(paragraph):
            for first, last in _strange(paragraph[start:end], strangers, own, said):
                found.setdefault((start + first, start + last), "")
    return tuple(found.items())


def _strange(sentence: str, strangers: tuple[str, ...], own: tuple[str, ...], said: _Voice) -> Iterator[Place]:
    if said.acting and not any(word in sentence for word in said.guests):
        yield from _in_own_voice(sentence, own, said, said.acting)
    if any(word in sentence for word in said.unless):
        return
    for word in strangers:
        if (at := sentence.find(word)) >= 0:
            yield at, at + len(word)
    yield from _in_own_voice(sentence, own, said, said.speaking)


def _in_own_voice(sentence: str, own: tuple[str, ...], said: _Voice, voice: re.Pattern[str]) -> Iterator[Place]:
    lasts = [name for name in own if name.endswith(said.levels)]
    for match in voice.finditer(sentence):
        name = match["name"]
        stem = name.removesuffix(next(level for level in said.levels if name.endswith(level)))
        is_name = len(stem) >= _STEM and not stem.endswith(said.general)
        if lasts and is_name and not name.endswith(tuple(lasts)) and not any(known.endswith(name) for known in own):
            yield match.span("name")


@dataclass(frozen=True, eq=False, slots=True)
class _Above:
    """An entry made ready: what offices of ``levels`` do not say of themselves."""

    id: str
    finds: tuple[Pattern, ...]
    levels: frozenset[str]
    unless: tuple[str, ...]
    note: str


@word_kind(
    "level",
    {"list": "name"},
    {},
    ["quote", "level", "note"],
    entry={"find": "names", "levels": "names", "unless": "names", "note": "text"},
)
def level_kind(form: Form, rule: Rule, wording: Wording) -> Reader:
    """An office of one of ``levels`` writes what only one above it does: what the entries of a list find.

    ``unless`` are words none of which stands in the sentence, ``note`` says what is the matter.
    """
    entries = [_above(entry) for entry in wording.entries(one(rule, "list"))]
    sought = tuple((find, entry) for entry in entries for find in entry.finds)
    look, may = partial(_found_above, sought), partial(_may_be_above, sought)

    def read(context: Context) -> Iterator[Hit]:
        level = _organ(context).level
        for part, (place, entry) in through(context, look, may):
            if level in entry.levels:
                spot = part.spot(*place)
                words = {"quote": spot.quote, "level": level, "note": entry.note}
                yield Hit(part.section, words, spots=(spot,), mark=f"{part.passage}:{entry.id}:{spot.quote}")

    return read


def _above(entry: Entry) -> _Above:
    params = entry.params
    finds = patterns(entry, "find")
    levels, unless = frozenset(params.get("levels", ())), tuple(params.get("unless", ()))
    return _Above(entry.id, finds, levels, unless, str(params.get("note", "")))


_Sought = tuple[tuple[Pattern, _Above], ...]


def _may_be_above(sought: _Sought, text: str) -> bool:
    return any(find.may_stand(text) for find, _ in sought)


def _found_above(sought: _Sought, paragraph: str) -> tuple[tuple[Place, _Above], ...]:
    near = [(find, entry) for find, entry in sought if find.may_stand(paragraph)]
    found: dict[Place, _Above] = {}
    for start, end in sentences(paragraph) if near else ():
        sentence = paragraph[start:end]
        for find, entry in near:
            for first, last in map(find.span, find.regex.finditer(sentence)):
                if not any(word in sentence for word in entry.unless):
                    found.setdefault((start + first, start + last), entry)
    return tuple(found.items())
