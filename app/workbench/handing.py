"""Handing over: the package for the district, written to a folder or drive and read back."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from app.checks.model import Finding
from app.domain.errors import Trouble
from app.domain.report import Report, ReportKey, State
from app.system import clock
from app.workbench.bench import Workbench

Progress = Callable[[str, int, int], None]


class NotReady(Trouble):
    """The report still has errors, which block hand-over (and nothing else); the answer is no, the request was fine."""


@dataclass(frozen=True, slots=True)
class PackedFile:
    """One file inside the package: its name there, what it is for the clerk, its size in bytes."""

    name: str
    what: str
    size: int


@dataclass(frozen=True, slots=True)
class Packed:
    """A package that was written, read back and proven."""

    path: Path
    files: tuple[PackedFile, ...]
    check_code: str
    total: int


@dataclass(frozen=True, slots=True)
class Handed:
    """An earlier hand-over of the same report."""

    when: datetime
    name: str
    check_code: str


def blockers(bench: Workbench, report: Report) -> tuple[Finding, ...]:
    """What must be put right before the report may be handed over."""
    return bench.check(report).errors


def pack(bench: Workbench, report: Report, folder: Path, progress: Progress | None = None) -> Packed:
    """Writes the package into ``folder`` and proves it from there; raises ``NotReady`` while errors stand.

    ``progress`` is told (what, step, steps). Only after the package was read back is the report noted as handed over.
    """
    from app.handover import package
    from app.workbench import papers

    tell = progress or (lambda what, step, steps: None)
    wrong = blockers(bench, report)
    if wrong:
        raise NotReady(f"还有 {len(wrong)} 处必须改正：{wrong[0].message.rstrip('。')}", "改好以后再写交接包")
    tell("检查报告", 1, 4)
    day = papers.issued(bench, report)
    pdf = papers.report_proof(bench, report)
    tell("做好 PDF", 2, 4)
    built = package.build(
        report=report,
        form=bench.form_of(report),
        organ=papers.office(bench, report),
        result=bench.check(report),
        title=papers.title(bench, report),
        pdf=pdf,
        issued=day,
    )
    target = folder / built.name
    package.write(built, target)
    tell("写好交接包", 3, 4)
    proof = package.verify(target)
    tell("读回核对", 4, 4)
    packed = Packed(
        path=target,
        files=tuple(PackedFile(item.name, item.what, item.size) for item in proof.files),
        check_code=proof.check_code,
        total=sum(item.size for item in proof.files),
    )
    papers.keep_date(bench, report, day)
    _note(bench, report.key, Handed(clock.now(), target.name, packed.check_code))
    bench.set_state(report.key, State.HANDED_OVER)
    return packed


def history(bench: Workbench, report: Report) -> list[Handed]:
    """Earlier hand-overs, newest first."""
    kept = json.loads(bench.setting(_key(report.key)) or "[]")
    return [Handed(datetime.fromisoformat(item["when"]), item["name"], item["check_code"]) for item in reversed(kept)]


def _note(bench: Workbench, key: ReportKey, handed: Handed) -> None:
    kept = json.loads(bench.setting(_key(key)) or "[]")
    kept.append({"when": handed.when.isoformat(), "name": handed.name, "check_code": handed.check_code})
    bench.save_setting(_key(key), json.dumps(kept, ensure_ascii=False))


def _key(key: ReportKey) -> str:
    return f"handed/{key.organ}/{key.year}"
