"""What the 勾稽关系 panel says: one line per relation, the worst one told in full. Words and figures only, no Qt.

A relation whose cells, or the cells its totals add, are still blank cannot be wrong yet: it says 待填 and how many.
Relations that only repeat one thing column by column stand as one line while they hold; the ones that fail stand alone.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from app.checks import answers
from app.checks.engine import CheckResult
from app.checks.model import Outcome, Relation
from app.domain.address import Address
from app.domain.values import Value, plain
from app.forms.model import Section

Kind = Literal["bad", "doubt", "ok", "follows", "told", "todo", "said"]
_RANK: dict[Kind, int] = {"bad": 0, "doubt": 1, "ok": 2, "follows": 3, "told": 4, "todo": 5, "said": 6}
_GROUP = 2  # relations of one rule that hold stand as one line from this number on
_FEW = 3  # more terms than this are told as one sum


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a relation: its name, its figures as a sum, the result."""

    says: str
    figures: str
    total: str

    @property
    def text(self) -> str:
        """7 + 1 = 8, or just the figure where there is only one."""
        return f"{self.figures} = {self.total}" if self.figures != self.total else self.total


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the panel; ``address`` is where a click goes.

    ``kind`` chooses the lamp. ``follows``: the gap is only that of other lines, it is named there; ``told``: somebody
    has said why; ``said``: could not run, ``figures`` says why.
    """

    key: str
    title: str
    figures: str
    kind: Kind
    word: str
    sentence: str
    address: Address
    cells: tuple[Address, ...]
    full_title: str = ""
    column: str = ""
    left: Side | None = None
    right: Side | None = None
    sign: str = "="
    note: str = ""

    @property
    def is_fault(self) -> bool:
        """True where figures do not agree, and the cause stands here."""
        return self.kind in ("bad", "doubt")

    @property
    def spoken(self) -> str:
        """What a screen reader says."""
        return "，".join(part for part in (self.title, self.figures, self.word, self.note) if part)


@dataclass(frozen=True, slots=True)
class Tally:
    """How many of a section's relations stand how."""

    bad: int
    doubt: int
    ok: int
    follows: int
    told: int
    todo: int
    said: int

    @property
    def text(self) -> str:
        """The closing line: silence is never the answer."""
        counts = (self.bad, self.doubt, self.ok, self.follows, self.told, self.todo, self.said)
        whole = sum(counts)
        words = ("差", "疑", "平", "随之差", "已说明", "待填", "不用比")
        told = "，".join(f"{count} {word}" for count, word in zip(counts, words, strict=True) if count)
        return f"这张表共 {whole} 条关系：{told}" if whole else "这张表没有勾稽关系，填满就行"


@dataclass(frozen=True, slots=True)
class Told:
    """One telling: ``marks`` are the cells of failing relations, ``columns`` the column headings that carry a lamp.

    ``row`` holds the relation that the form prints for its columns, one line each, for the row under the table.
    """

    lines: tuple[Line, ...]
    tally: Tally
    marks: Mapping[Address, str]
    columns: Mapping[str, Line]
    row: tuple[Line, ...]


