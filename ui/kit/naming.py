"""Where files made here go: the folder of the last one, and what a clerk calls it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QStandardPaths

from app.workbench.bench import Workbench

FOLDER = "folder/export"  # the setting that remembers where the last file went


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
