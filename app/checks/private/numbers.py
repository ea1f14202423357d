"""Finders of numbers: of a person (GB 11643), of a bank card, of a mobile telephone; and what only looks like them."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Iterator

from app.checks.private.digits import Number, Run, is_born, is_identity, is_luhn, is_region, runs
from app.checks.private.finders import Find, Found, May, Wish, before, finder, passing, ruled_out
from app.checks.registry import BadRule

_ADDRESS = re.compile(r"(?i)(?:https?://|(?<![a-z0-9._])www\.)[\x21-\x7e]+")
# Each begins with the signs that it may begin with, and only then looks behind: so it is looked for at full speed.
_CREDIT = re.compile(
    r"[0-9A-HJ-NPQRTUWXY](?<![0-9A-Za-z].)[0-9A-HJ-NPQRTUWXY]\d{6}[0-9A-HJ-NPQRTUWXY]{10}(?![0-9A-Za-z])"
)
_LANDLINE = re.compile(
    r"(?<![0-9])\(?0(?:10|2\d|[3-9]\d{2})\)?[- ]{0,2}(?:\d{7,8}|\d{3,4}[- ]\d{4})(?![0-9])"
    r"(?: ?[-转] ?\d{1,6}(?![0-9]))?"
)
_MAY_BE_LANDLINE = re.compile(r"0(?:10|2\d|[3-9]\d{2})\)?[- ]{0,2}\d{3}")
_UNIT = re.compile(r" ?(?:\.\d{1,6})? ?(?:[万亿元%‰]|[余多]?[万亿])")
_COUNT = re.compile(r" ?(?:[件人次条户亩个项篇份米吨]|公里|平方)")
_LABEL_REACH = 12
_LABEL = r"(?:[:是为 ]|号码?|\(|\))*$"


def _labelled(labels: tuple[str, ...]) -> re.Pattern[str] | None:
    return re.compile(f"(?i)(?:{'|'.join(map(re.escape, labels))}){_LABEL}") if labels else None


class _Numbers(ABC):
    """What all finders of numbers share: walking the runs, and the words around a number."""

    def __init__(self, wish: Wish) -> None:
        self.wish = wish
        self.ranges = frozenset(wish.need("ranges"))
        self.labels = _labelled(wish.names("labels"))
        self.not_after = _labelled(wish.names("not_after"))

    def __call__(self, text: str) -> Iterator[Found]:
        for run in runs(text):
            done = 0
            for at in run.starts():
                if at < done:
                    continue
                found = self.at(text, run, at)
                if found is not None:
                    number, bare = found
                    done = at + len(number.digits)
                    start = number.start - int(text[number.start - 1 : number.start] == "+")
                    yield Found(self.wish.id, start, number.end, bare)

    @abstractmethod
    def at(self, text: str, run: Run, at: int) -> tuple[Number, str] | None:
        """The number that begins there, and how it is written plainly."""

    def is_labelled(self, text: str, number: Number) -> bool:
        """Whether the words before say what it is."""
        return self.labels is not None and bool(self.labels.search(before(text, number.start, _LABEL_REACH)))

    def is_something_else(self, text: str, number: Number) -> bool:
        """A sum of money, a reference number, the tail of a word in Latin letters."""
        if number.start and text[number.start - 1].isascii() and text[number.start - 1].isalpha():
            return not self.is_labelled(text, number)
        if self.not_after and self.not_after.search(before(text, number.start, _LABEL_REACH)):
            return True
        return bool(_UNIT.match(text, number.end) or (len(number.sizes) > 1 and _COUNT.match(text, number.end)))


def _is_in_lines(number: Number, shapes: tuple[tuple[int, ...], ...]) -> bool:
    """In one line or two, or one piece to a line as people part it; a column of figures is none."""
    return len(number.lines) <= 2 or number.lines in shapes


class _Identity(_Numbers):
    """Eighteen signs with a region, a birthday and a check digit; any way of parting them."""

    def at(self, text: str, run: Run, at: int) -> tuple[Number, str] | None:
        """As above; without the check digit only where the words before say what it is."""
        if "".join(run.digits[at : at + 2]) not in self.ranges:
            return None
        number = run.number(at, 18)
        if number is None or len(number.lines) > 4 or not is_born(number.digits[6:14]):
            return None
        if is_identity(number.digits) or (number.digits[:17].isdigit() and self.is_labelled(text, number)):
            return number, number.digits
        return None


class _OldIdentity(_Numbers):
    """Fifteen digits with a region and a birthday of the last century; there is nothing else to prove it by."""

    def at(self, text: str, run: Run, at: int) -> tuple[Number, str] | None:
        """As above, in one piece, in two, or parted evenly."""
        if "".join(run.digits[at : at + 2]) not in self.ranges:
            return None
        number = run.number(at, 15)
        if number is None or not _is_in_lines(number, ((6, 6, 3),)) or not self._is_plausible(number.digits):
            return None
        if len(number.sizes) > 4 and number.digits[6] in "01":  # fifteen small figures are a row of table four
            return None
        if not number.is_even and number.sizes not in ((6, 6, 3), (6, 2, 2, 2, 3)):
            return None
        if number.is_of_a_code or number.is_of_a_row or self.is_something_else(text, number):
            return None
        return number, number.digits

    @staticmethod
    def _is_plausible(digits: str) -> bool:
        return digits.isdigit() and is_region(digits) and is_born(digits[6:12]) and digits[12:] != "000"


class _Card(_Numbers):
    """Sixteen to nineteen digits that Luhn proves, of a known issuer, as long as its cards are."""

    def __init__(self, wish: Wish) -> None:
        super().__init__(wish)
        self.issuers = tuple(_issuer(wish, text) for text in wish.need("ranges"))

    def at(self, text: str, run: Run, at: int) -> tuple[Number, str] | None:
        """The longest that begins there."""
        head = "".join(run.digits[at : at + 6])
        lengths = {length for prefix, known in self.issuers if head.startswith(prefix) for length in known}
        for length in sorted(lengths, reverse=True):
            number = run.number(at, length)
            if number is None or len(number.lines) > 5 or not is_luhn(number.digits):
                continue
            if not number.is_even and min(number.sizes) < 3:
                continue
            if not number.is_of_a_code and not self.is_something_else(text, number):
                return number, number.digits
        return None


def _issuer(wish: Wish, text: str) -> tuple[str, range]:
    prefix, _, lengths = text.partition(":")
    shortest, _, longest = lengths.partition("-")
    if not (prefix.isdigit() and shortest.isdigit() and (longest or shortest).isdigit()):
        raise BadRule(f"词条 {wish.id} 的 ranges 应写成 62:16-19，{text} 写得不对")
    return prefix, range(int(shortest), int(longest or shortest) + 1)


class _Mobile(_Numbers):
    """Eleven digits of a range in use; alone, behind 86 or 0, in one piece or parted as people part them."""

    _BEFORE = ("0086", "86", "0", "")
    _SHAPES = ((3, 4, 4), (4, 4, 3), (4, 3, 4), (3, 3, 5))

    def at(self, text: str, run: Run, at: int) -> tuple[Number, str] | None:
        """As above, with what stands before it as part of its place."""
        for ahead in self._BEFORE:
            if "".join(run.digits[at : at + len(ahead)]) != ahead or (ahead == "0" and any(run.gaps[at + 1 : at + 2])):
                continue
            digits = "".join(run.digits[at + len(ahead) : at + len(ahead) + 11])
            if digits[:3] not in self.ranges or not digits.isdigit():
                continue
            number = run.number(at, len(ahead) + 11)
            if number is not None and self._is_one(text, run, at, len(ahead), number):
                return number, digits
        return None

    def _is_one(self, text: str, run: Run, at: int, ahead: int, number: Number) -> bool:
        if number.is_of_a_code or not _is_in_lines(number, self._SHAPES) or self.is_something_else(text, number):
            return False
        own = run.number(at + ahead, 11) or number
        if own.sizes in self._SHAPES or self.is_labelled(text, number):
            return True
        if number.is_of_a_row or (len(own.sizes) == 11 and own.digits.count("0") > 7):  # of a table with little in it
            return False
        return own.is_even or number.is_even


def _long(wish: Wish) -> May:
    """A stretch of digits as long as the shortest number."""
    return runs


@finder("identity", 20, _long)
def _identity(wish: Wish) -> Find:
    return _Identity(wish)


@finder("card", 40, _long)
def _card(wish: Wish) -> Find:
    return _Card(wish)


@finder("old_identity", 45, _long)
def _old_identity(wish: Wish) -> Find:
    return _OldIdentity(wish)


@finder("mobile", 70, _long)
def _mobile(wish: Wish) -> Find:
    return _Mobile(wish)


@passing(0)
def addresses(text: str) -> Iterator[Found]:
    """Addresses of the web: the numbers in them are those of pages."""
    return (ruled_out(*match.span()) for match in (_ADDRESS.finditer(text) if "." in text or "://" in text else ()))


@passing(30)
def credit_codes(text: str) -> Iterator[Found]:
    """Unified social credit codes (GB 32100), right or mistyped; one without a letter is never a person's number."""
    return (ruled_out(*match.span()) for match in _CREDIT.finditer(text) if not match[0].isdigit())


@passing(50)
def office_phones(text: str) -> Iterator[Found]:
    """Telephones with an area code."""
    return (ruled_out(*match.span()) for match in (_LANDLINE.finditer(text) if _MAY_BE_LANDLINE.search(text) else ()))
