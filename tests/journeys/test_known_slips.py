"""A paper is read in and checked: what is wrong with it is found, all of it, and nothing that is right is blamed."""

from collections import Counter
from pathlib import Path

import pytest

from app.checks.model import Finding
from app.checks.totals import effective
from app.domain.report import Report, ReportKey
from app.forms.catalogue import load_folder
from app.system import paths
from app.workbench import sample
from app.workbench.bench import Workbench
from app.workbench.importing import import_paper
from tests.app.imports.papers import pipes

SEED = Path(__file__).parents[3] / "shared" / "seed" / "大才回族乡2020年度报告.txt"
needs_seed = pytest.mark.skipif(not SEED.exists(), reason="the seed is not beside this checkout")
YEAR = 2020
FORM = load_folder(paths.forms_folder()).governing(YEAR)
PREFACE = (
    "本报告依据《中华人民共和国政府信息公开条例》（国务院令第711号）和国办公开办函〔2019〕60号规定的格式编制。"
    "所列数据的统计期限为2020年1月1日至12月31日。如对本报告有疑问，请与大才回族乡党政办公室联系，"
    "地址：示例区大才乡中心街1号，电话：0971-1234567。"
)


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The sample township's report on 2020 as somebody printed it."""
    with Workbench.open(tmp_path_factory.mktemp("sample") / "a.db") as bench:
        sample.fill(bench)
        report = bench.find(YEAR)
    return _printed(report)


def _printed(report: Report) -> str:
    values = effective(FORM, report.cells)
    parts = [FORM.title.format(organ=report.key.organ, year=YEAR), PREFACE]
    for section in FORM.sections:
        text = pipes(section, values) if section.kind == "table" else report.passages[section.id]
        parts += [section.heading, text.replace("| 606.05 |", "| 606.05万元 |")]
    return "\n".join(parts) + "\n"


def check(folder: Path, text: str) -> tuple[Finding, ...]:
    paper = folder / "旧报告.txt"
    paper.write_text(text, encoding="utf-8")
    return check_file(folder, paper)


def check_file(folder: Path, paper: Path) -> tuple[Finding, ...]:
    (folder / "a.db").unlink(missing_ok=True)
    with Workbench.open(folder / "a.db") as bench:
        read = import_paper(bench, paper)
        assert ReportKey(read.organ, read.year) == ReportKey("大才回族乡", YEAR)
        return bench.check(bench.find(read.year, read.organ)).findings


def told(findings: tuple[Finding, ...], *, hints: bool = False) -> Counter[tuple[str, str]]:
    """The findings (or the hints alone) by rule and what they quote."""
    wanted = [finding for finding in findings if (finding.severity == "info") is hints]
    return Counter((finding.rule, finding.spots[0].quote if finding.spots else "") for finding in wanted)


@needs_seed
def test_the_seed_yields_its_known_slips_and_nothing_else(tmp_path: Path) -> None:
    findings = check_file(tmp_path, SEED)
    assert told(findings) == Counter(
        {
            ("matters.present", ""): 1,  # no part six
            ("text.mentions", ""): 1,  # part one speaks of one aspect only
            ("text.figures.missing", ""): 1,  # and has no figure
            ("confusable.words", "得"): 1,
            ("confusable.words", "引发"): 1,
            ("confusable.words", "事物"): 1,
            ("confusable.words", "主题"): 1,
            ("punctuation.end", "，"): 1,
        }
    )
    assert {rule for rule, _ in told(findings, hints=True)} <= {
        "printed.unnumbered",  # parts one and five
        "printed.noughts",  # 00, 0 0
        "printed.unit",  # 606.05万元
        "contact.missing",
        "period.missing",
        "text.accountability.missing",
        "text.sub_headings",
    }
    noughts = next(finding for finding in findings if finding.rule == "printed.noughts")
    assert len(noughts.cells) == 12


def test_the_sample_is_right_as_it_stands(clean: str, tmp_path: Path) -> None:
    findings = check(tmp_path, clean)
    assert told(findings) == Counter()
    assert told(findings, hints=True) == Counter({("printed.unit", ""): 1})


SLIPS = {
    "confusable": ("围绕什么是政府信息、由谁公开", "围绕推进政府信息公开得工作、由谁公开", "confusable.words", "得"),
    "printed-issued": ("落实“三步走”：", "落实《关于引发公开工作要点的通知》和“三步走”：", "confusable.words", "引发"),
    "comma": ("方便群众就近查看。", "方便群众就近查看，", "punctuation.end", "，"),
    "period": ("2020年1月1日至12月31日", "2020年1月1日至12月30日", "period.days", "12月30日"),
    "received": ("全年没有收到政府信息公开申请，", "全年收到政府信息公开申请3件，", "numbers.requests", ""),
    "doubled": ("群众评议没有提出意见", "群众评议没有没有提出意见", "doubled.words", "没有没有"),
    "part-missing": ("六、其他需要报告的事项\n本年度没有其他需要报告的事项。\n", "", "matters.present", ""),
    "total": ("0 | " * 14 + "0 |", "0 | " * 4 + "1 | " + "0 | " * 9 + "0 |", "disputes.review_total", ""),
    "outline": ("一、总体情况", "一、概述", "printed.outline", ""),
    "early": (
        "本年度没有其他需要报告的事项。\n",
        "本年度没有其他需要报告的事项。\n2020年12月20日\n",
        "printed.early",
        "",
    ),
}


@pytest.mark.parametrize("name", SLIPS)
def test_a_planted_slip_is_found_and_nothing_else(name: str, clean: str, tmp_path: Path) -> None:
    right, wrong, rule, quote = SLIPS[name]
    assert clean.count(right) == 1
    found = told(check(tmp_path, clean.replace(right, wrong)))
    assert {known for known, _ in found} == {rule}
    assert any(quote in said for _, said in found)


HINTS = {
    "title": (
        "大才回族乡2020年政府信息公开工作年度报告",
        "2020年度大才回族乡政府信息公开工作年度报告",
        "printed.title",
    ),
    "heading": ("五、存在的主要问题及改进情况", "五、存在问题及改进措施", "printed.heading"),
    "number": ("五、存在的主要问题及改进情况", "存在的主要问题及改进情况", "printed.unnumbered"),
    "label": ("2.其他法律行政法规禁止公开", "2.其他法律法规禁止公开", "printed.label"),
    "noughts": ("行政许可 | 0 |", "行政许可 | 00 |", "printed.noughts"),
    "stroke": ("行政许可 | 0 |", "行政许可 | - |", "printed.stroke"),
}


@pytest.mark.parametrize("name", HINTS)
def test_what_is_printed_rightly_anyway_is_no_more_than_a_hint(name: str, clean: str, tmp_path: Path) -> None:
    right, wrong, rule = HINTS[name]
    assert clean.count(right) == 1
    findings = check(tmp_path, clean.replace(right, wrong))
    assert told(findings) == Counter()
    assert told(findings, hints=True) == Counter({("printed.unit", ""): 1, (rule, ""): 1})


def test_all_slips_at_once(clean: str, tmp_path: Path) -> None:
    text = clean
    for right, wrong, *_ in SLIPS.values():
        text = text.replace(right, wrong)
    assert {rule for rule, _ in told(check(tmp_path, text))} >= {rule for *_, rule, _ in SLIPS.values()} - {
        "printed.early"  # went with part six
    }
