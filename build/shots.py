#!/usr/bin/env python3
"""Takes a picture of every screen, in the project's own fonts, at the sizes of the mock-ups.

Usage: build/shots [--out DIR] [--readme] [NAME…]      NAME: only the pictures whose name contains it

The workspace is made anew in a temporary folder, the clock is stopped, so the same program makes the same pictures.
"""

from __future__ import annotations

import argparse
import gc
import os
import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["GONGKAILAN_NOW"] = "2023-01-10T10:32:05"

from PySide6.QtCore import qInstallMessageHandler  # noqa: E402
from PySide6.QtWidgets import QApplication  # noqa: E402
from scenes.camera import Camera  # noqa: E402
from scenes.checks import checks  # noqa: E402
from scenes.editor import places, statements, texts  # noqa: E402
from scenes.found import findings, rules  # noqa: E402
from scenes.paper import sheets  # noqa: E402
from scenes.reports import fill_workspace  # noqa: E402
from scenes.start import beginning, first_start, home, parts, practice  # noqa: E402
from scenes.tables import blocks, cells, repairs  # noqa: E402

from ui.kit import fonts  # noqa: E402

# What the README shows, by the name it has there.
README = {
    "words": "02-found-light",
    "requests": "01-tab-3",
    "checks": "04-checks",
    "board": "06-board",
    "handover": "07-handover",
    "home": "03-home",
    "practice": "11-practice-paper",
    "report": "10-report",
    "poster": "10-poster",
    "picture": "10-picture",
    "long": "10-long",
}


def main() -> int:
    """Takes the pictures; prints each path."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, default=ROOT / "out" / "screens")
    parser.add_argument("--readme", action="store_true", help="also renew the pictures that README.md shows")
    parser.add_argument("names", nargs="*")
    wish = parser.parse_args()
    app = QApplication(["gongkailan"])
    qInstallMessageHandler(lambda level, context, text: None if "does not support" in text else print(text))
    fonts.load()
    camera = Camera(wish.out, wish.names)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        fill_workspace(folder / "years.db")
        steps: tuple[Callable[[], None], ...] = (
            lambda: parts(camera),
            lambda: first_start(camera, folder),
            lambda: home(camera, folder),
            lambda: beginning(camera, folder),
            lambda: cells(camera, folder),
            lambda: repairs(camera, folder),
            lambda: blocks(camera, folder),
            lambda: places(camera, folder),
            lambda: texts(camera, folder),
            lambda: findings(camera, folder),
            lambda: rules(camera, folder),
            lambda: checks(camera, folder),
            lambda: practice(camera, folder),
            lambda: statements(camera, folder),
            lambda: sheets(camera, folder),
        )
        gc.disable()  # as in the program: collected between the scenes, in the thread where Qt objects may die
        for step in steps:
            step()
            gc.collect()
    if wish.readme:
        target = ROOT / "resources" / "help" / "pictures"
        target.mkdir(parents=True, exist_ok=True)
        for shown, taken in README.items():
            shutil.copyfile(wish.out / f"{taken}.png", target / f"{shown}.png")
    app.quit()
    return 0


if __name__ == "__main__":
    sys.exit(main())
