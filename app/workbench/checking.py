"""What the 校核 page shows of a checked report: every finding as one item, in groups, with what can be done about it.

Pure: made from a ``CheckResult`` and the doubts of an import. Followers stand in the item of their cause; what has a
reason stays in view with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from app.checks.counting import is_about_nothing
from app.checks.engine import CheckResult
from app.checks.model import Finding, Outcome
from app.checks.places import Stop
from app.checks.reasons import counted
from app.domain.address import Address, section_of
from app.domain.numbering import numeral
from app.domain.report import Answer
from app.domain.values import plain
from app.forms.model import Basis, Form
from app.workbench.checking_deeds import Deed, Doing, deeds
from app.workbench.checking_doubts import LOOK_FIRST, blanks, many, settling, together
from app.workbench.doubts import DETAIL

Group = Literal["error", "warning", "info"]
Lamp = Literal["bad", "must", "doubt", "said", "tip"]
GROUPS: tuple[Group, ...] = ("error", "warning", "info")
TITLES: Mapping[Group, str] = {"error": "必须改正", "warning": "请说明", "info": "提示"}
NOTES: Mapping[Group, str] = {
    "error": "改好再打印、报送",
    "warning": "改正，或者写一句理由；理由随报告一起保存",
    "info": "看一眼，没错就按“知道了”，以后不再提",
}
_BLANK = "空着不等于 0"
_WHOLE = "整份报告"
_FIGURES = re.compile(r"(?<![\d.])\d[\d.]*(?![\d.])")


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a sentence; the figure that matters is ``strong``."""

    text: str
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """One finding as it stands in the list.

    ``key`` stays the same while the finding stands, ``number`` counts through all groups (``many``). ``where`` is part
    and place, ``why`` the law or the basis in plain words; ``more`` tells what goes along with it; ``outcome`` is the
    relation behind it.
    """

    key: str
    number: int
    group: Group
    lamp: Lamp
    runs: tuple[Run, ...]
    where: str
    why: str
    deeds: tuple[Deed, ...]
    finding: Finding
    more: str = ""
    said: str = ""
    outcome: Outcome | None = None

    @property
    def sentence(self) -> str:
        """What was found, in one sentence."""
        return "".join(run.text for run in self.runs)

    @property
    def numbered(self) -> str:
        """第 8 处, or 第 8 至 14 处 where it counts for several."""
        last = self.number + many(self.finding) - 1
        return f"第 {self.number} 处" if last == self.number else f"第 {self.number} 至 {last} 处"

    @property
    def below(self) -> str:
        """The line under the sentence: where it is, why it matters, what goes along with it."""
        return "　".join(part for part in (self.where, self.why, self.more) if part)

    @property
    def spoken(self) -> str:
        """What a screen reader says of it."""
        return "，".join(
            part for part in (self.numbered, TITLES[self.group], self.sentence, self.below, self.said) if part
        )

    def deed(self, what: Doing) -> Deed | None:
        """One of its deeds."""
        return next((deed for deed in self.deeds if deed.what == what), None)


@dataclass(frozen=True, slots=True)
class Page:
    """The whole list with its counts.

    ``rules`` is how many rules there are, ``run`` how many ran, ``passed`` how many of them found nothing.
    """

    items: tuple[Item, ...]
    rules: int
    run: int
    passed: int
    waits: str

    def of(self, group: Group) -> tuple[Item, ...]:
        """The items of one group."""
        return tuple(item for item in self.items if item.group == group)

    def count(self, *groups: Group) -> int:
        """How many there are in some groups, in all where none is named; counted as everywhere (``many``).

        A hint that was seen is none any longer; a warning with a reason still is one.
        """
        counted = [item for item in self.items if item.group != "info" or not item.said]
        return sum(many(item.finding) for item in counted if item.group in (groups or GROUPS))

    def answered(self, *groups: Group) -> int:
        """How many of some groups, of all where none is named, have a reason."""
        return sum(bool(item.said) for item in self.items if item.group in (groups or GROUPS))

    def unanswered(self, group: Group) -> int:
        """How many of a group nobody has answered, counted as everywhere (``many``)."""
        return sum(many(item.finding) for item in self.of(group) if not item.said)

    @property
    def is_clear(self) -> bool:
        """True where nobody need look at anything: nothing was found, or all of it has a reason."""
        return all(item.said for item in self.items)

    @property
    def headline(self) -> str:
        """共 59 条规则，全部执行; silence is never the answer."""
        if self.run == self.rules:
            return f"共 {self.rules} 条规则，全部执行"
        return f"共 {self.rules} 条规则，执行 {self.run} 条"

    @property
    def note(self) -> str:
        """What could not run and why; "" where all ran."""
        return f"{self.rules - self.run} 条没法执行：{self.waits}" if self.run != self.rules else ""

    @property
    def closing(self) -> str:
        """What the list says where it is empty."""
        found = "没有发现问题" if self.is_clear else f"要看的有 {self.count()} 处"
        if self.is_clear and self.items:
            found = f"没有发现别的问题，已说明 {self.answered()} 处"
        return f"{self.headline}，{found}。" + (f"{self.note}。" if self.note else "")


