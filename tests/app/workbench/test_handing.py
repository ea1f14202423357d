"""A hand-over is noted only when the package was proven where it lies, and not for what was written since."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from app.domain.errors import CannotWrite, Trouble
from app.domain.organ import Organ
from app.domain.report import ReportKey, State
from app.domain.text import MAX_TEXT
from app.handover import package
from app.handover.package import Built
from app.system import clock
from app.workbench import handing, issuing, papers
from app.workbench.bench import Workbench
from app.workbench.summary import summaries
from tests.app.workbench.conftest import OFFICE, YEAR, whole
from tests.disks import fill_up, small_disk

CELL = "proactive.rules.issued"
CHANGED = "report.changed"


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


def standing(bench: Workbench) -> State:
    """What all say of it: the card, the head line, the rule on the report that is open (and was not opened again)."""
    (summary,) = summaries(bench)
    assert summary.state is handing.standing(bench, bench.find(YEAR))
    found = [finding.rule for finding in bench._sessions[ReportKey(OFFICE.short_name, YEAR)].result.findings]
    assert (CHANGED in found) == (summary.state is State.CHANGED)
    return summary.state


def test_a_change_after_the_hand_over_shows_until_it_is_undone_or_handed_over(bench: Workbench, stick: Path) -> None:
    whole(bench)
    assert standing(bench) is State.DRAFT
    first = handing.pack(bench, bench.find(YEAR), stick)
    assert standing(bench) is State.HANDED_OVER
    session = bench.session(YEAR)
    assert session.set_passage("overview", "改了。")
    assert standing(bench) is State.CHANGED
    assert session.undo()
    assert standing(bench) is State.HANDED_OVER
    assert session.redo()
    assert standing(bench) is State.CHANGED
    assert session.set_passage("overview", "有。")  # typed back as it was
    assert standing(bench) is State.HANDED_OVER
    assert session.set_cell(CELL, "")
    assert standing(bench) is State.CHANGED
    assert session.set_cell(CELL, "1")
    assert session.set_cell("proactive.rules.in_force", "1")
    second = handing.pack(bench, bench.find(YEAR), stick)
    assert standing(bench) is State.HANDED_OVER
    assert [item.check_code for item in handing.history(bench, bench.find(YEAR))] == [
        second.check_code,
        first.check_code,
    ]
    assert bench.find(YEAR).state is State.HANDED_OVER  # what is kept as a record


def test_a_hand_over_of_the_first_version_is_told_by_its_time(workspace: Path, bench: Workbench, stick: Path) -> None:
    whole(bench)
    handing.pack(bench, bench.find(YEAR), stick)
    bench.close()
    with closing(sqlite3.connect(workspace)) as connection, connection:
        connection.execute("UPDATE handover SET content = ''")
    with Workbench.open(workspace) as again:
        session = again.session(YEAR)
        assert standing(again) is State.HANDED_OVER
        assert session.set_passage("overview", "改了。")
        assert standing(again) is State.CHANGED
        again.close()
    with Workbench.open(workspace) as again:
        session = again.session(YEAR)
        assert standing(again) is State.CHANGED


def test_what_reads_back_otherwise_is_removed_and_not_noted(
    bench: Workbench, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole(bench)
    real = package.write

    def worn(built: Built, target: Path) -> Path:
        real(built, target)
        data = bytearray(target.read_bytes())
        data[len(data) // 2] ^= 1
        target.write_bytes(data)
        return target

    monkeypatch.setattr(package, "write", worn)
    with pytest.raises(CannotWrite, match=r"读回来不一样.*换一个 U 盘再写"):
        handing.pack(bench, bench.find(YEAR), stick)
    assert list(stick.iterdir()) == []
    assert handing.history(bench, bench.find(YEAR)) == []
    assert standing(bench) is State.DRAFT
    assert bench.detail(bench.find(YEAR).key, "issued") is None


def test_what_would_not_be_taken_is_not_even_written(bench: Workbench, stick: Path) -> None:
    whole(bench)
    report = bench.find(YEAR).with_passages({"overview": "字" * (MAX_TEXT + 1)})  # no session lets that through
    with pytest.raises(Trouble, match="通不过核对"):
        handing.pack(bench, report, stick)
    assert list(stick.iterdir()) == []


def test_the_longest_texts_that_can_be_typed_are_taken_at_the_other_end(bench: Workbench) -> None:
    whole(bench)
    session = bench.session(YEAR)
    report = session.report.with_passages(dict.fromkeys(session.form.passage_ids, "𠮷" * MAX_TEXT))
    pdf = papers.report_proof(bench, session.report)
    built = package.build(
        report=report,
        form=session.form,
        organ=papers.office(bench, report),
        result=session.result,
        title=papers.title(bench, report),
        pdf=pdf,
        issued=issuing.issued(bench, report),
    )
    assert package.prove(built.data).report.passages == report.passages


def test_a_full_stick_says_how_much_is_needed(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", 100) as disk, Workbench.open(tmp_path / "w.db") as bench:
        bench.save_organ(Organ("示例乡"))
        whole(bench)
        with pytest.raises(CannotWrite, match=r"只剩 \d+ KB，这一份要 \d+ KB，没有写成"):
            handing.pack(bench, bench.find(YEAR), disk)
        assert standing(bench) is State.DRAFT


def test_a_hand_over_that_cannot_be_noted_says_that_the_package_is_good(tmp_path: Path, stick: Path) -> None:
    with small_disk(tmp_path / "disk", 700) as disk, Workbench.open(disk / "w.db") as bench:
        bench.save_organ(Organ("示例乡"))
        whole(bench)
        fill_up(disk)
        with pytest.raises(CannotWrite, match=r"写好了，也读回核对过，但没有记下.*磁盘满"):
            handing.pack(bench, bench.find(YEAR), stick)
        (found,) = stick.iterdir()
        assert package.verify(found).year == YEAR
        assert standing(bench) is State.DRAFT
        assert issuing.issued(bench, bench.find(YEAR)) == clock.today()
