"""TOML from strangers: sizes first, then the parser; whatever is wrong becomes one ``FormTrouble``.

``what`` is how the clerk calls such a file (格式文件, 用语文件).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeVar

from app.domain.errors import CannotRead, FormTrouble
from app.forms.typed import Fault
from app.system import files

Made = TypeVar("Made")
MAX_BYTES = 500_000  # the official formats have 40 000, the longest list of words 130 000
_MOST_DOTS = 300  # in a line: the parser's time grows with the square of the parts of a dotted key
_LINE = re.compile(r"at line (\d+)")


def text_of(path: Path, what: str) -> str:
    """The text of the file; ``FormTrouble`` where it cannot be read or is no text."""
    try:
        return files.read_bytes(path, MAX_BYTES, what).decode("utf-8-sig")
    except CannotRead as error:
        raise FormTrouble(error.what) from error
    except UnicodeDecodeError as error:
        raise FormTrouble(f"{what}“{path.name}”不是 UTF-8 编码的文字") from error


def read(text: str, name: str, what: str, make: Callable[[Mapping[str, Any]], Made]) -> Made:
    """What ``make`` makes of the parsed ``text``; it raises ``Fault``. ``name`` is only used in messages."""
    import tomllib  # the first page does without: the program's own formats are kept parsed

    called = f"{what}“{name}”" if name else what
    if len(text) > MAX_BYTES:
        raise FormTrouble(f"{called}太大，不像{what}")
    for number, line in enumerate(text.splitlines(), 1):
        if line.count(".") > _MOST_DOTS:
            raise FormTrouble(f"{called}写法有误", (f"第 {number} 行太长",))
    try:
        return make(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise FormTrouble(f"{called}写法有误", (_where(error),)) from error
    except Fault as fault:
        raise FormTrouble(f"{called}不完整", (str(fault),)) from fault
    except RecursionError as error:
        raise FormTrouble(f"{called}写法有误", ("一层套一层，套得太深",)) from error
    except (ValueError, ArithmeticError) as error:  # Python converts no number of more than 4300 digits
        raise FormTrouble(f"{called}写法有误", ("里面有一个数太长，或日期不对",)) from error


def _where(error: ValueError) -> str:
    line = _LINE.search(str(error))
    return f"第 {line[1]} 行附近写法有误" if line else "文件末尾写法有误，像是没有写完"
