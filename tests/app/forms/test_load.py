"""Form files: the official ones load and lint; a damaged one is refused with one sentence."""

from __future__ import annotations

import os
import re
import time
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.checks.engine import check
from app.checks.lint import lint
from app.checks.registry import KINDS
from app.domain.errors import FormTrouble, NotFound, Trouble
from app.domain.report import Report, ReportKey
from app.domain.values import ValueSpec
from app.forms.catalogue import Catalogue, load_folder
from app.forms.load import load_file, load_text
from app.forms.strange import MAX_BYTES

FORMS = Path(__file__).parents[3] / "resources" / "forms"
SOURCES = {path.stem: path.read_text(encoding="utf-8") for path in sorted(FORMS.glob("*.toml"))}
USED = {rule.kind: form for form in map(load_text, SOURCES.values()) for rule in form.rules}


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_folder(FORMS)


@pytest.mark.parametrize(("year", "cells"), [(2019, 198), (2020, 198), (2021, 200), (2025, 200)])
def test_a_year_finds_its_official_format(catalogue: Catalogue, year: int, cells: int) -> None:
    form = catalogue.governing(year)
    assert len(form.cells) == cells
    assert len(form.sections) == 6


def test_addresses_stand_as_published(catalogue: Catalogue) -> None:
    old, new = catalogue.governing(2020), catalogue.governing(2023)
    assert old.spec("proactive.procurement.amount") == ValueSpec("money", "万元")
    assert old.spec("proactive.licences.change") == ValueSpec("signed")
    assert new.spec("requests.fee_unpaid.legal_service") == ValueSpec()
    assert new.spec("matters.fee_amount") == ValueSpec("money", "元")
    assert new.spec("disputes.cases.after_review_total") == ValueSpec()
    assert new.spec("requests.nothing.natural") is None
    assert new.cell_label("requests.granted.natural") == "（一）予以公开·自然人"
    assert new.cell_label("disputes.cases.review_upheld") == "行政复议·结果维持"


def test_no_format_for_a_year_is_said_with_the_years_there_are(catalogue: Catalogue) -> None:
    with pytest.raises(NotFound) as trouble:
        catalogue.governing(2016)
    assert trouble.value.next_step == "请核对年份，现有格式适用于 2019 至 2020 年度、2021 年度起"
    with pytest.raises(NotFound):
        catalogue.get("annual-1999")


def test_a_later_format_takes_over_its_years(catalogue: Catalogue) -> None:
    newer = SOURCES["annual_2021"].replace('"annual-2021"', '"annual-2099"').replace("from = 2021", "from = 2099")
    with_it = catalogue.with_form(load_text(newer))
    assert with_it.governing(2099).id == "annual-2099"
    assert with_it.governing(2098).id == "annual-2021"
    with pytest.raises(FormTrouble):
        Catalogue([*catalogue.forms, catalogue.forms[0]])


