"""Everything that can be made of a report beside the board, by one door: shown on the screen, written as files.

The writers are imported when first asked for: none of them may delay the window.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

from app.checks.model import LastYear
from app.domain.errors import Trouble
from app.domain.report import Report
from app.system import files
from app.workbench import faces, naming, outside, papers, secrecy
from app.workbench.bench import Workbench
from app.workbench.papers import Written

if TYPE_CHECKING:
    from app.document.blocks import Document
    from app.document.story import Story
    from app.exports.fonts import FontBook

Look = Literal["pdf", "png", "none"]

SPLIT_PX = 4000  # most of a piece where a long image is split: messengers blur what is far taller
PICTURE_PX = 1654  # width of the picture where it is an image: A4 at 200 dots per inch
YEARS = 5  # that are drawn beside each other, the report's own among them


@dataclass(frozen=True, slots=True)
class Carrier:
    """One thing to make: ``what`` says for whom, ``look`` how it is previewed (``none``: as text, or not at all).

    ``draft`` is where it says that it is a draft ("" where it does not), ``has_phone`` whether it bears the phone of
    the foot, ``is_named`` whether its name stands in that of its file: the report's own kinds are told by their ending.
    """

    id: str
    name: str
    what: str
    suffix: str
    look: Look
    draft: str = ""
    has_phone: bool = False
    is_named: bool = True


_ON_PICTURE, _ON_PAGES = "图上印着", "每页的页眉都印着"
CARRIERS: tuple[Carrier, ...] = (
    Carrier("report", "A4 报告", "报送和存档，按公文格式", ".pdf", "pdf", is_named=False),
    Carrier("large", "大字版", "给年纪大的人看，放在服务窗口", ".pdf", "pdf", "每页都印着"),
    Carrier("picture", "一图读懂", "一张 A4 纸看懂这一年，张贴或发放", ".pdf", "pdf", _ON_PICTURE, has_phone=True),
    Carrier("long", "长图", "发到微信群，用手机看", ".png", "png", _ON_PICTURE, has_phone=True),
    Carrier("word", "Word 文档", "上级要可以改的稿子时用", ".docx", "none", _ON_PAGES, is_named=False),
    Carrier("excel", "Excel 表格", "汇总三张表的数字", ".xlsx", "none", _ON_PAGES, is_named=False),
    Carrier("web", "网页", "交给网站发布，一个文件就够", ".html", "none", "网页上写着", is_named=False),
    Carrier("text", "纯文本", "贴到公众号、短信里", ".txt", "none", "最前面写着"),
    Carrier("script", "大喇叭稿", "在广播里念，一分钟", ".txt", "none", "最前面写着", has_phone=True),
)


@dataclass(frozen=True, slots=True)
class Options:
    """``colour`` (picture), ``pairs``: what falls short beside what will be done, ``split`` (long image), the rest A4.

    What does not concern a carrier is not looked at.
    """

    colour: bool = True
    pairs: bool = False
    split: bool = False
    cover: bool = False
    sign_block: bool = False


PLAIN = Options()


@dataclass(frozen=True, slots=True)
class Proof:
    """A carrier as it will be written: a PDF, or images, or a text; ``said``: what the clerk should know of it.

    Sentences without their full stops.
    """

    pdf: bytes = b""
    images: tuple[bytes, ...] = ()
    text: str = ""
    said: tuple[str, ...] = ()


def carrier(carrier_id: str) -> Carrier:
    """The carrier of that id; ``Trouble`` where there is none."""
    for known in CARRIERS:
        if known.id == carrier_id:
            return known
    raise Trouble(f"不认识导出种类“{carrier_id}”", f"能导出的是 {'、'.join(known.id for known in CARRIERS)}")


def file_name(bench: Workbench, report: Report, carrier_id: str) -> str:
    """What its file is called unless somebody names it otherwise."""
    meant = carrier(carrier_id)
    return naming.file_name(papers.title(bench, report), meant.name if meant.is_named else "", meant.suffix)


def proof(bench: Workbench, report: Report, carrier_id: str, options: Options = PLAIN) -> Proof:
    """What ``export`` would write; ``Trouble`` where it cannot be made (blank cells, sums that do not agree)."""
    meant = carrier(carrier_id)
    made = _make(bench, report, meant, options, papers.issued(bench, report))
    draft = secrecy.on_export(bench, report, meant.draft) if meant.draft else ""
    return Proof(
        pdf=made.files[0] if meant.look == "pdf" else b"",
        images=made.files if meant.look == "png" else (),
        text=made.text,
        said=tuple(filter(None, (*made.said, draft))),
    )


def export(bench: Workbench, report: Report, carrier_id: str, out: Path, options: Options = PLAIN) -> tuple[Path, ...]:
    """Writes it to ``out``, or where a long image is in pieces beside it; whole or not at all.

    Pieces replace nothing that stands under their names: nobody was asked about those.
    """
    return exported(bench, report, carrier_id, out, options).paths


def exported(bench: Workbench, report: Report, carrier_id: str, out: Path, options: Options = PLAIN) -> Written:
    """``export``, and what is said with the files."""
    meant = carrier(carrier_id)
    _refuse_misnamed(meant, out)
    outside.get_ready(bench.path, out)
    day = papers.issued(bench, report)
    made = _make(bench, report, meant, options, day)
    paths = _numbered(out, len(made.files))
    _write(bench, report, dict(zip(paths, made.files, strict=True)), day, asked=out)
    return Written(paths, (*made.said, *said_of(bench, report, meant.id, paths[0])))


def export_images(bench: Workbench, report: Report, out: Path, options: Options = PLAIN) -> Written:
    """The picture as PDF and as PNG, and the long image, all of them or none.

    They go into the folder ``out``, which is made where it is not there; or beside the file of that name, which alone
    may be replaced.
    """
    day = papers.issued(bench, report)
    outside.get_ready(bench.path, out)
    picture, long = (_make(bench, report, carrier(name), options, day) for name in ("picture", "long"))
    if out.suffix.lower() in (".pdf", ".png") and not out.is_dir():
        page, tall = out.with_suffix(".pdf"), out.with_name(f"{out.stem}_{carrier('long').name}.png")
    else:
        files.make_folder(out)
        page, tall = (out / file_name(bench, report, name) for name in ("picture", "long"))
    contents = {page: picture.files[0], page.with_suffix(".png"): _as_png(picture.files[0])}
    contents |= dict(zip(_numbered(tall, len(long.files)), long.files, strict=True))
    _write(bench, report, contents, day, asked=out)
    return Written(tuple(contents), (*picture.said, *said_of(bench, report, "picture", page)))


def _refuse_misnamed(meant: Carrier, out: Path) -> None:
    """A Word file that is called .pdf cannot be opened by a double click; other names are the clerk's own matter."""
    suffix = out.suffix.lower()
    if suffix != meant.suffix and suffix in {known.suffix for known in CARRIERS}:
        raise Trouble(f"{meant.name}不能叫“{out.name}”，别的程序会打不开", f"请把文件名的结尾改成 {meant.suffix}")


