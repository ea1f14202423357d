"""What a report says, as one number: the same figures and texts always give the same fingerprint and check code."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from app.checks.totals import effective
from app.domain.report import Report
from app.forms.model import Form
from app.handover.plain import value_json

ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # no 0 O, 1 I: the code is read out over the telephone
CODE_LENGTH = 8


def content(report: Report, form: Form) -> dict[str, Any]:
    """Everything the report states, ready for JSON: every cell and field (totals computed) and every text."""
    return {"organ": report.key.organ, "year": report.key.year, **_said(report, form)}


def stated(report: Report, form: Form) -> str:
    """The figures and texts of ``report`` as one text, equal only where they are; its organ may be renamed."""
    return canonical(_said(report, form)).decode("utf-8", "replace")


def _said(report: Report, form: Form) -> dict[str, Any]:
    values = effective(form, report.cells)
    specs = {**form.cells, **form.fields}
    return {
        "form": form.id,
        "cells": {name: value_json(values[name], spec) for name, spec in specs.items()},
        "passages": {name: report.passages[name] for name in form.passage_ids if report.passages.get(name)},
    }


def fingerprint(report: Report, form: Form) -> str:
    """SHA-256 over ``content`` and the form file itself, in hex."""
    import hashlib

    source = hashlib.sha256(form.source.encode("utf-8")).hexdigest()
    return _hashed({**content(report, form), "form_sha256": source})


def printed(report: Report, form: Form, around: Mapping[str, Any]) -> str:
    """SHA-256, in hex, over what is printed of a report: what is stated in it, and ``around`` (ready for JSON).

    Neither rules and words of the form file nor its blank cells are in it, so that no later program gives another one.
    """
    said = content(report, form)
    stated = {name: value for name, value in said["cells"].items() if value is not None}
    return _hashed({**said, "cells": stated, "around": dict(around)})


def _hashed(data: Any) -> str:
    import hashlib  # brings OpenSSL along, which the first page can do without

    return hashlib.sha256(canonical(data)).hexdigest()


def check_code(mark: str) -> str:
    """Eight signs of ``mark`` (a fingerprint) for people to compare."""
    number = int(mark[: CODE_LENGTH * 5 // 4], 16)
    signs = []
    for _ in range(CODE_LENGTH):
        number, rest = divmod(number, len(ALPHABET))
        signs.append(ALPHABET[rest])
    return "".join(reversed(signs))


def canonical(data: Any) -> bytes:
    """``data`` as JSON in the one way that is hashed: keys sorted, no blanks, UTF-8."""
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False).encode(
        "utf-8", "surrogatepass"
    )
