"""Writing the package to a drive, as the clerk should hear of it: was the stick pulled, is the report safe."""

from __future__ import annotations

from threading import Event

from app.domain.errors import Trouble
from app.domain.report import Report
from app.workbench import handing
from app.workbench.bench import Workbench
from ui.handover import drives
from ui.handover.drives import Drive
from ui.kit.tasks import Progress, Stopped

SAFE = "报告好好的，都在电脑里"


STOPPABLE = 2  # steps (checked, PDF made) after which nothing was written yet


def write(bench: Workbench, report: Report, drive: Drive, progress: Progress, stop: Event) -> handing.Packed:
    """Writes and proves the package; raises ``Trouble`` in words about this drive. Not for the GUI thread.

    ``stop`` ends it with ``Stopped`` as long as nothing is on the drive; what is written is also proven.
    """

    def tell(what: str, step: int, of: int) -> None:
        if stop.is_set() and step <= STOPPABLE:
            raise Stopped
        progress(what, step, of)

    tell("", 0, 4)
    if not _is_there(drive):
        raise _gone(drive, "已经拔掉了")
    try:
        packed = handing.pack(bench, report, drive.path, tell)
    except handing.NotReady:
        raise
    except Trouble as trouble:
        if not _is_there(drive):
            raise _gone(drive, "写到一半被拔掉了") from trouble
        raise Trouble(trouble.what, trouble.next_step, f"{SAFE}；盘上原有的东西没有动") from trouble
    if not _is_there(drive):  # a folder may outlive the stick that was mounted on it
        raise _gone(drive, "写到一半被拔掉了")
    return packed


def _is_there(drive: Drive) -> bool:
    found = drives.device_of(drive.path)
    return found != 0 and drive.device in (0, found)


def _gone(drive: Drive, how: str) -> Trouble:
    if drive.is_stick:
        return Trouble(f"U 盘{how}", "把 U 盘插回去，再按一次“写入并核对”", f"{SAFE}；盘上那半份没有用")
    return Trouble(f"文件夹“{drive.name}”找不到了", "请重新选一个文件夹，再按一次“写入并核对”", SAFE)
