"""打印校核单: every finding of a report with its reason on paper, for the folder and for those who sign."""

from __future__ import annotations

from pathlib import Path

from app.document.compose import chinese_date, title_of
from app.document.slip import SlipDocument, SlipGroup, SlipLine
from app.domain.report import Report
from app.system import clock, files
from app.workbench import checking, checking_rules, doubts, faces, outside
from app.workbench.bench import Workbench
from app.workbench.checking import GROUPS, TITLES, Group, Item, Page

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
        groups=tuple(
            SlipGroup(_title(page, group), tuple(map(_line, page.of(group))), _NOTHING[group]) for group in GROUPS
        ),
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


def _title(page: Page, group: Group) -> str:
    if page.of(group) and not page.count(group):
        return f"{TITLES[group]}，都看过了"
    return f"{TITLES[group]} {page.count(group)} 处"


def _line(item: Item) -> SlipLine:
    said = item.said or ("说明：" + "＿" * 30 if item.group == "warning" else "")
    return SlipLine(item.number, item.sentence, item.below, said)


def slip_pdf(bench: Workbench, report: Report) -> bytes:
    """The slip as PDF."""
    from app.exports.slip import render

    return render(slip(bench, report), faces.fonts(bench))


def export_slip(bench: Workbench, report: Report, out: Path) -> Path:
    """Writes the slip; the file is whole or the old one stands."""
    outside.get_ready(bench.path, out)
    files.write_bytes(out, slip_pdf(bench, report))
    return out
