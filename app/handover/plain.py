"""Figures and findings as they travel: in packages, and in what the verbs print as JSON."""

from __future__ import annotations

from typing import Any

from app.checks.engine import CheckResult
from app.domain.values import Value, ValueSpec, plain


def value_json(value: Value, spec: ValueSpec | None = None) -> int | str | None:
    """A figure as it travels: a count as a whole number, money as a decimal string, blank as null."""
    if value is None or (isinstance(value, int) and (spec is None or spec.kind != "money")):
        return value
    return plain(value)


def rules_json(result: CheckResult) -> dict[str, int]:
    """How many rules ran and what came of them."""
    counts = result.counts
    return {"run": counts.run, "passed": counts.passed, "failed": counts.failed, "skipped": counts.skipped}


def findings_json(result: CheckResult) -> list[dict[str, Any]]:
    """What the rules found."""
    return [
        {
            "rule": finding.rule,
            "severity": finding.severity,
            "basis": finding.basis,
            "cells": list(finding.cells),
            "message": finding.message,
            "gap": value_json(finding.gap),
        }
        for finding in result.findings
    ]
