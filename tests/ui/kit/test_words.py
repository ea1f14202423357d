"""Dates and deadlines, as said."""

from datetime import date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from ui.kit.words import Deadline, full_day, today_words, when

DUE = date(2023, 1, 31)


def said(deadline: Deadline, *, short: bool = False) -> str:
    return "".join(deadline.head(short=short))


def test_days_left() -> None:
    assert said(Deadline(DUE, date(2023, 1, 10))) == "距报送 1月31日 还有 21 天"
    assert said(Deadline(DUE, date(2023, 1, 10)), short=True) == "还有 21 天"
    assert "".join(Deadline(DUE, date(2023, 1, 10)).card()) == "1月31日前报送，还有 21 天"


def test_the_last_day_and_after() -> None:
    assert said(Deadline(DUE, DUE)) == "今天是报送的最后一天"
    late = Deadline(DUE, date(2023, 2, 3))
    assert late.late
    assert said(late) == "已超过 1月31日 3 天"
    assert "".join(late.card()) == said(late)


def test_an_old_paper_is_not_late() -> None:
    old = Deadline(DUE, date(2024, 2, 2))
    assert not old.late
    assert said(old) == "".join(old.card()) == "往年的报告"


def test_handed_over() -> None:
    assert said(Deadline(DUE, date(2023, 6, 1), date(2023, 1, 18))) == "1月31日截止，已提前 13 天报送"
    assert said(Deadline(DUE, date(2023, 6, 1), DUE)) == "1月31日截止，当天报送"
    behind = Deadline(DUE, date(2023, 6, 1), date(2023, 2, 2))
    assert said(behind) == "1月31日截止，晚 2 天报送"
    assert not behind.late  # it is done: nothing is doubtful any more
    assert said(Deadline(DUE, date(2023, 6, 1), done=True)) == "1月31日截止，已报送"


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(-400, 366))
def test_the_number_is_the_distance(due: date, off: int) -> None:
    deadline = Deadline(due, due + timedelta(days=off))
    if deadline.old:
        assert (due + timedelta(days=off)).year > due.year
        return
    _, number, _ = deadline.head()
    assert (number or "0") == str(abs(off))
    assert deadline.late == (off > 0)


def test_times() -> None:
    today = date(2023, 1, 10)
    assert when(datetime(2023, 1, 10, 10, 32), today) == "今天 10:32"
    assert when(datetime(2023, 1, 9, 16, 5), today) == "昨天 16:05"
    assert when(datetime(2023, 1, 2, 9, 0), today) == "1月2日 09:00"
    assert when(datetime(2022, 12, 30, 9, 0), today) == "2022年12月30日"
    assert today_words(today) == "今天 2023年1月10日 星期二"
    assert full_day(DUE) == "2023年1月31日"
