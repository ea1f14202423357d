"""The public body that reports: what it prints on the paper about itself."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from app.domain import contact
from app.domain.errors import Trouble
from app.domain.text import MAX_NAME, clean_line, clean_name, refuse_long

# Levels offered at first start; the order is the order of the buttons.
LEVELS = ("乡", "镇", "街道", "区（县）部门")
_SEAT = "人民政府"
# What a name ends in that signs with 人民政府, and the districts that are none of the state's.
_GOVERNED = ("乡", "镇", "县", "旗", "区", "市", "州", "省")
_UNGOVERNED = re.compile("(?:开发|示范|试验|实验|高新|保税|管理|新|园|社|街|小|景|校|库|地)区$")


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
        tidy = tidy_name(name)
        level = next((level for level in LEVELS[:3] if level in short_name(tidy)[-5:]), LEVELS[-1])
        return cls(tidy, level)

    def tidy(self) -> Organ:
        """As it is kept: one line each, without what cannot be seen; raises ``Trouble`` for a blank or endless name."""
        return replace(
            self,
            name=tidy_name(self.name),
            district=_line(self.district, "所属区（县）"),
            phone=contact.tidy("phone", _line(self.phone, "电话")),
            office=_line(self.office, "承办科室"),
        )

    @property
    def short_name(self) -> str:
        """The name as report titles use it: 大才回族乡人民政府 signs, 大才回族乡2020年… is titled."""
        return short_name(self.name)

    @property
    def upper(self) -> str:
        """Where its report goes, in one word: 县, 区, 市 or 旗; 区县 where it does not say."""
        last = self.district.strip()[-1:]
        return last if last in ("县", "区", "市", "旗") else "区县"

    @property
    def seal_name(self) -> str:
        """The name under the report: what is known by the name of its place alone signs with 人民政府."""
        governed = self.name.endswith(_GOVERNED) and not _UNGOVERNED.search(self.name)
        return self.name + _SEAT if governed else self.name


def short_name(name: str) -> str:
    """``name`` without a closing 人民政府; also the key by which organs are told apart."""
    stripped = clean_name(name)
    return stripped.removesuffix(_SEAT) or stripped


def level_of(name: str) -> int | None:
    """Which of LEVELS the name itself says (大才回族乡人民政府 is a 乡); None where it says none."""
    bare = short_name(name)
    for number, level in enumerate(LEVELS[:-1]):
        if bare.endswith((level, f"{level}办事处")):
            return number
    return None


def level_doubt(name: str, level: str) -> str:
    """A sentence where the name says another level than ``level``; "" where both agree or the name says none."""
    number = level_of(name)
    said = level if number is None else LEVELS[number]
    return "" if said == level else f"名称里是“{said}”，级别选的是“{level}”，请看一下是不是选错了。"


def tidy_name(name: str) -> str:
    """``name`` as it is kept; raises ``Trouble`` where nothing of it is left, or far too much."""
    tidy = clean_name(name)
    if not tidy:
        raise Trouble("机关名称还空着", "请照公章上的字填写全称")
    return refuse_long(tidy, "机关名称", MAX_NAME)


def _line(text: str, what: str) -> str:
    refuse_long(text, what, MAX_NAME)
    return clean_line(text, MAX_NAME)
