"""The language in which entries say what to look for: small, readable, and never slow.

    公开<得>(工作|部署)      what stands between < and > is wrong; the rest is what must stand around it
    (甲|乙)  [甲乙]  [^甲乙]   one of these words; one of these signs; any sign but these
    甲?  (甲|乙)?             may be missing
    ~                         up to ``GAP`` signs of the same clause, or none
    …                         up to ``LONG_GAP`` signs of the same sentence, or none
    @  #                      a Chinese character; a number of up to ``DIGITS`` signs, a blank beside it or none
    ^ at the start, $ at the end: the paragraph begins or ends there
    \\                        the next sign is meant as it stands

There is no repetition without a bound, and ``ways`` counts how often a pattern can be tried over again at one place:
a list that a stranger brought cannot keep the program busy.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise
from sys import intern

from app.forms.typed import Fault

GAP = 8
LONG_GAP = 60
DIGITS = 8
MAX_SIGNS = 200  # of a pattern
MAX_WAYS = 200
_SPECIAL = "<>()[]|?~…@#^$\\"
_HAN = "\u3400-\u9fff"
_CLASSES = {
    "~": (f"[^，。！？；：、,!?;:“”《》（）()]{{0,{GAP}}}?", GAP + 1),
    "…": (f"[^。！？；!?;]{{0,{LONG_GAP}}}?", LONG_GAP + 1),
    "@": (f"[{_HAN}]", 1),
    "#": (f"[0-9０-９〇零一二两三四五六七八九十百千万.．]{{1,{DIGITS}}}", DIGITS),
}


@dataclass(frozen=True, eq=False)
class Pattern:
    """A pattern made ready. ``choices`` are sets of words: of each set one word stands in whatever it finds; the same
    word is the same string in all patterns.

    ``meets`` are two sets of words each that stand side by side. ``ways`` see above.
    """

    source: str
    figure: str
    choices: tuple[tuple[str, ...], ...]
    meets: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]
    ways: int

    @property
    def keys(self) -> tuple[str, ...]:
        """The set that tells most: long words, and few of them."""
        return max(self.choices, key=_worth, default=())

    @property
    def seams(self) -> tuple[frozenset[str], ...]:
        """Sets of two signs, likewise, where its pieces meet: they are rare, for that is where a slip is."""
        return tuple(
            frozenset([one[-1] + other[0] for one in before for other in words]) for before, words in self.meets
        )

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """Its regular expression; group ``wrong`` is what stands between < and > (absent: all of it)."""
        return re.compile(_Maker(self.source, self.figure).expression())

    def may_stand(self, text: str) -> bool:
        """False for a text that lacks all words of a set: it finds nothing there."""
        for words in self.choices:  # noqa: SIM110 - asked for each paragraph
            if not any(map(text.__contains__, words)):
                return False
        return True

    def span(self, match: re.Match[str]) -> tuple[int, int]:
        """Where the wrong part stands."""
        return match.span("wrong") if "wrong" in self.regex.groupindex else match.span()


def compile_pattern(source: str, figure: str = "") -> Pattern:
    """The pattern that ``source`` writes; raises ``Fault``, one Chinese sentence without its full stop.

    ``figure`` is the one sign that # finds, where each number of the text has become one.
    """
    if len(source) > MAX_SIGNS:
        raise Fault(f"写法“{source[:20]}…”太长，最多 {MAX_SIGNS} 字")
    made = _Maker(source, figure).make()
    if not made.keys:
        raise Fault(f"写法“{source}”里没有一个字是一定要有的")
    if made.ways > MAX_WAYS:
        raise Fault(f"写法“{source}”里可有可无的太多，查起来会慢")
    return made


@lru_cache(maxsize=512)
def again(source: str) -> Pattern:
    """A pattern that was made before, for lists that keep none: they have thousands, and few are ever tried."""
    return compile_pattern(source)


class _Maker:
    """Reads a pattern from left to right. ``_run`` gathers plain signs that stand side by side: a key."""

    def __init__(self, source: str, figure: str = "") -> None:
        self._source = source
        self._figure = figure
        self._classes = {**_CLASSES, "#": (re.escape(figure), 1)} if figure else _CLASSES
        self._at = 0
        self._out: list[str] = []
        self._keys: list[tuple[str, ...]] = []
        self._meets: list[tuple[tuple[str, ...], tuple[str, ...]]] = []
        self._before: tuple[str, ...] = ()  # the words that end right here
        self._run = ""
        self._ways = 1
        self._marks = ""  # of < and > seen so far

    def make(self) -> Pattern:
        self._read()
        return Pattern(self._source, self._figure, tuple(self._keys), tuple(self._meets), self._ways)

    def expression(self) -> str:
        """The regular expression alone."""
        self._read()
        return "".join(self._out)

    def _read(self) -> None:
        while self._at < len(self._source):
            self._piece()
        if self._marks not in ("", "<>"):
            raise self._fault("里的 < 和 > 没有配好")
        self._end_run()

    def _piece(self) -> None:
        sign = self._next()
        if sign in "<>":
            self._mark(sign)
        elif sign == "^" and self._at == 1:
            self._out.append(r"\A")
        elif sign == "$" and self._at == len(self._source):
            self._out.append(r"\Z")
        elif sign in self._classes:
            self._end_run()
            expression, ways = self._classes[sign]
            if sign == "#" and self._marks != "<" and self._classes is _CLASSES:
                expression = f" ?{expression} ?"  # 令第 711 号: blanks are no part of what is wrong
            self._add(expression, ways)
        elif sign == "(":
            self._end_run()
            self._group()
        elif sign == "[":
            self._end_run()
            self._class()
        elif sign == "\\" and self._at < len(self._source):
            self._plain(self._next())
        elif sign in _SPECIAL:
            raise self._fault(f"里的 {sign} 用错了地方")
        else:
            self._plain(sign)

    def _mark(self, sign: str) -> None:
        if self._marks + sign not in ("<", "<>") or self._source[self._at - 2 : self._at] == "<>":
            raise self._fault("里的 < 和 > 没有配好")
        self._marks += sign
        self._out.append("(?P<wrong>" if sign == "<" else ")")

    def _plain(self, sign: str) -> None:
        if self._may_miss():
            self._end_run()
            self._add(re.escape(sign), 1, optional=True)
        else:
            self._run += sign
            self._out.append(re.escape(sign))

    def _group(self) -> None:
        end = self._source.find(")", self._at)
        words = self._source[self._at : end].split("|") if end >= 0 else [""]
        if any(not word or any(sign in _SPECIAL for sign in word) for word in words):
            raise self._fault("里的 (…|…) 没有写全，里面只能是字词")
        self._at = end + 1
        words = list(dict.fromkeys(words))
        optional, before = self._may_miss(), self._before
        ways = _ways(words)
        self._add("(?:" + "|".join(map(re.escape, words)) + ")", ways, optional=optional)
        if not optional:
            self._need(before, tuple(map(intern, words)))

    def _class(self) -> None:
        end = self._source.find("]", self._at)
        signs = self._source[self._at : end] if end >= 0 else ""
        negated = signs.startswith("^")
        signs = signs.removeprefix("^")
        if not signs or any(sign in _SPECIAL and sign not in "()<>" for sign in signs):
            raise self._fault("里的 […] 没有写全，里面只能是单个的字")
        self._at = end + 1
        optional, before = self._may_miss(), self._before
        self._add(f"[{'^' if negated else ''}{re.escape(signs)}]", 1, optional=optional)
        if not optional and not negated:
            self._need(before, tuple(map(intern, dict.fromkeys(signs))))

    def _add(self, expression: str, ways: int, *, optional: bool = False) -> None:
        optional = optional or self._may_miss()
        self._out.append(f"(?:{expression})?" if optional else expression)
        self._at += optional
        self._before = ()
        self._ways *= ways + optional
        if self._ways > MAX_WAYS * MAX_SIGNS:
            raise self._fault("里可有可无的太多，查起来会慢")

    def _end_run(self) -> None:
        if self._run:
            self._need(self._before, (intern(self._run),))
        self._run = ""

    def _need(self, before: tuple[str, ...], words: tuple[str, ...]) -> None:
        """One of ``words`` must stand here, right behind one of ``before``."""
        self._keys.append(words)
        if before:
            self._meets.append((before, words))
        self._before = words

    def _may_miss(self) -> bool:
        return self._source[self._at : self._at + 1] == "?"

    def _next(self) -> str:
        self._at += 1
        return self._source[self._at - 1]

    def _fault(self, what: str) -> Fault:
        return Fault(f"写法“{self._source}”{what}")


def _ways(words: Sequence[str]) -> int:
    """How many of the words can stand at one place together: those that begin one another."""
    ordered = sorted(words)
    if not any(after.startswith(word) for word, after in pairwise(ordered)):
        return 1  # whatever begins another word stands right before one that it begins
    return max(sum(other.startswith(word) for word in words) for other in words)


def _worth(words: Sequence[str]) -> tuple[int, int]:
    """How well words tell apart: long ones, and few of them."""
    return min(map(len, words)), -len(words)
