"""From the page to files: asks where, writes off the GUI thread, says what happened."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from app.domain.errors import Trouble
from app.workbench.bench import Workbench
from ui.kit import messages, naming, tasks
from ui.kit.messages import MessageBar

_KINDS = {
    ".pdf": "PDF 文件",
    ".png": "图片",
    ".docx": "Word 文档",
    ".xlsx": "Excel 表格",
    ".html": "网页",
    ".txt": "文本文件",
}
_PRINT = "gongkailan-print-"  # the front of the folders for files that are opened only to be printed


@dataclass(frozen=True, slots=True)
class Order:
    """One file to make: ``name`` proposed, ``spoken`` for messages, ``write`` does it.

    ``warn`` gives the sentences, without full stops, that are said with the file once it is there. The ending of
    ``name`` says what kind of file it is.
    """

    name: str
    spoken: str
    write: Callable[[Path], Path]
    warn: Callable[[Path], tuple[str, ...]] = lambda path: ()

    @property
    def object(self) -> str:
        """Behind a verb: Latin letters keep a space from the character before."""
        return f" {self.spoken}" if self.spoken[0].isascii() else self.spoken

    @property
    def suffix(self) -> str:
        """.pdf, .png, …"""
        return Path(self.name).suffix


class Exporter(QObject):
    """Carries out orders, one at a time; what is asked meanwhile is not heard."""

    written = Signal(Path)

    def __init__(self, bench: Workbench, page: QWidget, bar: MessageBar, task_bar: tasks.TaskBar) -> None:
        super().__init__(page)
        self._bench, self._page, self._bar, self._task_bar = bench, page, bar, task_bar
        self.is_busy = False

    def save(self, order: Order) -> None:
        """Asks where, then writes."""
        if self.is_busy:
            return
        proposal = naming.last_folder(self._bench) / order.name
        out = messages.pick_new_file(
            self._page, f"导出{order.object}", proposal, f"{_KINDS[order.suffix]} (*{order.suffix})"
        )
        if out is None:
            return
        if out.suffix.lower() == order.suffix:
            self._write(order, out)
            return
        out = out.with_name(f"{out.name}{order.suffix}")
        if os.path.lexists(out):  # the dialog asked about another name
            self._ask_to_replace(order, out)
        else:
            self._write(order, out)

    def _ask_to_replace(self, order: Order, out: Path) -> None:
        self._bar.say(
            "doubt",
            f"“{naming.spoken_folder(out.parent)}”里已经有“{out.name}”，这次还没有导出",
            "原来的文件没有动",
            "要换成新的，就点“替换”；要留着它，就重新导出，换一个名称",
            action="替换",
            on_action=lambda: self._write(order, out),
            of_deed=True,
        )

    def _write(self, order: Order, out: Path) -> None:
        if not self.is_busy:
            self._start(order, out, lambda path: self._saved(order, path))

    def open_for_printing(self, order: Order) -> None:
        """Writes into a folder for throwing away and opens it with the PDF reader of this computer."""
        if self.is_busy:
            return
        try:
            folder = _fresh_folder()
        except OSError:
            self._bar.say("bad", "临时文件夹写不进去", "报告没有变动", "请先导出 PDF，再打开它打印")
            return
        self._start(order, folder / order.name, lambda path: self._open(order, path))

    def _start(self, order: Order, out: Path, done: Callable[[Path], object]) -> None:
        self._bar.close_message()
        self.is_busy = True

        def work(progress: tasks.Progress) -> Path:
            progress(f"正在排{order.object}")
            return order.write(out)

        task = tasks.start(
            self,
            f"正在排{order.object}",
            work,
            done=lambda path: self._ended(lambda: done(path)),
            failed=lambda trouble: self._ended(lambda: self._failed(trouble)),
            stopped=lambda: self._ended(lambda: None),
        )
        self._task_bar.watch(task)

    def _ended(self, then: Callable[[], object]) -> None:
        self.is_busy = False
        then()

    def _failed(self, trouble: Trouble) -> None:
        self._bar.say_trouble(trouble)

    def _saved(self, order: Order, path: Path) -> None:
        said = order.warn(path)
        self._bar.say(
            "doubt" if said else "ok",
            "。".join((f"已导出到“{naming.spoken_folder(path.parent)}”：{path.name}", *said)),
            "写完又读回核对过",
            action="打开文件夹",
            on_action=lambda: self._open_folder(path),
        )
        with suppress(Trouble):  # the file is there: beginning in another folder next time is no harm
            naming.remember_folder(self._bench, path)
        self.written.emit(path)

    def _open_folder(self, path: Path) -> None:
        """Nothing may be able to show a folder here; the clerk then needs to know where the file lies."""
        if not open_path(path.parent):
            self._bar.say("doubt", f"打不开文件夹，文件在 {path.parent}", f"文件叫“{path.name}”")

    def _open(self, order: Order, path: Path) -> None:
        said = order.warn(path)
        if open_path(path):
            self._bar.say(
                "doubt" if said else "ok",
                "。".join((f"{order.spoken}已在 PDF 阅读器里打开", *said)),
                "",
                "在那里按打印，缩放选“实际大小”，不选“适合页面”",
            )
        else:
            self._bar.say("doubt", "这台电脑没有能打开 PDF 的程序", "报告没有变动", "请导出 PDF，拷到能打印的电脑上印")
        self.written.emit(path)


def open_path(path: Path) -> bool:
    """Asks the system to open a file or a folder; False where nothing can."""
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


def _fresh_folder() -> Path:
    """A new folder for one file; those of earlier prints go, unless a reader still holds them."""
    for old in Path(tempfile.gettempdir()).glob(f"{_PRINT}*"):
        if old.is_dir() and not old.is_symlink():
            shutil.rmtree(old, ignore_errors=True)
    return Path(tempfile.mkdtemp(prefix=_PRINT))
