"""The rows at the foot of the poster: what is missing says so, and one click leads to its field."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ui.board.footer import FooterForm
from ui.kit.prose import Prose
from ui.kit.widgets import TextButton

ROWS = (
    ("公开主体", "柳湾乡人民政府"),
    ("公开日期", "2022年1月18日"),
    ("公开期限", "至2023年1月17日"),
    ("监督电话", ""),
)


def test_a_row_that_is_missing_leads_to_its_field(qtbot: QtBot) -> None:
    form = FooterForm()
    qtbot.addWidget(form)
    form.show_rows(ROWS)
    form.show()
    qtbot.waitExposed(form)
    assert "（空着，不印）" in [words.text() for words in form.findChildren(Prose)]
    (fill,) = (button for button in form.findChildren(TextButton) if button.text() == "去填")
    assert fill.accessibleName() == "去填监督电话"
    form.activateWindow()
    fill.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(fill.hasFocus)
    QTest.keyClick(fill, Qt.Key.Key_Space)
    assert form.is_editing
    qtbot.waitUntil(form.fields["监督电话"].hasFocus)
    QTest.keyClicks(form.fields["监督电话"], "0971-7654321")
    with qtbot.waitSignal(form.saved) as typed:
        QTest.keyClick(form.fields["监督电话"], Qt.Key.Key_Return)
    assert typed.args[0]["监督电话"] == "0971-7654321"


def test_nothing_asks_where_all_is_there(qtbot: QtBot) -> None:
    form = FooterForm()
    qtbot.addWidget(form)
    form.show_rows((*ROWS[:3], ("监督电话", "0971-7654321")))
    assert not [button for button in form.findChildren(TextButton) if button.text() == "去填"]
