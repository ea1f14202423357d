"""Reading an old paper: what the workbench says of it, in the words of the page."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from app.checks.totals import effective
from app.domain.organ import short_name
from app.domain.report import ReportKey
from app.domain.values import COUNT, write_with_unit
from app.workbench import doubts
from app.workbench.bench import Workbench
from app.workbench.importing import Preview, import_paper
from ui.start.asking import ReadLine, ReadResult
from ui.start.card import state_look

KINDS = "报告文件 (*.docx *.xlsx *.txt *.text *.html *.htm);;所有文件 (*)"


def read_paper(bench: Workbench, path: Path, year: int, organ: str | None = None) -> ReadResult:
    """Reads the paper into the workspace; raises ``Trouble`` where it cannot be read."""
    outcome = import_paper(bench, path, year, organ)
    form = bench.catalogue.get(outcome.form_id)
    doubted = [
        ReadLine(
            form.cell_label(doubt.cell),
            doubt.read,
            write_with_unit(doubt.proposal, form.spec(doubt.cell) or COUNT),
            doubt.reason,
            doubt.cell,
        )
        for doubt in outcome.doubts
    ]
    return ReadResult(
        name=path.name,
        key=ReportKey(outcome.organ, outcome.year),
        filled=outcome.read,
        total=len(outcome.cells),
        doubts=doubted,
        unplaced=outcome.unplaced,
        replaced=outcome.replaced,
        notes=tuple(note.reason.rstrip("。") for note in outcome.notes),
    )


def as_it_stands(bench: Workbench, result: ReadResult) -> ReadResult | None:
    """The same with what somebody has looked at since; None where the report is gone."""
    key = ReportKey(short_name(result.key.organ), result.key.year)
    report = bench.known(key)
    if report is None:
        return None
    values = effective(bench.form_of(report), report.cells)
    left = doubts.showing(doubts.of(bench, key), values)
    return replace(result, settled=frozenset(line.address for line in result.doubts if line.address not in left))


def loss(preview: Preview, year: int) -> str:
    """What reading would replace, as one sentence; empty where nothing is lost."""
    if preview.standing is None or not (preview.cells or preview.passages):
        return ""
    parts = [f"{preview.cells} 格" if preview.cells else "", f"{preview.passages} 段文字" if preview.passages else ""]
    state = state_look(preview.standing.state)[0]
    return f"{year} 年度已经有报告（{state}）。读进来会换掉 {'和 '.join(filter(None, parts))}，可以一步撤销。"
