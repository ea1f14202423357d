"""Organs, reports and errors."""

from __future__ import annotations

import pytest

from app.domain.errors import FormTrouble, Trouble
from app.domain.organ import Organ, short_name
from app.domain.report import Report, ReportKey


@pytest.mark.parametrize(
    ("name", "level", "short", "seal"),
    [
        ("柳湾乡人民政府", "乡", "柳湾乡", "柳湾乡人民政府"),
        ("柳湾乡", "乡", "柳湾乡", "柳湾乡人民政府"),
        ("柳湾街道办事处", "街道", "柳湾街道办事处", "柳湾街道办事处"),
        ("青禾县水利局", "区（县）部门", "青禾县水利局", "青禾县水利局"),
        ("人民政府", "乡", "人民政府", "人民政府"),
    ],
)
def test_an_organ_has_a_name_for_titles_and_one_for_the_seal(name: str, level: str, short: str, seal: str) -> None:
    organ = Organ(name, level)
    assert (organ.short_name, organ.seal_name) == (short, seal)
    assert short_name(f" {name} ") == short


def test_a_report_forgets_what_is_made_blank() -> None:
    report = Report(ReportKey("柳湾乡", 2023), "f").with_cells({"a.b.c": 0, "a.b.d": 3}).with_passages({"p": "字"})
    assert report.with_cells({"a.b.d": None}).cells == {"a.b.c": 0}
    assert report.with_passages({"p": ""}).passages == {}
    assert report.cells == {"a.b.c": 0, "a.b.d": 3}


def test_trouble_says_what_whether_safe_and_what_next() -> None:
    assert str(Trouble("盘满了", "删掉一些再试")) == "盘满了。已有的数据没有变动。删掉一些再试。"
    assert "第一处：甲" in str(FormTrouble("格式不对", ("甲", "乙")))
