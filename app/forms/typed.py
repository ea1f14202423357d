"""What parsed TOML may hold where: every key of a form file with its type. The first fault is told with its place."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from app.domain.values import Value

# Every key that a form file may use, by the kind of table it stands in; a rule has those of its kind besides
# (app/checks/kinds.py). Each is explained in resources/forms/README.md.
KEYS: Mapping[str, frozenset[str]] = {
    table: frozenset(keys.split())
    for table, keys in {
        "form": "id title authority years preface section rule headline claim picture example",
        "years": "from to",
        "preface": "id heading template fields",
        "preface_fields": "id label default hint was holds",
        "section": "id kind heading short called hint max_chars nothing parts fields says says_nothing figures block "
        "was ask",
        "parts": "id label hint words",
        "fields": "id label value unit was",
        "figures": "label cell unit",
        "block": "band corner columns rows",
        "heading": "id label short aliases children value unit sums expected law hint weight was",
        "rule": "id kind severity basis message",
        "headline": "section label unit cells",
        "claim": "role ways called says unit",
        "picture": "title flow count appeals nought shortfalls",
        "picture_flow": "table column unit before new given denied open who rest",
        "picture_count": "label unit cells name note lead source says pieces",
        "picture_appeals": "table row unit groups outcomes",
        "picture_outcome": "label tone",
        "picture_nought": "label unit cells note says",
        "example": "title year organ fill cells last passages findings",
    }.items()
}
MOST = 10**12  # no number of a form file is larger
_MONEY = re.compile(r"-?[0-9]{1,12}(\.[0-9]{1,6})?")


class Fault(Exception):
    """One fault, said in Chinese, with the place in the file."""


def only(data: Mapping[str, Any], table: str, where: str) -> None:
    """Refuses keys that a ``table`` does not have: a misspelt key would otherwise be lost in silence."""
    if unknown := sorted(data.keys() - KEYS[table]):
        raise Fault(f"{where}里的 {_shown(unknown[0])} 不认识")


def need(data: Mapping[str, Any], key: str, kind: type, where: str) -> Any:
    """The value at ``key``, which must be there."""
    if key not in data:
        raise Fault(f"{where}缺少 {key}")
    return typed(data[key], key, kind, where)


def maybe(data: Mapping[str, Any], key: str, kind: type, where: str, default: Any) -> Any:
    """The value at ``key``, or ``default``."""
    return typed(data[key], key, kind, where) if key in data else default


def typed(value: Any, key: str, kind: type, where: str) -> Any:
    """``value`` where it is of ``kind``; True is no number."""
    if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
        raise Fault(f"{where}的 {_shown(key)} 写法不对")
    if isinstance(value, int) and abs(value) > MOST:
        raise Fault(f"{where}的 {_shown(key)} 太大")
    return value


def tables(data: Mapping[str, Any], key: str, where: str) -> list[Mapping[str, Any]]:
    """The tables at ``key``; none where it is missing."""
    found = maybe(data, key, list, where, [])
    if not all(isinstance(item, dict) for item in found):
        raise Fault(f"{where}的 {key} 写法不对")
    return list(found)


def strings(data: Mapping[str, Any], key: str, where: str) -> tuple[str, ...]:
    """The texts at ``key``; none where it is missing."""
    found = maybe(data, key, list, where, [])
    if not all(isinstance(item, str) for item in found):
        raise Fault(f"{where}的 {key} 应是一串文字")
    return tuple(found)


def texts(data: Mapping[str, Any], key: str, where: str) -> dict[str, str]:
    """A table of texts at ``key``; empty where it is missing."""
    found = maybe(data, key, dict, where, {})
    return {name: typed(value, name, str, where) for name, value in found.items()}


def values(data: Mapping[str, Any], where: str) -> dict[str, Value]:
    """A table of figures."""
    return {name: value(item, where) for name, item in data.items()}


def value(found: Any, where: str) -> Value:
    """A figure; money is written as a string so that it stays exact, "" states a blank."""
    if isinstance(found, int) and not isinstance(found, bool) and abs(found) <= MOST:
        return found
    if found == "":
        return None
    if isinstance(found, str) and _MONEY.fullmatch(found):
        return Decimal(found)
    raise Fault(f"{where}里的数 {_shown(str(found))} 写法不对（金额请加引号）")


def _shown(text: str) -> str:
    clean = "".join(sign for sign in text[:30] if sign.isprintable())
    return clean if len(text) <= 30 else clean + "…"
