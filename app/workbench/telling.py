"""What the door without a screen says: the fixed JSON shapes, and the same in plain words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from app.checks import reasons
from app.checks.counting import left
from app.checks.engine import CheckResult
from app.checks.model import Finding
from app.document.compose import chinese_date, title_of
from app.domain.report import Report
from app.domain.values import plain, value_json, write_with_unit
from app.forms.model import Form
from app.handover.plain import findings_json, rules_json
from app.workbench.importing import Imported

_SEVERITY = {"error": "必须改正", "warning": "请说明", "info": "提示"}
_BASIS = {"printed": "表上印着", "implied": "由表推知", "advice": "建议"}


def import_json(outcome: Imported, form: Form) -> dict[str, Any]:
    """The shape of ``import --json``; ``notes`` are about the paper as a whole or one part of it."""
    return {
        "form": outcome.form_id,
        "organ": outcome.organ,
        "year": outcome.year,
        "cells": {name: value_json(value, form.spec(name)) for name, value in outcome.cells.items()},
        "doubts": [
            {
                "cell": doubt.cell,
                "read": doubt.read,
                "proposal": value_json(doubt.proposal, form.spec(doubt.cell)),
                "reason": doubt.reason,
            }
            for doubt in outcome.doubts
        ],
        "unplaced": list(outcome.unplaced),
        "passages": dict(outcome.passages),
        "notes": [{"section": note.section, "reason": note.reason} for note in outcome.notes],
        "replaced": outcome.replaced,
        "issued": outcome.issued.isoformat() if outcome.issued else None,
    }


def import_lines(outcome: Imported, form: Form) -> Iterator[str]:
    """What was read, what is doubted, and what a person must look at."""
    yield f"{outcome.organ}{outcome.year} 年度：读出 {outcome.read} 格，共 {len(outcome.cells)} 格"
    if outcome.replaced:
        yield f"原来填着的数换掉了 {outcome.replaced} 格；打开报告可以撤销"
    if outcome.passages:
        yield f"文字 {len(outcome.passages)} 段：" + "、".join(_passage_name(form, name) for name in outcome.passages)
    if outcome.issued:
        before = f"（原来是{chinese_date(outcome.redated)}）" if outcome.redated else ""
        yield f"成文日期：{chinese_date(outcome.issued)}{before}"
    if outcome.doubts:
        yield f"存疑 {len(outcome.doubts)} 格，已按建议填入，请逐格核对："
    for doubt in outcome.doubts:
        proposal = "空着" if doubt.proposal is None else plain(doubt.proposal)
        yield f"  {doubt.cell}（{form.cell_label(doubt.cell)}）：{doubt.reason}；填的是 {proposal}"
    for note in outcome.notes:
        yield f"注意：{note.reason}"
    if outcome.unplaced:
        yield f"没有用上的文字 {len(outcome.unplaced)} 处："
    for text in outcome.unplaced:
        yield "  " + text.replace("\n", " ")


def show_json(report: Report, form: Form, result: CheckResult) -> dict[str, Any]:
    """The shape of ``show --json``: every table cell, the fields that are stated, and texts as they are read."""
    read = result.context.passages
    fields = {name: spec for name, spec in form.fields.items() if result.values[name] is not None}
    return {
        "organ": report.key.organ,
        "year": report.key.year,
        "form": report.form_id,
        "state": report.state.value,
        "cells": {name: value_json(result.values[name], spec) for name, spec in {**form.cells, **fields}.items()},
        "passages": {name: read[name] for name in form.passage_ids if name in read},
    }


def show_lines(report: Report, form: Form, result: CheckResult) -> Iterator[str]:
    """The report as a list, part by part."""
    yield title_of(form, report)
    read = result.context.passages
    if form.preface and form.preface.id in read:
        yield from ("", form.preface.heading, read[form.preface.id])
    for name, item in form.preface_fields.items():
        yield f"  {name}  {item.label}：{read.get(name) or '（统一写法）'}"
    for section in form.sections:
        yield from ("", section.heading)
        if section.id in read:
            yield read[section.id]
        for name, spec in {**form.cells, **form.fields}.items():
            if name.startswith(section.id + ".") and (name in form.cells or result.values[name] is not None):
                figure = write_with_unit(result.values[name], spec) or "（空）"
                yield f"  {name}  {form.cell_label(name)}：{figure}"


def check_json(result: CheckResult) -> dict[str, Any]:
    """The shape of ``check --json``."""
    return {"rules": rules_json(result), "findings": findings_json(result)}


def check_lines(result: CheckResult) -> Iterator[str]:
    """How many rules ran and what they found."""
    counts = result.counts
    why = reasons.counted(result.outcomes)
    skipped = f"无法执行 {counts.skipped} 条" + (f"（{why}）" if why else "")
    total = counts.run + counts.skipped
    yield f"共 {total} 条规则：执行 {counts.run} 条，通过 {counts.passed} 条，不通过 {counts.failed} 条，{skipped}"
    for finding in result.findings:
        yield finding_line(finding)
    if not result.findings:
        yield "没有查出问题"
    elif not result.errors:
        yield "没有必须改正的，可以交接"
    else:
        still = left(result)
        yield f"{still.in_the_way}，{still.until}以前不能交接"


def finding_line(finding: Finding) -> str:
    """One finding: how much it matters and where it comes from, or the reason that was given for it."""
    if finding.answer is None:
        return f"{_SEVERITY[finding.severity]}（{_BASIS[finding.basis]}）：{finding.message}"
    by = f"（{finding.answer.who}）" if finding.answer.who else ""
    return f"已说明：{finding.message}说明{by}：{finding.answer.text}"


def form_line(form: Form) -> str:
    """One format: its id, its years, who issued it, how many cells it has."""
    until = f"至 {form.last_year} 年度" if form.last_year else "年度起"
    return f"{form.id}  {form.first_year} {until}  {form.authority}  {len(form.cells)} 格"


def _passage_name(form: Form, name: str) -> str:
    return form.passage_name(name)
