"""A file to lines, whatever kind it is: what stands in it decides, not how its name ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from app.imports import reading
from app.imports.sheet import Line, read_lines
from app.imports.transcript import without_notes
from app.imports.web import looks_like_web, read_web
from app.system import files


@dataclass(frozen=True, slots=True)
class Source:
    """The lines of a paper. ``noted`` is a title somebody noted above it, ``left_out`` a phrase on what was not read.

    ``is_whole`` tells that no page broke its paragraphs into lines.
    """

    lines: Sequence[Line]
    noted: str = ""
    left_out: str = ""
    is_whole: bool = False


def read_source(path: Path) -> Source:
    """What stands in ``path``; raises ``Trouble`` where nothing can be read in it."""
    data = files.read_bytes(path, reading.MAX_BYTES)
    if data.startswith(reading.ZIP):
        lines, left_out = _office(data, path.name)
        return Source(lines, left_out=left_out, is_whole=True)
    return from_text(reading.decode(data, path.name))


def from_text(text: str) -> Source:
    """The lines of a text, which may be a web page."""
    text, noted = without_notes(text)
    return Source(read_web(text) if looks_like_web(text) else read_lines(text), noted)


def read_file(path: Path) -> str:
    """The words in ``path``, whatever kind it is; raises ``Trouble`` where nothing can be read in it."""
    data = files.read_bytes(path, reading.MAX_BYTES)
    if not data.startswith(reading.ZIP):
        return reading.decode(data, path.name)
    return "\n".join(line.text() for line in _office(data, path.name)[0])


def _office(data: bytes, name: str) -> tuple[list[Line], str]:
    from app.imports.office import read_office  # most papers are text

    return read_office(data, name)
