"""What the verbs say, on streams that may go away."""

from __future__ import annotations

import contextlib
import errno
import json
import os
import sys
from collections.abc import Iterator, Sequence
from typing import Any, TextIO

import click


def say(lines: Iterator[str] | Sequence[str]) -> None:
    """One line after the other, each as soon as it is known; a reader that went away is no reason to stop."""
    for line in lines:
        write(sys.stdout, line)


def say_json(data: dict[str, Any]) -> None:
    """An answer for programs."""
    write(sys.stdout, json.dumps(data, ensure_ascii=False, indent=1, allow_nan=False))


def write(stream: TextIO, text: str) -> None:
    """One line; see ``say``."""
    try:
        click.echo(text, file=stream)
        stream.flush()
    except OSError as error:
        if error.errno not in (errno.EPIPE, errno.EINVAL, errno.EBADF):
            raise
        deafen(stream)


def deafen(stream: TextIO) -> None:
    """Lets what is still in the buffer go nowhere: else Python complains about it at the very end."""
    with contextlib.suppress(OSError, ValueError, AttributeError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)
