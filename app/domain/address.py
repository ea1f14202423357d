"""Names of cells: ``section.row.column`` in a table, ``section.field`` beside a text."""

from __future__ import annotations

Address = str


def cell(section: str, row: str, column: str) -> Address:
    """The address of one table cell, from the leaf ids of its row and column."""
    return f"{section}.{row}.{column}"


def field(section: str, name: str) -> Address:
    """The address of a figure that belongs to a text section."""
    return f"{section}.{name}"


def section_of(address: Address) -> str:
    """The section id an address belongs to."""
    return address.partition(".")[0]
