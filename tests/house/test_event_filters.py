"""Whoever looks on at another widget asks nobody above: ``super().eventFilter`` now and then comes back for ever."""

import ast

from tests.house.source import modules


def test_no_event_filter_asks_the_class_above() -> None:
    found = [
        f"{path}:{node.lineno}"
        for path, tree in modules().items()
        if str(path).startswith("ui")
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr == "eventFilter" and isinstance(node.value, ast.Call)
    ]
    assert not found, f"return False, or use ui.kit.watch.Watch in a scroll area: {found}"
