"""Tables on paper: any grid finds its place, no word and no figure leaves its square."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.document.blocks import Table
from app.exports import a4
from app.exports.fonts import FontBook
from app.exports.tables.fit import TOP_GAP, Fitting, Slice
from app.exports.tables.shape import Shape, shape_table
from app.exports.tables.style import DENSE, NORMAL
from app.exports.tables.words import chunks, group, heading, label, upright_steps
from app.forms.model import Block, Node, Section
from app.grid.layout import lay_out
from tests.app.exports import samples

ROLE = "songti_table"


@pytest.mark.parametrize(
    ("text", "ems", "pieces"),
    [
        ("自然人", 3.1, ["自然人"]),
        ("商业企业", 3.1, ["商业", "企业"]),
        ("社会公益组织", 3.1, ["社会", "公益", "组织"]),
        ("未经复议直接起诉", 5.0, ["未经复议", "直接起诉"]),
        ("行政复议类", 3.9, ["行政", "复议", "类"]),
        ("结果维持", 1.5, ["结", "果", "维", "持"]),
        ("代办点小计", 2.1, ["代办", "点", "小计"]),
        ("代办点小计", 3.1, ["代办点", "小计"]),
        ("上一年项目数量", 4.0, ["上一年", "项目数量"]),
        ("上一年项目数量", 3.0, ["上一年", "项目", "数量"]),
    ],
)
def test_headings_break_in_chunks_of_two(text: str, ems: float, pieces: list[str]) -> None:
    assert chunks(text, ems) == pieces


def test_group_labels_break_after_their_number(fonts: FontBook) -> None:
    found = group(fonts, "（三）不予公开", ROLE, 10, 1.22, 31)
    assert [line.text for line in found.lines] == ["（三）", "不予", "公开"]
    assert [line.text for line in group(fonts, "（三）不予公开", ROLE, 10, 1.22, 100).lines] == ["（三）不予公开"]


def test_upright_labels_tuck_the_mark_to_its_character() -> None:
    assert upright_steps("三、办理") == [("三", "、"), ("办", ""), ("理", "")]


def test_numbered_labels_hang(fonts: FontBook) -> None:
    found = label(fonts, "1.申请人无正当理由逾期不补正的申请", ROLE, 10, 1.22, 100)
    assert len(found.lines) == 2
    assert found.indent == pytest.approx(fonts.width("1.", ROLE, 10))
    assert found.indent + max(line.width for line in found.lines) <= 100.1


def test_sentences_in_a_corner_break_after_the_comma_where_both_halves_fit(fonts: FontBook) -> None:
    text = "（甲项加乙项之和，等于丙项加丁项之和）"
    assert [line.text for line in heading(fonts, text, ROLE, 10, 1.2, 120).lines] == [text[:9], text[9:]]
    assert len(heading(fonts, text, ROLE, 10, 1.2, 80).lines) > 2


WORDS = st.sampled_from(
    ["其他", "规章", "本年新收数量", "（三）不予公开", "1.要求行政机关确认或重新出具已获取信息", "金额（单位：万元）",
     "", "三、本年度办理结果", "ABCdef-123456789", "“三安全一稳定”", "一二三四五六七八九十" * 3]
)  # fmt: skip
LEAF = st.builds(lambda label: Node(label=label), WORDS)
TREE = st.recursive(
    LEAF,
    lambda inner: st.builds(
        lambda label, children: Node(label=label, children=children),
        WORDS,
        st.lists(inner, min_size=1, max_size=5).map(tuple),
    ),
    max_leaves=9,
)
COLUMNS = st.lists(TREE, min_size=1, max_size=3).map(tuple)
ROWS = st.lists(TREE, min_size=1, max_size=12).map(tuple)
BLOCKS = st.lists(st.builds(Block, columns=COLUMNS, rows=ROWS, band=WORDS, corner=WORDS), min_size=1, max_size=3)


def named(blocks: list[Block]) -> tuple[Block, ...]:
    """The blocks with ids on their leaves."""

    count = 0

    def name(node: Node) -> Node:
        nonlocal count
        count += 1
        return node._replace(id=f"n{count}", children=tuple(name(child) for child in node.children))

    return tuple(
        block._replace(columns=tuple(map(name, block.columns)), rows=tuple(map(name, block.rows))) for block in blocks
    )


def table(blocks: list[Block], figures: list[str]) -> Table:
    grid = lay_out(Section("t", "table", "表", blocks=named(blocks)))
    return Table("t", grid, {s.address: figures[at % len(figures)] for at, s in enumerate(grid.values)})


FIGURES = st.lists(st.sampled_from(["", "0", "7", "168", "999999", "-4", "+12", "190.457379", "9" * 12]), min_size=1)


def check_cells(shape: Shape) -> None:
    heights = shape.heights()
    assert shape.columns.edges[-1] == pytest.approx(a4.TEXT_WIDTH)
    for cell in shape.cells:
        width = shape.columns.width(cell.square)
        height = sum(heights[cell.square.row : cell.square.row + cell.square.rows])
        if cell.text is None:
            assert not cell.figure or cell.figure_width <= width + 0.01
        else:
            indent = cell.text.indent if not cell.upright else 0
            wide = 0.0 if cell.upright else cell.text.width
            assert wide + indent <= width + 0.01
            assert cell.upright or cell.text.height <= height + 0.01


@given(blocks=BLOCKS, figures=FIGURES)
def test_any_grid_keeps_its_words_and_figures_inside_its_squares(
    fonts: FontBook, blocks: list[Block], figures: list[str]
) -> None:
    item = table(blocks, figures)
    for style in (NORMAL, DENSE):
        check_cells(shape_table(fonts, item.grid, item.figures, style, a4.TEXT_WIDTH))


@given(blocks=BLOCKS, figures=FIGURES)
def test_any_grid_finds_its_place_on_pages(fonts: FontBook, blocks: list[Block], figures: list[str]) -> None:
    item = table(blocks, figures)
    room = a4.LINES - 1
    slices = Fitting(fonts, item, room).fresh()
    for part in slices:
        check_slice(part, room)
    shown = [row for number, part in enumerate(slices) for row in part.rows]
    assert set(shown) == set(range(item.grid.height))
    body = [row for row in shown if not slices[0].shape.is_head(row)]
    assert body == sorted(set(body)), "every row once and in order"
    for part in slices[1:]:
        first = next(row for row in part.rows if not part.shape.is_head(row))
        assert set(part.shape.headings_for(first)) <= set(part.rows), "headings are repeated"


def check_slice(part: Slice, room: int) -> None:
    assert part.lines <= room
    assert sum(part.heights) + TOP_GAP <= part.lines * a4.PITCH + 0.02
    least = part.shape.heights(part.rows)
    assert all(height >= need - 0.01 for height, need in zip(part.heights, least, strict=True))
    assert not part.shape.is_head(part.rows[-1]), "no page ends in a heading"


@pytest.mark.parametrize("year", [2020, 2023])
def test_labels_of_the_official_tables_stay_on_one_line(fonts: FontBook, year: int) -> None:
    """Labels of up to 13 characters must not wrap: one more line moves the whole table."""
    form = samples.catalogue().governing(year)
    section = max(form.sections, key=lambda section: sum(len(block.row_leaves()) for block in section.blocks))
    grid = lay_out(section)
    figures = dict.fromkeys((square.address for square in grid.values), "999")
    shape = shape_table(fonts, grid, figures, DENSE, a4.TEXT_WIDTH)
    words = [cell for cell in shape.cells if cell.square.kind == "row" and cell.text and not cell.upright]
    leaves = [cell for cell in words if cell.square.rows == 1 and len(cell.square.text) <= 14]
    assert len(leaves) > 15
    assert [cell.square.text for cell in leaves if cell.text and len(cell.text.lines) > 1] == []


def test_the_end_of_a_table_that_was_cut_fills_its_lines_as_well(fonts: FontBook) -> None:
    rows = tuple(Node(label=f"第{number}村") for number in range(50))
    item = table([Block(columns=(Node(label="张贴次数"),), rows=rows, corner="村")], ["7"])
    *_, last = Fitting(fonts, item, a4.LINES - 1).fresh()
    assert len(last.rows) > 5
    assert sum(last.heights) + TOP_GAP == pytest.approx(last.lines * a4.PITCH, abs=0.01)


def test_tables_grow_to_fill_the_lines_they_take(fonts: FontBook) -> None:
    form = samples.catalogue().governing(2020)
    for block in (block for part in samples.document(2020).parts for block in part.blocks):
        if isinstance(block, Table):
            for part in Fitting(fonts, block, a4.LINES - 1).fresh():
                left = part.lines * a4.PITCH - sum(part.heights) - TOP_GAP
                assert -0.001 <= left < a4.PITCH / 2
    assert form.sections
