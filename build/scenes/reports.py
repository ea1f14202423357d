"""The reports in the pictures: three years of one township, the last not in balance on purpose."""

from __future__ import annotations

from pathlib import Path

from app.domain.change import Change
from app.domain.organ import Organ
from app.domain.report import State
from app.forms.model import Block, Form

ORGAN = Organ("大才回族乡人民政府", "乡", "湟中区", "0971-0000000", "党政办公室")


# Two columns: 新收, 结转, 予以公开, 部分公开, … by their place; the first column of the year at work is 1 apart.
FIGURES = {
    2020: ({0: 3, 2: 2, -1: 1}, {0: 1, 2: 1}),
    2021: ({0: 3, 1: 1, 2: 3, -1: 1}, {0: 1, 2: 1}),
    2022: ({0: 7, 1: 1, 2: 4, 3: 1, 9: 1, 12: 1}, {0: 2, 2: 1, 12: 1}),
}


# The texts of the years that are done, in the order of the parts; what they say of the tables is so.
TEXTS = {
    2020: (
        "2020年，本乡学习落实新修订的《中华人民共和国政府信息公开条例》，惠农补贴、低保评定、疫情防控的信息随办随贴。\n"
        "（一）主动公开。全年在公开栏张贴信息52条，其中惠农补贴20条，村务18条，疫情防控14条。\n"
        "（二）依申请公开。全年新收申请4件，予以公开3件，结转下年度1件，没有超过法定期限的。\n"
        "（三）政府信息管理。制定张贴登记簿，贴什么、何时贴、何时取下都有记录。\n"
        "（四）政府信息公开平台建设。乡政府院内公开栏翻新一处，六个村换了新公开栏。\n"
        "（五）监督保障。把信息公开列入各村年度考核，全年没有责任追究的情形。",
        "存在的问题：一是个别村公开栏更换不及时；二是村级信息员不熟悉依申请公开的办理程序。\n"
        "改进措施：一是每季度对照目录检查一次各村公开栏；二是组织信息员集中学习，办理程序印成一页纸发到村。",
        "本年度没有其他需要报告的事项。",
    ),
    2021: (
        "2021年，本乡围绕乡村振兴和群众办事，推进政府信息公开，该公开的事项都按时上墙。\n"
        "（一）主动公开。全年在公开栏张贴信息58条，其中惠农补贴23条，村务20条，项目建设15条。\n"
        "（二）依申请公开。全年新收申请4件，上年结转1件，予以公开4件，结转下年度1件，都按期作了答复。\n"
        "（三）政府信息管理。拟稿、校对、审核分人负责，发布前逐条做保密审查。\n"
        "（四）政府信息公开平台建设。乡便民服务大厅设查阅点一处，九个村都有公开栏。\n"
        "（五）监督保障。在公开栏写明监督电话，收到群众意见两条，都已答复，全年没有责任追究的情形。",
        "存在的问题：一是项目建设的信息写得不够细；二是老年人看公开栏不方便。\n"
        "改进措施：一是项目信息写清资金来源、工期和负责人；二是同一内容另出大字版，由村干部在入户时讲解。",
        "本年度没有其他需要报告的事项。",
    ),
}


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
            cells = _cells(session.form, FIGURES[year])
            session.apply(Change("填写表三", cells, who="经办人甲"))
            if year < 2022:
                session.fill_zero(None, "经办人甲")
                bench.set_state(session.report.key, State.HANDED_OVER)
            else:
                session.fill_zero(None, "经办人甲")
                session.apply(Change("清空两列", dict.fromkeys(_blanks(session.form)), who="经办人甲"))
            parts = [section.id for section in session.form.sections if section.kind == "text"]
            for part, text in zip(parts, TEXTS.get(year, (TEXT.format(year=year),)), strict=False):
                session.set_passage(part, text)


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
