"""Names of files made from a report: after its title, and such that every disk takes them."""

from __future__ import annotations

import re

from app.domain.text import clean

_MOST_BYTES = 200  # of a file name; 255 is the limit of most disks, Chinese takes three each
_BAD = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]')
_DEVICES = re.compile(r"(?i)(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|$)")
_NO_TITLE = "报告"


def file_name(title: str, kind: str, suffix: str) -> str:
    """``title_kind.pdf`` without what a disk refuses; a long title is cut, never the kind."""
    tail = f"_{_tidy(kind)}" if kind else ""
    stem = _tidy(title)
    while len((stem + tail + suffix).encode()) > _MOST_BYTES:
        stem = stem[:-1]
    if _DEVICES.match(stem):
        stem = f"{_NO_TITLE} {stem}"
    return f"{stem or _NO_TITLE}{tail}{suffix}"


def _tidy(text: str) -> str:
    return _BAD.sub("_", " ".join(clean(text).split())).strip(" .")
