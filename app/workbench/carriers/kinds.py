"""The carriers that there are: how each is made, and what is said of it. A new one is a function and a line here.

The writers are imported when first asked for: none of them may delay the window.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.errors import Trouble
from app.workbench.carriers.model import Carrier, Made, Order

if TYPE_CHECKING:
    from app.document.story import Story

SPLIT_PX = 4000  # most of a piece where a long image is split: messengers blur what is far taller


def carrier(carrier_id: str) -> Carrier:
    """The carrier of that id; ``Trouble`` where there is none."""
    for known in CARRIERS:
        if known.id == carrier_id:
            return known
    raise Trouble(f"不认识导出种类“{carrier_id}”", f"能导出的是 {'、'.join(known.id for known in CARRIERS)}")


def _report(order: Order) -> Made:
    from app.exports.report.options import ReportOptions
    from app.exports.report.pdf import render

    options = ReportOptions(cover=order.options.cover, sign_block=order.options.sign_block)
    return Made((render(order.document(), order.fonts(), options),))


def _large(order: Order) -> Made:
    from app.exports.large.pdf import render

    return Made((render(order.document(), order.fonts(), watermark=order.draft()),))


def _picture(order: Order) -> Made:
    from app.exports.picture import page

    told, fonts = order.story(), order.fonts()
    planned = page.plan(told, fonts)
    left_out = [block.title for block in planned.left_out]
    said = [f"一张 A4 纸放不下，没有画上{'、'.join(f'“{title}”' for title in left_out)}"] if left_out else []
    return Made((page.draw(planned, fonts, colour=order.options.colour),), said=(*said, *_unpaired(order, told)))


def _long(order: Order) -> Made:
    from app.exports.long import image

    told = order.story()
    files = image.render(told, order.fonts(), split_px=SPLIT_PX if order.options.split else None)
    return Made(files, said=_unpaired(order, told))


def _unpaired(order: Order, told: Story) -> tuple[str, ...]:
    """What is said where problems and what is done about them were asked for and cannot be told apart."""
    from app.document.story import Pairs

    if not order.options.pairs or any(isinstance(block, Pairs) for block in told.blocks):
        return ()
    return ("没有写上问题和改进：文字里要有两处“一是……二是……”，先说问题，再说怎么改，条数一样",)


def _word(order: Order) -> Made:
    from app.exports.word.docx import render

    return Made((render(order.document(), watermark=order.draft()),))


def _excel(order: Order) -> Made:
    from app.exports.excel.workbook import render

    return Made((render(order.document(), watermark=order.draft()),))


def _web(order: Order) -> Made:
    from app.exports.web.page import render

    return Made((render(order.document(), code=order.code(), watermark=order.draft()),))


def _text(order: Order) -> Made:
    from app.exports import plain

    document, draft = order.document(), order.draft()
    return Made((plain.file(document, watermark=draft),), plain.render(document, watermark=draft))


def _script(order: Order) -> Made:
    from app.document.script import announcement
    from app.exports import plain

    told = order.story()
    front = f"【{told.watermark}】\n\n" if told.watermark else ""
    text = front + announcement(order.document(), told)
    return Made((plain.encoded(text),), text)


_ON_PICTURE, _ON_PAGES, _IN_FRONT = "图上印着", "每页的页眉都印着", "最前面写着"
CARRIERS: tuple[Carrier, ...] = (
    Carrier(
        "report", "A4 报告", "报送和存档，按公文格式", ".pdf", "pdf", _report,
        ("用 A4 纸，按“实际大小”印，可以双面。", "盖章的纸质报告、挂上网的，都是这一份。"),
        ("cover", "sign_block"), is_signed=True, is_named=False,
    ),
    Carrier(
        "large", "大字版", "给年纪大的人看，放在服务窗口", ".pdf", "pdf", _large,
        ("字比报告大，印出来放在服务窗口、老年活动室。", "用 A4 纸，按“实际大小”印。"),
        draft="每页都印着", is_signed=True,
    ),
    Carrier(
        "picture", "一图读懂", "一张 A4 纸看懂这一年，张贴或发放", ".pdf", "pdf", _picture,
        ("一张 A4 纸，数字都取自表里，程序不编话。", "黑白打印也分得清。"),
        ("colour", "pairs"), draft=_ON_PICTURE, has_phone=True,
    ),
    Carrier(
        "long", "长图", "发到微信群，用手机看", ".png", "png", _long,
        ("宽 1080 像素，发到微信群里点开就能看。", "怕长图糊，就切成几张发。"),
        ("split", "pairs"), draft=_ON_PICTURE, has_phone=True,
    ),
    Carrier(
        "word", "Word 文档", "上级要可以改的稿子时用", ".docx", "none", _word,
        (
            "这里看的是 A4 报告；Word 里的字和表一样，换页的地方会不同。",
            "改了 Word 里的数，程序里不会跟着变。",
        ),
        shown_by="report", draft=_ON_PAGES, is_signed=True, is_named=False,
    ),
    Carrier(
        "excel", "Excel 表格", "汇总表里的数字", ".xlsx", "none", _excel,
        ("上级汇总时可以直接用里面的数。", "改了 Excel 里的数，程序里不会跟着变。"),
        draft=_ON_PAGES, is_named=False,
        holds=("一张表占一页，格子和报告里一样；文字另占几页。", "数是数，总计是公式。"),
    ),
    Carrier(
        "web", "网页", "交给网站发布，一个文件就够", ".html", "none", _web,
        ("双击文件，就在浏览器里打开，先看一遍。", "交给网站管理员就能挂。"),
        draft="网页上写着", is_signed=True, is_named=False,
        holds=("文字和表都在一个文件里。", "手机、电脑都能看，也能直接打印；里面没有会自己运行的东西。"),
    ),
    Carrier(
        "text", "纯文本", "贴到公众号、短信里", ".txt", "text", _text,
        ("全文不带格式，表格写成一行一行。", "按“复制”，再到公众号、短信里粘贴。"),
        draft=_IN_FRONT, is_signed=True, keeps_date=False,
    ),
    Carrier(
        "script", "大喇叭稿", "在广播里念，一分钟", ".txt", "text", _script,
        ("照着念大约一分钟，数字已经写成念的样子。", "念之前先自己读一遍。"),
        draft=_IN_FRONT, has_phone=True, keeps_date=False,
    ),
)  # fmt: skip
