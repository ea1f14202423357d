"""The foot of the poster: who, since when, until when, whom to call. What was typed wins over what is computed."""

from __future__ import annotations

from calendar import isleap
from collections.abc import Mapping
from datetime import date, timedelta

from app.document.compose import chinese_date
from app.domain.report import Report
from app.domain.text import clean_line
from app.workbench.bench import Workbench
from app.workbench.issuing import has_date, issued

_ROW = "footer."


def footer(bench: Workbench, report: Report) -> tuple[tuple[str, str], ...]:
    """The rows at the foot of the poster: who, since when, until when, whom to call. What was typed wins."""
    names = _row_names()
    return tuple((names[row], value) for row, value in by_row(bench, report).items())


def by_row(bench: Workbench, report: Report, day: date | None = None) -> dict[str, str]:
    """The same by the ids of the rows, which are those of ``exports.poster.options.Footer``."""
    organ, day = bench.organ_named(report.key.organ), day or issued(bench, report)
    computed = {
        "organ": organ.seal_name,
        "date": chinese_date(day),
        "period": "至" + chinese_date(_a_year_on(day)),
        "phone": organ.phone,
    }
    return {row: bench.detail(report.key, _ROW + row) or value for row, value in computed.items()}


def foot_words(bench: Workbench, report: Report) -> dict[str, str]:
    """The foot by the ids of its rows without the dates that come by themselves: they move from day to day."""
    organ = bench.organ_named(report.key.organ)
    typed = {row: bench.detail(report.key, _ROW + row) for row in _row_names()}
    said = {"organ": organ.seal_name, "phone": organ.phone, **{row: text for row, text in typed.items() if text}}
    return {row: text for row, text in said.items() if text}


def foot_and_names(bench: Workbench, report: Report) -> tuple[dict[str, str], Mapping[str, str]]:
    """The foot as it stays on a paper, and what its rows are called; both by their ids.

    A date that still moves from day to day is left out.
    """
    foot = by_row(bench, report)
    moves = not has_date(bench, report)
    stays = {row: words for row, words in foot.items() if not moves or row in ("organ", "phone")}
    typed = {row: text for row, text in foot_words(bench, report).items() if row in foot}
    return {**stays, **typed}, _row_names()


def save_footer(bench: Workbench, report: Report, values: dict[str, str]) -> None:
    """Keeps typed rows of the foot, by their names; an empty text brings the computed one back."""
    rows = {name: row for row, name in _row_names().items()}
    details = {_ROW + rows[name]: clean_line(text) for name, text in values.items() if name in rows}
    bench.save_details(report.key, details)


def _row_names() -> Mapping[str, str]:
    """What the rows are called, as the style of the poster says."""
    from app.exports.poster.style import footer_names

    return footer_names()


def _a_year_on(day: date) -> date:
    """The last day of a year that begins on ``day``."""
    if day.year == date.max.year:
        return date.max
    leap_day = (day.month, day.day) == (2, 29) and not isleap(day.year + 1)
    later = date(day.year + 1, 3, 1) if leap_day else day.replace(year=day.year + 1)
    return later - timedelta(days=1)
