"""Reading files within bounds, and writing them so that a reader only ever sees the old file or the whole new one.

Raises ``CannotRead`` and ``CannotWrite`` with one sentence per cause; whatever stood at the path before still stands.
"""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import time
from collections.abc import Mapping
from pathlib import Path

from app.domain.errors import CannotRead, CannotWrite

_PREFIX, _SUFFIX = ".gongkailan-", ".part"
_BINARY = getattr(os, "O_BINARY", 0)  # Windows would translate line ends otherwise
_CHUNK = 1 << 20
_IS_WINDOWS = os.name == "nt"
_PATIENCE = 2.5  # seconds a virus scanner may hold a fresh file (Windows errors 5, 32, 33)
_NO_DIRECTORY_SYNC = {errno.EINVAL, errno.ENOTSUP, errno.EBADF, errno.EACCES}
_STANDS = "原来的文件没有变动"
_MOST_KEPT = 300_000_000  # bytes of a file that is replaced together with others, held until all of them are there

_CAUSES: dict[int, tuple[str, str]] = {
    errno.ENOSPC: ("磁盘满了，文件没有写成", "请清理磁盘或换一个位置再试"),
    errno.EFBIG: ("磁盘放不下这么大的文件", "请换一个位置再试"),
    errno.EROFS: ("这个位置是只读的，不能写入", "请换一个能写的文件夹或 U 盘（看看写保护开关）"),
    errno.EACCES: ("没有权限写到这个文件夹", "请换一个文件夹，如“桌面”或“文档”"),
    errno.ENOENT: ("要写到的文件夹不在", "请核对位置，或重新插好 U 盘"),
    errno.ENOTDIR: ("要写到的位置不是文件夹", "请换一个文件夹"),
    errno.EISDIR: ("这个名字是一个文件夹，不能写成文件", "请换一个文件名"),
    errno.ENAMETOOLONG: ("文件名太长", "请改短一些"),
    errno.EINVAL: ("文件名里有这个磁盘不认的字符", "请换一个文件名"),
    errno.EIO: ("磁盘读写出错", "请换一个磁盘或 U 盘再试"),
    errno.ENODEV: ("磁盘或 U 盘已经拔出", "请重新插好再试"),
}
_UNREADABLE: dict[int, str] = {
    errno.ENOENT: "没有这个文件",
    errno.ENOTDIR: "没有这个文件",
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.EIO: "磁盘读取出错",
    errno.ENODEV: "磁盘或 U 盘已经拔出",
    errno.ENXIO: "磁盘或 U 盘已经拔出",
    errno.ENAMETOOLONG: "文件名太长",
    errno.ELOOP: "链接绕成了圈",
}
_OF_THE_FOLDER = {errno.EROFS, errno.EACCES, errno.EPERM, errno.ENOENT, errno.ENOTDIR}  # it is named, not the file
_CAUSES[errno.EPERM] = _CAUSES[errno.EACCES]
_CAUSES[errno.ENXIO] = _CAUSES[errno.ENODEV]
_CAUSES[getattr(errno, "EDQUOT", errno.ENOSPC)] = _CAUSES[errno.ENOSPC]


class _Unconfirmed(CannotWrite):
    """The new file stands already, but the disk has not said that it will stay."""


def read_bytes(path: Path, most: int, what: str = "文件") -> bytes:
    """All of an ordinary file of at most ``most`` bytes, called ``what`` in messages; raises ``CannotRead``.

    Never waits for a pipe and never reads a device, whatever name leads there.
    """
    shown = _name(path)
    try:
        _refuse_odd(path.stat().st_mode, shown, what)
        handle = os.open(path, os.O_RDONLY | _BINARY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0))
        with os.fdopen(handle, "rb") as stream:
            found = os.fstat(stream.fileno())
            _refuse_odd(found.st_mode, shown, what)  # it may have changed since
            data = stream.read(min(found.st_size, most) + 1)  # room is taken for all that is asked for
            if len(data) > found.st_size:
                data += stream.read(most + 1 - len(data))
    except (OSError, ValueError) as error:
        number = error.errno if isinstance(error, OSError) else None
        cause = _UNREADABLE.get(number or 0, "位置不对")
        raise CannotRead(f"{what}{shown}读不出来（{cause}）", "请核对文件在不在、能不能打开，再试一次") from error
    if len(data) > most:
        size = f"{most // 1_000_000} MB" if most >= 1_000_000 else f"{most // 1000} KB"
        raise CannotRead(f"{what}{shown}太大，超过 {size}", "请核对选对了没有")
    return data


