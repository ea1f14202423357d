"""The file that the log is written to."""

from __future__ import annotations

import logging
from logging.handlers import RotatingFileHandler


class QuietFile(RotatingFileHandler):
    """A full disk must not turn a note into a second trouble."""

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - the library's name
        """Drop the line."""
