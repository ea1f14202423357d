"""The shape of a wording file, as frozen data. The keys are explained in resources/wording/README.md."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from app.forms import strange
from app.forms.model import Rule

FILE = "用语文件"


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing to look for. ``fires`` and ``quiet`` are sentences in which its rule must and must not find it;
    what else an entry says depends on the kind of rule that reads the list (``params``).
    """

    id: str
    fires: tuple[str, ...]
    quiet: tuple[str, ...]
    params: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, eq=False)
class Wordlist:
    """One file: rules of its own and the entries they read. Compared by identity: what is compiled is cached by it.

    ``examples`` are sentences for a rule as a whole, an entry by the id of the rule, without parameters. ``text`` is
    what the file says, or the file itself where it stays at hand: the program's own ones are long and seldom asked for.
    """

    id: str
    title: str
    rules: tuple[Rule, ...]
    entries: tuple[Entry, ...] = ()
    examples: tuple[Entry, ...] = ()
    text: str | Path = field(default="", repr=False)

    @property
    def source(self) -> str:
        """What the file says."""
        return self.text if isinstance(self.text, str) else strange.text_of(self.text, FILE)


@dataclass(frozen=True, slots=True, eq=False)
class Wording:
    """All lists in use, by id in the order of their names. Compared by identity, as above."""

    lists: tuple[Wordlist, ...] = ()

    def entries(self, list_id: str) -> tuple[Entry, ...]:
        """The entries of one list; none where there is no such list."""
        return next((known.entries for known in self.lists if known.id == list_id), ())


NO_WORDING = Wording()
