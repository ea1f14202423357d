"""Whatever a text says: places are where their words are, and a fix touches nothing else."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from app.checks.fixing import change
from tests.app.checks.words.tried import Tried

PIECES = [
    *(
        "2024年，我镇共公开36条。",
        "全镇",
        "国办公开函〔2021〕30号",
        "国办发【2021】 30号",
        "国务院令第492号",
        "六个部分组成。",
        "其他需要报告的事项",
    ),
    *(
        "统计期限为",
        "2024年1月1日",
        "至",
        "2025年12月30日",
        "电话：5551234",
        "青禾人民政府",
        "请与白石乡联系，",
        "（一）甲。",
        "（三）丙。",
        "《办法》",
    ),
    *(
        "一是好，",
        "三是坏。",
        "\n",
        "　",
        "。",
        "本报告包括",
        "收费及减免、",
        "组织推动全省政务公开",
        "⟦requests.new.total⟧",
        "件结转2025年办理",
        "……",
    ),
]
OURS = ("text.", "problems.", "matters.fee", "citation.", "period.", "year.", "preface.", "contact.", "name.")


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join))
def test_every_place_is_where_its_words_are_and_every_fix_changes_nothing_else(text: str) -> None:
    result = Tried({"preface": text, "overview": text}, neighbours={"白石乡": {"overview": text}}).result()
    for finding in result.findings:
        if not finding.rule.startswith(OURS):
            continue
        for spot in finding.spots:
            assert result.context.passages[spot.passage][spot.start : spot.end] == spot.quote
        if finding.fix is not None:
            done = change(finding.fix, result.context.report, "")
            assert done is not None
            ((passage, after),) = done.passages.items()
            ((start, end),) = [(edit.start, edit.end) for edit in finding.fix.edits[passage]]
            assert after.startswith(text[:start])
            assert after.endswith(text[end:])
