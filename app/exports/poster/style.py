"""The look of a poster, read from ``resources/print/board.toml`` and scaled to the sheet."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from app.exports.pen import Colours, rgb
from app.exports.poster.options import BoardOptions
from app.system.paths import resources

_A1_AREA = 841.0 * 594.0
_STEP = 0.25  # points; sizes of type are whole steps


@dataclass(frozen=True, slots=True)
class Group:
    """One table of the style file: lengths and sizes of an A1 sheet, times ``unit``."""

    data: Mapping[str, Any]
    unit: float

    def __getitem__(self, key: str) -> float:
        """A length in mm or a weight in points, scaled."""
        return float(self.data[key]) * self.unit

    def size(self, key: str) -> float:
        """A size of type, scaled and in whole steps, never below the floor of the sheet."""
        return max(_STEP, round(self[key] / _STEP) * _STEP)

    def plain(self, key: str) -> float:
        """A figure that does not scale: a ratio, em, or points on any sheet."""
        return float(self.data[key])

    def words(self, key: str) -> str:
        """A text."""
        return str(self.data[key])

    def names(self, key: str) -> Mapping[str, str]:
        """A table of texts."""
        found: Mapping[str, str] = self.data[key]
        return found

    def list(self, key: str) -> tuple[float, ...]:
        """Several lengths or weights, scaled."""
        return tuple(float(each) * self.unit for each in self.data[key])

    def shares(self, key: str) -> tuple[tuple[float, float], ...]:
        """Pairs of shares of the sheet's width."""
        return tuple((float(a), float(b)) for a, b in self.data[key])


@dataclass(frozen=True, slots=True)
class PosterStyle:
    """The groups of the file for one sheet. Head and foot of a portrait sheet are smaller than its area alone says."""

    data: Mapping[str, Any]
    unit: float
    head_unit: float
    small_unit: float
    landscape: bool
    is_red: bool

    def body(self, name: str) -> Group:
        """A group scaled by the area of the sheet."""
        return Group(self.data[name], self.unit)

    def head(self, name: str) -> Group:
        """A group scaled as head and foot of the sheet."""
        return Group(self.data[name], self.head_unit)

    def small(self, name: str, key: str) -> float:
        """A small size of type in head or foot, which shrinks less than the large ones."""
        return max(self.floor, Group(self.data[name], self.small_unit).size(key))

    @property
    def floor(self) -> float:
        """The smallest type that is printed at all, in points."""
        return float(self.data["text"]["floor"])

    @property
    def colours(self) -> Colours:
        """Ink and accent; the styles differ in the accent alone."""
        ink, red = self.data["colours"]["ink"], self.data["colours"]["red"]
        return {"ink": rgb(ink), "accent": rgb(red if self.is_red else ink)}


def poster_style(
    options: BoardOptions, head: float = 1.0, data: Mapping[str, Any] | None = None, *, low_title: bool = False
) -> PosterStyle:
    """The style for a sheet; ``head`` below 1 and, in the short version, a low title leave more room to the parts."""
    data = data or _load(resources() / "print" / "board.toml")
    width, height = options.width_mm, options.height_mm
    unit = (width * height / _A1_AREA) ** 0.5
    sheet = data["sheet"]
    landscape = width >= height * float(sheet["landscape_from"])
    large, small = (1.0, 1.0) if landscape else (float(sheet["portrait_head"]), float(sheet["portrait_small"]))
    if options.short:
        large, small = float(data["short"]["head"]), float(data["short"]["small"])
        names = ("text",) if low_title else ("title", "text")
        data = {**data, **{name: {**data[name], **data["short"][name]} for name in names}}
    return PosterStyle(data, unit, unit * large * head, unit * small * head, landscape, options.style == "red")


def footer_names() -> Mapping[str, str]:
    """What the rows at the foot are called, by their ids."""
    found: Mapping[str, str] = _load(resources() / "print" / "board.toml")["footer"]["names"]
    return found


@cache
def _load(path: Path) -> Mapping[str, Any]:
    data: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
    return data
