"""Help at the cell: last year's figure and the change, who filled it then, and everything on F1."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.checks.totals import total_addresses
from app.checks.years import same_cells
from app.domain.change import Change
from app.domain.values import COUNT
from app.system import clock
from app.workbench import doubts
from app.workbench.bench import Workbench
from app.workbench.doubts import Doubt
from tests.brought import brought
from tests.ui.editor.conftest import Hands, Show
from tests.ui.reports import TOMORROW
from ui.editor.place import EditorPlace
from ui.editor.table.help_bar import _fitted
from ui.kit.theme import theme

MakeHands = Callable[[EditorPlace], Hands]
Key = Qt.Key


@pytest.fixture(params=[2020, 2021, 2023, 2028])
def pair(
    request: pytest.FixtureRequest, bench: Workbench, show: Show, hands: MakeHands, monkeypatch: pytest.MonkeyPatch
) -> tuple[Hands, str]:
    """Two years, also across the formats; a cell that both have, 2 last year."""
    brought(bench, TOMORROW)
    monkeypatch.setenv(clock.STOPPED, "2022-01-08T09:30:00+08:00")
    year = request.param
    last = bench.start(year - 1)
    form = bench.governing(year)
    same = same_cells(form, last.form)
    totals = total_addresses(form)
    cell = next(name for name, spec in form.cells.items() if name in same and name not in totals and spec == COUNT)
    last.apply(Change("填写", {same[cell]: 2}, who="王小梅"))
    last.fill_zero(None, "李四")
    monkeypatch.setenv(clock.STOPPED, "2023-01-10T10:00:00+08:00")
    session = bench.start(year)
    session.who = "马明"
    place = show(session)
    place.go_to(cell)
    return hands(place), cell


def test_last_year_the_change_and_the_hand(pair: tuple[Hands, str], qtbot: QtBot) -> None:
    hand, cell = pair
    help_bar = hand.table().help
    hand.place.go_to(cell)
    qtbot.waitUntil(lambda: "上年由王小梅 1月8日填" in help_bar.text(), timeout=2000)
    hand.type("5")
    hand.press(Key.Key_Return)
    hand.place.go_to(cell)
    assert "上年 2，增加 3" in help_bar.text()
    assert help_bar.accessibleName() == help_bar.text()
    square = hand.table().model.shape.grid.by_address[cell]
    beside = next(s for s in hand.table().model.shape.grid.values if s.address != cell and s.row != square.row)
    hand.place.go_to(beside.address)
    assert "王小梅" not in help_bar.text()


def test_f1_tells_everything(pair: tuple[Hands, str], qtbot: QtBot) -> None:
    hand, cell = pair
    hand.enter("5")
    hand.place.go_to(cell)
    tab = hand.table()
    qtbot.waitUntil(lambda: "王小梅" in tab.help.text(), timeout=2000)
    hand.press(Key.Key_F1)
    box = tab.help.box
    assert box is not None
    lines = box.text().split("\n")
    assert lines[0] == tab.words.name(cell)
    assert "上年：2，增加 3。由王小梅 2022年1月8日填" in lines
    assert "本年：由马明 2023年1月10日填" in lines
    said = tab.words.said(cell)
    assert [f"依据：{said.law}"] == [line for line in lines if line.startswith("依据：")] or not said.law
    assert said.hint in box.text()
    related = [o for o in hand.session.result.outcomes if o.relation is not None and cell in o.cells]
    assert any(line.startswith("勾稽关系：") for line in lines) == bool(related)
    assert len(lines) >= len(related)
    QTest.keyClick(box, Key.Key_F1)
    assert not box.isVisible()


def test_a_zero_says_who_confirmed_it(pair: tuple[Hands, str]) -> None:
    hand, cell = pair
    hand.session.fill_zero(None, "马明")
    hand.place.go_to(cell)
    hand.press(Key.Key_F1)
    box = hand.table().help.box
    assert box is not None
    assert "本年：由马明 2023年1月10日确认为零" in box.text().split("\n")
    QTest.keyClick(box, Key.Key_Escape)


def test_a_cell_that_last_year_did_not_have_is_said(bench: Workbench, show: Show, hands: MakeHands) -> None:
    last = bench.start(2020)
    session = bench.start(2021)
    same = same_cells(session.form, last.form)
    new = next(name for name in session.form.cells if name not in same)
    hand = hands(show(session))
    hand.place.go_to(new)
    assert "上年没有这一格" in hand.table().help.text()


def test_a_refused_text_stands_first(pair: tuple[Hands, str]) -> None:
    hand, cell = pair
    hand.enter("1o")
    hand.place.go_to(cell)
    hand.press(Key.Key_F1)
    box = hand.table().help.box
    assert box is not None
    assert box.text().split("\n")[1].startswith("没有存上：“1o”里有字母 o")
    QTest.keyClick(box, Key.Key_Escape)


def test_a_doubt_stands_first_until_it_is_settled(bench: Workbench, show: Show, hands: MakeHands) -> None:
    session = bench.start(2023)
    cell = next(name for name in session.form.cells if name not in total_addresses(session.form))
    session.set_cell(cell, "3")
    doubts.save(bench, session.report.key, [Doubt(cell, 3, "原件上像 3，也像 8。")])
    hand = hands(show(session))
    hand.place.go_to(cell)
    for told in (True, False):
        hand.press(Key.Key_F1)
        box = hand.table().help.box
        assert box is not None
        assert (box.text().split("\n")[1] == "存疑：原件上像 3，也像 8。") is told
        QTest.keyClick(box, Key.Key_Escape)
        hand.place.go_to(cell)
        hand.press(Key.Key_F8)  # 就是这个数


def test_what_is_cut_names_the_key_that_shows_it(qtbot: QtBot) -> None:
    metrics = QFontMetrics(theme().font("small"))
    words = "收到之日按条例第三十一条算：当面提交的是提交当天。"
    whole = metrics.horizontalAdvance(words)
    assert _fitted(metrics, words, whole) == words
    for room in range(0, whole, 7):
        shown = _fitted(metrics, words, room)
        assert shown != words
        assert metrics.horizontalAdvance(shown) <= room or room < metrics.horizontalAdvance("…")
    assert _fitted(metrics, words, whole - 1).endswith("…　F1 看全文")
