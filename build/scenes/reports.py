"""The reports in the pictures: three years of one township, the last not in balance on purpose."""

from __future__ import annotations

from pathlib import Path

from app.domain.change import Change
from app.domain.organ import Organ
from app.domain.report import State
from app.forms.model import Block, Form

ORGAN = Organ("大才回族乡人民政府", "乡", "湟中区", "0971-0000000", "党政办公室")


# Two columns: 新收, 结转, 予以公开, 部分公开, … by their place; the first column of the year at work is 1 apart.
BEFORE = ({0: 3, 2: 2, -1: 1}, {0: 1, 2: 1})


AT_WORK = ({0: 7, 1: 1, 2: 4, 3: 1, 9: 1, 12: 1}, {0: 2, 2: 1, 12: 1})


TEXT = (
    "{year}年，本乡认真贯彻落实《中华人民共和国政府信息公开条例》，围绕群众关心的事项，及时、准确公开政府信息。\n"
    "（一）主动公开。全年在公开栏张贴信息64条，其中惠农补贴25条，村务21条，安全生产18条。\n"
    "（二）依申请公开。全年新收申请9件，上年结转1件，均在法定期限内答复。\n"
    "（三）政府信息管理。落实发布前审查，发布人校对，分管领导审核。\n"
    "（四）政府信息公开平台建设。乡政府院内公开栏一处，各村公开栏九处。\n"
    "（五）监督保障。设意见箱一个，收到意见三条，均已答复，没有责任追究的情形。"
)


# Offered figures are put in by their order; {blank} is one that nobody has filled in.
WRITTEN = (
    "全年认真落实《中华人民共和国政府信息公开条例》，把群众关心的事项及时公开、长期张贴。现将一年来的情况报告如下。\n"
    "（一）主动公开\n全年张贴信息64条，其中惠农补贴25条，村务21条。制发行政规范性文件{3}件，作出行政处罚{4}件。\n"
    "（二）依申请公开\n新收政府信息公开申请{0}件，予以公开{1}件，结转下年度{2}件；收取信息处理费{blank}件。\n"
    "（三）政府信息管理\n落实发布前审查，发布人校对，分管领导审核。公开内容每季度自查一次。\n"
    "（四）监督保障\n设意见箱一个，收到意见三条，均已答复，没有责任追究的情形。"
)


def fill_workspace(path: Path) -> None:
    """Three years: an old paper, one handed over, and the one at work, not in balance on purpose."""
    from app.workbench.bench import Workbench

    with Workbench.open(path) as bench:
        bench.save_organ(ORGAN)
        for year in (2020, 2021, 2022):
            session = bench.start(year)
            session.who = "经办人甲"
            cells = _cells(session.form, AT_WORK if year == 2022 else BEFORE)
            session.apply(Change("填写表三", cells, who="经办人甲"))
            if year < 2022:
                session.fill_zero(None, "经办人甲")
                bench.set_state(session.report.key, State.HANDED_OVER)
            else:
                session.fill_zero(None, "经办人甲")
                session.apply(Change("清空两列", dict.fromkeys(_blanks(session.form)), who="经办人甲"))
            for section in session.form.sections:
                if section.kind == "text" and (year < 2022 or section is session.form.sections[0]):
                    session.set_passage(section.id, TEXT.format(year=year))


def largest(form: Form) -> tuple[str, Block]:
    """The largest table, by the id of its section."""
    tables = [section for section in form.sections if section.kind == "table"]
    largest = max(tables, key=lambda section: sum(len(b.row_leaves()) * len(b.column_leaves()) for b in section.blocks))
    return largest.id, largest.blocks[0]


def _blanks(form: Form) -> list[str]:
    """Seven cells each in the last two columns that a clerk fills."""
    section, block = largest(form)
    columns = [column.id for column in block.column_leaves() if not column.sums][-2:]
    return [f"{section}.{row.id}.{column}" for row in block.row_leaves()[7:14] for column in columns]


def _cells(form: Form, figures: tuple[dict[int, int], ...]) -> dict[str, int]:
    """Figures for the largest table: one mapping per column, from the place of the row."""
    section, block = largest(form)
    rows = [row.id for row in block.row_leaves()]
    columns = [column.id for column in block.column_leaves()]
    return {
        f"{section}.{rows[place]}.{columns[number]}": value
        for number, values in enumerate(figures)
        for place, value in values.items()
    }
