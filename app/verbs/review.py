"""The verb for 保密审查: keeps who looked at a report before it is made public, or says how it stands."""

from __future__ import annotations

import sys

import click

from app.domain.errors import Trouble
from app.verbs.door import DONE, NO, Door, Verb, json_option, organ_option, pass_door, year_option
from app.verbs.saying import say, say_json, write


@click.command("review", cls=Verb, help="记下保密审查；不写 --who 就看审查过没有。审查通过以前，公开栏印着“草稿”。")
@organ_option
@year_option
@click.option("--who", metavar="姓名", help="谁审查的。")
@click.option("--basis", metavar="依据", default="", help="依据；不写就用常用的法条。")
@click.option("--conclusion", metavar="结论", default="", help="可以公开（不写就是）、部分处理后公开、不得公开。")
@click.option("--note", metavar="内容", default="", help="部分处理的，处理了什么。")
@json_option
@pass_door
def review(
    door: Door, organ: str | None, year: int, who: str | None, basis: str, conclusion: str, note: str, as_json: bool
) -> int:
    """The record of the review; exit 1 where none stands."""
    from app.workbench import secrecy

    if who is None and (basis or conclusion or note):
        raise Trouble("没有写是谁审查的", "请用 --who 写上审查人的姓名")
    with door.bench() as bench:
        report = bench.find(year, organ)
        if who is not None:
            secrecy.record(bench, report, who, basis, conclusion, note=note)
        made, standing = secrecy.review(bench, report), secrecy.standing(bench, report)
        lines = [secrecy.sentence(bench, report), *([f"依据：{made.basis}"] if made else [])]
        left = [finding.message for finding in secrecy.findings(bench, bench.check(report))]
    if as_json:
        say_json({"standing": standing, "review": made.data() if made else None, "private": left})
    else:
        say(lines)
        for sentence in left:
            write(sys.stderr, f"注意：{sentence}")
    return DONE if standing == "stands" or who is not None else NO
