"""Rules that are files, without a screen: listed, tried, added, gone back on."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.system import paths
from tests.app.test_verbs import INVENTED, Run, refused, run
from tests.app.workbench.test_packs import GOOD, LIST, MORE

__all__ = ["run"]  # the fixture


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    for name, text in (("good", GOOD), ("more", MORE), ("bad", LIST)):
        (tmp_path / f"{name}.toml").write_text(text, encoding="utf-8")
    return tmp_path


def test_lists_are_shown_without_a_workspace(run: Run, workspace: Path) -> None:
    said = run("wording")
    assert said.code == 0
    assert len(said.out.splitlines()) == len(list(paths.wording_folder().glob("*.toml")))
    found = run("wording", "--json").json["lists"]
    assert {item["added"] for item in found} <= {None}
    assert not workspace.exists()


def test_a_list_is_added_and_gone_back_on(run: Run, stick: Path) -> None:
    said = run("wording", "--add", stick / "good.toml")
    assert said.code == 0, said.err
    assert said.out.splitlines() == [
        "已加入：local  本区常见笔误",
        "新的一份用语“本区常见笔误”：1 条规则，1 条用语",
        "查这些：“公开蓝→公开栏”",
        "全部 2 个例子都对",
        "已用上用语“本区常见笔误”",
    ]
    assert run("wording", "--add", stick / "more.toml").code == 0
    found = next(item for item in run("wording", "--json").json["lists"] if item["id"] == "local")
    assert set(found) == {"id", "title", "holds", "added", "fault"}
    assert found["holds"] == "1 条规则，2 条用语"
    assert run("wording", "--back", "local").out == "用语“本区常见笔误”已回到上一版\n"
    assert run("wording", "--back", "local").out == "用语“本区常见笔误”已去掉\n"
    refused(run("wording", "--back", "local"), "没有加入过")
    assert "local" not in run("wording").out


def test_what_is_refused_makes_no_workspace(run: Run, stick: Path, workspace: Path) -> None:
    refused(run("wording", "--add", stick / "bad.toml"), "没有通过检查", "不该查出")
    refused(run("wording", "--add", INVENTED), "是格式文件，不是用语文件")
    refused(run("forms", "--add", stick / "good.toml"), "是用语文件，不是格式文件")
    refused(run("wording", "--add", stick / "nothing.toml"))
    refused(run("wording", "--back", "local"))
    refused(run("forms", "--add", INVENTED, "--back", "x"), "不能一起写")
    assert not workspace.exists()


def test_lint_tells_forms_from_lists(run: Run, stick: Path) -> None:
    said = run("lint", stick / "good.toml")
    assert (said.code, said.out) == (0, "用语文件没有问题，2 个例子都对：local  本区常见笔误\n")
    said = run("lint", stick / "bad.toml")
    assert "不该查出" in said.out
    refused(said, "没有通过检查")
    assert run("lint", INVENTED).out.startswith("格式文件没有问题")


@pytest.mark.parametrize(
    "file", [*paths.forms_folder().glob("*.toml"), *paths.wording_folder().glob("*.toml")], ids=lambda path: path.stem
)
def test_the_programs_own_files_pass(run: Run, file: Path) -> None:
    said = run("lint", file)
    assert said.code == 0, said.out


def test_a_format_goes_back(run: Run) -> None:
    assert run("forms", "--add", INVENTED).code == 0
    found = {item["id"]: item for item in run("forms", "--json").json["forms"]}
    assert found["annual-2027"]["added"]
    assert run("forms", "--back", "annual-2027").out.endswith("已去掉\n")
    assert "annual-2027" not in run("forms").out
    refused(run("forms", "--back", "annual-2027"), "没有加入过")
