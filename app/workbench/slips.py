"""打印校核单: every finding of a report with its reason on paper, for the folder and for those who sign."""

from __future__ import annotations

import itertools
from pathlib import Path

from app.document.compose import chinese_date, title_of
from app.document.slip import SlipDocument, SlipGroup, SlipLine
from app.domain.report import Report
from app.system import clock, files
from app.workbench import checking, checking_rules, doubts, faces, outside
from app.workbench.bench import Workbench
from app.workbench.checking import GROUPS, TITLES, Group, Item, Page
from app.workbench.checking_doubts import many

NAME = "校核单"
_SIGNERS = ("校对", "审核", "审定")
_NOTHING = {"error": "没有必须改正的。", "warning": "没有要说明的。", "info": "没有要提示的。"}


def slip(bench: Workbench, report: Report) -> SlipDocument:
    """What the slip of a report says today."""
    result = bench.check(report)
    page = checking.page(result, doubts.findings(bench, report, result.values))
    form, organ = bench.form_of(report), bench.organ_named(report.key.organ)
    title = title_of(form, report)
    return SlipDocument(
        organ=organ.seal_name,
        title=title.removeprefix(organ.seal_name).removeprefix(report.key.organ),
        name=NAME,
        facts=(f"校核日期：{chinese_date(clock.today())}", f"{counts(page)}。"),
        groups=_groups(page),
        waits=tuple(
            f"{line.title}：{line.told}。" if line.told else f"{line.title}。"
            for line in checking_rules.waiting(result)
        ),
        signers=_SIGNERS,
    )


def counts(page: Page) -> str:
    """共 59 条规则，全部执行，通过 51 条；必须改正 3 处，请说明 3 处（已说明 1 处），提示 2 处."""
    told = []
    for group in GROUPS:
        answered = page.answered(group)
        told.append(f"{TITLES[group]} {page.count(group)} 处" + (f"（已说明 {answered} 处）" if answered else ""))
    return f"{page.headline}，通过 {page.passed} 条；{'，'.join(told)}"


def _groups(page: Page) -> tuple[SlipGroup, ...]:
    """The lines are numbered one by one, whatever each of them counts for: on paper a gap looks like a lost sheet."""
    number = itertools.count(1)
    return tuple(
        SlipGroup(_title(page, group), tuple(_line(next(number), item) for item in page.of(group)), _NOTHING[group])
        for group in GROUPS
    )


def _title(page: Page, group: Group) -> str:
    items, places = page.of(group), page.count(group)
    if items and not places:
        return f"{TITLES[group]}，都看过了"
    several = sum(many(item.finding) for item in items) > len(items)
    return f"{TITLES[group]} {len(items)} 条（{places} 处）" if several else f"{TITLES[group]} {places} 处"


def _line(number: int, item: Item) -> SlipLine:
    said = item.said or ("说明：" + "＿" * 30 if item.group == "warning" else "")
    return SlipLine(number, item.sentence, item.below, said)


def slip_pdf(bench: Workbench, report: Report) -> bytes:
    """The slip as PDF."""
    from app.exports.slip import render

    return render(slip(bench, report), faces.fonts(bench))


def export_slip(bench: Workbench, report: Report, out: Path) -> Path:
    """Writes the slip; the file is whole or the old one stands."""
    outside.refuse_misnamed(NAME, out, ".pdf")
    outside.get_ready(bench.path, out)
    files.write_bytes(out, slip_pdf(bench, report))
    return out
