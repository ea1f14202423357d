"""The verbs for rules that are files: forms, wording, lint."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from app.domain.errors import Trouble
from app.domain.pack import PackKind
from app.verbs.door import DONE, Door, Verb, json_option, pass_door
from app.verbs.saying import say, say_json
from app.workbench import packs, telling
from app.workbench.bench import Workbench

_FILE = click.Path(path_type=Path)


@click.command(cls=Verb, help="列出认识的格式；--add 加入一份新格式，--back 回到上一版。")
@click.option("--add", type=_FILE, metavar="格式.toml", help="要加入的格式文件。")
@click.option("--back", metavar="编号", help="回到这份格式的上一版。")
@json_option
@pass_door
def forms(door: Door, add: Path | None, back: str | None, as_json: bool) -> int:
    """The official formats this program knows."""
    return _deed(door, "form", add, back) if add or back else _list(door, "form", as_json=as_json)


@click.command(cls=Verb, help="列出在用的用语；--add 加入一份，--back 回到上一版。")
@click.option("--add", type=_FILE, metavar="用语.toml", help="要加入的用语文件。")
@click.option("--back", metavar="编号", help="回到这份用语的上一版。")
@json_option
@pass_door
def wording(door: Door, add: Path | None, back: str | None, as_json: bool) -> int:
    """The lists of wording in use."""
    return _deed(door, "wording", add, back) if add or back else _list(door, "wording", as_json=as_json)


@click.command(cls=Verb, help="检查一份格式或用语文件，运行它自带的例子。")
@click.argument("file", type=_FILE, metavar="文件.toml")
def lint(file: Path) -> int:
    """Everything that is wrong with a form file or a list of wording."""
    with _trial() as bench:
        seen = packs.prove(bench, file)
        _refuse(seen)
        shown = telling.form_line(packs.form_of(seen)) if seen.kind == "form" else f"{seen.id}  {seen.title}"
    say([f"{packs.WHAT[seen.kind]}文件没有问题，{seen.tried} 个例子都对：{shown}"])
    return DONE


def _deed(door: Door, kind: PackKind, add: Path | None, back: str | None) -> int:
    if back is not None:
        if add is not None:
            raise Trouble("--add 和 --back 不能一起写", "请一次只办一件")
        with door.bench() as bench:
            say([packs.back(bench, kind, back)])
        return DONE
    assert add is not None  # one of the two was given
    if door.is_new:  # a request that is wrong must not make a workspace
        with _trial() as bench:
            _look(bench, kind, add)
    with door.bench(make=True) as bench:
        seen = _look(bench, kind, add)
        done = packs.take(bench, seen)
    shown = telling.form_line(packs.form_of(seen)) if kind == "form" else f"{seen.id}  {seen.title}"
    say([f"已加入：{shown}", *seen.news, *filter(None, [seen.examples]), done])
    return DONE


def _look(bench: Workbench, kind: PackKind, path: Path) -> packs.Seen:
    seen = packs.look(bench, path)
    if seen.kind != kind:
        raise Trouble(
            f"“{path.name}”是{packs.WHAT[seen.kind]}文件，不是{packs.WHAT[kind]}文件",
            f"请用 {'forms' if seen.kind == 'form' else 'wording'} --add 加入",
        )
    _refuse(seen)
    return seen


def _refuse(seen: packs.Seen) -> None:
    if seen.faults:
        say(seen.faults)
        packs.refuse(seen)


def _list(door: Door, kind: PackKind, *, as_json: bool) -> int:
    with _trial() if door.is_new else door.bench() as bench:
        items = [item for item in packs.in_use(bench) if item.kind == kind]
        lines = {form.id: telling.form_line(form) for form in bench.catalogue.forms}
    if as_json:
        say_json({"forms" if kind == "form" else "lists": [_json(item) for item in items]})
        return DONE
    for item in items:
        if item.fault:
            say([f"注意：{item.fault}"])
        elif kind == "form":
            say([lines[item.id] + ("" if item.came == packs.OWN else f"  {item.came}")])
        else:
            say([f"{item.id}  {item.title}  {item.holds}  {item.came}"])
    return DONE


def _json(item: packs.InUse) -> dict[str, Any]:
    return {
        "id": item.id,
        "title": item.title,
        "holds": item.holds,
        "added": item.added or None,
        "fault": item.fault,
    }


@contextmanager
def _trial() -> Iterator[Workbench]:
    """A workspace with nothing in it, gone afterwards: for looking where there is none yet."""
    with (
        tempfile.TemporaryDirectory(prefix="gongkailan-") as folder,
        Workbench.open(Path(folder) / "trial.db") as bench,
    ):
        yield bench
