"""Proves a form before it is accepted: its names, its grids, its rules, and the examples it carries."""

from __future__ import annotations

from collections.abc import Iterator

from app.checks.engine import check
from app.checks.kinds import BadRule, compile_rules
from app.checks.model import LastYear
from app.domain.report import Report, ReportKey
from app.forms.catalogue import Catalogue
from app.forms.lint import lint as lint_names
from app.forms.model import Example, Form
from app.grid.layout import lay_out


def lint(form: Form, catalogue: Catalogue | None = None) -> list[str]:
    """Every fault, one Chinese sentence each. ``catalogue`` finds the format of an example's year before."""
    faults = [*lint_names(form)]
    if faults:
        return faults
    faults += _grids(form)
    try:
        compile_rules(form)
    except BadRule as fault:
        return [*faults, str(fault)]
    for example in form.examples:
        faults += _try(form, example, catalogue)
    return faults


def _grids(form: Form) -> Iterator[str]:
    for section in form.sections:
        if section.kind != "table":
            continue
        grid = lay_out(section)
        covered = sum(square.rows * square.columns for square in grid.squares)
        if covered != grid.width * grid.height or len(grid.at) != covered:
            yield f"“{section.heading}”的表格没有铺满，或有两格叠在一起"


def _try(form: Form, example: Example, catalogue: Catalogue | None) -> Iterator[str]:
    unknown = [name for name in example.cells if form.spec(name) is None]
    if unknown:
        yield f"例子“{example.title}”里的 {unknown[0]} 不存在"
        return
    filled = dict.fromkeys(form.cells, example.fill)
    report = Report(ReportKey("", example.year), form.id, passages=dict(example.passages)).with_cells(
        {**filled, **example.cells}
    )
    try:
        found = check(form, report, _last_year(form, example, catalogue)).findings
    except (KeyError, ValueError, IndexError) as error:
        yield f"例子“{example.title}”跑不起来：规则的说明里有不认识的 {error}"
        return
    if sorted(finding.rule for finding in found) != sorted(example.findings):
        got = "、".join(finding.rule for finding in found) or "没有"
        want = "、".join(example.findings) or "没有"
        yield f"例子“{example.title}”应查出 {want}，实际查出 {got}"


def _last_year(form: Form, example: Example, catalogue: Catalogue | None) -> LastYear | None:
    if example.last is None:
        return None
    before = form
    if catalogue and not form.governs(example.year - 1):
        before = catalogue.governing(example.year - 1)
    return LastYear(before, Report(ReportKey("", example.year - 1), before.id, cells=dict(example.last)))
