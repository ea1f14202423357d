"""Formats and lists of wording that were added: every version is kept, the last one holds."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from app.storage.shelf import Shelf


def held(shelf: Shelf) -> list[tuple[str, str, int]]:
    return [(known.id, known.source, known.version) for known in shelf.packs("wording")]


def test_the_last_version_holds_and_can_be_gone_back_on(workspace: Path) -> None:
    with Shelf.open(workspace) as shelf:
        shelf.add_pack("wording", "local", "一")
        shelf.add_pack("form", "local", "格式")
        shelf.add_pack("wording", "local", "二")
        shelf.add_pack("wording", "other", "三")
    with Shelf.open(workspace) as shelf:
        assert held(shelf) == [("local", "二", 2), ("other", "三", 1)]
        assert shelf.forms() == [("local", "格式")]
        assert shelf.drop_pack("wording", "local")
        assert held(shelf) == [("local", "一", 1), ("other", "三", 1)]
        assert shelf.drop_pack("wording", "local")
        assert not shelf.drop_pack("wording", "local")
        assert held(shelf) == [("other", "三", 1)]
        assert shelf.forms() == [("local", "格式")]


def test_a_format_that_was_kept_by_an_older_program_is_its_first_version(workspace: Path) -> None:
    from tests.museum.workspaces import HERE

    workspace.write_bytes((HERE / "workspace-v3.db").read_bytes())
    with Shelf.open(workspace) as shelf:
        (known,) = shelf.packs("form")
        assert (known.id, known.version) == ("invented-2027", 1)
        assert known.added
        shelf.add_pack("form", known.id, "又一份")
        assert shelf.forms() == [(known.id, "又一份")]
        shelf.drop_pack("form", known.id)
        assert shelf.forms() == [(known.id, known.source)]
    with sqlite3.connect(workspace) as db:
        assert db.execute("SELECT count(*) FROM sqlite_schema WHERE name = 'form'").fetchone() == (0,)
    db.close()
