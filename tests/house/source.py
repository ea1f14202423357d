"""The project's own source as syntax trees, for the tests of the house."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@cache
def modules() -> dict[str, ast.Module]:
    """Every module of app/ and ui/, by its path in the checkout."""
    return {
        path.relative_to(ROOT).as_posix(): ast.parse(path.read_text(encoding="utf-8"), str(path))
        for package in ("app", "ui")
        for path in sorted((ROOT / package).rglob("*.py"))
    }


def module_names(package: str) -> list[str]:
    """The importable names of a package's modules, its __main__ and what only alembic can load excepted."""
    names = []
    for path in modules():
        parts = path.removesuffix(".py").split("/")
        if parts[0] == package and parts[-1] != "__main__" and "migrations" not in parts:
            names.append(".".join(parts[:-1] if parts[-1] == "__init__" else parts))
    return names


def literals(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Line and text of every string literal, pieces of f-strings too; bare strings (docstrings) excepted."""
    bare = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in bare:
            yield node.lineno, node.value


def imported(tree: ast.AST) -> Iterator[str]:
    """Everything a module imports, as full names: `from a.b import c` gives a.b.c."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module or ''}.{alias.name}" for alias in node.names)
