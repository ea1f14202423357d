"""Dates and deadlines as one clerk says them to another."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

_WEEKDAYS = "一二三四五六日"
_DAY = re.compile(r"\s*(\d{4})\s*[年./-]\s*(\d{1,2})\s*[月./-]\s*(\d{1,2})\s*日?\s*")


def day(moment: date) -> str:
    """1月31日."""
    return f"{moment.month}月{moment.day}日"


def full_day(moment: date) -> str:
    """2023年1月31日."""
    return f"{moment.year}年{moment.month}月{moment.day}日"


def read_day(text: str) -> date | None:
    """2021年1月20日, 2021-1-20 or 2021.1.20; None where it is no day."""
    match = _DAY.fullmatch(text.translate(str.maketrans("０１２３４５６７８９－．／", "0123456789-./")))
    try:
        return date(*map(int, match.groups())) if match else None
    except ValueError:
        return None


def today_words(today: date) -> str:
    """今天 2023年1月10日 星期二."""
    return f"今天 {full_day(today)} 星期{_WEEKDAYS[today.weekday()]}"


def when(moment: datetime, today: date) -> str:
    """今天 10:32, 昨天 16:05, 1月8日 09:00, 2022年12月30日 — as short as it stays clear."""
    clock = f"{moment:%H:%M}"
    if moment.date() == today:
        return f"今天 {clock}"
    if moment.date() == today - timedelta(days=1):
        return f"昨天 {clock}"
    if moment.year == today.year:
        return f"{day(moment)} {clock}"
    return full_day(moment)


class Deadline:
    """The days to a due date: words around the number, so that the number can be set bold.

    ``late`` is true once the day is past and nothing was handed over: it is shown in the colours of doubt. A report
    that is ``old`` was read in for comparison, and nobody waits for it.
    """

    def __init__(self, due: date, today: date, handed_over: date | None = None, *, done: bool = False) -> None:
        self.due = due
        self.days = (due - (handed_over or today)).days
        self.done = done or handed_over is not None
        self.known = handed_over is not None
        self.old = not self.done and today.year > due.year
        self.late = not self.done and self.days < 0 and not self.old

    def head(self, *, short: bool = False) -> tuple[str, str, str]:
        """For the head line: before, number, after."""
        if self.done:
            if not self.known:
                return f"{day(self.due)}截止，已报送", "", ""
            return self._handed()
        if self.old:
            return "往年的报告", "", ""
        if self.late:
            return f"已超过 {day(self.due)} ", str(-self.days), " 天"
        if self.days == 0:
            return "今天", "", "是报送的最后一天"
        lead = "还有 " if short else f"距报送 {day(self.due)} 还有 "
        return lead, str(self.days), " 天"

    def card(self) -> tuple[str, str, str]:
        """For a card: before, number, after."""
        if self.done or self.days <= 0:
            return self.head()
        return f"{day(self.due)}前报送，还有 ", str(self.days), " 天"

    def _handed(self) -> tuple[str, str, str]:
        lead = f"{day(self.due)}截止，"
        if self.days > 0:
            return f"{lead}已提前 ", str(self.days), " 天报送"
        if self.days == 0:
            return f"{lead}当天报送", "", ""
        return f"{lead}晚 ", str(-self.days), " 天报送"
