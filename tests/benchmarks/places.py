"""Where the bench works, and the surroundings it gives to the processes that it starts."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent


@contextmanager
def scratch() -> Iterator[Path]:
    """A folder on the disk of the checkout, thrown away again: where ``/tmp`` is memory, saving would cost nothing."""
    out = ROOT / "out"
    out.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=out, prefix="bench-", ignore_cleanup_errors=True) as folder:
        yield Path(folder)


def environment(home: Path) -> dict[str, str]:
    """No screen, and user folders of their own in ``home``; compiled modules are kept, as on any PC after one start."""
    folders = ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "WIN_PD_OVERRIDE_LOCAL_APPDATA")
    return {
        **{name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"},
        **dict.fromkeys(folders, str(home)),
        "PYTHONPATH": str(ROOT),
        "QT_QPA_PLATFORM": "offscreen",
    }
