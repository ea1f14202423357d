"""The verbs for one report: import, show, set, check."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import click

from app.domain.organ import tidy_name
from app.domain.report import ReportKey
from app.verbs.door import DONE, NO, Door, Verb, json_option, organ_option, own_forms, pass_door, year_option
from app.verbs.saying import say, say_json, write
from app.workbench import telling
from app.workbench.bench import Workbench


@click.command("import", cls=Verb, help="读入一份旧报告（Word、Excel、网页或文字文件）。")
@click.argument("paper", type=click.Path(path_type=Path), metavar="文件")
@organ_option
@click.option("--year", type=int, metavar="年份", help="哪一年的报告；不写就看标题。")
@json_option
@pass_door
def import_(door: Door, paper: Path, organ: str | None, year: int | None, as_json: bool) -> int:
    """An old paper becomes a report."""
    from app.workbench.importing import import_paper, read_only

    if door.is_new:
        read_only(own_forms(), paper, year, organ)
    with door.bench(make=True) as bench:
        outcome = import_paper(bench, paper, year, organ)
        form = bench.catalogue.get(outcome.form_id)
    if as_json:
        say_json(telling.import_json(outcome, form))
    else:
        say(telling.import_lines(outcome, form))
    return DONE


@click.command(cls=Verb, help="列出一份报告的全部格子和文字。")
@organ_option
@year_option
@json_option
@pass_door
def show(door: Door, organ: str | None, year: int, as_json: bool) -> int:
    """What a report states."""
    from app.workbench.handing import standing

    with door.bench() as bench:
        report = bench.find(year, organ)
        form, result = bench.form_of(report), bench.check(report)
        report = replace(report, state=standing(bench, report))
    if as_json:
        say_json(telling.show_json(report, form, result))
    else:
        say(telling.show_lines(report, form, result))
    return DONE


@click.command("set", cls=Verb, help="填写：名称=数，部分=@文件。没有这份报告就新建一份。每改好一处，输出它的名称。")
@organ_option
@year_option
@click.argument("words", nargs=-1, metavar="名称=数…")
@pass_door
def set_(door: Door, organ: str | None, year: int, words: tuple[str, ...]) -> int:
    """States cells and texts, one committed step each."""
    from app.workbench import years
    from app.workbench.stating import parse, state

    if door.is_new:
        tidy_name(organ or "")
        parse(words, years.governing(own_forms(), year))
    with door.bench(make=True) as bench:
        known = {report.key for report in bench.reports()}
        key = ReportKey(bench.organ_named(organ).short_name, year)
        before = _gaps(bench, year, organ) if key in known else set()
        say(state(bench, year, organ, words))
        for sentence in sorted(_gaps(bench, year, organ) - before):
            write(sys.stderr, sentence)
    return DONE


def _gaps(bench: Workbench, year: int, organ: str | None) -> set[str]:
    """What does not balance; cells that are blank so far are no news."""
    return {error.message for error in bench.check(bench.find(year, organ)).errors if error.gap is not None}


@click.command(cls=Verb, help="核对一份报告：几条规则，通过几条，查出了什么。")
@organ_option
@year_option
@json_option
@pass_door
def check(door: Door, organ: str | None, year: int, as_json: bool) -> int:
    """Every rule over one report."""
    with door.bench() as bench:
        result = bench.check(bench.find(year, organ))
    if as_json:
        say_json(telling.check_json(result))
    else:
        say(telling.check_lines(result))
    return NO if result.errors else DONE
