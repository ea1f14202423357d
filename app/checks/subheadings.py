"""The sub-headings （一）… of a text part, and the aspects that they name."""

from __future__ import annotations

import re

from app.checks.aspects import is_named, mentions, without_blanks
from app.domain import numbering
from app.forms.model import Part, Section

_RUN_IN = re.compile(
    r"\s*[（(][一二三四五六七八九十]{1,3}[）)]\s?[^\s，。：；,:;]{2,30}"
)  # a heading that no mark ends


def headings(text: str) -> tuple[tuple[int, int], ...]:
    """Where the sub-headings （一）… of ``text`` stand, without indent and the mark that ends them."""
    found, start = [], 0
    for line in text.split("\n"):
        run_in = _RUN_IN.match(line)
        if cut := numbering.lead(line) or (run_in.end() if run_in else 0):
            words = line[:cut].rstrip("。：: \t\u3000")
            found.append((start + len(words) - len(words.lstrip()), start + len(words)))
        start += len(line) + 1
    return tuple(found)


def unheaded(section: Section, text: str) -> tuple[Part, ...]:
    """The aspects of ``section`` that ``text`` speaks of under no sub-heading of theirs."""
    heads = without_blanks("".join(text[start:end] for start, end in headings(text)))
    return tuple(part for part in section.parts if not is_named(heads, part) and mentions(text, part))


def strange(section: Section, text: str) -> tuple[tuple[int, int], ...]:
    """Where sub-headings of ``text`` stand that name none of the aspects."""
    return tuple(
        (start, end)
        for start, end in headings(text)
        if not any(is_named(without_blanks(text[start:end]), part) for part in section.parts)
    )
