"""How many mistakes of published reports are found, and how often a report without one is found fault with.

Each paper goes through the door that clerks use: read into a workspace of its own, then checked.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from pathlib import Path

from app.checks.model import Finding
from app.domain.errors import Trouble
from app.workbench.bench import Workbench
from app.workbench.importing import import_paper
from tests.benchmarks.corpus import Mistake, Published, plain, published
from tests.benchmarks.fits import ABSENCE, fits, names
from tests.benchmarks.places import scratch
from tests.benchmarks.promises import Figures, Taken

_QUOTED = re.compile(r"“([^”]+)”")
_LEAST, _PART = 3, 0.6  # signs that a quote and a finding must have in common, and their part of the shorter one


@dataclass(frozen=True, slots=True)
class Judged:
    """One paper and what was found in it: the labelled mistakes with the finding that speaks of each, or None."""

    paper: Published
    findings: tuple[Finding, ...]
    found: tuple[tuple[Mistake, Finding | None], ...]
    absent: tuple[Mistake, ...]
    trouble: str = ""

    def false(self) -> list[Finding]:
        """Findings that want an act of the clerk and that no label explains; none on a paper with a labelled mistake.

        What an opening that was cut down does not hold, nobody can blame anybody for.
        """
        if any(mistake.origin != "A" for mistake in self.paper.mistakes):
            return []
        explained = {id(finding) for _, finding in self.found}
        return [
            finding
            for finding in self.findings
            if finding.severity != "info" and id(finding) not in explained and not self.is_absence(finding)
        ]

    def is_absence(self, finding: Finding) -> bool:
        """True for a finding that something is not there, on a paper of which only the opening is known."""
        return not self.paper.is_whole and (finding.is_gap or finding.rule.endswith(ABSENCE))


@lru_cache(maxsize=1)
def judged() -> tuple[Judged, ...]:
    """Every paper of the collection, read and checked."""
    with scratch() as folder:
        return tuple(_judge(paper, folder / f"{number}.db") for number, paper in enumerate(published()))


def _judge(paper: Published, place: Path) -> Judged:
    present = tuple(mistake for mistake in paper.mistakes if paper.has(mistake))
    absent = tuple(mistake for mistake in paper.mistakes if mistake not in present)
    try:
        with Workbench.open(place) as bench:
            outcome = import_paper(bench, paper.path, paper.year or None, paper.organ)
            findings = bench.check(bench.find(outcome.year, outcome.organ)).findings
    except Trouble as trouble:
        return Judged(paper, (), (), paper.mistakes, trouble.what)
    return Judged(paper, findings, tuple((one, speaks_of(one, findings)) for one in present), absent)


def speaks_of(mistake: Mistake, findings: Sequence[Finding]) -> Finding | None:
    """The first finding of a fitting rule that quotes what the label quotes (or stands where it stands)."""
    fitting = [one for one in findings if fits(mistake.code, one.rule, is_quoted=bool(mistake.quotes))]
    if mistake.quotes:
        quoting = [(max(_shared(quote, one) for quote in mistake.quotes), one) for one in fitting]
        best = max(quoting, key=lambda item: item[0], default=None)
        if best is not None and best[0]:
            return best[1]
        fitting = [one for one in fitting if mistake.figures and names(mistake.code, one.rule)]
    named = [(_figures_in(mistake, one), one) for one in fitting]
    most, found = max(named, key=lambda item: item[0], default=(0, None))
    return found if found is not None and 2 * most >= len(_told_figures(mistake)) else None


def _shared(quote: str, finding: Finding) -> float:
    """How much of ``quote`` and of what the finding quotes is the same, 0 to 1; 0 where it is not the better part."""
    spots = [spot.quote for spot in finding.spots]
    said = [plain(words) for words in (*spots, *_QUOTED.findall(finding.message))] if not finding.is_gap else []
    return max((_part(quote, words) for words in said if len(words) > 1), default=0.0)


def _part(one: str, other: str) -> float:
    least, most = sorted((len(one), len(other)))
    if one in other or other in one:
        return least / most
    size = SequenceMatcher(None, one, other, False).find_longest_match().size
    return size / most if size >= max(_LEAST, _PART * least) else 0.0


def _told_figures(mistake: Mistake) -> set[str]:
    """The figures of a label that tell it from another: of more than one digit where it has such."""
    long = {figure for figure in mistake.figures if len(figure) > 1}
    return long or set(mistake.figures)


def _figures_in(mistake: Mistake, finding: Finding) -> int:
    said = plain(finding.message + " ".join(spot.quote for spot in finding.spots))
    return sum(figure in said for figure in _told_figures(mistake))


def measure() -> Figures:
    """``recall_auto_pct``, ``recall_warn_pct``, ``errors_on_damage``, ``false_per_report``."""
    papers = [one for one in judged() if not one.trouble]
    clean = [one for one in papers if not any(mistake.origin != "A" for mistake in one.paper.mistakes)]
    false = sum(len(one.false()) for one in clean)
    info = sum(finding.severity == "info" for one in clean for finding in one.findings)
    named = [f for one in papers for m, f in one.found if m.origin == "A" and f is not None and f.severity == "error"]
    damage = [finding for finding in named if not finding.is_gap]  # a blank is a blank, whoever lost the figure
    left_out = sum(len(one.absent) for one in judged())
    return {
        "recall_auto_pct": _recall(papers, "auto", left_out),
        "recall_warn_pct": _recall(papers, "warn", left_out),
        "errors_on_damage": Taken(
            len(damage), f"and {len(named) - len(damage)} tables whose figures were lost are blank"
        ),
        "false_per_report": Taken(false / max(len(clean), 1), f"{false} in {len(clean)} reports, and {info} hints"),
    }


def _recall(papers: Sequence[Judged], detect: str, left_out: int) -> Taken:
    asked = [found for one in papers for m, found in one.found if m.origin == "P" and m.detect == detect]
    found = sum(one is not None for one in asked)
    beside = f"{found} of {len(asked)}; {left_out} labels of all sorts are about words that the files do not hold"
    return Taken(100 * found / max(len(asked), 1), beside)


def table() -> str:
    """Recall by code, and false alarms by rule, as Markdown."""
    codes: dict[str, Counter[str]] = {}
    for one in judged():
        for mistake, finding in one.found:
            count = codes.setdefault(mistake.code, Counter())
            count[mistake.origin + mistake.detect] += 1
            count["+" + mistake.origin + mistake.detect] += finding is not None
    lines = [
        "| mistake | auto | warn | human, info | cannot be told | damage named |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    for code, count in sorted(codes.items()):
        told = [
            _of(count, "Pauto"),
            _of(count, "Pwarn"),
            _of(count, "Phuman", "Pinfo"),
            _of(count, *_UNKNOWN),
            _of(count, *_DAMAGE),
        ]
        lines.append(f"| {code} | " + " | ".join(told) + " |")
    lines += [
        "",
        "| rule | found a labelled mistake | false alarm | hint on a clean report |",
        "| --- | --- | --- | --- |",
    ]
    right = Counter(f.rule for one in judged() for _, f in one.found if f is not None)
    wrong = Counter(finding.rule for one in judged() for finding in one.false())
    hints = Counter(f.rule for one in judged() if not one.paper.mistakes for f in one.findings if f.severity == "info")
    rules = sorted({*right, *wrong, *hints})
    lines += [f"| {rule} | {right[rule] or ''} | {wrong[rule] or ''} | {hints[rule] or ''} |" for rule in rules]
    return "\n".join(lines)


_UNKNOWN = ("?auto", "?warn", "?human", "?info")
_DAMAGE = ("Aauto", "Awarn", "Ainfo")


def _of(count: Counter[str], *names: str) -> str:
    whole = sum(count[name] for name in names)
    return f"{sum(count['+' + name] for name in names)}/{whole}" if whole else ""
