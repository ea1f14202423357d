"""The first page counts figures; once the hands rest it says what stands in the texts, and nothing is lost by that."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.checks import readers, registry
from app.checks.model import Context, Hit, Spot
from app.checks.registry import Reader, word_kind
from app.forms.model import Form, Rule
from app.wording.model import Wording, Wordlist
from app.workbench.bench import Workbench
from tests.ui.desk import desktop, focused
from tests.ui.reports import open_bench, whole
from tests.wordlists import only_lists
from ui.start.home import TodoLine
from ui.wiring import Desktop


@pytest.fixture
def find_word(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every workspace has one list with one rule: a word that wants a look."""
    monkeypatch.setattr(registry, "KINDS", dict(registry.KINDS))
    monkeypatch.setattr(readers, "_readings", only_lists)

    @word_kind("test_find", {}, {}, ("quote",))
    def find(form: Form, rule: Rule, wording: Wording) -> Reader:
        def read(context: Context) -> Iterator[Hit]:
            for name, text in context.passages.items():
                if (at := text.find("甲乙")) >= 0:
                    yield Hit(name, {"quote": "甲乙"}, spots=(Spot(name, at, at + 2, "甲乙"),))

        return read

    lists = Wording(
        (Wordlist("test", "试", (Rule("test.word", "test_find", "warning", "advice", "“{quote}”看一下"),)),)
    )
    monkeypatch.setattr(Workbench, "wording", property(lambda _: lists))


def lines(made: Desktop) -> list[str]:
    return [line.todo.button for line in made.start.home.findChildren(TodoLine) if not line.isHidden()]


@pytest.mark.usefixtures("find_word")
def test_the_cards_say_what_stands_in_texts_a_moment_later(tmp_path: Path, qtbot: QtBot) -> None:
    with open_bench(tmp_path) as bench:
        session = whole(bench, 2022)
        name = next(section.id for section in session.form.sections if section.kind == "text")
        session.set_passage(name, session.report.passages[name] + "甲乙。")
    with desktop(tmp_path / "gongkailan.db", qtbot, read=False) as made:
        assert "去看" not in lines(made)
        button = made.start.home.cards()[0].go_on  # type: ignore[union-attr]
        button.setFocus()
        with qtbot.waitSignal(made.deeds._later.read, timeout=5000):
            pass
        QApplication.processEvents()
        assert "去看" in lines(made)
        again = made.start.home.cards()[0].go_on  # type: ignore[union-attr]
        assert again is not button
        assert focused() is again
        made.go("settings")
        made.go("home")
        assert "去看" in lines(made)  # at once from now on


def test_a_page_that_says_the_same_is_not_made_anew(tmp_path: Path, qtbot: QtBot) -> None:
    with open_bench(tmp_path) as bench:
        whole(bench, 2022)
    with desktop(tmp_path / "gongkailan.db", qtbot, read=False) as made:
        card = made.start.home.cards()[0]
        with qtbot.waitSignal(made.deeds._later.read, timeout=5000):
            pass
        assert made.start.home.cards()[0] is card


@pytest.mark.usefixtures("find_word")
def test_nothing_is_made_on_a_page_that_nobody_looks_at(tmp_path: Path, qtbot: QtBot) -> None:
    with open_bench(tmp_path) as bench:
        session = whole(bench, 2022)
        name = next(section.id for section in session.form.sections if section.kind == "text")
        session.set_passage(name, session.report.passages[name] + "甲乙。")
    with desktop(tmp_path / "gongkailan.db", qtbot, read=False) as made:
        cards = made.start.home.cards()
        made.go("settings")
        with qtbot.waitSignal(made.deeds._later.read, timeout=5000):
            pass
        QApplication.processEvents()
        assert made.start.home.cards() == cards
        made.go("home")
        assert "去看" in lines(made)
