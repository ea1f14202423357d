"""One lamp per section and its word, worst first: 差, 改, 疑, 待填, 平 (the shapes stand in resources/style)."""

from __future__ import annotations

from typing import Literal, NamedTuple

from app.checks.aspects import sought, unmentioned
from app.checks.counting import fillable, is_about_nothing, is_written
from app.checks.engine import CheckResult
from app.checks.model import Outcome
from app.domain import address as names
from app.domain.values import plain
from app.forms.model import Section

LampKind = Literal["bad", "must", "doubt", "todo", "part", "ok"]


class Lamp(NamedTuple):
    """``word`` stands beside the lamp, ``spoken`` is what a screen reader says."""

    kind: LampKind
    word: str
    spoken: str


OK = Lamp("ok", "平", "平")
FILLED = Lamp("ok", "已填", "填满了")
EMPTY = Lamp("todo", "未填", "还没有填")
PART = Lamp("part", "在填", "填了一部分")


def section_lamp(result: CheckResult, section: Section, doubted: int = 0) -> Lamp:
    """The lamp of one section of the checked report, in which a person must still look at ``doubted`` figures."""
    failed = [o for o in result.of_section(section.id) if o.status == "failed" and o.severity == "error"]
    wrong = [o for o in failed if o.relation is not None]
    count = open_doubts(result, section.id) + doubted
    if wrong:
        lamp = bad_lamp(wrong)
        return lamp._replace(spoken=f"{lamp.spoken}，请说明 {count} 处") if count else lamp
    if must := sum(outcome.relation is None and bool(outcome.message) and not outcome.blanks for outcome in failed):
        return must_lamp(must) if section.kind == "table" or is_written(result, section) else EMPTY
    if count:
        return doubt_lamp(count)
    return _filled_lamp(result, section)


def cover_lamp(result: CheckResult) -> Lamp | None:
    """What stands in no part: the lines before part one, the report as a whole; None where nothing is to be said."""
    parts = {section.id for section in result.context.form.sections}
    own = [f for f in result.findings if f.section not in parts and f.is_open and not f.follows]
    if must := sum(finding.severity == "error" for finding in own):
        return must_lamp(must)
    doubts = sum(finding.severity == "warning" for finding in own)
    return doubt_lamp(doubts) if doubts else None


def open_doubts(result: CheckResult, section: str) -> int:
    """How many warnings of a part nobody has given a reason for; that it is not written yet is none."""
    form = result.context.form
    open_ones = (f for f in result.warnings if f.section == section and not f.follows)
    return sum(not is_about_nothing(form, finding) for finding in open_ones)


def must_lamp(count: int) -> Lamp:
    """Something in words must be put right."""
    return Lamp("must", f"改 {count} 处", f"必须改正 {count} 处")


def doubt_lamp(count: int) -> Lamp:
    """Something wants a look."""
    return Lamp("doubt", f"疑 {count}", f"请说明 {count} 处")


def bad_lamp(wrong: list[Outcome]) -> Lamp:
    """差 with the gap where one relation is the cause, with the number of places where several are."""
    causes = [outcome for outcome in wrong if not outcome.follows]
    if len(causes) == 1 and causes[0].gap is not None:
        gap = plain(causes[0].gap)
        return Lamp("bad", f"差 {gap}", f"不平，相差 {gap}")
    return Lamp("bad", f"差 {len(causes)} 处", f"不平，共 {len(causes)} 处")


def _filled_lamp(result: CheckResult, section: Section) -> Lamp:
    if section.kind == "text":
        text, written = result.context.passages.get(section.id, "").strip(), is_written(result, section)
        gaps = sum(len(o.blanks) for o in result.of_section(section.id) if o.status == "failed")
        if written and gaps:
            return Lamp(PART.kind, PART.word, f"引用的数还有 {gaps} 格空着")
        if written:
            return Lamp("ok", "已写", _written(section, text))
        stated = any(result.values[names.field(section.id, item.id)] is not None for item in section.fields)
        return PART if stated else EMPTY
    filled, total = filled_cells(result, section)
    if filled == total:
        has_relations = any(outcome.relation is not None for outcome in result.of_section(section.id))
        return OK if has_relations else FILLED
    return PART if filled else EMPTY


def _written(section: Section, text: str) -> str:
    """That it is written; which aspects nobody finds in it is said with it, and is no doubt: it is a look for words."""
    missing = unmentioned(section, text)
    if not missing:
        return "已经写了"
    found = len(section.parts) - len(missing)
    words = "、".join(f"“{sought(part.label)}”" for part in missing)
    return f"已经写了，{len(section.parts)} 个方面找到 {found} 个，没找到{words}"


def filled_cells(result: CheckResult, section: Section) -> tuple[int, int]:
    """(filled, all) of the cells a clerk must fill in a table section: totals fill themselves and are left out."""
    wanted = fillable(result.context.form, section.id)
    return sum(result.values[name] is not None for name in wanted), len(wanted)
