"""Clipboards onto real tables over a real workspace: what is pasted, doubted and refused."""

import random
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TypedDict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.checks.totals import total_addresses
from app.domain.address import Address
from app.domain.change import Change
from app.domain.errors import Trouble
from app.domain.values import Value, write
from app.editing import blocks
from app.editing.paste import PastePlan
from app.editing.session import Session
from app.forms.model import Section
from app.grid.layout import Grid, Square, lay_out
from app.workbench import pasting
from app.workbench.bench import Workbench
from app.workbench.pasting import Wish
from tests.app.imports import papers
from tests.app.imports.clips import WRITERS, Cell, block, excel, sheet, text
from tests.app.imports.papers import random_value
from tests.app.workbench.conftest import INVENTED, OFFICE
from tests.brought import brought

YEARS = (2020, 2023, 2027)


@pytest.fixture
def offices(bench: Workbench) -> Mapping[int, Session]:
    brought(bench, INVENTED)
    return {year: bench.start(year) for year in YEARS}


def tables(session: Session) -> Iterator[tuple[Section, Grid]]:
    for section in session.form.sections:
        if section.kind == "table":
            yield section, lay_out(section)


def figures(session: Session, section: Section, seed: int = 1) -> dict[Address, Value]:
    """Figures for all cells of a table; totals are what they compute to."""
    dice = random.Random(seed)
    totals = total_addresses(session.form)
    cells = {s.address: random_value(dice, s.spec, False) for s in lay_out(section).values if s.address not in totals}
    before = session.report.cells
    session.apply(Change("", cells))
    whole = {s.address: session.values[s.address] for s in lay_out(section).values}
    session.undo()
    assert session.report.cells == before
    return whole


def first_square(grid: Grid) -> list[Square]:
    return [grid.values[0]]


class Clipped(TypedDict, total=False):
    html: str
    text: str


def clip(name: str, rows: list[list[Cell]]) -> Clipped:
    written = WRITERS[name](rows)
    return {"text": written} if name == "text" else {"html": written, "text": text(rows)}


