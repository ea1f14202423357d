"""What a text part should speak of: one way of looking, for the ticks beside the text and for the rules on it."""

from __future__ import annotations

import re
from functools import lru_cache

from app.domain import numbering
from app.forms.model import Part, Section

_TAIL = 4
_RUN_IN = re.compile(
    r"\s*[（(][一二三四五六七八九十]{1,3}[）)]\s?[^\s，。：；,:;]{2,30}"
)  # a heading that no mark ends


def mentions(text: str, part: Part) -> bool:
    """Whether ``text`` speaks of the aspect: by its name, by the last words of it (平台建设), or by its ``words``."""
    return _names(_plain(text), part)


def sought(label: str) -> str:
    """The words by which an aspect is found."""
    return label[-_TAIL:]


def unmentioned(section: Section, text: str) -> tuple[Part, ...]:
    """The aspects of ``section`` that ``text`` seems to say nothing of."""
    plain = _plain(text)
    return tuple(part for part in section.parts if not _names(plain, part))


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
    heads = _plain("".join(text[start:end] for start, end in headings(text)))
    return tuple(part for part in section.parts if not _names(heads, part) and mentions(text, part))


def strange(section: Section, text: str) -> tuple[tuple[int, int], ...]:
    """Where sub-headings of ``text`` stand that name none of the aspects."""
    return tuple(
        (start, end)
        for start, end in headings(text)
        if not any(_names(_plain(text[start:end]), part) for part in section.parts)
    )


def _names(plain: str, part: Part) -> bool:
    if part.label in plain or (len(part.label) > _TAIL and sought(part.label) in plain):
        return True
    return any(word in plain for word in part.words)


@lru_cache(maxsize=64)
def _plain(text: str) -> str:
    return "".join(text.split())
