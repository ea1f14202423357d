"""What the home page shows, asked of the workbench. Imported only after the first paint: the workbench is heavy."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from app.domain.errors import Trouble
from app.domain.organ import Organ
from app.domain.report import ReportKey, State
from app.workbench.bench import Workbench
from app.workbench.summary import Summary, summaries
from ui.start.home import HomeView
from ui.start.practice import is_practice
from ui.start.todo import todos


def home_view(bench: Workbench, today: date, *, texts: bool = True) -> HomeView:
    """Every report as a card, and what is to be done about the office's own; without ``texts`` a first look."""
    cards = summaries(bench, texts=texts)
    organ = bench.organ
    own = [card for card in cards if organ is not None and card.organ == organ.short_name]
    return HomeView(
        organ=organ.short_name if organ else "",
        summaries=cards,
        today=today,
        handed=_handed(bench, cards),
        todos=todos(own, today, bench.due(today.year - 1)),
        upper=organ.upper if organ else Organ("").upper,
        practising=is_practice(bench.path),
    )


def carry_lines(bench: Workbench, year: int) -> list[tuple[str, str]]:
    """What a new report on ``year`` would take over from the year before; nothing where it cannot be begun."""
    if not explain_year(bench, year, new=True)[0]:
        return []
    from app.workbench.beginning import foretold, outlook

    return foretold(outlook(bench, year) if bench.organ is not None else None, year)


def _handed(bench: Workbench, cards: Sequence[Summary]) -> dict[ReportKey, date]:
    """The day on which a report was handed over last, of those that were."""
    done = (ReportKey(card.organ, card.year) for card in cards if card.state is not State.DRAFT)
    return {key: found[-1].when.date() for key in done if (found := bench.handovers(key))}


def explain_year(bench: Workbench, year: int, *, new: bool) -> tuple[bool, str]:
    """Whether a report on ``year`` can be begun or read, and one sentence: the format and the day, or why not."""
    try:
        form = bench.governing(year)
    except Trouble as trouble:
        return False, f"{trouble.what}。{trouble.next_step}。"
    organ = bench.organ
    if new and organ is not None and year in bench.years(organ.short_name):
        return False, f"{year} 年度的报告已经有了，请直接打开它。"
    due = bench.due(year)
    about = f"用 {form.first_year} 年版格式（{form.authority}），{due.year}年{due.month}月{due.day}日前报送。"
    return True, about
