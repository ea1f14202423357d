"""Mark-up that cannot be broken: whatever is no ``Markup`` is text, and is escaped where it is put in.

Readers of HTML and of XML understand it alike: every element is closed, every attribute quoted.
"""

from __future__ import annotations

import re
from html import escape

# Empty elements have no end; all others get one even where HTML could do without.
_EMPTY = frozenset({"meta", "br", "col"})
# What HTML forbids in a text: controls, and what is no sign at all (the last two of each plane among them).
_LAST_TWO = "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000))
_FORBIDDEN = re.compile(f"[\x00-\x08\x0b-\x1f\x7f-\x9f\ufdd0-\ufdef{_LAST_TWO}]")
_SURROGATE = re.compile("[\ud800-\udfff]")


class Markup(str):
    """Text that is mark-up already; only this module makes any from user text."""

    __slots__ = ()


def text(words: str) -> Markup:
    """``words`` as text: escaped, without what HTML forbids; half a character becomes U+FFFD."""
    return Markup(escape(_SURROGATE.sub("\ufffd", _FORBIDDEN.sub("", words))))


def join(*children: str) -> Markup:
    """``children`` one after the other; plain strings are text."""
    return Markup("".join(child if isinstance(child, Markup) else text(child) for child in children))


def element(tag: str, /, *children: str, **attributes: str | int) -> Markup:
    """An element. ``class_`` is the attribute class, ``aria_label`` aria-label; an attribute of "" is left out."""
    said = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{text(str(value))}"' for key, value in attributes.items() if value != ""
    )
    return Markup(f"<{tag}{said}/>" if tag in _EMPTY else f"<{tag}{said}>{join(*children)}</{tag}>")
