"""Notes that somebody who copied a paper out by hand put around its words.

``# TITLE: …`` is a note (``# 一、总体情况`` is a heading of Markdown, and stays), ``[短引] … ‖ …`` are stretches cut
out of its sentences, ``[叙述要点·转述] …`` tells its figures in short.
"""

from __future__ import annotations

import re

from app.imports.words import fold, numbering_end

_NOTE = re.compile(r"\s*#\s*(?P<name>[A-Z][A-Z_]{2,}):(?P<words>.*)")
_RULER = re.compile(r"\s*#\s*-{3,}\s*")
_STRETCHES = re.compile(r"\s*\[[^\[\]]{0,16}(?:引|转述)\]\s*(?P<words>.*)")
_LATER = re.compile(r"\s*[二三四五六七八九十]{1,3}、")
_PARTING = "‖"
_TITLE = "TITLE"
_TOLD = "·转述]"
_NOTES_WITHIN = 20  # lines: who writes notes around a paper says first what it is
_ENDS = "。！？；：…"
_CUT = "……"  # a stretch out of a sentence goes on, and must not pass for a sentence that was left without its end
_ROW = "|"


def without_notes(text: str) -> tuple[str, str]:
    """(``text`` without the notes around it, the title that one of them states or "")."""
    lines = text.split("\n")
    notes = (note for line in lines[:_NOTES_WITHIN] if "#" in line and (note := _NOTE.fullmatch(line.rstrip("\r"))))
    title = next((note["words"].strip() for note in notes if note["name"] == _TITLE), "")
    if not title and not any(_TOLD in line or _PARTING in line for line in lines):
        # Nobody has put notes around this paper: all of it is its own.
        return text, ""
    kept: list[str] = []
    for line in lines:
        if _NOTE.fullmatch(line.rstrip("\r")):
            continue
        if found := _STRETCHES.fullmatch(line.rstrip("\r")):
            pieces = [_cut(words.strip()) for words in found["words"].split(_PARTING) if words.strip()]
            kept += sorted(pieces, key=_is_later_part)  # words behind the heading of a part need not be of that part
        elif not _RULER.fullmatch(line.rstrip("\r")):
            kept.append(line)
    return "\n".join(kept), title


def _is_later_part(piece: str) -> bool:
    """True for the heading of a part that is not the first one."""
    return _LATER.match(fold(piece)) is not None


def _cut(words: str) -> str:
    """The stretch as it is read on; a heading or a row of a table is a line of its own."""
    is_line = numbering_end(fold(words)) > 0 or _ROW in words or not any(map(str.isalpha, words))
    return words if is_line or words[-1] in _ENDS else words + _CUT
