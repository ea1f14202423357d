"""The short version: tables in brief, everything said of them computed from the grid; columns as wished."""

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

import pytest

from app.document.blocks import Document, Paragraph, Table, Words
from app.domain.errors import Trouble
from app.domain.values import Value
from app.exports.fonts import FontBook
from app.exports.marks import Area, Text
from app.exports.measuring import Box, Type, em
from app.exports.poster import board
from app.exports.poster.advice import reach
from app.exports.poster.brief import BriefRow, brief, without_noughts
from app.exports.poster.listing import Listing
from app.exports.poster.placed import PosterSheet
from app.exports.poster.size import parse_size
from app.exports.poster.style import poster_style
from app.exports.poster.table import is_nought
from app.exports.poster.text import TextFlow
from app.exports.poster.words import fold
from tests.app.exports import poster_samples as samples
from tests.app.exports.test_board import LONG_NAME, assert_sound, long_text, squeezed, text_of

QR = "https://example.cn/zwgk/2023/nb?code=7K3M9QXD"
WORDS = poster_style(samples.options(420, 594)).data["short"]


def tables(document: Document) -> list[Table]:
    return [block for part in document.parts for block in part.blocks if isinstance(block, Table)]


@pytest.mark.parametrize(
    ("label", "lines"),
    [
        ("自然人", ("自", "然", "人")),
        ("甲、民政类", ("甲、", "民政", "类")),
        ("（六）其他类", ("（六）", "其他", "类")),
        ("（三）不予公开", ("（三）", "不予", "公开")),
    ],
)
def test_three_characters_behind_a_number_are_a_pair_and_one(label: str, lines: tuple[str, ...]) -> None:
    assert fold(label, lambda words: float(len(words)), 2.4) == lines


def town_with(**stated: Value) -> Document:
    form = samples.catalogue().governing(2020)
    cells: dict[str, Value] = dict.fromkeys(samples.leaves(form), 0)
    cells.update(stated)
    return samples.document(form, "柳湾乡", 2020, cells, samples.texts(form, samples.OVERVIEW))


def test_rows_that_are_not_nought_and_the_count_of_the_others() -> None:
    two, three, four = (brief(table, WORDS) for table in tables(samples.town()))
    assert two.rows == (
        BriefRow("第二十条第（九）项　政府集中采购"),
        BriefRow("采购项目数量", "10"),
        BriefRow("采购总金额", "606.05", "万元"),
    )
    assert two.sentences == ("第二十条第（一）（五）（六）（八）项各格均为0，共20格。",)
    assert three.rows == four.rows == ()
    assert three.sentences[0].endswith("申请。全表161格均为0。")
    assert four.sentences[0].endswith("诉讼。全表15格均为0。")


def test_a_total_leads_its_row_and_says_what_it_is_made_of() -> None:
    form = samples.catalogue().governing(2020)
    table = next(each for each in tables(samples.town()) if len(each.grid.values) == 161)
    new, other = (
        next(s.address for s in table.grid.values if form.cell_label(s.address).endswith(end))
        for end in ("本年新收·自然人", "本年新收·其他")
    )
    said = brief(tables(town_with(**{new: 168, other: 2}))[1], WORDS)
    assert said.rows == (BriefRow("一、本年新收政府信息公开申请数量", "170", detail="自然人168，其他2"),)
    assert said.sentences == ("其余158格均为0。",)


def test_every_cell_is_told_or_counted() -> None:
    for document in (samples.town(), samples.county(), samples.invented()):
        for table in tables(document):
            figures = [table.figures[square.address] for square in table.grid.values]
            shown = [figure for figure in figures if figure and not is_nought(figure)]
            said = brief(table, WORDS)
            told = "".join(row.figure + row.unit + row.detail for row in said.rows)
            for figure in shown:
                assert figure in told
            counted = [int("".join(filter(str.isdigit, s.split("共")[-1].rsplit("格", 1)[0]))) for s in said.sentences]
            if not said.rows:
                counted = [int(said.sentences[0].rsplit("全表", 1)[1].split("格")[0])]
            assert sum(counted) == len(figures) - len(shown)


def test_cells_that_nobody_filled_are_not_called_nought() -> None:
    form = samples.catalogue().governing(2020)
    empty = samples.document(form, "柳湾乡", 2020, {}, {})
    for table in tables(empty):
        sentences = "".join(brief(table, WORDS).sentences)
        assert "均为0" not in sentences
        assert f"还有{len(table.grid.values)}格没有填。" in sentences


def test_a_table_that_says_much_stays_a_table_without_its_noughts() -> None:
    table = tables(samples.county())[1]
    less = without_noughts(table, WORDS)
    rows = {s.row for s in table.grid.values if not is_nought(table.figures[s.address])}
    assert len({s.row for s in less.grid.values}) == len(rows)
    covered = [
        (row, column)
        for s in less.grid.squares
        for row in range(s.row, s.row + s.rows)
        for column in range(s.column, s.column + s.columns)
    ]
    assert sorted(covered) == [(row, column) for row in range(less.grid.height) for column in range(less.grid.width)]
    hidden = len(table.grid.values) - len(less.grid.values)
    assert less.nothing == (f"其余{hidden}格均为0。" if hidden else "")
    two = tables(samples.county())[0]
    cut = without_noughts(two, WORDS)
    assert len(cut.grid.block_rows) < len(two.grid.block_rows)
    assert "第二十条第（五）项各格均为0" in cut.nothing


