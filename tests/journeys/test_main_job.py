"""The main job without a screen: from one old paper to a balanced report, a poster and a package on a stick."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pypdfium2
import pytest

from tests.journeys.headless import ROOT, command, environment, run

SEED = ROOT.parent / "shared" / "seed" / "大才回族乡2020年度报告.txt"
AT = ("--organ", "大才回族乡", "--year", "2020")


def pages(path: Path) -> list[tuple[float, float]]:
    """Width and height in mm of every page."""
    with pypdfium2.PdfDocument(path) as document:
        return [tuple(round(side / 72 * 25.4, 1) for side in page.get_size()) for page in document]


def words(path: Path) -> str:
    with pypdfium2.PdfDocument(path) as document:
        text = "".join(page.get_textpage().get_text_range() for page in document)
    return "".join(text.split())


@pytest.mark.skipif(not SEED.exists(), reason="the seed is not beside this checkout")
def test_from_the_old_paper_to_the_stick(tmp_path: Path) -> None:
    workspace, stick = tmp_path / "数据" / "gongkailan.db", tmp_path / "stick"
    stick.mkdir()
    paper = tmp_path / "旧报告.txt"
    shutil.copyfile(SEED, paper)

    read = json.loads(run(workspace, "import", paper, *AT, "--json"))
    others = {name: value for name, value in read["cells"].items() if value != 0}
    assert others == {"proactive.procurement.items": 10, "proactive.procurement.amount": "606.05"}
    assert len(read["cells"]) == 198
    assert {doubt["read"] for doubt in read["doubts"]} == {"00", "0 0"}

    checked = json.loads(run(workspace, "check", *AT, "--json"))
    assert checked["rules"]["run"] > 40
    assert [one["rule"] for one in checked["findings"] if one["rule"].endswith(".present")] == ["matters.present"]
    assert not [one for one in checked["findings"] if one["severity"] == "error"]  # see ``test_known_slips``

    report, board, tiles = tmp_path / "报告.pdf", tmp_path / "栏.pdf", tmp_path / "拼.pdf"
    assert run(workspace, "export", "report", *AT, "--out", report).strip() == str(report)
    assert set(pages(report)) <= {(210.0, 297.0), (297.0, 210.0)}
    assert "606.05万元" in words(report)
    run(workspace, "export", "board", *AT, "--out", board, "--size", "A1")
    assert sorted(pages(board)[0]) == [594.0, 841.0]
    run(workspace, "export", "board", *AT, "--out", tiles, "--size", "A1", "--tile", "A4")
    assert len(pages(tiles)) > 8
    assert {tuple(sorted(size)) for size in pages(tiles)} == {(210.0, 297.0)}

    package = Path(run(workspace, "pack", *AT, "--to", stick).strip())
    assert package.parent == stick
    assert "核对通过" in run(workspace, "verify", package)
    assert [path.name for path in stick.iterdir()] == [package.name]
    assert paper.read_bytes() == SEED.read_bytes()


def test_the_same_data_gives_the_same_bytes(tmp_path: Path) -> None:
    made = []
    for turn in ("one", "two"):
        folder = tmp_path / turn
        run(tmp_path / "unused.db", "demo", "--out", folder)
        made.append({path.name: path.read_bytes() for path in folder.iterdir()})
    assert made[0] == made[1]
    whole = [Path(name).suffix for name in made[0] if "2020年" in name]
    assert sorted(whole) == [".docx", ".html", *[".pdf"] * 5, ".png", ".txt", ".txt", ".xlsx", ".zip"]
    assert not (tmp_path / "unused.db").exists()


@pytest.mark.faults
@pytest.mark.skipif(os.name == "nt", reason="SIGKILL")
def test_what_was_acknowledged_survives_a_kill(tmp_path: Path) -> None:
    workspace = tmp_path / "gongkailan.db"
    run(workspace, "set", *AT, "requests.new.natural=0")
    names = list(json.loads(run(workspace, "show", *AT, "--json"))["cells"])
    names = [name for name in names if "total" not in name and "amount" not in name]
    values = {name: number for number, name in enumerate(names, 1)}
    asked = [f"{name}={number}" for name, number in values.items()]
    for stop_after in (1, 40, 110):
        with subprocess.Popen(
            command(workspace, "set", *AT, *asked),
            cwd=ROOT,
            env=environment(),
            stdout=subprocess.PIPE,
            encoding="utf-8",
        ) as process:
            assert process.stdout is not None
            said = [process.stdout.readline().strip() for _ in range(stop_after)]
            process.kill()
            said += process.stdout.read().split()
        kept = json.loads(run(workspace, "show", *AT, "--json"))["cells"]
        assert len(said) >= stop_after
        assert {name: kept[name] for name in said} == {name: values[name] for name in said}
