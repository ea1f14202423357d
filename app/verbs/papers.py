"""The verbs that do the main job or prove it: demo, pack, verify."""

from __future__ import annotations

from pathlib import Path

import click

from app.verbs.door import DONE, Door, Verb, organ_option, own_forms, pass_door, year_option
from app.verbs.exporting import warn
from app.verbs.saying import say


@click.command(cls=Verb, help="在示例乡上把主要工作做一遍：报告、公开栏、拼版、图片、Word、网页等，还有交接包。")
@click.option("--out", type=click.Path(path_type=Path), required=True, metavar="文件夹", help="成果放在哪里。")
def demo(out: Path) -> int:
    """The whole main job on the sample township."""
    from app.workbench.demo import demo as make

    say(make(out))
    return DONE


@click.command(cls=Verb, help="做交接包，写到文件夹或 U 盘并读回核对。")
@organ_option
@year_option
@click.option("--to", "folder", type=click.Path(path_type=Path), required=True, metavar="文件夹", help="写到哪里。")
@pass_door
def pack(door: Door, organ: str | None, year: int, folder: Path) -> int:
    """The package for the district; its path on stdout."""
    from app.workbench import handing, notices, secrecy

    with door.bench() as bench:
        report = bench.find(year, organ)
        dated = notices.of_date(bench, report, keeps=True)
        packed = handing.pack(bench, report, folder)
        said = (*secrecy.said_of_paper(bench, report, packed.path), *dated)
    say([str(packed.path)])
    warn(said)
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
