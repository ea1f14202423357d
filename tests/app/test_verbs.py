"""The door without a screen: shapes that others script against, exit codes, one sentence for whatever goes wrong."""

from __future__ import annotations

import contextlib
import json
import os
import re
import sqlite3
import subprocess
import sys
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from app.__main__ import main, verbs_told
from app.domain.live import GAP, marker
from app.domain.organ import Organ
from app.forms.catalogue import load_folder
from app.system import paths
from app.workbench.bench import Workbench
from tests.app.imports.papers import paper, random_cells, stacked
from tests.disks import fill_up, read_only, small_disk

ROOT = Path(__file__).parents[2]
INVENTED = ROOT / "tests" / "forms" / "annual_2027.toml"
CATALOGUE = load_folder(paths.forms_folder())
OLD = CATALOGUE.governing(2020)
A_CELL, ANOTHER = list(OLD.cells)[:2]
TEXT = next(section.id for section in OLD.sections if section.kind == "text")
MONEY = next(name for name, spec in OLD.cells.items() if spec.kind == "money")
AT = ("--organ", "示例乡", "--year", "2020")


@dataclass
class Said:
    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Run = Callable[..., Said]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], workspace: Path) -> Run:
    def go(*words: str | Path) -> Said:
        code = main(["--workspace", str(workspace), *map(str, words)])
        captured = capsys.readouterr()
        return Said(code, captured.out, captured.err)

    return go


def refused(said: Said, *words: str, code: int = 2) -> None:
    """One Chinese sentence on stderr that says what, whether the data is safe, and what next."""
    assert said.code == code, said.out + said.err
    assert said.err.count("\n") == 1
    assert said.err.count("。") >= 3
    assert re.search(r"[\u4e00-\u9fff]", said.err)
    assert "Traceback" not in said.err
    for word in words:
        assert word in said.err


def full(fill: str = "0") -> list[str]:
    from app.checks.totals import total_addresses

    return [f"{name}={fill}" for name in OLD.cells if name not in total_addresses(OLD)]


def content(workspace: Path) -> list[str]:
    """Everything a closed workspace holds."""
    with contextlib.closing(sqlite3.connect(workspace)) as connection:
        return list(connection.iterdump())


# ---- set, show, check


def test_set_makes_the_report_and_acknowledges_each_change(run: Run, tmp_path: Path) -> None:
    (tmp_path / "总体.txt").write_text("第一段。\n第二段。\n", encoding="utf-8")
    said = run("set", *AT, f"{A_CELL}=３", f"{MONEY}=606.05万元", f"{TEXT}=@{tmp_path / '总体.txt'}", f"{ANOTHER}=")
    assert (said.code, said.err) == (0, "")
    assert said.out.splitlines() == [A_CELL, MONEY, TEXT, ANOTHER]
    shown = run("show", *AT, "--json").json
    assert set(shown) == {"organ", "year", "form", "state", "cells", "passages"}
    assert (shown["organ"], shown["year"], shown["form"], shown["state"]) == ("示例乡", 2020, OLD.id, "draft")
    assert set(shown["cells"]) == set(OLD.cells)
    assert (shown["cells"][A_CELL], shown["cells"][MONEY], shown["cells"][ANOTHER]) == (3, "606.05", None)
    assert shown["passages"] == {TEXT: "第一段。\n第二段。"}


def test_each_change_is_a_step_of_its_own(run: Run, workspace: Path) -> None:
    run("set", *AT, f"{A_CELL}=1", f"{A_CELL}=2", f"{ANOTHER}=5")
    with Workbench.open(workspace) as bench:
        session = bench.session(2020, "示例乡")
        for expected in ({A_CELL: 2}, {A_CELL: 1}, {}):
            session.undo()
            assert session.report.cells == expected


@pytest.mark.parametrize(
    "bad", ["nowhere.at.all=1", f"{ANOTHER}=abc", f"{ANOTHER}=-1", f"{ANOTHER}", f"{TEXT}=@no/such/file", "=5"]
)
def test_a_request_that_is_wrong_changes_nothing(run: Run, workspace: Path, bad: str) -> None:
    refused(run("set", *AT, f"{A_CELL}=1", bad))
    assert not workspace.exists()
    run("set", *AT, f"{A_CELL}=7")
    before = content(workspace)
    refused(run("set", *AT, f"{A_CELL}=1", bad))
    assert content(workspace) == before
    assert run("show", *AT, "--json").json["cells"][A_CELL] == 7