class Balance:
    """The relations of one table section. One that stands as before is not told anew."""

    def __init__(self, section: Section) -> None:
        self._section = section
        self._known: dict[str, tuple[Outcome, Line]] = {}

    def tell(self, result: CheckResult) -> Told:
        """What panel, headings and cells show."""
        found = [o for o in result.of_section(self._section.id) if o.relation is not None]
        told = _with_followers([(_answered(result, self._line(o), o), o) for o in found])
        kinds = [line.kind for line, _ in told]
        tally = Tally(*(kinds.count(kind) for kind in _RANK))
        marks: dict[Address, str] = {}
        columns: dict[str, Line] = {}
        for line in sorted((ln for ln, _ in told if ln.is_fault), key=lambda ln: _RANK[ln.kind]):
            for address in line.cells:
                marks.setdefault(address, line.kind)
            if line.column:
                columns.setdefault(line.column, line)  # the heading says what the panel says first of its column
        printed = [(line, o) for line, o in told if o.basis == "printed" and line.column]
        row = tuple(line for line, o in printed if o.rule == printed[0][1].rule)
        return Told(tuple(self._grouped(told)), tally, marks, columns, row)

    def _line(self, outcome: Outcome) -> Line:
        relation = outcome.relation
        assert relation is not None  # the caller keeps only relations
        key = f"{relation.rule}/{outcome.cells[0]}"
        known = self._known.get(key)
        if known is None or not _stands(known[0], outcome):
            known = self._known[key] = (outcome, _told_anew(key, relation, outcome))
        return known[1]

    def _grouped(self, told: Sequence[tuple[Line, Outcome]]) -> list[Line]:
        by_rule: dict[str, list[tuple[Line, Outcome]]] = defaultdict(list)
        for line, outcome in told:
            by_rule[outcome.rule].append((line, outcome))
        lines: list[Line] = []
        for rule, members in by_rule.items():
            outcome = members[0][1]
            shown = [line for line, _ in members]
            if outcome.basis != "printed" and len(members) >= _GROUP:
                calm = [line for line in shown if line.kind in ("ok", "todo", "said")]
                shown = [line for line in shown if line.kind not in ("ok", "todo", "said")]
                lines += shown
                lines += self._group(rule, calm, outcome, rest=bool(shown))
            else:
                lines += shown
        titles = Counter(line.title for line in lines)
        twice = {title for title, count in titles.items() if count > 1}
        named = [replace(ln, title=ln.full_title) if ln.title in twice else ln for ln in lines]
        return sorted(named, key=lambda line: _RANK[line.kind])

    def _group(self, rule: str, calm: list[Line], outcome: Outcome, *, rest: bool) -> list[Line]:
        """One line for all relations of a rule that do not fail; ``rest``: others of it do, and stand by themselves."""
        worst = next((kind for kind in ("todo", "said", "ok") if any(ln.kind == kind for ln in calm)), None)
        relation = outcome.relation
        if worst is None or relation is None:
            return []
        same = [line for line in calm if line.kind == worst]
        one = same[0]
        title = _total_name(relation) if relation.is_total else relation.left_says or one.title
        full = f"{title}＝{relation.right_says}" if relation.is_total else _full_title(relation) or title
        unit = "列" if relation.direction == "column" else "行"
        told = {
            "ok": f"{'其余 ' if rest else ''}{len(same)} {unit}",
            "todo": f"{len(same)} {unit}没填全",
            "said": one.figures,
        }[one.kind]
        cells = tuple(address for line in same for address in line.cells)
        return [Line(rule, title, told, one.kind, one.word, "", one.address, cells, full_title=full)]


def _answered(result: CheckResult, line: Line, outcome: Outcome) -> Line:
    """The line of a doubt of which somebody has said why: it is none any longer."""
    answer = answers.standing(result.context, outcome) if line.kind == "doubt" else None
    return line if answer is None else replace(line, kind="told", word="已说明", note=f"已说明：{answer.text}")


def _stands(before: Outcome, now: Outcome) -> bool:
    """Whether an outcome says what it said before."""
    return before is now or (
        (before.status, before.reason, before.left, before.right, before.follows, before.blanks)
        == (now.status, now.reason, now.left, now.right, now.follows, now.blanks)
    )


def line_of(outcome: Outcome) -> Line:
    """The line of one relation by itself, as the panel shows it."""
    relation = outcome.relation
    assert relation is not None  # the caller keeps only relations
    return _told_anew(f"{relation.rule}/{relation.cells[0]}", relation, outcome)


