"""Names of files made here: after the title of the report, and such that every disk takes them."""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtCore import QStandardPaths

from app.workbench.bench import Workbench

FOLDER = "folder/export"  # the setting that remembers where the last file went
_MOST_BYTES = 200  # of a file name; 255 is the limit of most disks, Chinese takes three each
_BAD = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')
_DEVICES = re.compile(r"(?i)(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|$)")


def file_name(title: str, kind: str = "", suffix: str = ".pdf") -> str:
    """``title（kind）.pdf`` without what a disk refuses."""
    tail = f"（{kind}）" if kind else ""
    stem = _clean(title)
    while len((stem + _clean(tail) + suffix).encode()) > _MOST_BYTES:
        stem = stem[:-1]
    if _DEVICES.match(stem):
        stem = f"报告 {stem}"
    return f"{stem or '报告'}{_clean(tail)}{suffix}"


def _clean(text: str) -> str:
    return _BAD.sub("_", " ".join(text.split())).strip(" .")


def last_folder(bench: Workbench) -> Path:
    """Where the last file went; else the documents or the desktop of this user."""
    kept = bench.setting(FOLDER)
    if kept and Path(kept).is_dir():
        return Path(kept)
    place = QStandardPaths.StandardLocation
    for where in (place.DocumentsLocation, place.DesktopLocation):
        folder = Path(QStandardPaths.writableLocation(where))
        if folder.is_dir():
            return folder
    return Path.home()


def spoken_folder(folder: Path) -> str:
    """A folder as the clerk calls it: 文档, 桌面, 下载, else its own name."""
    place = QStandardPaths.StandardLocation
    usual = ((place.DocumentsLocation, "文档"), (place.DesktopLocation, "桌面"), (place.DownloadLocation, "下载"))
    for where, name in usual:
        known = QStandardPaths.writableLocation(where)
        if known and Path(known) == folder and folder != Path.home():
            return name
    return folder.name or str(folder)


def remember_folder(bench: Workbench, file: Path) -> None:
    """Notes where a file went."""
    if bench.setting(FOLDER) != str(file.parent):
        bench.save_setting(FOLDER, str(file.parent))
