"""Wording files (TOML) to lists. Whatever is wrong with a file becomes one ``FormTrouble``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from sys import intern
from typing import Any

from app.forms import strange
from app.forms.load import rule_of
from app.forms.typed import Fault, need, strings, tables
from app.wording.model import FILE, Entry, Wording, Wordlist

# Every key that a wording file may use, by the kind of table it stands in; rules and entries have those of their kind
# besides. Each is explained in resources/wording/README.md.
KEYS: Mapping[str, frozenset[str]] = {
    "list": frozenset(("id", "title", "rule", "entry")),
    "rule": frozenset(("id", "kind", "severity", "basis", "message", "fires", "quiet")),
    "entry": frozenset(("id", "fires", "quiet")),
}
_EXAMPLES = ("fires", "quiet")


def load_folder(folder: Path) -> Wording:
    """All ``*.toml`` in ``folder``, by name; raises ``FormTrouble`` for the first that cannot be read."""
    return Wording(tuple(replace(load_file(path), text=path) for path in sorted(folder.glob("*.toml"))))


def load_file(path: Path) -> Wordlist:
    """The list in the file; raises ``FormTrouble`` where it cannot be read or is none."""
    return load_text(strange.text_of(path, FILE), path.name)


def load_text(text: str, name: str = "") -> Wordlist:
    """The list that ``text`` states; ``name`` is only used in messages."""
    return strange.read(text, name, FILE, lambda data: _list(data, text))


def _list(data: Mapping[str, Any], source: str) -> Wordlist:
    where = "文件开头"
    if unknown := sorted(data.keys() - KEYS["list"]):
        raise Fault(f"{where}里的 {_shown(unknown[0])} 不认识")
    rules = tables(data, "rule", where)
    return Wordlist(
        id=need(data, "id", str, where),
        title=need(data, "title", str, where),
        rules=tuple(rule_of({key: item[key] for key in item if key not in _EXAMPLES}) for item in rules),
        entries=tuple(_entry(item, "entry") for item in tables(data, "entry", where)),
        examples=tuple(_example(item) for item in rules if item.keys() & set(_EXAMPLES)),
        text=source,
    )


def _example(rule: Mapping[str, Any]) -> Entry:
    return _entry({key: rule[key] for key in ("id", *_EXAMPLES) if key in rule}, "rule")


def _entry(data: Mapping[str, Any], table: str) -> Entry:
    where = f"{table} {_shown(data.get('id', ''))} "
    params = {
        intern(key): value for key, value in data.items() if key not in KEYS["entry"]
    }  # a thousand times the same
    for key, value in params.items():
        if not _is_plain(value):
            raise Fault(f"{where}的 {_shown(key)} 写法不对")
    return Entry(need(data, "id", str, where), strings(data, "fires", where), strings(data, "quiet", where), params)


def _is_plain(value: object) -> bool:
    """A text, a whole number, true or false, or a list of texts: what a parameter may be."""
    if isinstance(value, list):
        return all(isinstance(item, str) for item in value)
    return isinstance(value, str | int)


def _shown(name: object) -> str:
    return "".join(sign for sign in str(name)[:40] if sign.isprintable())
