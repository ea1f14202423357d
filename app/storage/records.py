"""Values and changes as the tables keep them, and back; whatever does not read back is a damaged file."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from app.domain.address import Address
from app.domain.change import Change
from app.domain.values import Value
from app.storage import troubles

# Plain notation only: what reads as a number otherwise (NaN, 1E+999999, 1_0) was not written by this program.
_PLAIN = {"int": re.compile(r"-?[0-9]+"), "decimal": re.compile(r"-?[0-9]+(\.[0-9]+)?")}


def value_row(value: int | Decimal) -> dict[str, str]:
    """The columns ``type`` and ``value``."""
    if isinstance(value, Decimal):
        return {"type": "decimal", "value": format(value, "f")}
    return {"type": "int", "value": str(value)}


def row_value(kind: str, text: str) -> int | Decimal:
    """The figure of a cell row; raises ``CannotOpen`` where it is none."""
    if _PLAIN[kind].fullmatch(text) is None:
        raise troubles.damaged()
    try:
        return int(text) if kind == "int" else Decimal(text)
    except (ValueError, InvalidOperation) as error:  # far too many digits
        raise troubles.damaged() from error


def change_text(change: Change) -> str:
    """Cells, passages, details and meaning as JSON: counts are numbers, money a string, blank is null."""
    cells = {name: format(v, "f") if isinstance(v, Decimal) else v for name, v in change.cells.items()}
    stated: dict[str, Mapping[str, object] | str] = {}
    if cells:
        stated["cells"] = cells
    if change.passages:
        stated["passages"] = dict(change.passages)
    if change.details:
        stated["details"] = dict(change.details)
    if change.means:
        stated["means"] = change.means
    return json.dumps(stated, ensure_ascii=False, separators=(",", ":"))


def text_change(text: str, label: str, who: str) -> Change:
    """The change that ``change_text`` wrote; raises ``CannotOpen`` where it is none."""
    try:
        stated: dict[str, Any] = json.loads(text)
        cells: dict[Address, Value] = {name: _stated(value) for name, value in stated.get("cells", {}).items()}
        passages, details = stated.get("passages", {}), stated.get("details", {})
        if not all(isinstance(text, str) for text in (*passages.values(), *details.values())):
            raise troubles.damaged()
        return Change(label, cells, passages, who, "zero" if stated.get("means") == "zero" else "", details)
    except (ValueError, TypeError, AttributeError, InvalidOperation) as error:
        raise troubles.damaged() from error


def _stated(value: object) -> Value:
    if isinstance(value, str):
        return row_value("decimal", value)
    if value is None or (isinstance(value, int) and not isinstance(value, bool)):
        return value
    raise troubles.damaged()


def day(text: str) -> date:
    """A day as the tables keep it; raises ``CannotOpen`` where it is none."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise troubles.damaged() from error


def moment(text: str) -> datetime:
    """A time as the tables keep it, with its offset from UTC; raises ``CannotOpen`` where it is none."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError as error:
        raise troubles.damaged() from error
    if found.tzinfo is None:
        raise troubles.damaged()
    return found
