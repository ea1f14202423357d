"""Rules on who speaks: the office's own name and level, and what is above its level."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from app.checks import fixing
from app.checks.model import CannotRun, Context, Hit
from app.checks.registry import BadRule, Reader, names_of, one, word_kind
from app.checks.words.sentences import MEMORY, Place, paragraphs, sentences
from app.domain.organ import Organ
from app.forms.model import Form, Rule
from app.forms.typed import Fault
from app.wording.model import Entry, Wording
from app.wording.pattern import Pattern, compile_pattern

_STEM = 2  # signs of a name before its level, at least
_LONGEST = 6


@dataclass(frozen=True, eq=False)
class _Level:
    """What an office of one level calls itself, and what it does not."""

    own: str
    others: re.Pattern[str] | None


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
    known = {level: _Level(level, _others(level, rule)) for level in levels}

    def read(context: Context) -> Iterator[Hit]:
        organ = _organ(context)
        own = known.get(organ.level)
        if own is None or own.others is None:
            return
        for part in paragraphs(context):
            for place in _of_another_level(part.text, own, organ):
                spot = part.spot(*place)
                fix = fixing.replacing(context, spot, own.own, f"改为“{own.own}”")
                shown = part.text[max(0, place[0] - 1) : place[1] + 2]
                yield Hit(part.section, {"quote": shown, "right": own.own, "level": own.own}, spots=(spot,), fix=fix)

    return read


def _others(level: str, rule: Rule) -> re.Pattern[str] | None:
    levels = names_of(rule, "levels")
    others = [other for other in levels if other != level]
    if not others:
        return None
    before = "".join(f"(?<!{re.escape(word)})" for word in names_of(rule, "unless", optional=True))
    behind = _any([*levels, *names_of(rule, "unless_behind", optional=True)])
    seats, heads = _any(names_of(rule, "seats")), _any(names_of(rule, "heads"))
    return re.compile(f"{before}(?P<a>{_any(others)})(?={seats})|{heads}(?P<b>{_any(others)})(?!{behind})")


def _any(words: Iterable[str]) -> str:
    return "(?:" + "|".join(map(re.escape, words)) + ")"


@lru_cache(maxsize=MEMORY)
def _of_another_level(paragraph: str, level: _Level, organ: Organ) -> tuple[Place, ...]:
    if level.others is None:
        return ()
    found = []
    for match in level.others.finditer(paragraph):
        place = match.span("a") if match["a"] else match.span("b")
        before = paragraph[max(0, place[0] - _LONGEST) : place[0]]
        if not any(word.endswith(before[-_STEM:]) for word in (organ.name, organ.district) if len(before) >= _STEM):
            found.append(place)
    return tuple(found)


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
    general: tuple[str, ...]


@word_kind(
    "own_name",
    {"levels": "names", "places": "names", "seats": "names", "voice": "names"},
    {"unless": "names", "general": "names"},
    ["quote", "right"],
)
def own_name(form: Form, rule: Rule, wording: Wording) -> Reader:
    """Another office's name stands where this one speaks of itself: behind one of ``voice`` (本报告由), or anywhere
    where it is a neighbour of the workspace and the sentence holds none of ``unless`` (联合, 交流).

    A name of this office or its district that lost its level before one of ``seats`` (青禾人民政府) is found as well.
    ``levels`` (乡, 镇) and ``places`` (县, 区) are what names end in; one that ends in ``general`` before its level
    (各, 本) is none.
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
        tuple(names_of(rule, "general", optional=True)),
    )

    def read(context: Context) -> Iterator[Hit]:
        organ = _organ(context)
        own = _own_names(organ, said)
        strangers = _last_names(tuple(known.report.key.organ for known in context.around.neighbours), own, said)
        for part in paragraphs(context):
            for place, right in _torn(part.text, own, said):
                spot = part.spot(*place)
                fix = fixing.replacing(context, spot, right, f"改为“{right}”")
                yield Hit(part.section, {"quote": spot.quote, "right": right}, spots=(spot,), fix=fix)
            for place in _strange(part.text, strangers, own, said):
                spot = part.spot(*place)
                yield Hit(part.section, {"quote": spot.quote, "right": organ.short_name}, spots=(spot,))

    return read


