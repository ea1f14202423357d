"""Clipboards of Excel, WPS and Word to rows of texts."""

import tracemalloc
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import Trouble
from app.editing.matrix import COVERED
from app.imports.clipboard import MAX_COLUMNS, MAX_SIGNS, read_clip, read_html, read_text
from tests.app.imports.clips import EXCEL_HEAD, EXCEL_TAIL, WRITERS, Cell, block, excel, text


@pytest.mark.parametrize("name", WRITERS)
def test_a_plain_block_is_read_as_it_stands(name: str) -> None:
    written = WRITERS[name](block([["7", "1,234", ""], ["", "606.05", "增3"]]))
    found = read_clip("" if name == "text" else written, written if name == "text" else "")
    assert found.rows == (("7", "1,234", ""), ("", "606.05", "增3"))


@pytest.mark.parametrize("name", ["excel", "wps", "word"])
def test_merged_squares_are_spread_out(name: str) -> None:
    rows = [[Cell("甲", rows=2), Cell("乙", columns=2), Cell("丙")], [Cell("1"), Cell("2"), Cell("3")]]
    found = read_html(WRITERS[name](rows))
    assert found is not None
    assert found.rows == (("甲", "乙", COVERED, "丙"), ("", "1", "2", "3"))
    assert found.cells == [["甲", "乙", "丙"], ["", "1", "2", "3"]]


def test_the_table_wins_over_the_text_and_the_text_stands_where_there_is_no_table() -> None:
    assert read_clip(excel(block([["1"]])), "2\t3").rows == (("1",),)
    assert read_clip("<p>12 件</p>", "12").rows == (("12",),)


def test_excel_leaves_blank_stretches_hidden_rows_and_narrow_columns() -> None:
    page = (
        EXCEL_HEAD
        + "<tr><td colspan=2 style='mso-ignore:colspan'></td><td x:num='123456'>####</td></tr>"
        + "<tr height=38 style='mso-xlrowspan:2'><td></td><td></td><td></td></tr>"
        + "<tr><td colspan=2 style='mso-ignore:colspan'>流到右边的字</td><td x:num='1.23456E+5'>1.2E+05</td></tr>"
        + "<![if supportMisalignedColumns]><tr height=0 style='display:none'><td width=72></td></tr><![endif]>"
        + EXCEL_TAIL
    )
    found = read_html(page)
    assert found is not None
    assert found.rows == (("", "", "123456"), ("", "", ""), ("", "", ""), ("流到右边的字", "", "1.23456E+5"))


def test_what_is_shown_counts_not_what_lies_behind_it() -> None:
    found = read_html("<table><tr><td x:num='3.3333'>3</td></tr></table>")
    assert found is not None
    assert found.rows == (("3",),)


@pytest.mark.parametrize(
    ("shown", "behind", "read"),
    [
        ("&nbsp;-&nbsp;", "0", "0"),  # the accountant's nought
        ("3", "-3", "-3"),  # printed in red
        ("(1,234)", "-1234", "-1234"),
        ("-", "", "-"),
        ("3", "3.3333", "3"),
        ("3", "-3.3", "3"),
    ],
)
def test_signs_that_a_number_format_hides(shown: str, behind: str, read: str) -> None:
    number = f" x:num='{behind}'" if behind else ""
    found = read_html(f"<table><tr><td{number}><span style='mso-spacerun:yes'>{shown}</span></td></tr></table>")
    assert found is not None
    assert found.rows == ((read,),)


def test_quotes_and_line_ends_inside_cells_of_text() -> None:
    assert read_text('"法律服务\n机构"\t"说""好"""\r\n1\t2"\r\n').rows == (("法律服务 机构", '说"好"'), ("1", '2"'))
    assert read_text("1\n2").rows == (("1",), ("2",))
    assert read_text("1\t\n").rows == (("1", ""),)
    assert read_text("\n").width == 0
    assert read_text("").width == 0


def test_word_breaks_a_label_into_paragraphs() -> None:
    found = read_html("<table><tr><td><p>本年新<o:p></o:p></p><p>收&nbsp;</p></td><td><p>7</p></td></tr></table>")
    assert found is not None
    assert found.rows == (("本年新 收", "7"),)


def test_tables_one_below_the_other_and_a_table_in_a_cell() -> None:
    found = read_html(
        "<table><tr><td rowspan=3>1</td></tr></table>"
        "<table><tr><td>2<table><tr><td>3</td></tr></table></td></tr></table>"
    )
    assert found is not None
    assert found.rows == (("1",), ("2 3",))


def test_a_whole_sheet_is_refused_in_one_sentence() -> None:
    with pytest.raises(Trouble, match="太多"):
        read_text("1\n" * 3000)
    with pytest.raises(Trouble, match="太多"):
        read_clip("", "1" * (MAX_SIGNS + 1))


@pytest.mark.parametrize("row", ["<tr>", "<tr style='display:none'>"])
def test_a_row_of_millions_of_squares_is_never_made(row: str) -> None:
    page = "<table>" + row + f"<td colspan={MAX_COLUMNS}>" * 20_000 + "</table>"
    tracemalloc.start()
    try:
        if "none" in row:
            assert read_html(page) is None
        else:
            with pytest.raises(Trouble, match="太多"):
                read_html(page)
        assert tracemalloc.get_traced_memory()[1] < 4 << 20
    finally:
        tracemalloc.stop()


@given(st.text(alphabet="<>/ =\"'trdhablespnowc12!-[]&;\n", max_size=200))
def test_no_page_breaks_the_reader(page: str) -> None:
    read_html("<table><tr><td>" + page)


def test_quotes_in_attributes_and_capital_tags() -> None:
    found = read_html('<TABLE><TR><TD STYLE=\'mso-number-format:"0>0"\' COLSPAN="2">1&lt;2</TD><TD>3</TABLE>')
    assert found is not None
    assert found.rows == (("1<2", COVERED, "3"),)


def test_a_page_of_rubbish_takes_no_long_time() -> None:
    begin = perf_counter()
    read_html("<table><tr><td>" + '<a"' * 200_000)
    assert perf_counter() - begin < 5


WORDS = st.text(alphabet="0123456789,. 甲乙丙", max_size=6).map(lambda word: " ".join(word.split()))
TABLES = st.integers(1, 5).flatmap(
    lambda wide: st.lists(st.lists(WORDS, min_size=wide, max_size=wide), min_size=1, max_size=6)
)


@given(TABLES, st.sampled_from(sorted(WRITERS)))
def test_every_writer_comes_back(rows: list[list[str]], name: str) -> None:
    written = WRITERS[name](block(rows))
    found = read_text(written) if name == "text" else read_html(written)
    assert found is not None
    assert found.rows == tuple(map(tuple, rows))


def test_text_of_merged_squares_leaves_blanks() -> None:
    assert read_text(text([[Cell("甲", columns=2), Cell("1")]])).rows == (("甲", "", "1"),)
