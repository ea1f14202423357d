"""What an open report shows is what a check of the file says, whatever was done beside it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from app.domain.organ import Organ
from app.domain.report import ReportKey
from app.workbench import issuing, years
from app.workbench.bench import DUE, Workbench

TEXT = "新收政府信息公开申请0件。红旗镇人民政府加强培训。街道办事处和各村配合。"
DEEDS: dict[str, Callable[[Workbench, ReportKey], object]] = {
    "level": lambda bench, key: bench.save_organ(replace(_own(bench), level="街道")),
    "phone": lambda bench, key: bench.save_organ(replace(_own(bench), phone="13812345678")),
    "day under it": lambda bench, key: issuing.save_issued(bench, bench.find(key.year), date(key.year + 2, 5, 1)),
    "day to hand in by": lambda bench, key: bench.save_setting(DUE, "01-02"),
}


def _own(bench: Workbench) -> Organ:
    assert bench.organ is not None
    return bench.organ


@pytest.mark.parametrize("deed", DEEDS.values(), ids=DEEDS)
def test_the_open_report_follows(tmp_path: Path, deed: Callable[[Workbench, ReportKey], object]) -> None:
    with Workbench.open(tmp_path / "w.db") as bench:
        bench.save_organ(Organ("青石镇人民政府", "镇", "湟中区", "0971-2232100"))
        session = bench.start(2022)
        session.set_passage("overview", TEXT)
        issuing.save_issued(bench, session.report, date(2023, 1, 20))
        session = bench.session(2022)
        before = [found.message for found in session.result.findings]
        deed(bench, session.report.key)
        shown = [found.message for found in bench.session(2022).result.findings]
        assert shown == [found.message for found in bench.check(bench.find(2022)).findings]
        assert shown != before
        assert bench.session(2022) is session
        assert years.due(2022, bench.setting(DUE)).year == 2023
