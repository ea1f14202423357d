"""What is asked before a block is pasted: totals that differ, and rows that nobody can tell, with keys and mouse."""

from PySide6.QtCore import Qt

from app.checks.years import same_cells
from app.editing.blocks import by_rows
from app.grid.layout import lay_out
from app.workbench.bench import Workbench
from tests.ui.editor.blocks import BOTH, CTRL, Key, at, clip, grid, put, section, stated, view
from tests.ui.editor.conftest import Hands
from ui.editor.table.paste_strip import ROWS, TOTALS


def seen(hand: Hands, row: int, column: int) -> tuple[str, str]:
    """The figure that the cell shows, and the one struck out beside it."""
    look = hand.table().model.look(at(hand, row, column))
    return look.text, look.struck


def lines(hand: Hands) -> list[str]:
    rows = clip(hand).strip.list
    return [rows.item(row).text() for row in range(rows.count())]


def sevens(hand: Hands, rows: int) -> str:
    """Ones with a total that says 9."""
    wide = len(grid(hand).shares)
    return "\n".join("\t".join(["1"] * (wide - 1) + ["9"]) for _ in range(rows))


def test_totals_that_differ_are_left_to_themselves_by_one_enter(hand: Hands) -> None:
    put(sevens(hand, 3))
    hand.press(Key.Key_V, CTRL)
    strip, last = clip(hand).strip, len(grid(hand).shares) - 1
    assert strip.choices[TOTALS].about.text() == "3 格合计和自动的不同"
    assert strip.choices[TOTALS].answer.word() == "合计用自动的"
    assert strip.choices[ROWS].isHidden()
    assert lines(hand)[0].endswith(f"空 → {last}　粘来的是 9，用自动合计")
    assert not hand.session.report.cells
    assert seen(hand, 0, 0) == ("1", "")  # the table shows what will stand
    assert seen(hand, 0, last) == (str(last), "")
    hand.press(Key.Key_Return)
    assert strip.isHidden()
    assert not any(hand.session.overridden(at(hand, row, last).address) for row in range(3))
    assert [hand.session.values[at(hand, row, last).address] for row in range(3)] == [last] * 3
    assert seen(hand, 0, last) == (str(last), "")


def test_one_choice_takes_all_totals_as_they_were_copied(hand: Hands) -> None:
    put(sevens(hand, 3))
    hand.press(Key.Key_V, CTRL)
    strip, last = clip(hand).strip, len(grid(hand).shares) - 1
    hand.press(Key.Key_Tab)
    assert strip.choices[TOTALS].answer.segments()[0].hasFocus()
    hand.press(Key.Key_Right)
    assert strip.choices[TOTALS].answer.segments()[1].hasFocus()
    assert strip.choices[TOTALS].answer.word() == "照粘来的记"
    assert lines(hand)[0].endswith(f"空 → 9　自动合计是 {last}，照粘来的数记")
    assert seen(hand, 0, last) == ("9", str(last))
    assert not hand.session.report.cells
    hand.press(Key.Key_Return)
    assert stated(hand, *(at(hand, row, last) for row in range(3))) == [9, 9, 9]


def test_the_choice_is_made_with_the_mouse_too_and_anew_the_next_time(hand: Hands) -> None:
    put(sevens(hand, 2))
    hand.press(Key.Key_V, CTRL)
    strip = clip(hand).strip
    hand.click(strip.choices[TOTALS].answer.segments()[1])
    hand.press(Key.Key_Escape)
    assert not hand.session.report.cells
    assert seen(hand, 0, 0) == ("", "")  # the table shows what stands again
    hand.press(Key.Key_V, CTRL)
    assert strip.choices[TOTALS].answer.word() == "合计用自动的"
    hand.click(strip.choices[TOTALS].answer.segments()[1])
    hand.click(strip.choices[TOTALS].answer.segments()[0])
    hand.click(strip.take)
    assert set(hand.session.report.cells.values()) == {1}


