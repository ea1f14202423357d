"""Names of sheets that every spreadsheet program takes."""

from __future__ import annotations

from app.domain.text import clean_line

_MOST = 31  # UTF-16 units
_FORBIDDEN = str.maketrans({"[": "［", "]": "］", ":": "：", "*": "＊", "?": "？", "/": "／", "\\": "＼", "'": "’"})
_TAKEN = {"history"}  # a spreadsheet program wants it for itself


def sheet_names(wanted: list[str]) -> list[str]:
    """One name for each of ``wanted``, in order: allowed signs only, short enough, no two alike."""
    done: list[str] = []
    used = set(_TAKEN)
    for number, words in enumerate(wanted, start=1):
        name = _short(clean_line(words).translate(_FORBIDDEN), _MOST) or f"表{number}"
        at = 1
        while name.lower() in used:
            at += 1
            tail = f"（{at}）"
            name = _short(clean_line(words).translate(_FORBIDDEN), _MOST - len(tail)) + tail
        used.add(name.lower())
        done.append(name)
    return done


def _short(name: str, most: int) -> str:
    """At most ``most`` UTF-16 units of ``name``, no sign cut in two."""
    while len(name.encode("utf-16-le")) > 2 * most:
        name = name[:-1]
    return name.strip()
