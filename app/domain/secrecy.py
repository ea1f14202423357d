"""保密审查: who looked at a report before it is made public, when, on what ground, with what conclusion."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, Literal

# none: nobody has looked; stands: the content is what was looked at, and may be public; changed: it says something
# else by now, or nobody can tell what the record concludes; private: personal data in it wants stars or a reason first;
# kept: it must not be made public.
Standing = Literal["none", "stands", "changed", "private", "kept"]
_KEYS = frozenset(("who", "when", "basis", "conclusion", "fingerprint"))
_MORE = frozenset(("note",))


@dataclass(frozen=True, slots=True)
class Conclusion:
    """One way in which a review may end; ``publishes`` where the content may then be made public.

    ``asks`` is what the record has to say besides, ``such_as`` an example of it; "" where the words say it all.
    """

    id: str
    words: str
    publishes: bool
    asks: str = ""
    such_as: str = ""


@dataclass(frozen=True, slots=True)
class Review:
    """One review. ``when`` is ISO 8601, ``conclusion`` an id.

    ``fingerprint`` is that of what the board printed then; in a package that of its report, where it fits.
    ``note`` answers what the conclusion asks (``Conclusion.asks``).
    """

    who: str
    when: str
    basis: str
    conclusion: str
    fingerprint: str
    note: str = ""

    def data(self) -> dict[str, str]:
        """As it is kept and travels; what is empty is left out."""
        return {name: value for name, value in asdict(self).items() if value}


def review_of(data: Any) -> Review | None:
    """The review that ``data`` says (``Review.data``); None where it says none."""
    if not isinstance(data, Mapping) or set(data) - _MORE != _KEYS:
        return None
    if not all(isinstance(value, str) and value.strip() for value in data.values()):
        return None
    try:
        datetime.fromisoformat(data["when"])
    except ValueError:
        return None
    return Review(**data)
