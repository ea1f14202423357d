"""Why a rule could not run, in words that the page, the verbs and the slip share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from app.checks.model import Outcome, Reason

WHY: Mapping[Reason, str] = {
    "": "",
    "blank": "有格空着",
    "no_last": "没有上年的报告",
    "not_in_last": "上年的报告里没有",
    "no_text": "没有可看的文字",
    "no_neighbour": "没有别的单位同一年的报告",
    "no_paper": "不是从文件读入的",
    "no_date": "还没有定成文日期",
    "no_organ": "不知道是哪个单位",
}


def counted(outcomes: Iterable[Outcome]) -> str:
    """The reasons with how many rules each kept from running: 没有上年的报告 9 条、有格空着 2 条; "" where all ran."""
    found = Counter(WHY[outcome.reason] for outcome in outcomes if outcome.status == "skipped" and outcome.reason)
    return "、".join(f"{why} {number} 条" for why, number in found.items())
