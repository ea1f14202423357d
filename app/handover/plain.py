"""Figures and findings as they travel: in packages, and in what the verbs print as JSON."""

from __future__ import annotations

from typing import Any

from app.checks.engine import CheckResult
from app.domain.values import value_json


def rules_json(result: CheckResult) -> dict[str, int]:
    """How many rules ran and what came of them."""
    counts = result.counts
    return {"run": counts.run, "passed": counts.passed, "failed": counts.failed, "skipped": counts.skipped}


def findings_json(result: CheckResult) -> list[dict[str, Any]]:
    """What the rules found; ``passage`` and ``quote`` are "" where no text is meant, ``answer`` where none is given."""
    return [
        {
            "rule": finding.rule,
            "severity": finding.severity,
            "basis": finding.basis,
            "cells": list(finding.cells),
            "message": finding.message,
            "gap": value_json(finding.gap),
            "section": finding.section,
            "passage": finding.passage,
            "quote": finding.spots[0].quote if finding.spots else "",
            "answer": finding.answer.text if finding.answer else "",
            "law": finding.law,
        }
        for finding in result.findings
    ]


def answers_json(result: CheckResult) -> list[dict[str, str]]:
    """The reasons that were given and hold, each with the sentence that it answers."""
    return [
        {
            "rule": answer.rule,
            "mark": answer.mark,
            "text": answer.text,
            "who": answer.who,
            "when": answer.when,
            "message": finding.message,
        }
        for finding in result.findings
        if (answer := finding.answer) is not None
    ]
