"""The log: what happened and where in the program, never what the clerk typed.

Events are short fixed phrases with numbers; an error is written as its type and the places it passed through,
without its message, because messages may quote values, names and paths.
"""

from __future__ import annotations

import logging
import traceback
from pathlib import Path

from app.system.paths import log_folder

_LOGGER = logging.getLogger("gongkailan")
_LOGGER.propagate = False
_LOGGER.addHandler(logging.NullHandler())  # not started: say nothing, above all not on the clerk's screen
_LOGGER.setLevel(logging.INFO)
MAX_BYTES, KEPT = 500_000, 3


def start(folder: Path | None = None) -> Path | None:
    """Write to ``gongkailan.log`` in ``folder`` (the user's log folder); None where nothing can be written there."""
    from app.system.log_file import QuietFile  # brings sockets and more along, which the first page need not wait for

    stop()
    target = folder or log_folder()
    try:
        target.mkdir(parents=True, exist_ok=True)
        handler = QuietFile(target / "gongkailan.log", maxBytes=MAX_BYTES, backupCount=KEPT, encoding="utf-8")
    except OSError:
        return None
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    _LOGGER.addHandler(handler)
    return Path(handler.baseFilename)


def start_when_needed(folder: Path | None = None) -> None:
    """``start`` at the first line that is written, so that a program in which nothing happens waits for no file."""
    stop()
    _LOGGER.addHandler(_Waiting(folder))


class _Waiting(logging.Handler):
    """Stands for the file until somebody has something to write."""

    def __init__(self, folder: Path | None) -> None:
        super().__init__()
        self._folder = folder

    def emit(self, record: logging.LogRecord) -> None:
        """Make way for the file and write the line there."""
        start(self._folder)
        for handler in _LOGGER.handlers:
            handler.handle(record)


def stop() -> None:
    """Close the file, if one is open."""
    for handler in [item for item in _LOGGER.handlers if isinstance(item, logging.FileHandler | _Waiting)]:
        _LOGGER.removeHandler(handler)
        handler.close()


def file() -> Path | None:
    """Where the lines go; None where none was written, or none could be."""
    opened = (item for item in _LOGGER.handlers if isinstance(item, logging.FileHandler))
    return next((Path(item.baseFilename) for item in opened), None)


def note(event: str, **numbers: int | float) -> None:
    """Write that ``event`` (a fixed phrase of the program) happened, with figures about it such as milliseconds."""
    facts = "".join(f" {name}={number}" for name, number in numbers.items())
    _LOGGER.info("%s%s", event, facts)


def fault(event: str, error: BaseException) -> None:
    """Write that ``event`` failed: the types of the errors in the chain and the lines they passed through."""
    _LOGGER.error("%s: %s", event, " <- ".join(_places(error)))


def _places(error: BaseException) -> list[str]:
    told: list[str] = []
    seen: BaseException | None = error
    while seen is not None and len(told) < 5:
        frames = traceback.extract_tb(seen.__traceback__)[-8:]
        where = " > ".join(f"{Path(frame.filename).name}:{frame.lineno}" for frame in frames)
        told.append(f"{type(seen).__name__} [{where}]")
        seen = seen.__cause__ or (None if seen.__suppress_context__ else seen.__context__)
    return told
