"""Words on hover go through ``ui.kit.tips.tip``: Qt reads markup in a tooltip, and a name may look like it."""

import ast
from collections.abc import Iterator

import pytest

from tests.house.source import imported, modules

SETTERS = ("setToolTip", "setTabToolTip")


def raw(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Line and words of every tooltip that is neither written out in the code nor escaped."""
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
            continue
        words = node.args[-1] if node.func.attr in SETTERS else node.args[1] if is_shown(node.func) else None
        if words is not None and not is_safe(words):
            yield node.lineno, ast.unparse(words)


def is_shown(call: ast.Attribute) -> bool:
    return call.attr == "showText" and isinstance(call.value, ast.Name) and call.value.id == "QToolTip"


def is_safe(words: ast.expr) -> bool:
    """Constants of the code, or what ``tip`` has seen."""
    if isinstance(words, ast.IfExp):
        return is_safe(words.body) and is_safe(words.orelse)
    if isinstance(words, ast.Call) and isinstance(words.func, ast.Name) and words.func.id == "tip":
        return True
    names = [node.id for node in ast.walk(words) if isinstance(node, ast.Name)]
    return all(name.isupper() or name == "QKeySequence" for name in names)


def test_no_tooltip_takes_words_as_they_come() -> None:
    found = [f"{path}:{line}: {words}" for path, tree in modules().items() for line, words in raw(tree)]
    assert not found, "\n".join(found)


def test_models_that_answer_on_hover_escape() -> None:
    for path, tree in modules().items():
        if any(isinstance(node, ast.Attribute) and node.attr == "ToolTipRole" for node in ast.walk(tree)):
            assert "ui.kit.tips.tip" in set(imported(tree)), path


@pytest.mark.parametrize(
    ("source", "is_raw"),
    [
        ("x.setToolTip(text)", True),
        ("x.setTabToolTip(1, state.spoken)", True),
        ('x.setToolTip(f"撤销：{label}")', True),
        ('x.setToolTip("" if a else b)', True),
        ("QToolTip.showText(place, words, self)", True),
        ('x.setToolTip("收起")', False),
        ('x.setToolTip(f"填零（{KEY}）")', False),
        ('x.setToolTip(tip(text) if text else "")', False),
        ("QToolTip.showText(place, tip(words), self)", False),
    ],
)
def test_raw_words_are_found(source: str, is_raw: bool) -> None:
    assert bool(list(raw(ast.parse(source)))) == is_raw
