"""What a text part should speak of: one way of looking, for the ticks beside the text and for the rules on it."""

from __future__ import annotations

from functools import lru_cache

from app.forms.model import Part, Section

_TAIL = 4


def mentions(text: str, part: Part) -> bool:
    """Whether ``text`` speaks of the aspect: by its name, by the last words of it (平台建设), or by its ``words``."""
    return is_named(without_blanks(text), part)


def sought(label: str) -> str:
    """The words by which an aspect is found."""
    return label[-_TAIL:]


def unmentioned(section: Section, text: str) -> tuple[Part, ...]:
    """The aspects of ``section`` that ``text`` seems to say nothing of."""
    plain = without_blanks(text)
    return tuple(part for part in section.parts if not is_named(plain, part))


def is_named(plain: str, part: Part) -> bool:
    """The same of a text whose blanks were taken out."""
    if part.label in plain or (len(part.label) > _TAIL and sought(part.label) in plain):
        return True
    return any(word in plain for word in part.words)


@lru_cache(maxsize=64)
def without_blanks(text: str) -> str:
    """``text`` as it is looked through."""
    return "".join(text.split())
