"""The sticks that are plugged in, and folders chosen instead: what they are called, what is free, whether they take it.

Asking a dead network drive can take a minute: call these off the GUI thread only.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QStorageInfo

SMALL = 16 << 20  # bytes; a package takes one or two million, and a nearly full stick is a stick about to fail
_SYS = Path("/sys/class/block")
_NOT_A_STICK = {"iso9660", "udf", "squashfs", "tmpfs", "devtmpfs", "overlay", "proc", "sysfs", "autofs", "swap"}
_DRIVE_REMOVABLE = 2  # of GetDriveTypeW
LOCKED = "盘上的写保护开着。把侧面的小开关拨回去，再插一次。"
FORBIDDEN = "这里不许写。请换一个盘或文件夹。"
FULL = "盘满了。删掉些用不着的东西，或换一个盘。"
GONE = "找不到这个文件夹了。请重新选一个。"


@dataclass(frozen=True, slots=True)
class Drive:
    """A place to write to. ``name`` as shown (U 盘（E:）); ``free`` and ``total`` in bytes; ``why`` it takes nothing.

    ``device`` tells whether the same stick is still there; ``is_stick`` False for a folder on this computer.
    """

    name: str
    path: Path
    free: int
    total: int
    writable: bool
    why: str = ""
    is_stick: bool = True
    device: int = 0


def plugged() -> list[Drive]:
    """The removable drives that are there now, in the order of their names."""
    found = []
    for info in QStorageInfo.mountedVolumes():
        if not (info.isValid() and info.isReady()) or info.isRoot() or not is_stick(info):
            continue
        found.append(_drive(Path(info.rootPath()), info, stick_name(info.rootPath(), info.name())))
    return sorted(found, key=lambda drive: drive.name)


def folder(path: Path) -> Drive:
    """A folder the clerk chose; it may lie on a stick all the same."""
    info = QStorageInfo(str(path))
    if not path.is_dir() or not info.isValid():
        return Drive(path.name or str(path), path, 0, 0, writable=False, why=GONE, is_stick=False)
    stick = not info.isRoot() and is_stick(info)
    return _drive(path, info, path.name or str(path), stick=stick)


def device_of(path: Path) -> int:
    """Which file system a path lies on; 0 where it is gone."""
    try:
        return path.stat().st_dev
    except OSError:
        return 0


def _drive(path: Path, info: QStorageInfo, name: str, *, stick: bool = True) -> Drive:
    free, total = max(0, info.bytesAvailable()), max(0, info.bytesTotal())
    why = _why_not(path, info.isReadOnly(), free)
    return Drive(name, path, free, total, not why, why, stick, device_of(path))


def _why_not(path: Path, read_only: bool, free: int) -> str:
    if read_only:
        return LOCKED
    if not os.access(path, os.W_OK | os.X_OK):
        return FORBIDDEN
    return FULL if free < 1 << 16 else ""


def stick_name(root: str, label: str) -> str:
    """U 盘（E:）, U 盘（资料）: the letter where there is one, else the name it was given."""
    if len(root) >= 2 and root[1] == ":":
        return f"U 盘（{root[0].upper()}:）"
    shown = label.strip() or Path(root).name
    return f"U 盘（{shown}）" if shown else "U 盘"


def is_stick(info: QStorageInfo) -> bool:
    """True where a drive can be pulled out."""
    root, kind = info.rootPath(), bytes(info.fileSystemType().data()).decode(errors="replace")
    if os.name == "nt":
        return _windows_removable(root)
    if sys.platform == "darwin":
        return root.startswith("/Volumes/")
    device = bytes(info.device().data()).decode(errors="replace")
    return kind not in _NOT_A_STICK and linux_removable(device, _SYS)


def linux_removable(device: str, sys_block: Path) -> bool:
    """True where the kernel says so of the disk behind ``/dev/sdb1``, or where it hangs on USB.

    ``sys_block`` is /sys/class/block: its entries are links to the device, partitions below their disk.
    """
    name = Path(device).name
    if not device.startswith("/dev/") or not (sys_block / name).exists():
        return False
    place = (sys_block / name).resolve()
    disks: Iterable[Path] = (place, place.parent)
    if any(_says_one(disk / "removable") for disk in disks):
        return True
    return any(part.startswith("usb") and part[3:].isdigit() for part in place.parts)


def _says_one(path: Path) -> bool:
    try:
        return path.read_text(encoding="ascii").strip() == "1"
    except (OSError, UnicodeError):
        return False


def _windows_removable(root: str) -> bool:
    import ctypes

    kernel = getattr(ctypes, "windll").kernel32  # noqa: B009 - there on Windows only, as mypy rightly says
    return bool(kernel.GetDriveTypeW(root.replace("/", "\\")) == _DRIVE_REMOVABLE)
