"""Painters are closed on every way out: one left open by an exception ends the whole program inside Qt."""

import ast
from collections.abc import Iterator

import pytest

from tests.house.source import modules


def left_open(tree: ast.AST) -> Iterator[int]:
    """The lines on which a ``QPainter`` is made without ``with``."""
    held = {id(item.context_expr) for node in ast.walk(tree) if isinstance(node, ast.With) for item in node.items}
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "QPainter" and id(node) not in held:
            yield node.lineno


def test_every_painter_is_closed() -> None:
    found = [f"{path}:{line}" for path, tree in modules().items() for line in left_open(tree)]
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        ("with QPainter(image) as painter:\n    painter.end()", []),
        ("painter, now = QPainter(self), theme()", [1]),
        ("QPainter(self).fillRect(0, 0, 1, 1, colour)", [1]),
    ],
)
def test_what_counts_as_left_open(source: str, lines: list[int]) -> None:
    assert list(left_open(ast.parse(source))) == lines
