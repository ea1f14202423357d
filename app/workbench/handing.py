"""Handing over: the package for the district, written to a folder or drive and read back."""

from __future__ import annotations

import errno
import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from app.checks.counting import left
from app.checks.model import Finding
from app.domain.errors import CannotWrite, Trouble
from app.domain.report import Handed, Report, State
from app.system import clock
from app.workbench import outside
from app.workbench.bench import Workbench

if TYPE_CHECKING:
    from app.handover.package import Built, Proof

__all__ = ["Handed", "NotReady", "Packed", "PackedFile", "blockers", "handed", "history", "pack", "standing"]

_UNKNOWN = "?"  # no report says this
Progress = Callable[[str, int, int], None]


class NotReady(Trouble):
    """The report still has errors, which block hand-over (and nothing else); the answer is no, the request was fine."""


class PackedFile(NamedTuple):
    """One file inside the package: its name there, what it is for the clerk, its size in bytes."""

    name: str
    what: str
    size: int


class Packed(NamedTuple):
    """A package that was written, read back and proven."""

    path: Path
    files: tuple[PackedFile, ...]
    check_code: str
    total: int


def blockers(bench: Workbench, report: Report) -> tuple[Finding, ...]:
    """What must be put right before the report may be handed over."""
    return left(bench.check(report)).blockers


def pack(bench: Workbench, report: Report, folder: Path, progress: Progress | None = None) -> Packed:
    """Writes the package into ``folder`` and proves it from there; raises ``NotReady`` while errors stand.

    ``progress`` is told (what, step, steps). Only after the package was read back is the report noted as handed over.
    """
    from app.handover import package
    from app.handover.fingerprint import stated
    from app.workbench import issuing, papers, secrecy

    tell = progress or (lambda what, step, steps: None)
    result = bench.check(report)
    still = left(result)
    if still.blockers:
        sentences = "；".join(finding.message.rstrip("。") for finding in result.errors)
        raise NotReady(f"{still.in_the_way}：{sentences}", f"{still.until}以后再写交接包")
    tell("检查报告", 1, 4)
    day = issuing.issued(bench, report)
    pdf = papers.report_proof(bench, report, day)
    tell("做好 PDF", 2, 4)
    built = package.build(
        report=report,
        form=bench.form_of(report),
        organ=papers.office(bench, report),
        result=bench.check(report),
        title=papers.title(bench, report),
        pdf=pdf,
        issued=day,
        review=secrecy.for_package(bench, report),
    )
    _prove(built)
    target = folder / built.name
    outside.get_ready(bench.path, target)
    _write(built, target)
    tell("写好交接包", 3, 4)
    proof = _read_back(built, target)
    tell("读回核对", 4, 4)
    packed = Packed(
        path=target,
        files=tuple(PackedFile(item.name, item.what, item.size) for item in proof.files),
        check_code=proof.check_code,
        total=sum(item.size for item in proof.files),
    )
    noted = Handed(clock.now(), target.name, packed.check_code, stated(report, bench.form_of(report)))
    try:
        bench.note_handover(report.key, noted, issuing.paper_detail(day))
    except CannotWrite as trouble:
        what = f"交接包写好了，也读回核对过，但没有记下这次交接：{trouble.what}"
        raise CannotWrite(what, trouble.next_step, trouble.safe) from trouble
    return packed


def _write(built: Built, target: Path) -> None:
    """Where the disk is full, says by how much."""
    from app.handover import package

    try:
        package.write(built, target)
    except CannotWrite as trouble:
        cause = trouble.__cause__
        if not (isinstance(cause, OSError) and cause.errno == errno.ENOSPC):
            raise
        with suppress(OSError):
            free, need = shutil.disk_usage(target.parent).free, len(built.data)
            what = f"盘上满了，只剩 {_kilobytes(free)}，这一份要 {_kilobytes(need)}，没有写成"
            raise CannotWrite(what, trouble.next_step, trouble.safe) from trouble
        raise


def _kilobytes(count: int) -> str:
    return f"{-(-count // 1024)} KB"


def _prove(built: Built) -> None:
    """Nothing is written that would not be taken at the other end."""
    from app.handover import package

    try:
        package.prove(built.data)
    except package.NotProven as trouble:
        raise Trouble(f"这份报告做成的交接包通不过核对：{trouble.what}", "请把这一句告诉维护人员") from trouble


def _read_back(built: Built, target: Path) -> Proof:
    """Proves what lies at ``target``; what cannot be proven is removed, being what this program just wrote."""
    from app.handover import package

    try:
        proof = package.verify(target)
        if proof.check_code == built.check_code:
            return proof
        cause: Trouble | None = None
    except Trouble as trouble:
        cause = trouble
    with suppress(OSError):
        target.unlink()
    raise CannotWrite("写好的交接包读回来不一样，不能用", "请换一个 U 盘再写", "报告没有变动") from cause


def history(bench: Workbench, report: Report) -> list[Handed]:
    """Earlier hand-overs, newest first."""
    return bench.handovers(report.key)[::-1]


def handed(bench: Workbench, report: Report) -> str | None:
    """What the report said when it was handed over last, to be held against ``stated``; None while it was not."""
    if report.state is not State.HANDED_OVER or not bench.knows_form(report):
        return None
    past = history(bench, report)
    if not past or past[0].content:
        return past[0].content if past else None
    from app.handover.fingerprint import stated

    touched = bench.last_stated(report.key)  # noted by the first version, which kept the time alone
    return _UNKNOWN if touched is not None and touched > past[0].when else stated(report, bench.form_of(report))


def standing(bench: Workbench, report: Report) -> State:
    """How far the report has come; one that was handed over may say something else by now."""
    then = handed(bench, report)
    if then is None:
        return report.state
    from app.handover.fingerprint import stated

    return State.CHANGED if stated(report, bench.form_of(report)) != then else report.state