def test_what_is_copied_while_a_paste_is_asked_about_is_what_stands(hand: Hands) -> None:
    put(sevens(hand, 2))
    hand.press(Key.Key_V, CTRL)
    view(hand).setFocus(Qt.FocusReason.OtherFocusReason)
    hand.press(Key.Key_C, BOTH)
    assert clip(hand).strip.isHidden()
    assert seen(hand, 0, 0) == ("", "")


# ---------------------------------------------------------------------------------------------- rows without a name


def older(hand: Hands, bench: Workbench) -> tuple[list[list[str]], dict[str, str]]:
    """A block of the other format's height, each row its own figure, and for each cell what it says of it."""
    form, here = hand.session.form, section(hand)
    for other in bench.catalogue.forms:
        there = other.section(here.id) if other.id != form.id else None
        if there is None:
            continue
        rows = by_rows(lay_out(there).values)
        if len(rows) < grid(hand).height - grid(hand).head_rows:
            texts = [[str(row) if not s.is_total else "" for s in squares] for row, squares in enumerate(rows, 30)]
            told = {s.address: str(row) for row, squares in enumerate(rows, 30) for s in squares if not s.is_total}
            now = {then: name for name, then in same_cells(form, other).items()}
            return texts, {now.get(name, f"lost {name}"): text for name, text in told.items()}
    raise AssertionError("no other format with fewer rows")


def block(rows: list[list[str]]) -> str:
    return "\n".join("\t".join(row[:-1]) for row in rows)


def test_the_rows_of_an_older_form_are_shown_first_and_go_where_they_mean_the_same(
    hand: Hands, bench: Workbench
) -> None:
    rows, wanted = older(hand, bench)
    put(block(rows))
    hand.press(Key.Key_V, CTRL)
    strip = clip(hand).strip
    assert not hand.session.report.cells
    assert strip.choices[ROWS].about.text() == "像 2019 至 2020 年度的表"
    assert strip.choices[ROWS].answer.word() == "按行的意思放"
    assert f"有 {len(rows)} 行，正是 2019 至 2020 年度格式" in lines(hand)[0]
    assert "没有相同的一行" in lines(hand)[1]
    assert lines(hand)[2].endswith("原来没有，不动")
    lost = [name for name in wanted if name.startswith("lost")]
    assert lost
    hand.press(Key.Key_Return)
    kept = {name: int(text) for name, text in wanted.items() if not name.startswith("lost")}
    totals = {s.address for s in grid(hand).values if s.is_total}
    assert hand.session.report.cells == {name: value for name, value in kept.items() if name not in totals}
    hand.session.undo()
    assert not hand.session.report.cells


def test_the_rows_of_an_older_form_can_be_laid_down_one_by_one(hand: Hands, bench: Workbench) -> None:
    rows, _ = older(hand, bench)
    put(block(rows))
    hand.press(Key.Key_V, CTRL)
    strip = clip(hand).strip
    hand.press(Key.Key_Tab)
    hand.press(Key.Key_Right)
    assert strip.choices[ROWS].answer.word() == "一行一行照位置放"
    assert not any("没有相同的一行" in line for line in lines(hand))
    last = len(rows) - 1
    assert seen(hand, last, 0) == (rows[last][0], "")
    assert not hand.session.report.cells
    hand.press(Key.Key_Return)
    assert stated(hand, at(hand, last, 0)) == [int(rows[last][0])]


def test_a_large_block_of_unknown_rows_is_asked_about_a_small_or_whole_one_is_not(hand: Hands) -> None:
    high = grid(hand).height - grid(hand).head_rows
    for rows, asked in ((3, False), (high // 2, False), (high // 2 + 1, True), (high, False)):
        put("\n".join(["0\t0"] * rows))
        hand.place.go_to(at(hand, 0, 0).address)
        hand.press(Key.Key_V, CTRL)
        assert clip(hand).strip.isVisible() == asked, rows
        if asked:
            assert "认不出是哪几行" in lines(hand)[0]
            assert clip(hand).strip.choices[ROWS].isHidden()
            hand.press(Key.Key_Escape)
        else:
            hand.session.undo()
        assert not hand.session.report.cells
