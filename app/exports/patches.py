"""Two faults of reportlab put right, each only where the installed version still has it."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.pdfbase import ttfonts

_PROBE = 0x2CB56  # a character of the official list above U+FFFF
_MOST_ENTRIES = 100  # of one bfchar block, ISO 32000-1 9.10.3


def to_unicode_map(fontname: str, subset: Sequence[int]) -> str:
    """The ToUnicode map of a subset: code to character, in UTF-16 so that characters above U+FFFF copy out right.

    reportlab 5.1 writes five hexadecimal digits for them, which readers take for another character.
    """
    lines = [
        "/CIDInit /ProcSet findresource begin", "12 dict begin", "begincmap", "/CIDSystemInfo",
        f"<< /Registry ({fontname})", f"/Ordering ({fontname})", "/Supplement 0", ">> def",
        f"/CMapName /{fontname} def", "/CMapType 2 def",
        "1 begincodespacerange", f"<00> <{len(subset) - 1:02X}>", "endcodespacerange",
    ]  # fmt: skip
    entries = [f"<{code:02X}> <{chr(char).encode('utf-16-be').hex().upper()}>" for code, char in enumerate(subset)]
    for first in range(0, len(entries), _MOST_ENTRIES):
        block = entries[first : first + _MOST_ENTRIES]
        lines += [f"{len(block)} beginbfchar", *block, "endbfchar"]
    lines += ["endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end"]
    return "\n".join(lines)


def apply() -> None:
    """Puts the faults right; doing it twice does no harm."""
    if f"<{_PROBE:04X}>" in ttfonts.makeToUnicodeCMap("Probe", [_PROBE]):
        ttfonts.makeToUnicodeCMap = to_unicode_map
