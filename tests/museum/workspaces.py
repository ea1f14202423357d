"""The exhibits: workspaces as each published version of the tables wrote them, with what must be found in them.

    python -m tests.museum.workspaces

writes ``workspace-vN.db`` (closed properly), ``workspace-vN-killed.db`` with its ``-wal`` (killed while it was open)
and ``workspace-vN.json`` (the contents of both) for the present version N, unless they are there: an exhibit is made
once, when its version is published, and never touched again. ``test_workspaces.py`` opens every one of them for ever.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from app.domain.change import Change
from app.domain.organ import Organ
from app.domain.posting import Posting
from app.domain.report import Answer, Handed, Report, ReportKey, State
from app.storage.shelf import Shelf
from app.storage.version import VERSION

HERE = Path(__file__).parent
FIRST, SECOND = ReportKey("柳湾乡", 2020), ReportKey("柳湾乡", 2021)
SETTINGS = ("keeper",)
DETAILS = ("issued", "footer.phone")
WHEN = "2021-01-15T09:30:00+08:00"


def stock(shelf: Shelf) -> None:
    """Something of everything: blanks, noughts, long money, rare characters, steps that stand, undone, superseded."""
    shelf.save_organ(Organ("柳湾乡人民政府", "乡", "清河区", "0999-1234567", "党政综合办公室"))
    shelf.save_setting("keeper", "王小明")
    shelf.add_pack("form", "invented-2027", 'id = "invented-2027"\n# 一份收下的格式\n')
    for words in ("一", "二𠮷", "三"):
        shelf.add_pack("wording", "local", f'id = "local"\ntitle = "{words}"\n')
    shelf.drop_pack("wording", "local")
    shelf.create(Report(FIRST, "annual-2019", State.DRAFT, {"a.b.c": 0, "a.b.d": Decimal("606.05")}, {"t": "一\n二𠮷"}))
    shelf.hand_over(FIRST, Handed(datetime.fromisoformat(WHEN), "一包.zip", "7K3M9QXD", "{}"), {"issued": "2021-01-15"})
    shelf.hand_over(FIRST, Handed(datetime.fromisoformat(WHEN), "又一包.zip", "7K3M9QXE"), {"footer.phone": "12345"})
    hung = Posting(
        0, date(2021, 1, 20), "乡政府大门口", "公开栏 A1", "贴在玻璃后", "7K3M9QXD", "{}", None, "门口𠮷.jpg", b"\xff"
    )
    shelf.put_posting(FIRST, hung)
    shelf.put_posting(FIRST, replace(hung, place="柳湾村", photo_name="", photo=b""))
    shelf.take_down(FIRST, 1, date(2021, 12, 31))
    for place in ("记错了", "又要了"):
        shelf.put_posting(FIRST, replace(hung, place=place))
    for number in (3, 4):
        shelf.withdraw_posting(FIRST, number)
    shelf.restore_posting(FIRST, 4)
    shelf.create(Report(SECOND, "annual-2021"))
    shelf.answer(SECOND, Answer("x.rule", "x.y.z", "0123456789abcdef", "期满自动失效𠮷", "王小明", WHEN), WHEN)
    for number, when in ((1, "2022-01-10T09:00:00+08:00"), (2, "2022-01-11T09:00:00+08:00")):
        commit(shelf, f"第{number}步", number, when)
    shelf.undo(SECOND, "2022-01-11T10:00:00+08:00")
    commit(shelf, "第三步", 190457379, "2022-01-12T09:00:00+08:00")
    commit(shelf, "第四步", 4, "2022-01-12T09:00:01+08:00")
    shelf.undo(SECOND, "2022-01-12T10:00:00+08:00")


def commit(shelf: Shelf, label: str, number: int, when: str) -> None:
    report = shelf.find(SECOND)
    assert report is not None
    before = Change(label, {"x.y.z": report.cells.get("x.y.z")}, {"t": report.passages.get("t", "")}, "王小明")
    after = Change(label, {"x.y.z": Decimal(number).scaleb(-6)}, {"t": f"{label}，“写”"}, "王小明")
    shelf.commit(SECOND, before, after, when)


def contents(shelf: Shelf) -> dict[str, Any]:
    """All that can be asked of a shelf, as JSON would hold it."""
    found = {
        "organ": shelf.organ(),
        "settings": {key: shelf.setting(key) for key in SETTINGS},
        "forms": shelf.forms(),
        "packs": [(known.id, known.source, known.version) for known in shelf.packs("wording")],
        "reports": shelf.reports(),
        "history": {str(report.key.year): shelf.history(report.key) for report in shelf.reports()},
        "handovers": {str(report.key.year): shelf.handovers(report.key) for report in shelf.reports()},
        "postings": [(item, shelf.photo(FIRST, item.seq).hex()) for item in shelf.postings(FIRST)],
        "details": {name: shelf.detail(FIRST, name) for name in DETAILS},
        "labels": {str(report.key.year): shelf.labels(report.key) for report in shelf.reports()},
    }
    plain: dict[str, Any] = json.loads(json.dumps(_named(found), default=_plain, ensure_ascii=False))
    return plain


def _named(item: Any) -> Any:
    """``item`` with every named tuple by its names: JSON would make a list of it."""
    if isinstance(item, dict):
        return {name: _named(value) for name, value in item.items()}
    if hasattr(item, "_asdict"):
        return _named(item._asdict())
    return [_named(value) for value in item] if isinstance(item, (list, tuple)) else item


def _plain(item: object) -> object:
    if isinstance(item, Decimal):
        return f"{item} (decimal)"
    if isinstance(item, bytes):
        return item.hex()
    if isinstance(item, date):  # a time is one, too
        return item.isoformat()
    return {name: _named(getattr(item, name)) for name in type(item).__slots__}  # type: ignore[attr-defined]


def _make_killed(path: Path) -> None:
    code = (
        "import pathlib, sys; from app.storage.shelf import Shelf; from tests.museum.workspaces import stock;"
        "stock(Shelf.open(pathlib.Path(sys.argv[1]))); print('done', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        process.stdout.readline()
        os.kill(process.pid, signal.SIGKILL)


def main() -> None:
    plain = HERE / f"workspace-v{VERSION}.db"
    if plain.exists():
        sys.exit(f"{plain.name} stands in the museum already")
    with Shelf.open(plain) as shelf:
        stock(shelf)
        wanted = contents(shelf)
    _make_killed(HERE / f"workspace-v{VERSION}-killed.db")
    text = json.dumps(wanted, ensure_ascii=False, indent=1)
    (HERE / f"workspace-v{VERSION}.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
