"""The columns of a board: of tables as wide as their figures need, of texts where those of the sheet run."""

from collections.abc import Callable
from itertools import pairwise, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.document.blocks import Document, Paragraph, Table, Words
from app.exports.fonts import FontBook
from app.exports.marks import Text
from app.exports.measuring import Box, Type, em
from app.exports.poster import board
from app.exports.poster.placed import PosterSheet
from app.exports.poster.style import poster_style
from app.exports.poster.table import FIGURE_PAD, ROOMY_FIGURE, TableShapes, share_out
from app.exports.poster.text import Lanes, TextFlow
from tests.app.exports import poster_samples as samples

SIZES = [(841, 594), (420, 594), (1000, 1200), (1500, 800)]
REPORTS = [samples.town, samples.county, samples.invented]


@given(st.lists(st.tuples(st.floats(0.5, 9), st.floats(0.5, 9), st.floats(0, 3)), min_size=1, max_size=14))
def test_who_has_room_to_spare_gives_of_it(widths: list[tuple[float, float, float]]) -> None:
    columns, least, more = zip(*widths, strict=True)
    wish = [need + each for need, each in zip(least, more, strict=True)]
    found = share_out(columns, least, wish)
    if found is None:
        return
    assert sum(found) == pytest.approx(sum(columns))
    for was, now, need, want in zip(columns, found, least, wish, strict=True):
        assert now >= need - 1e-6
        assert now >= was - 1e-6 if was < want else now >= want - 1e-6


@pytest.mark.parametrize("factor", [1, 40, 3000])
def test_no_figure_runs_wall_to_wall_beside_a_column_that_has_room(fonts: FontBook, factor: int) -> None:
    for part in samples.county(factor=factor).parts:
        for table in (block for block in part.blocks if isinstance(block, Table)):
            shapes = TableShapes(table, Type(fonts))
            for more in (0.0, 2.0, 5.0, 12.0):
                shape = shapes.at(round(shapes.least_width + more, 4))
                assert shape is not None
                air, spare = [], []
                for square in (s for s in table.grid.values if s.columns == 1):
                    wide = shape.columns[square.column] - shapes.figure_width(square, shape.figures)
                    assert wide >= FIGURE_PAD - 1e-6
                    air.append(wide)
                    heads = [s for s in table.grid.squares if s.kind == "column" and s.column == square.column]
                    longest = max(
                        shapes.type.ems(w, "board_medium") for s in heads for w in shape.lines[s.row, s.column]
                    )
                    spare.append(
                        shape.columns[square.column] - max(longest + 0.4, shapes.figure_width(square, 1.12) + 0.7)
                    )
                # Where every column has more than it asks for, none is tight.
                if min(spare) > 0:
                    assert min(air) >= ROOMY_FIGURE - 1e-6


@pytest.mark.parametrize(("make", "size"), list(product(REPORTS, SIZES)))
def test_the_short_version_has_no_smaller_type_than_the_whole(
    fonts: FontBook, make: Callable[[], Document], size: tuple[int, int]
) -> None:
    whole = board.plan(make(), samples.options(*size), fonts)
    short = board.plan(make(), samples.options(*size, short=True), fonts)
    assert short.body_pt >= whole.body_pt
    assert short.smallest_pt >= whole.smallest_pt


def lines_of(text: TextFlow, width: float, size: float) -> list[list[str]]:
    count, column = text.columns(width, size)
    return [[line.text for line, _ in lines] for lines in text.deal(column, size, count)[0]]


@given(st.lists(st.integers(1, 260), min_size=1, max_size=9), st.integers(20, 140))
def test_no_last_line_stands_alone_at_the_top_of_a_column(fonts: FontBook, lengths: list[int], ems: int) -> None:
    paragraphs = [Paragraph((Words(chr(0x4E00 + at) * length),)) for at, length in enumerate(lengths)]
    text = TextFlow(paragraphs, Type(fonts), poster_style(samples.options(841, 594)).body("text"))
    columns = lines_of(text, ems * em(20.0), 20.0)
    assert "".join(line for lines in columns for line in lines) == "".join(p.words[0].text for p in paragraphs)
    ends = [line for lines in columns for line in lines]
    at = 0
    for before, after in pairwise(columns):
        at += len(before)
        goes_on = len(before) > 1 and before[-1][0] == after[0][0]
        is_last = at + 1 == len(ends) or ends[at + 1][0] != after[0][0]
        assert not (goes_on and is_last)


@pytest.mark.parametrize("three", [((0.0, 246.0), (267.0, 258.0), (544.0, 251.0)), ()])
def test_a_text_across_the_sheet_stands_in_its_columns(fonts: FontBook, three: tuple[tuple[float, float], ...]) -> None:
    style = poster_style(samples.options(841, 594)).body("text")
    lanes = Lanes(795.0, 18.0, three)
    text = TextFlow([Paragraph((Words("字" * 900),))], Type(fonts), style, lanes)
    sheet = PosterSheet(Type(fonts))
    text.draw(sheet, Box(24.0, 100.0, 795.0, text.height(795.0, 18.0)), 18.0)
    lefts = sorted({round(mark.x - 24.0, 3) for mark in sheet.marks if isinstance(mark, Text)})
    starts, wide = lanes.of(len(lefts))
    assert len(lefts) == 3
    assert lefts == pytest.approx(list(starts), abs=0.001)
    assert all(start + wide <= next_ for start, next_ in zip(starts, (*starts[1:], 795.0), strict=True))
