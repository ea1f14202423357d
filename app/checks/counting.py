"""One way to count what is left to do in a report; every place that names a number asks here.

A fault that only follows from another is not counted: it goes with the other. A blank is not wrong, it is not there
yet, and is counted by itself; totals fill themselves and are never counted as blank.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from app.checks.model import Context, Finding
from app.checks.totals import total_addresses
from app.domain import address as names
from app.domain.address import Address, section_of
from app.domain.values import Value
from app.forms.model import Form, FormKey

if TYPE_CHECKING:
    from app.checks.engine import CheckResult
    from app.forms.model import Section


class Left(NamedTuple):
    """What is left: ``faults`` must be put right, ``gaps`` say where figures are missing, ``doubts`` want a look.

    ``doubts`` are the warnings that nobody has given a reason for, in figures, texts and the report as a whole.
    ``blanks`` are the figures that nobody has stated; ``unwritten`` the text parts without a word that still want one,
    by id, ``texts`` what the rules say of them.
    """

    faults: tuple[Finding, ...]
    gaps: tuple[Finding, ...]
    doubts: tuple[Finding, ...]
    texts: tuple[Finding, ...]
    blanks: tuple[Address, ...]
    unwritten: tuple[str, ...]

    @property
    def blockers(self) -> tuple[Finding, ...]:
        """What stands in the way of handing over, faults first."""
        return (*self.faults, *self.gaps)

    @property
    def in_the_way(self) -> str:
        """The blockers in numbers: 还有 1 处必须改正，表里还有 22 格没填; "" where nothing stands in the way."""
        said = [f"还有 {len(self.faults)} 处必须改正"] if self.faults else []
        if self.gaps:
            said.append(f"表里还有 {len({name for finding in self.gaps for name in finding.cells})} 格没填")
        return "，".join(said)

    @property
    def until(self) -> str:
        """What opens the way: 改好, 填好 or both."""
        return "、".join([*(["改好"] if self.faults else []), *(["填好"] if self.gaps else [])])

    def to_look_at(self, doubted: int = 0) -> str:
        """What does not stand in the way, with ``doubted`` figures besides: 2 段文字没有写、1 处疑点; "" for none."""
        many = len(self.doubts) + doubted
        said = [f"{len(self.unwritten)} 段文字没有写"] if self.unwritten else []
        return "、".join([*said, *([f"{many} 处疑点"] if many else [])])


def left(result: CheckResult) -> Left:
    """What is left to do in the checked report."""
    form = result.context.form
    errors = [finding for finding in result.errors if not finding.follows]
    warnings = [finding for finding in result.warnings if not finding.follows]
    empty = {section.id for section in form.sections if section.kind == "text" and not is_written(result, section)}
    settled = {f.section for f in result.findings if not f.is_open and is_about_nothing(form, f)}
    return Left(
        faults=tuple(finding for finding in errors if not finding.is_gap),
        gaps=tuple(finding for finding in errors if finding.is_gap),
        doubts=tuple(finding for finding in warnings if not is_about_nothing(form, finding)),
        texts=tuple(finding for finding in warnings if is_about_nothing(form, finding)),
        blanks=blanks(form, result.values, result.context.passages),
        unwritten=tuple(section.id for section in form.sections if section.id in empty - settled),
    )


def to_put_right(result: CheckResult) -> int:
    """How many things must be put right, as the checks page numbers them: blanks too, what only follows not."""
    return sum(not finding.follows for finding in result.errors)


def is_about_nothing(form: Form, finding: Finding) -> bool:
    """True where it says only that a text is not there yet."""
    return finding.rule in _presences(FormKey(form))


@lru_cache(maxsize=16)
def _presences(form: FormKey) -> frozenset[str]:
    return frozenset(rule.id for rule in form.form.rules if rule.kind == "present")


def fillable(form: Form, section: str = "") -> tuple[Address, ...]:
    """The cells that somebody must state, of one section or of all: totals fill themselves and are left out."""
    totals = total_addresses(form)
    prefix = section + "." if section else ""
    return tuple(name for name in form.cells if name not in totals and name.startswith(prefix))


def blanks(
    form: Form, values: Mapping[Address, Value], passages: Mapping[str, str], section: str = ""
) -> tuple[Address, ...]:
    """What somebody still has to state, in one section or in all: cells, then the figures beside texts without words.

    Where the clerk has written the part in her own words, the figures beside it are hers to leave out.
    """
    beside = (name for name in form.fields if not passages.get(section_of(name), "").strip())
    return tuple(
        name
        for name in (*fillable(form, section), *beside)
        if values[name] is None and section in ("", section_of(name))
    )


def is_written(result: CheckResult, section: Section) -> bool:
    """Whether a text part says anything, by its words or by the figures beside it."""
    return says(result.context, section.id, tuple(names.field(section.id, item.id) for item in section.fields))


def says(context: Context, passage: str, fields: Sequence[Address]) -> bool:
    """Whether ``passage`` has words; or all the figures beside it are stated, which then print as a sentence."""
    if context.passages.get(passage, "").strip():
        return True
    return bool(fields) and None not in map(context.values.get, fields)
