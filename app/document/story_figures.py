"""The figures of one report as a picture asks for them: by the ids of its form, all of them stated."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.document.story_words import StoryWords
from app.document.templates import PLACE
from app.domain.address import Address, section_of
from app.domain.errors import Trouble
from app.domain.numbering import bare, numeral
from app.domain.values import Value, plain, write
from app.forms import picture as ids
from app.forms.model import Form
from app.forms.picture import Count, Picture, Requests


@dataclass(frozen=True, slots=True)
class Figures:
    """A report's form, what it says of its picture, and every figure; ``words`` belong to no form."""

    form: Form
    picture: Picture
    values: Mapping[Address, Value]
    words: StoryWords

    def require_filled(self) -> None:
        """Blank is not nought: no picture before every figure that it is made from is stated."""
        picture = self.picture
        tables = {part.table for part in (picture.requests, picture.appeals) if part}
        needed = {name for name in self.form.cells if section_of(name) in tables}
        needed.update(name for item in picture.single for name in item.cells)
        needed.update(cell for count in picture.counts for cell in noted(count).values())
        ordered = (name for name in (*self.form.cells, *self.form.fields) if name in needed)
        blank = [name for name in ordered if self.values.get(name) is None]
        if blank:
            parts = dict.fromkeys(self.part_name(section_of(name)) for name in blank)
            raise Trouble(
                f"“{'”、“'.join(parts)}”还有 {len(blank)} 格空着，要用到这些数", "没有发生的请填 0，填好以后再做"
            )

    def sum(self, cells: Sequence[Address]) -> Value:
        """What the cells add up to."""
        return sum(self.values.get(name) or 0 for name in cells)

    def cases(self, requests: Requests, row: str, column: str = "") -> int:
        """How many cases stand in a row or group of rows, in the column where they are counted unless one is named."""
        return int(self.sum(ids.cells(self.form, requests.table, row, column or requests.column)) or 0)

    def shown(self, cell: Address) -> str:
        """The figure of a cell as it is printed."""
        value, spec = self.values.get(cell), self.form.spec(cell)
        return write(value, spec) if spec else plain(value or 0)

    def row_name(self, requests: Requests, row: str) -> str:
        """What a row is called, without its number."""
        node = ids.row(self.form, requests.table, row)
        return bare(node.name) if node else row

    def part(self, section_id: str) -> str:
        """报告第三部分: which part of the report it is."""
        number = next((at for at, section in enumerate(self.form.sections, 1) if section.id == section_id), 0)
        return self.words("part", part=numeral(number)) if number else ""

    def part_name(self, section_id: str) -> str:
        """How a clerk calls a part."""
        section = self.form.section(section_id)
        return section.name if section else section_id


def noted(count: Count) -> dict[str, Address]:
    """The cells that the note of ``count`` names, by the ids of their columns."""
    return {name: count.beside(name) for name in PLACE.findall(count.note)}
