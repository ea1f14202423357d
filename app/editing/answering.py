"""Giving a reason for a finding that is right as it stands: what may be said, and of what."""

from __future__ import annotations

from datetime import datetime

from app.checks.engine import CheckResult
from app.checks.model import Finding
from app.domain.errors import NotFound, Trouble
from app.domain.report import Answer
from app.domain.text import clean, clean_line, refuse_long

MAX_REASON = 300  # signs: a sentence or two, as the sign-off slip can print them


def given(result: CheckResult, finding: Finding, text: str, who: str, now: datetime) -> Answer:
    """The answer that ``text`` gives to ``finding``, as it is kept.

    Raises ``Trouble`` for an error (it must be put right), for a blank or endless text, and ``NotFound`` where the
    figures or the sentence are no longer those that ``finding`` speaks of.
    """
    if finding.severity == "error":
        raise Trouble("这一处必须改正，写说明不能代替", "请改好它")
    reason = " ".join(clean(text).split())
    if not reason:
        raise Trouble("说明还空着，没有记下", "请写一句为什么是这样")
    refuse_long(reason, "说明", MAX_REASON)
    if not any(_is_same(finding, standing) for standing in result.findings):
        raise NotFound("这一处刚才变了，说明没有记下", "请看一眼它现在怎么说，再写")
    return Answer(finding.rule, finding.mark, finding.ground, reason, clean_line(who), now.isoformat())


def _is_same(finding: Finding, standing: Finding) -> bool:
    """Rule, mark and ground are what an answer goes by."""
    return (standing.rule, standing.mark, standing.ground) == (finding.rule, finding.mark, finding.ground)