def test_check_says_how_many_rules_ran(run: Run) -> None:
    run("set", *AT, *full())
    said = run("check", *AT, "--json")
    assert said.code == 0
    rules = said.json["rules"]
    assert rules["run"] == rules["passed"] + rules["failed"]
    assert rules["skipped"] > 0
    assert {finding["severity"] for finding in said.json["findings"]} == {"warning"}
    human = run("check", *AT)
    assert human.code == 0
    total = rules["run"] + rules["skipped"]
    assert human.out.startswith(f"共 {total} 条规则：执行 {rules['run']} 条，通过 {rules['passed']} 条")
    assert f"无法执行 {rules['skipped']} 条（没有上年的报告" in human.out


def test_check_answers_no_while_errors_stand(run: Run, tmp_path: Path) -> None:
    told = run("set", *AT, *full(), "requests.new.natural=3", "requests.granted.natural=2")
    said = run("check", *AT, "--json")
    assert set(told.err.splitlines()) == {
        finding["message"] for finding in said.json["findings"] if finding["severity"] == "error"
    }
    assert run("set", *AT, f"{A_CELL}=0").err == ""  # it was said before
    assert (said.code, said.err) == (1, "")
    errors = [finding for finding in said.json["findings"] if finding["severity"] == "error"]
    assert {finding["gap"] for finding in errors} == {1}
    for finding in said.json["findings"]:
        fixed = {"rule", "severity", "basis", "cells", "message", "gap"}
        assert set(finding) == fixed | {"section", "passage", "quote", "answer", "law"}
    packed = run("pack", *AT, "--to", tmp_path)
    refused(packed, "处必须改正", code=1)
    assert all(finding["message"].rstrip("。") in packed.err for finding in errors)
    assert not list(tmp_path.glob("*.zip"))


def told(run: Run, rule: str) -> list[dict[str, Any]]:
    return [item for item in run("check", *AT, "--json").json["findings"] if item["rule"] == rule]


def test_a_reason_is_given_kept_packed_and_taken_back(run: Run, tmp_path: Path) -> None:
    run("set", *AT, *full())
    finding = next(item for item in run("check", *AT, "--json").json["findings"] if item["severity"] == "warning")
    rule = finding["rule"]
    assert {item["answer"] for item in told(run, rule)} == {""}
    said = run("answer", *AT, "--who", "王小明", rule, " 这不是同一个数 ")
    assert said.code == 0, said.err
    assert said.out == f"已说明：{finding['message']}说明（王小明）：这不是同一个数\n"
    assert said.out.strip() in run("check", *AT).out.splitlines()
    assert [item["answer"] for item in told(run, rule)] == ["这不是同一个数"]
    run("pack", *AT, "--to", tmp_path)
    (package,) = tmp_path.glob("*.zip")
    with zipfile.ZipFile(package) as archive:
        (answer,) = json.loads(archive.read("report.json"))["answers"]
    assert (answer["rule"], answer["text"], answer["who"]) == (rule, "这不是同一个数", "王小明")
    assert answer["message"] == finding["message"]
    assert run("verify", package).code == 0
    assert run("answer", *AT, "--withdraw", rule).code == 0
    assert [item["answer"] for item in told(run, rule)] == [""]
    refused(run("answer", *AT, "--withdraw", rule), "有说明的")


def test_reasons_that_cannot_be_kept(run: Run) -> None:
    run("set", *AT, *full(), "requests.new.natural=3", "requests.granted.natural=2")
    warning = next(item for item in run("check", *AT, "--json").json["findings"] if item["severity"] == "warning")
    refused(run("answer", *AT, warning["rule"]), "说明还空着")
    refused(run("answer", *AT, warning["rule"], "长" * 301), "太长了")
    refused(run("answer", *AT, "no.such.rule", "因为"), "no.such.rule")
    refused(run("answer", *AT, "--withdraw", warning["rule"], "因为"), "收回")
    marks = ["requests.new.natural", "requests.new.total"]  # one rule, two columns
    refused(run("answer", *AT, "requests.balance", "因为"), "--mark", *marks)
    refused(run("answer", *AT, "--mark", "x", "requests.balance", "因为"), "没有您指的那一处", *marks)
    refused(run("answer", *AT, "--mark", marks[0], "requests.balance", "因为"), "必须改正")


