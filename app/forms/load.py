"""Form files (TOML) to forms. Whatever is wrong with the file becomes one ``FormTrouble``."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

from app.domain.contact import HOLDS, Holds
from app.domain.units import UNITS
from app.domain.values import ValueSpec
from app.forms import parsed, strange
from app.forms.model import (
    Block,
    Claim,
    Example,
    Field,
    Figure,
    Form,
    Headline,
    Node,
    Part,
    Preface,
    PrefaceField,
    Rule,
    Section,
)
from app.forms.typed import KEYS, Fault, maybe, need, only, strings, tables, texts, value, values

_KINDS = ("count", "signed", "money")
_SIGN = re.compile(r"([+-])")
_FILE = "格式文件"
MAX_DEPTH = 8  # levels of headings


def load_file(path: Path) -> Form:
    """The form in the file; raises ``FormTrouble`` where it cannot be read or is not a form."""
    return load_text(strange.text_of(path, _FILE), path.name)


def load_own(path: Path) -> Form:
    """``load_file`` for a form that comes with the program: what the parser makes of it may be kept beside it."""
    text = strange.text_of(path, _FILE)
    kept = parsed.known(path, text)
    if kept is not None:
        with contextlib.suppress(Fault, ValueError, LookupError, TypeError, AttributeError, RecursionError):
            return _form(kept, text)
    return load_text(text, path.name)


def load_text(text: str, name: str = "") -> Form:
    """The form that ``text`` states; ``name`` is only used in messages."""
    return strange.read(text, name, _FILE, lambda data: _form(data, text))


def _form(data: Mapping[str, Any], source: str) -> Form:
    where = "文件开头"
    only(data, "form", where)
    years = need(data, "years", dict, where)
    only(years, "years", where + "的 years ")
    return Form(
        id=need(data, "id", str, where),
        title=need(data, "title", str, where),
        authority=need(data, "authority", str, where),
        first_year=need(years, "from", int, where + "的 years "),
        last_year=maybe(years, "to", int, where + "的 years ", None),
        preface=_preface(maybe(data, "preface", dict, where, None)),
        sections=tuple(_section(item) for item in tables(data, "section", where)),
        rules=tuple(rule_of(item) for item in tables(data, "rule", where)),
        examples=tuple(_example(item) for item in tables(data, "example", where)),
        headlines=tuple(_headline(item) for item in tables(data, "headline", where)),
        claims=tuple(_claim(item) for item in tables(data, "claim", where)),
        picture=maybe(data, "picture", dict, where, {}),
        source=source,
    )


def _id(data: Mapping[str, Any], key: str = "id") -> str:
    name = data.get(key)
    return f"{name[:40]} " if isinstance(name, str) and name.isprintable() else ""


def _preface(data: Mapping[str, Any] | None) -> Preface | None:
    if data is None:
        return None
    where = "preface "
    only(data, "preface", where)
    return Preface(
        id=need(data, "id", str, where),
        heading=need(data, "heading", str, where),
        template=need(data, "template", str, where),
        fields=tuple(_preface_field(item, where) for item in tables(data, "fields", where)),
    )


def _preface_field(data: Mapping[str, Any], where: str) -> PrefaceField:
    only(data, "preface_fields", where)
    said = maybe(data, "holds", str, where, "")
    holds: Holds | Literal[""] = next((known for known in HOLDS if known == said), "")
    if holds != said:
        raise Fault(f"{where}的 holds 只能是 {' 或 '.join(HOLDS)}")
    return PrefaceField(
        need(data, "id", str, where),
        need(data, "label", str, where),
        maybe(data, "default", str, where, ""),
        maybe(data, "hint", str, where, ""),
        strings(data, "was", where),
        holds,
    )


def _section(data: Mapping[str, Any]) -> Section:
    where = f"section {_id(data)}"
    only(data, "section", where)
    kind = need(data, "kind", str, where)
    if kind not in ("text", "table"):
        raise Fault(f"{where}的 kind 只能是 text 或 table")
    return Section(
        id=need(data, "id", str, where),
        kind=kind,
        heading=need(data, "heading", str, where),
        short=maybe(data, "short", str, where, ""),
        hint=maybe(data, "hint", str, where, ""),
        max_chars=maybe(data, "max_chars", int, where, None),
        nothing=maybe(data, "nothing", str, where, ""),
        parts=tuple(_part(item, where) for item in tables(data, "parts", where)),
        fields=tuple(_field(item, where) for item in tables(data, "fields", where)),
        says=maybe(data, "says", str, where, ""),
        says_nothing=maybe(data, "says_nothing", str, where, ""),
        figures=tuple(_figure(item, where) for item in tables(data, "figures", where)),
        blocks=tuple(_block(item, where) for item in tables(data, "block", where)),
        was=strings(data, "was", where),
        called=strings(data, "called", where),
        ask=maybe(data, "ask", str, where, ""),
    )


def _part(data: Mapping[str, Any], where: str) -> Part:
    only(data, "parts", where)
    return Part(
        need(data, "id", str, where),
        need(data, "label", str, where),
        maybe(data, "hint", str, where, ""),
        strings(data, "words", where),
    )


def _field(data: Mapping[str, Any], where: str) -> Field:
    only(data, "fields", where)
    return Field(
        need(data, "id", str, where), need(data, "label", str, where), _spec(data, where), strings(data, "was", where)
    )


def _figure(data: Mapping[str, Any], where: str) -> Figure:
    only(data, "figures", where)
    return Figure(need(data, "label", str, where), need(data, "cell", str, where), maybe(data, "unit", str, where, ""))


def _block(data: Mapping[str, Any], where: str) -> Block:
    only(data, "block", where)
    return Block(
        band=maybe(data, "band", str, where, ""),
        corner=maybe(data, "corner", str, where, ""),
        columns=tuple(_node(item, where) for item in tables(data, "columns", where)),
        rows=tuple(_node(item, where) for item in tables(data, "rows", where)),
    )


def _node(data: Mapping[str, Any], where: str, depth: int = 1) -> Node:
    only(data, "heading", where)
    if depth > MAX_DEPTH:
        raise Fault(f"{where}的表头超过 {MAX_DEPTH} 层")
    return Node(
        id=maybe(data, "id", str, where, None),
        label=maybe(data, "label", str, where, ""),
        short=maybe(data, "short", str, where, ""),
        aliases=strings(data, "aliases", where),
        children=tuple(_node(item, where, depth + 1) for item in tables(data, "children", where)),
        spec=_spec(data, where),
        sums=strings(data, "sums", where),
        expected=value(data["expected"], where) if "expected" in data else None,
        law=maybe(data, "law", str, where, ""),
        hint=maybe(data, "hint", str, where, ""),
        weight=maybe(data, "weight", int, where, 1),
        was=strings(data, "was", where),
    )


def _spec(data: Mapping[str, Any], where: str) -> ValueSpec:
    kind = maybe(data, "value", str, where, "count")
    unit = maybe(data, "unit", str, where, None)
    if kind not in _KINDS:
        raise Fault(f"{where}的 value 只能是 {'、'.join(_KINDS)}")
    if kind == "money" and unit not in UNITS:
        raise Fault(f"{where}的金额要写明单位（{'、'.join(UNITS)}）")
    if kind != "money" and unit is not None:
        raise Fault(f"{where}里只有金额才写 unit")
    return ValueSpec(kind, unit)


def rule_of(data: Mapping[str, Any]) -> Rule:
    """One ``[[rule]]`` of a form or wording file; raises ``Fault``."""
    where = f"rule {_id(data)}"
    severity = need(data, "severity", str, where)
    basis = need(data, "basis", str, where)
    if severity not in ("error", "warning", "info") or basis not in ("printed", "implied", "advice"):
        raise Fault(f"{where}的 severity 或 basis 写法不对")
    return Rule(
        id=need(data, "id", str, where),
        kind=need(data, "kind", str, where),
        severity=severity,
        basis=basis,
        message=need(data, "message", str, where),
        params={key: value for key, value in data.items() if key not in KEYS["rule"]},
    )


def _headline(data: Mapping[str, Any]) -> Headline:
    where = "headline "
    only(data, "headline", where)
    return Headline(
        section=need(data, "section", str, where),
        label=need(data, "label", str, where),
        unit=need(data, "unit", str, where),
        cells=strings(data, "cells", where),
    )


def _claim(data: Mapping[str, Any]) -> Claim:
    where = f"claim {_id(data, 'role')}"
    only(data, "claim", where)
    ways = strings(data, "ways", where)
    if not ways:
        raise Fault(f"{where}缺少 ways")
    return Claim(
        role=need(data, "role", str, where),
        ways=tuple(_way(text, where) for text in ways),
        called=maybe(data, "called", str, where, ""),
        says=strings(data, "says", where),
        unit=maybe(data, "unit", str, where, ""),
    )


def _way(text: str, where: str) -> tuple[tuple[int, str], ...]:
    """``a.b + a.c - a.d``: cells with their signs."""
    pieces = _SIGN.split(f"+ {text}" if not text.lstrip().startswith("-") else text)
    signed = zip(pieces[1::2], pieces[2::2], strict=True)
    found = tuple((-1 if sign == "-" else 1, name.strip()) for sign, name in signed)
    if pieces[0].strip() or any(not name or " " in name for _, name in found):
        raise Fault(f"{where}的 ways 里“{text[:40]}”写法不对")
    return found


def _example(data: Mapping[str, Any]) -> Example:
    where = f"example {_id(data, 'title')}"
    only(data, "example", where)
    last = maybe(data, "last", dict, where, None)
    return Example(
        title=need(data, "title", str, where),
        year=need(data, "year", int, where),
        fill=value(data["fill"], where) if "fill" in data else None,
        cells=values(maybe(data, "cells", dict, where, {}), where),
        last=None if last is None else values(last, where),
        passages=texts(data, "passages", where),
        findings=strings(data, "findings", where),
        organ=maybe(data, "organ", str, where, ""),
    )
