"""What an office may add to the A4 report."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ReportOptions:
    """``cover``: a leaf before it with title, publisher and date, its back blank; ``sign_block``: boxes at the end."""

    cover: bool = False
    sign_block: bool = False
