"""The time. ``GONGKAILAN_NOW`` (ISO 8601) stops the clock, so that pictures and samples can be made again."""

from __future__ import annotations

import os
from datetime import date, datetime

from app.domain.errors import Trouble

STOPPED = "GONGKAILAN_NOW"


def now() -> datetime:
    """The time here, with its offset from UTC; raises ``Trouble`` where the stopped time cannot be read."""
    stopped = os.environ.get(STOPPED)
    if not stopped:
        return datetime.now().astimezone()
    try:
        moment = datetime.fromisoformat(stopped)
    except ValueError as error:
        raise Trouble(f"环境变量 {STOPPED} 里的时间“{stopped}”读不出来", "请写成 2026-01-15T09:30 这样") from error
    return moment if moment.tzinfo else moment.astimezone()


def today() -> date:
    """The date here."""
    return now().date()
