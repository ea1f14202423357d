"""No form id, section id, address or official label stands as a literal in app/ or ui/: forms are data."""

import ast
import tomllib

import pytest

from tests.house.form_words import FormWords, form_words, read_forms
from tests.house.source import ROOT, literals, modules

# A word of the forms that must stand in the code all the same: (path, word), with the reason beside it.
ALLOWED: frozenset[tuple[str, str]] = frozenset()
# What a rule says where it means cells of the table of one form.
OF_ONE_FORM = frozenset(("table", "row", "rows", "column", "columns", "cells"))


@pytest.fixture(scope="module")
def words() -> FormWords:
    forms = read_forms(ROOT / "resources" / "forms")
    assert len(forms) >= 2, "resources/forms holds no forms"
    return form_words(forms)


def test_code_knows_no_form(words: FormWords) -> None:
    found = [
        f"{path}:{line}: {word!r} belongs to resources/forms"
        for path, tree in modules().items()
        for line, text in literals(tree)
        if (word := words.found_in(text)) and (path, word) not in ALLOWED
    ]
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    "source",
    [
        'form = load("annual_2021.toml")',
        'section = sections["requests"]',
        'row = "carried_in"',
        'cell = report["requests.carried_in.natural"]',
        'cell = f"requests.carried_in.{column}"',
        'if heading == "一、总体情况": pass',
        'if label == "尚未审结": pass',
        'label = "上年结转政府信息公开申请数量"',
        'hint = "请先填写“一、本年新收政府信息公开申请数量”一行"',
    ],
)
def test_a_form_word_is_found(words: FormWords, source: str) -> None:
    assert any(words.found_in(text) for _, text in literals(ast.parse(source)))


@pytest.mark.parametrize(
    "source",
    [
        '"""Requests carried_in, 一、总体情况."""',
        'def f():\n    "A docstring: annual-2021"\n    return "total"',
        'kind = "new" if other else "review"',
        'button = "总计"',
        'text = "与上年结转数不一致"',
        'message = f"{count} requests were read"',
    ],
)
def test_everyday_words_are_left_alone(words: FormWords, source: str) -> None:
    assert not [text for _, text in literals(ast.parse(source)) if words.found_in(text)]


def test_general_lists_name_no_cells(words: FormWords) -> None:
    """They ask for cells by the roles of the form's claims, so that a form with other ids has their rules, too."""
    addresses = tuple(word for word in words.anywhere if "." in word)
    found = []
    for path in sorted((ROOT / "resources" / "wording").glob("*.toml")):
        for rule in tomllib.loads(path.read_text(encoding="utf-8")).get("rule", []):
            found += [f"{path.name}: {rule['id']} says {key}" for key in OF_ONE_FORM & rule.keys()]
            found += [f"{path.name}: {rule['id']} names {word}" for word in addresses if word in repr(rule)]
    assert not found, "\n".join(found)
