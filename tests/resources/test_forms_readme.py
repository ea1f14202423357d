"""Every key, rule kind, parameter and word of a form file stands in resources/forms/README.md, and no other."""

from __future__ import annotations

import re
from pathlib import Path

import app.checks.kinds  # the figures know their kinds once it is loaded
import app.checks.readers  # noqa: F401  # and so do the words
from app.checks.registry import KINDS
from app.forms.typed import KEYS

README = Path(__file__).parents[2] / "resources" / "forms" / "README.md"
PARTS = re.split(r"^#{2,3} `(\w+)`.*$", README.read_text(encoding="utf-8"), flags=re.MULTILINE)
TOLD = dict(zip(PARTS[1::2], PARTS[2::2], strict=True))


def keys_of(part: str) -> dict[str, str]:
    """The keys that a part lists, each with what its second column says."""
    return dict(re.findall(r"^\| `(\w+)` \| ?(\w*) ?\|", TOLD[part], flags=re.MULTILINE))


def test_every_key_the_loader_reads_is_told() -> None:
    assert {part: frozenset(keys_of(part)) for part in TOLD if part in KEYS} == dict(KEYS)


def test_every_kind_is_told_with_its_parameters_and_words() -> None:
    figures = {name for name, kind in KINDS.items() if kind.compile}  # those of words stand beside the lists too
    assert figures <= set(TOLD) - set(KEYS) <= set(KINDS)
    for name in set(TOLD) - set(KEYS):
        kind = KINDS[name]
        assert set(keys_of(name)) == set(kind.params), name
        assert {key for key, must in keys_of(name).items() if must == "yes"} == set(kind.needs), name
        assert set(re.findall(r"`\{(\w+)\}`", TOLD[name])) == kind.words, name
