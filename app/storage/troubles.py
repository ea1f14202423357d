"""What SQLite says, as one sentence for the clerk."""

from __future__ import annotations

import sqlite3

from app.domain.errors import AlreadyOpen, CannotOpen, CannotWrite, Trouble

_KEPT = "之前存好的数据没有变动"
_SOUND = "程序没有动它"
_STEP_DAMAGED = "请不要删除它，也不要再改它，原样交给维护人员"


def code(error: BaseException) -> str:
    """SQLite's own name for the error without its details (SQLITE_IOERR_FSYNC becomes IOERR); "" where unknown."""
    name: str = getattr(_origin(error), "sqlite_errorname", "")
    return name.removeprefix("SQLITE_").partition("_")[0]


def is_serious(error: BaseException) -> bool:
    """True where nothing may be written any more until the file was opened and checked afresh.

    After a failed flush the system may have dropped what it was to write, and say so only once.
    """
    return code(error) in ("IOERR", "CORRUPT", "NOTADB")


def while_open(error: BaseException) -> Trouble:
    """A step that failed in an open workspace; it was rolled back."""
    match code(error):
        case "FULL":
            return CannotWrite("磁盘满了，这一步没有存进去", "请清理磁盘，再做一次", _KEPT)
        case "READONLY" | "PERM" | "CANTOPEN":
            return CannotWrite("数据文件现在不能写，这一步没有存进去", "请检查它所在的文件夹是否只读，再做一次", _KEPT)
        case "IOERR":
            return CannotWrite("磁盘读写出错，这一步没有存进去", "请退出程序，检查磁盘后再打开", _KEPT)
        case "CORRUPT" | "NOTADB":
            return damaged()
    if isinstance(error, ValueError):  # a lone surrogate, a text with a nought in it
        return CannotWrite("文字里有不能保存的字符，这一步没有存进去", "请删去那个字符再试", _KEPT)
    return CannotWrite("这一步没有存进去", "请再做一次；若还不行，请退出程序再打开", _KEPT)


def while_opening(error: BaseException) -> CannotOpen:
    """A workspace that cannot be opened; nothing was written."""
    match code(error):
        case "BUSY" | "LOCKED":
            return already_open()
        case "FULL":
            return CannotOpen("磁盘满了，数据文件打不开", "请清理出几兆空间再打开", _KEPT)
        case "READONLY" | "PERM" | "CANTOPEN":
            return cannot_touch()
        case "IOERR":
            return CannotOpen("读数据文件时磁盘出错", "请检查磁盘，再打开一次", _SOUND)
    return damaged()


def already_open() -> AlreadyOpen:
    """A second start."""
    return AlreadyOpen("公开栏已经开着，同一份数据不能开两次", "请用已经打开的那个窗口", "数据是安全的")


def damaged() -> CannotOpen:
    """Not a database, or one that fails its check."""
    return CannotOpen("数据文件损坏，或者不是公开栏的数据文件", _STEP_DAMAGED, _SOUND)


def foreign() -> CannotOpen:
    """A sound database of another program."""
    return CannotOpen("这个文件是别的程序的数据，不是公开栏的", "请另选一个文件", _SOUND)


def cannot_touch() -> CannotOpen:
    """Read-only file or folder, a place that is not there."""
    return CannotOpen("数据文件不能写（文件或文件夹是只读的，或者位置不在）", "请换一个能写的文件夹，如“文档”", _SOUND)


def after_serious() -> CannotWrite:
    """Every step after an error of the disk."""
    return CannotWrite("磁盘刚才出过错，为保护数据已停止写入", "请退出程序，检查磁盘后再打开", _KEPT)


def closed() -> CannotWrite:
    """A step after the workspace was closed."""
    return CannotWrite("数据已经关上，这一步没有存进去", "请重新打开程序", _KEPT)


def is_database_error(error: BaseException) -> bool:
    """True for what the storage room turns into a sentence; a broken constraint is a fault of the program."""
    origin = _origin(error)
    return isinstance(origin, (sqlite3.Error, UnicodeError)) and not isinstance(origin, sqlite3.IntegrityError)


def is_from_sqlite(error: BaseException) -> bool:
    """True for whatever SQLite raised, wrapped by SQLAlchemy or not."""
    return isinstance(_origin(error), sqlite3.Error)


def _origin(error: BaseException) -> BaseException:
    """What SQLite itself raised; SQLAlchemy wraps it."""
    origin = getattr(error, "orig", None)
    return origin if isinstance(origin, BaseException) else error
