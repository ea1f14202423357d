"""The numbers that Word itself puts before paragraphs: 一、 （二） 3. They are no text of the document."""

from __future__ import annotations

import re
from dataclasses import dataclass
from xml.etree.ElementTree import Element

_DIGITS = "〇一二三四五六七八九"
_PLACE = re.compile(r"%([1-9])")
_LEVELS = 9
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_ROMAN = ((100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


@dataclass(frozen=True, slots=True)
class _Level:
    """How one level of a list is numbered: 第%1章, how %1 is written, and where counting begins."""

    text: str = ""
    kind: str = "none"
    start: int = 1


class ListMarks:
    """Counts the paragraphs of every list of a document, in the order in which they are asked for."""

    def __init__(self, numbering: Element) -> None:
        self._levels: dict[str, dict[int, _Level]] = {}
        self._family: dict[str, str] = {}  # lists that go on counting together
        self._counts: dict[str, list[int]] = {}
        families = {item.get("abstractNumId", ""): _levels(item) for item in numbering.iter("abstractNum")}
        for item in numbering.iter("num"):
            name, family = item.get("numId", ""), item.find("abstractNumId")
            of = "" if family is None else family.get("val", "")
            self._levels[name] = dict(families.get(of, {}))
            self._family[name] = of
            for change in item.iter("lvlOverride"):
                start = change.find("startOverride")
                if start is not None:
                    self._family[name] = f"{of}/{name}"  # counts anew
                    at = _number(change.get("ilvl"), 0)
                    level = self._levels[name].get(at, _Level())
                    self._levels[name][at] = _Level(level.text, level.kind, _number(start.get("val"), 1))
                self._levels[name].update(_levels(change))

    def next(self, list_id: str, level: str) -> str:
        """What stands before the next paragraph of a list; "" for one with dots."""
        levels, at = self._levels.get(list_id, {}), min(max(_number(level, 0), 0), _LEVELS - 1)
        own = levels.get(at)
        if own is None or own.kind in ("none", "bullet"):
            return ""
        counts = self._counts.setdefault(self._family[list_id], [])
        while len(counts) <= at:
            counts.append(levels.get(len(counts), _Level()).start - (len(counts) == at))
        del counts[at + 1 :]
        counts[at] += 1
        mark = _PLACE.sub(lambda found: _nth(int(found[1]) - 1, counts, levels), own.text)
        return f"{mark} " if mark[-1:].isalnum() else mark


def _nth(level: int, counts: list[int], levels: dict[int, _Level]) -> str:
    if level >= len(counts):
        return ""
    return _write(counts[level], levels.get(level, _Level()).kind)


def _levels(parent: Element) -> dict[int, _Level]:
    found = {}
    for item in parent.iter("lvl"):
        said = {child.tag: child.get("val", "") for child in item}
        level = _Level(said.get("lvlText", ""), said.get("numFmt", "decimal"), _number(said.get("start"), 1))
        found[_number(item.get("ilvl"), 0)] = level
    return found


def _number(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 6 else otherwise


def _write(number: int, kind: str) -> str:
    lower = kind.lower()
    if "ideographtraditional" in lower:
        return _STEMS[(number - 1) % len(_STEMS)]
    if "chinese" in lower or "japanese" in lower or "taiwanese" in lower or "ideograph" in lower:
        return _chinese(number)
    if "circle" in lower and 1 <= number <= 20:
        return chr(ord("①") + number - 1)
    if lower.endswith("letter") and 1 <= number <= 26:
        letter = chr(ord("a") + number - 1)
        return letter.upper() if kind.startswith("upper") else letter
    if lower.endswith("roman") and 1 <= number < 400:
        return _roman(number) if kind.startswith("upper") else _roman(number).lower()
    return str(number)


def _chinese(number: int) -> str:
    if not 0 <= number < 100:
        return str(number)
    tens, ones = divmod(number, 10)
    if not tens:
        return _DIGITS[ones]
    return ("" if tens == 1 else _DIGITS[tens]) + "十" + (_DIGITS[ones] if ones else "")


def _roman(number: int) -> str:
    out = ""
    for worth, sign in _ROMAN:
        while number >= worth:
            out, number = out + sign, number - worth
    return out