def _refuse_odd(mode: int, shown: str, what: str) -> None:
    if stat.S_ISDIR(mode):
        raise CannotRead(f"{shown}是一个文件夹，不是{what}", "请选里面的那份文件")
    if not stat.S_ISREG(mode):
        raise CannotRead(f"{shown}不是普通文件", "请换一份文件")


def _name(path: Path) -> str:
    clean = "".join(ch for ch in path.name or str(path) if ch.isprintable())
    return f"“{clean}”" if clean else ""


def write_bytes(path: Path, data: bytes) -> None:
    """Put ``data`` at ``path``: written beside, flushed, read back and compared, then renamed over it.

    A link is followed; the folder must be there (see ``make_folder``). When this returns, the bytes are on the disk.
    """
    target = _real(path)
    _refuse_unfit(target)
    part = target.parent / f"{_PREFIX}{os.urandom(8).hex()}{_SUFFIX}"
    try:
        _write(part, data)
        _compare(part, data, target.name)
        _replace(part, target)
    except OSError as error:
        raise cannot_write(error, target) from error
    finally:
        with contextlib.suppress(OSError):
            part.unlink()
    _sync_folder(target)


def write_all(contents: Mapping[Path, bytes]) -> None:
    """``write_bytes`` of files that belong together; where one cannot be written the others are as they were.

    Where even that cannot be had the message says which file is not.
    """
    if len(contents) == 1:
        for path, data in contents.items():
            write_bytes(path, data)
        return
    before = {path: _standing(path) for path in contents}
    touched: list[Path] = []
    try:
        for path, data in contents.items():
            touched.append(path)  # first: where the disk did not confirm it the new file stands all the same
            write_bytes(path, data)
    except BaseException as error:
        lost = [path for path in reversed(touched) if not _put_back(path, before[path])]
        if not isinstance(error, CannotWrite):
            raise
        if lost:
            names = "、".join(_name(path) for path in lost)
            raise CannotWrite(error.what, error.next_step, f"{names}没能换回原来的样子") from error
        if isinstance(error, _Unconfirmed):
            what = f"磁盘没有确认写好的文件（{touched[-1].name}）"
            raise CannotWrite(what, "请再存一次，或换一个磁盘", _STANDS) from error
        raise


def holds(path: Path, data: bytes) -> bool:
    """Whether the file at ``path`` is one of just these bytes; False for none and for what cannot be read."""
    try:
        return read_bytes(path, len(data)) == data
    except CannotRead:
        return False


def _standing(path: Path) -> bytes | None:
    """What lies at ``path`` now; None for nothing."""
    target = _real(path)
    _refuse_unfit(target)
    if not os.path.lexists(target):
        return None
    try:
        return read_bytes(target, _MOST_KEPT)
    except CannotRead as error:
        raise CannotWrite(f"{_name(path)}太大或读不出来，没有覆盖它", "请换一个文件名", _STANDS) from error


def _put_back(path: Path, found: bytes | None) -> bool:
    """``found`` at ``path`` again; False where something else stands there."""
    with contextlib.suppress(OSError, CannotWrite):
        if found is None:
            path.unlink(missing_ok=True)
        elif not holds(path, found):
            write_bytes(path, found)
    return holds(path, found) if found is not None else not os.path.lexists(path)


def write_text(path: Path, text: str) -> None:
    """``write_bytes`` in UTF-8; a lone surrogate becomes the replacement character."""
    write_bytes(path, text.encode("utf-16", "surrogatepass").decode("utf-16", "replace").encode("utf-8"))


