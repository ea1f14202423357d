"""Units of money, as official papers state them behind a figure or in a heading."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

# How many 元 one unit is; the only units official papers use.
UNITS = {"元": Decimal(1), "千元": Decimal(1000), "万元": Decimal(10_000), "亿元": Decimal(100_000_000)}
_SHORT = {"千": "千元", "万": "万元", "亿": "亿元"}  # 3万 is said of money, 3千 too
_NAMES = "|".join(sorted(UNITS, key=len, reverse=True))
CURRENCY = r"(?:人民币\s*¥?|¥)"  # says nothing about the unit: tables in 万元 carry it too
# （元） [万元] /千元 单位：元 （单位：人民币万元）, and nothing in 单元, 多元化 or 元旦
# (compiled when first used: it takes a millisecond, which the first page need not wait for)
_STATED = rf"(?:单位\s*[:：]?\s*|[(\[/【〔])\s*{CURRENCY}?\s*({_NAMES})(?![\u3400-\u9fff])"
_BEHIND = re.compile(rf"(?P<figure>.*?)\s*(?:(?P<unit>{_NAMES})[整正]?|(?P<short>[千万亿]))", re.DOTALL)


def stated_unit(heading: str) -> str | None:
    """The unit of money that a heading states (单位：万元 or just （元）), or None."""
    match = re.search(_STATED, unicodedata.normalize("NFKC", heading))
    return match[1] if match else None


def split_unit(text: str) -> tuple[str, str | None]:
    """``text`` (NFKC) without the unit of money at its end, and that unit by its full name, or None."""
    match = _BEHIND.fullmatch(text)
    if match is None:
        return text, None
    return match["figure"], match["unit"] or _SHORT[match["short"]]
