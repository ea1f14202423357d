"""Two faults of reportlab put right, each only where the installed version still has it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reportlab import rl_config
from reportlab.pdfbase import pdfdoc, ttfonts

_PROBE = 0x2CB56  # a character of the official list above U+FFFF
_MOST_ENTRIES = 100  # of one bfchar block, ISO 32000-1 9.10.3
_STREAM_END = b"endstream\n"


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


def _end_streams_on_a_line() -> None:
    """The archive (ISO 19005-2, 6.1.7.1) asks for a line feed between a stream and its end; reportlab 5.1 has none."""
    format_stream = pdfdoc.PDFStream.format
    probe = pdfdoc.PDFStream(content=b"x", filters=[])
    if format_stream(probe, pdfdoc.DummyDoc()).endswith(b"\n" + _STREAM_END):
        return

    def format_with_line_feed(self: Any, document: Any) -> bytes:
        whole: bytes = format_stream(self, document)
        return whole.removesuffix(_STREAM_END) + b"\n" + _STREAM_END

    pdfdoc.PDFStream.format = format_with_line_feed


def apply() -> None:
    """Puts the faults right; doing it twice does no harm."""
    rl_config.useA85 = 0  # pages as bytes: as ASCII they would be a quarter longer
    _end_streams_on_a_line()
    if f"<{_PROBE:04X}>" in ttfonts.makeToUnicodeCMap("Probe", [_PROBE]):
        ttfonts.makeToUnicodeCMap = to_unicode_map
