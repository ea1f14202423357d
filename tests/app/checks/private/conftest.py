"""The finders as they ship."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from app.checks.private.kind import Private, find, finders_of
from app.system.paths import wording_folder
from app.wording.load import load_file
from app.wording.model import Wording, Wordlist

Look = Callable[[str], tuple[Private, ...]]


@pytest.fixture(scope="session")
def private() -> Wordlist:
    """The list of the program."""
    return load_file(wording_folder() / "private.toml")


@pytest.fixture(scope="session")
def look(private: Wordlist) -> Look:
    """Everything that any rule of the list finds in a text."""
    rules = [finders_of(rule, Wording((private,))) for rule in private.rules]
    return lambda text: tuple(one for finders in rules for one in find(text, finders))