@pytest.mark.parametrize("name", SOURCES)
def test_official_formats_lint_clean_with_their_examples(catalogue: Catalogue, name: str) -> None:
    form = load_text(SOURCES[name])
    assert len(form.examples) >= 5
    assert lint(form, catalogue) == []


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('sums = ["results"]', 'sums = ["result"]', "不存在"),
        ('left  = ["new", "carried_in"]', 'left  = ["new", "carried_on"]', "carried_on"),
        ('kind = "sums_equal"', 'kind = "sums_equals"', "不认识"),
        ('findings = ["requests.balance", "requests.balance"]', "findings = []", "应查出 没有"),
        ('id = "new",', 'id = "carried_in",', "用了 2 次"),
        ('id = "granted",', 'id = "Granted",', "不能用"),
        ("{organ}{year}年", "{organ}年", "{year}"),
        ("{year}年1月", "{jahr}年1月", "{jahr}"),
        ('cells = ["requests.new.total"]', 'cells = ["requests.new.sum"]', "requests.new.sum"),
        ('message = "{place}不平', 'message = "{ort}不平', "不认识"),
        ('says = "全年收取信息处理费{fee_cases}件', 'says = "全年收取信息处理费{fee_case}件', "{fee_case}"),
        ("{fee_cases}件、{fee_amount}元", "{fee_amount}元", "没有 {fee_cases}，填了也印不出来"),
        ('id = "overview.present"', 'id = "overview.live"', "活数字的检查"),
        ('says_nothing = "', 'says_nothing = "{fee_cases}', "{fee_cases}"),
        ('cell = "requests.granted.total"', 'cell = "requests.granted.sum"', "“予以公开”指的格不存在"),
        ("years     = { from = 2021 }", "years     = { from = 2021, to = 2020 }", "颠倒"),
        ("years     = { from = 2021 }", "years     = { from = 2021, to = 99999 }", "不像年份"),
        ('id = "disputes.filled"', 'id = "requests.filled"', "requests.filled 用了 2 次"),
        ('id = "disputes.filled"', 'id = "disputes.review_total"', "已经是一个合计的编号"),
        ('id = "disputes.filled"', 'id = "disputes filled"', "规则的编号“disputes filled”"),
        ('less = ["repealed"]', 'lesss = ["repealed"]', "lesss 不认识"),
        ('less = ["repealed"]', "less = []", "less 应是一串名字"),
        ('less = ["repealed"]', 'less = ["repealed", "repealed"]', "有重复"),
        ('left_says = "第一项＋第二项"', "left_says = 3", "left_says 应是文字"),
        ('section = "overview"\nmessage', "message", "缺少 section"),
        ('last = "carried_out"\n', 'last = "carried_out"\nstock = "natural"\n', "不能和 this、last 一起用"),
        ('[[headline]]\nsection = "proactive"', '[[headline]]\nsection = "nowhere"', "nowhere 不存在"),
        ('cells = ["requests.new.total"]', "cells = []", "没有指任何一格"),
        (
            'cells = ["requests.new.total"]',
            'cells = ["requests.new.total", "proactive.fees.amount"]',
            "把件数和金额加在一起",
        ),
        ('id = "fee_cases"', 'id = "fee.cases"', "“fee.cases”"),
        ('id = "fee_amount"', 'id = "fee_cases"', "fee_cases 用了 2 次"),
        ('id = "platform"', 'id = "management"', "management 用了 2 次"),
        ('id = "problems"\nkind = "text"', 'id = "problems"\nkind = "text"\nblock = [{}]', "是文字，却有行列"),
        ('label = "行政许可"', 'label = "行政\\u0000许可"', "控制符"),
        ('label = "行政许可"', 'label = "行政\\n许可"', "控制符"),
        ('label = "行政许可"', 'label = "行政\\u202e许可"', "控制符"),
        ('label = "行政许可"', f'label = "{"长" * 201}"', "最多 200 字"),
        ('heading = "一、总体情况"', f'heading = "{"长" * 201}"', "最多 200 字"),
        ('label = "自然人" }', 'label = "自然人", weight = 1000000 }', "宽度"),
        ('sums = ["review"]', 'sums = ["review", "review"]', "review 用了 2 次"),
        (
            'label = "总计", sums = ["review"]',
            'label = "总计", value = "money", unit = "元", sums = ["review"]',
            "单位不同",
        ),
        (
            '{ id = "review_other",     label = "其他结果"',
            '{ id = "review_other", value = "money", unit = "元"',
            "单位不同",
        ),
        ('value = "money", unit = "万元" }]', 'value = "money", unit = "元" }]', "写着万元，unit 却是元"),
        ("{organ}{year}年政府", "{organ:>10}{year}年{organ}政府", "{organ} 后面不能"),
        ("{organ}{year}年政府", "{organ}{year}{year.real}年政府", "{year.real} 不认识"),
        ("{organ}{year}年政府", "{organ}{year}{organ!r}年政府", "{organ} 后面不能"),
        ("{organ}{year}年政府", "{organ}{year}{{x}}年政府", "花括号没有配好"),
        ("请与{contact}联系", "请与{contact[0]}联系", "{contact[0]} 不认识"),
        ("请与{contact}联系", "请与{}联系", "{} 不认识"),
        ('cells = { "disputes.cases.review_upheld" = 2', 'cells = { "disputes.cases.x" = 2', "disputes.cases.x 不存在"),
        ('cells = { "disputes.cases.review_upheld" = 2', 'cells = { "disputes.cases.review_upheld" = "2"', "整数"),
        ('cells = { "disputes.cases.review_upheld" = 2', 'cells = { "disputes.cases.review_upheld" = -2', "写了 -2"),
        ('last = { "proactive.normative.in_force" = 5 }', 'last = { "nonsense" = 5 }', "nonsense 不存在"),
        ('passages = { overview = "有",', 'passages = { overlook = "有",', "overlook 不是文字部分"),
        ("year = 2023", "year = 2020", "2020 不归这份格式"),
    ],
)
def test_lint_names_what_is_wrong(catalogue: Catalogue, old: str, new: str, says: str) -> None:
    source = SOURCES["annual_2021"]
    assert old in source
    faults = lint(load_text(source.replace(old, new, 1)), catalogue)
    assert any(says in fault for fault in faults), faults


