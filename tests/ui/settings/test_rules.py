"""规则和格式 by keyboard in the whole window: a file is looked at, used or not, gone back on."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.domain.report import ReportKey
from app.system import paths
from app.workbench.bench import Workbench
from tests.app.workbench.conftest import INVENTED
from tests.app.workbench.test_packs import GOOD, LIST, MORE
from tests.ui.desk import desktop, focused, press, tab_to
from tests.ui.reports import ORGAN, TOMORROW, open_bench, whole
from ui.kit import tasks
from ui.settings.place import SettingsPlace
from ui.settings.rules_card import RulesCard
from ui.wiring import Desktop

KEY = ReportKey(ORGAN.short_name, 2022)
PART = "overview"


@pytest.fixture
def made(tmp_path: Path, qtbot: QtBot) -> Iterator[Desktop]:
    with open_bench(tmp_path) as bench:
        whole(bench, 2022).set_passage(PART, "张贴在公开蓝里，送到便民展。")
    with desktop(tmp_path / "gongkailan.db", qtbot) as opened:
        yield opened


Bring = Callable[[str | Path], None]


@pytest.fixture
def bring(made: Desktop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> Bring:
    """Picks a file with these words (the system's own window is no part of the program)."""

    def pick(text: str | Path) -> None:
        path = text if isinstance(text, Path) else tmp_path / "用语.toml"
        if isinstance(text, str):
            path.write_text(text, encoding="utf-8")
        monkeypatch.setattr("ui.settings.rule_deeds.pick_file", lambda *_: path)
        page = card(made)
        tab_to(page.add)
        press(Qt.Key.Key_Space)
        qtbot.waitUntil(lambda: tasks.wait_for_all(1) and not page.add.accessibleDescription())

    return pick


def card(made: Desktop) -> RulesCard:
    if made.window.place != "settings":
        button = made.window.rail.button("settings")
        button.setFocus()
        press(Qt.Key.Key_Space)
    page = made.window.page("settings")
    assert isinstance(page, SettingsPlace)
    return page.rules


def rows(made: Desktop) -> list[str]:
    return [row.accessibleName() for row in card(made).rows]


def found(made: Desktop) -> list[str]:
    assert made.session is not None
    return [finding.message for finding in made.session.result.findings if finding.rule.startswith("local.")]


def test_what_is_in_use_is_named_with_its_size_and_how_it_came(made: Desktop) -> None:
    shown = rows(made)
    assert len([row for row in shown if row.startswith("格式")]) == len(list(paths.forms_folder().glob("*.toml")))
    assert len([row for row in shown if row.startswith("用语")]) == len(list(paths.wording_folder().glob("*.toml")))
    assert all(row.endswith("，内置") and "条规则" in row for row in shown)
    assert card(made).backs == {}


def test_a_list_is_looked_at_used_at_once_and_gone_back_on(made: Desktop, bring: Bring) -> None:
    made.open_report(KEY)
    assert found(made) == []
    bring(GOOD)
    seen = card(made).seen
    assert seen.isVisible()
    assert "新的一份用语“本区常见笔误”：1 条规则，1 条用语" in seen.text()
    assert "全部 2 个例子都对" in seen.accessibleName()
    assert focused() is seen.use
    press(Qt.Key.Key_Space)
    assert seen.isHidden()
    assert focused() is card(made).add
    assert "已用上用语“本区常见笔误”" in made.window.messages.text()
    assert len(found(made)) == 1
    assert any(
        row.startswith("用语 本区常见笔误，1 条规则，1 条用语，") and row.endswith("日加入") for row in rows(made)
    )
    bring(MORE)
    press(Qt.Key.Key_Space)
    assert len(found(made)) == 2
    for words, left in (("回到上一版", 1), ("去掉", 0)):
        back = card(made).backs["wording", "local"]
        assert back.accessibleName() == f"本区常见笔误：{words}"
        tab_to(back)
        press(Qt.Key.Key_Space)
        assert len(found(made)) == left
        assert focused() is card(made).add
        assert words in made.window.messages.text()


def test_a_file_that_fails_says_why_and_cannot_be_used(made: Desktop, bring: Bring) -> None:
    before = rows(made)
    bring(LIST)
    seen = card(made).seen
    assert "不该查出“张贴在公开栏里，公开蓝本一份。”" in seen.text()
    assert seen.text().endswith("请把上面的话告诉发文件给您的人，改好以后再带来加入。")
    assert seen.use.isHidden()
    assert focused() is seen.leave
    press(Qt.Key.Key_Escape)
    assert seen.isHidden()
    assert focused() is card(made).add
    assert rows(made) == before


def test_what_is_no_rule_file_is_told_on_the_page(made: Desktop, bring: Bring) -> None:
    bring("id = [")
    assert card(made).seen.isHidden()
    assert "写法有误" in made.window.messages.text()
    assert "没有变动" in made.window.messages.text()
    bring(GOOD)
    assert made.window.messages.isHidden()


def test_the_workspace_is_never_asked_from_another_thread(
    made: Desktop, bring: Bring, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It goes on changing under the hands while a file is tried."""
    asked: set[threading.Thread] = set()
    plain = Workbench.__getattribute__

    def watched(bench: Workbench, name: str) -> object:
        asked.add(threading.current_thread())
        return plain(bench, name)

    monkeypatch.setattr(Workbench, "__getattribute__", watched)
    bring(GOOD)
    bring(INVENTED)
    assert card(made).seen.isVisible()
    assert asked == {threading.main_thread()}


def test_not_using_it_leaves_everything(made: Desktop, bring: Bring) -> None:
    before = rows(made)
    bring(GOOD)
    tab_to(card(made).seen.leave)
    press(Qt.Key.Key_Space)
    assert card(made).seen.isHidden()
    assert rows(made) == before


def test_a_format_brings_its_year(made: Desktop, bring: Bring) -> None:
    bring(TOMORROW)
    assert "管的年份：2027 年度起" in card(made).seen.text()
    press(Qt.Key.Key_Space)
    assert made.bench is not None
    assert made.bench.governing(2027).id == "annual-2027"
    assert ("form", "annual-2027") in card(made).backs


def test_it_is_as_it_was_when_one_comes_back(made: Desktop, bring: Bring) -> None:
    bring(GOOD)
    made.go("home")
    assert card(made).seen.isVisible()
    assert rows(made)
