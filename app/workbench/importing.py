"""An old paper read into the workspace as one change, which can be undone like any other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from app.checks.totals import effective
from app.domain.address import Address, cell
from app.domain.change import Change
from app.domain.errors import Trouble
from app.domain.organ import short_name, tidy_name
from app.domain.report import Report, ReportKey
from app.domain.values import Value
from app.forms.catalogue import Catalogue
from app.forms.model import Form
from app.imports.importer import read_paper
from app.imports.outcome import Doubt, ImportOutcome, Note
from app.workbench import doubts, issuing, preface, sighted, years
from app.workbench.bench import Workbench

_LEAST_NAME = 3  # characters: 某某镇 may be the tail of a full name, 镇 alone is none


@dataclass(frozen=True)
class Imported(ImportOutcome):
    """What was read and kept; ``replaced`` figures stood in the report before and are another now, or none.

    ``redated`` is the day that stood under it and gave way to that of the paper.
    """

    replaced: int = 0
    redated: date | None = None


def read_only(catalogue: Catalogue, path: Path, year: int | None = None, organ: str | None = None) -> ImportOutcome:
    """What the paper says; nothing is kept. Raises ``Trouble`` where it cannot become a report."""
    if year is not None:
        years.governing(catalogue, year)
    outcome = read_paper(path, catalogue, year, None if organ is None else tidy_name(organ))
    years.governing(catalogue, outcome.year)
    return replace(outcome, organ=tidy_name(outcome.organ))


@dataclass(frozen=True, slots=True)
class Preview:
    """What reading a paper would come to. ``foreign`` papers name another organ than the own one, in ``printed``.

    ``standing`` is the report that is there already; ``cells`` and ``passages`` of it would say something else.
    """

    printed: str
    foreign: bool
    standing: Report | None
    cells: int = 0
    passages: int = 0


def look(bench: Workbench, path: Path, year: int | None = None, organ: str | None = None) -> Preview:
    """What ``import_paper`` would do; nothing is kept. Raises ``Trouble`` where the paper cannot be read."""
    outcome = _read(bench, path, year, organ)
    own, short = bench.organ, short_name(outcome.organ)
    foreign = own is not None and own.short_name != short
    known = bench.known(ReportKey(short, outcome.year))
    if known is None or known.form_id != outcome.form_id:
        return Preview(short, foreign, known)
    form = bench.form_of(known)
    paper = outcome.report(form)
    before = effective(form, known.cells)
    after = effective(form, known.with_cells(_replacing(form, known, outcome, paper)).cells)
    return Preview(
        short,
        foreign,
        known,
        cells=sum(value is not None and after[name] != value for name, value in before.items()),
        passages=sum(known.passages.get(name, text) != text for name, text in paper.passages.items()),
    )


def _read(bench: Workbench, path: Path, year: int | None, organ: str | None) -> ImportOutcome:
    """The paper, under the name by which its report is kept.

    Many a paper leaves the county out of its own name (柳湾镇 for 青禾县柳湾镇), and some leave out the name.
    """
    own = bench.organ
    if organ is not None or own is None:
        return read_only(bench.catalogue, path, year, organ)
    try:
        outcome = read_only(bench.catalogue, path, year)
    except Trouble:
        return read_only(bench.catalogue, path, year, own.short_name)  # not the name: the same trouble again
    short = short_name(outcome.organ)
    if short == own.short_name or len(short) < _LEAST_NAME or not own.short_name.endswith(short):
        return outcome
    note = Note("", f"原件写的是“{short}”，就是本机关“{own.short_name}”")
    return replace(outcome, organ=own.short_name, notes=(*outcome.notes, note))


def import_paper(bench: Workbench, path: Path, year: int | None = None, organ: str | None = None) -> Imported:
    """Reads the paper and keeps it as the report of its organ and year; makes the report where there is none.

    Doubted cells carry the proposal, and the doubt stays with the report until somebody settles it. Of an existing
    report the tables found on the paper are replaced as a whole and its texts one by one; everything else stays. The
    import is one transaction and one undo step.
    """
    outcome = _with_signature(_read(bench, path, year, organ))
    known = bench.known(ReportKey(short_name(outcome.organ), outcome.year))
    redated = _redated(bench, known, outcome)
    doubted = [_kept(doubt) for doubt in outcome.doubts]
    if known:
        session = bench.session(outcome.year, outcome.organ)
    else:
        beside = {doubts.DETAIL: doubts.to_text(doubted), sighted.DETAIL: sighted.to_text(outcome.paper)}
        session = bench.draft(outcome.year, _full_name(outcome), beside)
    form = session.form
    outcome = replace(outcome, passages=preface.in_fields(form, outcome.report(form), bench.organ_named(outcome.organ)))
    if form.id != outcome.form_id:
        raise Trouble(f"{outcome.year} 年度的报告是用另一份格式编的，读不进去", "请直接打开那份报告照着填")
    paper = outcome.report(form)
    before = effective(form, session.report.cells)
    cells = _replacing(form, session.report, outcome, paper)
    label = f"读入旧报告“{path.name.encode('utf-8', 'ignore').decode('utf-8')}”"  # a name may be no text at all
    if known:
        doubts.save(bench, known.key, doubted)  # before the figures: without them no doubt shows
        bench.save_details(known.key, {sighted.DETAIL: sighted.to_text(outcome.paper)})
    dated = issuing.date_detail(outcome.issued) if outcome.issued is not None else {}
    if session.apply(Change(label, cells, _texts(form, paper), details=dated)) is None and known is None:
        bench.start(outcome.year, _full_name(outcome))  # nothing can be read on it, and it is wanted all the same
        doubts.save(bench, session.report.key, doubted)
        bench.save_details(session.report.key, {sighted.DETAIL: sighted.to_text(outcome.paper)})
    session.reload(session.last, bench.around(session.report))  # it is checked against its paper from now on
    bench.recheck_next(session.report.key)
    after = session.values
    replaced = sum(value is not None and after[name] != value for name, value in before.items())
    return Imported(**vars(outcome), replaced=replaced, redated=redated)


def _full_name(outcome: ImportOutcome) -> str:
    """The name that the organ signs with, where the paper has a fuller one than its title."""
    signed, organ = "".join(outcome.signed.split()), outcome.organ
    return signed if organ == short_name(organ) == short_name(signed) else organ


def _with_signature(outcome: ImportOutcome) -> ImportOutcome:
    """``outcome`` with a word on a signature that is another name than the report's."""
    signed, organ = "".join(short_name(outcome.signed).split()), short_name(outcome.organ)
    if signed.endswith(organ) or organ.endswith(signed):  # one of them leaves the county out
        return outcome
    said = f"原件落款写的是“{outcome.signed}”，报告的单位是“{outcome.organ}”，不一样，请看一眼是哪里写错了"
    return replace(outcome, notes=(*outcome.notes, Note("", said)))