@pytest.mark.parametrize("name", WRITERS)
@pytest.mark.parametrize("year", YEARS)
def test_a_whole_table_with_labels_and_headings_lands_at_once(
    offices: Mapping[int, Session], year: int, name: str
) -> None:
    session = offices[year]
    for section, grid in tables(session):
        whole = figures(session, section)
        here = [grid.values[len(grid.values) // 2]]  # wherever the hands are: the words say where it belongs
        wanted = pasting.plan_paste(session, section, here, **clip(name, sheet(section, whole)))
        assert [doubt.why for doubt in wanted.doubts] == [], section.id
        pasting.paste(session, wanted)
        assert {a: session.values[a] for a in whole} == whole, section.id
        assert not total_addresses(session.form).intersection(session.report.cells)
        session.undo()
        assert not session.report.cells


@pytest.mark.parametrize("name", WRITERS)
@pytest.mark.parametrize("year", YEARS)
def test_figures_alone_land_from_the_first_cell_on(offices: Mapping[int, Session], year: int, name: str) -> None:
    session = offices[year]
    for section, grid in tables(session):
        if len(grid.block_rows) > 1:
            continue
        whole = figures(session, section)
        rows = sheet(section, whole, top=grid.head_rows, left=grid.labels)
        wanted = pasting.plan_paste(session, section, first_square(grid), **clip(name, rows))
        assert not wanted.doubts
        pasting.paste(session, wanted)
        assert {a: session.values[a] for a in whole} == whole
        session.undo()


def test_labels_without_headings_and_headings_without_labels(offices: Mapping[int, Session]) -> None:
    session = offices[2023]
    section, grid = max(tables(session), key=lambda pair: len(pair[1].values))
    whole = figures(session, section)
    for top, left in ((grid.head_rows, 0), (0, grid.labels)):
        rows = sheet(section, whole, top=top, left=left)
        wanted = pasting.plan_paste(session, section, first_square(grid), **clip("excel", rows))
        assert not wanted.doubts
        pasting.paste(session, wanted)
        assert {a: session.values[a] for a in whole} == whole
        session.undo()


@pytest.mark.parametrize("year", YEARS)
@pytest.mark.parametrize("layout", [papers.lines, papers.spaced])
def test_a_table_out_of_a_pdf_is_read_like_an_old_paper(
    offices: Mapping[int, Session], year: int, layout: papers.Layout
) -> None:
    session = offices[year]
    for section, grid in tables(session):
        whole = figures(session, section)
        copied = layout(section, whole).replace("\n\n", "\n")
        wanted = pasting.plan_paste(session, section, first_square(grid), text=copied)
        for address, value in wanted.change.cells.items():
            assert value in (None, whole[address]), (section.id, address)
        assert wanted.count > 0


def test_sentences_that_speak_of_the_table_are_not_the_table(offices: Mapping[int, Session]) -> None:
    session = offices[2023]
    section, grid = max(tables(session), key=lambda pair: len(pair[1].values))
    labels = [square.text for square in grid.squares if square.kind == "row" and square.rows == 1][:3]
    prose = "\n".join(f"第{n}段：今年{label} 6 件，比去年多 2 件。" for n, label in enumerate(labels * 3))
    with pytest.raises(Trouble, match="表里没有变动"):
        pasting.plan_paste(session, section, first_square(grid), text=prose)


@pytest.fixture
def large(offices: Mapping[int, Session]) -> tuple[Session, Section, Grid]:
    """The largest table of the format in force."""
    session = offices[2023]
    section, grid = max(tables(session), key=lambda pair: len(pair[1].values))
    return session, section, grid


Large = tuple[Session, Section, Grid]


def test_a_title_above_and_a_note_below_are_left_out(large: Large) -> None:
    session, section, grid = large
    whole = figures(session, section)
    rows = [
        [Cell(section.heading, columns=grid.width)],
        *sheet(section, whole),
        [Cell("填表人：某某", columns=grid.width)],
    ]
    wanted = pasting.plan_paste(session, section, first_square(grid), html=excel(rows))
    assert not wanted.doubts
    pasting.paste(session, wanted)
    assert {a: session.values[a] for a in whole} == whole


def test_some_rows_by_their_names_are_shown_first_where_the_hands_are_elsewhere(large: Large) -> None:
    session, section, grid = large
    named = [s for s in grid.squares if s.kind == "row" and s.columns > 1][:2]
    wide = len(grid.shares)
    rows = [[Cell(s.text), *block([["2"] * (wide - 1) + [str(2 * (wide - 1))]])[0]] for s in named]
    at_home = pasting.plan_paste(session, section, [grid.at[named[0].row, grid.labels]], html=excel(rows))
    assert not at_home.doubts
    elsewhere = pasting.plan_paste(session, section, [grid.at[named[0].row + 6, grid.labels]], html=excel(rows))
    assert elsewhere.change.cells == at_home.change.cells
    assert "按名称放到" in elsewhere.doubts[0].why


def test_a_name_the_table_does_not_know_is_doubtful_where_it_lands(large: Large) -> None:
    session, section, grid = large
    rows = [["没有这样的一行", *["1"] * 6, "6"]]
    wanted = pasting.plan_paste(session, section, first_square(grid), html=excel(block(rows)))
    assert "没有这样的一行" in wanted.doubts[0].why
    assert wanted.count == 6


def test_headings_of_another_order_are_followed(large: Large) -> None:
    session, section, grid = large
    leaves = section.blocks[0].column_leaves()
    heads = [leaves[1].label, leaves[0].label]
    wanted = pasting.plan_paste(session, section, first_square(grid), html=excel(block([heads, ["1", "2"]])))
    first, second = grid.values[0], grid.values[1]
    assert wanted.change.cells == {first.address: 2, second.address: 1}


def test_one_figure_fills_the_selection_but_the_totals(large: Large) -> None:
    session, section, grid = large
    squares = [s for s in grid.values if s.row < grid.values[0].row + 2]
    wanted = pasting.plan_paste(session, section, squares, text="０ 件")
    assert not wanted.doubts
    assert set(wanted.change.cells) == {s.address for s in squares if not s.is_total}
    assert set(wanted.change.cells.values()) == {0}


def test_a_block_fills_a_selection_it_goes_into_without_rest(large: Large) -> None:
    session, section, grid = large
    top = grid.values[0].row
    squares = [s for s in grid.values if s.row < top + 4 and s.column < grid.labels + 2]
    wanted = pasting.plan_paste(session, section, squares, text="1\t2\n3\t4\n")
    rows = [[wanted.change.cells[grid.at[y, grid.labels + x].address] for x in range(2)] for y in range(top, top + 4)]
    assert rows == [[1, 2], [3, 4], [1, 2], [3, 4]]


def test_a_total_that_differs_is_doubtful_and_one_that_agrees_is_not_stated(large: Large) -> None:
    session, section, grid = large
    wide = len(grid.shares)
    agrees = pasting.plan_paste(
        session, section, first_square(grid), text="\t".join(["1"] * (wide - 1) + [str(wide - 1)])
    )
    assert not agrees.doubts
    assert len(agrees.change.cells) == agrees.count == wide - 1
    assert (agrees.size, agrees.left_out) == (f"1 行 × {wide} 列", "1 格合计自己算，不用粘")
    row = "\t".join(["1"] * (wide - 1) + ["99"])
    differs = pasting.plan_paste(session, section, first_square(grid), text=row)
    assert [(doubt.new, doubt.why) for doubt in differs.doubts] == [(str(wide - 1), "粘来的是 99，用自动合计")]
    assert (differs.differing, differs.printed) == (1, False)
    assert (differs.size, differs.left_out) == (f"1 行 × {wide} 列", "1 格合计自己算，不用粘")
    pasting.paste(session, differs)
    total = grid.values[wide - 1].address
    assert not session.overridden(total)
    session.undo()
    printed = pasting.plan_paste(session, section, first_square(grid), text=row, wish=Wish(printed=True))
    assert [(doubt.new, doubt.why) for doubt in printed.doubts] == [("99", f"自动合计是 {wide - 1}，照粘来的数记")]
    assert (printed.size, printed.left_out) == (f"1 行 × {wide} 列", "")
    pasting.paste(session, printed)
    assert session.overridden(total)


def test_a_total_pasted_alone_is_taken_as_it_was_copied(large: Large) -> None:
    session, section, grid = large
    total = grid.values[len(grid.shares) - 1]
    alone = pasting.plan_paste(session, section, [total], text="99")
    assert [doubt.why for doubt in alone.doubts] == ["各项还没填，算不出合计，照粘来的数记"]
    assert alone.differing == 0
    pasting.paste(session, alone)
    assert session.overridden(total.address)


def test_a_total_under_totals_of_its_own_differs_only_from_the_true_sum(large: Large) -> None:
    """Printed sums that are all wrong agree with one another; left to themselves none of them does."""
    session, section, grid = large
    whole = figures(session, section)
    rows = [[0 if s.is_total else whole[s.address] for s in row] for row in blocks.by_rows(grid.values)]
    copied = "\n".join("\t".join(str(value) for value in row) for row in rows)
    wanted = pasting.plan_paste(session, section, first_square(grid), text=copied)
    wrong = {s.address for s in grid.values if s.is_total and whole[s.address]}
    assert {doubt.address for doubt in wanted.doubts} == wrong
    assert wanted.differing == len(wrong)
    pasting.paste(session, wanted)
    assert {address: session.values[address] for address in whole} == whole


def test_figures_that_blanks_would_cover_are_shown_first(large: Large) -> None:
    session, section, grid = large
    session.set_cell(grid.values[1].address, "5")
    wanted = pasting.plan_paste(session, section, first_square(grid), text="1\t\t3")
    assert [(d.address, d.old, d.new) for d in wanted.doubts] == [(grid.values[1].address, "5", "空")]


@pytest.mark.parametrize(
    ("said", "value", "why"), [("-", 0, "按 0 记"), ("1o", 10, "字母 o，按 10 记"), ("5①", 5, "符号 ①，按 5 记")]
)
def test_a_likely_meaning_is_asked_for(large: Large, said: str, value: int, why: str) -> None:
    session, section, grid = large
    wanted = pasting.plan_paste(session, section, first_square(grid), text=f"1\t{said}")
    assert wanted.change.cells[grid.values[1].address] == value
    assert why in wanted.doubts[0].why


@pytest.mark.parametrize(
    ("copied", "told"),
    [
        ("\t".join("1" * 8), "复制的有 8 列，从这一格往右只有 7 列"),
        ("\n".join("1" * 26), "复制的有 26 行，从这一格往下只有 25 行"),
        ("1\t2\n3\t约5", "第 2 行第 2 列"),
        ("1\t-5", "第 1 行第 2 列"),
        ("", "剪贴板里没有可以粘的数"),
    ],
)
def test_what_does_not_fit_is_refused_whole(large: Large, copied: str, told: str) -> None:
    session, section, grid = large
    with pytest.raises(Trouble, match=told) as trouble:
        pasting.plan_paste(session, section, first_square(grid), text=copied)
    assert "表里没有变动" in str(trouble.value)
    assert not session.report.cells


def test_blank_rows_and_columns_behind_the_block_do_no_harm(large: Large) -> None:
    session, section, grid = large
    last = grid.values[-1]
    wanted = pasting.plan_paste(session, section, [grid.at[last.row, last.column - 1]], text="4\t4\t\t\n\t\t\t\n")
    assert wanted.change.cells == {grid.at[last.row, last.column - 1].address: 4}


def test_money_of_another_unit_is_converted_and_shown(offices: Mapping[int, Session]) -> None:
    session = offices[2020]
    section, grid = next(
        (section, grid) for section, grid in tables(session) if any(s.spec.kind == "money" for s in grid.values)
    )
    money = next(s for s in grid.values if s.spec.kind == "money")
    wanted = pasting.plan_paste(session, section, [money], text="6060500元")
    assert write(wanted.change.cells[money.address], money.spec) == "606.05"
    assert "换算成 606.05 万元" in wanted.doubts[0].why
    plain = pasting.plan_paste(session, section, [money], text="606.05")
    assert not plain.doubts


def test_a_label_that_is_nearly_another_is_not_taken_for_it(large: Large) -> None:
    session, section, grid = large
    for y in range(grid.head_rows, grid.height):
        label = next(s for s in (grid.at[y, x] for x in range(grid.labels - 1, -1, -1)) if s.text)
        if label.rows > 1:
            continue
        for other in (s for s in grid.squares if s.kind == "row" and s.rows > 1 and s.text not in label.text):
            rows = block([[other.text, "1"]])
            wanted = pasting.plan_paste(session, section, [grid.at[y, grid.labels]], html=excel(rows))
            assert wanted.doubts, (label.text, other.text)


def test_ctrl_d_and_ctrl_r_leave_totals_to_themselves(large: Large) -> None:
    session, section, grid = large
    top = grid.values[0].row
    for column in range(3):
        session.set_cell(grid.at[top, grid.labels + column].address, str(column + 1))
    block_of = [s for s in grid.values if s.row < top + 3]
    down = pasting.plan_fill(session, section, block_of, down=True)
    assert grid.at[top + 2, grid.labels + 1].address in down.change.cells
    pasting.paste(session, down)
    assert [session.values[grid.at[top + 2, grid.labels + x].address] for x in range(3)] == [1, 2, 3]
    assert not total_addresses(session.form).intersection(session.report.cells)
    right = pasting.plan_fill(session, section, [grid.at[top, grid.labels + 5]], down=False)
    assert set(right.change.cells.values()) == {None}  # a blank beside a blank
    with pytest.raises(Trouble, match="上面没有"):
        pasting.plan_fill(session, section, first_square(grid), down=True)


def test_cutting_empties_in_the_same_step_what_is_not_pasted_over(large: Large) -> None:
    session, section, grid = large
    a, b, c = (grid.at[grid.values[0].row, grid.labels + x] for x in range(3))
    session.set_cell(a.address, "1")
    session.set_cell(b.address, "2")
    copied = pasting.copy(session, [a, b])
    wanted = pasting.plan_paste(session, section, [b], html=copied.html, text=copied.text, cut=[a.address, b.address])
    assert not wanted.doubts
    pasting.paste(session, wanted)
    assert session.report.cells == {b.address: 1, c.address: 2}
    session.undo()
    assert session.report.cells == {a.address: 1, b.address: 2}


@given(st.data())
def test_copy_and_paste_elsewhere_round_trips_and_undo_takes_it_back(data: st.DataObject) -> None:
    session, other = _pair()
    section, grid = data.draw(st.sampled_from(list(tables(session))))
    squares = data.draw(st.permutations(grid.values).map(lambda s: (s[0], s[1] if len(s) > 1 else s[0])))
    top, bottom = sorted(s.row for s in squares)
    left, right = min(s.column for s in squares), max(s.column + s.columns for s in squares)
    area = [s for s in grid.values if top <= s.row <= bottom and s.column < right and s.column + s.columns > left]
    copied = pasting.copy(session, area)
    before = dict(other.report.cells)

    html = data.draw(st.booleans())
    wanted = pasting.plan_paste(other, section, area, html=copied.html if html else "", text=copied.text)
    changed = pasting.paste(other, wanted)
    assert {s.address: other.values[s.address] for s in area if s.address not in total_addresses(other.form)} == {
        s.address: session.values[s.address] for s in area if s.address not in total_addresses(other.form)
    }
    if changed is not None:
        other.undo()
    assert other.report.cells == before


_SESSIONS: list[tuple[Session, Session]] = []


def _pair() -> tuple[Session, Session]:
    """A filled report and a blank one of the same format; kept, because hypothesis asks often."""
    if not _SESSIONS:
        bench = Workbench.open(Path(tempfile.mkdtemp()) / "w.db")
        bench.save_organ(OFFICE)
        session, other = bench.start(2020), bench.start(2019)
        dice = random.Random(5)
        totals = total_addresses(session.form)
        cells = {n: random_value(dice, s, False) for n, s in session.form.cells.items() if n not in totals}
        session.apply(Change("", cells))
        _SESSIONS.append((session, other))
    return _SESSIONS[0]


PIECES = st.one_of(
    st.sampled_from(
        ["", "", "0", "7", "1,234", "-", "约5", "1o", "３", "606.05万元", "增3", "其他", "总计", "合计", "x"]
    ),
    st.text(max_size=5),
)


@st.composite
def scraps(draw: st.DrawFn, section: Section) -> list[list[str]]:
    """A piece of the official table, rows left out, words exchanged: what people really copy."""
    grid = lay_out(section)
    labels = sorted({square.text for square in grid.squares if square.text})
    cell = PIECES | st.sampled_from(labels)
    wide = draw(st.integers(1, 9))
    return draw(st.lists(st.lists(cell, min_size=wide, max_size=wide), min_size=1, max_size=6))


@given(st.data())
def test_whatever_is_copied_is_pasted_in_one_step_or_refused_in_one_sentence(data: st.DataObject) -> None:
    session, other = _pair()
    target = data.draw(st.sampled_from([session, other]))
    section, grid = data.draw(st.sampled_from(list(tables(target))))
    one, two = data.draw(st.sampled_from(grid.values)), data.draw(st.sampled_from(grid.values))
    area = [s for s in grid.values if min(one.row, two.row) <= s.row <= max(one.row, two.row)][
        : data.draw(st.integers(1, 9))
    ]
    rows = data.draw(scraps(section))
    html = data.draw(st.booleans())
    written = excel([[Cell(text) for text in row] for row in rows])
    before = dict(target.report.cells)
    wanted: PastePlan | str
    try:
        wanted = pasting.plan_paste(target, section, area, html=written if html else "", text=text_of(rows))
    except Trouble as trouble:
        wanted = str(trouble)
    if isinstance(wanted, str):
        assert "表里没有变动" in wanted
        assert len(wanted) < 200
        assert target.report.cells == before
        return
    assert {s.address for s in wanted.squares} <= {s.address for s in grid.values}
    lost = {a for a, v in wanted.change.cells.items() if v is None and before.get(a) is not None}
    assert lost <= {doubt.address for doubt in wanted.doubts} | total_addresses(target.form)
    changed = pasting.paste(target, wanted)
    for address, value in wanted.change.cells.items():
        assert target.report.cells.get(address) == value
    if changed is not None:
        target.undo()
    assert target.report.cells == before


def text_of(rows: list[list[str]]) -> str:
    return text([[Cell(" ".join(cell.split())) for cell in row] for row in rows])
