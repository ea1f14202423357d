"""Sentences of a form file with placeholders, filled in; what nobody has told is left out."""

from __future__ import annotations

import re
from collections.abc import Mapping

PLACE = re.compile(r"\{(\w+)\}")
_STOPS = "，。；"
_SENTENCE = re.compile(r"[^。；]*[。；]|[^。；]+$")
_LONGEST, _MOST_NAMES = 400, 6  # of a sentence that is taken apart
_CLAUSE = re.compile(r"[^，]*，|[^，]+$")


def fill_template(template: str, facts: Mapping[str, str]) -> str:
    """``template`` with its placeholders filled.

    What names only unknown facts is left out: a whole sentence, or one clause of it (…联系，电话：{phone}。).
    """
    kept = []
    for sentence in _SENTENCE.findall(template):
        if not is_known(sentence, facts):
            continue
        clauses = [clause for clause in _CLAUSE.findall(sentence) if is_known(clause, facts)]
        kept.append("".join(clauses).rstrip(_STOPS) + sentence[len(sentence.rstrip(_STOPS)) :])
    return fill("".join(kept), facts)


def take_apart(template: str, text: str) -> dict[str, str] | None:
    """What stands for each placeholder where ``text`` reads like ``template`` filled in; None where it does not.

    What was left out leaves its names out. The caller fills in again and compares: two names side by side may be parted
    in more ways than one. Sentence by sentence, none of them long or with many names: old papers come from anywhere.
    """
    found: dict[str, str] = {}
    left = _SENTENCE.findall(text)
    for sentence in _SENTENCE.findall(template):
        match = _match(sentence, left[0]) if left else None
        if match is not None:
            found.update(match)
            del left[0]
        elif not PLACE.search(sentence):
            return None
    return None if left else found


def _match(sentence: str, text: str) -> dict[str, str] | None:
    names = PLACE.findall(sentence)
    if len(text) > _LONGEST or len(names) > _MOST_NAMES or len(set(names)) < len(names):
        return None
    match = re.fullmatch("".join(map(_clause, _clauses(sentence))), text)
    return None if match is None else {name: words for name, words in match.groupdict().items() if words}


def _clauses(sentence: str) -> list[str]:
    """The clauses with the comma before instead of behind: the last one of a sentence has none."""
    pieces: list[str] = _CLAUSE.findall(sentence.rstrip(_STOPS))
    ends = [sentence[len(sentence.rstrip(_STOPS)) :]]
    bare = [piece.rstrip("，") for piece in pieces]
    return [bare[0], *(f"，{piece}" for piece in bare[1:]), *ends] if bare else ends


def _clause(clause: str) -> str:
    pieces = PLACE.split(clause)  # words and names by turns
    pattern = "".join(f"(?P<{piece}>.+?)" if n % 2 else re.escape(piece) for n, piece in enumerate(pieces))
    return f"(?:{pattern})?" if len(pieces) > 1 and clause.startswith("，") else pattern


def is_known(text: str, facts: Mapping[str, str]) -> bool:
    """False where ``text`` names facts and none of them is known."""
    asked = PLACE.findall(text)
    return not asked or any(facts.get(name) for name in asked)


def fill(template: str, facts: Mapping[str, str]) -> str:
    """``template`` with every placeholder of a known name filled, and nothing left out."""
    return PLACE.sub(lambda match: facts.get(match[1], match[0]), template)