@pytest.mark.parametrize(
    "placeholder", ["{PLACE:>400000000}", "{PLACE.__class__}", "{PLACE[0]}", "{PLACE!r}", "{}", "{", "{x}"]
)
@pytest.mark.parametrize("kind", [name for name in KINDS if name in USED])
def test_a_message_uses_only_the_bare_words_of_its_kind(catalogue: Catalogue, kind: str, placeholder: str) -> None:
    """A message travels with a stranger's package: it must neither crash nor fill the memory when it is told."""
    form = USED[kind]
    rule = next(rule for rule in form.rules if rule.kind == kind)
    assert lint(form, catalogue) == []
    for word in {"place", *KINDS[kind].words}:
        message = placeholder.replace("PLACE", word)
        changed = tuple(r._replace(message=message) if r is rule else r for r in form.rules)
        faults = lint(replace(form, rules=changed), catalogue)
        assert len(faults) == 1, faults
        assert f"规则 {rule.id} 的说明" in faults[0]
    told = "".join(f"{{{word}}}" for word in sorted(KINDS[kind].words))
    changed = tuple(r._replace(message=told) if r is rule else r for r in form.rules)
    assert lint(replace(form, rules=changed), catalogue) == []


@pytest.mark.parametrize("name", SOURCES)
def test_a_rule_without_an_example_that_fires_it_is_named(catalogue: Catalogue, name: str) -> None:
    form = load_text(SOURCES[name])
    kept = tuple(example for example in form.examples if not example.findings)
    assert kept
    assert lint(replace(form, examples=kept), catalogue) == [
        f"规则 {rule.id} 没有一个能让它查出问题的例子" for rule in form.rules
    ]


def test_an_example_with_a_year_before_that_nobody_governs(catalogue: Catalogue) -> None:
    form = load_text(SOURCES["annual_2019"].replace("year = 2020", "year = 2019"))
    faults = lint(form, catalogue)
    assert any("没有 2018 年度的格式文件" in fault for fault in faults), faults


def huge(blocks: int, rows: int, columns: int, totals: int, rest: str = "") -> str:
    """A small file that states a huge table: every total row adds all other rows."""
    parts = ["id='x'\ntitle='{organ}{year}'\nauthority='x'\nyears={from=2020}"]
    parts.append("[[section]]\nid='s'\nkind='table'\nheading='h'")
    for b in range(blocks):
        leaves = ",".join(f"{{id='r{b}_{i}',label='r'}}" for i in range(rows))
        sums = "".join(f",{{id='t{b}_{i}',label='t',sums=['g{b}']}}" for i in range(totals))
        heads = ",".join(f"{{id='c{b}_{i}',label='c'}}" for i in range(columns))
        group = f"{{id='g{b}',label='g',children=[{leaves}]}}"
        parts.append(f"[[section.block]]\ncolumns=[{heads}]\nrows=[{group}{sums}]")
    return "\n".join(parts) + rest


