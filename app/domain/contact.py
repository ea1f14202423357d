"""Telephone numbers and postcodes: as they are kept, and what can be none. Nothing is refused here, it is only told."""

from __future__ import annotations

import re
from typing import Literal

Holds = Literal["phone", "postcode"]  # what a line of the preface holds, as the form says
HOLDS: tuple[Holds, ...] = ("phone", "postcode")
Fault = Literal["", "silent", "odd", "local"]

_FULL = str.maketrans("０１２３４５６７８９＋＊＃／　", "0123456789+*#/ ")
# Patterns are compiled where they are first asked for: the first page reads the office, and looks at no number.
_DASH = r"(?<=[0-9)])\s*[-－—–‐‑‒―−﹣─]+\s*(?=[0-9])"
_BRACKETS = r"（([0-9+\- ]+)）"
_BLANK_INSIDE = r"(?<=[0-9])\s+(?=[0-9])"
_AREA = r"\(?(?:010|02[0-9]|0[3-9][0-9]{2})\)?[- ]?"
_LOCAL = r"(?:[- ]?[0-9]){6,7}"  # behind its first figure
_PHONE = (
    rf"(?<![0-9])(?:(?:\+?86[- ]?)?(?:{_AREA}[0-9]{_LOCAL}|1[3-9](?:[- ]?[0-9]){{9}})|[48]00(?:[- ]?[0-9]){{7}}"
    rf"|\+86[- ]?[1-9](?:[- ]?[0-9]){{8,10}}|(?:{_AREA})?1[0-9]{{2,5}}|9[0-9]{{4,5}}|(?<![)-])(?P<local>[2-9]{_LOCAL}))"
    r"(?![0-9])"
)
_SAID: dict[Fault, str] = {
    "": "",
    "silent": "里没有号码，请写打得通的号码，带区号",
    "odd": "不像打得通的号码，请数一数是不是少了或多了几位",
    "local": "没有区号，外地打不通，请在前面加上区号",
}
_SHOWN = 16  # signs that a sentence quotes


def tidy(holds: str, text: str) -> str:
    """``text`` with the figures and signs of such a number half-width; words beside it stay as they are."""
    if holds not in HOLDS:
        return text
    text = re.sub(_DASH, "-", re.sub(_BRACKETS, r"(\1)", text.translate(_FULL))).strip()
    return re.sub(_BLANK_INSIDE, "", text) if holds == "postcode" else text


def phone_fault(text: str) -> Fault:
    """What is wrong with a line that should hold a telephone number; "" where one number in it can be dialled.

    One behind stars (138****1234) was hidden on purpose.
    """
    text = tidy("phone", text)
    if not text or "*" in text:
        return ""
    if not any(sign.isdigit() for sign in text):
        return "silent"
    found = [match["local"] is not None for match in re.finditer(_PHONE, text)]
    return "odd" if not found else "local" if all(found) else ""


def said(holds: str, text: str) -> str:
    """What is doubtful about ``text``, to stand behind it in quotes, without a full stop; "" for nothing."""
    text = tidy(holds, text)
    if holds == "phone":
        return _SAID[phone_fault(text)]
    if holds == "postcode" and text and not re.fullmatch("[0-9]{6}", text):
        return "不是六位数字，请核对"
    return ""


def doubt(holds: str, text: str) -> str:
    """The same as a sentence of its own."""
    told = said(holds, text)
    return f"“{quoted(tidy(holds, text))}”{told}。" if told else ""


def quoted(text: str) -> str:
    """``text`` as a sentence quotes it."""
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else line[: _SHOWN - 1] + "…"
