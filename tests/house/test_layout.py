"""Small rules that keep the house tidy."""

import ast
import shutil
import subprocess
import sys
import tomllib

import pytest

from app import __version__
from tests.house.source import ROOT, imported, literals, modules

MESSAGES = "ui/kit/messages.py"
MOST_LINES = 399  # the aim is under 200 for most


def names_in(tree: ast.AST) -> set[str]:
    found = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    found |= {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    return found | {name.rsplit(".", 1)[-1] for name in imported(tree)}


def test_no_module_is_long() -> None:
    lengths = {path: len((ROOT / path).read_text(encoding="utf-8").splitlines()) for path in modules()}
    assert not {path: lines for path, lines in lengths.items() if lines > MOST_LINES}


def test_there_is_one_version() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["version"] == __version__


def test_build_holds_recipes_and_is_no_package() -> None:
    assert not (ROOT / "build" / "__init__.py").exists()


def test_build_is_not_ignored_by_git() -> None:
    git = shutil.which("git")
    if git is None or not (ROOT / ".git").exists():
        pytest.skip("not a git checkout")
    paths = ["build/run", "build/test", "build/bench", "build/anything_new"]
    done = subprocess.run([git, "check-ignore", *paths], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.stdout == ""
    assert done.returncode == 1, done.stderr


def test_the_database_is_never_opened_with_qt() -> None:
    offenders = [
        path
        for path, tree in modules().items()
        if "QtSql" in names_in(tree) or any("QtSql" in name for name in [*imported(tree), *texts(tree)])
    ]
    assert not offenders


def test_message_boxes_are_opened_in_one_file() -> None:
    assert not [path for path, tree in modules().items() if "QMessageBox" in names_in(tree) and path != MESSAGES]


def test_app_prints_nothing() -> None:
    offenders = [
        f"{path}:{node.lineno}"
        for path, tree in modules().items()
        if path.startswith("app/")
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"
    ]
    assert not offenders
    assert not [
        path
        for path, tree in modules().items()
        if path.startswith("app/")
        and not path.startswith(("app/__main__.py", "app/verbs/"))
        and any(n.split(".")[0] == "click" for n in imported(tree))
    ]


def test_text_files_are_opened_as_utf8() -> None:
    # On Windows the default is the code page of the office; ruff has the rule, but still only as a preview.
    done = subprocess.run(
        [sys.executable, "-m", "ruff", "check", "--isolated", "--preview", "--select=PLW1514", "app", "ui"],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout


def texts(tree: ast.AST) -> list[str]:
    return [text for _, text in literals(tree)]
