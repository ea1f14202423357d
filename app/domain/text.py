"""Text as it is kept, and how much of it: one place for the limits, whoever types, reads in or proves."""

from __future__ import annotations

import re
import unicodedata

from app.domain.errors import Trouble

MAX_TEXT = 200_000  # signs of one passage
MAX_NAME = 200  # signs of an organ's name, and of each line it states of itself
MAX_TITLE = 500
MAX_LABEL = 200
GOES_ON = "\u2060"  # ends a piece of a paragraph that no square of a sheet could hold: the next row goes on
REMARK = "remark"  # the class of what our web page says of a table
STATED_NOTE = "注：斜体、带底色的合计是填报的数"  # begins the remark of our workbook on totals: no word of the report

_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
# Control signs, and what stands for something that is no letter (U+FFFC) or for nothing at all.
_UNPRINTABLE = re.compile("[\x00-\x08\x0e-\x1f\x7f\ufdd0-\ufdef\ufffc\ufffe\uffff]")
_NO_NAME = {"Cc", "Cf", "Cs"}  # control characters, invisible ones, halves of a character


def clean(text: str) -> str:
    """``text`` with line feeds only, without control characters; a lone surrogate becomes U+FFFD."""
    return _UNPRINTABLE.sub("", _LINE_ENDS.sub("\n", whole(text)))


def whole(text: str) -> str:
    """``text`` with U+FFFD for each half of a character, so that the loss is seen."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def clean_line(text: str, most: int = MAX_LABEL) -> str:
    """``text`` as one clean line of at most ``most`` signs; what is too long ends in …"""
    line = " ".join(clean(text).split())
    return line if len(line) <= most else line[: most - 1] + "…"


def clean_name(text: str) -> str:
    """A name without blanks and whatever cannot be seen."""
    return "".join(sign for sign in "".join(text.split()) if unicodedata.category(sign) not in _NO_NAME)


def is_clean(text: str, most: int) -> bool:
    """True where ``text`` says something, is no longer than ``most`` signs, and has no control characters."""
    if not text or len(text) > most:
        return False
    return all(sign in "\n\t" or (sign >= " " and sign != "\x7f") for sign in text)


def refuse_long(text: str, what: str, most: int) -> str:
    """``text``; raises ``Trouble`` where it is longer than ``most`` signs."""
    if len(text) > most:
        raise Trouble(f"{what}有 {len(text)} 字，太长了", f"请改短，最多 {most} 字")
    return text
