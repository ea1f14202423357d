"""A year begins: a new report with what last year's report hands on, as a first step that can be undone."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.report import ReportKey
from app.editing.carry import Carry, plan
from app.editing.session import Session
from app.workbench import doubts
from app.workbench.bench import Workbench
from app.workbench.doubts import Doubt
from app.workbench.leaving import CARRIED


@dataclass(frozen=True, slots=True)
class Begun:
    """A report just begun. ``carry`` is what it took over; None where there is no report on the year before."""

    session: Session
    carry: Carry | None

    @property
    def stands(self) -> bool:
        """True while the carry-over is the last step, so that one undo takes back nothing else."""
        return self.carry is not None and self.session.undo_label == self.carry.label


def outlook(bench: Workbench, year: int, organ: str | None = None) -> Carry | None:
    """What a report on ``year`` would take over; None without a report on the year before. Nothing is changed."""
    last = bench.last_year(_key(bench, year, organ))
    if last is None:
        return None
    doubted = doubts.showing(doubts.of(bench, last.report.key), last.values)
    return plan(bench.governing(year), last, doubted)


def begin(bench: Workbench, year: int, organ: str | None = None) -> Begun:
    """A new report on ``year``: last year's figures and words that carry over are its first step, else it is blank.

    Report, step and doubts are one transaction. Raises ``Trouble`` where that year is there or nobody can mean it.
    """
    carry = outlook(bench, year, organ)
    if carry is not None and (carry.cells or carry.passages):
        doubted = [Doubt(name, carry.cells[name], sentence) for name, sentence in carry.doubts.items()]
        draft = bench.draft(year, organ, {doubts.DETAIL: doubts.to_text(doubted), CARRIED: "1"})
        draft.apply(carry.change(bench.clerk))
        return Begun(bench.session(year, organ), carry)
    return Begun(bench.start(year, organ), carry)


def foretold(carry: Carry | None, year: int) -> list[tuple[str, str]]:
    """What a report on ``year`` would begin with, line by line: each with the kind of its lamp (ok, doubt, tip)."""
    if carry is None:
        return [("tip", f"没有 {year - 1} 年度的报告，从空白开始。有旧报告的，可以先“从旧报告导入”。")]
    lines = [("ok" if one.sure else "doubt", one.sentence) for one in carry.taken]
    return lines + [("tip", sentence) for sentence in carry.unmapped]


def told(begun: Begun) -> tuple[str, str]:
    """What the year began with, in one sentence, and what the clerk should know of it ("" for nothing)."""
    carry, year = begun.carry, begun.session.report.key.year
    if carry is None:
        return f"没有 {year - 1} 年度的报告可以结转，{year} 年度从空白开始", ""
    said = len(carry.passages.keys() & begun.session.form.preface_fields.keys())
    whole = len(carry.passages) > said  # the office wrote the paragraph itself
    parts = (
        f"{len(carry.cells)} 格" if carry.cells else "",
        f"导言里 {said} 项" if said else "",
        "整段导言" if whole else "",
    )
    counted = "、".join(filter(None, parts))
    what = f"从 {carry.year} 年度报告结转了 {counted}" if counted else f"{carry.year} 年度的报告里没有可以结转的"
    look = f"其中 {len(carry.doubts)} 格标着“疑”，请看一眼。" if carry.doubts else ""
    return what, look + "".join(carry.unmapped)


def _key(bench: Workbench, year: int, organ: str | None) -> ReportKey:
    return ReportKey(bench.organ_named(organ).short_name, year)
