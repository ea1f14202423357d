"""What a text part should speak of: only a look for the words, nobody is told that something is wrong."""

from __future__ import annotations

from app.forms.model import Section

_TAIL = 4


def mentions(text: str, label: str) -> bool:
    """Whether ``text`` speaks of the aspect: by its name, or by the last words of it (平台建设)."""
    plain = "".join(text.split())
    return label in plain or (len(label) > _TAIL and sought(label) in plain)


def sought(label: str) -> str:
    """The words by which an aspect is found."""
    return label[-_TAIL:]


def unmentioned(section: Section, text: str) -> tuple[str, ...]:
    """The words that were not found, one for each aspect of ``section`` that ``text`` seems to say nothing of."""
    return tuple(sought(part.label) for part in section.parts if not mentions(text, part.label))
