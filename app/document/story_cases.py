"""The blocks that tell of cases: where they came from and what became of them, why, over the years, who asked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from app.checks.model import LastYear
from app.checks.years import last_same
from app.document.story import Bar, Flow, Measure, Reasons, Squares, Strip, Tone, Years, length
from app.document.story_figures import Figures
from app.domain.errors import Trouble
from app.domain.numbering import bare, counted
from app.forms import picture as ids
from app.forms.picture import Appeals, Requests

YEARS = 5  # columns of years, this one among them
_MOST_SQUARES = 24  # squares of which each is one case


def happened(figures: Figures, requests: Requests) -> bool:
    """True where there was any case at all, old or new."""
    return any(figures.cases(requests, name) for name in (*requests.came, *requests.went))


def finding(figures: Figures, requests: Requests) -> str:
    """The sentence under the title: how many came, how many were closed, how many of them got what they asked for."""
    words, unit = figures.words, requests.unit
    before, new = figures.cases(requests, requests.before), figures.cases(requests, requests.new)
    given = sum(figures.cases(requests, name) for name in requests.given)
    closed = given + sum(figures.cases(requests, name) for name in requests.denied)
    head = words("finding", "received" if new else "none_new", new=new, before=before, unit=unit)
    if not closed:
        return f"{head}，{words('finding', 'open')}。"
    labels = "和".join(figures.row_name(requests, name) for name in requests.given)
    done = words("finding", "closed", closed=closed, unit=unit)
    return f"{head}，{done}；{words('finding', 'given', labels=labels, given=given, unit=unit)}。"


def told(figures: Figures, requests: Requests) -> Measure:
    """How many came, as the finding says it, by the name of its row."""
    new = figures.cases(requests, requests.new)
    row, value = (requests.new, new) if new else (requests.before, figures.cases(requests, requests.before))
    return Measure(figures.row_name(requests, row), str(value), requests.unit)


def flow(figures: Figures, requests: Requests) -> Flow:
    """Both sides of the balance; raises ``Trouble`` where they differ, because such a picture would be wrong."""
    came = _bars(figures, requests, [(requests.before, "pale"), (requests.new, "light")])
    tones: list[tuple[str, Tone]] = [(name, "half" if at else "full") for at, name in enumerate(requests.given)]
    tones += [(name, "light") for name in requests.denied]
    went = _bars(figures, requests, [*tones, (requests.open, "open")])
    unit, both, table = requests.unit, (length(came), length(went)), figures.part_name(requests.table)
    if both[0] != both[1]:
        raise Trouble(
            f"“{table}”来的是 {both[0]} {unit}，去的是 {both[1]} {unit}，两边不相等",
            "请先在校核里把这张表改平，再做一次",
        )
    words = figures.words
    source = f"{figures.part(requests.table)}　{words('unit', unit=unit)}"
    return Flow(words("flow", "title", sum=both[0], unit=unit), source, came, went, words("flow", "note"))


def _bars(figures: Figures, requests: Requests, wanted: Sequence[tuple[str, Tone]]) -> tuple[Bar, ...]:
    """What is nought has no length and no place."""
    found = ((figures.row_name(requests, name), figures.cases(requests, name), tone) for name, tone in wanted)
    return tuple(Bar(label, value, str(value), tone) for label, value, tone in found if value)


def reasons(figures: Figures, requests: Requests) -> Iterator[Reasons]:
    """Why cases were not answered with the information; nothing where there are none."""
    totals = [(name, figures.cases(requests, name)) for name in requests.denied]
    denied = sum(total for _, total in totals)
    if denied:
        groups = tuple(_reason_group(figures, requests, name, total) for name, total in totals if total)
        words = figures.words
        title = words("reasons", "title", sum=denied, unit=requests.unit)
        yield Reasons(title, groups, words("reasons", "rest"))


def _reason_group(figures: Figures, requests: Requests, name: str, total: int) -> tuple[str, str, tuple[Bar, ...]]:
    node = ids.row(figures.form, requests.table, name)
    leaves = ids.parts(node) if node and node.children else ()
    bars = [
        (leaf.id in requests.rest, Bar(bare(leaf.name), value, str(value)))
        for leaf in leaves
        if (value := figures.cases(requests, leaf.id or ""))
    ]
    bars.sort(key=lambda item: (item[0], -item[1].value))  # the most frequent first, what is left over last
    return figures.row_name(requests, name), f"{total}{requests.unit}", tuple(bar for _, bar in bars)


def year_columns(
    figures: Figures, requests: Requests, year: int, earlier: Sequence[LastYear]
) -> tuple[tuple[int, int | None], ...]:
    """From the first known year on, five at the most; a year of which nothing is known stays without a figure."""
    known = {year: figures.cases(requests, requests.new)}
    for last in earlier:
        then = last.report.key.year
        if year - YEARS < then < year and (figure := _new_then(figures, requests, last)) is not None:
            known[then] = figure
    return tuple((each, known.get(each)) for each in range(min(known), year + 1))


def _new_then(figures: Figures, requests: Requests, last: LastYear) -> int | None:
    """What came new in another year; None where that report leaves any of it blank or does not count it."""
    then = last_same(figures.form, last)
    row = f"{requests.table}.{requests.new}."
    if any(value is None for cell, value in then.items() if cell.startswith(row)):
        return None
    value = then.get(row + requests.column)
    return None if value is None else int(value)


def years(figures: Figures, columns: Sequence[tuple[int, int | None]]) -> Iterator[Years]:
    """The years side by side, where more than this one is known."""
    if len(columns) > 1:
        words = figures.words
        yield Years(words("years", "title", count=counted(len(columns))), tuple(columns), words("years", "none"))


def years_line(figures: Figures, requests: Requests, columns: Sequence[tuple[int, int | None]]) -> str:
    """The same in words, "" where no other year is known."""
    if len(columns) < 2:
        return ""
    said = (
        figures.words("years", "unknown" if figure is None else "known", year=year, figure=figure, unit=requests.unit)
        for year, figure in columns
    )
    return figures.words("years", "line", years="，".join(said))


def who(figures: Figures, requests: Requests) -> Iterator[Strip]:
    """Who asked, as far as the form counts it."""
    new = figures.cases(requests, requests.new)
    groups = [(name, figures.cases(requests, requests.new, name)) for name in requests.who]
    added = sum(value for _, value in groups)
    if not new or not groups:
        return
    if added != new:
        row = figures.row_name(requests, requests.new)
        raise Trouble(
            f"“{figures.part_name(requests.table)}”的{row}各列加起来是 {added}，总计写的是 {new}",
            "请先在校核里把这一行改对，再做一次",
        )
    shown, kinds = [], []
    for name, value in groups:
        node = ids.column(figures.form, requests.table, name)
        if node is None:
            continue
        shown.append(Measure(node.name, str(value), requests.unit, is_nought=value == 0))
        if value and node.children:
            kinds += [f"{leaf.name}{figures.cases(requests, requests.new, leaf.id or '')}" for leaf in ids.parts(node)]
    yield Strip(figures.words("who", "title"), "", tuple(shown), "，".join(kinds), is_aside=True)


def appeals(figures: Figures, table: Appeals) -> Squares:
    """Cases before others, one square each as long as they are few."""
    rows = tuple(_appeal_row(figures, table, name) for name in table.groups)
    count = sum(bar.value for _, _, bars in rows for bar in bars)
    source = figures.part(table.table)
    if 0 < count <= _MOST_SQUARES:
        source += f"　{figures.words('appeals', 'each', unit=table.unit)}"
    return Squares(figures.words("appeals", "title"), source, rows, count <= _MOST_SQUARES)


def _appeal_row(figures: Figures, table: Appeals, name: str) -> tuple[str, str, tuple[Bar, ...]]:
    found = [int(figures.values.get(cell) or 0) for cell in ids.cells(figures.form, table.table, table.row, name)]
    node, total = ids.column(figures.form, table.table, name), ids.total(figures.form, table, name)
    label = node.name if node else name
    stated = figures.values.get(total) if total else sum(found)
    if stated != sum(found):
        raise Trouble(f"“{label}”各种结果加起来是 {sum(found)}，总计写的是 {stated}", "请先在校核里把它改对，再做一次")
    pairs = zip(table.outcomes, found, strict=True)
    bars = tuple(Bar(outcome, value, str(value), tone) for (outcome, tone), value in pairs if value)
    return label, f"{sum(found)}{table.unit}", bars
