"""The verbs for official formats: forms, lint."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from app.domain.errors import FormTrouble
from app.forms.catalogue import Catalogue
from app.verbs.door import DONE, Door, Verb, own_forms, pass_door
from app.verbs.saying import say
from app.workbench import telling


@click.command(cls=Verb, help="列出认识的格式；--add 加入一份新格式。")
@click.option("--add", type=click.Path(path_type=Path), metavar="格式.toml", help="要加入的格式文件。")
@pass_door
def forms(door: Door, add: Path | None) -> int:
    """The official formats this program knows."""
    if add is None:
        _list_forms(door)
        return DONE
    if door.is_new:
        _refuse_unfit(add, own_forms())
    with door.bench(make=True) as bench:
        form = bench.add_form(add)
    say(["已加入：" + telling.form_line(form)])
    return DONE


def _list_forms(door: Door) -> None:
    if door.is_new:
        say(telling.form_line(form) for form in own_forms().forms)
        return
    with door.bench() as bench:
        say(telling.form_line(form) for form in bench.catalogue.forms)
        say(f"注意：{fault}" for fault in bench.faults)


@click.command(cls=Verb, help="检查一份格式文件，运行它自带的例子。")
@click.argument("form_file", type=click.Path(path_type=Path), metavar="格式.toml")
def lint(form_file: Path) -> int:
    """Everything that is wrong with a form file."""
    form = _refuse_unfit(form_file, own_forms())
    say([f"格式文件没有问题，{len(form.examples)} 个例子都对：" + telling.form_line(form)])
    return DONE


def _refuse_unfit(path: Path, catalogue: Catalogue) -> Any:
    from app.checks.lint import lint as faults_of
    from app.forms.load import load_file

    form = load_file(path)
    faults = faults_of(form, catalogue)
    if faults:
        say(faults)
        raise FormTrouble(f"格式文件“{path.name}”没有通过检查", tuple(faults))
    return form
