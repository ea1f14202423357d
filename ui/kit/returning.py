"""Back to the cell she left: where the hands were in each report, over a change of year and a night at home."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from app.domain.report import ReportKey
    from ui.kit.look import Look

_MOST = 40  # reports that are remembered; the longest unopened is forgotten


class Page(Protocol):
    """A place where a report is edited."""

    def here(self) -> str:
        """The address under the hands."""

    def go_to(self, address: str) -> bool:
        """Leads there; False for an address that the report lacks."""


def keep(look: Look, key: ReportKey, page: Page) -> None:
    """Remembers where the hands are in the report ``key``."""
    known = _known(look)
    known.pop(_name(key), None)
    known[_name(key)] = page.here()
    look.keep_hands(json.dumps(dict(list(known.items())[-_MOST:]), ensure_ascii=False))


def lead_back(look: Look, key: ReportKey, page: Page) -> None:
    """Puts the hands where they were, where that is known."""
    address = _known(look).get(_name(key), "")
    if address:
        page.go_to(address)


def _name(key: ReportKey) -> str:
    return f"{key.organ} {key.year}"


def _known(look: Look) -> dict[str, str]:
    try:
        found = json.loads(look.hands or "{}")
    except ValueError:
        return {}
    if not isinstance(found, dict):
        return {}
    return {name: address for name, address in found.items() if isinstance(address, str)}
