"""Every cell that a clerk fills in says what to count, in few words, and says nothing twice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.forms.catalogue import load_folder
from app.forms.model import Form, Node

FORMS = load_folder(Path(__file__).parents[2] / "resources" / "forms").forms
EACH = pytest.mark.parametrize("form", FORMS, ids=lambda form: form.id)
_FITS = 53  # signs beside the panel of relations at 1366 x 768: the line under the table shows no more of them


def filled(form: Form) -> Iterator[tuple[Node, Node]]:
    for section in form.sections:
        for block in section.blocks:
            for row in block.row_leaves():
                for column in block.column_leaves():
                    if not row.sums and not column.sums:
                        yield row, column


@EACH
def test_every_cell_says_what_to_count(form: Form) -> None:
    assert [(row.name, column.name) for row, column in filled(form) if not (column.hint or row.hint)] == []


@EACH
def test_it_fits_the_line_under_the_table(form: Form) -> None:
    told = {column.hint or row.hint for row, column in filled(form)}
    assert {hint for hint in told if len(hint) > _FITS} == set()


@EACH
def test_the_article_and_the_help_say_nothing_twice(form: Form) -> None:
    for row, column in filled(form):
        law, hint = row.law or column.law, column.hint or row.hint
        pieces = [piece for piece in re.split(r"[：；，、（）。]", law) if len(piece) > 3]
        assert [piece for piece in pieces if piece in hint] == []
