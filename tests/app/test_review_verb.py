"""保密审查 without a screen: the verb ``review``, what ``export`` and ``pack`` say beside, what ``verify`` tells."""

from __future__ import annotations

import json
from pathlib import Path

import pypdfium2
import pytest

from app.__main__ import main
from app.domain.change import Change
from app.workbench import demo, sample, secrecy
from app.workbench.bench import Workbench

AT = ("--organ", "大才回族乡", "--year", "2020")
_DRAFT = secrecy.procedure().draft


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("GONGKAILAN_NOW", "2021-01-15T09:30:00+08:00")
    path = tmp_path / "w.db"
    with Workbench.open(path) as bench:
        sample.fill(bench)
    return path


def say(capsys: pytest.CaptureFixture[str], place: Path, *words: str | Path) -> tuple[int, str, str]:
    code = main(["--workspace", str(place), *map(str, words)])
    captured = capsys.readouterr()
    return code, captured.out, captured.err


def pages(path: Path) -> list[str]:
    document = pypdfium2.PdfDocument(path)
    said = [page.get_textpage().get_text_range() for page in document]
    document.close()
    return said


def test_a_board_says_that_it_is_a_draft_and_is_written_all_the_same(
    place: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    out = tmp_path / "board.pdf"
    code, written, said = say(capsys, place, "export", "board", *AT, "--size", "A2", "--tile", "A4", "--out", out)
    assert (code, written.strip()) == (0, str(out))
    assert said.startswith(f"注意：每张都印着“{_DRAFT}”：还没有保密审查过")
    assert all(_DRAFT in page for page in pages(out))


def test_once_reviewed_nothing_is_said(place: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert say(capsys, place, "review", *AT)[0] == 1
    code, said, _ = say(capsys, place, "review", *AT, "--who", "马文书")
    assert (code, said.splitlines()[0]) == (0, "已审查：马文书 1月15日，可以公开，审查以后内容没有变")
    assert say(capsys, place, "review", *AT)[0] == 0
    out = tmp_path / "board.pdf"
    code, _, said = say(capsys, place, "export", "board", *AT, "--size", "A1", "--out", out)
    assert (code, said) == (0, "")
    assert not any(_DRAFT in page for page in pages(out))


def test_the_a4_report_says_that_it_bears_no_mark(
    place: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    code, _, said = say(capsys, place, "export", "report", *AT, "--out", tmp_path / "report.pdf")
    assert code == 0
    assert said == f"注意：这一份供送审、签批，上面不印“{_DRAFT}”：还没有保密审查过。审查以前不要张贴、上网。\n"
    assert say(capsys, place, "review", *AT, "--who", "马文书")[0] == 0
    assert say(capsys, place, "export", "report", *AT, "--out", tmp_path / "report.pdf")[::2] == (0, "")


def test_a_file_name_with_a_number_in_it_is_said(
    place: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    code, _, said = say(capsys, place, "export", "report", *AT, "--out", tmp_path / "13897112345.pdf")
    assert code == 0
    assert said.endswith("注意：文件名里有手机号码 138****2345，发出去以前请改掉。\n")


def test_the_record_as_json(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    nothing = json.loads(say(capsys, place, "review", *AT, "--json")[1])
    assert nothing == {"standing": "none", "review": None, "private": []}
    words = ("--who", "马文书", "--basis", "《条例》第十七条", "--conclusion", "不得公开", "--json")
    code, said, _ = say(capsys, place, "review", *AT, *words)
    made = json.loads(said)
    assert (code, made["standing"]) == (0, "kept")
    assert made["review"]["conclusion"] == "closed"
    assert (made["review"]["who"], made["review"]["basis"]) == ("马文书", "《条例》第十七条")


def test_what_is_private_is_refused_until_it_is_settled(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with Workbench.open(place) as bench:
        session = bench.session(2020)
        session.apply(Change("改", passages={session.form.passage_ids[-1]: "联系人老马，13897112345。"}))
    for conclusion in ("可以公开", "部分处理后公开"):
        code, _, said = say(capsys, place, "review", *AT, "--who", "马文书", "--conclusion", conclusion)
        assert code == 2
        assert said.startswith("有 1 处个人信息没有处理。")
        assert said.endswith("先打上星号，或在“校核”里写明为什么可以公开。\n")
    assert say(capsys, place, "review", *AT)[0] == 1
    code, _, said = say(capsys, place, "review", *AT, "--who", "马文书", "--conclusion", "不得公开")
    assert code == 0
    assert "手机号码 138****2345" in said
    assert "13897112345" not in said


@pytest.mark.parametrize(
    "words", [("--who", " "), ("--conclusion", "可以公开"), ("--who", "马文书", "--conclusion", "随便")]
)
def test_what_is_no_record_is_refused(place: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...]) -> None:
    code, _, said = say(capsys, place, "review", *AT, *words)
    assert code == 2
    assert said.count("\n") == 1


def test_the_package_tells_of_it(place: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    say(capsys, place, "review", *AT, "--who", "马文书")
    stick = tmp_path / "stick"
    stick.mkdir()
    path = say(capsys, place, "pack", *AT, "--to", stick)[1].strip()
    assert "保密审查：马文书 2021年1月15日，可以公开" in say(capsys, place, "verify", path)[1]


def test_the_demo_reviews_its_sample_so_that_its_board_is_clean(tmp_path: Path) -> None:
    said = "\n".join(demo.demo(tmp_path / "out"))
    assert f"保密审查：已审查：{demo.REVIEWER}" in said
    boards = sorted((tmp_path / "out").glob("*公开栏*.pdf"))
    assert len(boards) >= 2
    assert not any(_DRAFT in page for board in boards for page in pages(board))
