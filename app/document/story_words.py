"""The words of a picture of the year that belong to no form (``resources/print/picture.toml``)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from app.document.templates import fill
from app.system.paths import resources


class StoryWords:
    """The sentences of the file, asked for by their keys and filled with facts."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self._data = data

    def __call__(self, *keys: str, **facts: object) -> str:
        """The text at ``keys`` with its placeholders filled."""
        found: Any = self._data
        for key in keys:
            found = found[key]
        return fill(str(found), {name: str(fact) for name, fact in facts.items()})

    def table(self, key: str) -> Mapping[str, Any]:
        """A group of texts as it stands in the file."""
        found: Mapping[str, Any] = self._data[key]
        return found

    def tables(self, key: str, name: str) -> Sequence[Mapping[str, str]]:
        """The entries of a list of texts."""
        found: Sequence[Mapping[str, str]] = self._data[key][name]
        return found


@cache
def story_words() -> StoryWords:
    """The words of the shipped file."""
    path = resources() / "print" / "picture.toml"
    return StoryWords(tomllib.loads(path.read_text(encoding="utf-8")))
