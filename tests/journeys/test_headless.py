"""The door without a screen as scripts use it: an invented paper all the way, and whatever may be wrong, one by one."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import re
import shutil
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path

import pypdfium2
import pytest

from app.checks import totals
from app.domain.report import Report, ReportKey
from app.domain.values import Value
from app.forms.catalogue import load_folder
from app.forms.model import Form
from app.system import paths
from app.workbench.bench import Workbench
from tests.app.imports.papers import paper, stacked, texts
from tests.disks import fill_up, read_only, small_disk
from tests.journeys.headless import ROOT, command, environment, run

CATALOGUE = load_folder(paths.forms_folder())
OLD, NEW = CATALOGUE.governing(2020), CATALOGUE.governing(2023)
INVENTED = ROOT / "tests" / "forms" / "annual_2027.toml"
AT = ("--organ", "示例乡", "--year", "2020")
CELL = next(name for name in OLD.cells if name not in totals.total_addresses(OLD))
TEXT = next(section.id for section in OLD.sections if section.kind == "text")


def figures(form: Form) -> dict[str, Value]:
    """A year in which something happened, balanced: 4 requests, 3 granted, one carried over; every total right."""
    counted = totals.total_addresses(form)
    cells: dict[str, Value] = {name: 0 for name in form.cells if name not in counted}
    cells |= {"requests.new.natural": 4, "requests.granted.natural": 3, "requests.carried_out.natural": 1}
    money = next((name for name, spec in form.cells.items() if spec.kind == "money"), None)
    if money is not None:
        cells[money] = Decimal("1234.5")
    return {name: totals.effective(form, cells)[name] for name in form.cells}


# ------------------------------------------------------------------------------------------------- an invented paper


@pytest.mark.parametrize(("form", "year"), [(OLD, 2020), (NEW, 2022)], ids=["format of 2019", "format of 2021"])
def test_an_invented_paper_all_the_way(form: Form, year: int, tmp_path: Path) -> None:
    """import, show, check, report, board on office paper, pack, verify: what went in comes out."""
    workspace, stick = tmp_path / "w.db", tmp_path / "stick"
    stick.mkdir()
    old = tmp_path / "旧报告.txt"
    old.write_text(paper(form, "示例乡", year, figures(form), stacked), encoding="gb18030")
    at = ("--organ", "示例乡", "--year", str(year))

    read = json.loads(run(workspace, "import", old, *at, "--json"))
    stated = {name: str(value) if isinstance(value, Decimal) else value for name, value in figures(form).items()}
    assert (read["cells"], read["form"]) == (stated, form.id)
    assert {doubt["cell"] for doubt in read["doubts"]} <= {name for name, spec in form.cells.items() if spec.unit}
    shown = json.loads(run(workspace, "show", *at, "--json"))
    assert (shown["cells"], shown["state"]) == (stated, "draft")
    assert shown["passages"] == texts(form)

    checked = json.loads(run(workspace, "check", *at, "--json"))
    assert checked["rules"]["run"] == checked["rules"]["passed"] + checked["rules"]["failed"] > 40
    assert "error" not in {finding["severity"] for finding in checked["findings"]}

    for kind, more in (("report", ()), ("board", ("--size", "A1", "--tile", "A4"))):
        out = tmp_path / f"{kind}.pdf"
        assert run(workspace, "export", kind, *at, "--out", out, *more).strip() == str(out)
        with pypdfium2.PdfDocument(out) as document:
            sheets = [tuple(sorted(round(side / 72 * 25.4) for side in page.get_size())) for page in document]
            words = "".join("".join(page.get_textpage().get_text_range().split()) for page in document)
        assert set(sheets) == {(210, 297)}
        assert len(sheets) > (8 if more else 2)
        if form is OLD:
            assert "1234.5" in words

    package = Path(run(workspace, "pack", *at, "--to", stick).strip())
    assert [path.name for path in stick.iterdir()] == [package.name]
    assert "核对通过" in run(tmp_path / "elsewhere.db", "verify", package)
    assert json.loads(run(workspace, "show", *at, "--json"))["state"] == "handed_over"


# ------------------------------------------------------------------------------------------------------- what is wrong


class Desk:
    """A folder with a workspace that holds one report, and whatever a case puts beside it."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.workspace = folder, folder / "gongkailan.db"

    def file(self, name: str, data: bytes | str = b"") -> Path:
        path = self.folder / name
        path.write_bytes(data.encode() if isinstance(data, str) else data)
        return path

    def bend(self, deed: Callable[[sqlite3.Connection], object]) -> None:
        """Changes the workspace behind the program's back."""
        with contextlib.closing(sqlite3.connect(self.workspace)) as connection:
            deed(connection)
            connection.commit()


