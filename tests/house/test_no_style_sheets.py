"""No widget has a style sheet: one anywhere makes another theme cost as much as there are widgets below it."""

import ast

import pytest

from tests.house.source import modules


@pytest.mark.parametrize("path", [path for path in modules() if path.startswith("ui/")])
def test_nothing_is_dressed_by_a_style_sheet(path: str) -> None:
    calls = [node for node in ast.walk(modules()[path]) if isinstance(node, ast.Attribute)]
    assert [node.lineno for node in calls if node.attr == "setStyleSheet"] == []
