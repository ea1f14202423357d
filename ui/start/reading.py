"""Reading an old paper: what the workbench says of it, in the words of the page."""

from __future__ import annotations

from pathlib import Path

from app.domain.report import ReportKey
from app.domain.values import COUNT, write_with_unit
from app.workbench.bench import Workbench
from app.workbench.importing import import_paper
from ui.start.asking import ReadLine, ReadResult

KINDS = "文字文件 (*.txt *.text);;所有文件 (*)"


def read_paper(bench: Workbench, path: Path, year: int) -> ReadResult:
    """Reads the paper into the workspace; raises ``Trouble`` where it cannot be read."""
    outcome = import_paper(bench, path, year)
    form = bench.catalogue.get(outcome.form_id)
    doubts = [
        ReadLine(
            form.cell_label(doubt.cell),
            doubt.read,
            write_with_unit(doubt.proposal, form.spec(doubt.cell) or COUNT),
            doubt.reason,
        )
        for doubt in outcome.doubts
    ]
    return ReadResult(
        name=path.name,
        key=ReportKey(outcome.organ, outcome.year),
        filled=outcome.read,
        total=len(outcome.cells),
        doubts=doubts,
        unplaced=outcome.unplaced,
        replaced=outcome.replaced,
    )
