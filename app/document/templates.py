"""Sentences of a form file with placeholders, filled in; what nobody has told is left out."""

from __future__ import annotations

import re
from collections.abc import Mapping

PLACE = re.compile(r"\{(\w+)\}")
_STOPS = "，。；"
_SENTENCE = re.compile(r"[^。；]*[。；]|[^。；]+$")
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


def is_known(text: str, facts: Mapping[str, str]) -> bool:
    """False where ``text`` names facts and none of them is known."""
    asked = PLACE.findall(text)
    return not asked or any(facts.get(name) for name in asked)


def fill(template: str, facts: Mapping[str, str]) -> str:
    """``template`` with every placeholder of a known name filled, and nothing left out."""
    return PLACE.sub(lambda match: facts.get(match[1], match[0]), template)
