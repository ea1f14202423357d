"""What the parser makes of the forms that come with the program, kept beside them: TOML takes longer than all checks.

``build/forms.py`` writes it. It holds for a text only while it was made of that very text; else the text is parsed.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any


def place(path: Path) -> Path:
    """Where that of the form file ``path`` lies."""
    return path.parent / "parsed" / f"{path.stem}.json"


def known(path: Path, text: str) -> Mapping[str, Any] | None:
    """The tables of ``text``, the form file ``path``; None where they are not kept."""
    try:
        kept = json.loads(place(path).read_bytes())
        return kept["tables"] if kept["made_of"] == _mark(text) else None
    except (OSError, ValueError, LookupError, TypeError):
        return None


def written(text: str) -> str:
    """What is kept of ``text``."""
    import tomllib  # who only reads what is kept does without

    kept = {"made_of": _mark(text), "tables": tomllib.loads(text)}
    return json.dumps(kept, ensure_ascii=False, separators=(",", ":")) + "\n"


def _mark(text: str) -> list[int]:
    data = text.encode()
    return [len(data), zlib.crc32(data)]