def _write(bench: Workbench, report: Report, contents: Mapping[Path, bytes], day: date, asked: Path) -> None:
    for path in contents:
        outside.get_ready(bench.path, path)
    _refuse_standing(contents, asked)
    files.write_all(contents)
    papers.keep_date(bench, report, day)


def _refuse_standing(contents: Mapping[Path, bytes], asked: Path) -> None:
    """The clerk was asked about ``asked`` alone: what stands under another name stays, unless it says the same."""
    for path, data in contents.items():
        if path != asked and os.path.lexists(path) and not files.holds(path, data):
            what = f"这里已经有“{path.name}”，和要写的不一样，没有覆盖它"
            raise Trouble(what, "请换一个文件名，或先把旧的几张删掉", "一张都没有写，原来的文件没有变动")
    older = _after_last(tuple(contents))
    if older is not None:
        what = f"这里还有以前的“{older.name}”，会和新的几张混在一起"
        raise Trouble(what, "请换一个文件名，或先把旧的删掉", "一张都没有写，原来的文件没有变动")


def _after_last(paths: Sequence[Path]) -> Path | None:
    """The piece that stands behind the last of ``paths``: an earlier export had more; None where there is none."""
    stem, _, number = paths[-1].stem.rpartition("_")
    if len(paths) < 2 or not number.isdecimal():
        return None
    older = paths[-1].with_stem(f"{stem}_{int(number) + 1}")
    return older if os.path.lexists(older) else None


def _as_png(pdf: bytes) -> bytes:
    from app.exports import png, raster

    return png.encode(raster.page_image(pdf, 0, PICTURE_PX))


def said_of(bench: Workbench, report: Report, carrier_id: str, out: Path) -> tuple[str, ...]:
    """What is said with the file ``out``: that it is a draft, what is private around it."""
    meant = carrier(carrier_id)
    return secrecy.said_of_paper(bench, report, out, carries=meant.draft, phone=meant.has_phone)


