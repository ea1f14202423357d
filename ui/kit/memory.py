"""What the window remembers of itself: place, look, size of type. Not the clerk's data, hence not in the workspace.

The workspace is opened only after the first paint (it takes the longest), and a window that jumps is unkind: so these
few words stand in a small file beside it. Whatever is wrong with that file, the defaults of the design hold.
"""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass, fields


@dataclass
class Memory:
    """``look`` system, light, dark or high_contrast; ``size`` a name of tokens.json; ``window`` Qt's own words.

    ``hands`` is JSON: for each report the address where she left it.
    """

    look: str = "system"
    size: str = ""
    window: str = ""
    hands: str = ""


def read(path: str) -> Memory:
    """What was remembered at ``path``; the defaults where there is nothing to be read."""
    try:
        with open(path, encoding="utf-8") as file:  # noqa: PTH123
            found = json.load(file)
        known = {item.name for item in fields(Memory)}
        return Memory(**{key: value for key, value in found.items() if key in known and isinstance(value, str)})
    except (OSError, ValueError, AttributeError):
        return Memory()


def write(path: str, memory: Memory) -> None:
    """Remembers; a failure costs nothing but the memory."""
    half = f"{path}.part"
    try:
        with open(half, "w", encoding="utf-8") as file:  # noqa: PTH123
            json.dump(asdict(memory), file, ensure_ascii=False)
        os.replace(half, path)  # noqa: PTH105
    except OSError:
        return
