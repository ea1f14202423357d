"""Where a rule on texts looks: parts named across formats, the words of the preface, texts that are whole; and how it
looks through all paragraphs without reading again what nobody touched.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from itertools import islice
from typing import Any, TypeVar

from app.checks.model import Context
from app.checks.words.sentences import MEMORY, TEXTS, May, Paragraph, lines_of
from app.forms.model import Form, Section

T = TypeVar("T")
_MOST = 100  # things that one rule finds in one passage: whoever has put those right is shown the next
_CUT = ("…", "...")  # stretches copied out of a text say nothing about what is absent from it


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


def printed_line(context: Context, passage: str) -> str:
    """What will be printed for that line of the preface: the office's own words, else the default of the form, or ""
    where that needs what nobody has told. ({office} falls back on the name of the organ; only {phone} may lack.)
    """
    organ, default = context.around.organ, context.form.preface_fields[passage].default
    is_told = "{phone}" not in default or (organ is not None and bool(organ.phone.strip()))
    return context.passages.get(passage, "").strip() or (default if is_told else "")


@lru_cache(maxsize=TEXTS)
def size(text: str) -> int:
    """How many signs ``text`` has, blanks left out."""
    return len("".join(text.split()))


@lru_cache(maxsize=2 * TEXTS)
def is_whole(text: str, least: int) -> bool:
    """Whether ``text`` is long enough, and not cut down, to miss something in it."""
    return size(text) >= least and not holds(text, _CUT)


def is_all_whole(context: Context) -> bool:
    """Whether no text of the report was cut down."""
    return all(is_whole(context.passages.get(name, ""), 0) for name in context.form.passage_ids)


def words_of(context: Context) -> int:
    """How many signs all texts of the report have."""
    return sum(size(context.passages.get(name, "")) for name in context.form.passage_ids)


def holds(text: str, words: Iterable[str]) -> bool:
    """Whether one of ``words`` stands in ``text``."""
    for word in words:  # noqa: SIM110 - asked thousands of times a look, and any() over a generator takes twice as long
        if word in text:
            return True
    return False


def through(context: Context, look: Callable[[str], tuple[T, ...]], may: May = bool) -> Iterator[tuple[Paragraph, T]]:
    """What ``look`` finds in each paragraph of the report, with the paragraph.

    It is a pure function of a paragraph, made once for a rule: what it found is kept passage by passage, and in a
    passage that was touched paragraph by paragraph. Texts of which ``may`` is false are passed over as a whole.
    """
    form = context.form
    preface = form.preface.id if form.preface else ""
    for passage in form.passage_ids:
        if text := context.passages.get(passage, ""):
            yield from _in_passage(look, may, passage, preface if passage in form.preface_fields else passage, text)


@lru_cache(maxsize=2048)
def _in_passage(
    look: Callable[[str], tuple[Any, ...]], may: May, passage: str, section: str, text: str
) -> tuple[tuple[Paragraph, Any], ...]:
    if not may(text):
        return ()
    lines = lines_of(text)
    found = (
        (Paragraph(passage, section, start, words, start == lines[-1][0]), item)
        for start, words in lines
        for item in _in_paragraph(look, words)
    )
    return tuple(islice(found, _MOST))


@lru_cache(maxsize=16 * MEMORY)
def _in_paragraph(look: Callable[[str], tuple[Any, ...]], words: str) -> tuple[Any, ...]:
    return look(words)
