"""The verb that gives a reason for a finding, or takes it back."""

from __future__ import annotations

import click

from app.domain.errors import Trouble
from app.verbs.door import DONE, Door, Verb, organ_option, pass_door, year_option
from app.verbs.saying import say
from app.workbench import telling


@click.command("answer", cls=Verb, help="给查出的一处写说明，随交接包走；那一格或那一句改了就要重写。")
@organ_option
@year_option
@click.option("--mark", metavar="哪一处", help="一条规则查出几处时，指明是哪一处。")
@click.option("--who", metavar="姓名", default="", help="谁写的说明。")
@click.option("--withdraw", "back", is_flag=True, help="收回写过的说明。")
@click.argument("rule", metavar="规则")
@click.argument("text", metavar="说明", required=False)
@pass_door
def answer(
    door: Door, organ: str | None, year: int, mark: str | None, who: str, back: bool, rule: str, text: str | None
) -> int:
    """A reason is kept with the report."""
    from app.workbench import answering

    if back and text is not None:
        raise Trouble("收回说明时不用再写说明", "请只写规则，或去掉 --withdraw")
    with door.bench() as bench:
        if back:
            finding = answering.withdraw(bench, year, organ, rule, mark)
            say([f"收回了说明：{finding.message}"])
        else:
            finding = answering.answer(bench, year, organ, rule, mark, text or "", who)
            say([telling.finding_line(finding)])
    return DONE
