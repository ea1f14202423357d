"""What a text part should speak of: one way of looking, for the ticks beside the text and for the rules on it."""

from __future__ import annotations

from functools import lru_cache

from app.forms.model import Form, Part, Section
from app.wording.model import Wording

_TAIL = 4
RULE = "mentions"  # the kind of rule that asks for the aspects that are missing


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


def asked_from(form: Form, wording: Wording) -> int:
    """From how many signs on a text is asked for the aspects that it lacks; 0 where no rule asks."""
    rules = (*form.rules, *(rule for known in wording.lists for rule in known.rules))
    return min((int(rule.params["min_chars"]) for rule in rules if rule.kind == RULE), default=0)


def is_named(plain: str, part: Part) -> bool:
    """The same of a text whose blanks were taken out."""
    if part.label in plain or (len(part.label) > _TAIL and sought(part.label) in plain):
        return True
    return any(word in plain for word in part.words)


@lru_cache(maxsize=64)
def without_blanks(text: str) -> str:
    """``text`` as it is looked through."""
    return "".join(text.split())
