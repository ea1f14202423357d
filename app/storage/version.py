"""What the head of a workspace file says and which tables stand in it, known without loading any library."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

# "GKL1" as the file's own mark (PRAGMA application_id), and the version of these tables (PRAGMA user_version).
APPLICATION = 0x474B4C31
VERSION = 5
# The names of what ``tables`` describes (a test compares).
TABLES = frozenset(
    (
        "organ",
        "report",
        "cell",
        "passage",
        "reason",
        "change",
        "detail",
        "handover",
        "posting",
        "setting",
        "pack",
        "alembic_version",
    )
)
MIGRATIONS = Path(__file__).parent / "migrations"


class Plan(NamedTuple):
    """The version a program works with, and the folders of its migrations; revision ``0001`` leads to version 1."""

    version: int = VERSION
    folders: tuple[Path, ...] = (MIGRATIONS / "versions",)

    @property
    def head(self) -> str:
        """The revision id of ``version``."""
        return revision_id(self.version)


CURRENT = Plan()


def revision_id(version: int) -> str:
    """The name of the migration that leads to ``version``."""
    return f"{version:04d}"
