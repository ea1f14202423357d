"""The rules behind the 校核 page, one line for what belongs together: what found nothing, what had to wait."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from app.checks.balance import Balance
from app.checks.engine import CheckResult
from app.checks.model import Outcome
from app.checks.reasons import WHY
from app.forms.model import Section

_NAMED = 6  # things that one line names


@dataclass(frozen=True, slots=True)
class RuleLine:
    """``title`` with its figures or names; ``many`` is how many rules it stands for."""

    title: str
    told: str
    many: int

    @property
    def spoken(self) -> str:
        """What a screen reader says."""
        return f"{self.title}，{self.told}" if self.told else self.title


@dataclass(frozen=True, slots=True)
class RuleGroup:
    """The lines of one part of the report, or of one list of wording."""

    title: str
    lines: tuple[RuleLine, ...]

    @property
    def many(self) -> int:
        """How many rules."""
        return sum(line.many for line in self.lines)


def passed(result: CheckResult) -> tuple[RuleGroup, ...]:
    """What was looked at and is in order: relations part by part, then the texts list by list."""
    parts = result.context.form.sections
    groups = [RuleGroup(section.name, tuple(_figures(result, section))) for section in parts]
    names = {section.id for section in parts}
    looks = [o for o in result.figures if o.status == "passed" and o.section not in names]
    if looks:
        groups.append(RuleGroup("表里的数", (RuleLine("都看过了，没有发现问题", "", len(looks)),)))
    groups += _lists(result)
    return tuple(group for group in groups if group.lines)


def waiting(result: CheckResult) -> tuple[RuleLine, ...]:
    """What could not run, by its reason: 没有上年的报告, with what would have been compared."""
    found: dict[str, list[Outcome]] = {}
    for outcome in result.outcomes:
        if outcome.status == "skipped" and outcome.reason:
            found.setdefault(outcome.reason, []).append(outcome)
    return tuple(
        RuleLine(f"{WHY[same[0].reason]}，{len(same)} 条没法执行", _names(_titles(result, same)), len(same))
        for same in found.values()
    )


def _figures(result: CheckResult, section: Section) -> Iterator[RuleLine]:
    own = [o for o in result.figures if o.section == section.id and o.status == "passed"]
    relations = [outcome.rule for outcome in own if outcome.relation is not None]
    told = [line for line in Balance(section).tell(result).lines if line.kind == "ok"]
    alone = [
        line.key.rpartition("/")[0] for line in told
    ]  # a line for one relation: rule/cell; for all of a rule: rule
    for line, rule in zip(told, alone, strict=True):
        many = 1 if rule else relations.count(line.key) - alone.count(line.key)
        yield RuleLine(line.full_title or line.title, line.figures, many)
    if (rest := len(own) - len(relations)) > 0:
        yield RuleLine("格子都填了" if section.kind == "table" else "写了", "", rest)


def _lists(result: CheckResult) -> Iterator[RuleGroup]:
    """The rules on words that found nothing: how many of each list."""
    quiet = {outcome.rule for outcome in result.words if outcome.status == "passed"}
    named: set[str] = set()
    for known in result.context.around.wording.lists:
        mine = [rule.id for rule in known.rules if rule.id in quiet]
        named.update(mine)
        if mine:
            yield RuleGroup(known.title, (RuleLine("都看过了，没有发现问题", "", len(mine)),))
    if rest := quiet - named:
        yield RuleGroup("这份格式对文字的要求", (RuleLine("都看过了，没有发现问题", "", len(rest)),))


def _titles(result: CheckResult, outcomes: Iterable[Outcome]) -> list[str]:
    lists = {rule.id: known.title for known in result.context.around.wording.lists for rule in known.rules}
    names = (
        _relation(outcome) if outcome.relation is not None else lists.get(outcome.rule, outcome.place)
        for outcome in outcomes
    )
    return [name for name in dict.fromkeys(names) if name]


def _relation(outcome: Outcome) -> str:
    relation = outcome.relation
    assert relation is not None  # the caller has looked
    return relation.left_says or relation.place


def _names(titles: Sequence[str]) -> str:
    more = "等" if len(titles) > _NAMED else ""
    return "、".join(titles[:_NAMED]) + more