def page(result: CheckResult, doubted: Sequence[Finding] = ()) -> Page:
    """Everything of a checked report; ``doubted`` are the figures of an import that nobody has settled (``doubts``)."""
    counts = result.counts
    items = tuple(_items(result, doubted))
    return Page(
        items=items,
        rules=counts.run + counts.skipped,
        run=counts.run,
        passed=counts.passed,
        waits=counted(_skipped(result)),
    )


def _skipped(result: CheckResult) -> Iterator[Outcome]:
    return (outcome for outcome in result.outcomes if outcome.status == "skipped")


def _items(result: CheckResult, doubted: Sequence[Finding]) -> Iterator[Item]:
    relations = {(o.rule, o.mark, o.message): o for o in result.figures if o.relation is not None}
    followers = _followers(result)
    told = together(result.context.form, doubted, result.values)
    own = [finding for finding in (*result.findings, *told) if not finding.follows]
    spared = blanks(doubted, result.values)
    own.sort(key=lambda finding: GROUPS.index(finding.severity))
    seen: dict[str, int] = {}
    number = 1
    for finding in own:
        key = f"{finding.rule}|{finding.mark or ' '.join(finding.cells)}"
        seen[key] = seen.get(key, 0) + 1
        outcome = relations.get((finding.rule, finding.mark, finding.message))
        yield _item(
            result.context.form,
            finding,
            number,
            key if seen[key] == 1 else f"{key}#{seen[key]}",
            outcome,
            followers.get((finding.rule, outcome.relation.column if outcome and outcome.relation else ""), "")
            or (LOOK_FIRST if finding.is_gap and spared.issuperset(finding.cells) else ""),
            result,
        )
        number += many(finding)


def _item(
    form: Form, finding: Finding, number: int, key: str, outcome: Outcome | None, more: str, result: CheckResult
) -> Item:
    unwritten = is_about_nothing(form, finding)
    return Item(
        key=key,
        number=number,
        group=finding.severity,
        lamp=_lamp(finding, outcome),
        runs=emphasised(finding),
        where=where(form, finding, result.context.passages),
        why=_why(finding, outcome),
        deeds=tuple(_deeds(form, finding, result, unwritten=unwritten, can_zero=more != LOOK_FIRST)),
        finding=finding,
        more=more,
        said=said(finding.answer) if finding.answer is not None else "",
        outcome=outcome,
    )


def _deeds(form: Form, finding: Finding, result: CheckResult, *, unwritten: bool, can_zero: bool) -> Iterator[Deed]:
    if finding.rule == DETAIL:
        yield settling(finding, result.values)
    yield from deeds(finding, unwritten=unwritten, can_zero=can_zero, has_place=stop_of(form, finding) is not None)


def _lamp(finding: Finding, outcome: Outcome | None) -> Lamp:
    if finding.severity == "error":
        return "bad" if outcome is not None else "must"
    if not finding.is_open:
        return "said"
    return "tip" if finding.severity == "info" else "doubt"


def emphasised(finding: Finding) -> tuple[Run, ...]:
    """The sentence of a finding with the figure that matters by itself: the gap, or how many cells are blank."""
    text = finding.message
    wanted = plain(finding.gap) if finding.gap is not None else str(len(finding.cells)) if finding.is_gap else ""
    places = [found for found in _FIGURES.finditer(text) if found[0].rstrip(".") == wanted] if wanted else []
    if not places:
        return (Run(text),)
    at = places[0] if finding.is_gap else places[-1]
    end = at.start() + len(wanted)
    return tuple(run for run in (Run(text[: at.start()]), Run(wanted, strong=True), Run(text[end:])) if run.text)


def where(form: Form, finding: Finding, passages: Mapping[str, str]) -> str:
    """三 依申请公开 · 自然人列, 一 总体情况 · 第三段: the part by the name of its tab, then the place in it."""
    section = form.section(finding.section)
    named = section.name if section is not None else _passage(form, finding)
    inside = _inside(form, finding, passages)
    return " · ".join(part for part in (named, inside if inside != named else "") if part)


