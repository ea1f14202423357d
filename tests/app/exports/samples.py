"""Sample reports for the tests of paper: sentences of our own about invented places."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

from app.document.blocks import Document
from app.document.compose import compose
from app.domain.address import Address
from app.domain.organ import Organ
from app.domain.report import Report, ReportKey
from app.domain.values import Value
from app.forms.catalogue import Catalogue, load_folder
from app.forms.model import Form

RESOURCES = Path(__file__).resolve().parents[3] / "resources"
ORGAN = Organ("柳湾乡", "乡", phone="0555-1234567", office="柳湾乡党政办公室")
LONG_ORGAN = Organ(
    "某某省某某市某某区某某街道办事处某某新型城镇化建设示范区暨农村改革试验片区综合服务管理"
    "委员会办公室联合工作领导小组第一班",
    "镇",
)
PREFACE = (
    "按照《中华人民共和国政府信息公开条例》（国务院令第711号）的要求编制本报告。数据从1月1日算到12月31日。"
    "对报告有不明白的地方，请到柳湾乡党政办公室询问，电话：0555-1234567。"
)
OPENING = (
    "（一）主动公开。以乡政府门前的公开栏为主，围绕村“两委”换届、低保救助、兵役登记、安全生产和河道保护，"
    "把群众关心的事按时张贴、写清写全。全年张贴信息86条，其中惠民政策31条、公示公告55条。\n"
    "（二）依申请公开。全年收到的申请都在20个工作日内答复，没有一件超期，也没有收取信息处理费。\n"
    "（三）政府信息管理。坚持“谁制作、谁负责”，由党政办公室牵头，各站所先定公开属性，再定公开时间；"
    "每季度把已公开的内容查一遍，发现写错的、过期的，当天更正或撤下。\n"
    "（四）平台建设。公开栏设在办事大厅门口，分政策、办事、财务三栏——每栏都写明更换日期，夜里也有灯照着。\n"
    "（五）监督保障。落实“三步走”：经办人核对数据，分管领导审核，主要负责人签发。"
    "全年组织学习4次，没有人因为公开工作被追究责任。"
)
PROBLEMS = (
    "还有两点不足：一是有的信息贴得晚，办完事隔了好些天才上墙；二是公开栏只有一处，住得远的村民来一趟不容易……\n"
    "改进情况：一是给每类信息定下公开时限，到期由专人提醒；二是在3个较远的村各添一块小公开栏，与乡里同时更换。"
)
MATTERS = "本年度没有其他需要报告的事项。"


@cache
def catalogue() -> Catalogue:
    return load_folder(RESOURCES / "forms")


def quiet(form: Form) -> dict[Address, Value]:
    """All noughts, but for the last table-two figures."""
    values: dict[Address, Value] = dict.fromkeys(form.cells, 0)
    money = [name for name, spec in form.cells.items() if spec.kind == "money"]
    values.update(dict.fromkeys(money, Decimal("606.05")))
    return values


def busy(form: Form, digits: int = 3) -> dict[Address, Value]:
    """Figures of very different length in every cell."""
    return {name: (number * 7919) % 10 ** (1 + number % digits) for number, name in enumerate(form.cells)}


def full(form: Form, digits: int) -> dict[Address, Value]:
    """The longest figure of that many digits in every cell."""
    return dict.fromkeys(form.cells, 10**digits - 1)


def document(
    year: int,
    values: Mapping[Address, Value] | None = None,
    organ: Organ = ORGAN,
    passages: tuple[str, ...] = (OPENING, PROBLEMS, MATTERS),
    form: Form | None = None,
) -> Document:
    form = form or catalogue().governing(year)
    texts = [section.id for section in form.sections if section.kind == "text"]
    texts_of = dict(zip(texts, passages, strict=False))
    if form.preface:
        texts_of[form.preface.id] = PREFACE
    report = Report(ReportKey(organ.short_name, year), form.id, passages=texts_of)
    return compose(form, report, organ, quiet(form) if values is None else values, date(year + 1, 1, 15))
