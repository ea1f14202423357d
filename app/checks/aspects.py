"""What a text part should speak of: one way of looking, for the ticks beside the text and for the rule on it."""

from __future__ import annotations

from functools import lru_cache

from app.domain import numbering
from app.forms.model import Part, Section

_TAIL = 4
_OWN = 3  # sub-headings from which a text has an order of its own


def mentions(text: str, part: Part) -> bool:
    """Whether ``text`` speaks of the aspect: by its name, by the last words of it (平台建设), or by its ``words``.

    Under three sub-headings or more the text has an order of its own: then ``words`` count in those headings only,
    for what is said in passing is not reported on.
    """
    plain, leads = _read(text)
    if part.label in plain or (len(part.label) > _TAIL and sought(part.label) in plain):
        return True
    return any(word in leads for word in part.words)


def sought(label: str) -> str:
    """The words by which an aspect is found."""
    return label[-_TAIL:]


def unmentioned(section: Section, text: str) -> tuple[Part, ...]:
    """The aspects of ``section`` that ``text`` seems to say nothing of."""
    return tuple(part for part in section.parts if not mentions(text, part))


@lru_cache(maxsize=64)
def _read(text: str) -> tuple[str, str]:
    """``text`` without blanks, and what of it ``words`` are looked for in."""
    plain = "".join(text.split())
    leads = [line[:cut] for line in text.split("\n") if (cut := numbering.lead(line))]
    return plain, "".join("".join(leads).split()) if len(leads) >= _OWN else plain
