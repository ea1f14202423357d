"""The door for clerks. With a verb (check, export …) it hands over to the door without a screen.

What runs before the first paint is kept short on purpose: no command line library, no database.
"""

from __future__ import annotations

import gc
import sys
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from ui.wiring import Desktop

_QUIET_MS, _TIDY_MS, _SETTLED_MS = 300, 1500, 3000
_STALE_S = 3600  # what was half-written so long ago nobody is writing any more
_USAGE = """公开栏：政府信息公开工作年度报告 编报程序

  python -m ui [--workspace 文件] [--sample]      打开窗口
  python -m ui 动词 …                             不开窗口办一件事

  --workspace 文件   用另一个数据文件
  --sample           打开示例乡（有自己的数据文件，不会混进正式报告）

动词（每个都可以再加 --help）：
"""


class Options(NamedTuple):
    """What the command line asks of the desktop. ``stop_after`` painted or usable: for measuring only."""

    workspace: str = ""
    sample: bool = False
    stop_after: str = ""


class _Wrong(Exception):
    """An option that is not known."""


def parse(arguments: list[str]) -> Options | None:
    """The options of the desktop; None where a verb is named and the other door must be used."""
    options, rest = Options(), list(arguments)
    while rest:
        word = rest.pop(0)
        if not word.startswith("-"):
            return None
        name, has_value, value = word.partition("=")
        if name == "--workspace":
            if not has_value and not rest:
                raise _Wrong("--workspace 后面要写一个文件")
            options = options._replace(workspace=value if has_value else rest.pop(0))
        elif word == "--sample":
            options = options._replace(sample=True)
        elif word == "--exit-after-first-paint":
            options = options._replace(stop_after="painted")
        elif word == "--exit-when-usable":
            options = options._replace(stop_after="usable")
        else:
            raise _Wrong(f"不认识“{word}”")
    return options


def main(argv: list[str] | None = None) -> int:
    """Runs the desktop, or the verb; returns the exit code."""
    arguments = sys.argv[1:] if argv is None else argv
    if arguments in (["--help"], ["-h"]):
        from app.__main__ import verbs_told

        verbs = "\n".join(f"  {name:8} {what}" for name, what in verbs_told())
        print(f"{_USAGE}{verbs}")  # noqa: T201
        return 0
    try:
        options = parse(arguments)
    except _Wrong as wrong:
        print(f"{wrong}。没有动任何数据。请看 python -m ui --help。", file=sys.stderr)  # noqa: T201
        return 2
    if options is None or arguments == ["--version"]:
        from app.__main__ import main as without_screen

        return without_screen(arguments)
    return run(options)


def run(options: Options) -> int:
    """Opens the window and stays until it is closed."""
    gc.disable()  # thousands of objects are made on the way to the first page, and all of them stay

    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    app = QApplication.instance() or QApplication(["gongkailan"])
    if not isinstance(app, QApplication):
        raise TypeError("this process already runs Qt without windows")
    app.setApplicationName("gongkailan")
    app.setApplicationDisplayName("公开栏")
    app.setDesktopFileName("gongkailan")

    from pathlib import Path

    from app.system import clock, paths
    from ui.wiring import Desktop

    default = paths.default_workspace()
    workspace = Path(options.workspace) if options.workspace else default
    if options.sample and not options.workspace:
        from ui.start.practice import sample_workspace

        workspace = sample_workspace(default)
    desktop = Desktop(workspace, workspace.with_suffix(".window.json"), clock.today(), practice=options.sample)
    desktop.refused.connect(app.quit)
    desktop.usable.connect(lambda: QTimer.singleShot(_QUIET_MS, lambda: _settle(desktop)))
    tidy = QTimer(desktop, singleShot=True, interval=_TIDY_MS)
    tidy.timeout.connect(_tidy)
    desktop.usable.connect(tidy.start)
    QTimer.singleShot(_SETTLED_MS, lambda: _settle(desktop))  # also where the workspace cannot be opened
    if options.stop_after == "painted":
        desktop.window.painted.disconnect()
        desktop.window.painted.connect(app.quit)
    else:
        desktop.window.painted.connect(lambda: _catch_crashes(desktop))
    if options.stop_after == "usable":
        desktop.usable.connect(app.quit)
    desktop.window.open_at(desktop.look.window)
    return app.exec()


def _settle(desktop: Desktop) -> None:
    """From now on garbage is collected, in this thread only; what the start made is left out of it."""
    import linecache

    from ui.kit.rubbish import Collector

    if desktop.findChild(Collector) is None:
        linecache.clearcache()  # the sources of what was imported: PySide looked into them, and nobody does again
        gc.collect()
        gc.freeze()
        Collector(desktop)


def _tidy() -> None:
    """Takes away what a killed program left half-written in the program's own folder."""
    from app.system import files, log, paths

    log.note("usable", swept=files.sweep(paths.default_workspace().parent, seconds_old=_STALE_S))


def _catch_crashes(desktop: Desktop) -> None:
    from app.system import log
    from ui.kit.crash import Net

    log.start_when_needed()
    net = Net()
    net.setParent(desktop)
    net.install(desktop.window.messages.say_trouble)


if __name__ == "__main__":
    sys.exit(main())
