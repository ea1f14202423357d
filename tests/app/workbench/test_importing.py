"""An old paper becomes a report whole or not at all, and changes of a standing one only what is on it."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from app.domain.errors import CannotWrite, Trouble
from app.domain.organ import Organ
from app.domain.report import ReportKey
from app.domain.text import MAX_LABEL
from app.workbench import issuing, papers, telling
from app.workbench.bench import Workbench
from app.workbench.importing import import_paper, look
from tests.app.imports.papers import paper, stacked
from tests.app.workbench.conftest import YEAR, whole
from tests.disks import fill_up, small_disk

PART = """二、主动公开政府信息情况
第二十条第（一）项
信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |
规章 | 0 | 0 | 0 |
行政规范性文件 | 4 | 1 | 9 |
"""


def written(folder: Path, text: str, name: str = "旧报告.txt") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_paper_that_leaves_out_the_county_or_the_name_is_the_own(bench: Workbench, tmp_path: Path) -> None:
    bench.save_organ(Organ("青禾县柳湾镇人民政府", "镇", "青禾县"))
    titled = written(tmp_path, "柳湾镇2022年政府信息公开工作年度报告\n" + PART)
    assert not look(bench, titled, YEAR).foreign
    outcome = import_paper(bench, titled, YEAR)
    assert outcome.organ == "青禾县柳湾镇"
    assert any("就是本机关" in note.reason for note in outcome.notes)
    assert import_paper(bench, written(tmp_path, PART), YEAR).organ == "青禾县柳湾镇"
    other = written(tmp_path, "大湾镇2022年政府信息公开工作年度报告\n" + PART)
    assert look(bench, other, YEAR).foreign
    assert look(bench, other, YEAR, "青禾县柳湾镇").standing is not None


def test_an_open_report_of_the_year_after_follows_the_paper(bench: Workbench, tmp_path: Path) -> None:
    after = bench.start(YEAR + 1, "示例乡")
    assert not after.result.context.last_same
    import_paper(bench, written(tmp_path, PART), YEAR, "示例乡")
    assert after.result.context.last_same["proactive.normative.in_force"] == 9


def test_only_tables_on_the_paper_are_replaced(bench: Workbench, tmp_path: Path) -> None:
    whole(bench)
    session = bench.session(YEAR)
    form = session.form
    rows = {name for name in form.cells if name.startswith(("proactive.rules.", "proactive.normative."))}
    for name in form.fields:
        session.set_cell(name, "7")
    session.set_cell("proactive.rules.issued", "3")
    before = session.report
    outcome = import_paper(bench, written(tmp_path, PART), YEAR, "示例乡")
    after = bench.find(YEAR)
    assert {name for name in form.cells if before.cells.get(name) != after.cells.get(name)} == {
        "proactive.rules.issued",
        *(name for name in rows if name.startswith("proactive.normative.")),
    }
    assert {name: after.cells[name] for name in form.fields} == {name: before.cells[name] for name in form.fields}
    assert after.passages == before.passages
    assert outcome.replaced == 4
    assert any("换掉了 4 格" in line for line in telling.import_lines(outcome, form))
    assert telling.import_json(outcome, form)["replaced"] == 4
    assert session.undo_label == "读入旧报告“旧报告.txt”"
    assert session.undo()
    assert bench.find(YEAR) == before


def test_blanks_of_a_table_on_the_paper_count(bench: Workbench, tmp_path: Path) -> None:
    whole(bench)
    form = bench.governing(YEAR)
    blank = dict.fromkeys(form.cells, None) | {"proactive.rules.issued": 1}
    outcome = import_paper(bench, written(tmp_path, paper(form, "示例乡", YEAR, blank, stacked)), YEAR)
    cells = bench.find(YEAR).cells
    assert cells["proactive.rules.issued"] == 1
    assert "proactive.rules.repealed" not in cells  # the table is on the paper, and blank there
    assert "requests.new.natural" in cells  # of this one nothing is said at all
    assert outcome.replaced >= 2


def test_a_new_report_replaces_nothing(bench: Workbench, tmp_path: Path) -> None:
    outcome = import_paper(bench, written(tmp_path, PART), YEAR, "示例乡")
    assert outcome.replaced == 0
    assert not any("换掉" in line for line in telling.import_lines(outcome, bench.governing(YEAR)))
    assert bench.session(YEAR).undo()
    assert bench.find(YEAR).cells == {}


@pytest.mark.parametrize(
    ("year", "organ"), [(20255, "某乡"), (1999, "某乡"), (YEAR, " "), (YEAR, ""), (YEAR, "乡" * 3000)]
)
def test_a_refused_paper_leaves_nothing(
    workspace: Path, tmp_path: Path, kept: Callable[[], list[str]], year: int, organ: str
) -> None:
    Workbench.open(workspace).close()
    before = kept()
    with Workbench.open(workspace) as bench, pytest.raises(Trouble):
        import_paper(bench, written(tmp_path, PART), year, organ)
    assert kept() == before


def test_a_wrong_year_in_the_title_is_no_year(bench: Workbench, tmp_path: Path) -> None:
    with pytest.raises(Trouble):
        import_paper(bench, written(tmp_path, "某乡20255年政府信息公开工作年度报告\n" + PART))
    assert bench.reports() == []


def test_a_full_disk_keeps_neither_office_nor_report(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", 400) as disk, Workbench.open(disk / "w.db") as bench:
        bench.save_setting("a", "b" * 5000)
        filler = fill_up(disk)
        long = PART + "五、存在的主要问题及改进情况\n" + "很长的一句话，讲了许多。\n" * 2000
        with pytest.raises(CannotWrite):
            import_paper(bench, written(tmp_path, long), YEAR, "某乡")
        assert bench.organ is None
        assert bench.reports() == []
        filler.unlink()
        import_paper(bench, written(tmp_path, PART), YEAR, "某乡")
        assert bench.organ == Organ.named("某乡")


@pytest.mark.skipif(os.name == "nt", reason="names of files are text there")
def test_a_file_name_that_is_no_text_makes_a_clean_label(bench: Workbench, tmp_path: Path) -> None:
    source = written(tmp_path, PART)
    odd = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff\n\x01" + ("长" * 70).encode() + b".txt"))
    source.rename(odd)
    import_paper(bench, odd, YEAR, "示例乡")
    label = bench.session(YEAR).undo_label
    assert label is not None
    assert label.startswith("读入旧报告“")
    assert label.isprintable()
    assert len(label) <= MAX_LABEL


def test_a_paper_with_nothing_to_read_makes_the_report_all_the_same(bench: Workbench, tmp_path: Path) -> None:
    outcome = import_paper(bench, written(tmp_path, "一、总体情况\n"), YEAR, "示例乡")
    assert (outcome.read, dict(outcome.passages)) == (0, {})
    assert bench.known(ReportKey("示例乡", YEAR)) is not None


USUAL = (
    "本报告依据《中华人民共和国政府信息公开条例》（国务院令第711号）和国办公开办函〔2021〕30号规定的格式编制，由总体情况、主动公开政府"
    "信息情况、收到和处理政府信息公开申请情况、政府信息公开行政复议和行政诉讼情况、存在的主要问题及改进情况、其他需要报告的事项六部分组成。"
    "所列数据的统计期限为2023年1月1日至12月31日。本报告的电子版可在乡政府网站查阅。"
    "如对本报告有疑问，请与党政办公室联系，地址：柳湾路1号，电话：0971-7654321。"
)


def titled(preface: str) -> str:
    return f"示例乡2023年政府信息公开工作年度报告\n{preface}\n一、总体情况\n写了一句。\n{PART}"


def test_a_preface_in_the_usual_words_comes_apart_and_prints_the_same(bench: Workbench, tmp_path: Path) -> None:
    import_paper(bench, written(tmp_path, titled(USUAL)))
    report = bench.find(YEAR)
    assert {name: text for name, text in report.passages.items() if name.startswith("preface")} == {
        "preface.copy": "乡政府网站",
        "preface.address": "柳湾路1号",
        "preface.telephone": "0971-7654321",  # not the office's own; the rest are the usual words
    }
    assert "".join(part.text for part in papers.document(bench, report).preface) == USUAL


@pytest.mark.parametrize("change", [("查阅。", "查到。"), ("如对", "另有一句。如对"), ("，电话", "，传真：1，电话")])
def test_a_preface_in_other_words_stays_whole(bench: Workbench, tmp_path: Path, change: tuple[str, str]) -> None:
    other = USUAL.replace(*change)
    assert other != USUAL
    import_paper(bench, written(tmp_path, titled(other)))
    report = bench.find(YEAR)
    kept = {name: text for name, text in report.passages.items() if name.startswith("preface")}
    assert "".join(part.text for part in papers.document(bench, report).preface) == other
    assert set(kept) in ({"preface"}, {"preface.address", "preface.copy", "preface.telephone"})


def test_a_preface_that_comes_apart_replaces_one_written_whole(bench: Workbench, tmp_path: Path) -> None:
    session = bench.start(YEAR)
    session.set_passage("preface", "自己写的。")
    import_paper(bench, written(tmp_path, titled(USUAL)))
    assert "preface" not in bench.find(YEAR).passages
    session.undo()
    assert bench.find(YEAR).passages == {"preface": "自己写的。"}


SIGNED = "\n六、其他需要报告的事项\n无。\n青禾县人民政府\n2024年1月15日\n"


def test_an_organ_signs_with_the_name_it_was_given(bench: Workbench, tmp_path: Path) -> None:
    for name in ("东州新区人民政府", "东州县人民政府"):
        import_paper(bench, written(tmp_path, PART), YEAR, name)
        report = bench.find(YEAR, name)
        assert report.key.organ == name.removesuffix("人民政府")
        assert papers.document(bench, report).signature.organ == name
        assert not [found for found in bench.check(report).findings if "一个乡镇" in found.message]


def test_an_organ_signs_with_the_name_under_its_paper(bench: Workbench, tmp_path: Path) -> None:
    titled = "东州新区2022年政府信息公开工作年度报告\n" + PART + SIGNED.replace("青禾县", "东州新区")
    assert import_paper(bench, written(tmp_path, titled)).organ == "东州新区"
    assert papers.office(bench, bench.find(2022, "东州新区")).seal_name == "东州新区人民政府"


def test_the_day_under_the_paper_is_that_of_the_report(bench: Workbench, tmp_path: Path) -> None:
    outcome = import_paper(bench, written(tmp_path, PART + SIGNED), YEAR, "青禾县")
    report = bench.find(YEAR, "青禾县")
    assert (outcome.issued, outcome.redated, outcome.unplaced) == (date(2024, 1, 15), None, ())
    assert issuing.issued(bench, report) == date(2024, 1, 15)
    assert report.passages["matters"] == "无。"
    assert not [note for note in outcome.notes if "落款" in note.reason]


def test_another_day_is_told_and_can_be_taken_back(bench: Workbench, tmp_path: Path) -> None:
    report = bench.start(YEAR, "青禾县").report
    issuing.save_issued(bench, report, date(2024, 1, 9))
    outcome = import_paper(bench, written(tmp_path, PART + SIGNED), YEAR, "青禾县")
    assert outcome.redated == date(2024, 1, 9)
    lines = list(telling.import_lines(outcome, bench.form_of(report)))
    assert "成文日期：2024年1月15日（原来是2024年1月9日）" in lines
    assert issuing.issued(bench, report) == date(2024, 1, 15)
    bench.session(YEAR, "青禾县").undo()
    assert issuing.issued(bench, report) == date(2024, 1, 9)


def test_a_signature_that_is_another_name_is_told(bench: Workbench, tmp_path: Path) -> None:
    outcome = import_paper(bench, written(tmp_path, PART + SIGNED), YEAR, "靑禾县人民政府")
    assert [note.reason for note in outcome.notes if "落款" in note.reason] == [
        "原件落款写的是“青禾县人民政府”，报告的单位是“靑禾县人民政府”，不一样，请看一眼是哪里写错了"
    ]
    assert "青禾县" not in bench.find(YEAR, "靑禾县").passages["matters"]
    assert papers.office(bench, bench.find(YEAR, "靑禾县")).seal_name == "靑禾县人民政府"
