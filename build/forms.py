#!/usr/bin/env python3
"""Write resources/forms/parsed anew: what the parser makes of the form files, so that no start waits for it.

Usage: build/forms.py        after every change to a file in resources/forms (a test says so where it was forgotten)
"""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from app.forms import parsed  # noqa: E402 - found once the path is there


def main() -> int:
    """All of them."""
    for path in sorted((ROOT / "resources" / "forms").glob("*.toml")):
        target = parsed.place(path)
        target.parent.mkdir(exist_ok=True)
        target.write_bytes(parsed.written(path.read_bytes().decode("utf-8")))
        print(target.relative_to(ROOT))
    return 0


if __name__ == "__main__":
    sys.exit(main())