@pytest.mark.parametrize(
    ("width", "height"), [(420, 594), (841, 594), (297, 420), (210, 297), (777, 1013), (1189, 841)]
)
@pytest.mark.parametrize("make", [samples.town, samples.county, samples.invented])
def test_every_size_is_sound(fonts: FontBook, make: Callable[[], Document], width: int, height: int) -> None:
    document = make()
    plan = board.plan(document, samples.options(width, height, short=True), fonts)
    assert_sound(plan)
    text = squeezed("".join(mark.line.text for mark in plan.marks if isinstance(mark, Text)))
    for part in document.parts:
        for block in part.blocks:
            if not isinstance(block, Table):
                assert squeezed(block.text) in text
    assert "扫码核对" in text
    assert "栏内" not in text  # nobody promised a paper copy on this board
    assert text.count(squeezed(plan.options.code)) == 1


@pytest.mark.parametrize(
    "document",
    [
        samples.document(samples.catalogue().governing(2020), "柳湾乡", 2020, {}, {}),
        samples.town(LONG_NAME),
        samples.town("𬱖㛃䶮乡"),
        samples.county(factor=12345),
        samples.town(**{next(iter(samples.texts(samples.catalogue().governing(2020), "x"))): long_text(8000)}),
    ],
    ids=["empty", "60-character name", "rare characters", "6 digits", "8,000 characters"],
)
@pytest.mark.parametrize(("width", "height"), [(594, 841), (1000, 913)])
def test_hard_cases_are_sound(fonts: FontBook, document: Document, width: int, height: int) -> None:
    for columns in (None, 2):
        assert_sound(board.plan(document, samples.options(width, height, short=True, columns=columns), fonts))


def test_the_short_version_of_a_township_reads_from_far(fonts: FontBook) -> None:
    plan = board.plan(samples.town(), samples.options(420, 594, short=True, distance_m=1.5), fonts)
    assert reach(plan.smallest_pt) >= 1.5
    assert plan.warnings == ()
    full = board.plan(samples.town(), samples.options(420, 594), fonts)
    assert plan.body_pt > 1.3 * full.body_pt


def test_the_code_is_larger_and_can_be_left_out(fonts: FontBook) -> None:
    def side(short: bool, **more: object) -> float:
        plan = board.plan(samples.town(), samples.options(420, 594, short=short, **more), fonts)
        fills = [mark for mark in plan.marks if isinstance(mark, Area)]
        return max((f.x + f.width for f in fills), default=0.0) - min((f.x for f in fills), default=0.0)

    assert side(True) > 1.4 * side(False)
    assert side(True, qr="") == 0
    text = text_of(board.render(board.plan(samples.town(), samples.options(420, 594, short=True, qr=""), fonts)))
    assert "扫码" not in text
    assert "核对码" in text


def test_sentences_of_a_list_stand_as_close_as_other_texts(fonts: FontBook) -> None:
    style = poster_style(samples.options(420, 594, short=True))
    for table in tables(samples.town()):
        said = Listing(brief(table, WORDS), Type(fonts), style.body("short"), style.body("text"))
        for higher in (1.0, 1.1, 1.4):
            sheet = PosterSheet(Type(fonts))
            said.draw(sheet, Box(0, 0, 60, said.height(60, 12.0) * higher), 12.0)
            sentences = squeezed("".join(said.brief.sentences))
            lines = [m.y for m in sheet.marks if isinstance(m, Text) and squeezed(m.line.text) in sentences]
            gaps = [(other - one) / em(12.0) for one, other in pairwise(lines)]
            assert gaps
            assert max(gaps) <= style.body("text").plain("most_lead") + 0.001


@pytest.mark.parametrize("columns", [1, 2, 3])
@pytest.mark.parametrize(("width", "height"), [(841, 594), (594, 841), (1000, 1200)])
def test_columns_as_wished(fonts: FontBook, columns: int, width: int, height: int) -> None:
    plan = board.plan(samples.county(), samples.options(width, height, columns=columns), fonts)
    assert_sound(plan)
    boxes = {block.name: block.box for block in reversed(plan.blocks) if block.kind == "head" and "、" in block.name}
    side_by_side = Counter(round(box.y, 3) for box in boxes.values())
    assert max(side_by_side.values()) == columns
    assert not [words for words in plan.warnings if "栏，已排成" in words]


