"""The verbs that make files or prove them: demo, export, pack, verify."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

import click

from app.domain.errors import Trouble
from app.verbs.door import DONE, Door, Verb, organ_option, own_forms, pass_door, year_option
from app.verbs.saying import say, write

_KINDS = "report（A4 报告）、board（公开栏）和 checks（校核单）"
_LATER = {"word": "Word", "excel": "Excel", "web": "网页", "images": "图片"}


@click.command(cls=Verb, help="在示例乡上把主要工作做一遍：报告、公开栏、拼图、交接包。")
@click.option("--out", type=click.Path(path_type=Path), required=True, metavar="文件夹", help="成果放在哪里。")
def demo(out: Path) -> int:
    """The whole main job on the sample township."""
    from app.workbench.demo import demo as make

    say(make(out))
    return DONE


@click.command(cls=Verb, help="导出 PDF。种类：report（A4 报告）、board（公开栏）、checks（校核单）。")
@click.argument("kind", metavar="种类")
@organ_option
@year_option
@click.option("--out", type=click.Path(path_type=Path), required=True, metavar="文件", help="写到哪里。")
@click.option("--size", default="A1", metavar="尺寸", help="公开栏：A0 到 A4，或 宽x高（毫米）。")
@click.option("--tile", metavar="A4|A3", help="公开栏：拆成能用这种纸打印的一张张。")
@pass_door
def export(door: Door, kind: str, organ: str | None, year: int, out: Path, size: str, tile: str | None) -> int:
    """A report as a file for printing."""
    if kind in _LATER:
        raise Trouble(f"这个版本还不能导出 {_LATER[kind]}", f"现在能导出 {_KINDS}")
    if kind not in ("report", "board", "checks"):
        raise Trouble(f"不认识导出种类“{kind}”", f"能导出的是 {_KINDS}")
    from app.workbench import papers, secrecy, slips

    with door.bench() as bench:
        report = bench.find(year, organ)
        if kind == "report":
            written = papers.export_report(bench, report, out)
        elif kind == "checks":
            written = slips.export_slip(bench, report, out)
        else:
            wish = papers.BoardWish(size=size, tile=tile.upper() if tile else None)
            written = papers.export_board(bench, report, wish, out)
        said = secrecy.said_of_paper(bench, report, written, board=kind == "board")
    say([str(written)])
    _warn(said)
    return DONE


def _warn(sentences: Iterable[str]) -> None:
    for sentence in sentences:
        write(sys.stderr, f"注意：{sentence}。")


@click.command(cls=Verb, help="做交接包，写到文件夹或 U 盘并读回核对。")
@organ_option
@year_option
@click.option("--to", "folder", type=click.Path(path_type=Path), required=True, metavar="文件夹", help="写到哪里。")
@pass_door
def pack(door: Door, organ: str | None, year: int, folder: Path) -> int:
    """The package for the district; its path on stdout."""
    from app.workbench import handing, secrecy

    with door.bench() as bench:
        report = bench.find(year, organ)
        packed = handing.pack(bench, report, folder)
        said = secrecy.said_of_paper(bench, report, packed.path)
    say([str(packed.path)])
    _warn(said)
    return DONE


@click.command(cls=Verb, help="核对一个交接包。")
@click.argument("package", type=click.Path(path_type=Path), metavar="交接包")
def verify(package: Path) -> int:
    """Proves a package, or says what is wrong with it."""
    from app.handover.package import verify as prove

    proof = prove(package, own_forms())
    say([f"核对通过：{proof.title}，核对码 {proof.check_code}"])
    if proof.review:
        from app.workbench.secrecy import told

        say([f"保密审查：{told(proof.review, proof.fingerprint)}"])
    if proof.note:
        say([f"注意：{proof.note}"])
    say(f"  {item.name}  {item.what}  {item.size} 字节" for item in proof.files)
    return DONE
