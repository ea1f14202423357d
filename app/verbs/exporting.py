"""The verb that makes files of a report: paper, pictures, and what others go on working with."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any

import click
from click.core import ParameterSource

from app.domain.errors import Trouble
from app.domain.report import Report
from app.verbs.door import DONE, Door, Verb, organ_option, pass_door, year_option
from app.verbs.saying import say, write
from app.workbench.bench import Workbench
from app.workbench.carriers import writing
from app.workbench.carriers.kinds import CARRIERS
from app.workbench.carriers.model import Options
from app.workbench.carriers.writing import IMAGES
from app.workbench.papers import Written

# In the order of the help, with what each is.
_KINDS = {known.id: known.name for known in CARRIERS} | {
    "board": "公开栏", "images": "一图读懂和长图", "checks": "校核单",
}  # fmt: skip
_SAID = "、".join(f"{kind}（{name}）" for kind, name in _KINDS.items())
_OF_BOARD = ("size", "tile", "sheet", "short", "columns")
_KNOWN = {known.id: known for known in CARRIERS}
_UNDATED = ("script", "checks")  # bear no date of the report
_OF_CARRIERS = tuple(field.name for field in fields(Options))


@click.command(
    cls=Verb,
    help=f"导出文件。种类：{_SAID}。",
    short_help=f"导出文件，共 {len(_KINDS)} 种，如 report（A4 报告）、board（公开栏）。",
)
@click.argument("kind", metavar="种类")
@organ_option
@year_option
@click.option(
    "--out", type=click.Path(path_type=Path), required=True, metavar="文件", help="写到哪里；images 也可以是文件夹。"
)
@click.option("--size", default="A1", metavar="尺寸", help="公开栏：A0 到 A4，或 宽x高（毫米）。")
@click.option("--tile", metavar="A4|A3", help="公开栏：拆成能用这种纸打印的一张张。")
@click.option("--sheet", "sheet", type=int, multiple=True, metavar="张号", help="公开栏拼版：只要这一张，可以写几次。")
@click.option("--short", is_flag=True, help="公开栏：表里只印不是 0 的行，字更大。")
@click.option("--columns", type=int, metavar="1-3", help="公开栏：排成几栏。")
@click.option("--cover", is_flag=True, help="A4 报告：加封面。")
@click.option("--sign-block", is_flag=True, help="A4 报告：末尾加签批栏。")
@click.option("--colour/--bw", default=True, help="一图读懂：彩色，或只用黑白。")
@click.option("--split", is_flag=True, help="长图：切成几张。")
@click.option("--pairs", is_flag=True, help="一图读懂、长图：写上存在问题和改进打算。")
@pass_door
def export(door: Door, /, kind: str, organ: str | None, year: int, out: Path, **chosen: Any) -> int:
    """A report as files; their paths on stdout, what has to be known of them on stderr."""
    if kind not in _KINDS:
        raise Trouble(f"不认识导出种类“{kind}”", f"能导出的是 {_SAID}")
    _refuse_strange(kind)
    with door.bench() as bench:
        report = bench.find(year, organ)
        dated = _of_date(bench, report, kind)
        written, said = _written(bench, report, kind, out, chosen)
        left = _of_report(bench, report, kind)
    say([str(path) for path in written])
    warn((*said, *dated, *left))
    return DONE


def warn(sentences: Iterable[str]) -> None:
    """What has to be known of a file that was made."""
    for sentence in sentences:
        write(sys.stderr, f"注意：{sentence}。")


def _refuse_strange(kind: str) -> None:
    """An option that means nothing to this kind would be believed to have been heard."""
    context = click.get_current_context()
    for name in (*_OF_BOARD, *_OF_CARRIERS):
        kinds = _used_by(name)
        if kind not in kinds and context.get_parameter_source(name) is ParameterSource.COMMANDLINE:
            option = next(item for item in context.command.params if item.name == name)
            names = "、".join(_KINDS[each] for each in kinds)
            raise Trouble(f"{_KINDS[kind]}用不上 {option.opts[0]}", f"这个选项只用于{names}，请去掉它")


def _used_by(option: str) -> list[str]:
    """The kinds to which it means something."""
    kinds = ["board"] if option in _OF_BOARD else [known.id for known in CARRIERS if option in known.choices]
    return [*kinds, "images"] if set(kinds) & set(IMAGES) else kinds


def _of_date(bench: Workbench, report: Report, kind: str) -> tuple[str, ...]:
    """That nobody has set the date that prints; asked before, as some kinds keep it."""
    from app.workbench import notices

    if kind in _UNDATED:
        return ()
    return notices.of_date(bench, report, keeps=kind not in _KNOWN or _KNOWN[kind].keeps_date)


def _of_report(bench: Workbench, report: Report, kind: str) -> tuple[str, ...]:
    """What the window says beside the paper; the slip says it all itself."""
    from app.workbench import notices

    if kind == "checks":
        return ()
    if kind == "board":  # which names its empty parts by itself
        return (*notices.of_report(bench, report, parts=False), *notices.of_phone(bench, report))
    return notices.of_report(bench, report, parts=kind in _KNOWN and not _KNOWN[kind].has_phone)


def _written(bench: Workbench, report: Report, kind: str, out: Path, chosen: Mapping[str, Any]) -> Written:
    from app.workbench import secrecy

    if kind == "checks":
        from app.workbench import slips

        slip = slips.export_slip(bench, report, out)
        return Written((slip,), secrecy.said_of_paper(bench, report, slip))
    if kind == "board":
        from app.workbench import papers

        tile = chosen["tile"].upper() if chosen["tile"] else None
        wish = papers.BoardWish(chosen["size"], tile, short=chosen["short"], columns=chosen["columns"])
        made, said = papers.exported_board(bench, report, wish, out, chosen["sheet"] or None)
        return Written(made, (*secrecy.said_of_paper(bench, report, made[0], board=True), *said))
    options = Options(**{name: chosen[name] for name in _OF_CARRIERS})
    if kind == "images":
        return writing.export_images(bench, report, out, options)
    return writing.exported(bench, report, kind, out, options)
