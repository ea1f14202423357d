"""What an importer met on the paper that a report was read from, where it is not what the form prints."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from app.domain.address import Address

# title: the line that names the report; heading: of a part; label: of a row or column; cell: what stands in a cell
# and is no plain figure; missing: a part that is not there; table: a part without its table; format: a table of
# another format; order: the numbering of the parts; date: a day printed at the end; text: words that belong nowhere.
What = Literal["title", "heading", "label", "cell", "missing", "table", "format", "order", "date", "text"]


@dataclass(frozen=True, slots=True)
class Sighting:
    """One thing on the paper: ``read`` as printed, ``official`` as the form has it ("" where it has nothing)."""

    what: What
    read: str
    official: str = ""
    section: str = ""
    cell: Address = ""


@dataclass(frozen=True, slots=True)
class Paper:
    """The paper of that file name."""

    name: str
    sightings: tuple[Sighting, ...] = ()

    def of(self, what: What) -> tuple[Sighting, ...]:
        """The sightings of one sort, in the order of the paper."""
        return tuple(item for item in self.sightings if item.what == what)

    def lacks_table(self, section: str) -> bool:
        """Whether the table of that part was not met on it: its heading alone, or not even that."""
        return any(item.section == section for item in (*self.of("table"), *self.of("missing")))
