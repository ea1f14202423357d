"""Years that a report may be about, and the day it is due."""

from __future__ import annotations

from datetime import date

from app.domain.errors import Trouble
from app.forms.catalogue import Catalogue
from app.forms.model import Form
from app.system import clock

FIRST = 2008  # 条例 in force since 1 May 2008
# Townships are not named in 条例第四十九条: the county sets their date, 31 January being the departments' own.
USUAL_DUE = "01-31"


def governing(catalogue: Catalogue, year: int) -> Form:
    """The format for reports on ``year``; raises ``Trouble`` for a year that can only be a slip of the finger.

    Next year may be begun, and the first years of a format that is known before its time.
    """
    form = catalogue.governing(year)
    last = max([clock.today().year, *(form.first_year for form in catalogue.forms)]) + 1
    if not FIRST <= year <= last:
        raise Trouble(f"{year} 年度的报告不能编", f"请核对年份，可以填 {FIRST} 至 {last} 年")
    return form


def due(year: int, setting: str | None) -> date:
    """The day in the year after ``year`` that ``setting`` (month-day) names; what names no day is the usual one."""
    after = min(max(year + 1, date.min.year), date.max.year)
    return next(day for text in (setting or "", USUAL_DUE) if (day := _day(after, text)))


def _day(year: int, text: str) -> date | None:
    month, _, day = text.partition("-")
    try:
        return date(year, int(month), int(day))
    except ValueError:
        return None