def make_folder(path: Path) -> Path:
    """``path`` as a folder that is there, with its parents; raises ``CannotWrite``."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except FileExistsError as error:
        raise CannotWrite(f"“{path.name}”是一个文件，不能当文件夹用", "请换一个位置", _STANDS) from error
    except (OSError, ValueError) as error:
        raise cannot_write(error, path) from error
    return path


def sweep(folder: Path, *, seconds_old: float = 0) -> int:
    """Remove what a killed program left half-written in ``folder``, one of our own; how many there were.

    What is younger than ``seconds_old`` stays: another of our programs may be writing it just now.
    """
    swept, now = 0, time.time()
    for part in folder.glob(f"{_PREFIX}*{_SUFFIX}"):
        with contextlib.suppress(OSError):
            if now - part.stat().st_mtime >= seconds_old:
                part.unlink()
                swept += 1
    return swept


def cannot_write(error: OSError | ValueError, path: Path) -> CannotWrite:
    """The sentence for what the operating system said about writing ``path``."""
    number = error.errno if isinstance(error, OSError) else errno.EINVAL
    what, step = _CAUSES.get(number or 0, ("文件没有写成", "请换一个位置再试"))
    meant = path.parent if number in _OF_THE_FOLDER else path
    shown = "".join(ch for ch in meant.name or str(meant) if ch.isprintable())
    return CannotWrite(f"{what}（{shown}）", step, _STANDS)


def _real(path: Path) -> Path:
    try:
        return Path(os.path.realpath(path))
    except (OSError, ValueError) as error:
        raise cannot_write(error, path) from error


def _refuse_unfit(target: Path) -> None:
    """What a rename would replace without asking: folders fail late, devices and read-only files not at all."""
    try:
        mode = target.stat().st_mode
    except FileNotFoundError:
        return
    except (OSError, ValueError) as error:
        raise cannot_write(error, target) from error
    if stat.S_ISDIR(mode):
        raise cannot_write(IsADirectoryError(errno.EISDIR, ""), target)
    if not stat.S_ISREG(mode):
        raise CannotWrite(f"“{target.name}”不是普通文件，不能写入", "请换一个文件名", _STANDS)
    if not mode & stat.S_IWUSR or not os.access(target, os.W_OK):
        raise CannotWrite(f"“{target.name}”是只读文件，没有覆盖它", "请换一个文件名，或先去掉只读", _STANDS)


def _write(part: Path, data: bytes) -> None:
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY, 0o666)
    try:
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(handle, rest[:_CHUNK]) :]
        os.fsync(handle)
        if hasattr(os, "posix_fadvise"):  # let the read-back come from the disk, not from memory
            os.posix_fadvise(handle, 0, 0, os.POSIX_FADV_DONTNEED)
    finally:
        os.close(handle)


def _compare(part: Path, data: bytes, name: str) -> None:
    import hashlib  # brings OpenSSL along (3 MB), which a start that writes nothing can do without

    with part.open("rb") as stream:
        read = hashlib.file_digest(stream, "sha256").digest()
    if read != hashlib.sha256(data).digest():
        raise CannotWrite(f"写完读回来对不上（{name}）", "磁盘或 U 盘可能坏了，请换一个再试", _STANDS)


def _replace(part: Path, target: Path) -> None:
    deadline = time.monotonic() + _PATIENCE
    while True:
        try:
            part.replace(target)
        except PermissionError as error:
            if not _IS_WINDOWS:
                raise
            if time.monotonic() > deadline:  # the folder took the new file: so it is the old one that is held
                what = f"“{target.name}”正被别的程序打开着，没有写成"
                raise CannotWrite(what, "请先在 Word、WPS 或看图程序里关掉它，再导出一次", _STANDS) from error
            time.sleep(0.05)
        else:
            return


def _sync_folder(target: Path) -> None:
    """Make the rename itself durable; Windows has no such call and needs none."""
    if _IS_WINDOWS:
        return
    try:
        handle = os.open(target.parent, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
    except OSError as error:
        if error.errno not in _NO_DIRECTORY_SYNC:
            raise _Unconfirmed(
                f"文件写好了，但磁盘没有确认（{target.name}）", "请再存一次，或换一个磁盘", "新文件可能还没有存稳"
            ) from error
