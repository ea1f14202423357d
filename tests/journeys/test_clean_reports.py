"""Whole reports of invented offices that are right: nothing is found; one slip in one of them: that alone."""

from pathlib import Path

import pytest

from app.checks.model import Finding
from app.workbench.bench import Workbench
from app.workbench.importing import import_paper

PAPERS = sorted((Path(__file__).parent / "papers").glob("*.txt"))
TOWN = next(path for path in PAPERS if path.stem == "town_2023").read_text(encoding="utf-8")


def findings(folder: Path, paper: Path) -> tuple[Finding, ...]:
    with Workbench.open(folder / "a.db") as bench:
        read = import_paper(bench, paper)
        return bench.check(bench.find(read.year, read.organ)).findings


@pytest.mark.parametrize("paper", PAPERS, ids=[path.stem for path in PAPERS])
def test_a_report_that_is_right_is_left_alone(paper: Path, tmp_path: Path) -> None:
    assert [(one.rule, one.message) for one in findings(tmp_path, paper)] == []


# what stands there, what is written instead, the rule that finds it
SLIPS = [
    ("286条，其中机构职能类12条", "286条，其中机构职能类22条", "numbers.parts"),
    ("新收政府信息公开申请7件", "新收政府信息公开申请8件", "numbers.requests"),
    ("办理行政许可126件", "办理行政许可128件", "numbers.documents"),
    ("作出行政处罚决定14件", "作出行政处罚决定41件", "numbers.documents"),
    ("予以公开5件，部分公开1件", "予以公开4件，部分公开1件", "numbers.requests"),
    ("结转下年度继续办理1件", "结转下年度继续办理0件", "numbers.requests"),
    ("现行有效的行政规范性文件3件", "现行有效的行政规范性文件5件", "numbers.documents"),
    ("第711号", "第492号", "citation."),
    ("〔2021〕30号", "〔2019〕60号", "preface.authority"),
    ("国办公开办函", "国办公开办涵", "confusable.words"),
    ("2023年1月1日至2023年12月31日", "2023年1月1日至2022年12月31日", "period.days"),
    ("六个部分", "五个部分", "preface.parts"),
    ("存在的主要问题及改进情况、其他需要", "其他需要", "preface.parts"),
    ("电话：0971-8000000", "电话：8000000", "contact.area_code"),
    ("电话：0971-8000000", "电话：13800138000", "private.data"),
    ("政府信息公开各项工作", "政府信息信息公开各项工作", "doubled.words"),
    ("“柳河发布”", "“柳河发布", "punctuation.pairs"),
    ("部署要求", "布署要求", "confusable.words"),
    ("公开指南和目录", "公开指南和目录XX", "leftover.words"),
    ("未收取信息处理费。\n（三）", "收取信息处理费200元。\n（三）", "numbers.twice"),
    ("工作动态类231条", "工作动态类条", "numbers.lost"),
    ("规章 | 0 | 0 | 0", "规章 | 2 | 0 | 2", "proactive.no_rules"),
    ("三、收到和处理政府信息公开申请情况\n", "三、依申请公开情况\n", "printed.outline"),
    ("五、存在的主要问题及改进情况\n", "五、存在问题\n", "printed.heading"),
    ("行政强制 | 0 |", "行政强制 | / |", "printed.stroke"),
    ("围绕中心、服务大局", "请领导审阅，围绕中心、服务大局", "leftover.words"),
]


@pytest.mark.parametrize(("right", "wrong", "rule"), SLIPS, ids=[slip[2] for slip in SLIPS])
def test_one_slip_in_a_report_that_is_right_is_found(right: str, wrong: str, rule: str, tmp_path: Path) -> None:
    assert right in TOWN
    paper = tmp_path / "town.txt"
    paper.write_text(TOWN.replace(right, wrong, 1), encoding="utf-8")
    found = [one.rule for one in findings(tmp_path, paper)]
    assert len(found) == 1, found
    assert found[0].startswith(rule)
