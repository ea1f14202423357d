"""打印校核单 from a workspace: what it says, as a file, and by the verb."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.__main__ import main
from app.domain.errors import Trouble
from app.workbench import doubts, sample, slips
from app.workbench.bench import Workbench

YEAR = 2020


@pytest.fixture
def bench(workspace: Path) -> Workbench:
    opened = Workbench.open(workspace)
    sample.fill(opened)
    return opened


def test_the_slip_says_what_the_page_says(bench: Workbench) -> None:
    with bench:
        session = bench.session(YEAR)
        named = next(name for name in session.form.cells if name.endswith(".new.natural"))
        session.set_cell(named, "900")
        said = slips.slip(bench, session.report)
        assert said.name == "校核单"
        assert said.organ not in said.title
        assert said.groups[0].heading.startswith("必须改正 ")
        assert "相差" in said.groups[0].lines[0].sentence
        warnings = [line for line in said.groups[1].lines if line.said.startswith("说明：＿")]
        assert len(warnings) == len(said.groups[1].lines)
        numbers = [line.number for group in said.groups for line in group.lines]
        assert numbers == list(range(1, len(numbers) + 1))
        assert all(line.endswith("。") for line in (*said.facts[1:], *said.waits))


def test_what_counts_for_several_takes_one_number(bench: Workbench) -> None:
    with bench:
        session = bench.session(YEAR)
        table = next(section for section in session.form.sections if section.kind == "table").id
        cells = [name for name in session.form.cells if name.startswith(f"{table}.")][:3]
        unsure = [doubts.Doubt(name, session.values.get(name), "原件上这几个数看不清。") for name in cells]
        doubts.save(bench, session.report.key, unsure)
        said = slips.slip(bench, session.report)
        lines = said.groups[1].lines
        assert said.groups[1].heading == f"请说明 {len(lines)} 条（{len(lines) + 2} 处）"
        numbers = [line.number for group in said.groups for line in group.lines]
        assert numbers == list(range(1, len(numbers) + 1))


def test_the_slip_is_not_called_what_it_is_not(bench: Workbench, tmp_path: Path) -> None:
    with bench:
        report = bench.find(YEAR)
        for wrong in ("y.xlsx", "y.DOCX", "y.png"):
            with pytest.raises(Trouble, match=r"校核单不能叫“y\..*请把文件名的结尾改成 \.pdf"):
                slips.export_slip(bench, report, tmp_path / "slip" / wrong)
        assert not (tmp_path / "slip").exists()
        assert slips.export_slip(bench, report, tmp_path / "y.PDF").is_file()


def test_a_reason_is_printed(bench: Workbench) -> None:
    with bench:
        session = bench.session(YEAR)
        name = next(section.id for section in session.form.sections if section.kind == "text")
        session.set_passage(name, "")
        finding = next(f for f in session.result.warnings if f.section == name)
        session.answer(finding, "今年没有要说的", "王小梅")
        said = slips.slip(bench, session.report)
        assert any(line.said.startswith("已说明：今年没有要说的。（王小梅，") for line in said.groups[1].lines)
        assert "（已说明 1 处）" in said.facts[1]


def test_the_verb_writes_it(
    workspace: Path, tmp_path: Path, bench: Workbench, capsys: pytest.CaptureFixture[str]
) -> None:
    organ = bench.reports()[0].key.organ
    bench.close()
    out = tmp_path / "校核单.pdf"
    asked = ["--workspace", str(workspace), "export", "checks", "--organ", organ, "--year", str(YEAR)]
    assert main([*asked, "--out", str(out)]) == 0
    assert capsys.readouterr().out.strip() == str(out)
    assert out.read_bytes().startswith(b"%PDF")
