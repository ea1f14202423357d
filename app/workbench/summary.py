"""What the start page says of a report: how much is filled, the lamps, what stands in the way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from typing import NamedTuple

from app.checks.counting import fillable, left
from app.checks.engine import CheckResult
from app.checks.lamps import Lamp, section_lamp
from app.domain.address import Address, section_of
from app.domain.report import Report, State
from app.system import paths
from app.workbench import doubts, leaving
from app.workbench.bench import Workbench
from app.workbench.handing import standing


class SectionLamp(NamedTuple):
    """A part of the report by the name of its tab, with its lamp."""

    section: str
    name: str
    lamp: Lamp


class Summary(NamedTuple):
    """One report on a card. ``filled`` and ``total`` count the figures that must be stated (no totals: they follow).

    ``trouble`` says in one sentence why the report cannot be opened (its format is not here); it has no figures then.
    """

    organ: str
    year: int
    form_name: str
    authority: str
    state: State
    filled: int
    total: int
    lamps: tuple[SectionLamp, ...]
    errors: int
    warnings: int
    due: date
    edited: datetime | None
    edit_label: str
    trouble: str = ""
    gaps: int = 0  # besides the errors: parts in which cells are blank
    unwritten: int = 0  # texts that are still empty
    doubts: int = 0  # figures that a person must still look at
    may_go: bool = False  # begun by mistake: nobody has stated anything in it
    beside: int = 0  # of the figures that are not stated, those beside a text: no table has a cell for them

    @property
    def blank_cells(self) -> int:
        """How many cells of the tables are blank, the number that stands in the way of handing over."""
        return self.total - self.filled - self.beside

    @property
    def blank_words(self) -> tuple[str, str, str]:
        """What is blank, around its number: 表里还有 150 格没填，文字旁边另有 2 个数; "" for none."""
        if self.blank_cells:
            more = f"，文字旁边另有 {self.beside} 个数" if self.beside else ""
            return "表里还有 ", str(self.blank_cells), f" 格没填{more}"
        return ("文字旁边还有 ", str(self.beside), " 个数没填") if self.beside else ("", "", "")


def summarise(bench: Workbench, report: Report, *, texts: bool = True) -> Summary:
    """The card of one report; without ``texts`` a first look, for which nothing that reads texts is loaded."""
    if not bench.knows_form(report):
        return _closed(bench, report)
    result = bench.check(report) if texts else bench.check_figures(report)
    form = bench.form_of(report)
    still = left(result)
    total = len(fillable(form)) + len(form.fields)
    edit = bench.last_edit(report.key)
    doubted = doubts.showing(doubts.of(bench, report.key), result.values)
    return Summary(
        organ=report.key.organ,
        year=report.key.year,
        form_name=f"{form.first_year} 年版格式",
        authority=form.authority,
        state=standing(bench, report),
        filled=total - len(still.blanks),
        total=total,
        lamps=lamps(result, doubted),
        errors=len(still.faults),
        warnings=len(still.doubts),
        due=bench.due(report.key.year),
        edited=edit[0] if edit else None,
        edit_label=edit[1] if edit else "",
        gaps=len(still.gaps),
        unwritten=len(still.unwritten),
        doubts=len(doubted),
        may_go=leaving.may_go(bench, report),
        beside=sum(name in form.fields for name in still.blanks),
    )


def _closed(bench: Workbench, report: Report) -> Summary:
    edit = bench.last_edit(report.key)
    return Summary(
        organ=report.key.organ,
        year=report.key.year,
        form_name="格式文件不在",
        authority="",
        state=report.state,
        filled=0,
        total=0,
        lamps=(),
        errors=0,
        warnings=0,
        due=bench.due(report.key.year),
        edited=edit[0] if edit else None,
        edit_label=edit[1] if edit else "",
        trouble=f"{report.key.year} 年度报告用的格式文件不在这台电脑上，数据都在，加入那份格式文件就能打开",
    )


def summaries(bench: Workbench, *, texts: bool = True) -> list[Summary]:
    """All cards, newest year first; ``texts`` as above."""
    return [summarise(bench, report, texts=texts) for report in bench.reports()]


def ready_to_read(bench: Workbench) -> Callable[[], None]:
    """What makes the rules on texts ready; it asks nothing of the workspace and may run in another thread."""

    def get_ready() -> None:
        from app.workbench import lists  # with all that reads texts

        lists.get_ready(paths.wording_folder(), forms)

    forms = bench.catalogue.forms
    return get_ready


def read_texts(bench: Workbench) -> Iterator[None]:
    """Reads every text once, a little at each step, so that what was read is known when the cards are made in full."""
    _ = bench.wording
    yield
    for report in bench.reports():
        if bench.knows_form(report):
            _ = bench.check(report).words
            yield


def lamps(result: CheckResult, doubted: Iterable[Address] = ()) -> tuple[SectionLamp, ...]:
    """The lamps of all parts, in the order of the tabs; the figures at ``doubted`` are still to be looked at."""
    many = Counter(section_of(address) for address in doubted)
    return tuple(
        SectionLamp(section.id, section.name, section_lamp(result, section, many[section.id]))
        for section in result.context.form.sections
    )