def story(bench: Workbench, report: Report, options: Options = PLAIN, day: date | None = None) -> Story:
    """What a picture of the year says; ``Trouble`` where its figures are not ready to be shown."""
    from app.document.telling import tell

    code = papers.code_of(bench, report)
    return tell(
        bench.form_of(report),
        report,
        papers.office(bench, report),
        bench.check(report).values,
        issued=day or papers.issued(bench, report),
        earlier=_earlier(bench, report),
        pairs=options.pairs,
        phone=papers.foot_words(bench, report).get("phone", ""),
        code=code.printed,
        qr=code.qr,
        watermark=secrecy.draft_words(bench, report),
    )


def _earlier(bench: Workbench, report: Report) -> tuple[LastYear, ...]:
    """The years before, of the same organ, as far as the workspace has them and knows their formats."""
    years = range(report.key.year - YEARS, report.key.year)
    found = (bench.known(replace(report.key, year=year)) for year in years)
    return tuple(LastYear(bench.form_of(each), each) for each in found if each and bench.knows_form(each))


def _numbered(out: Path, count: int) -> tuple[Path, ...]:
    """The files of a carrier that is in ``count`` pieces: x_1.png, x_2.png …"""
    if count == 1:
        return (out,)
    return tuple(out.with_name(f"{out.stem}_{number}{out.suffix}") for number in range(1, count + 1))


# What each of them is made by


class _Made(NamedTuple):
    files: tuple[bytes, ...]
    said: tuple[str, ...] = ()
    text: str = ""


class _Order(NamedTuple):
    """A report to make something of, dated ``day``."""

    bench: Workbench
    report: Report
    options: Options
    day: date

    def document(self) -> Document:
        return papers.document(self.bench, self.report, self.day)

    def story(self) -> Story:
        return story(self.bench, self.report, self.options, self.day)

    def fonts(self) -> FontBook:
        return faces.fonts(self.bench)

    def draft(self) -> str:
        return secrecy.draft_words(self.bench, self.report)


def _make(bench: Workbench, report: Report, meant: Carrier, options: Options, day: date) -> _Made:
    return _MAKERS[meant.id](_Order(bench, report, options, day))


def _report(order: _Order) -> _Made:
    from app.exports.report.options import ReportOptions
    from app.exports.report.pdf import render

    options = ReportOptions(cover=order.options.cover, sign_block=order.options.sign_block)
    return _Made((render(order.document(), order.fonts(), options),))


def _large(order: _Order) -> _Made:
    from app.exports.large.pdf import render

    return _Made((render(order.document(), order.fonts(), watermark=order.draft()),))


def _picture(order: _Order) -> _Made:
    from app.exports.picture import page

    told, fonts = order.story(), order.fonts()
    left_out = [block.title for block in page.plan(told, fonts).left_out]
    said = (f"一张 A4 纸放不下，没有画上{'、'.join(f'“{title}”' for title in left_out)}",) if left_out else ()
    return _Made((page.render(told, fonts, colour=order.options.colour),), said)


def _long(order: _Order) -> _Made:
    from app.exports.long import image

    return _Made(image.render(order.story(), order.fonts(), split_px=SPLIT_PX if order.options.split else None))


def _word(order: _Order) -> _Made:
    from app.exports.word.docx import render

    return _Made((render(order.document(), watermark=order.draft()),))


def _excel(order: _Order) -> _Made:
    from app.exports.excel.workbook import render

    return _Made((render(order.document(), watermark=order.draft()),))


def _web(order: _Order) -> _Made:
    from app.exports.web.page import render

    code = papers.code_of(order.bench, order.report).printed
    return _Made((render(order.document(), code=code, watermark=order.draft()),))


def _text(order: _Order) -> _Made:
    from app.exports import plain

    document, draft = order.document(), order.draft()
    return _Made((plain.file(document, watermark=draft),), text=plain.render(document, watermark=draft))


def _script(order: _Order) -> _Made:
    from app.document.script import announcement
    from app.exports import plain

    told = order.story()
    front = f"【{told.watermark}】\n\n" if told.watermark else ""
    text = front + announcement(order.document(), told)
    return _Made((plain.encoded(text),), text=text)


_MAKERS: Mapping[str, Callable[[_Order], _Made]] = {
    "report": _report, "large": _large, "picture": _picture, "long": _long, "word": _word,
    "excel": _excel, "web": _web, "text": _text, "script": _script,
}  # fmt: skip