def test_columns_that_cannot_stand_are_told(fonts: FontBook) -> None:
    short = replace(samples.town(), parts=samples.town().parts[:2])
    plan = board.plan(short, samples.options(841, 594, columns=3), fonts)
    assert plan.warnings[-1] == "这份报告在 841×594 毫米的海报上排不成 3 栏，已排成 2 栏"
    narrow = board.plan(samples.county(), samples.options(210, 1000, columns=3), fonts)
    assert "排不成 3 栏，已排成 1 栏" in narrow.warnings[-1]
    for wrong in (0, 4):
        with pytest.raises(Trouble, match="栏"):
            samples.options(841, 594, columns=wrong)


def test_money_keeps_its_unit() -> None:
    table = tables(town_with())[0]
    form = samples.catalogue().governing(2020)
    amount = next(s.address for s in table.grid.values if "总金额" in form.cell_label(s.address))
    rows = brief(tables(town_with(**{amount: Decimal("0.01")}))[0], WORDS).rows
    assert rows[-1] == BriefRow("采购总金额", "0.01", "万元")


@pytest.mark.parametrize(("width", "height"), [(913, 1777), (420, 594), (123.5, 1999), (210, 297)])
def test_dates_and_telephone_numbers_of_the_foot_stay_on_one_line(fonts: FontBook, width: float, height: float) -> None:
    for short in (False, True):
        plan = board.plan(samples.town(), samples.options(width, height, short=short), fonts)
        lines = {mark.line.text for mark in plan.marks if isinstance(mark, Text)}
        assert {"2021年1月20日", "至2022年1月19日", "0971-7654321"} <= lines


@pytest.mark.parametrize("short", [False, True])
@pytest.mark.parametrize(("width", "height"), [(123.4, 321.9), (333, 111.5), (200, 287), (100, 100), (1999.5, 100)])
def test_a_board_too_small_says_how_much_too_small(fonts: FontBook, width: float, height: float, short: bool) -> None:
    first = next(iter(samples.texts(samples.catalogue().governing(2020), "x")))
    document = samples.town(**{first: long_text(8000)})
    options = samples.options(width, height, short=short)
    with pytest.raises(Trouble) as caught:
        board.plan(document, options, fonts)
    assert f"{options.size.millimetres} 毫米的海报放不下" in caught.value.what
    said = re.search(r"再大 (\d+)%，至少 (\d+)×(\d+) 毫米", caught.value.next_step)
    if said is None:  # one side is as long as a board can be
        assert "这种形状最大的海报也放不下" in caught.value.next_step
        return
    more, wide, high = (int(each) for each in said.groups())
    assert wide / width == pytest.approx(1 + more / 100, abs=0.02)
    assert_sound(board.plan(document, replace(options, width_mm=wide + 1.0, height_mm=high + 1.0), fonts))


def test_no_table_shrinks_to_make_room_for_the_code(fonts: FontBook) -> None:
    sizes = []
    for qr in (QR, ""):
        plan = board.plan(samples.county(), samples.options(841, 594, short=True, qr=qr), fonts)
        sizes.append(min(block.size for block in plan.blocks if block.kind == "table"))
    assert sizes[0] > 0.85 * sizes[1]
    assert sizes[0] > 15


def test_four_lines_in_two_columns_are_two_and_two(fonts: FontBook) -> None:
    text = TextFlow([Paragraph((Words("字" * 70),))], Type(fonts), poster_style(samples.options(841, 594)).body("text"))
    columns, _ = text.deal(20 * em(20.0), 20.0, 2)
    assert [len(lines) for lines in columns] == [2, 2]


def test_a_short_text_stays_in_one_column(fonts: FontBook) -> None:
    plan = board.plan(samples.town(), samples.options(841, 594, columns=1), fonts)
    starts = {round(mark.x) for mark in plan.marks if isinstance(mark, Text) and mark.line.text.endswith("生疏。")}
    assert starts == {24}


@pytest.mark.parametrize("size", [(180, 180), (150, 200), (200, 150)])
def test_what_is_named_for_a_board_too_small_holds_the_report(fonts: FontBook, size: tuple[int, int]) -> None:
    with pytest.raises(Trouble) as caught:
        board.plan(samples.county(), samples.options(*size), fonts)
    assert caught.value.safe == "已填的内容都在"
    said = re.search(r"至少 (\d+)×(\d+) 毫米，或用 (A\d) ([横竖])；", caught.value.next_step)
    assert said, caught.value.next_step
    paper = parse_size(said[3] + said[4])
    for width, height in ((int(said[1]), int(said[2])), (paper.width_mm, paper.height_mm)):
        assert_sound(board.plan(samples.county(), samples.options(width, height), fonts))
    if "改成短版" in caught.value.next_step:
        assert_sound(board.plan(samples.county(), samples.options(*size, short=True), fonts))
    else:
        with pytest.raises(Trouble):
            board.plan(samples.county(), samples.options(*size, short=True), fonts)


def test_the_short_version_is_offered_where_it_fits(fonts: FontBook) -> None:
    with pytest.raises(Trouble, match="改成短版就放得下；要放全文，宽和高各要再大"):
        board.plan(samples.town(), samples.options(150, 150), fonts)
    assert_sound(board.plan(samples.town(), samples.options(150, 150, short=True), fonts))
