"""A clerk's whole day at the real desktop, typed by keys alone, with the plug pulled twice; figures of the seed."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from collections.abc import Mapping
from pathlib import Path

import pypdfium2
import pytest

from app.domain.values import write
from app.forms.catalogue import load_folder
from app.forms.model import Form
from app.grid.layout import lay_out
from app.imports.importer import read_paper
from app.system import paths
from tests.journeys.clerk import Clerk, Words
from tests.journeys.headless import ROOT, environment, run

SEED = ROOT.parent / "shared" / "seed" / "大才回族乡2020年度报告.txt"
SAMPLE = tomllib.loads((paths.samples_folder() / "2020.toml").read_text(encoding="utf-8"))
TODAY = "2021-01-15T09:30"
FORM = load_folder(paths.forms_folder()).governing(2020)
AT = ("--organ", "大才回族乡", "--year", "2020")
TABS = {section.id: section.name for section in FORM.sections}
TABLES = [section.id for section in FORM.sections if section.kind == "table"]
TEXTS = {name: text.strip() for name, text in SAMPLE["passages"].items()}
NEW, GRANTED, BUSINESS = "requests.new.natural", "requests.granted.natural", "requests.new.business"

pytestmark = pytest.mark.skipif(os.name == "nt", reason="SIGKILL")


def seed_figures(form: Form) -> dict[str, str]:
    """Every cell as it is typed: read from the real paper where it is at hand, else from the sample township."""
    catalogue = load_folder(paths.forms_folder())
    if SEED.exists():
        read = read_paper(SEED, catalogue, 2020, "大才回族乡").cells
        return {address: write(read[address], spec) for address, spec in form.cells.items()}
    return {address: SAMPLE["cells"].get(address, str(SAMPLE["fill"])) for address in form.cells}


FIGURES = seed_figures(FORM)
UNITS = {
    square.address: grid.silent_unit(square)
    for grid in (lay_out(s) for s in FORM.sections if s.blocks)
    for square in grid.values
}
SHOWN = {address: text and text.removesuffix("万元") + UNITS[address] for address, text in FIGURES.items()}


class Day:
    """What was acknowledged so far: a figure counts once the screen shows it committed in its cell."""

    def __init__(self) -> None:
        self.figures: dict[str, str] = {}

    def note(self, answer: Words) -> None:
        """The screen showed ``answer`` after a cell was left."""
        assert answer["saved"].startswith("已保存")
        self.figures[answer["typed_at"]] = answer["shown"]


def fill_table(clerk: Clerk, day: Day, figures: Mapping[str, str], key: str) -> None:
    """Types the table in view from its first cell to its last; ``key`` leaves each cell. A blank text types nothing."""
    at = clerk.press("Home", "Ctrl")["at"]
    seen: set[str] = set()
    while at not in seen:
        seen.add(at)
        if figures.get(at, "") == "":
            at = clerk.press(key)["at"]
            continue
        answer = clerk.ask("enter", figures[at], key)
        assert answer["typed_at"] == at
        assert answer["shown"] == SHOWN.get(at, figures[at])
        day.note(answer)
        at = answer["at"]


def answer_the_four_questions(clerk: Clerk) -> None:
    clerk.type("大才回族乡人民政府")
    assert clerk.press("Return")["focus"] == "乡"  # the name says so; the second question is answered by leaving it
    clerk.press("Tab")
    clerk.type("示例区")
    clerk.press("Return")
    clerk.type("0971-1234567")
    assert clerk.press("Return")["focus"] == "年度"


def begin_2020(clerk: Clerk) -> None:
    seen = clerk.see()
    assert any("2019 年版格式" in sentence for sentence in seen["prose"])
    clerk.type("2020")
    clerk.press("Return")
    seen = clerk.see()
    assert (seen["place"], seen["tab"]) == ("editor", TABS[TABLES[0]])
    assert {word for tab, word in seen["lamps"].items() if tab in TABS.values()} == {"未填"}


def open_again(clerk: Clerk) -> None:
    """The next start: from the card of the year, by keyboard."""
    clerk.tab_to("接着编")
    clerk.press("Space")
    assert clerk.see()["place"] == "editor"


def all_figures(clerk: Clerk) -> dict[str, str]:
    """Every figure of every table, as it stands on the screen."""
    found: dict[str, str] = {}
    for table in TABLES:
        found |= clerk.turn_to(TABS[table])["cells"]
    return found


def all_texts(clerk: Clerk) -> dict[str, str]:
    return {name: clerk.turn_to(TABS[name])["text"] for name in TEXTS}


def pages(path: Path) -> list[str]:
    with pypdfium2.PdfDocument(path) as document:
        return ["".join(page.get_textpage().get_text_range().split()) for page in document]


def sizes(path: Path) -> set[tuple[int, ...]]:
    """The sheets of a PDF in mm, shorter side first."""
    with pypdfium2.PdfDocument(path) as document:
        return {tuple(sorted(round(side / 72 * 25.4) for side in page.get_size())) for page in document}


# ------------------------------------------------------------------------------------------------------- the morning


def first_start_until_the_plug_is_pulled(workspace: Path, day: Day) -> None:
    """Four questions, two tables whole, the third until somebody trips over the cable in the middle of a key."""
    with Clerk(workspace, TODAY) as clerk:
        answer_the_four_questions(clerk)
        begin_2020(clerk)
        fill_table(clerk, day, FIGURES, "Tab")
        assert clerk.see()["lamps"][TABS[TABLES[0]]] == "平"
        clerk.turn_to(TABS[TABLES[1]])
        clerk.press("Home", "Ctrl")
        for _ in range(140):  # typed ahead: nobody waits for the screen any more
            clerk.send("enter", "0", "Return")
        for _ in range(33):
            day.note(clerk.hear())
        for answer in clerk.pull_the_plug():
            day.note(answer)


def second_start_until_the_plug_is_pulled(workspace: Path, day: Day) -> tuple[str, str]:
    """Nothing is lost; the rest is typed, unbalanced on purpose and balanced again; then the plug once more.

    Returns what undo and redo offered last.
    """
    with Clerk(workspace, TODAY) as clerk:
        open_again(clerk)
        standing = all_figures(clerk)
        assert len(day.figures) >= 22 + 33
        assert {address: standing[address] for address in day.figures} == day.figures

        clerk.turn_to(TABS[TABLES[1]])
        fill_table(clerk, day, FIGURES, "Return")
        clerk.turn_to(TABS[TABLES[2]])
        fill_table(clerk, day, FIGURES, "Tab")
        assert all_figures(clerk) == SHOWN

        unbalance_and_balance(clerk, day)
        for name, text in TEXTS.items():
            clerk.turn_to(TABS[name])
            clerk.type(text)
        clerk.wait(lambda seen: "修改" in seen["undo"])  # after a pause of writing, without leaving the page

        clerk.turn_to(TABS[TABLES[1]])
        clerk.press("Home", "Ctrl")
        day.note(clerk.ask("enter", "5", "Tab"))
        taken_back = clerk.press("Z", "Ctrl")
        day.figures[NEW] = "0"
        clerk.pull_the_plug()
        return taken_back["undo"], taken_back["redo"]


def unbalance_and_balance(clerk: Clerk, day: Day) -> None:
    """三 依申请公开: 3 new requests of natural persons that nobody answered, then 3 granted, then the seed again."""
    tab = TABS[TABLES[1]]
    seen = clerk.turn_to(tab)
    assert (seen["lamps"][tab], seen["tab_tones"], seen["panel"]["card"]) == ("平", ["ok"], None)
    assert clerk.press("Home", "Ctrl")["at"] == NEW
    day.note(clerk.ask("enter", "3", "Tab"))
    seen = clerk.see()
    assert (seen["at"], seen["lamps"][tab], seen["tab_tones"]) == (BUSINESS, "差 3", ["bad"])
    assert seen["panel"]["card"] == ["自然人列", "差 3", "3 + 0 = 3", "≠", "0 + 0 = 0"]
    assert "bad" in seen["panel"]["tones"]
    assert NEW in seen["marked"]

    clerk.press("Left")
    while clerk.press("Down")["at"] != GRANTED:
        pass
    day.note(clerk.ask("enter", "3", "Return"))
    clerk.press("Home", "Ctrl")
    clerk.press("Right")  # leaving the column sorts the panel anew
    seen = clerk.see()
    assert (seen["lamps"][tab], seen["tab_tones"], seen["marked"]) == ("平", ["ok"], [])
    assert seen["panel"]["lines"]["自然人列"] == "平"
    assert seen["cells"]["requests.new.total"] == "3"  # the total followed

    clerk.press("Left")
    day.note(clerk.ask("enter", "0", "Return"))
    while clerk.press("Down")["at"] != GRANTED:
        pass
    day.note(clerk.ask("enter", "0", "Return"))
    assert clerk.see()["lamps"][tab] == "平"
    assert all_figures(clerk) == SHOWN


# ------------------------------------------------------------------------------------------------------- the evening


def undo_and_redo(clerk: Clerk, undo: str, redo: str) -> None:
    """The steps of before the cut, in their order."""
    seen = clerk.turn_to(TABS[TABLES[1]])
    assert (seen["undo"], seen["redo"]) == (undo, redo)
    clerk.press("Y", "Ctrl")
    assert clerk.see()["cells"][NEW] == "5"
    clerk.press("Z", "Ctrl")
    assert clerk.see()["cells"][NEW] == "0"
    for _ in TEXTS:  # behind the texts lie the figures
        assert "修改" in clerk.press("Z", "Ctrl")["redo"]
    assert all_texts(clerk) == dict.fromkeys(TEXTS, "")
    clerk.turn_to(TABS[TABLES[1]])
    for _ in range(2):
        clerk.press("Z", "Ctrl")
    seen = clerk.see()
    assert (seen["cells"][NEW], seen["cells"][GRANTED], seen["lamps"][TABS[TABLES[1]]]) == ("3", "3", "平")
    clerk.press("Z", "Ctrl")
    seen = clerk.see()
    assert (seen["cells"][NEW], seen["cells"][GRANTED], seen["lamps"][TABS[TABLES[1]]]) == ("3", "0", "差 3")
    for _ in range(3 + len(TEXTS)):
        clerk.press("Y", "Ctrl")
    assert clerk.see()["redo"] == redo


def save_as(clerk: Clerk, button: str, path: Path) -> None:
    """Clicks a button that asks where, types the place into the system's dialog."""
    clerk.click(button)
    clerk.wait(lambda seen: seen["dialog"])
    clerk.press("A", "Ctrl")
    clerk.type(str(path))
    clerk.press("Return")
    clerk.wait(lambda seen: any(f"：{path.name}。" in message for message in seen.get("messages", ())))


