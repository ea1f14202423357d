"""The real window on a report with one of everything: a sum, blanks, words to put right, words to explain, a tip."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.checks import fixing, readers, registry
from app.checks.model import CannotRun, Context, Hit, Spot
from app.checks.registry import Reader, word_kind
from app.domain.change import Change
from app.forms.model import Form, Rule
from app.wording.model import Wording, Wordlist
from app.workbench.bench import Workbench
from app.workbench.doubts import DETAIL
from tests.ui.desk import desktop
from tests.ui.reports import dress, open_bench, whole
from tests.wordlists import only_lists
from ui.checks.place import ChecksPlace
from ui.wiring import CHECKS, Desktop

YEAR = 2022
CELL = "requests.granted.natural"
TEXT = "前面甲乙后面。\n第二段有丙丁，还有戊己。"


def _rule(name: str, severity: str, word: str, **params: object) -> Rule:
    return Rule(name, "test_find", severity, "advice", "“{quote}”看一下", {"word": word, **params})  # type: ignore[arg-type]


LISTS = Wording(
    (
        Wordlist(
            "test",
            "试用的词",
            (
                _rule("test.fix", "error", "甲乙", right="甲丙"),
                _rule("test.say", "warning", "丙丁"),
                _rule("test.tip", "info", "戊己"),
                _rule("test.two", "warning", "子丑", ways=("子寅", "子卯")),
                _rule("test.wait", "info", "没有", waits=True),
            ),
        ),
    )
)


@pytest.fixture(autouse=True)
def words(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Every workspace of these tests has one list of wording, whatever the program brings along."""
    monkeypatch.setattr(registry, "KINDS", dict(registry.KINDS))
    monkeypatch.setattr(readers, "_readings", only_lists)

    @word_kind("test_find", {"word": "text"}, {"right": "text", "ways": "names", "waits": "flag"}, ("quote",))
    def find(form: Form, rule: Rule, wording: Wording) -> Reader:
        word, right = rule.params["word"], rule.params.get("right")

        def read(context: Context) -> Iterable[Hit]:
            if rule.params.get("waits"):
                raise CannotRun("no_neighbour")
            for name, text in context.passages.items():
                if (at := text.find(word)) >= 0:
                    spot = Spot(name, at, at + len(word), word)
                    fix = fixing.replacing(context, spot, right, f"改为“{right}”") if right else None
                    made = [fixing.replacing(context, spot, way, f"改为“{way}”") for way in rule.params.get("ways", ())]
                    choices = tuple(way for way in made if way is not None)
                    yield Hit(name, {"quote": word}, spots=(spot,), fix=fix, choices=choices)

        return read

    monkeypatch.setattr(Workbench, "wording", property(lambda _: LISTS))
    yield
    dress()


def text_of(made: Desktop) -> str:
    """The part in which the words stand."""
    assert made.session is not None
    return next(section.id for section in made.session.form.sections if section.kind == "text")


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """Two reports: the one of last year whole, this one with everything."""
    with open_bench(tmp_path) as bench:
        bench.save_clerk("王小梅")
        whole(bench, YEAR - 1).apply(Change("改", {"requests.new.natural": 8, CELL: 8}))
        session = whole(bench, YEAR)
        name = next(section.id for section in session.form.sections if section.kind == "text")
        session.apply(Change("改", {"requests.new.natural": 8, CELL: 7}, {name: TEXT}))
    return tmp_path / "gongkailan.db"


@pytest.fixture
def made(workspace: Path, qtbot: QtBot) -> Iterator[Desktop]:
    """The window with the report open and the checks in view."""
    with desktop(workspace, qtbot) as opened:
        assert opened.bench is not None
        opened.open_report(opened.bench.find(YEAR).key)
        opened.go(CHECKS)
        rest(opened, qtbot)
        yield opened


def checks(made: Desktop) -> ChecksPlace:
    """The page."""
    page = made.window.page(CHECKS)
    assert isinstance(page, ChecksPlace)
    return page


def rest(made: Desktop, qtbot: QtBot) -> None:
    """What is made when the hands rest is made."""
    QApplication.processEvents()
    qtbot.waitUntil(lambda: checks(made).settled(), timeout=5000)
    QApplication.processEvents()


def choose(made: Desktop, rule: str) -> None:
    """The hands on the finding of ``rule``."""
    page = checks(made)
    place = next(
        n for n in range(len(page.list.rows.rows)) if (f := page.list.rows.found(n)) and f.item.finding.rule == rule
    )
    page.list.setCurrentIndex(page.list.rows.index(place))


def rules(made: Desktop) -> list[str]:
    """The rules of what is listed, from top to bottom; those that the forms bring along besides are left out."""
    ours = ("test.", "requests.balance", "proactive.filled", DETAIL)
    return [rule for item in checks(made).list.rows.items() if (rule := item.finding.rule).startswith(ours)]
