"""Form files (TOML) to forms. Whatever is wrong with the file becomes one ``FormTrouble``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from app.domain.errors import FormTrouble
from app.domain.values import UNITS, Value, ValueSpec
from app.forms.model import (
    Block,
    Example,
    Field,
    Form,
    Headline,
    Node,
    Part,
    Preface,
    Rule,
    Section,
)

_KINDS = ("count", "signed", "money")
_RULE_KEYS = {"id", "kind", "severity", "basis", "message"}
MAX_BYTES = 2_000_000


class _Fault(Exception):
    """One fault, said in Chinese, with the place in the file."""


def load_file(path: Path) -> Form:
    """The form in the file; raises ``FormTrouble`` where it cannot be read or is not a form."""
    try:
        if path.stat().st_size > MAX_BYTES:
            raise FormTrouble(f"格式文件“{path.name}”太大，不像格式文件")
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise FormTrouble(f"格式文件“{path.name}”读不出来") from error
    return load_text(text, path.name)


def load_text(text: str, name: str = "") -> Form:
    """The form that ``text`` states; ``name`` is only used in messages."""
    shown = f"“{name}”" if name else ""
    try:
        data = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise FormTrouble(f"格式文件{shown}写法有误", (str(error),)) from error
    try:
        return _form(data, text)
    except _Fault as fault:
        raise FormTrouble(f"格式文件{shown}不完整", (str(fault),)) from fault


def _need(data: Mapping[str, Any], key: str, kind: type, where: str) -> Any:
    if key not in data:
        raise _Fault(f"{where}缺少 {key}")
    return _typed(data[key], key, kind, where)


def _maybe(data: Mapping[str, Any], key: str, kind: type, where: str, default: Any) -> Any:
    return _typed(data[key], key, kind, where) if key in data else default


def _typed(value: Any, key: str, kind: type, where: str) -> Any:
    if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
        raise _Fault(f"{where}的 {key} 写法不对")
    return value


def _tables(data: Mapping[str, Any], key: str, where: str) -> list[Mapping[str, Any]]:
    found = _maybe(data, key, list, where, [])
    if not all(isinstance(item, dict) for item in found):
        raise _Fault(f"{where}的 {key} 写法不对")
    return list(found)


def _strings(data: Mapping[str, Any], key: str, where: str) -> tuple[str, ...]:
    found = _maybe(data, key, list, where, [])
    if not all(isinstance(item, str) for item in found):
        raise _Fault(f"{where}的 {key} 应是一串文字")
    return tuple(found)


def _form(data: Mapping[str, Any], source: str) -> Form:
    where = "文件开头"
    years = _need(data, "years", dict, where)
    return Form(
        id=_need(data, "id", str, where),
        title=_need(data, "title", str, where),
        authority=_need(data, "authority", str, where),
        first_year=_need(years, "from", int, where + "的 years "),
        last_year=_maybe(years, "to", int, where + "的 years ", None),
        preface=_preface(_maybe(data, "preface", dict, where, None)),
        sections=tuple(_section(item) for item in _tables(data, "section", where)),
        rules=tuple(_rule(item) for item in _tables(data, "rule", where)),
        examples=tuple(_example(item) for item in _tables(data, "example", where)),
        headlines=tuple(_headline(item) for item in _tables(data, "headline", where)),
        source=source,
    )


def _preface(data: Mapping[str, Any] | None) -> Preface | None:
    if data is None:
        return None
    where = "preface "
    return Preface(
        id=_need(data, "id", str, where),
        heading=_need(data, "heading", str, where),
        template=_need(data, "template", str, where),
    )


def _section(data: Mapping[str, Any]) -> Section:
    where = f"section {data.get('id', '')} "
    kind = _need(data, "kind", str, where)
    if kind not in ("text", "table"):
        raise _Fault(f"{where}的 kind 只能是 text 或 table")
    return Section(
        id=_need(data, "id", str, where),
        kind=kind,
        heading=_need(data, "heading", str, where),
        short=_maybe(data, "short", str, where, ""),
        hint=_maybe(data, "hint", str, where, ""),
        max_chars=_maybe(data, "max_chars", int, where, None),
        nothing=_maybe(data, "nothing", str, where, ""),
        parts=tuple(
            Part(_need(p, "id", str, where), _need(p, "label", str, where), _maybe(p, "hint", str, where, ""))
            for p in _tables(data, "parts", where)
        ),
        fields=tuple(
            Field(_need(f, "id", str, where), _need(f, "label", str, where), _spec(f, where))
            for f in _tables(data, "fields", where)
        ),
        blocks=tuple(_block(item, where) for item in _tables(data, "block", where)),
    )


def _block(data: Mapping[str, Any], where: str) -> Block:
    return Block(
        band=_maybe(data, "band", str, where, ""),
        corner=_maybe(data, "corner", str, where, ""),
        columns=tuple(_node(item, where) for item in _tables(data, "columns", where)),
        rows=tuple(_node(item, where) for item in _tables(data, "rows", where)),
    )


def _node(data: Mapping[str, Any], where: str) -> Node:
    return Node(
        id=_maybe(data, "id", str, where, None),
        label=_maybe(data, "label", str, where, ""),
        short=_maybe(data, "short", str, where, ""),
        aliases=_strings(data, "aliases", where),
        children=tuple(_node(item, where) for item in _tables(data, "children", where)),
        spec=_spec(data, where),
        sums=_strings(data, "sums", where),
        expected=_value(data["expected"], where) if "expected" in data else None,
        law=_maybe(data, "law", str, where, ""),
        hint=_maybe(data, "hint", str, where, ""),
        weight=_maybe(data, "weight", int, where, 1),
    )


def _spec(data: Mapping[str, Any], where: str) -> ValueSpec:
    kind = _maybe(data, "value", str, where, "count")
    unit = _maybe(data, "unit", str, where, None)
    if kind not in _KINDS:
        raise _Fault(f"{where}的 value 只能是 {'、'.join(_KINDS)}")
    if kind == "money" and unit not in UNITS:
        raise _Fault(f"{where}的金额要写明单位（{'、'.join(UNITS)}）")
    return ValueSpec(kind, unit)


def _rule(data: Mapping[str, Any]) -> Rule:
    where = f"rule {data.get('id', '')} "
    severity = _need(data, "severity", str, where)
    basis = _need(data, "basis", str, where)
    if severity not in ("error", "warning", "info") or basis not in ("printed", "implied", "advice"):
        raise _Fault(f"{where}的 severity 或 basis 写法不对")
    return Rule(
        id=_need(data, "id", str, where),
        kind=_need(data, "kind", str, where),
        severity=severity,
        basis=basis,
        message=_need(data, "message", str, where),
        params={key: value for key, value in data.items() if key not in _RULE_KEYS},
    )


def _headline(data: Mapping[str, Any]) -> Headline:
    where = "headline "
    return Headline(
        section=_need(data, "section", str, where),
        label=_need(data, "label", str, where),
        unit=_need(data, "unit", str, where),
        cells=_strings(data, "cells", where),
    )


def _example(data: Mapping[str, Any]) -> Example:
    where = f"example {data.get('title', '')} "
    last = _maybe(data, "last", dict, where, None)
    return Example(
        title=_need(data, "title", str, where),
        year=_need(data, "year", int, where),
        fill=_value(data["fill"], where) if "fill" in data else None,
        cells=_values(_maybe(data, "cells", dict, where, {}), where),
        last=None if last is None else _values(last, where),
        passages=dict(_maybe(data, "passages", dict, where, {})),
        findings=_strings(data, "findings", where),
    )


def _values(data: Mapping[str, Any], where: str) -> dict[str, Value]:
    """Example cells; money is written as a string so that it stays exact, "" states a blank."""
    return {name: _value(value, where) for name, value in data.items()}


def _value(value: Any, where: str) -> Value:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if value == "":
        return None
    if isinstance(value, str) and value.replace(".", "", 1).isdigit():
        return Decimal(value)
    raise _Fault(f"{where}里的数 {value} 写法不对（金额请加引号）")
