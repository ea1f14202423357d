"""Documents for posters: a township of noughts, a county with figures, an invented form, and harder cases."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

from app.checks.totals import effective
from app.document.blocks import Document
from app.document.compose import compose
from app.domain.organ import Organ
from app.domain.report import Report, ReportKey
from app.domain.values import Value
from app.exports.poster.options import BoardOptions, Footer
from app.forms.catalogue import Catalogue, load_folder
from app.forms.load import load_text
from app.forms.model import Form

FORMS = Path(__file__).resolve().parents[3] / "resources" / "forms"
DAY = date(2024, 1, 18)

OVERVIEW = (
    "（一）主动公开。把乡政府门前的公开栏当作第一窗口，群众问得最多的换届选举、帮扶资金、兵役登记和安全生产，"
    "做到事毕三日内上栏，依据、对象、结果写在一处。全年实施政府集中采购10项，采购金额606.05万元。\n"
    "（二）依申请公开。一年里没有人提出申请，也没有从上年转来或转到下年的申请；受理窗口照常值班。\n"
    "（三）政府信息管理。谁制作谁负责，党政办公室把关；先定能不能公开，再定什么时候公开。贴出去的内容每季度对"
    "一遍，写错的更正，过期的撤下。\n"
    "（四）政府信息公开平台建设。公开栏分六个栏目，配了雨棚和照明，夜里也看得清；每张纸都登记张贴和撤下的日子"
    "。\n"
    "（五）监督保障。信息发布人校对，分管领导审核，大事报主要负责人签字；群众评议没有提出意见，没有责任追究。"
)
PROBLEMS = (
    "还有三处不足：一是有的内容贴得慢；二是载体单一，出门打工的人看不到；三是经办人换得勤，业务生疏。\n"
    "下一步：一是列一张时限清单，到期有人提醒；二是把公开栏拍成图片发到村民群里；三是每半年培训一次，讲清什么"
    "该公开、由谁公开。"
)
MATTERS = "没有别的事项需要报告。"

COUNTY_OVERVIEW = (
    "（一）主动公开。县政府网站全年公开信息3816条，其中办公室文件94条、部门和乡镇信息3722条；政策解"
    "读41篇，新闻发布会6场。行政规范性文件制发6件、废止2件，现行有效41件，都注明有效性。\n"
    "（二）依申请公开。收到申请191件，加上年结转10件共201件；办结189件，转下年12件。予以公开93"
    "件，部分公开25件，两项过六成，都在期限内答复。\n"
    "（三）政府信息管理。起草文件时就定公开属性，不公开的写明理由；制发前司法行政部门核件数，1月和7月各清理"
    "一次。\n"
    "（四）政府信息公开平台建设。网站专栏统一目录和样式；13个乡镇和政务服务中心设了公开专区，档案馆、图书馆"
    "有查阅点15处。\n"
    "（五）监督保障。公开工作占年度考核百分之四；培训2期186人次，社会评议1次，没有责任追究。"
)
COUNTY_PROBLEMS = (
    "主要问题：一是个别答复讲理不够，行政复议纠正1件；二是解读文字多、图表少；三是乡镇公开栏换得不勤。\n"
    "改进情况：一是编了答复范本12种，发出前请法律顾问看；二是惠民政策都配图解和问答；三是公开栏张贴登记造册"
    "，县里每季度抽查。"
)

INVENTED = """
id = "invented-2027"
title = "{organ}{year}年度政务公示总账"
authority = "某发〔2027〕1号"
years = { from = 2027 }
[[section]]
id = "words"
kind = "text"
heading = "甲、一年的话"
[[section]]
id = "money"
kind = "table"
heading = "乙、收支两条线"
nothing = "一年没有收支。"
[[section.block]]
corner = "科目"
columns = [
  { id = "sum", label = "金额（千元）", value = "money", unit = "千元", weight = 2 },
  { id = "n", label = "笔数" },
]
rows = [
  { id = "income", label = "收入" },
  { label = "支出", children = [
    { id = "road", label = "修桥铺路" },
    { id = "school", label = "学校校舍维修和课桌椅更新" },
  ] },
]
[[section]]
id = "visits"
kind = "table"
heading = "丙、接访"
[[section.block]]
band = "村（社区）"
columns = [
  { id = "a", label = "张家湾村民委员会" },
  { id = "b", label = "李庄" },
  { id = "c", label = "合计", sums = ["a", "b"] },
]
rows = [{ id = "one" }]
[[headline]]
section = "money"
label = "全年收入"
unit = "千元"
cells = ["money.income.sum"]
"""


@cache
def catalogue() -> Catalogue:
    return load_folder(FORMS)


def document(form: Form, organ: str, year: int, stated: Mapping[str, Value], passages: Mapping[str, str]) -> Document:
    body = Organ(organ, phone="0971-7654321")
    report = Report(ReportKey(body.short_name, year), form.id, cells=stated, passages=passages)
    return compose(form, report, body, effective(form, stated), DAY)


def texts(form: Form, *passages: str) -> dict[str, str]:
    """Passages for the text sections, in order."""
    ids = [section.id for section in form.sections if section.kind == "text"]
    return dict(zip(ids, passages, strict=False))


def town(organ: str = "柳湾乡", **changed: str) -> Document:
    """The figures of the sample township: noughts, but for one procurement."""
    form = catalogue().governing(2020)
    stated: dict[str, Value] = dict.fromkeys(form.cells, 0)
    items, amount = form.headlines[0].cells[0], form.headlines[1].cells[0]
    stated |= {items: 10, amount: Decimal("606.05")}
    return document(form, organ, 2020, stated, texts(form, OVERVIEW, PROBLEMS, MATTERS) | changed)


def leaves(form: Form) -> list[str]:
    """The cells that are no totals."""
    return [
        address
        for section in form.sections
        for block in section.blocks
        for row in block.row_leaves()
        for column in block.column_leaves()
        if not row.sums and not column.sums
        for address in [f"{section.id}.{row.id}.{column.id}"]
    ]


def county(organ: str = "青禾县人民政府", factor: int = 1) -> Document:
    """Figures in many cells, in the form of 2021; ``factor`` makes them larger."""
    form = catalogue().governing(2023)
    figures = [168, 14, 0, 1, 5, 3, 9, 1, 0, 0, 0, 0, 82, 6, 0, 1, 2, 2, 21, 3, 0, 0, 1, 0]
    stated: dict[str, Value] = {}
    for at, address in enumerate(leaves(form)):
        if form.cells[address].kind == "money":
            stated[address] = Decimal("1286.4305")
        else:
            stated[address] = (figures[at % len(figures)] if at % 3 else 0) * factor
    return document(
        form, organ, 2023, stated, texts(form, COUNTY_OVERVIEW, COUNTY_PROBLEMS, "收取信息处理费3件620元，已缴国库。")
    )


def invented() -> Document:
    """A form that nobody has seen yet."""
    form = load_text(INVENTED)
    stated: dict[str, Value] = dict.fromkeys(form.cells, 0)
    stated.update({"money.income.sum": Decimal("12345.6"), "visits.one.a": 7})
    return document(form, "石桥镇", 2027, stated, {"words": OVERVIEW})


def options(width: float, height: float, **more: object) -> BoardOptions:
    """Options with everything on the sheet."""
    footer = Footer("柳湾乡人民政府", "2021年1月20日", "至2022年1月19日", "0971-7654321")
    given = {"footer": footer, "code": "7K3M 9QXD", "qr": "https://example.cn/zwgk/2020/nb?code=7K3M9QXD", **more}
    return BoardOptions(width, height, **given)  # type: ignore[arg-type]