def _redated(bench: Workbench, known: Report | None, outcome: ImportOutcome) -> date | None:
    """The day under a report that is there, where its paper bears another one."""
    if known is None or outcome.issued is None or not issuing.has_date(bench, known):
        return None
    before = issuing.issued(bench, known)
    return before if before != outcome.issued else None


def _texts(form: Form, paper: Report) -> dict[str, str]:
    """The paper's texts; a preface that came apart into its fields leaves no paragraph of an earlier one standing."""
    texts = dict(paper.passages)
    if form.preface is not None and any(name in texts for name in form.preface_fields):
        texts.setdefault(form.preface.id, "")
    return texts


def _kept(doubt: Doubt) -> doubts.Doubt:
    """The doubt as it stays with the report; a reason that is not a sentence yet gets what stood on the paper."""
    said = doubt.reason.rstrip("。")
    words = said if doubt.read in said else f"原件写的是“{doubt.read}”。{said}"
    return doubts.Doubt(doubt.cell, doubt.proposal, f"{words}。")


def _replacing(form: Form, standing: Report, outcome: ImportOutcome, paper: Report) -> dict[Address, Value]:
    """The paper's cells; figures of the same tables that are not on the paper go away."""
    found = {name for name, value in outcome.cells.items() if value is not None}
    found |= {doubt.cell for doubt in outcome.doubts}
    cleared: dict[Address, Value] = {}
    for table in _tables(form):
        if table & found:
            cleared.update(dict.fromkeys(table & standing.cells.keys()))
    return {**cleared, **paper.cells}


def _tables(form: Form) -> Iterator[set[Address]]:
    """The cells of each table; the bands of a stacked one are tables of their own."""
    for section in form.sections:
        for block in section.blocks:
            yield {
                cell(section.id, row.id or "", column.id or "")
                for row in block.row_leaves()
                for column in block.column_leaves()
            }
