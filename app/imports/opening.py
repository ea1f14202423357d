"""What stands on a paper before the first heading that was found: the paragraph of the form's preface, and the rest.

Where the heading of part one is missing, the words behind the preface belong to that part.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from app.forms.model import Form
from app.imports.words import key

_PLACE = re.compile(r"\{\w+\}|[，。；：、]")
_LONG = 4  # signs of the preface's own words: one such stretch tells it, of shorter ones two are needed
_SENTENCE = "，。；"
_LONGEST = 60  # of a title
_AROUND = "年度关于的"


def parted(form: Form, pieces: Sequence[str]) -> tuple[list[str], list[str]]:
    """(the paragraphs that read like the form's preface, the others), each in the order of the paper."""
    says = [bool(form.preface) and _is_preface(form, piece) for piece in pieces]
    own = [piece for piece, is_own in zip(pieces, says, strict=True) if is_own]
    return own, [piece for piece, is_own in zip(pieces, says, strict=True) if not is_own]


def _is_preface(form: Form, piece: str) -> bool:
    name = key(piece)
    found = [words for words in _own_words(form.preface.template if form.preface else "") if words in name]
    return any(len(words) >= _LONG for words in found) or len(found) > 1


@lru_cache(maxsize=16)
def _own_words(template: str) -> tuple[str, ...]:
    """What the preface says in any report, as keys: what stands between its placeholders."""
    return tuple(dict.fromkeys(name for words in _PLACE.split(template) if len(name := key(words)) >= 2))


def is_title(form: Form, line: str) -> bool:
    """True for a line that names a report and is no sentence: it ends as the form's own title does."""
    name, tail = key(line), key(form.title.rpartition("}")[2])
    if not 0 < len(name) <= _LONGEST or not tail:
        return False
    if not line.strip().rstrip("…").endswith(tail[-2:]) or not any(sign.isdigit() for sign in name):
        return False
    return sum(sign in name for sign in set(tail)) * 3 >= len(set(tail)) * 2


def is_title_again(form: Form, organ: str, year: int, line: str) -> bool:
    """True for a line that only says once more which report this is, a slip in it or not; others are words to keep."""
    known = {*key(organ), *str(year), *key(form.title.rpartition("}")[2]), *_AROUND}
    return is_title(form, line) and len(set(key(line)) - known) <= 1


def behind_title(form: Form, organ: str, year: int, piece: str) -> str:
    """What stands behind the report's own title where a page ran its menu and the title together in one line."""
    for words in ("年", "年度"):
        title = form.title.replace("{year}年", f"{{year}}{words}").format(organ=organ, year=year)
        front, found, rest = piece.partition(title)
        if found and (not rest or rest[0].isspace()) and not any(sign in front for sign in _SENTENCE):
            return rest.strip()
    return piece