@pytest.fixture(scope="module")
def ready(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The workspace that every case begins with."""
    path = tmp_path_factory.mktemp("ready") / "gongkailan.db"
    with Workbench.open(path) as bench:
        key = ReportKey("示例乡", 2020)
        bench._shelf.create(Report(key, OLD.id, cells=figures(OLD), passages={TEXT: "有。"}))
    return path


@pytest.fixture
def desk(tmp_path: Path, ready: Path) -> Desk:
    folder = tmp_path / "数据"
    folder.mkdir()
    made = Desk(folder)
    shutil.copyfile(ready, made.workspace)
    return made


def prints(folder: Path, *, exact: bool = False) -> dict[str, str]:
    """Everything below a folder: names, kinds, contents.

    Of a sound workspace its whole content, because opening and closing one counts up in its head; its bytes where they
    must stay ``exact``.
    """
    found = {}
    for path in sorted(folder.rglob("*")):
        name = str(path.relative_to(folder))
        kind = "link" if path.is_symlink() else "folder" if path.is_dir() else "file" if path.is_file() else "other"
        content = None if exact or kind != "file" or path.suffix != ".db" else _rows(path)
        found[name] = kind if kind != "file" else hashlib.sha256(content or path.read_bytes()).hexdigest()
    return found


def _rows(path: Path) -> bytes | None:
    try:
        with contextlib.closing(sqlite3.connect(f"{path.as_uri()}?immutable=1", uri=True)) as connection:
            return "\n".join(connection.iterdump()).encode()
    except sqlite3.Error:
        return None


def refused(desk: Desk, *words: str | Path, says: str, code: int = 2, exact: bool = False) -> str:
    """One Chinese sentence with its three parts on stderr, the exit code, and nothing changed on the disk."""
    before = prints(desk.folder, exact=exact)
    done = subprocess.run(
        command(desk.workspace, *words), cwd=ROOT, env=environment(), capture_output=True, encoding="utf-8",
        check=False, timeout=60,
    )  # fmt: skip
    assert done.returncode == code, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    assert done.stderr.count("\n") == 1
    assert done.stderr.endswith(("。\n", "？\n"))
    assert sum(map(done.stderr.count, "。？")) >= 3
    assert re.search(r"没有变|没有动|存好|安全", done.stderr), done.stderr
    assert says in done.stderr, done.stderr
    assert prints(desk.folder, exact=exact) == before
    return done.stderr


def a_socket(desk: Desk) -> Path:
    path = desk.folder / "s"
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(str(path))
    return path


PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8
NOVEL = "从前有座山，山里有座庙。\n" * 40
Papers = Callable[[Desk], tuple[str | Path, ...]]
PAPERS: dict[str, tuple[Papers, str]] = {
    "missing": (lambda desk: (desk.folder / "没有.txt", *AT), "没有这个文件"),
    "folder": (lambda desk: (desk.folder, *AT), "文件夹"),
    "link to nothing": (lambda desk: (_link(desk), *AT), "没有"),
    "binary": (lambda desk: (desk.file("图.txt", PNG), *AT), "不是文字文件"),
    "zeros": (lambda desk: (desk.file("零.txt", bytes(4000)), *AT), "文字"),
    "empty": (lambda desk: (desk.file("空.txt"), *AT), "空"),
    "no report": (lambda desk: (desk.file("故事.txt", NOVEL), *AT), "没有找到年度报告"),
    "no organ": (lambda desk: (desk.file("故事.txt", NOVEL), "--year", "2020"), "哪个单位"),
    "no year": (lambda desk: (desk.file("故事.txt", NOVEL), "--organ", "示例乡"), "哪一年"),
    "year without a format": (lambda desk: (_paper(desk), "--organ", "示例乡", "--year", "1987"), "1987"),
}


def _link(desk: Desk) -> Path:
    path = desk.folder / "链接.txt"
    path.symlink_to(desk.folder / "没有")
    return path


def _paper(desk: Desk) -> Path:
    return desk.file("旧.txt", paper(OLD, "示例乡", 2020, figures(OLD), stacked))


@pytest.mark.parametrize("case", PAPERS)
def test_papers_that_cannot_be_read(desk: Desk, case: str) -> None:
    words, says = PAPERS[case]
    refused(desk, "import", *words(desk), says=says)


@pytest.mark.skipif(not hasattr(socket, "AF_UNIX"), reason="POSIX sockets")
def test_a_paper_that_is_no_file(desk: Desk) -> None:
    refused(desk, "import", a_socket(desk), *AT, says="")


REQUESTS: dict[str, tuple[tuple[str, ...], str]] = {
    "unknown address": (("set", *AT, f"{CELL}=1", "nowhere.at.all=1"), "nowhere.at.all"),
    "letters": (("set", *AT, f"{CELL}=1o"), "字母 o"),
    "below nought": (("set", *AT, f"{CELL}=-1"), "负数"),
    "no text file": (("set", *AT, f"{TEXT}=@没有这个.txt"), "没有这个文件"),
    "no organ": (("set", "--year", "2020", f"{CELL}=1"), "机关"),
    "year without a format": (("set", "--organ", "示例乡", "--year", "1987", f"{CELL}=1"), "1987"),
    "other year": (("show", "--organ", "示例乡", "--year", "2019"), "2019"),
    "other organ": (("check", "--organ", "别的乡", "--year", "2020"), "别的乡"),
    "odd size": (("export", "board", *AT, "--size", "A9", "--out", "x.pdf"), "A9"),
    "odd paper": (("export", "board", *AT, "--tile", "B5", "--out", "x.pdf"), "B5"),
}


@pytest.mark.parametrize("case", REQUESTS)
def test_requests_that_are_wrong(desk: Desk, case: str) -> None:
    words, says = REQUESTS[case]
    refused(desk, *words, says=says)


def test_formats_that_do_not_lint(desk: Desk) -> None:
    good = INVENTED.read_text(encoding="utf-8")
    bad = desk.file("bad.toml", good.replace('cells = ["counters.all_kinds.grand"]', 'cells = ["counters.no.grand"]'))
    refused(desk, "forms", "--add", bad, says="没有通过检查")
    refused(desk, "forms", "--add", desk.file("png.toml", PNG), says="")
    refused(desk, "lint", desk.file("cut.toml", good[: len(good) // 2]), says="")
    refused(desk, "lint", desk.folder / "没有.toml", says="")
    refused(desk, "lint", desk.folder, says="文件夹")


def test_places_that_take_nothing(desk: Desk) -> None:
    refused(desk, "export", "report", *AT, "--out", desk.folder, says="文件夹")
    refused(desk, "export", "report", *AT, "--out", desk.folder / "无" / "x.pdf", says="不在")
    refused(desk, "export", "report", *AT, "--out", desk.workspace / "x.pdf", says="不是文件夹")
    refused(desk, "pack", *AT, "--to", desk.folder / "无", says="不在")
    refused(desk, "pack", *AT, "--to", desk.file("文件"), says="")
    refused(desk, "demo", "--out", desk.file("文件"), says="是一个文件")
    locked = desk.folder / "光盘"
    locked.mkdir()
    with read_only(locked):
        refused(desk, "export", "report", *AT, "--out", locked / "x.pdf", says="")
        refused(desk, "pack", *AT, "--to", locked, says="")
    with small_disk(desk.folder / "满盘", 64) as stick:
        fill_up(stick)
        refused(desk, "export", "report", *AT, "--out", stick / "x.pdf", says="满了")
        refused(desk, "pack", *AT, "--to", stick, says="满了")
        refused(desk, "export", "board", *AT, "--tile", "A3", "--out", stick / "x.pdf", says="满了")


def test_packages_that_prove_nothing(desk: Desk) -> None:
    refused(desk, "verify", desk.folder / "没有.zip", says="读不出来")
    refused(desk, "verify", desk.folder, says="文件夹")
    refused(desk, "verify", desk.file("图.zip", PNG), says="", code=1)
    refused(desk, "verify", desk.file("空.zip"), says="", code=1)


# ------------------------------------------------------------------------------------------------- the workspace itself

VERBS: tuple[tuple[str, ...], ...] = (("show", *AT), ("set", *AT, f"{CELL}=9"), ("forms",))


@pytest.fixture(params=VERBS, ids=[words[0] for words in VERBS])
def verb(request: pytest.FixtureRequest) -> tuple[str, ...]:
    words: tuple[str, ...] = request.param
    return words


def test_a_workspace_that_is_a_folder(desk: Desk, verb: tuple[str, ...]) -> None:
    desk.workspace.unlink()
    desk.workspace.mkdir()
    refused(desk, *verb, exact=True, says="文件夹")


def test_a_workspace_that_is_no_database(desk: Desk, verb: tuple[str, ...]) -> None:
    desk.workspace.write_bytes(PNG)
    refused(desk, *verb, exact=True, says="")


def test_a_workspace_cut_short(desk: Desk, verb: tuple[str, ...]) -> None:
    whole = desk.workspace.read_bytes()
    desk.workspace.write_bytes(whole[: len(whole) // 2])
    refused(desk, *verb, exact=True, says="坏")


def test_a_database_of_another_program(desk: Desk, verb: tuple[str, ...]) -> None:
    desk.workspace.unlink()
    desk.bend(lambda connection: connection.execute("CREATE TABLE songs(name)"))
    refused(desk, *verb, exact=True, says="")


def test_a_workspace_from_a_newer_version(desk: Desk, verb: tuple[str, ...]) -> None:
    def age(connection: sqlite3.Connection) -> None:
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        connection.execute(f"PRAGMA user_version={version + 1}")

    desk.bend(age)
    refused(desk, *verb, exact=True, says="新")


@contextlib.contextmanager
def held(workspace: Path) -> Iterator[None]:
    """Another program has the workspace open."""
    code = (
        "import sys, pathlib; from app.workbench.bench import Workbench\n"
        "with Workbench.open(pathlib.Path(sys.argv[1])): print('open', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, str(workspace)], cwd=ROOT, env=environment(),
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    ) as holder:  # fmt: skip
        assert holder.stdout is not None
        assert holder.stdout.readline() == "open\n"
        try:
            yield
        finally:
            holder.communicate("")


def test_a_workspace_in_use(desk: Desk) -> None:
    with held(desk.workspace):
        for verb in VERBS:
            refused(desk, *verb, exact=True, says="已经开着")
    assert json.loads(run(desk.workspace, "show", *AT, "--json"))["cells"][CELL] == 0


def test_a_workspace_where_nothing_can_be_written(desk: Desk, verb: tuple[str, ...]) -> None:
    with read_only(desk.folder):
        refused(desk, *verb, exact=True, says="只读" if os.geteuid() == 0 else "")


def test_a_workspace_on_a_full_disk(desk: Desk, ready: Path, tmp_path: Path) -> None:
    with small_disk(tmp_path / "盘", 1024) as disk:
        full = Desk(disk)
        shutil.copyfile(ready, full.workspace)
        fill_up(disk)
        said = refused(full, "set", *AT, f"{TEXT}={'很长的话。' * 2000}", says="满了")
        assert "示例乡" not in said
        assert json.loads(run(full.workspace, "show", *AT, "--json"))["passages"] == {TEXT: "有。"}
