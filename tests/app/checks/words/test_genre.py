"""The wording of this genre as a clerk meets it: what is found, what is left alone, and what a button does."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.checks import fixing
from app.checks.engine import CheckResult, check
from app.checks.model import Around, Finding
from app.checks.words.damage import is_damaged
from app.checks.words.phrases import _one_off
from app.domain.organ import Organ
from app.domain.report import Report, ReportKey
from app.forms.load import load_file as load_form
from app.wording.load import load_file
from app.wording.model import Wording

FOLDER = Path(__file__).parents[4] / "resources" / "wording"
NAMES = ("confusable", "slips", "terms", "leftover", "phrases", "doubled", "stutter", "punctuation")
WORDING = Wording(tuple(load_file(FOLDER / f"{name}.toml") for name in NAMES))
FORM = replace(load_form(Path(__file__).parents[3] / "forms" / "annual_2027.toml"), rules=())
TEXTS = [section.id for section in FORM.sections if section.kind == "text"]
PIECES = [
    "公开",
    "得",
    "工作",
    "政府",
    "信息",
    "，",
    "。",
    "（",
    "）",
    "“",
    "”",
    "《",
    "》",
    "\n",
    " ",
    "审核",
    "的",
    "XX",
    "3",
    ",",
]


def _checked(text: str, *, year: int = 2027, organ: str = "柳湾乡") -> CheckResult:
    report = Report(ReportKey(organ, year), FORM.id, passages={TEXTS[0]: text})
    return check(FORM, report, None, Around(organ=Organ.named(organ), wording=WORDING))


def _found(text: str, *, year: int = 2027, organ: str = "柳湾乡") -> list[Finding]:
    return list(_checked(text, year=year, organ=organ).findings)


def _mended(text: str) -> str:
    """``text`` after every certain fix, one after the other."""
    for _ in range(20):
        result = _checked(text)
        fix = next((finding.fix for finding in result.findings if finding.fix), None)
        if fix is None:
            break
        done = fixing.change(fix, result.context.report, fix.label)
        assert done is not None
        text = done.passages[TEXTS[0]]
    return text


@pytest.mark.parametrize(
    ("text", "near", "message"),
    [
        pytest.param(
            "详见政府网站（具体网址）。",
            "详见政府网站首页。",
            "“详见政府网站（具体网址）”里的“（具体网址）”，是模板里等着填的，请换成实际的内容。",
            id="check-09-template-words",
        ),
        pytest.param(
            "该部分以表格形式报告。",
            "以表格形式公开。",
            "“该部分以表格形式报告”，是格式说明里的话，请删去。",
            id="check-09-instructions",
        ),
        pytest.param(
            "公开信息XX条。", "公开信息28条。", "“公开信息XX条”里的“XX”，还没有换成实际的内容。", id="check-09-crosses"
        ),
        pytest.param(
            "信息可通过可以通过网站查询。",
            "信息可以通过网站查询。",
            "“信息可通过可以通过网站查询”里“通过”写了两遍。",
            id="check-53-doubled",
        ),
        pytest.param(
            "把公开的各项任务落到实处，",
            "把公开的各项任务落到实处。",
            "“把公开的各项任务落到实处”这一段停在“，”，像是没有写完。",
            id="check-53-unended",
        ),
        pytest.param(
            "推进信息公开得部署。",
            "公开得很及时。",
            "“推进信息公开得部署”里的“得”，疑应为“的”。",
            id="check-54-confusable",
        ),
        pytest.param(
            '危及“三安全一稳定"的不公开，“两稳”也不公开。',
            "危及“三安全一稳定”的不公开。",
            None,
            id="check-55-straight-quotes",
        ),
        pytest.param(
            "公开条例（2019年修订)第十条，办法（试行）第二条。",
            "公开条例（2019年修订）第十条，办法（试行）第二条。",
            "有 1 处半角标点，第一处在“公开条例（2019年修订)第十条”。",
            id="check-55-brackets",
        ),
    ],
)
def test_each_check_fires_and_leaves_its_near_miss_alone(text: str, near: str, message: str | None) -> None:
    messages = [finding.message for finding in _found(text)]
    assert messages
    assert message is None or messages == [message]
    assert _found(near) == []


def test_what_is_wrong_from_a_certain_year_on_is_left_alone_before() -> None:
    text = "围绕常态化疫情防控公开信息。"
    assert [finding.rule for finding in _found(text, year=2027)] == ["terms.words"]
    assert _found(text, year=2021) == []


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("推进公开得工作部署。", "推进公开的工作部署。"),
        ("召开柳湾乡新闻发布会柳湾乡新闻发布会。", "召开柳湾乡新闻发布会。"),
        ("进一步完善善公开制度。", "进一步完善公开制度。"),
        ("提高公开工作水平平……", "提高公开工作水平……"),
        ("制发规范姓文件0件。", "制发规范性文件0件。"),
        ("　　把公开的各项任务落到实处，", "　　把公开的各项任务落到实处。"),
        ("　　本年度加强学习，提高了公开的质量", "　　本年度加强学习，提高了公开的质量。"),
        (
            "一是公开,二是解读，三是回应(含网上)，办法（试行）四是（监督）。",
            "一是公开，二是解读，三是回应（含网上），办法（试行）四是（监督）。",
        ),
    ],
)
def test_certain_fixes_leave_nothing_to_find(text: str, mended: str) -> None:
    assert _mended(text) == mended
    assert _found(mended) == []


@pytest.mark.parametrize(
    "text",
    [
        "大家讨论讨论再公开，一条一条核对，方方面面都要想到。",
        "信息公开开展情况良好，工作作风扎实，部门门户网站更新及时。",
        "县人民政府政府信息公开申请0件。",
        "1）主动公开；2）依申请公开。",
        "联系电话：0000-1234567，地址：柳湾乡政府一楼",
        "| 信息内容 | 信息内容 | 本年 | 本年 |",
        "群众说：“公开得好，看得懂。”",
    ],
)
def test_what_only_looks_wrong_stays_quiet(text: str) -> None:
    assert [finding.message for finding in _found(text)] == []


def test_the_own_name_may_repeat_itself() -> None:
    assert [finding.rule for finding in _found("龙凤龙凤乡公开信息5条。")] == ["doubled.words"]
    assert _found("龙凤龙凤乡公开信息5条。", organ="龙凤龙凤乡") == []


def test_lines_of_a_printed_page_are_no_unended_paragraphs() -> None:
    page = "本年度认真做好公开工作，\n通过网站和公开栏发布信息，方便\n群众查询，取得了好的效果。"
    assert _found(page) == []


@pytest.mark.parametrize(
    ("text", "damaged"),
    [
        ("縣鎮公開資訊", True),
        ("根据(jù)规定公开", True),
        ("公开&nbsp;信息", True),
        ("公开\ufffd信息", True),
        ("公开信息（含转载）5条，见http://www.example.gov.cn。", False),
        ("乡後街村公开", False),
    ],
)
def test_damage_is_told_from_slips(text: str, damaged: bool) -> None:
    assert is_damaged(text) is damaged


@given(st.text("甲乙丙", min_size=1, max_size=6), st.text("甲乙丙", min_size=2, max_size=6))
def test_one_off_is_one_edit_or_one_sign_moved_by_a_place_or_two(stands: str, wanted: str) -> None:
    if abs(len(stands) - len(wanted)) > 1 or stands == wanted:
        return
    edits = {wanted[:i] + wanted[i + 1 :] for i in range(len(wanted))}
    edits |= {wanted[:i] + sign + wanted[i:] for i in range(len(wanted) + 1) for sign in "甲乙丙"}
    edits |= {wanted[:i] + sign + wanted[i + 1 :] for i in range(len(wanted)) for sign in "甲乙丙"}
    edits |= {wanted[:i] + wanted[i + 1] + wanted[i] + wanted[i + 2 :] for i in range(len(wanted) - 1)}
    for i in range(len(wanted) - 2):
        one, two, three = tuple(wanted[i : i + 3])
        edits |= {wanted[:i] + moved + wanted[i + 3 :] for moved in (two + three + one, three + one + two)}
    assert _one_off(stands, wanted) == (stands in edits)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join))
def test_every_finding_stands_where_it_says(text: str) -> None:
    for finding in _found(text):
        assert finding.message.endswith("。")
        for spot in finding.spots:
            assert text[spot.start : spot.end] == spot.quote
            assert spot.start < spot.end