def test_live_numbers_are_shown_as_figures_and_a_blank_one_stands_in_the_way(run: Run, workspace: Path) -> None:
    run("set", *AT, *full(), f"{A_CELL}=12", f"{TEXT}=共{marker(A_CELL)}件。")
    assert run("show", *AT, "--json").json["passages"][TEXT] == "共12件。"
    assert "共12件。" in run("show", *AT).out
    with Workbench.open(workspace) as bench:
        assert bench.find(2020, "示例乡").passages[TEXT] == f"共{marker(A_CELL)}件。"
    run("set", *AT, f"{A_CELL}=")
    assert run("show", *AT, "--json").json["passages"][TEXT] == f"共{GAP}件。"
    assert f"{TEXT}.live" in {finding["rule"] for finding in run("check", *AT, "--json").json["findings"]}


def test_show_in_words(run: Run) -> None:
    run("set", *AT, *full(), f"{MONEY}=606.05")
    out = run("show", *AT).out
    assert out.startswith(OLD.title.format(organ="示例乡", year=2020))
    assert "606.05万元" in out
    assert all(name in out for name in OLD.cells)


# ---- import


def test_import_shape(run: Run, tmp_path: Path) -> None:
    cells = random_cells(OLD, 7, blanks=True)
    (tmp_path / "旧.txt").write_text(paper(OLD, "示例乡", 2020, cells, stacked), encoding="gb18030")
    said = run("import", tmp_path / "旧.txt", "--json")
    assert (said.code, said.err) == (0, "")
    assert {"form", "organ", "year", "cells", "doubts", "unplaced", "passages"} <= set(said.json)
    assert (said.json["form"], said.json["organ"], said.json["year"]) == (OLD.id, "示例乡", 2020)
    assert set(said.json["cells"]) == set(OLD.cells)
    for name, value in said.json["cells"].items():
        assert isinstance(value, str if name == MONEY else int) or value is None
    for doubt in said.json["doubts"]:
        assert set(doubt) == {"cell", "read", "proposal", "reason"}
        assert said.json["cells"][doubt["cell"]] == doubt["proposal"]
    shown = run("show", *AT, "--json").json["cells"]
    leaves = {name for name in OLD.cells if "total" not in name}
    assert {name: shown[name] for name in leaves} == {name: said.json["cells"][name] for name in leaves}


def test_import_in_words_and_again(run: Run, tmp_path: Path) -> None:
    old = tmp_path / "旧.txt"
    old.write_text(paper(OLD, "示例乡", 2020, dict.fromkeys(OLD.cells, 0), stacked), encoding="utf-8")
    assert "读出 198 格，共 198 格" in run("import", old).out
    old.write_text(paper(OLD, "示例乡", 2020, dict.fromkeys(OLD.cells, 1), stacked), encoding="utf-8")
    assert "原来填着的数换掉了 198 格" in run("import", old, *AT).out
    assert run("show", *AT, "--json").json["cells"][A_CELL] == 1


# ---- files out


def test_export_pack_and_verify(run: Run, tmp_path: Path) -> None:
    run("set", *AT, *full(), f"{TEXT}=有。")
    said = run("export", "report", *AT, "--out", tmp_path / "报告.pdf")
    assert (said.code, said.out.strip()) == (0, str(tmp_path / "报告.pdf"))
    assert (tmp_path / "报告.pdf").read_bytes().startswith(b"%PDF-")
    said = run("pack", *AT, "--to", tmp_path)
    assert said.code == 0
    package = Path(said.out.strip())
    assert package.parent == tmp_path
    assert run("show", *AT, "--json").json["state"] == "handed_over"
    proven = run("verify", package)
    assert proven.code == 0
    assert "核对通过" in proven.out
    damaged = tmp_path / "坏.zip"
    damaged.write_bytes(package.read_bytes()[:-100])
    refused(run("verify", damaged), "损坏", code=1)
    refused(run("verify", tmp_path), "文件夹")
    refused(run("verify", tmp_path / "没有.zip"), "读不出来")


