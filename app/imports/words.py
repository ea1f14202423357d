"""Words as the matcher compares them: blanks, punctuation, width and lost radicals do not count."""

from __future__ import annotations

import re
import unicodedata
from difflib import SequenceMatcher
from functools import lru_cache

from app.domain.values import MARKS

# NFKC folds the Kangxi radicals but not this supplement, and turns one of them (户) into the traditional sign.
_INVISIBLE = dict.fromkeys("\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad", "")
_ODD_SIGNS = str.maketrans({**dict(zip("⺠⻅⻓⻔⻛⻥⻬", "民见长门风鱼齐", strict=True)), **_INVISIBLE})
_NUMBERING = re.compile(
    r"^\s*(?:[#>*]+\s*)?(?:"
    r"第\s*[一二三四五六七八九十百\d]+\s*(?:部分|章|节|编|条)[、.:\s]*"
    r"|[(\[]\s*[一二三四五六七八九十百\d]+\s*[)\]][、.:]?"
    r"|[一二三四五六七八九十百]+\s*[、.:](?!\d)"
    r"|\d{1,3}\s*[、.):](?!\d)"
    r"|[A-Za-zIVX]{1,4}\s*[、.):]"
    r"|[IVX]{1,5}\s+"
    r")\s*"
)
# After a figure, or not in front of a word.
_FOOTNOTE = re.compile(rf"((?<=\d)[{MARKS}]+|(?<=\d\s)[{MARKS}]+|[{MARKS}]+(?!\s*[^\W\d_]))")
_TRAILING_NOTE = re.compile(r"\([^()]*\)\s*$")


def fold(text: str) -> str:
    """``text`` in one width and without invisible signs; line feeds and tabs stay.

    Footnote marks stay too: 22① must not become 221. In front of a word they are its numbering, and are folded.
    """
    if text.isascii():
        return text
    pieces = _FOOTNOTE.split(text.translate(_ODD_SIGNS))  # every second one is a mark
    pieces[::2] = [unicodedata.normalize("NFKC", piece) for piece in pieces[::2]]
    return "".join(pieces).replace("戶", "户")


@lru_cache(maxsize=4096)
def key(text: str) -> str:
    """The letters, signs and digits of ``text``: what two spellings of a label have in common."""
    return "".join(ch for ch in fold(text).casefold() if ch.isalnum())


def bare(text: str) -> str:
    """``text`` folded and without its numbering (一、 （二） 3. 第四章)."""
    folded = fold(text)
    return folded[end:] if (end := numbering_end(folded)) else folded


def numbering_end(folded: str) -> int:
    """How many characters of ``folded`` are its numbering; 0 where nothing would be left."""
    match = _NUMBERING.match(folded)
    return match.end() if match and key(folded[match.end() :]) else 0


def without_note(text: str) -> str:
    """``text`` without a note in brackets at its end: （二）部分公开（区分处理的…） is often cut to its front."""
    cut = _TRAILING_NOTE.sub("", fold(text))
    return cut if key(bare(cut)) else fold(text)


def variants(label: str, aliases: tuple[str, ...] = ()) -> dict[str, int]:
    """The keys under which a label may be met, each with how sure a hit is (4 the label itself, 1 a rest of it)."""
    found: dict[str, int] = {}
    for text, sure in (
        (label, 4),
        *((alias, 3) for alias in aliases),
        (without_note(label), 3),
        (bare(label), 2),
        (bare(without_note(label)), 1),
    ):
        if name := key(text):
            found.setdefault(name, sure)
    return found


@lru_cache(maxsize=4096)
def likeness(left: str, right: str, least: float = 0.0) -> float:
    """How alike two keys are, 0 to 1; 0 where that is below ``least`` (which is quicker to see)."""
    if not left or not right:
        return 0.0
    matcher = SequenceMatcher(None, left, right, autojunk=False)
    if matcher.real_quick_ratio() < least or matcher.quick_ratio() < least:
        return 0.0
    found = matcher.ratio()
    return found if found >= least else 0.0


def within(piece: str, whole: str) -> bool:
    """True where ``piece`` is ``whole`` with signs left out (本年新 of 本年新制作数量)."""
    signs = iter(whole)
    return len(piece) >= 2 and all(sign in signs for sign in piece)


def is_chinese(sign: str) -> bool:
    """True for a Chinese character."""
    return "\u3400" <= sign <= "\u9fff" or sign >= "\U00020000"
