"""Finders of what is no number: mailboxes, licence plates, passports, names beside numbers, marks of secrecy."""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.checks.private.finders import Find, Found, May, Wish, before, finder, ruled_out
from app.checks.private.text import HAN_DIGIT, HAN_DIGITS, TAKEN, UNSEEN

_AT = re.compile(
    r"[ \n]?(?:@|[\[({<【〔] ?(?i:at) ?[\])}>】〕]|#(?i:at)#|艾特)[ \n]?|(?<=[A-Za-z0-9])[ ](?i:at)[ ](?=[A-Za-z0-9])"
)
_MAY_BE = re.compile("@|[Aa][Tt]|艾特")
_LATIN = re.compile("[A-Za-z@艾]")
_DOT = r"(?: ?[.。·] ?| ?[\[({] ?(?:[.]|(?i:dot)) ?[\])}] ?| (?i:dot) | ?点 ?)"
_LOCAL = re.compile(rf"[A-Za-z0-9._%+{UNSEEN}-]+\Z")
_BORN = re.compile(r"[A-Za-z]{4,}[._-]?(?:19[4-9]\d|200\d)(?:\d{4})?")  # a name with a year of birth: somebody's own
_SPREAD_LOCAL = re.compile(r"(?:(?<![A-Za-z0-9])[A-Za-z0-9._+-] )+[A-Za-z0-9._+-]\Z")
_DOMAIN = re.compile(rf"[A-Za-z0-9{UNSEEN}-]+(?:{_DOT}[A-Za-z0-9{UNSEEN}-]+)+")
_SPREAD_DOMAIN = re.compile(r"[A-Za-z0-9-](?: [A-Za-z0-9.-])+(?![A-Za-z0-9])")
_BROKEN_DOMAIN = re.compile(r"[A-Za-z0-9.-]+\n[A-Za-z0-9-]*\.[A-Za-z]{2,6}(?:\.[A-Za-z]{2})?")
_NAME_OF_HOST = re.compile(r"[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,10}")
_REACH = 80
_LINE = 100
_LABEL = r"(?:[:是为 ]|号码?|\(|\))*$"

_LETTER = "A-HJ-NP-Za-hj-np-z"
_SIGN = f"(?:[{_LETTER}0-9]|{HAN_DIGIT})"
_BETWEEN = rf"[ \n·.{UNSEEN}-]{{0,3}}"
_ENDING = "学警港澳领"
_STARRED = r"[★☆✩✭⭐✰*]"


def _any(words: tuple[str, ...]) -> str:
    return "|".join(map(re.escape, words))


def _latin(wish: Wish) -> May:
    """A sign without which there is no mailbox, plate or passport."""
    return _LATIN.search


@finder("mailbox", 10, _latin)
def mailbox(wish: Wish) -> Find:
    """Mailboxes, but for those of public bodies by their domain, and those that are plainly the office's own: named so,
    by the words before or its own (xxgk…), or at the end of the office's address. One that is a QQ number, or that
    has a year of birth in it, is somebody's wherever it stands.
    """
    public, own_words, beside = wish.need("ranges"), wish.names("words"), wish.names("beside")
    office = re.compile(f"(?:{_any(wish.need('labels'))}){_LABEL}")

    def find(text: str) -> Iterator[Found]:
        for at in _AT.finditer(text) if _MAY_BE.search(text) else ():
            local = _local(text, at.start())
            domain = _domain(text, at.end())
            if local is None or domain is None:
                continue
            (start, name), (end, host) = local, domain
            own = any(host == known or host.endswith(f".{known}") for known in public)
            if not own and not name.isdigit() and not _BORN.fullmatch(name):
                own = bool(office.search(before(text, start, 14))) or _is_contact(
                    text[max(0, start - _LINE) : start], beside
                )
                own = own or any(word in name.lower() for word in own_words)
            yield ruled_out(start, end) if own else Found(wish.id, start, end, f"{name}@{host}")

    return find


def _is_contact(line: str, beside: tuple[str, ...]) -> bool:
    """Whether two of these words stand before: the line in which an office says how to reach it."""
    line = line.rpartition("。")[2]
    return sum(word in line for word in beside) > 1


def _local(text: str, end: int) -> tuple[int, str] | None:
    room = text[max(0, end - _REACH) : end]
    match = _SPREAD_LOCAL.search(room) or _LOCAL.search(room)
    name = match[0].replace(" ", "").replace(UNSEEN, "").strip("._%+-") if match else ""
    return (max(0, end - _REACH) + match.start(), name) if match and name else None


def _domain(text: str, start: int) -> tuple[int, str] | None:
    for pattern in (_DOMAIN, _SPREAD_DOMAIN, _BROKEN_DOMAIN):
        match = pattern.match(text, start, start + _REACH)
        if match is None:
            continue
        host = re.sub(_DOT, ".", match[0]).replace(UNSEEN, "").replace("\n", "").replace(" ", "").lower().strip(".-")
        if _NAME_OF_HOST.fullmatch(host):
            return match.end(), host
    return None