def _told_anew(key: str, relation: Relation, outcome: Outcome) -> Line:
    kind, word, figures = _verdict(outcome)
    left, right = _side(relation, outcome, left=True), _side(relation, outcome, left=False)
    sign = _sign(relation, outcome)
    title = _title(relation)
    return Line(
        key=key,
        title=title,
        full_title=title,
        figures=figures or f"{left.figures} {sign} {right.figures}",
        kind=kind,
        word=word,
        sentence=outcome.message,
        address=(outcome.blanks or relation.cells)[0],
        cells=relation.cells,
        column=relation.column,
        left=left,
        right=right,
        sign=sign,
    )


def _title(relation: Relation) -> str:
    if not relation.is_total:
        alone = relation.basis == "printed" or not relation.left_says
        return relation.place if alone else f"{relation.left_says}·{relation.place}"
    name = _total_name(relation)
    return name if relation.place == relation.left_says else f"{name}·{relation.place}"


def _total_name(relation: Relation) -> str:
    """（七）总计行 for a total row (its relations run down the columns), 总计列 for a total column."""
    return relation.left_says + ("行" if relation.direction == "column" else "列")


def _full_title(relation: Relation) -> str:
    """现行有效≥制发－废止; one side alone where the form names only one."""
    if not relation.right_says:
        return relation.left_says
    return f"{relation.left_says}{'≥' if relation.at_least else '＝'}{relation.right_says}"


def _verdict(outcome: Outcome) -> tuple[Kind, str, str]:
    """The lamp, its word and, where nothing can be compared, what stands in place of the figures."""
    if outcome.status == "skipped" and outcome.reason == "no_last":
        return "said", "不用比", "没有上年的报告"
    if outcome.status == "skipped" and outcome.reason == "not_in_last":
        return "said", "不用比", "上年没有这一项"
    if outcome.status == "skipped":
        return "todo", "待填", f"还有 {len(outcome.blanks)} 格没填"
    if outcome.status == "passed":
        return "ok", "平", ""
    gap = "" if outcome.gap is None else f" {plain(outcome.gap)}"
    if outcome.follows:
        return "follows", f"随之差{gap}", ""
    if outcome.severity == "error":
        return "bad", "差" + gap, ""
    return "doubt", f"疑差{gap}" if gap else "疑", ""


def _sign(relation: Relation, outcome: Outcome) -> str:
    if relation.at_least:
        return "<" if outcome.status == "failed" else "≥"
    return "≠" if outcome.status == "failed" else "="


def _side(relation: Relation, outcome: Outcome, *, left: bool) -> Side:
    terms = relation.left if left else relation.right
    values = outcome.left if left else outcome.right
    total = _figure(outcome.lhs if left else outcome.rhs)
    says = relation.left_says if left else relation.right_says
    if not values or None in values or len(values) > _FEW:
        return Side(says, total, total)
    words = []
    for place, (term, value) in enumerate(zip(terms, values, strict=True)):
        sign = "" if place == 0 and term.sign > 0 else ("+ " if term.sign > 0 else "− ")
        words.append(sign + _figure(value))
    figures = " ".join(words)
    if len(terms) == 1 and terms[0].last and not says:
        figures = "上年 " + figures
    return Side(says, figures, figures if len(terms) == 1 else total)


def _figure(value: Value | Decimal) -> str:
    return "" if value is None else plain(value)


def _with_followers(told: list[tuple[Line, Outcome]]) -> list[tuple[Line, Outcome]]:
    """Names a total column that only follows in the line of the column that alone causes it."""
    followers = [(line, outcome) for line, outcome in told if line.kind == "follows"]
    if not followers:
        return told
    causes = Counter(outcome.rule for line, outcome in told if line.is_fault)
    out = []
    for line, outcome in told:
        mine = [
            other
            for other, o in followers
            if o.rule == outcome.rule and o.relation is not None and line.column in o.relation.total_of
        ]
        if line.is_fault and mine and causes[outcome.rule] == 1:
            names = "、".join(f"{other.title}也{other.word.removeprefix('随之')}" for other in mine)
            out.append((replace(line, note=f"{names}，改好这里就一并平。"), outcome))
        else:
            out.append((line, outcome))
    return out
