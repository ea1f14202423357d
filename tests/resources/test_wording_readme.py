"""Every key, kind, parameter and word of a wording file stands in resources/wording/README.md, and no other."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import app.checks.readers  # noqa: F401  # the words know their kinds once it is loaded
from app.checks.registry import KINDS
from app.wording.load import KEYS

README = Path(__file__).parents[2] / "resources" / "wording" / "README.md"
PARTS = re.split(r"^#{2,3} `(\w+)`.*$", README.read_text(encoding="utf-8"), flags=re.MULTILINE)
TOLD = dict(zip(PARTS[1::2], PARTS[2::2], strict=True))
WORDS = {name: kind for name, kind in KINDS.items() if kind.reader}


def _rows(text: str) -> dict[str, str]:
    """The keys that a table lists, each with what its second column says."""
    return dict(re.findall(r"^\| `(\w+)` \| ?(\w*) ?\|", text, flags=re.MULTILINE))


def test_every_key_the_loader_reads_is_told() -> None:
    assert {part: frozenset(_rows(TOLD[part])) for part in KEYS} == dict(KEYS)


def test_every_kind_of_words_is_told_here_and_no_other() -> None:
    assert set(TOLD) - set(KEYS) <= set(WORDS)
    assert set(WORDS) - set(TOLD) <= set(_told_with_the_forms())


@pytest.mark.parametrize("name", [name for name in TOLD if name in WORDS])
def test_a_kind_is_told_with_its_parameters_entries_and_words(name: str) -> None:
    kind = WORDS[name]
    rule, _, entry = TOLD[name].partition("| entry | must |")
    assert set(_rows(rule)) == set(kind.params)
    assert {key for key, must in _rows(rule).items() if must == "yes"} == set(kind.needs)
    shapes = [set(kind.entry or {})] if kind.entry or "list" not in kind.needs else _entries_of_others()
    assert set(_rows(entry)) in shapes  # a kind that reads the list of another says what that one reads
    assert set(re.findall(r"`\{(\w+)\}`", rule)) == kind.words


def _entries_of_others() -> list[set[str]]:
    return [set(kind.entry) for kind in WORDS.values() if kind.entry]


def _told_with_the_forms() -> list[str]:
    """Kinds that only forms use are told beside the forms."""
    text = (README.parents[1] / "forms" / "README.md").read_text(encoding="utf-8")
    return re.findall(r"^### `(\w+)`", text, flags=re.MULTILINE)
