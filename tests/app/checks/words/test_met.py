"""What a clerk met at the desk: slips that must be found, and sentences that looked like them."""

from __future__ import annotations

import pytest

from app.checks.reasons import WHY
from tests.app.checks.words.tried import Tried


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("下一步，红旗镇人民政府将进一步加强培训。", ["红旗镇"], id="check-19-another-town-as-the-subject"),
        pytest.param("青禾县红旗镇人民政府高度重视公开工作。", ["青禾县红旗镇"], id="check-19-with-its-county"),
        pytest.param("2025年，红旗镇党委政府高度重视公开工作。", ["红旗镇"], id="check-19-behind-the-year"),
        pytest.param("下一步，柳湾乡人民政府将进一步加强培训。", [], id="the-own-name"),
        pytest.param("下一步乡人民政府将进一步加强培训。", [], id="no-name"),
        pytest.param("各乡镇人民政府高度重视。", [], id="all-of-them"),
        pytest.param("与红旗镇人民政府进一步加强联系。", [], id="an-object"),
        pytest.param("红旗镇人民政府来我乡交流。", [], id="guests"),
        pytest.param("红旗镇人民政府认真总结，到我乡讲了做法。", [], id="guests-who-act"),
    ],
)
def test_another_office_does_not_speak_here(text: str, found: list[str]) -> None:
    told = Tried({"overview": text}).findings("name.own")
    assert [finding.spots[0].quote for finding in told] == found


def test_check_04_sub_headings_say_what_they_should_be() -> None:
    text = "（一）强化领导。成立小组。\n（二）主动公开。公开36条。\n（三）带好队伍。收到申请2件，办培训2次，接受考核。"
    (told,) = Tried({"overview": text}).findings("text.sub_headings")
    assert told.message == (
        "“一 总体情况”的小标题“（一）强化领导”“（三）带好队伍”和规定的五个方面对不上，缺“监督保障”；请按五个方面分段。"
    )


def test_a_rule_that_waits_for_the_day_says_which_day() -> None:
    assert [why for reason, why in WHY.items() if reason == Tried().cannot("report.late")] == ["还没有定成文日期"]


@pytest.mark.parametrize("told", ["没有需要主动公开的其他信息。", "数量见第二部分的表。", "具体数量详见附表。"])
def test_what_was_published_may_be_counted_elsewhere(told: str) -> None:
    others = (
        "（二）依申请公开。收到申请6件，均已按时答复，没有结转，也没有收费。（三）监督保障。接受考核和评议，结果良好。"
    )
    text = f"（一）主动公开。通过政府网站主动公开各类政府信息，{{}}\n{others * 4}"
    assert Tried({"overview": text.format("及时更新栏目，方便群众查看和使用，群众满意。")}).findings(
        "text.amount.published"
    )
    assert not Tried({"overview": text.format(told + "及时更新栏目，方便群众查看。")}).findings("text.amount.published")


def test_what_goes_on_since_an_earlier_year_is_a_hint() -> None:
    (told,) = Tried({"overview": "2024年以来，坚持每周更新公开栏。"}).findings("year.fits")
    assert told.severity == "info"