@lru_cache(maxsize=64)
def _own_names(organ: Organ, said: _Voice) -> tuple[str, ...]:
    """The names in the office's own name and its district's: 青禾县, 柳湾乡."""
    cut = re.compile(f"[\u4e00-\u9fff]{{2,8}}?{_any((*said.levels, *said.places))}")
    return tuple(dict.fromkeys(name for words in (organ.district, organ.short_name) for name in cut.findall(words)))


@lru_cache(maxsize=64)
def _last_names(names: tuple[str, ...], own: tuple[str, ...], said: _Voice) -> tuple[str, ...]:
    """What other offices are called without their district, where that is no part of an own name."""
    cut = re.compile(f"(?:.*{_any(said.places)})?([\u4e00-\u9fff]{{2,8}})")
    lasts = (match[1] for name in names if (match := cut.fullmatch(name)))
    return tuple(dict.fromkeys(name for name in lasts if not any(name in one or one in name for one in own)))


@lru_cache(maxsize=MEMORY)
def _torn(paragraph: str, own: tuple[str, ...], said: _Voice) -> tuple[tuple[Place, str], ...]:
    """Own names that lost their level before a seat, with what should stand there."""
    found = []
    for name in own:
        level = next((end for end in (*said.levels, *said.places) if name.endswith(end)), "")
        stem = name.removesuffix(level)
        if len(stem) < _STEM or stem not in paragraph:
            continue
        for seat in said.seats:
            for match in re.finditer(re.escape(stem + seat), paragraph):
                found.append((match.span(), name + seat))
    return tuple(found)


@lru_cache(maxsize=MEMORY)
def _strange(paragraph: str, strangers: tuple[str, ...], own: tuple[str, ...], said: _Voice) -> tuple[Place, ...]:
    found = []
    for start, end in sentences(paragraph):
        sentence = paragraph[start:end]
        if any(word in sentence for word in said.unless):
            continue
        places = [(at, at + len(word)) for word in strangers if (at := sentence.find(word)) >= 0]
        places += _in_own_voice(sentence, own, said)
        found += [(start + first, start + last) for first, last in places]
    return tuple(dict.fromkeys(found))


def _in_own_voice(sentence: str, own: tuple[str, ...], said: _Voice) -> Iterator[Place]:
    lasts = [name for name in own if name.endswith(said.levels)]
    for match in said.speaking.finditer(sentence):
        name = match["name"]
        stem = name.removesuffix(next(level for level in said.levels if name.endswith(level)))
        is_name = len(stem) >= _STEM and not stem.endswith(said.general)
        if lasts and is_name and not name.endswith(tuple(lasts)):
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
    above = tuple(_above(entry) for entry in wording.entries(one(rule, "list")))

    def read(context: Context) -> Iterator[Hit]:
        level = _organ(context).level
        for part in paragraphs(context):
            for place, entry in _found_above(part.text, above):
                if level in entry.levels:
                    spot = part.spot(*place)
                    words = {"quote": spot.quote, "level": level, "note": entry.note}
                    yield Hit(part.section, words, spots=(spot,), mark=f"{part.passage}:{entry.id}:{spot.quote}")

    return read


def _above(entry: Entry) -> _Above:
    params = entry.params
    try:
        finds = tuple(compile_pattern(source) for source in params.get("find", ()))
    except Fault as fault:
        raise BadRule(f"词条 {entry.id}：{fault}") from fault
    levels, unless = frozenset(params.get("levels", ())), tuple(params.get("unless", ()))
    return _Above(entry.id, finds, levels, unless, str(params.get("note", "")))


@lru_cache(maxsize=MEMORY)
def _found_above(paragraph: str, above: tuple[_Above, ...]) -> tuple[tuple[Place, _Above], ...]:
    found: dict[Place, _Above] = {}
    for start, end in sentences(paragraph):
        sentence = paragraph[start:end]
        for entry in above:
            for find in entry.finds:
                if any(key in sentence for key in find.keys) and not any(word in sentence for word in entry.unless):
                    for first, last in map(find.span, find.regex.finditer(sentence)):
                        found.setdefault((start + first, start + last), entry)
    return tuple(found.items())
