"""What a report says, in plain values and as one text: equal only where figures and texts are."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from app.domain.address import Address
from app.domain.values import Value, value_json
from app.forms.model import Form


def said(form: Form, values: Mapping[Address, Value], passages: Mapping[str, str]) -> dict[str, Any]:
    """Every cell and field (``values``: totals computed) and every text as it is kept, ready for JSON."""
    specs = {**form.cells, **form.fields}
    return {
        "form": form.id,
        "cells": {name: value_json(values[name], spec) for name, spec in specs.items()},
        "passages": {name: passages[name] for name in form.passage_ids if passages.get(name)},
    }


def stated(form: Form, values: Mapping[Address, Value], passages: Mapping[str, str]) -> str:
    """The same as one text."""
    return canonical(said(form, values, passages)).decode("utf-8", "replace")


def canonical(data: Any) -> bytes:
    """``data`` as JSON in one way only: keys sorted, no blanks, UTF-8."""
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False).encode(
        "utf-8", "surrogatepass"
    )
