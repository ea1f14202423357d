"""Wording files (TOML) to lists. Whatever is wrong with a file becomes one ``FormTrouble``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from app.domain.errors import FormTrouble
from app.forms.load import rule_of
from app.forms.typed import Fault, need, strings, tables
from app.system import files
from app.wording.model import Entry, Wording, Wordlist

MAX_BYTES = 500_000
_ENTRY = frozenset(("id", "fires", "quiet"))


def load_folder(folder: Path) -> Wording:
    """All ``*.toml`` in ``folder``, by name; raises ``FormTrouble`` for the first that cannot be read."""
    return Wording(tuple(load_file(path) for path in sorted(folder.glob("*.toml"))))


def load_file(path: Path) -> Wordlist:
    """The list in the file; raises ``FormTrouble`` where it cannot be read or is none."""
    text = files.read_bytes(path, MAX_BYTES, "用语文件").decode("utf-8-sig")
    return load_text(text, path.name)


def load_text(text: str, name: str = "") -> Wordlist:
    """The list that ``text`` states; ``name`` is only used in messages."""
    try:
        return _list(tomllib.loads(text), text)
    except (tomllib.TOMLDecodeError, Fault) as fault:
        raise FormTrouble(f"用语文件“{name}”写法有误", (str(fault),)) from fault


def _list(data: Mapping[str, Any], source: str) -> Wordlist:
    where = "文件开头"
    return Wordlist(
        id=need(data, "id", str, where),
        title=need(data, "title", str, where),
        rules=tuple(rule_of(item) for item in tables(data, "rule", where)),
        entries=tuple(_entry(item) for item in tables(data, "entry", where)),
        source=source,
    )


def _entry(data: Mapping[str, Any]) -> Entry:
    where = f"entry {data.get('id', '')} "
    params = {key: value for key, value in data.items() if key not in _ENTRY}
    return Entry(need(data, "id", str, where), strings(data, "fires", where), strings(data, "quiet", where), params)
