"""What the parser makes of the forms that come with the program, kept beside them: TOML takes longer than all checks.

``build/forms.py`` writes it. It holds only while it was made of that very text and stands as it was written; else
the text is parsed.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

_TABLES = b',"tables":'


def place(path: Path) -> Path:
    """Where that of the form file ``path`` lies."""
    return path.parent / "parsed" / f"{path.stem}.json"


def known(path: Path, text: str) -> Mapping[str, Any] | None:
    """The tables of ``text``, the form file ``path``; None where they are not kept."""
    try:
        data = place(path).read_bytes()
        kept = json.loads(data)
        tables = kept["tables"] if kept["made_of"] == _mark(text, data.partition(_TABLES)[2]) else None
        return tables if isinstance(tables, dict) else None
    except (OSError, ValueError, LookupError, TypeError, RecursionError):
        return None


def written(text: str) -> bytes:
    """What is kept of ``text``."""
    import tomllib  # who only reads what is kept does without

    tables = json.dumps(tomllib.loads(text), ensure_ascii=False, separators=(",", ":")).encode() + b"}\n"
    mark = json.dumps(_mark(text, tables), separators=(",", ":")).encode()
    return b'{"made_of":' + mark + _TABLES + tables


def _mark(text: str, tables: bytes) -> list[int]:
    """Of the text and of all that stands behind the word ``tables``."""
    data = text.encode()
    return [len(data), zlib.crc32(data), len(tables), zlib.crc32(tables)]
