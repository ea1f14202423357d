"""JSON from a stranger: no duplicate keys, no floats, no endless numbers, no deep nesting, no broken characters."""

from __future__ import annotations

import json
from typing import Any, NoReturn

MAX_DEPTH = 8
MAX_NUMBER = 16  # signs: a total of many twelve-digit figures, and a minus


class BadJson(Exception):
    """The bytes are not the JSON that this program writes."""


def loads(data: bytes) -> Any:
    """The value in ``data``; raises ``BadJson``."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise BadJson from error
    _refuse_deep(text)
    try:
        value = json.loads(
            text,
            object_pairs_hook=_no_twins,
            parse_constant=_refuse,
            parse_float=_refuse,
            parse_int=_short,
        )
    except (ValueError, RecursionError) as error:
        raise BadJson from error
    _refuse_broken(value)
    return value


def _refuse_deep(text: str) -> None:
    """Counts brackets outside strings before the parser recurses into them."""
    depth = 0
    quoted = escaped = False
    for sign in text:
        if quoted:
            quoted = escaped or sign != '"'
            escaped = sign == "\\" and not escaped
        elif sign == '"':
            quoted = True
        elif sign in "[{":
            depth += 1
            if depth > MAX_DEPTH:
                raise BadJson
        elif sign in "]}":
            depth -= 1


def _no_twins(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise BadJson
    return found


def _refuse(_: str) -> NoReturn:
    raise BadJson


def _short(text: str) -> int:
    if len(text) > MAX_NUMBER:
        raise BadJson
    return int(text)


def _refuse_broken(value: Any) -> None:
    if isinstance(value, dict):
        for name, item in value.items():
            _refuse_broken(name)
            _refuse_broken(item)
    elif isinstance(value, list):
        for item in value:
            _refuse_broken(item)
    elif isinstance(value, str) and any("\ud800" <= sign <= "\udfff" or sign == "\x00" for sign in value):
        raise BadJson
