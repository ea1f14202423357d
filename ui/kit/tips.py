"""Words shown on hover: text is only text, also where somebody wrote <b> into it."""

from __future__ import annotations


def tip(text: str) -> str:
    """``text`` for a tooltip. Qt would read what looks like markup as markup; that is escaped, all else stays."""
    if "<" not in text:
        return text
    from html import escape  # most tips never need it

    return f"<p style='white-space: pre-wrap'>{escape(text)}</p>"