@pytest.mark.parametrize("kind", ["correction", "poster", "", "WORD"])
def test_kinds_that_are_not_there(run: Run, tmp_path: Path, kind: str) -> None:
    run("set", *AT, f"{A_CELL}=1")
    refused(run("export", kind, *AT, "--out", tmp_path / "x.pdf"), "导出")
    assert not (tmp_path / "x.pdf").exists()


def test_sizes_and_papers_that_are_not_there(run: Run, tmp_path: Path) -> None:
    run("set", *AT, f"{A_CELL}=1")
    for words in (["--size", "A9"], ["--size", "5x5"], ["--tile", "B5"]):
        refused(run("export", "board", *AT, "--out", tmp_path / "x.pdf", *words))
    assert not (tmp_path / "x.pdf").exists()


def test_places_that_cannot_be_written(run: Run, tmp_path: Path) -> None:
    run("set", *AT, *full())
    refused(run("export", "report", *AT, "--out", tmp_path), "文件夹")
    refused(run("export", "report", *AT, "--out", tmp_path / "无" / "x.pdf"), "不在")
    refused(run("pack", *AT, "--to", tmp_path / "无"), "不在")
    with small_disk(tmp_path / "stick", 64) as stick:
        fill_up(stick)
        refused(run("export", "report", *AT, "--out", stick / "x.pdf"), "满了")
        refused(run("pack", *AT, "--to", stick), "满了")
        refused(run("demo", "--out", stick / "demo"))
        assert {path.name for path in stick.iterdir()} <= {"filler", "demo"}
    locked = tmp_path / "locked"
    locked.mkdir()
    with read_only(locked):
        refused(run("export", "report", *AT, "--out", locked / "x.pdf"))
        refused(run("pack", *AT, "--to", locked))
    assert not list(locked.iterdir())
    assert run("show", *AT, "--json").json["state"] == "draft"


@pytest.mark.parametrize("tail", ["", "-wal", "-journal", "-shm"])
@pytest.mark.parametrize("kind", ["report", "board"])
def test_no_export_goes_over_the_workspace(run: Run, workspace: Path, kind: str, tail: str) -> None:
    run("set", *AT, *full())
    before = content(workspace)
    out = workspace.with_name(workspace.name + tail)
    refused(run("export", kind, *AT, "--out", out), "正在用的数据文件")
    refused(run("export", kind, *AT, "--out", out.parent / "." / ".." / out.parent.name / out.name), "数据文件")
    assert content(workspace) == before


def test_what_was_changed_after_the_hand_over_is_said(run: Run, tmp_path: Path) -> None:
    run("set", *AT, *full(), f"{TEXT}=有。")
    assert run("pack", *AT, "--to", tmp_path).code == 0
    assert run("show", *AT, "--json").json["state"] == "handed_over"
    run("set", *AT, f"{TEXT}=改了。")
    assert run("show", *AT, "--json").json["state"] == "changed"


