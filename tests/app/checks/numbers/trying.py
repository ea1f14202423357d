"""Reports of one text and some figures, for the rules on numbers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path

from app.checks.engine import CheckResult, check
from app.checks.model import Around, Finding
from app.checks.totals import total_addresses
from app.domain.address import Address
from app.domain.report import Answer, Report, ReportKey
from app.domain.values import Value
from app.forms.load import load_file as load_form
from app.forms.model import Form
from app.wording.load import load_file
from app.wording.model import Wording

ROOT = Path(__file__).parents[4]
LISTS = tuple(load_file(ROOT / "resources" / "wording" / f"{name}.toml") for name in ("claims", "numbers"))
WORDING = Wording(LISTS)
RULES = frozenset(rule.id for known in LISTS for rule in known.rules)
TEXT = "overview"


@lru_cache(maxsize=4)
def form(year: int = 2023) -> Form:
    """The format that governs ``year``; the invented one from 2027 on."""
    if year >= 2027:
        return load_form(ROOT / "tests" / "forms" / "annual_2027.toml")
    return load_form(ROOT / "resources" / "forms" / f"annual_{2019 if year < 2021 else 2021}.toml")


def report(
    texts: str | Mapping[str, str],
    cells: Mapping[Address, Value] | None = None,
    *,
    year: int = 2023,
    fill: Value = 0,
    answers: Iterable[Answer] = (),
) -> Report:
    """All cells ``fill`` but ``cells``; totals compute themselves."""
    known = form(year)
    passages = {TEXT: texts} if isinstance(texts, str) else texts
    leaves = [name for name in (*known.cells, *known.fields) if name not in total_addresses(known)]
    made = Report(ReportKey("柳湾乡", year), known.id, passages=dict(passages))
    made = made.with_cells({**dict.fromkeys(leaves, fill), **(cells or {})})
    for answer in answers:
        made = made.with_answer(answer)
    return made


def checked(made: Report) -> CheckResult:
    """The result with the two lists alone."""
    return check(form(made.key.year), made, None, Around(wording=WORDING))


def findings(
    texts: str | Mapping[str, str],
    cells: Mapping[Address, Value] | None = None,
    *,
    year: int = 2023,
    fill: Value = 0,
) -> tuple[Finding, ...]:
    """What the rules on numbers find."""
    found = checked(report(texts, cells, year=year, fill=fill)).findings
    return tuple(finding for finding in found if finding.rule in RULES)


def rules(
    texts: str | Mapping[str, str],
    cells: Mapping[Address, Value] | None = None,
    *,
    year: int = 2023,
    fill: Value = 0,
) -> list[str]:
    """The rules that find something, once for each finding."""
    return [finding.rule for finding in findings(texts, cells, year=year, fill=fill)]
