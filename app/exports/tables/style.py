"""How a printed table looks: sizes, distances, rules and faces. All measures in points unless they say otherwise."""

from __future__ import annotations

from dataclasses import dataclass

from app.exports.canvas import MM


@dataclass(frozen=True)
class TableStyle:
    """The looks of one table. ``row_max`` is the height rows may grow to; ``lead`` counts in font sizes."""

    label_pt: float = 10.5
    number_pt: float = 11.0
    lead: float = 1.26
    pad: float = 2.6 * MM  # left and right of a label
    head_pad: float = 0.5 * MM  # left and right of a column heading
    figure_pad: float = 0.8 * MM
    group_pad: float = 1.8 * MM  # left and right of a group label
    vpad: float = 1.1 * MM
    row_min: float = 7.2 * MM
    row_max: float = 8.41 * MM
    label_share: float = 4 / 13  # of the width, where there is one label column
    spread_heads: bool = True  # whether heading rows take part when a table is stretched
    outer: float = 1.0
    section: float = 0.75
    inner: float = 0.5
    label_role: str = "songti_table"
    band_role: str = "heiti_heading"
    figure_role: str = "songti_table"
    total_role: str = "songti_table_strong"


NORMAL = TableStyle()
# For tables of a few rows, which may be airier.
SMALL = TableStyle(row_min=8.0 * MM, row_max=8.9 * MM)
# For tables that fill a page.
DENSE = TableStyle(
    label_pt=10.0, number_pt=10.5, lead=1.22, pad=1.4 * MM, vpad=0.88 * MM,
    row_min=6.1 * MM, row_max=8.0 * MM, spread_heads=False,
)  # fmt: skip
