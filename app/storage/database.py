"""One SQLite file, opened by one process through one connection.

Why each setting: EXCLUSIVE before the first access makes the file's own lock the single-instance lock (it dies with
the process) and lets the file be read even on a full disk; WAL with FULL and without checkpoints while open lost
nothing in simulated power cuts, even on disks that lie about flushing; migrations run in the rollback journal, so that
the version in the file's head is always the true one and an older program can refuse without touching a byte.
The file must never be opened by other means while the program runs: closing any other handle drops the lock (POSIX).
"""

from __future__ import annotations

import os
import random
import sqlite3
import stat
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from app.domain.errors import AlreadyOpen, CannotOpen, NewerWorkspace
from app.storage import troubles
from app.storage.version import APPLICATION, CURRENT, TABLES, Plan
from app.system import log

if TYPE_CHECKING:
    from sqlalchemy import Connection

OLDEST_SQLITE = (3, 37)  # STRICT tables
MAX_WAL = 64 << 20
# Two programs started at the same moment can each keep the other from locking; a little later one of them gets it.
_RETRIES = (0.01, 0.02, 0.03, 0.04)
_SETUP = (
    "locking_mode=EXCLUSIVE",  # first of all, before any access
    "synchronous=EXTRA",
    "wal_autocheckpoint=0",
    "foreign_keys=ON",
    "trusted_schema=OFF",
    "cell_size_check=ON",
    "mmap_size=0",
    "cache_size=-512",  # KB: the system holds the file itself, and with 2 MB (SQLite's own) nothing was any faster
)


class _Head(NamedTuple):
    """What the first page says: whose file it is, which version, whether anything is in it."""

    application: int
    version: int
    empty: bool


class Database:
    """An open workspace file. Use ``open``; every access is a ``transaction``, or only ``reading``."""

    def __init__(self, path: Path, db: sqlite3.Connection) -> None:
        self._path = path
        self._wal = path.with_name(path.name + "-wal")
        self._db = db
        self._writer: Connection | None = None
        self._lock = threading.RLock()
        self._closed = False
        self._stopped = False
        self._changing = False

    @classmethod
    def open(cls, path: Path, plan: Plan = CURRENT) -> Database:
        """Open ``path``, make it where there is none, bring an older version up to date.

        Raises ``AlreadyOpen``, ``NewerWorkspace`` or ``CannotOpen``; the file is then as it was.
        """
        path = _real(path)
        _refuse_unfit(path, plan)
        for wait in (*_RETRIES, None):
            try:
                return cls(path, _open(path, plan))
            except AlreadyOpen:
                if wait is None:
                    raise
                time.sleep(random.uniform(0, wait))
        raise AssertionError  # the last turn returns or raises

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """All or nothing. Raises ``CannotWrite`` (or another ``Trouble``), and nothing was changed then."""
        with self._lock:
            if self._stopped:
                raise troubles.after_serious()
            with self._telling():
                self._use_wal()
            with self._telling(), self._writing().begin():
                assert self._writer is not None
                yield self._writer
            self._keep_wal_small()

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """A transaction that only reads: it works on a full disk, and still after an error of the disk."""
        with self._lock, self._telling():
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield self._db
                self._db.commit()
            except BaseException:
                self._db.rollback()
                raise

    def get_ready(self) -> None:
        """Loads what the first change would otherwise have to wait for (a tenth of a second)."""
        with self._lock, self._telling():
            self._writing()

    def close(self) -> None:
        """Bring everything into the one file and let go of it. Never raises: what lies in the WAL is safe there."""
        with self._lock:
            if self._closed:
                return
            self._closed = True
            try:
                if not self._stopped and _checkpoint(self._db):
                    self._db.execute("PRAGMA journal_mode=DELETE")
            except sqlite3.Error as error:
                log.fault("closing", error)
            finally:
                if self._writer is not None:
                    self._writer.close()
                with suppress(sqlite3.Error):
                    self._db.close()

    def _use_wal(self) -> None:
        """WAL from the first change on: a file that is only read keeps every byte."""
        if not self._changing:
            _use_wal(self._db)
            self._changing = True

    def _writing(self) -> Connection:
        if self._writer is None:
            from app.storage import alchemy

            self._writer = alchemy.over(self._db)
        return self._writer

    @contextmanager
    def _telling(self) -> Iterator[None]:
        """Turns what SQLite raises into a sentence; nothing works once the file is closed."""
        if self._closed:
            raise troubles.closed()
        try:
            yield
        except Exception as error:
            if not troubles.is_database_error(error):
                raise
            if troubles.is_serious(error):
                self._stopped = True
            log.fault("transaction", error)
            raise troubles.while_open(error) from error

    def _keep_wal_small(self) -> None:
        try:
            if self._wal.stat().st_size > MAX_WAL:
                _checkpoint(self._db)
        except FileNotFoundError:
            return
        except (OSError, sqlite3.Error) as error:  # the step itself is committed; the next one tries again
            log.fault("checkpoint", error)


def _real(path: Path) -> Path:
    """The file behind a link: SQLite puts its log beside that one."""
    try:
        return Path(os.path.realpath(path))
    except (OSError, ValueError) as error:
        raise troubles.cannot_touch() from error


def _open(path: Path, plan: Plan) -> sqlite3.Connection:
    new = not path.exists()
    try:
        db = sqlite3.connect(path, timeout=0, check_same_thread=False, isolation_level=None)
    except sqlite3.Error as error:
        raise troubles.while_opening(error) from error
    try:
        for pragma in _SETUP:
            db.execute("PRAGMA " + pragma)
        _take(db, plan)
    except BaseException as error:
        in_use = troubles.code(error) in ("BUSY", "LOCKED")  # then it is another program that makes the file
        _let_go(db, path if new and not in_use else None)
        if troubles.is_from_sqlite(error):
            raise troubles.while_opening(error) from error
        raise
    return db


