"""What was copied elsewhere, as rows of texts: no figure is read yet, no cell is known."""

from __future__ import annotations

from dataclasses import dataclass

COVERED = None  # a place that belongs to the square at its left: a merged square spreads over it
Text = str | None


@dataclass(frozen=True, slots=True)
class Matrix:
    """``rows`` of equal length. "" is a blank cell, ``COVERED`` a place under a merged square of the same row."""

    rows: tuple[tuple[Text, ...], ...]

    @property
    def height(self) -> int:
        """Number of rows."""
        return len(self.rows)

    @property
    def width(self) -> int:
        """Number of columns, covered ones too."""
        return len(self.rows[0]) if self.rows else 0

    @property
    def cells(self) -> list[list[str]]:
        """The squares of each row: what is covered is left out."""
        return [[text for text in row if text is not COVERED] for row in self.rows]

    @property
    def is_blank(self) -> bool:
        """True where nothing is written anywhere."""
        return not any(text for row in self.rows for text in row)


def matrix(rows: list[list[Text]]) -> Matrix:
    """``rows`` filled up with blanks to one length."""
    wide = max((len(row) for row in rows), default=0)
    return Matrix(tuple(tuple(row) + ("",) * (wide - len(row)) for row in rows))
