"""Text as it is kept: one kind of line end, and only characters that paper, Word and XML can carry."""

from __future__ import annotations

import re

_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_UNPRINTABLE = re.compile("[\x00-\x08\x0e-\x1f\x7f\ufffe\uffff]")


def clean(text: str) -> str:
    """``text`` with line feeds only, without control characters; a lone surrogate becomes U+FFFD."""
    whole = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return _UNPRINTABLE.sub("", _LINE_ENDS.sub("\n", whole))
