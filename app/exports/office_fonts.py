"""The office's own faces (仿宋_GB2312, 小标宋 …): found in the system's font folders, used only where chosen."""

from __future__ import annotations

import os
import struct
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import BinaryIO

from app.exports.fonts import OfficeFace

_ENDINGS = {".ttf", ".ttc"}  # outlines of .otf files cannot be embedded
_NAME_IDS = (1, 4, 6, 16)  # family, full name, PostScript name, typographic family
_MOST_FONTS = 64  # of one collection


def font_folders() -> list[Path]:
    """Where this system keeps fonts; folders that do not exist are left out."""
    home = Path.home()
    if sys.platform == "win32":
        windows = Path(os.environ.get("WINDIR", r"C:\Windows"))
        local = Path(os.environ.get("LOCALAPPDATA", str(home / "AppData" / "Local")))
        folders = [windows / "Fonts", local / "Microsoft" / "Windows" / "Fonts"]
    else:
        folders = [
            Path("/usr/share/fonts"), Path("/usr/local/share/fonts"),
            home / ".local" / "share" / "fonts", home / ".fonts",
        ]  # fmt: skip
    return [folder for folder in folders if folder.is_dir()]


def find_faces(
    roles: Mapping[str, Sequence[str]], folders: Iterable[Path] | None = None
) -> dict[str, list[tuple[str, OfficeFace]]]:
    """For each role the installed faces that bear one of its names, as (name, face), in the order of the names."""
    wanted = {name.casefold(): name for names in roles.values() for name in names}
    found: dict[str, OfficeFace] = {}
    for path in _files(font_folders() if folders is None else folders):
        for index, names in enumerate(_font_names(path)):
            for name in names:
                if name.casefold() in wanted:
                    found.setdefault(wanted[name.casefold()], OfficeFace(path, index))
    return {role: [(name, found[name]) for name in names if name in found] for role, names in roles.items()}


def _files(folders: Iterable[Path]) -> Iterator[Path]:
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.suffix.lower() in _ENDINGS and path.is_file():
                yield path


def _font_names(path: Path) -> list[set[str]]:
    """The names of every font in the file; none where the file cannot be read as a font."""
    try:
        with path.open("rb") as file:
            start = file.read(12)
            offsets = [0]
            if start[:4] == b"ttcf":
                count = min(struct.unpack(">L", start[8:12])[0], _MOST_FONTS)
                offsets = list(struct.unpack(f">{count}L", file.read(4 * count)))
            names = []
            for offset in offsets:
                file.seek(offset + 4)
                tables = struct.unpack(">H6x", file.read(8))[0]
                records = [struct.unpack(">4sLLL", file.read(16)) for _ in range(tables)]
                place = next(((at, size) for tag, _, at, size in records if tag == b"name"), None)
                names.append(_read_names(_slice(file, *place)) if place else set())
            return names
    except (OSError, struct.error, ValueError):
        return []


def _slice(file: BinaryIO, at: int, size: int) -> bytes:
    file.seek(at)
    return file.read(min(size, 1 << 20))


def _read_names(table: bytes) -> set[str]:
    count, strings = struct.unpack(">2xHH", table[:6])
    names = set()
    for number in range(count):
        platform, encoding, _, name_id, size, at = struct.unpack(">6H", table[6 + 12 * number : 18 + 12 * number])
        if name_id not in _NAME_IDS:
            continue
        raw = table[strings + at : strings + at + size]
        names.add(raw.decode(_codec(platform, encoding), "ignore").strip())
    return names - {""}


def _codec(platform: int, encoding: int) -> str:
    if platform == 3:
        return {3: "gbk", 4: "big5"}.get(encoding, "utf-16-be")
    return "utf-16-be" if platform == 0 else {25: "gbk"}.get(encoding, "mac_roman")
