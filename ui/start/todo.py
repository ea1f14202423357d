"""等您办的事: what the program would say if somebody asked it what is to be done today."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Literal, NamedTuple

from app.domain.report import State
from ui.kit.words import day

if TYPE_CHECKING:
    from app.workbench.summary import Summary

Deed = Literal["start", "open", "tour", "handover", "import"]
What = Literal["faults", "texts", "doubts"]  # where a tour leads


class Todo(NamedTuple):
    """One line: a lamp kind or an icon, words around a number that is set bold, and the deed of its button."""

    mark: str
    before: str
    number: str
    after: str
    button: str
    deed: Deed
    organ: str
    year: int
    what: What = "faults"

    @property
    def text(self) -> str:
        """The whole sentence."""
        return f"{self.before}{self.number}{self.after}"


def todos(own: Sequence[Summary], today: date, due: date) -> list[Todo]:
    """The lines for the office's own reports; ``due`` is the day for the report on last year."""
    wanted = today.year - 1
    organ = own[0].organ if own else ""
    years = {summary.year for summary in own}
    lines: list[Todo] = []
    if own and wanted not in years:
        lines.append(
            Todo("todo", f"{wanted} 年度的报告还没有开始，", day(due), "前要报送。", "新建", "start", organ, wanted)
        )
    for summary in own:
        if summary.state is not State.HANDED_OVER and not summary.trouble:
            lines += _open_lines(summary)
    newest = max(years, default=None)
    if newest is not None and newest - 1 not in years:
        old = newest - 1
        lines.append(
            Todo("file-input", f"把 {old} 年度的旧报告读进来，就能逐年对照。", "", "", "读进来", "import", organ, old)
        )
    return lines


def _open_lines(summary: Summary) -> list[Todo]:
    organ, year, left = summary.organ, summary.year, summary.total - summary.filled
    lines: list[Todo] = []
    wrong, is_even = summary.errors, not summary.errors and not summary.gaps
    if summary.filled and wrong:
        lines.append(
            Todo("must", f"{year} 年度还有 ", str(wrong), " 处必须改正，改好才能交接。", "去改正", "tour", organ, year)
        )
    if left and summary.filled:
        before, number, after = summary.blank_words
        after += "，没有发生的要填 0。"
        lines.append(Todo("part", f"{year} 年度{before}", number, after, "接着编", "open", organ, year))
    if summary.filled and is_even and summary.unwritten and summary.state is State.DRAFT:
        many = str(summary.unwritten)
        lines.append(
            Todo("part", f"{year} 年度的表全平，还有 ", many, " 段文字没有写。", "去写", "tour", organ, year, "texts")
        )
    elif not left and is_even:
        done = "填好了，全平，可以交接。"
        if summary.state is State.CHANGED:
            done = "交接以后又改过，要算数就再交接一次。"
        lines.append(Todo("ok", f"{year} 年度{done}", "", "", "去交接", "handover", organ, year))
    if summary.warnings or summary.doubts:
        many = str(summary.warnings + summary.doubts)
        lines.append(Todo("doubt", f"{year} 年度有 ", many, " 处要说明。", "去看", "tour", organ, year, "doubts"))
    return lines