FILLED = "".join(
    f"\n[[rule]]\nid='f{i}'\nkind='filled'\nseverity='error'\nbasis='printed'\nmessage='x'\ntable='s'"
    for i in range(150)
)


@pytest.mark.parametrize(
    ("source", "says"),
    [
        (huge(8, 100, 60, 99), "格太多"),
        (huge(1, 100, 60, 99), "要加的数太多"),
        (huge(20, 15, 60, 0), "连表头在内的格太多"),
        (huge(2, 100, 40, 0).replace(",label=", f",was={[f'x{i}' for i in range(10)]},label="), "从前的编号"),
        (huge(31, 1, 1, 0), "最多 30 块"),
        (huge(1, 201, 1, 0), "最多 200 行"),
        (huge(1, 1, 61, 0), "60 列"),
        (huge(1, 200, 40, 0, FILLED), "规则要加的数太多"),
        (
            huge(1, 1, 1, 0, "\n[[rule]]\nid='f'\nkind='x'\nseverity='error'\nbasis='printed'\nmessage='x'" * 201),
            "规则太多",
        ),
        (huge(1, 1, 1, 0, "\n[[example]]\ntitle='x'\nyear=2020" * 61), "例子太多"),
        (huge(1, 1, 1, 0, "\n[[section]]\nid='z'\nkind='text'\nheading='z'" * 30), "部分太多"),
    ],
)
def test_a_small_file_cannot_state_a_huge_form(source: str, says: str) -> None:
    form = load_text(source)
    begin = time.perf_counter()
    faults = lint(form)
    assert time.perf_counter() - begin < 2
    assert any(says in fault for fault in faults), faults
    if "规则要加" not in says:
        assert "cells" not in vars(form), "the sizes are looked at before any cell is made"


def test_the_largest_form_that_passes_is_still_quick() -> None:
    form = load_text(huge(2, 160, 60, 1))
    begin = time.perf_counter()
    assert lint(form) == []
    report = Report(ReportKey("x", 2020), "x", cells=dict.fromkeys(form.cells, 1))
    assert check(form, report).counts.failed > 0
    assert time.perf_counter() - begin < 5


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('kind = "text"', 'kind = "poem"', "section overview 的 kind 只能是 text 或 table"),
        ("years     = { from = 2021 }", 'years     = "2021"', "years 写法不对"),
        ("years     = { from = 2021 }", "years     = { from = 2021.0 }", "from 写法不对"),
        ("years     = { from = 2021 }", "years     = { from = 2021, until = 2025 }", "until 不认识"),
        ('heading = "一、总体情况"', "heading = 1", "heading 写法不对"),
        ('severity = "error"', 'severity = "fatal"', "severity"),
        ('value = "money", unit = "万元"', 'value = "money"', "要写明单位"),
        ('value = "money", unit = "万元"', 'unit = "万元"', "只有金额才写 unit"),
        ('id        = "annual-2021"', "", "缺少 id"),
        ("[[section]]", "[[section]", "第 26 行附近写法有误"),
        ("max_chars = 1000", "max_chars = " + "1" * 5000, "数太长"),
        ("max_chars = 1000", "max_chars = " + "1" * 4000, "max_chars 太大"),
        ("max_chars = 1000", "max_chars = true", "max_chars 写法不对"),
        ("max_chars = 1000", "x = " + "[" * 5000, "套得太深"),
        ("max_chars = 1000", "a." * 50000 + "a = 1", "行太长"),
        ('short = "六 其他事项"', 'shrot = "六 其他事项"', "section matters 里的 shrot 不认识"),
        ('sums = ["review"]', 'sum = ["review"]', "sum 不认识"),
        ('hint = "含工作考核', 'hnit = "含工作考核', "hnit 不认识"),
        ('corner = "信息内容"', 'corners = "信息内容"', "corners 不认识"),
        ("[[headline]]\nsection", '[[headline]]\ncolour = "red"\nsection', "colour 不认识"),
        ("[[example]]\ntitle", '[[example]]\nname = "x"\ntitle', "name 不认识"),
        ('authority = "国办', 'author = "x"\nauthority = "国办', "author 不认识"),
        ('passages = { overview = "有"', "passages = { overview = 3", "overview 写法不对"),
        (
            'cells = { "disputes.cases.review_upheld" = 2',
            'cells = { "disputes.cases.review_upheld" = "²"',
            "² 写法不对",
        ),
        ('cells = { "disputes.cases.review_upheld" = 2', 'cells = { "disputes.cases.review_upheld" = "٣"', "写法不对"),
        ('cells = { "disputes.cases.review_upheld" = 2', 'cells = { "disputes.cases.review_upheld" = 1e5', "写法不对"),
        ("fill = 0", "fill = " + "9" * 4000, "写法不对"),
        ("expected = 0", "expected = { a = 1 }", "写法不对"),
    ],
)
def test_a_damaged_file_is_refused_with_one_sentence(old: str, new: str, says: str) -> None:
    assert old in SOURCES["annual_2021"]
    with pytest.raises(FormTrouble) as trouble:
        load_text(SOURCES["annual_2021"].replace(old, new, 1), "新格式.toml")
    is_one_chinese_sentence(trouble.value)
    assert says in str(trouble.value)
    assert "新格式.toml" in trouble.value.what


