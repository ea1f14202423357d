"""Every published workspace still opens, whole, and can be worked on."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from app.storage.shelf import Shelf
from app.storage.version import VERSION
from tests.museum.workspaces import FIRST, HERE, SECOND, contents

EXHIBITS = sorted(HERE.glob("workspace-v*.db"))


def test_every_version_is_there() -> None:
    names = {path.name for path in EXHIBITS}
    for version in range(1, VERSION + 1):
        assert {f"workspace-v{version}.db", f"workspace-v{version}-killed.db"} <= names


def as_asked(found: Any, wanted: Any) -> Any:
    """``found`` without what ``wanted`` does not speak of: an older version knew less to ask for."""
    if isinstance(wanted, dict) and isinstance(found, dict):
        return {name: as_asked(found[name], wanted[name]) for name in wanted if name in found}
    if isinstance(wanted, list) and isinstance(found, list) and len(wanted) == len(found):
        return [as_asked(one, other) for one, other in zip(found, wanted, strict=True)]
    return found


@pytest.mark.parametrize("exhibit", EXHIBITS, ids=lambda path: path.stem)
def test_it_opens_whole(exhibit: Path, workspace: Path) -> None:
    for tail in ("", "-wal"):
        source = exhibit.with_name(exhibit.name + tail)
        if source.exists():
            shutil.copy(source, workspace.with_name(workspace.name + tail))
    label = re.sub("-killed$", "", exhibit.stem)
    wanted = json.loads(exhibit.with_name(f"{label}.json").read_text(encoding="utf-8"))
    with Shelf.open(workspace) as shelf:
        found = contents(shelf)
        assert as_asked(found, wanted) == wanted
        if "postings" in wanted:  # the third was withdrawn, and is kept
            shelf.restore_posting(FIRST, 3)
            assert [(item.seq, item.place) for item in shelf.postings(FIRST)][2] == (3, "记错了")
        assert shelf.redo(SECOND)
        assert shelf.redo(SECOND) is None
    with Shelf.open(workspace) as shelf:
        report = shelf.find(SECOND)
        assert report is not None
        assert str(report.cells["x.y.z"]) == "0.000004"
