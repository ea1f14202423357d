"""Wording files (TOML) to lists. Whatever is wrong with a file becomes one ``FormTrouble``."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from app.domain.errors import CannotRead, FormTrouble
from app.forms.load import rule_of
from app.forms.typed import Fault, need, strings, tables
from app.system import files
from app.wording.model import Entry, Wording, Wordlist

MAX_BYTES = 500_000
# Every key that a wording file may use, by the kind of table it stands in; rules and entries have those of their kind
# besides. Each is explained in resources/wording/README.md.
KEYS: Mapping[str, frozenset[str]] = {
    "list": frozenset(("id", "title", "rule", "entry")),
    "rule": frozenset(("id", "kind", "severity", "basis", "message", "fires", "quiet")),
    "entry": frozenset(("id", "fires", "quiet")),
}
_EXAMPLES = ("fires", "quiet")
_LINE = re.compile(r"at line (\d+)")
_MOST_DOTS = 300  # in a line, outside quotes or in: the parser's time grows with the square of a dotted key


def load_folder(folder: Path) -> Wording:
    """All ``*.toml`` in ``folder``, by name; raises ``FormTrouble`` for the first that cannot be read."""
    return Wording(tuple(load_file(path) for path in sorted(folder.glob("*.toml"))))


def load_file(path: Path) -> Wordlist:
    """The list in the file; raises ``FormTrouble`` where it cannot be read or is none."""
    try:
        text = files.read_bytes(path, MAX_BYTES, "用语文件").decode("utf-8-sig")
    except CannotRead as error:
        raise FormTrouble(error.what) from error
    except UnicodeDecodeError as error:
        raise FormTrouble(f"用语文件“{path.name}”不是 UTF-8 编码的文字") from error
    return load_text(text, path.name)


def load_text(text: str, name: str = "") -> Wordlist:
    """The list that ``text`` states; ``name`` is only used in messages."""
    shown = f"“{name}”" if name else ""
    if len(text) > MAX_BYTES:
        raise FormTrouble(f"用语文件{shown}太大，不像用语文件")
    for number, line in enumerate(text.splitlines(), 1):
        if line.count(".") > _MOST_DOTS:
            raise FormTrouble(f"用语文件{shown}写法有误", (f"第 {number} 行太长",))
    try:
        return _list(tomllib.loads(text), text)
    except tomllib.TOMLDecodeError as error:
        raise FormTrouble(f"用语文件{shown}写法有误", (_where(error),)) from error
    except Fault as fault:
        raise FormTrouble(f"用语文件{shown}不完整", (str(fault),)) from fault
    except RecursionError as error:
        raise FormTrouble(f"用语文件{shown}写法有误", ("一层套一层，套得太深",)) from error
    except (ValueError, ArithmeticError) as error:  # Python converts no number of more than 4300 digits
        raise FormTrouble(f"用语文件{shown}写法有误", ("里面有一个数太长，或日期不对",)) from error


def _where(error: tomllib.TOMLDecodeError) -> str:
    line = _LINE.search(str(error))
    return f"第 {line[1]} 行附近写法有误" if line else "文件末尾写法有误，像是没有写完"


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
        source=source,
    )


def _example(rule: Mapping[str, Any]) -> Entry:
    return _entry({key: rule[key] for key in ("id", *_EXAMPLES) if key in rule}, "rule")


def _entry(data: Mapping[str, Any], table: str) -> Entry:
    where = f"{table} {_shown(data.get('id', ''))} "
    params = {key: value for key, value in data.items() if key not in KEYS["entry"]}
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
