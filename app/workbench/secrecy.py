"""保密审查 before the board: the record that is kept with a report, whether it fits, and what is private in it.

A record holds for what the board prints, by its fingerprint: whatever is changed afterwards has to be looked at again,
and what is taken back stands again.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from app.checks import fixing
from app.domain.errors import Trouble
from app.domain.secrecy import Conclusion, Review, Standing, review_of
from app.domain.text import MAX_NAME, clean_line, refuse_long
from app.system import clock
from app.system.paths import resources, wording_folder

if TYPE_CHECKING:
    from app.checks.engine import CheckResult
    from app.checks.model import Edit, Finding
    from app.domain.change import Change
    from app.domain.report import Report
    from app.wording.model import Wording
    from app.workbench.bench import Workbench

_DETAIL = "secrecy"
NOTHING_STARRED = ("没有打上星号", "这一处已经改过，或者要自己改。请点“定位”到原处看一看")
NOT_YET = "还没有保密审查过"
_SETTLE = "先打上星号，或在“校核”里写明为什么可以公开"


@dataclass(frozen=True, slots=True)
class Procedure:
    """``basis`` is what a record says unless somebody says otherwise; ``draft`` stands on the sheets until one fits."""

    basis: str
    draft: str
    conclusions: tuple[Conclusion, ...]

    def named(self, name: str) -> Conclusion:
        """A conclusion by its words or its id; ``Trouble`` where there is none."""
        for known in self.conclusions:
            if name in (known.id, known.words):
                return known
        known_words = "、".join(known.words for known in self.conclusions)
        raise Trouble(f"没有“{clean_line(name, 40)}”这种审查结论", f"结论可以是{known_words}")


@cache
def procedure() -> Procedure:
    """What ``resources/print/secrecy.toml`` says."""
    data = tomllib.loads((resources() / "print" / "secrecy.toml").read_text(encoding="utf-8"))
    return Procedure(data["basis"], data["draft"], tuple(Conclusion(**item) for item in data["conclusion"]))


def review(bench: Workbench, report: Report) -> Review | None:
    """The last record of the report, whether it fits or not."""
    try:
        return review_of(json.loads(bench.detail(report.key, _DETAIL) or "null"))
    except (ValueError, RecursionError):  # what cannot be read proves nothing
        return None


def printed(bench: Workbench, report: Report) -> str:
    """The fingerprint that a review is about: content, composed preface, and the foot of the board.

    The dates under the board that nobody typed are left out; they stay open until the first paper is written.
    """
    from app.checks.totals import effective
    from app.document.compose import preface_of
    from app.handover import fingerprint
    from app.workbench import footing, papers

    form = bench.form_of(report)
    preface = preface_of(form, report, papers.office(bench, report), effective(form, report.cells))
    around = {"preface": [each.text for each in preface], "foot": footing.foot_words(bench, report)}
    return fingerprint.printed(report, form, around)


def ended(made: Review) -> Conclusion | None:
    """How the review ended; None where nobody knows such a conclusion (any more)."""
    return next((known for known in procedure().conclusions if known.id == made.conclusion), None)


def in_the_way(bench: Workbench, result: CheckResult) -> str:
    """What has to be done before the report may be concluded to be public, without its full stop; "" for nothing."""
    many = len(findings(bench, result))
    return f"{_unsettled(many)}：{_SETTLE}" if many else ""


def _unsettled(many: int) -> str:
    return f"有 {many} 处个人信息没有处理"


def record(
    bench: Workbench,
    report: Report,
    who: str,
    basis: str = "",
    conclusion: str = "",
    when: datetime | None = None,
    *,
    note: str = "",
) -> Review:
    """Keeps that ``who`` has looked at the report as it stands; the first conclusion unless another is named.

    ``note`` says what the conclusion asks. ``Trouble`` where it shall be public and holds personal data without stars
    or a reason.
    """
    name = clean_line(refuse_long(who, "审查人的姓名", MAX_NAME))
    if not name:
        raise Trouble("还没有写是谁审查的", "请填审查人的姓名")
    said = clean_line(refuse_long(basis, "审查依据", MAX_NAME), MAX_NAME) or procedure().basis
    meant = procedure().named(conclusion.strip()) if conclusion.strip() else procedure().conclusions[0]
    many = len(findings(bench, bench.check(report))) if meant.publishes else 0
    if many:
        raise Trouble(_unsettled(many), _SETTLE)
    more = _noted(bench, meant, note)
    at = (when or clock.now()).isoformat()
    made = Review(name, at, said, meant.id, printed(bench, report), more)
    bench.save_details(report.key, {_DETAIL: json.dumps(made.data(), ensure_ascii=False, sort_keys=True)})
    return made


def _noted(bench: Workbench, meant: Conclusion, note: str) -> str:
    """What the record says besides its conclusion; ``Trouble`` where that is not what the conclusion asks."""
    more = clean_line(refuse_long(note, meant.asks or "说明", MAX_NAME), MAX_NAME)
    if meant.asks and not more:
        raise Trouble(f"结论是“{meant.words}”，还没有写{meant.asks}", f"请写上，如“{meant.such_as}”")
    if more and not meant.asks:
        raise Trouble(f"结论是“{meant.words}”，用不着另写说明", "请去掉说明，或者换一个结论")
    private = said_outside(bench, [(meant.asks, more)])
    if private:
        raise Trouble(private[0].partition("，")[0], "请只写处理了哪一处，不要把处理掉的写上")
    return more


def standing(bench: Workbench, report: Report, result: CheckResult | None = None) -> Standing:
    """Whether the record fits what the board prints now, and lets it be made public.

    ``result`` is what the checks say of the report, where somebody has it at hand.
    """
    found = review(bench, report)
    if found is None:
        return "none"
    how = ended(found)
    if how is None or found.fingerprint != printed(bench, report):
        return "changed"
    if not how.publishes:
        return "kept"
    return "private" if findings(bench, result or bench.check(report)) else "stands"


def stands(bench: Workbench, report: Report, result: CheckResult | None = None) -> bool:
    """Whether the sheets for the board may go without the words ``Procedure.draft``."""
    return standing(bench, report, result) == "stands"


def draft_words(bench: Workbench, report: Report, result: CheckResult | None = None) -> str:
    """What the sheets for the board carry; "" once a review stands."""
    how = standing(bench, report, result)
    if how == "kept":  # somebody has looked: the sheets say what was concluded
        return procedure().named(_last(bench, report).conclusion).words
    return "" if how == "stands" else procedure().draft


def _last(bench: Workbench, report: Report) -> Review:
    made = review(bench, report)
    assert made is not None  # asked only where one has a standing
    return made


def sentence(bench: Workbench, report: Report, result: CheckResult | None = None) -> str:
    """How it stands with the review, in one sentence without its full stop."""
    found = review(bench, report)
    if found is None:
        return NOT_YET
    day, how = spoken_day(found), ended(found)
    if how is None:
        return f"{found.who} {day}审查的结论认不出来，要重新审查"
    return {
        "stands": f"已审查：{found.who} {day}，{how.words}{_more(found)}，审查以后内容没有变",
        "changed": f"{found.who} {day}审查以后改过，要重新审查",
        "private": f"{found.who} {day}审查过，可是还有个人信息没有处理",
        "kept": f"{found.who} {day}审查的结论是{how.words}",
        "none": NOT_YET,
    }[standing(bench, report, result)]


def _more(found: Review) -> str:
    return f"（{found.note}）" if found.note else ""


def spoken_day(found: Review) -> str:
    """The day of a review: 1月10日, with its year where it is not this one."""
    when = datetime.fromisoformat(found.when)
    day = f"{when.month}月{when.day}日"
    return day if when.year == clock.today().year else f"{when.year}年{day}"


def on_export(bench: Workbench, report: Report, carries: str = "每张都印着") -> str:
    """What is said with sheets that carry the words (and where, before the words); "" where they do not."""
    words = draft_words(bench, report)
    if not words:
        return ""
    kept = standing(bench, report) == "kept"
    after = f"结论改为{procedure().conclusions[0].words}以前，不要张贴" if kept else "审查以后再做，就没有这几个字了"
    return f"{carries}“{words}”：{sentence(bench, report)}。{after}"


def on_carrier(bench: Workbench, report: Report, carries: str) -> str:
    """The same for a carrier that says it is a draft where ``carries`` says; "" for the one that does not."""
    return on_export(bench, report, carries) if carries else on_unmarked(bench, report)


def on_unmarked(bench: Workbench, report: Report) -> str:
    """What is said with the paper that is signed and kept, which carries no such words; "" once a review stands."""
    words = draft_words(bench, report)
    if not words:
        return ""
    if standing(bench, report) == "kept":
        return f"{sentence(bench, report)}，这一份上面没有记号，不要张贴、上网"
    return f"这一份供送审、签批，上面不印“{words}”：{sentence(bench, report)}。审查以前不要张贴、上网"


def said_of_paper(
    bench: Workbench, report: Report, out: Path, *, board: bool = False, carries: str | None = None, phone: bool = False
) -> tuple[str, ...]:
    """What is said with a paper made from the report: that it is a draft, what is private around it.

    ``board``: the sheets for the board, with their foot. Of a carrier ``carries`` says where the draft words stand
    on it ("" where nowhere), ``phone`` whether it bears that of the foot. Sentences without their full stops.
    """
    from app.workbench import footing

    draft = on_export(bench, report) if board else "" if carries is None else on_carrier(bench, report, carries)
    foot = [value for _, value in footing.footer(bench, report)] if board else []
    foot += [footing.foot_words(bench, report).get("phone", "")] if phone else []
    return (*([draft] if draft else []), *around_paper(bench, report, out, foot))


def for_package(bench: Workbench, report: Report) -> Review | None:
    """The record as it travels: where it fits what the board prints it bears the fingerprint of the packed report."""
    from app.handover.fingerprint import fingerprint

    found = review(bench, report)
    if found is None or found.fingerprint != printed(bench, report):
        return found
    return replace(found, fingerprint=fingerprint(report, bench.form_of(report)))


def told(made: Review, fingerprint: str) -> str:
    """A record in one line: who, when, with what conclusion, and whether it fits the content of that fingerprint."""
    how = ended(made)
    said = how.words if how is not None else made.conclusion
    when = datetime.fromisoformat(made.when)
    fits = "" if made.fingerprint == fingerprint else "，以后改过，要重新审查"
    return f"{made.who} {when.year}年{when.month}月{when.day}日，{said}{_more(made)}，依据{made.basis}{fits}"


# What is private


def findings(bench: Workbench, result: CheckResult) -> tuple[Finding, ...]:
    """What the rules on personal data and marks of secrecy found and nobody has explained."""
    from app.checks.private.kind import KIND

    ids = {rule.id for known in bench.wording.lists for rule in known.rules if rule.kind == KIND}
    return tuple(finding for finding in result.findings if finding.rule in ids and finding.is_open)


def starred(bench: Workbench, result: CheckResult, only: Finding | None = None) -> Change | None:
    """One step that puts stars over all of that (or ``only`` one) as it stands now; None where there is nothing.

    Where several rules found the same signs the widest stars are put; what is left is found again by itself.
    """
    from app.checks.model import Fix

    edits: dict[str, set[Edit]] = {}
    for finding in findings(bench, result):
        if finding.fix is not None and (only is None or _same(finding, only)):
            for passage, made in finding.fix.edits.items():
                edits.setdefault(passage, set()).update(made)
    if not edits:
        return None
    apart = {name: _apart(made) for name, made in edits.items()}
    many = sum(map(len, apart.values()))
    label = f"{many} 处个人信息打上星号" if many > 1 else "个人信息打上星号"
    return fixing.change(Fix(label, edits=apart), result.context.report, label, bench.clerk)


def _apart(edits: Iterable[Edit]) -> tuple[Edit, ...]:
    """Those that do not overlap, in the order of the text; of two that do the wider one."""
    kept: list[Edit] = []
    for edit in sorted(edits, key=lambda edit: (edit.start - edit.end, edit.start, edit.new)):
        if all(edit.end <= other.start or other.end <= edit.start for other in kept):
            kept.append(edit)
    return tuple(sorted(kept, key=lambda edit: edit.start))


def _same(found: Finding, meant: Finding) -> bool:
    return (found.rule, found.mark, found.spots) == (meant.rule, meant.mark, meant.spots)


def said_outside(bench: Workbench, texts: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """A sentence for each private thing in what a paper is called and carries beside its texts: (where, text)."""
    from app.checks.private.kind import KIND, find, sought

    wording = _lists_on(KIND, bench)
    return tuple(
        f"{where}里有{found.says} {found.shown}，发出去以前请改掉"
        for where, text in texts
        for finders in sought(wording)
        for found in find(text, finders)
    )


def _lists_on(kind: str, bench: Workbench) -> Wording:
    """The lists with a rule of ``kind``, the others unread where nobody added one: a paper need not wait for them."""
    from app.workbench import lists

    return bench.wording if bench.packs("wording") else lists.of_kind(wording_folder(), kind)


def around_paper(bench: Workbench, report: Report, out: Path | None, footer: Iterable[str] = ()) -> tuple[str, ...]:
    """``said_outside`` for a paper made from the report: its file name, title and office, and the foot of the board."""
    from app.workbench import papers

    texts = [("文件名", out.stem)] if out is not None else []
    texts += [("文件的标题", papers.title(bench, report)), ("文件的作者", papers.office(bench, report).seal_name)]
    texts += [("公开栏的页脚", text) for text in footer]
    said = said_outside(bench, texts)
    return tuple(dict.fromkeys(said))