def test_verify_names_a_format_that_differs(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run("set", *AT, *full())
    package = run("pack", *AT, "--to", tmp_path).out.strip()
    assert "注意" not in run("verify", package).out
    (tmp_path / "forms").mkdir()
    newer = OLD.source.replace(f'"{OLD.authority}"', '"别的机关"')
    (tmp_path / "forms" / "old.toml").write_text(newer, encoding="utf-8")
    monkeypatch.setattr(paths, "forms_folder", lambda: tmp_path / "forms")
    said = run("verify", package)
    assert said.code == 0
    assert "注意：包里的格式文件" in said.out


# ---- forms


def test_forms_are_listed_and_added(run: Run, workspace: Path) -> None:
    listed = run("forms")
    assert (listed.code, len(listed.out.splitlines())) == (0, len(CATALOGUE.forms))
    assert not workspace.exists()
    assert run("forms", "--add", INVENTED).code == 0
    assert "annual-2027" in run("forms").out
    assert run("set", "--organ", "示例乡", "--year", "2028", "complaints.year.by_phone=3").code == 0
    assert run("show", "--organ", "示例乡", "--year", "2028", "--json").json["form"] == "annual-2027"


def test_formats_that_may_not_be_replaced_or_cannot_be_read(run: Run, workspace: Path, tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text(OLD.source + "\n# more\n", encoding="utf-8")
    refused(run("forms", "--add", tmp_path / "own.toml"), "自带")
    run("forms", "--add", INVENTED)
    run("set", *AT, f"{A_CELL}=1")
    with contextlib.closing(sqlite3.connect(workspace)) as connection, connection:
        connection.execute("UPDATE pack SET source = 'x = ['")
    said = run("forms")
    assert said.code == 0
    assert "注意：加入过的格式“annual-2027”读不出来" in said.out
    assert run("show", *AT, "--json").json["cells"][A_CELL] == 1
    assert run("forms", "--add", INVENTED).code == 0
    assert "注意" not in run("forms").out


def test_a_form_that_does_not_lint(run: Run, workspace: Path, tmp_path: Path) -> None:
    good = INVENTED.read_text(encoding="utf-8")
    faults = {
        "没有通过检查": good.replace('cells = ["counters.all_kinds.grand"]', 'cells = ["counters.nothing.grand"]'),
        "写法有误": good + "\n[[section",
        "不完整": good.replace('heading = "第七章 附注"\n', ""),
    }
    for expected, source in faults.items():
        assert source != good
        (tmp_path / "bad.toml").write_text(source, encoding="utf-8")
        refused(run("forms", "--add", tmp_path / "bad.toml"), expected)
        refused(run("lint", tmp_path / "bad.toml"), expected)
    refused(run("lint", tmp_path / "nothing.toml"))
    refused(run("lint", tmp_path))
    assert not workspace.exists()
    assert run("lint", INVENTED).code == 0


# ---- the workspace


def test_reading_verbs_make_no_workspace(run: Run, workspace: Path, tmp_path: Path) -> None:
    for words in (["show", *AT], ["check", *AT], ["pack", *AT, "--to", tmp_path]):
        refused(run(*words), "还没有")
    refused(run("import", tmp_path / "没有.txt", *AT), "没有这个文件")
    refused(run("set", "--organ", "示例乡", "--year", "1999", f"{A_CELL}=1"), "1999")
    refused(run("set", "--organ", "示例乡", "--year", "20255", f"{A_CELL}=1"), "20255")
    refused(run("set", "--organ", " \t", "--year", "2020", f"{A_CELL}=1"), "机关名称")
    (tmp_path / "旧.txt").write_text(paper(OLD, "示例乡", 2020, dict.fromkeys(OLD.cells, 0), stacked), encoding="utf-8")
    refused(run("import", tmp_path / "旧.txt", "--year", "20255"), "20255")
    refused(run("import", tmp_path / "旧.txt", "--organ", ""), "机关名称")
    assert not list(workspace.parent.glob("*.db*"))


def test_a_workspace_that_cannot_be_opened(run: Run, workspace: Path) -> None:
    workspace.mkdir()
    refused(run("show", *AT), "文件夹")
    workspace.rmdir()
    workspace.write_bytes(b"this is no database at all" * 100)
    before = workspace.read_bytes()
    for words in (["show", *AT], ["set", *AT, f"{A_CELL}=1"], ["forms"], ["forms", "--add", INVENTED]):
        refused(run(*words))
    assert workspace.read_bytes() == before


def test_a_workspace_in_use(run: Run, workspace: Path) -> None:
    run("set", *AT, f"{A_CELL}=1")
    with Workbench.open(workspace):
        refused(run("set", *AT, f"{A_CELL}=2"), "已经开着")
        refused(run("show", *AT), "已经开着")
    assert run("show", *AT, "--json").json["cells"][A_CELL] == 1


def test_a_workspace_from_a_newer_version(run: Run, workspace: Path) -> None:
    run("set", *AT, f"{A_CELL}=1")
    with contextlib.closing(sqlite3.connect(workspace)) as connection:
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        connection.execute(f"PRAGMA user_version={version + 1000}")
    before = workspace.read_bytes()
    refused(run("set", *AT, f"{A_CELL}=2"), "新")
    assert workspace.read_bytes() == before


def test_reports_that_are_not_there(run: Run) -> None:
    run("set", *AT, f"{A_CELL}=1")
    refused(run("show", "--organ", "别的乡", "--year", "2020"), "没有别的乡2020 年度的报告")
    refused(run("check", "--organ", "示例乡", "--year", "2019"), "2019")


def test_without_organ_the_own_one_is_meant(run: Run, workspace: Path) -> None:
    with Workbench.open(workspace) as bench:
        bench.save_organ(Organ("示例乡人民政府", "乡", "示例区", "0971-1234567", "党政办公室"))
    assert run("set", "--year", "2020", f"{A_CELL}=4").code == 0
    assert run("show", *AT, "--json").json["cells"][A_CELL] == 4


# ---- the command line itself


@pytest.mark.parametrize(
    "words",
    [
        ["nothing"],
        ["show"],
        ["show", "--year", "二〇二〇"],
        ["show", "--year"],
        ["show", "--year", "2020", "--loud"],
        ["show", "--year", "2020", "more"],
        ["export", "--year", "2020"],
        ["export", "report", "--year", "2020"],
        ["verify"],
        ["set", "--year", "2020"],
        ["--workspace"],
    ],
)
def test_command_lines_that_are_wrong(run: Run, workspace: Path, words: list[str]) -> None:
    refused(run(*words))
    assert not workspace.exists()


def test_help_speaks_chinese(run: Run) -> None:
    for words in ([], ["--help"], ["export", "--help"]):
        said = run(*words)
        assert said.code == 0
        assert "用法" in said.out
        assert not re.search(r"Usage|Options|Commands|COMMAND|required|Show this", said.out)


def test_help_names_every_verb_in_whole_sentences(run: Run) -> None:
    said = run("--help").out
    for name, what in verbs_told():
        assert f"  {name} " in said
        assert what.endswith("。")
    assert "..." not in said


def python(*words: str | Path, **more: Any) -> subprocess.CompletedProcess[bytes]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "ascii"}
    command = [sys.executable, "-m", "app", *map(str, words)]
    return subprocess.run(command, cwd=ROOT, env=environment, check=False, timeout=120, **more)


def test_utf8_whatever_the_console_says(workspace: Path) -> None:
    done = python("--workspace", workspace, "forms", capture_output=True)
    assert done.returncode == 0
    assert "年度" in done.stdout.decode("utf-8")
    done = python("--workspace", workspace, "show", capture_output=True)
    assert done.returncode == 2
    assert "缺少" in done.stderr.decode("utf-8")


@pytest.mark.skipif(os.name == "nt", reason="POSIX pipes")
def test_a_reader_that_goes_away_and_a_full_disk_behind_stdout(workspace: Path) -> None:
    python("--workspace", workspace, "set", *AT, *full(), capture_output=True)
    reading, writing = os.pipe()
    os.close(reading)
    done = python("--workspace", workspace, "show", *AT, stdout=writing, stderr=subprocess.PIPE)
    os.close(writing)
    assert (done.returncode, done.stderr) == (0, b"")
    if not Path("/dev/full").exists():
        return
    with Path("/dev/full").open("wb") as nowhere:
        done = python("--workspace", workspace, "show", *AT, stdout=nowhere, stderr=subprocess.PIPE)
    assert done.returncode == 2
    assert done.stderr.decode("utf-8").count("\n") == 1


def test_what_the_disk_refused_reaches_the_log_and_a_quiet_day_leaves_none(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("app.system.log.log_folder", lambda: tmp_path / "log")
    with small_disk(tmp_path / "disk", 1024) as disk:
        where = ["--workspace", str(disk / "w.db")]
        assert main([*where, "set", *AT, f"{A_CELL}=1"]) == 0
        assert not (tmp_path / "log").exists()
        fill_up(disk)
        capsys.readouterr()
        code = main([*where, "set", *AT, f"{A_CELL}=2"])
        captured = capsys.readouterr()
        refused(Said(code, captured.out, captured.err), "满了")
    noted = (tmp_path / "log" / "gongkailan.log").read_text(encoding="utf-8")
    assert "transaction: OperationalError" in noted
    assert "示例乡" not in noted


def test_a_fault_of_the_program_is_no_traceback(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("app.system.log.log_folder", lambda: tmp_path / "log")

    def broken(*_: object) -> None:
        raise RuntimeError("secret 12345")

    monkeypatch.setattr("app.workbench.telling.form_line", broken)
    refused(run("forms"), "程序自己出了错", "请再试一次", str(tmp_path / "log" / "gongkailan.log"))
    noted = (tmp_path / "log" / "gongkailan.log").read_text(encoding="utf-8")
    assert "RuntimeError" in noted
    assert "12345" not in noted
