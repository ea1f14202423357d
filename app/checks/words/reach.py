"""Where a rule on texts looks: parts named across formats, the words of the preface, texts that are whole."""

from __future__ import annotations

import re
from functools import lru_cache

from app.checks.model import Context
from app.forms.model import Form, Section

_CUT = re.compile(r"…|\.{3,}")  # stretches copied out of a text say nothing about what is absent from it
_BLANKS = re.compile(r"\s+")


def part_of(form: Form, name: str) -> Section | None:
    """The text part of that id, or the one that an earlier format called so; None where the form has none."""
    found = (section for section in form.sections if section.kind == "text" and name in (section.id, *section.was))
    return next(found, None)


def field_of(form: Form, name: str) -> str:
    """The passage of the preface field of that id, or of the one that an earlier format called so; "" for none."""
    if form.preface is None:
        return ""
    found = (form.preface.passage(item) for item in form.preface.fields if name in (item.id, *item.was))
    return next(found, "")


def opening_of(form: Form) -> tuple[str, ...]:
    """The passages that stand before part one: the preface, and what it says one by one."""
    return (form.preface.id, *form.preface_fields) if form.preface else ()


@lru_cache(maxsize=256)
def size(text: str) -> int:
    """How many signs ``text`` has, blanks left out."""
    return len(_BLANKS.sub("", text))


@lru_cache(maxsize=256)
def is_whole(text: str, least: int) -> bool:
    """Whether ``text`` is long enough, and not cut down, to miss something in it."""
    return size(text) >= least and _CUT.search(text) is None


def words_of(context: Context) -> int:
    """How many signs all texts of the report have."""
    return sum(size(context.passages.get(name, "")) for name in context.form.passage_ids)
