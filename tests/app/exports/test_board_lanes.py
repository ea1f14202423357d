"""A long and narrow table stands in two lanes on a board; every other table in one."""

from collections import Counter
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest

from app.document.blocks import Document, Table
from app.domain.values import Value
from app.exports.fonts import FontBook
from app.exports.marks import Text
from app.exports.measuring import Box, Type, em
from app.exports.poster.lanes import TableLanes
from app.exports.poster.placed import PosterSheet
from app.exports.poster.style import poster_style
from app.forms.load import load_file
from tests.app.exports import poster_samples as samples

INVENTED = Path(__file__).parents[2] / "forms" / "annual_2027.toml"
SIZE = 20.0


def tables(document: Document) -> list[Table]:
    return [block for part in document.parts for block in part.blocks if isinstance(block, Table)]


def villages() -> Table:
    """The longest table of an invented form, with another figure in every cell that is no total."""
    form = load_file(INVENTED)
    stated: dict[str, Value] = dict.fromkeys(form.cells, 0)
    stated |= {address: 1000 + at for at, address in enumerate(samples.leaves(form)) if address.startswith("villages.")}
    made = samples.document(form, "柳湾乡", 2027, stated, {})
    return max(tables(made), key=lambda table: table.grid.height)


def drawn(table: Table, fonts: FontBook, *, ems: float, spare: float = 0.0) -> tuple[list[Text], float]:
    """The words of a table at so many em, in a box ``spare`` mm higher than it needs; and the width in mm."""
    lanes = TableLanes(table, Type(fonts))
    shapes = lanes.at(ems)
    assert shapes is not None
    sheet = PosterSheet(Type(fonts))
    box = Box(30.0, 40.0, ems * em(SIZE), shapes.height * em(SIZE) + spare)
    lanes.draw(sheet, box, shapes, SIZE, poster_style(samples.options(841, 594)).body("table"))
    return [mark for mark in sheet.marks if isinstance(mark, Text)], box.width


@pytest.mark.parametrize("make", [samples.town, samples.county])
def test_the_official_tables_stand_whole(fonts: FontBook, make: Callable[[], Document]) -> None:
    for table in tables(make()):
        lanes = TableLanes(table, Type(fonts))
        shapes = lanes.at(round(lanes.least_width + 3, 4))
        assert shapes is not None
        assert len(shapes.lanes) == 1


@pytest.mark.parametrize("more", [0.0, 0.7, 4.0, 20.0])
def test_a_list_of_villages_is_half_as_high_in_two_lanes(fonts: FontBook, more: float) -> None:
    table = villages()
    lanes = TableLanes(table, Type(fonts))
    shapes = lanes.at(round(lanes.least_width + more, 4))
    assert shapes is not None
    first, second = shapes.lanes
    assert first.columns == second.columns
    rows = len(first.rows) + len(second.rows)
    assert rows == table.grid.height + table.grid.head_rows
    assert max(len(first.rows), len(second.rows)) <= 0.6 * table.grid.height
    assert shapes.height >= lanes.at_least - 1e-6


@pytest.mark.parametrize(("ems", "spare"), [(33.0, 0.0), (40.0, 60.0)])
def test_every_figure_stands_once_and_rows_keep_in_line(fonts: FontBook, ems: float, spare: float) -> None:
    table = villages()
    words, width = drawn(table, fonts, ems=ems, spare=spare)
    told = Counter(mark.line.text for mark in words)
    wanted = Counter(table.figures[square.address] for square in table.grid.values)
    assert all(told[figure] >= count for figure, count in wanted.items())
    assert sum(count for text, count in told.items() if text in wanted) == sum(wanted.values())
    heads = [s.text for s in table.grid.squares if s.row < table.grid.head_rows]
    assert all(told[head] == 2 for head in heads)
    left = {round(mark.y, 3) for mark in words if mark.x < 30.0 + width / 2 and mark.line.text in wanted}
    right = {round(mark.y, 3) for mark in words if mark.x > 30.0 + width / 2 and mark.line.text in wanted}
    assert min(len(left), len(right)) > 10
    assert right <= left or left <= right


def test_the_rows_stand_in_reading_order(fonts: FontBook) -> None:
    table = villages()
    words, width = drawn(table, fonts, ems=32.0)
    names = [s.text for s in table.grid.squares if s.kind == "row" and s.column + s.columns == table.grid.labels]
    at = {mark.line.text: (mark.x > 30.0 + width / 2, mark.y) for mark in words if mark.line.text in names}
    assert all(at[before] < at[after] for before, after in pairwise(names))