def print_and_hand_over(clerk: Clerk, out: Path) -> Path:
    """The report, the board on office paper, the package; returns the package."""
    clerk.click("公开栏")
    clerk.wait(lambda seen: seen["place"] == "board")
    tiles = "导出拼版 "  # how many sheets stands behind it, once the preview is there
    seen = clerk.wait(lambda seen: any(words.startswith(tiles) for words in seen["buttons"]))
    save_as(clerk, next(words for words in seen["buttons"] if words.startswith(tiles)), out / "board.pdf")
    clerk.tab_to("看哪一份")
    clerk.press("Down")
    save_as(clerk, "导出 PDF", out / "report.pdf")
    clerk.click("交接")
    clerk.wait(lambda seen: seen["place"] == "handover")
    (out / "stick").mkdir()
    clerk.click("选一个文件夹")
    clerk.wait(lambda seen: seen["dialog"])
    clerk.press("A", "Ctrl")
    clerk.type(str(out / "stick"))
    clerk.press("Return")
    clerk.click("写入并核对")
    clerk.wait(lambda seen: any("全部一致" in words for words in seen["prose"]))
    (package,) = (out / "stick").iterdir()
    return package


def test_a_day_at_the_desk(tmp_path: Path) -> None:
    assert len(FIGURES) == 198
    assert {text for address, text in FIGURES.items() if not address.startswith("proactive.procurement.")} == {"0"}
    workspace, day = tmp_path / "w.db", Day()
    first_start_until_the_plug_is_pulled(workspace, day)
    undo, redo = second_start_until_the_plug_is_pulled(workspace, day)
    with Clerk(workspace, TODAY) as clerk:
        open_again(clerk)
        assert day.figures == SHOWN
        assert all_figures(clerk) == day.figures
        assert all_texts(clerk) == TEXTS
        undo_and_redo(clerk, undo, redo)
        assert all_figures(clerk) == SHOWN
        package = print_and_hand_over(clerk, tmp_path)
        assert "已交接" in clerk.see()["head"]
        clerk.go_home()

    assert sizes(tmp_path / "report.pdf") <= {(210, 297)}
    assert sizes(tmp_path / "board.pdf") == {(210, 297)}
    assert len(pages(tmp_path / "board.pdf")) > 8
    report = "".join(pages(tmp_path / "report.pdf"))
    assert "606.05万元" in report
    for text in TEXTS.values():
        assert "".join(text.split())[:60] in report
    assert "606.05" in "".join(pages(tmp_path / "board.pdf"))
    proved = subprocess.run(
        [sys.executable, "-m", "app", "verify", package],
        cwd=ROOT, env=environment(), capture_output=True, encoding="utf-8", check=False, timeout=60,
    )  # fmt: skip
    assert (proved.returncode, proved.stderr) == (0, "")
    assert "核对通过" in proved.stdout
    assert "共" in run(workspace, "check", *AT)
