"""Two years' words side by side: which sentences are the same. Blanks do not count."""

from __future__ import annotations

import re
from dataclasses import dataclass

from app.domain import numbering

_SENTENCE = re.compile(r"[^。；！？\n]*[。；！？]|[^。；！？\n]+")


@dataclass(frozen=True, slots=True)
class Same:
    """The sentences of a text that another one holds too: their places, and their share of the text (0 to 1)."""

    spans: tuple[tuple[int, int], ...]
    share: float

    @property
    def percent(self) -> int:
        """The share in whole per cent; never 0 or 100 unless it is exactly that."""
        rounded = round(self.share * 100)
        return min(max(rounded, int(self.share > 0)), 100 if self.share == 1 else 99)


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a text that belongs together: a heading （一）… and what follows it, or what stands before them.

    ``start`` and ``end`` are its place in the text; ``heading`` its lead without the mark at the end, or "".
    """

    start: int
    end: int
    heading: str
    body: int  # where what follows the heading begins


def same(text: str, other: str) -> Same:
    """Which sentences of ``text`` stand in ``other`` as well; headings （一）… are left out of the comparison."""
    known = {key for _, _, key in each(other)}
    mine = list(each(text))
    spans = tuple((start, end) for start, end, key in mine if key in known)
    whole = sum(len(key) for _, _, key in mine)
    kept = sum(len(key) for _, _, key in mine if key in known)
    return Same(spans, kept / whole if whole else 0.0)


def stands_in(passage: str, text: str) -> bool:
    """True where every sentence of ``passage`` stands in ``text``; of a heading alone, the heading."""
    known, wanted = {key for _, _, key in each(text)}, [key for _, _, key in each(passage)]
    bare = "".join(passage.split())
    return all(key in known for key in wanted) if wanted else bool(bare) and bare in "".join(text.split())


def passages(text: str) -> tuple[Passage, ...]:
    """``text`` cut before each heading （一）…; where it has none, into its paragraphs."""
    lines = [line for line in _lines(text) if line[2].strip()]
    heads = [line for line in lines if numbering.lead(line[2])]
    starts = [line for line in lines if line in heads or not heads or line is lines[0]]
    ends = [*(line[0] for line in starts[1:]), len(text)]
    return tuple(_passage(line, text, end) for line, end in zip(starts, ends, strict=False))


def _passage(line: tuple[int, int, str], text: str, end: int) -> Passage:
    start, _, words = line
    cut = numbering.lead(words)
    body = start + cut
    while body < end and text[body] in "\n \u3000":
        body += 1
    stop = start + len(text[start:end].rstrip())
    return Passage(start, stop, words[:cut].strip().rstrip("。：:"), min(body, stop))


def _lines(text: str) -> list[tuple[int, int, str]]:
    found, start = [], 0
    for line in text.split("\n"):
        found.append((start, start + len(line), line))
        start += len(line) + 1
    return found


def each(text: str) -> list[tuple[int, int, str]]:
    """Start, end and the comparable words of each sentence; leads are skipped."""
    found = []
    for start, _, line in _lines(text):
        for match in _SENTENCE.finditer(line, numbering.lead(line)):
            words = match[0]
            key = "".join(words.split())
            if key.strip("。；！？"):
                first = start + match.start() + len(words) - len(words.lstrip())
                found.append((first, start + match.start() + len(words.rstrip()), key))
    return found
