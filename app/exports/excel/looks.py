"""The looks of cells: faces every office has, thin black rules, nothing that a copier loses."""

from __future__ import annotations

from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format

SONGTI, HEITI = "宋体", "黑体"
_BASE: dict[str, Any] = {"font_name": SONGTI, "font_size": 11, "valign": "vcenter", "text_wrap": True}
_CENTRED = {"align": "center", "border": 1}
_LOOKS: dict[str, dict[str, Any]] = {
    "title": {"font_name": HEITI, "font_size": 18, "align": "center"},
    "heading": {"font_name": HEITI, "font_size": 14, "text_wrap": False},
    "words_heading": {"font_name": HEITI, "font_size": 14},
    "text": {"font_size": 12, "valign": "top", "align": "left"},
    "note": {"font_size": 10.5, "valign": "top", "align": "left"},
    "signed": {"font_size": 12, "align": "right"},
    "band": {"font_name": HEITI, **_CENTRED},
    "corner": _CENTRED,
    "column": _CENTRED,
    "row": {"align": "left", "indent": 1, "border": 1},
    "group": _CENTRED,
    "value": _CENTRED,
    "total": {"bold": True, **_CENTRED},
    "stated": {"bold": True, "italic": True, "bg_color": "#E6E6E6", **_CENTRED},
}


class Looks:
    """The formats of one workbook, each made once."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._made: dict[tuple[str, str, bool], Format] = {}

    def get(self, look: str, number: str = "", *, quoted: bool = False) -> Format:
        """The format called ``look``; ``quoted`` keeps a cell text even when somebody edits it."""
        key = look, number, quoted
        if key not in self._made:
            more = {"num_format": number} if number else {}
            self._made[key] = self._book.add_format(
                {**_BASE, **_LOOKS[look], **more, **({"quote_prefix": True} if quoted else {})}
            )
        return self._made[key]
