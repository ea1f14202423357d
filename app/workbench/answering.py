"""A reason given without a screen: which finding is meant, by its rule and, where that is not enough, its mark."""

from __future__ import annotations

from app.checks.model import Finding
from app.domain.errors import NotFound, Trouble
from app.workbench.bench import Workbench

NAMED = 5  # findings that a refusal lists


def answer(bench: Workbench, year: int, organ: str | None, rule: str, mark: str | None, text: str, who: str) -> Finding:
    """Keeps ``text`` as the reason for the open finding of ``rule`` (at ``mark``); the finding as it is answered.

    Raises ``Trouble`` where several are open and no mark tells which, where the rule found nothing, and what
    ``Session.answer`` raises.
    """
    session = bench.session(year, organ)
    found = [finding for finding in session.result.findings if finding.rule == rule]
    meant = _meant(found if mark else [finding for finding in found if finding.is_open] or found, rule, mark)
    session.answer(meant, text, who)
    return next(it for it in session.result.findings if (it.rule, it.mark) == (meant.rule, meant.mark))


def withdraw(bench: Workbench, year: int, organ: str | None, rule: str, mark: str | None) -> Finding:
    """Takes a reason back; the finding, open again. Raises like ``answer``."""
    session = bench.session(year, organ)
    found = [it for it in session.result.findings if it.rule == rule and not it.is_open]
    meant = _meant(found, rule, mark, "有说明的")
    session.withdraw(meant)
    return meant


def _meant(found: list[Finding], rule: str, mark: str | None, which: str = "") -> Finding:
    meant = [finding for finding in found if finding.mark == mark] if mark else found
    if len(meant) == 1:
        return meant[0]
    if not found:
        raise NotFound(f"这份报告里没有规则 {rule} 查出的{which}问题", "请先用 check 看一遍")
    listed = "；".join(f"{finding.mark}（{finding.message.rstrip('。')}）" for finding in found[:NAMED])
    more = f"；另有 {len(found) - NAMED} 处" if len(found) > NAMED else ""
    what = f"规则 {rule} 查出 {len(found)} 处" + ("，没有您指的那一处" if mark else "")
    raise Trouble(what, f"请用 --mark 指明是哪一处：{listed}{more}")
