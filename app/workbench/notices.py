"""What is said with anything made of a report: what is left to do in it, and the date that nobody set.

Sentences without their full stops.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.checks.counting import Left, left
from app.document.compose import chinese_date
from app.domain.report import ISSUED
from app.workbench import footing, issuing

if TYPE_CHECKING:
    from app.domain.report import Report
    from app.workbench.bench import Workbench

NO_PHONE = "监督电话还空着，上面没有；到公开栏海报的“页脚”里填"


def of_report(bench: Workbench, report: Report, *, parts: bool = True) -> tuple[str, ...]:
    """What is left to do in it: blanks, relations that fail.

    ``parts``: text parts without a word are told one by one, as their headings stand there alone. The texts are not
    read for it: that takes longer than the paper, is what ``check`` is for, and what is private in them stands in the
    way of the review, which is told with every paper.
    """
    still = left(bench.check_figures(report))
    return tuple(filter(None, (still.in_the_way, *(_empty(bench, report, still) if parts else ()))))


def _empty(bench: Workbench, report: Report, still: Left) -> tuple[str, ...]:
    sections = bench.form_of(report).sections
    return tuple(f"“{each.heading}”还没有写，上面只有标题" for each in sections if each.id in still.unwritten)


def of_phone(bench: Workbench, report: Report) -> tuple[str, ...]:
    """That the foot bears no phone, where none is known."""
    return () if footing.foot_words(bench, report).get("phone") else (NO_PHONE,)


def of_date(bench: Workbench, report: Report, *, keeps: bool) -> tuple[str, ...]:
    """That nobody has set the date which prints; ``keeps``: it stays with the report from this paper on."""
    if bench.detail(report.key, ISSUED):
        return ()
    day = chinese_date(issuing.issued(bench, report))
    if issuing.has_date(bench, report):
        return (f"成文日期还没有定，印的是上次导出时的{day}；要改，到“编报”的封面上定",)
    after = "以后导出也印这一天" if keeps else "没有记下来，过了今天再导出会变"
    return (f"成文日期还没有定，印的是今天，{day}，{after}；要改，到“编报”的封面上定",)
