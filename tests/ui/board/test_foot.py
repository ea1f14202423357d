"""The rows at the foot of the poster: what is missing says so, and one click leads to its field."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.workbench import footing, issuing
from app.workbench.bench import Workbench
from tests.ui import reports
from ui.board.footer import FooterForm
from ui.board.place import BoardPlace
from ui.kit.prose import Prose
from ui.kit.widgets import Button, TextButton

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


PHONE = "监督电话"


def settle(qtbot: QtBot, place: BoardPlace) -> None:
    qtbot.waitUntil(place.settled, timeout=60_000)


def click(qtbot: QtBot, place: BoardPlace, words: str) -> None:
    """Clicks the button of the foot that is called so."""

    def shown() -> list[Button]:
        return [
            each for each in place.settings.footer.findChildren(Button) if each.text() == words and each.isVisible()
        ]

    qtbot.waitUntil(lambda: len(shown()) == 1)
    QTest.mouseClick(shown()[0], Qt.MouseButton.LeftButton)


def write(place: BoardPlace, label: str, words: str) -> None:
    field = place.settings.footer.fields[label]
    field.selectAll()
    QTest.keyClicks(field, words)


def test_what_is_typed_stays_with_its_report(place: BoardPlace, bench: Workbench, qtbot: QtBot) -> None:
    """The fields of one year are not there for the next, nor what stood in them."""
    one, two = reports.whole(bench, 2021), reports.whole(bench, 2020)
    issuing.save_issued(bench, one.report, date(2022, 1, 10))
    footing.save_footer(bench, one.report, {PHONE: "0971-1111111"})
    before = footing.footer(bench, two.report)
    place.open(one)
    settle(qtbot, place)
    click(qtbot, place, "修改")
    write(place, PHONE, "0971-2222222")
    place.open(two)
    settle(qtbot, place)
    foot = place.settings.footer
    assert not foot.is_editing
    assert footing.footer(bench, two.report) == before
    shown = [words.text() for words in foot.findChildren(Prose) if words.isVisible()]
    assert [words for words in shown if words in dict(before).values()] == [value for _, value in before if value]
    assert not {"0971-1111111", "0971-2222222", "2022年1月10日"} & set(shown)
    assert "0971-1111111" not in foot.accessibleName()
    click(qtbot, place, "修改")
    assert {label: field.text() for label, field in foot.fields.items()} == dict(before)
    click(qtbot, place, "就用这些")
    assert footing.footer(bench, two.report) == before
    assert dict(footing.footer(bench, one.report))[PHONE] == "0971-1111111"


def test_a_row_that_was_only_looked_at_goes_on_following_what_it_is_made_from(
    place: BoardPlace, bench: Workbench, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The day passes and the office's phone is put right while the fields are open: neither is held fast."""
    session = reports.whole(bench, 2021)
    place.open(session)
    settle(qtbot, place)
    click(qtbot, place, "修改")
    write(place, "公开主体", "Liuwan")
    place.hide()
    bench.save_organ(replace(reports.ORGAN, phone="0971-9999999"))
    monkeypatch.setenv("GONGKAILAN_NOW", "2022-01-19T08:00:00+08:00")
    place.show()
    settle(qtbot, place)
    assert place.settings.footer.fields["公开主体"].text() == "Liuwan"
    click(qtbot, place, "就用这些")
    settle(qtbot, place)
    foot = {
        "公开主体": "Liuwan",
        "公开日期": "2022年1月19日",
        "公开期限": "至2023年1月18日",
        PHONE: "0971-9999999",
    }
    assert dict(footing.footer(bench, session.report)) == foot
    monkeypatch.setenv("GONGKAILAN_NOW", "2022-01-20T08:00:00+08:00")
    assert dict(footing.footer(bench, session.report))["公开日期"] == "2022年1月20日"


def test_who_gives_up_sees_the_foot_as_it_is_by_now(place: BoardPlace, bench: Workbench, qtbot: QtBot) -> None:
    place.open(reports.whole(bench, 2021))
    settle(qtbot, place)
    click(qtbot, place, "修改")
    place.hide()
    bench.save_organ(replace(reports.ORGAN, phone="0971-9999999"))
    place.show()
    settle(qtbot, place)
    click(qtbot, place, "不改了")
    foot = place.settings.footer
    assert "0971-9999999" in foot.accessibleName()
    qtbot.waitUntil(lambda: "0971-9999999" in [each.text() for each in foot.findChildren(Prose) if each.isVisible()])
