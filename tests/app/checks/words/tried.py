"""One report with the lists as they are shipped: what a rule of them says about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from pathlib import Path

from app.checks.engine import CheckResult, check
from app.checks.model import Around, Finding, LastYear
from app.domain.organ import Organ
from app.domain.report import Report, ReportKey
from app.forms.catalogue import Catalogue
from app.forms.load import load_file
from app.forms.model import Form
from app.wording.load import load_file as load_list
from app.wording.model import Wording

RESOURCES = Path(__file__).parents[4] / "resources"
LISTS = ("whole", "citations", "period", "preface", "names", "level", "likeness", "times")
ORGAN = Organ("青禾县柳湾乡", "乡", "青禾县", "0971-5551234", "柳湾乡党政办公室")


@lru_cache(maxsize=1)
def catalogue() -> Catalogue:
    """The two official formats and the invented one."""
    folders = (RESOURCES / "forms", Path(__file__).parents[3] / "forms")
    return Catalogue(tuple(load_file(path) for folder in folders for path in sorted(folder.glob("*.toml"))))


@lru_cache(maxsize=1)
def wording() -> Wording:
    """The lists on reports as documents, as they are shipped."""
    return Wording(tuple(load_list(RESOURCES / "wording" / f"{name}.toml") for name in (*LISTS, "confusable")))


@dataclass(frozen=True)
class Tried:
    """A report of ``ORGAN``; what is not stated is as plain as can be."""

    passages: Mapping[str, str] = field(default_factory=dict)
    year: int = 2025
    cells: Mapping[str, int] = field(default_factory=dict)
    last: Mapping[str, str] | None = None
    neighbours: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    around: Around = field(default_factory=lambda: Around(organ=ORGAN, today=date(2026, 1, 20)))

    @property
    def form(self) -> Form:
        """The format of its year."""
        return catalogue().governing(self.year)

    def result(self) -> CheckResult:
        """Every rule over it."""
        neighbours = tuple(self._other(name, self.year, texts) for name, texts in self.neighbours.items())
        around = self.around._replace(wording=wording(), neighbours=neighbours)
        last = None if self.last is None else self._other(ORGAN.name, self.year - 1, self.last)
        report = Report(ReportKey(ORGAN.name, self.year), self.form.id, passages=dict(self.passages))
        return check(self.form, report.with_cells(dict(self.cells)), last, around)

    def findings(self, rule: str) -> tuple[Finding, ...]:
        """What ``rule`` says about it."""
        return tuple(finding for finding in self.result().findings if finding.rule == rule)

    def cannot(self, rule: str) -> str:
        """Why ``rule`` could not run, "" where it did."""
        return next((o.reason for o in self.result().words if o.rule == rule and o.status == "skipped"), "")

    @staticmethod
    def _other(organ: str, year: int, texts: Mapping[str, str]) -> LastYear:
        form = catalogue().governing(year)
        return LastYear(form, Report(ReportKey(organ, year), form.id, passages=dict(texts)))
