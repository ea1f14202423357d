"""Coming back to the first page: what says the same stays as it is, what changed is shown anew."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage, QRegion
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.domain.organ import Organ
from app.domain.report import ReportKey
from tests.ui.desk import TODAY, desktop, focused, press
from tests.ui.reports import ORGAN, open_bench, whole, with_error
from ui.kit import theme
from ui.kit.prose import Prose
from ui.start.card import BigCard, SmallCard
from ui.start.home import Home, TodoLine
from ui.start.view import home_view
from ui.wiring import Desktop


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    with open_bench(tmp_path) as bench:
        for year in (2020, 2021):
            whole(bench, year)
        with_error(whole(bench, 2022))
    return tmp_path / "gongkailan.db"


def _click(made: Desktop, place: str) -> None:
    QTest.mouseClick(made.window.rail.button(place), Qt.MouseButton.LeftButton)
    QApplication.processEvents()


def _words(home: Home) -> list[list[str]]:
    """Everything in words on the cards and lines, in their order."""
    shown = [*home.cards(), *(line for line in home.findChildren(TodoLine) if not line.isHidden())]
    return [[prose.text() for prose in one.findChildren(Prose)] for one in shown]


def _picture(home: Home) -> QImage:
    made = QImage(home.size(), QImage.Format.Format_RGB32)
    made.fill(0)
    home.render(made, QPoint(), QRegion(), QWidget.RenderFlag.DrawChildren)
    return made


def _is_as_new(made: Desktop, qtbot: QtBot, today: date = TODAY) -> bool:
    """Whether the page says, and looks, as one that has shown nothing before."""
    assert made.bench is not None
    shown, fresh = made.start.home, Home()
    fresh.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    qtbot.addWidget(fresh)
    fresh.resize(shown.size())
    fresh.show_view(home_view(made.bench, today))
    fresh.show()
    for _ in range(5):  # a new height travels up through the layouts, one round each
        QApplication.processEvents()
    return _words(shown) == _words(fresh) and _picture(shown) == _picture(fresh)


def test_nothing_is_made_anew_where_nothing_changed(workspace: Path, qtbot: QtBot) -> None:
    with desktop(workspace, qtbot) as made:
        home = made.start.home
        made.open_report(ReportKey(ORGAN.short_name, 2022))
        _click(made, "home")
        before = home.findChildren(QPushButton)
        for place in ("editor", "home", "settings", "home"):
            _click(made, place)
        assert home.findChildren(QPushButton) == before
        assert _is_as_new(made, qtbot)


def test_only_the_card_of_the_report_that_changed_is_new(workspace: Path, qtbot: QtBot) -> None:
    with desktop(workspace, qtbot) as made:
        home = made.start.home
        made.open_report(ReportKey(ORGAN.short_name, 2022))
        _click(made, "home")
        big, *small = home.cards()
        assert isinstance(big, BigCard)
        assert made.session is not None
        _click(made, "editor")
        made.session.set_passage(made.session.form.passage_ids[0], "又写了一句。")
        _click(made, "home")
        again, *others = home.cards()
        assert again is not big
        assert others == small
        assert all(card.isVisible() for card in home.cards())
        assert _is_as_new(made, qtbot)


def test_cards_that_stayed_still_do_what_they_say(workspace: Path, qtbot: QtBot) -> None:
    with desktop(workspace, qtbot) as made:
        home = made.start.home
        for _ in range(2):
            _click(made, "home")
            card = home.cards()[1]
            assert isinstance(card, SmallCard)
            QTest.mouseClick(card.open, Qt.MouseButton.LeftButton)
            assert made.session is not None
            assert made.session.report.key.year == 2021


def test_the_big_card_of_another_year_is_small_again(workspace: Path, qtbot: QtBot) -> None:
    with desktop(workspace, qtbot) as made:
        home, bench = made.start.home, made.bench
        assert bench is not None
        for today in (date(2022, 1, 10), TODAY, date(2022, 1, 10)):
            home.show_view(home_view(bench, today))
            years = [card.key.year for card in home.cards()]
            assert years == ([2021, 2022, 2020] if today.year == 2022 else [2022, 2021, 2020])
            assert [type(card) for card in home.cards()] == [BigCard, SmallCard, SmallCard]
            assert _is_as_new(made, qtbot, today)


def test_the_keyboard_stays_on_a_card_that_stayed(workspace: Path, qtbot: QtBot) -> None:
    with desktop(workspace, qtbot) as made:
        home, bench = made.start.home, made.bench
        assert bench is not None
        card = home.cards()[1]
        assert isinstance(card, SmallCard)
        card.open.setFocus()
        bench.session(2022).set_passage(bench.session(2022).form.passage_ids[0], "又写了一句。")
        home.show_again(home_view(bench, TODAY))
        QApplication.processEvents()
        assert focused() is card.open
        press(Qt.Key.Key_Space)
        assert made.session is not None
        assert made.session.report.key.year == 2021


def test_another_name_of_the_office_is_on_every_card(workspace: Path, qtbot: QtBot) -> None:
    with desktop(workspace, qtbot) as made:
        assert made.bench is not None
        made.bench.save_organ(Organ("小才乡人民政府", "乡", "大通县"))
        _click(made, "settings")
        _click(made, "home")
        assert {card.key.organ for card in made.start.home.cards()} == {"小才乡"}
        assert _is_as_new(made, qtbot)


def test_cards_that_stayed_follow_another_size_and_palette(workspace: Path, qtbot: QtBot) -> None:
    with desktop(workspace, qtbot) as made:
        cards = made.start.home.cards()
        _click(made, "settings")
        theme.use(theme.Theme(theme.DARK, theme.sizes()[-1]))
        try:
            _click(made, "home")
            assert made.start.home.cards() == cards
            assert _is_as_new(made, qtbot)
        finally:
            theme.use(theme.Theme())
