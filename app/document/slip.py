"""What the checks slip (校核单) says, before any file type: findings with their reasons, rules that had to wait."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SlipLine:
    """One finding: ``number`` goes through the slip, ``below`` is its place, ``said`` the reason that was given."""

    number: int
    sentence: str
    below: str = ""
    said: str = ""


@dataclass(frozen=True, slots=True)
class SlipGroup:
    """Findings of one kind under their heading; ``nothing`` stands where there are none."""

    heading: str
    lines: tuple[SlipLine, ...]
    nothing: str = "没有。"


@dataclass(frozen=True, slots=True)
class SlipDocument:
    """The whole slip. ``facts`` are the lines under the title, ``signers`` who signs at the foot."""

    organ: str
    title: str
    name: str
    facts: tuple[str, ...]
    groups: tuple[SlipGroup, ...]
    waits: tuple[str, ...]
    signers: tuple[str, ...]

    def texts(self) -> Iterator[str]:
        """Every text on it."""
        yield from (self.organ, self.title, self.name, *self.facts, *self.waits, *self.signers)
        for group in self.groups:
            yield from (group.heading, group.nothing)
            for line in group.lines:
                yield from (line.sentence, line.below, line.said)
