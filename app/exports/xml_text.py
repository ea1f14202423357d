"""User text in XML of any kind: escaped, without what XML forbids, never anything live."""

from __future__ import annotations

import re
from xml.sax.saxutils import escape

from app.domain.text import whole

LINE_ENDS = "\r\n|[\n\r\v\f\x85\u2028\u2029]"
_FORBIDDEN = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
_GAPS = re.compile(f"\t|{LINE_ENDS}")


def clean(text: str) -> str:
    """``text`` without other controls than its tabs and line ends, without what is no character.

    Half a character shows as U+FFFD, as in every other writer.
    """
    return _FORBIDDEN.sub("", whole(text))


def plain(text: str) -> str:
    """Text between tags, on one line."""
    return escape(_GAPS.sub(" ", clean(text)))


def attribute(text: str) -> str:
    """A value to stand between double quotes."""
    return plain(text).replace('"', "&quot;")