def is_one_chinese_sentence(trouble: FormTrouble) -> None:
    text = str(trouble)
    assert "\n" not in text
    assert text.count("。") == 3  # what, whether safe, what next
    assert len(text) < 300
    assert not re.search(r"[A-Za-z]+ [A-Za-z]+ [A-Za-z]+", text), "no English inside the sentence"


def test_headings_may_not_be_nested_without_end() -> None:
    for depth in (9, 80):
        nested = "".join(f"[[section.block.columns{'.children' * i}]]\nlabel='a'\nid='a{i}'\n" for i in range(depth))
        table = "\n[[section]]\nid='zz'\nkind='table'\nheading='z'\n[[section.block]]\nrows=[{id='r'}]\n" + nested
        with pytest.raises(FormTrouble, match=r"超过 8 层|套得太深") as trouble:
            load_text(SOURCES["annual_2021"] + table)
        is_one_chinese_sentence(trouble.value)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"\xff\xfe\x00\x00", "不是 UTF-8"),
        (b"\x00" * 100, "第 1 行附近写法有误"),
        (b"", "缺少 years"),
        (b"x = 1", "x 不认识"),
        ("编号".encode("gb18030"), "不是 UTF-8"),
        (b"x = [1,\n2", "文件末尾写法有误"),
        (b"#" * (MAX_BYTES + 1), "太大，超过 500 KB"),
    ],
)
def test_what_is_no_form_file_is_refused(tmp_path: Path, content: bytes, says: str) -> None:
    path = tmp_path / "a.toml"
    path.write_bytes(content)
    with pytest.raises(FormTrouble, match=says) as trouble:
        load_file(path)
    is_one_chinese_sentence(trouble.value)


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.toml"
    os.mkfifo(pipe)
    for path, says in (
        (tmp_path, "是一个文件夹"),
        (tmp_path / "none.toml", "没有这个文件"),
        (pipe, "不是普通文件"),
        (Path("/dev/zero"), "不是普通文件"),
        (Path("a\0.toml"), "位置不对"),
    ):
        with pytest.raises(FormTrouble, match=says) as trouble:
            load_file(path)
        is_one_chinese_sentence(trouble.value)


@given(st.data())
def test_any_damage_is_refused_or_harmless(data: st.DataObject) -> None:
    source = SOURCES["annual_2019"]
    start = data.draw(st.integers(0, len(source) - 1))
    end = data.draw(st.integers(start, min(len(source), start + 80)))
    patch = data.draw(st.sampled_from(["", '"', "{", "[]", "0", "x", "=", "\n", "「"]))
    try:
        form = load_text(source[:start] + patch + source[end:])
    except Trouble:
        return
    assert isinstance(lint(form), list)