def _passage(form: Form, finding: Finding) -> str:
    """What is in no part: the preface, a line of it, or nothing less than all of it."""
    name = finding.section or finding.passage
    return form.passage_name(name) if name in form.passage_ids else _WHOLE


def _inside(form: Form, finding: Finding, passages: Mapping[str, str]) -> str:
    if finding.is_gap:
        return _span(form, finding.cells)
    if finding.spots:
        return paragraph_words(passages.get(finding.passage, ""), finding.spots[0].start)
    return finding.place


def paragraph_words(text: str, start: int) -> str:
    """第三段: in which paragraph of ``text`` the place ``start`` is; "" where there is but one."""
    paragraphs = [(at.start(), at.end()) for at in re.finditer(r"[^\n]*\S[^\n]*", text)]
    number = sum(begin <= start for begin, _ in paragraphs)
    return f"第{numeral(max(number, 1))}段" if len(paragraphs) > 1 else ""


def _span(form: Form, cells: Sequence[Address]) -> str:
    """The blank cells by their rows: 一、本年新收, or 从 … 到 … where there are several."""
    rows = list(dict.fromkeys(form.cell_names(address)[0] or form.cell_label(address) for address in cells))
    if len(cells) == 1:
        return form.cell_label(cells[0])
    return rows[0] if len(rows) == 1 else f"从{rows[0]}到{rows[-1]}" if rows else ""


def _why(finding: Finding, outcome: Outcome | None) -> str:
    if finding.law:
        return finding.law
    if finding.is_gap:
        return _BLANK
    if finding.rule == DETAIL:
        return "读进来时存疑"
    return _basis(finding.basis, finding, outcome)


def _basis(basis: Basis, finding: Finding, outcome: Outcome | None) -> str:
    relation = outcome.relation if outcome is not None else None
    if relation is not None and any(term.last for term in relation.right):
        return "由上年报告推算"
    if basis == "printed":
        return "表上印明的关系" if relation is not None else "格式要求"
    if basis == "implied":
        return "由表推知" if relation is not None else "和表对照" if finding.cells else "由文字和表推知"
    return ""


def said(answer: Answer) -> str:
    """已说明：期满自动失效，没有另行废止。（经办人甲，1月10日 10:21）."""
    text = answer.text.rstrip("。")
    by = "，".join(part for part in (answer.who, _moment(answer.when)) if part)
    return f"已说明：{text}。" + (f"（{by}）" if by else "")


def _moment(when: str) -> str:
    try:
        at = datetime.fromisoformat(when)
    except ValueError:
        return ""
    return f"{at.month}月{at.day}日 {at:%H:%M}"


def _followers(result: CheckResult) -> dict[tuple[str, str], str]:
    """What only follows, told in its cause, by rule and column: 总计列也差 1，改好这里就一并平."""
    told: dict[tuple[str, str], list[str]] = {}
    failed = [o for o in result.figures if o.status == "failed" and o.relation is not None]
    for outcome in failed:
        relation = outcome.relation
        if not outcome.follows or relation is None:
            continue
        gap = f"也差 {plain(outcome.gap)}" if outcome.gap is not None else "也不平"
        columns = {o.relation.column for o in failed if o.relation and o.rule == outcome.rule and not o.follows}
        for column in columns.intersection(relation.total_of):
            told.setdefault((outcome.rule, column), []).append(f"{relation.place}{gap}")
    return {key: f"{'、'.join(names)}，改好这里就一并平" for key, names in told.items()}


def next_key(items: Iterable[Item], gone: int) -> str:
    """The item that takes the hands where the one at place ``gone`` is no longer there; "" where none is left."""
    left = list(items)
    return left[min(gone, len(left) - 1)].key if left else ""


def stop_of(form: Form, finding: Finding) -> Stop | None:
    """Where 定位 leads: the place in a text, else the first cell as printed, else the part; None where nowhere."""
    if finding.spots:
        first = finding.spots[0]
        return Stop(passage=first.passage, start=first.start, end=first.end)
    if finding.cells:
        order = {name: place for place, name in enumerate((*form.cells, *form.fields))}
        return Stop(cell=min(finding.cells, key=lambda name: order.get(name, len(order))))
    if finding.text in form.passage_ids:
        return Stop(passage=finding.text)
    section = form.section(finding.section)
    first_cell = next((name for name in form.cells if section and section_of(name) == section.id), "")
    return Stop(cell=first_cell) if first_cell else None
