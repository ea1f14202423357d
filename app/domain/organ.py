"""The public body that reports: what it prints on the paper about itself."""

from __future__ import annotations

from dataclasses import dataclass

# Levels offered at first start; the order is the order of the buttons.
LEVELS = ("乡", "镇", "街道", "区（县）部门")
_SEAT = "人民政府"


@dataclass(frozen=True, slots=True)
class Organ:
    """``name`` is the full name as on the seal; ``phone`` with area code; ``office`` the section in charge."""

    name: str
    level: str = LEVELS[0]
    district: str = ""
    phone: str = ""
    office: str = ""

    @classmethod
    def named(cls, name: str) -> Organ:
        """An organ of which nothing but the name is known; its level is read off the name."""
        short = short_name(name)
        level = next((level for level in LEVELS[:3] if level in short[-5:]), LEVELS[-1])
        return cls(short, level)

    @property
    def short_name(self) -> str:
        """The name as report titles use it: 大才回族乡人民政府 signs, 大才回族乡2020年… is titled."""
        return short_name(self.name)

    @property
    def seal_name(self) -> str:
        """The name under the report: a township or town signs with 人民政府."""
        township = self.level in LEVELS[:2] and self.name.endswith(self.level)
        return self.name + _SEAT if township else self.name


def short_name(name: str) -> str:
    """``name`` without a closing 人民政府; also the key by which organs are told apart."""
    stripped = "".join(name.split())
    return stripped.removesuffix(_SEAT) or stripped