@finder("plate", 80, _latin)
def plate(wish: Wish) -> Find:
    """Licence plates: province, letter, five signs (or six of a new-energy car), with at least two figures."""
    provinces = _any(wish.need("ranges"))
    pattern = re.compile(
        rf"(?P<head>{provinces}){_BETWEEN}(?P<office>[{_LETTER}]){_BETWEEN}"
        rf"(?P<tail>{_SIGN}(?:{_BETWEEN}{_SIGN}){{3,5}}(?:{_BETWEEN}[{_ENDING}])?)"
    )

    def find(text: str) -> Iterator[Found]:
        for match in pattern.finditer(text):
            number = _plate_number(text, match)
            if number is not None:
                tail, end = number
                yield Found(wish.id, match.start(), end, f"{match['head']}{match['office'].upper()}{tail}")

    return find


_GREEN = re.compile(r"[A-HJK][A-HJ-NP-Z0-9]\d{4}|\d{5}[A-HJK]")
_BLUE = re.compile(rf"[A-HJ-NP-Z0-9]{{5}}|[A-HJ-NP-Z0-9]{{4}}[{_ENDING}]")


def _plate_number(text: str, match: re.Match[str]) -> tuple[str, int] | None:
    signs = [(at, HAN_DIGITS.get(text[at], text[at]).upper()) for at in range(match.start("tail"), match.end("tail"))]
    signs = [(at, sign) for at, sign in signs if sign.isalnum()]
    for length, shape in ((6, _GREEN), (5, _BLUE)):
        tail = "".join(sign for _, sign in signs[:length])
        if len(signs) < length or not shape.fullmatch(tail) or sum(map(str.isdigit, tail)) < 2:
            continue
        end = signs[length - 1][0] + 1
        after = text[end : end + 1]
        if not (after.isascii() and after.isalnum()):
            return tail, end
    return None


@finder("passport", 65, _latin)
def passport(wish: Wish) -> Find:
    """A letter or two and seven or eight figures, where the words before say that it is a travel document."""
    said = re.compile(f"(?:{_any(wish.need('labels'))}){_LABEL}")
    pattern = re.compile(r"[A-Za-z](?<![A-Za-z0-9].)(?:[A-Za-z]\d{7}|[ -]?\d{8})(?![A-Za-z0-9])")

    def find(text: str) -> Iterator[Found]:
        for match in pattern.finditer(text):
            if said.search(before(text, match.start(), 14)):
                yield Found(wish.id, *match.span(), re.sub("[ -]", "", match[0]).upper())

    return find


def _taken(wish: Wish) -> May:
    """Something that another finder found: before they look there is nothing."""
    return lambda text: TAKEN in text


@finder("person", 90, _taken)
def person(wish: Wish) -> Find:
    """A name behind 姓名 or the like, with a number of the same person in the same sentence."""
    double, single = wish.need("ranges"), frozenset(str(wish.params.get("signs", "")))
    pattern = re.compile(
        rf"(?:{_any(wish.need('labels'))})[: ]{{1,3}}(?P<name>[\u4e00-\u9fa5]{{2,4}}?)"
        rf"(?=[ ,，、(:：]|{TAKEN}|(?:{_any(wish.names('words'))}))[^。；！？\n{TAKEN}]{{0,30}}{TAKEN}"
    )

    def find(text: str) -> Iterator[Found]:
        for match in pattern.finditer(text):
            if match["name"][0] in single or match["name"].startswith(double):
                yield Found(wish.id, *match.span("name"), match["name"])

    return find


def _graded(wish: Wish) -> May:
    """A grade of secrecy, or one of the words."""
    grades, said = wish.need("ranges"), re.compile(_said(wish))
    return lambda text: any(map(text.__contains__, grades)) or said.search(text)


def _said(wish: Wish) -> str:
    gap = rf"[ ,，、:!{UNSEEN}]{{0,3}}"
    return "|".join(gap.join(map(re.escape, word)) for word in wish.need("words"))


@finder("mark", -10, _graded)
def mark(wish: Wish) -> Find:
    """A mark of secrecy (秘密★, 密级：机密, a line 机密 10年), or words that keep a paper inside."""
    grades = _any(wish.need("ranges"))
    pattern = re.compile(
        rf"(?:{grades}) {{0,3}}{_STARRED}(?: {{0,3}}(?:\d+ ?(?:年|个月)|长期))?"
        rf"|{_STARRED} {{0,3}}(?:{grades})"
        rf"|密 {{0,4}}级 {{0,2}}: {{0,2}}(?:{grades})"
        rf"|(?:^|(?<=\n)) {{0,8}}(?:{grades})(?: {{0,3}}\d+ ?(?:年|个月))? {{0,8}}(?=\n|$)"
        rf"|{_said(wish)}"
    )

    def find(text: str) -> Iterator[Found]:
        for match in pattern.finditer(text):
            lead = len(match[0]) - len(match[0].lstrip())
            yield Found(wish.id, match.start() + lead, match.end(), match[0].strip())

    return find
