"""The sample township that comes with the program, put into a workspace of its own."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from app.checks.totals import total_addresses
from app.domain.change import Change
from app.domain.organ import Organ
from app.domain.report import Report, ReportKey
from app.domain.values import read
from app.forms.model import Form
from app.system import paths
from app.workbench.bench import Workbench


def sample_workspace() -> Path:
    """Where the desktop keeps the sample, apart from real data."""
    return paths.default_workspace().with_name("sample.db")


def fill(bench: Workbench, folder: Path | None = None) -> list[ReportKey]:
    """Puts the sample's office and its years into ``bench``; years that are there already stay as they are."""
    files = sorted((folder or paths.samples_folder()).glob("*.toml"))  # each named by its year
    if bench.organ is not None and {path.stem for path in files} <= set(map(str, bench.years(bench.organ.short_name))):
        return [ReportKey(bench.organ.short_name, int(path.stem)) for path in files]
    import tomllib  # opened again, the sample does without

    made = []
    there = {report.key for report in bench.reports()}
    for path in files:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        if bench.organ is None:
            bench.save_organ(Organ(**data["organ"]))
        key = ReportKey(Organ(**data["organ"]).short_name, data["year"])
        made.append(key)
        if key not in there:
            _put(bench, _report(key, data, bench.catalogue.governing(key.year)), data.get("issued"))
    return made


def _report(key: ReportKey, data: dict[str, Any], form: Form) -> Report:
    blank = dict.fromkeys(address for address in form.cells if address not in total_addresses(form))
    stated = {address: read(str(data["fill"]), form.cells[address]) for address in blank}
    stated |= {address: read(text, form.cells[address]) for address, text in data["cells"].items()}
    texts = {name: text.strip() for name, text in data["passages"].items()}
    return Report(key, form.id).with_cells(stated).with_passages(texts)


def _put(bench: Workbench, report: Report, issued: date | None) -> None:
    session = bench.draft(report.key.year, report.key.organ)
    session.apply(Change("载入示例", report.cells, report.passages))
    if issued is not None:
        from app.workbench import issuing  # not needed where the sample is there already

        issuing.save_issued(bench, report, issued)