def _let_go(db: sqlite3.Connection, made: Path | None) -> None:
    """Close after a failure; the file this very program was about to make goes, as long as nothing stands in it."""
    if made is not None and _has_tables(db, made):
        made = None
    if made is not None and os.name != "nt":  # while the lock is still ours
        _remove(made)
    db.close()
    if made is not None and os.name == "nt":
        _remove(made)


def _has_tables(db: sqlite3.Connection, path: Path) -> bool:
    try:
        return path.stat().st_size > 0 and not _head(db).empty
    except (OSError, sqlite3.Error):
        return True


def _remove(path: Path) -> None:
    for tail in ("", "-journal", "-wal", "-shm"):
        with suppress(OSError):
            path.with_name(path.name + tail).unlink()


def _refuse_unfit(path: Path, plan: Plan) -> None:
    """Everything that can be refused without touching the file."""
    if sqlite3.sqlite_version_info < OLDEST_SQLITE:
        raise CannotOpen(f"这台电脑的 SQLite {sqlite3.sqlite_version} 太旧", "请安装随程序发的版本", "没有动任何数据")
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        _make_room(path)
        return
    except (OSError, ValueError) as error:
        raise troubles.cannot_touch() from error
    if stat.S_ISDIR(mode):
        raise CannotOpen(f"“{path.name}”是一个文件夹，不是数据文件", "请另选一个文件")
    if not stat.S_ISREG(mode):
        raise CannotOpen(f"“{path.name}”不是普通文件", "请另选一个文件")
    if not (os.access(path, os.W_OK) and os.access(path.resolve().parent, os.W_OK)):
        raise troubles.cannot_touch()  # said now, not after the clerk has typed the first figure
    beside = [path.with_name(path.name + tail) for tail in ("-journal", "-wal")]
    unfinished = any(file.exists() for file in beside)
    head = _look(path)
    unfinished = unfinished or any(file.exists() for file in beside)
    if head is not None and (not unfinished or head.application == APPLICATION):
        _judge(head, plan)  # else a killed or a running program left pages half-moved: judged under the lock


def _make_room(path: Path) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise troubles.cannot_touch() from error


def _look(path: Path) -> _Head | None:
    """The head of the file, read as if it lay on a disc: no lock, no journal, not one byte or file changed.

    None where it is no sound database as it lies there.
    """
    try:
        db = sqlite3.connect(path.resolve().as_uri() + "?immutable=1", uri=True, timeout=0)
        try:
            return _head(db)
        finally:
            db.close()
    except sqlite3.Error as error:
        if troubles.code(error) in ("CORRUPT", "NOTADB"):
            return None
        raise troubles.while_opening(error) from error


def _head(db: sqlite3.Connection) -> _Head:
    def ask(question: str) -> int:
        return int(db.execute(question).fetchone()[0])

    return _Head(
        ask("PRAGMA application_id"), ask("PRAGMA user_version"), ask("SELECT count(*) FROM sqlite_schema") == 0
    )


def _judge(head: _Head, plan: Plan) -> None:
    if head.empty and head.application == 0 and head.version == 0:
        return
    if head.application != APPLICATION:
        raise troubles.foreign()
    if head.version > plan.version:
        raise NewerWorkspace(
            "这份数据是更新版本的公开栏写的，这个版本不敢动它", "请安装新版本再打开", "数据一个字节都没有变"
        )
    if head.version < 1:
        raise troubles.damaged()


def _take(db: sqlite3.Connection, plan: Plan) -> None:
    """Take the lock, check the file, bring it to this version, and set it up for the session."""
    db.execute("BEGIN EXCLUSIVE")
    db.execute("COMMIT")
    head = _head(db)  # again: a killed program's journal may just have been rolled back
    _judge(head, plan)
    _check(db)
    if head.empty or head.version < plan.version:
        _make_tables(db, head, plan)
    _expect_tables(db)


def _make_tables(db: sqlite3.Connection, head: _Head, plan: Plan) -> None:
    from app.storage import migrate

    if head.empty:
        migrate.create(db, plan)
    else:
        db.execute("PRAGMA journal_mode=DELETE")
        migrate.upgrade(db, plan)


def _check(db: sqlite3.Connection) -> None:
    sound = db.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok"
    if not sound or db.execute("PRAGMA foreign_key_check").fetchone() is not None:
        raise troubles.damaged()


def _expect_tables(db: sqlite3.Connection) -> None:
    there = {name for (name,) in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
    if not there >= TABLES:
        raise troubles.damaged()


def _use_wal(db: sqlite3.Connection) -> None:
    """WAL for the session. On a full disk the switch fails: then the file can still be read, in the mode it has."""
    try:
        mode = db.execute("PRAGMA journal_mode=WAL").fetchone()[0]
    except sqlite3.Error as error:
        if troubles.code(error) not in ("FULL", "IOERR"):
            raise
        log.fault("no WAL", error)
    else:
        if mode == "wal":
            db.execute("PRAGMA synchronous=FULL")


def _checkpoint(db: sqlite3.Connection) -> bool:
    """Bring the log into the file; True where all of it arrived (the row says so, an error may not be raised)."""
    busy, in_log, moved = db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    return bool(busy == 0 and in_log == moved)
