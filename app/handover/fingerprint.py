"""What a report says, as one number: the same figures and texts always give the same fingerprint and check code."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.checks import said
from app.checks.totals import effective
from app.domain.report import Report
from app.forms.model import Form

ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # no 0 O, 1 I: the code is read out over the telephone
CODE_LENGTH = 8


def content(report: Report, form: Form) -> dict[str, Any]:
    """Everything the report states, ready for JSON: every cell and field (totals computed) and every text."""
    told = said.said(form, effective(form, report.cells), report.passages)
    return {"organ": report.key.organ, "year": report.key.year, **told}


def stated(report: Report, form: Form) -> str:
    """The figures and texts of ``report`` as one text, equal only where they are; its organ may be renamed."""
    return said.stated(form, effective(form, report.cells), report.passages)


def fingerprint(report: Report, form: Form) -> str:
    """SHA-256 over ``content`` and the form file itself, in hex."""
    import hashlib

    source = hashlib.sha256(form.source.encode("utf-8")).hexdigest()
    return _hashed({**content(report, form), "form_sha256": source})


def printed(report: Report, form: Form, around: Mapping[str, Any]) -> str:
    """SHA-256, in hex, over what is printed of a report: what is stated in it, and ``around`` (ready for JSON).

    Neither rules and words of the form file nor its blank cells are in it, so that no later program gives another one.
    """
    told = content(report, form)
    stated = {name: value for name, value in told["cells"].items() if value is not None}
    return _hashed({**told, "cells": stated, "around": dict(around)})


def _hashed(data: Any) -> str:
    import hashlib  # brings OpenSSL along, which the first page can do without

    return hashlib.sha256(said.canonical(data)).hexdigest()


def check_code(mark: str) -> str:
    """Eight signs of ``mark`` (a fingerprint) for people to compare."""
    number = int(mark[: CODE_LENGTH * 5 // 4], 16)
    signs = []
    for _ in range(CODE_LENGTH):
        number, rest = divmod(number, len(ALPHABET))
        signs.append(ALPHABET[rest])
    return "".join(reversed(signs))
