"""A text part in the real window, by keys alone: a live number is chosen, follows its cell, outlives a restart."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.live import marker
from app.workbench.bench import Workbench
from tests.brought import brought
from tests.ui.desk import desktop, press, type_text
from tests.ui.reports import ORGAN, TOMORROW
from ui.editor.place import EditorPlace
from ui.editor.text.tab import TextTab
from ui.wiring import Desktop

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


def shown(made: Desktop) -> TextTab:
    place = made.window.page("editor")
    assert isinstance(place, EditorPlace)
    found = place.pages.currentWidget()
    assert isinstance(found, TextTab)
    return found


@pytest.mark.parametrize("year", [2020, 2023, 2027])
def test_a_number_in_a_text_from_the_first_key_to_the_next_morning(workspace: Path, qtbot: QtBot, year: int) -> None:
    with Workbench.open(workspace) as bench:
        bench.save_organ(ORGAN)
        brought(bench, TOMORROW)
        session = bench.start(year)
        key, form = session.report.key, session.form
    text = next(section for section in form.sections if section.kind == "text")
    cell = next(iter(form.cells))
    with desktop(workspace, qtbot) as made:
        made.open_report(key)
        place = made.window.page("editor")
        assert isinstance(place, EditorPlace)
        assert made.session is not None
        place.go_to(cell)
        type_text("731")
        press(Key.Key_Return)
        place.go_to(text.id)
        type_text("全年共")
        press(Key.Key_2, modifier=CTRL)
        type_text("731")
        search = shown(made).search
        assert search is not None
        press(Key.Key_Down, times=[item.cell for item in search.model.figures].index(cell))  # its totals say 731, too
        press(Key.Key_Return)
        type_text("件。")
        press(Key.Key_Home)
        press(Key.Key_1, modifier=CTRL)
        kept = f"（一）全年共{marker(cell)}件。"
        assert shown(made).page.text() == kept
        place.go_to(cell)  # leaving commits
        assert made.session.result.context.passages[text.id] == "（一）全年共731件。"
        type_text("84")
        press(Key.Key_Return)
        assert made.session.result.context.passages[text.id] == "（一）全年共84件。"
        press(Key.Key_Z, modifier=CTRL)
        assert made.session.result.context.passages[text.id] == "（一）全年共731件。"
        press(Key.Key_Y, modifier=CTRL)
        QApplication.processEvents()
    with desktop(workspace, qtbot) as made:
        made.open_report(key)
        place = made.window.page("editor")
        assert isinstance(place, EditorPlace)
        assert made.session is not None
        assert made.session.report.passages[text.id] == kept
        place.go_to(text.id)
        assert shown(made).page.text() == kept
        assert shown(made).page.read() == "（一）全年共84件。"
        press(Key.Key_Z, modifier=CTRL)  # the page is fresh: what is taken back is the report's own last step
        assert made.session.result.context.passages[text.id] == "（一）全年共731件。"
