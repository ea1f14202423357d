"""大喇叭稿: the report in one minute, to be read out over the village loudspeaker.

Everything that is said comes from the story of the year and the key figures of the document; the sentences around it
stand in ``resources/print/script.toml``.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from app.document.blocks import Document
from app.document.spoken import phone, spoken
from app.document.story import Counter, Lead, Measure, Noughts, Steps, Story, Strip
from app.document.templates import PLACE, fill
from app.system.paths import resources

_LISTS = ("figures", "noughts")  # these may be cut short
_STOPS = "。；，、："
_CLEAR = 3  # signs of a figure that no other has by chance


@dataclass(frozen=True, slots=True)
class _Sentence:
    """One sentence; ``rank`` 0 is always read, ``fill`` only where there is time to fill."""

    text: str
    rank: int = 0
    fill: bool = False
    line: bool = False

    @property
    def names(self) -> list[str]:
        """What it needs to be told."""
        return PLACE.findall(self.text)


@dataclass(frozen=True, slots=True)
class _Plan:
    least: int
    most: int
    sentences: tuple[_Sentence, ...]


def announcement(document: Document, story: Story) -> str:
    """The script, a line for every breath; about ``most`` signs that are spoken, however much happened."""
    plan, said = _plan(), _said(document, story)
    lists = {"figures": _figures(document, story), "noughts": _noughts(story)}
    known = {**said, **{name: "、".join(items) for name, items in lists.items()}}
    able = [each for each in plan.sentences if all(known.get(name) for name in each.names)]
    taken = {each: fill(each.text, known) for each in able if not each.rank}
    for each in sorted((each for each in able if each.rank), key=lambda each: each.rank):
        room = plan.most - _length(taken.values())
        if each.fill and plan.most - room >= plan.least:
            continue
        words = _fitting(each, known, lists, room)
        if words:
            taken[each] = words
    return _lines(able, taken)


@cache
def _plan() -> _Plan:
    data = tomllib.loads((resources() / "print" / "script.toml").read_text(encoding="utf-8"))
    return _Plan(data["least"], data["most"], tuple(_Sentence(**row) for row in data["sentence"]))


def _said(document: Document, story: Story) -> dict[str, str]:
    """What the sentences may name, as it is spoken."""
    steps = next((block for block in story.blocks if isinstance(block, Steps)), None)
    counter = next((block.phone for block in story.blocks if isinstance(block, Counter)), "")
    said = {f"step{number}": step.text for number, step in enumerate(steps.steps if steps else (), start=1)}
    said |= {"title": document.title, "organ": document.signature.organ, "year": str(document.year or "")}
    said |= {"finding": _as_sentences(story.finding), "ask": steps.title.rstrip(_STOPS) if steps else ""}
    return {**said, "phone": phone(story.foot.phone or counter)}


def _as_sentences(finding: str) -> str:
    """What happened and what did not: a sentence each, for one breath is enough for one of them."""
    return finding.rstrip(_STOPS).replace("；", "。") + "。" if finding else ""


def _figures(document: Document, story: Story) -> list[str]:
    """What is not nought and was not said yet, in the words of the story, then of the key figures.

    Rather one figure twice than one not at all: two matters may well have the same figure.
    """
    leading = [item for block in story.blocks if isinstance(block, Lead) for item in block.figures]
    told = [*story.told, *leading]  # the finding's own
    strips = [block for block in story.blocks if isinstance(block, Strip) and not block.is_aside]
    keys = (Measure(item.label, item.figure, item.unit) for item in document.key_figures)
    found: list[str] = []
    for item in (*(item for strip in strips for item in strip.figures), *keys):
        is_told = _stands_in(item, story.finding) or any(_same(item, other) for other in told)
        if item.shown not in ("", "0") and not is_told:
            found.append(f"{item.label}{item.shown}{item.unit}")
        told.append(item)
    return found


def _same(one: Measure, other: Measure) -> bool:
    """True for the same figure under the same name, one of them shorter maybe."""
    short, long = sorted((one.label, other.label), key=len)
    return (one.shown, one.unit) == (other.shown, other.unit) and set(short) <= set(long)


def _stands_in(item: Measure, finding: str) -> bool:
    """True where ``finding`` says this very figure (not the end of a longer one) with its name, or it is long."""
    at = re.search(rf"(?<![\d.]){re.escape(item.shown + item.unit)}", finding) if item.shown else None
    if at is None:
        return False
    before = re.split(f"[{_STOPS}]", finding[: at.start()])[-1]
    return len(item.shown) >= _CLEAR or all(sign in before for sign in item.label)


def _noughts(story: Story) -> list[str]:
    """What is nought besides what the finding says; the large noughts are those of the finding."""
    blocks = [block for block in story.blocks if isinstance(block, Noughts)]
    names = [item.label for block in blocks for item in block.small]
    return [name for name in dict.fromkeys(names) if name not in story.finding]


def _fitting(sentence: _Sentence, known: Mapping[str, str], lists: Mapping[str, Sequence[str]], room: int) -> str:
    """The sentence if it fits, with as many things of its list as do; else ""."""
    name = next((name for name in sentence.names if name in _LISTS), "")
    items = lists.get(name, ())
    for count in range(len(items), 0, -1):
        words = fill(sentence.text, {**known, name: "、".join(items[:count])})
        if _length([words]) <= room:
            return words
    words = "" if name else fill(sentence.text, known)
    return words if _length([words]) <= room else ""


def _length(texts: Iterable[str]) -> int:
    """How many signs are spoken."""
    return sum(sign.isalnum() for text in texts for sign in spoken(text))


def _lines(able: Sequence[_Sentence], taken: Mapping[_Sentence, str]) -> str:
    """The sentences that are read, in their order, on their lines."""
    said = ""
    starts = False
    for each in able:
        starts = starts or each.line
        if each in taken:
            said += ("\n" if starts and said else "") + spoken(taken[each])
            starts = False
    return said + "\n"
