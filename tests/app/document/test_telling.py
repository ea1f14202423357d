"""The story of a year: from figures only; what does not add up or is blank is refused, what nobody told is left out."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.checks.totals import effective
from app.document.story import (
    Bar,
    Counter,
    Flow,
    Lead,
    Measure,
    Noughts,
    Pairs,
    Reasons,
    Squares,
    Steps,
    Story,
    Strip,
    Years,
    length,
)
from app.document.story_source import only
from app.document.telling import tell
from app.domain.address import Address
from app.domain.errors import FormTrouble, Trouble
from app.domain.organ import Organ
from app.domain.values import Value
from app.forms.load import load_text
from tests.app.exports.picture import stories
from tests.app.exports.picture.stories import COUNTY, COUNTY_CELLS, TOWN, form_of, report_of, told
from tests.app.exports.poster_samples import INVENTED, PROBLEMS


def kinds(story: Story) -> list[type]:
    return [type(block) for block in story.blocks]


def county(changed: Mapping[Address, Value] | None = None, **more: Any) -> Story:
    return stories.county(cells={**COUNTY_CELLS, **(changed or {})}, **more)


# -- which telling


def test_requests_lead_where_there_were_any() -> None:
    story = county()
    assert story.variant == "asked"
    assert kinds(story) == [Flow, Reasons, Years, Strip, Strip, Squares]
    assert story.title == "青禾县2023年政府信息公开"
    assert story.told == (Measure("本年新收", "191", "件"),)
    assert story.finding == "收到公开申请191件，办结189件；予以公开和部分公开共118件。"


def test_figures_of_publishing_lead_where_nothing_was_asked() -> None:
    story = stories.town()
    assert story.variant == "published"
    assert kinds(story) == [Lead, Noughts, Steps, Pairs, Counter]
    assert story.finding == "全年政府集中采购10项、606.05万元；没有收到公开申请，没有行政复议和诉讼。"
    lead = story.blocks[0]
    assert isinstance(lead, Lead)
    assert [(each.shown, each.unit) for each in lead.figures] == [("10", "项"), ("606.05", "万元")]
    assert lead.squares == 10
    assert lead.source == "报告第二部分　第二十条第（九）项"


def test_all_noughts_are_said_plainly_and_the_room_goes_to_the_reader() -> None:
    story = stories.nothing()
    assert story.variant == "nothing"
    assert kinds(story) == [Noughts, Steps, Counter, Pairs]
    assert story.finding == "全年没有收到公开申请，没有行政复议和诉讼，各项数字都是0。"
    noughts, counter = story.blocks[0], story.blocks[2]
    assert isinstance(noughts, Noughts)
    assert [each.label for each in noughts.large] == ["收到信息公开申请", "行政复议", "行政诉讼"]
    assert noughts.line == "各年收到申请：2019年0件，2020年0件，2021年0件，2022年0件，2023年0件"
    assert isinstance(counter, Counter)
    assert counter.rows == (("受理", "柳湾乡党政综合办公室"), ("地址", "柳湾乡政府一楼，邮编555123"))
    assert counter.phone == "0555-1234567"


def test_a_dispute_alone_is_told_and_not_called_nought() -> None:
    story = told(form_of(2023), report_of(form_of(2023), TOWN, 2023, {"disputes.cases.review_upheld": 1}), TOWN)
    assert story.variant == "published"
    assert kinds(story)[:2] == [Squares, Noughts]
    assert story.finding == "行政复议1件；没有收到公开申请，没有行政诉讼。"
    noughts = story.blocks[1]
    assert isinstance(noughts, Noughts)
    assert [each.label for each in noughts.large] == ["收到信息公开申请", "行政诉讼"]


def test_not_every_figure_is_nought_where_one_of_the_form_is_not() -> None:
    """A figure that the picture does not tell keeps it from saying that all are nought."""
    form = form_of(2023)
    report = report_of(form, TOWN, 2023, {})
    values = {**effective(form, report.cells), "proactive.rules.repealed": 0}
    plain = tell(form, report, TOWN, values, issued=date(2024, 1, 1))
    assert "各项数字都是0" in plain.finding
    other = form_of(2020)
    report = report_of(other, TOWN, 2020, {"proactive.fees.prior_items": 0, "proactive.services.change": 2})
    assert "各项数字都是0" not in told(other, report, TOWN).finding


def test_a_form_that_names_no_picture_gives_one_of_its_headlines() -> None:
    story = stories.invented()
    assert story.variant == "published"
    assert kinds(story) == [Lead, Steps, Counter]
    assert story.finding == "全年收入12345.6千元。"
    assert story.title == story.foot.report  # it is no 政府信息公开工作年度报告
    bare = load_text(INVENTED.split("[[headline]]")[0])
    with pytest.raises(Trouble, match="没有写明哪些数字"):
        told(bare, report_of(bare, TOWN, 2027, {}), TOWN)


def test_two_blocks_of_figures_have_two_titles() -> None:
    form = form_of(2023)
    cells: dict[Address, Value] = {f"proactive.{row}.decisions": 3 for row in ("licences", "penalties", "compulsion")}
    story = told(form, report_of(form, TOWN, 2023, cells), TOWN)
    titles = [block.title for block in story.blocks if isinstance(block, Lead | Strip)]
    assert len(titles) == len(set(titles)) == 2


# -- both sides


def test_both_sides_add_up() -> None:
    flow = county().blocks[0]
    assert isinstance(flow, Flow)
    assert length(flow.came) == length(flow.went) == 201
    assert flow.came == (Bar("上年结转", 10, "10", "pale"), Bar("本年新收", 191, "191", "light"))
    assert [(bar.label, bar.value, bar.tone) for bar in flow.went] == [
        ("予以公开", 93, "full"), ("部分公开", 25, "half"), ("不予公开", 20, "light"), ("无法提供", 29, "light"),
        ("不予处理", 11, "light"), ("其他处理", 11, "light"), ("结转下年度", 12, "open"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "changed",
    [
        {"requests.granted.natural": 83},
        {"requests.granted.total": 94},  # a total that somebody typed over
        {"requests.new.natural": 169, "requests.granted.natural": 83, "requests.new.total": 190},
        {"disputes.cases.review_total": 7},
    ],
)
def test_what_does_not_add_up_is_refused(changed: dict[str, Value]) -> None:
    with pytest.raises(Trouble, match="校核") as refused:
        county(changed)
    assert "图" not in str(refused.value)  # words are made from it too


@pytest.mark.parametrize(
    ("cell", "part"),
    [
        ("requests.inquiry.legal_service", "三 依申请公开"),
        ("proactive.licences.decisions", "二 主动公开"),
        ("proactive.normative.repealed", "二 主动公开"),
        ("disputes.cases.direct_other", "四 复议诉讼"),
    ],
)
def test_a_blank_is_no_nought(cell: str, part: str) -> None:
    with pytest.raises(Trouble, match=f"“{part}”还有 1 格空着") as caught:
        county({cell: None})
    assert "填 0" in caught.value.next_step


@given(
    st.dictionaries(
        st.sampled_from(
            [f"requests.{row}.{who}" for row in ("granted", "repeat", "carried_out") for who in ("natural", "welfare")]
        ),
        st.integers(0, 10**6),
    )
)
def test_every_balanced_report_gives_equal_sides(cells: dict[str, int]) -> None:
    people = sum(value for name, value in cells.items() if name.endswith("natural"))
    firms = sum(cells.values()) - people
    story = county(
        {**dict.fromkeys(COUNTY_CELLS, 0), **cells, "requests.new.natural": people, "requests.new.welfare": firms}
    )
    if not cells or not any(cells.values()):
        assert story.variant == "nothing"
        return
    flow = next(block for block in story.blocks if isinstance(block, Flow))
    assert length(flow.came) == length(flow.went) == people + firms


# -- reasons, years, who


def test_reasons_go_by_how_many_they_are_and_what_is_left_over_stays_last() -> None:
    found = county().blocks[1]
    assert isinstance(found, Reasons)
    assert found.title == "没有公开的71件，原因是"
    assert [(name, total) for name, total, _ in found.groups] == [
        ("不予公开", "20件"), ("无法提供", "29件"), ("不予处理", "11件"), ("其他处理", "11件")
    ]  # fmt: skip
    assert [bar.value for bar in found.groups[0][2]] == [5, 4, 3, 3, 3, 1, 1]
    assert [(bar.label, bar.value) for bar in found.groups[3][2]] == [("逾期不补正", 3), ("逾期不缴费", 1), ("其他", 7)]
    assert "要求确认或重新出具" in {bar.label for bar in found.groups[2][2]}


def test_years_come_from_both_formats_and_an_unknown_one_is_no_nought() -> None:
    years = next(block for block in county().blocks if isinstance(block, Years))
    assert years.title == "近五年新收申请"
    assert years.columns == ((2019, 96), (2020, 121), (2021, 143), (2022, 176), (2023, 191))
    some = county(earlier=stories.earlier(COUNTY, {2015 + 4: None, 2021: 7}))
    years = next(block for block in some.blocks if isinstance(block, Years))
    assert years.columns == ((2021, 7), (2022, None), (2023, 191))
    assert years.unknown == "无资料"
    two = next(block for block in county(earlier=stories.earlier(COUNTY, {2022: 7})).blocks if isinstance(block, Years))
    assert two.title == "近两年新收申请"
    assert Years not in kinds(county(earlier=()))
    assert "以前各年度" not in county(earlier=()).foot.source


def test_a_year_that_left_a_column_blank_is_unknown() -> None:
    form = form_of(2022)
    last = stories.earlier(COUNTY, {2022: 5})[0]
    holed = replace(last, report=last.report.with_cells({"requests.new.research": None}))
    assert form.id == holed.form.id
    assert Years not in kinds(county(earlier=(holed,)))


def test_a_year_too_far_back_is_not_shown() -> None:
    last = stories.earlier(COUNTY, {2019: 5})[0]
    old = replace(last, report=replace(last.report, key=replace(last.report.key, year=2018)))
    assert Years not in kinds(county(earlier=(old,)))


def test_who_asked() -> None:
    who = next(block for block in county().blocks if isinstance(block, Strip) and block.is_aside)
    assert [(each.label, each.shown) for each in who.figures] == [("自然人", "168"), ("法人或其他组织", "23")]
    assert who.line == "商业企业14，科研机构0，社会公益组织1，法律服务机构5，其他3"


def test_counts_with_their_notes_and_noughts_in_a_line() -> None:
    strip = next(block for block in county().blocks if isinstance(block, Strip) and not block.is_aside)
    assert [(each.shown, each.unit, each.note) for each in strip.figures] == [
        ("41", "件", "制发6件，废止2件"), ("18642", "件", "处理决定"), ("2317", "件", "处理决定"),
        ("164", "件", "处理决定"), ("1286.4305", "万元", "本年收费金额"),
    ]  # fmt: skip
    assert strip.line == "为0的还有：规章"
    form = form_of(2020)
    cells: dict[str, Value] = {"proactive.licences.prior_items": 36, "proactive.licences.change": -2}
    lead = told(form, report_of(form, TOWN, 2020, cells), TOWN).blocks[0]
    assert isinstance(lead, Lead)
    assert [(each.shown, each.note) for each in lead.figures] == [("0", "处理决定；事项上年36项，增减-2")]


def test_only_what_is_left_open() -> None:
    cells: dict[str, Value] = {"requests.new.natural": 1, "requests.carried_out.natural": 1}
    assert stories.county(cells=cells).finding == "收到公开申请1件，年底都在办理中。"
    cells = {"requests.carried_in.natural": 1, "requests.granted.natural": 1}
    assert stories.county(cells=cells).finding == "没有新收公开申请，上年结转1件，办结1件；予以公开和部分公开共1件。"


def test_disputes_one_square_each() -> None:
    found = next(block for block in county().blocks if isinstance(block, Squares))
    assert found.source == "报告第四部分　一格是一件"
    assert [(name, total) for name, total, _ in found.rows] == [
        ("行政复议", "6件"), ("未经复议直接起诉", "1件"), ("复议后起诉", "2件")
    ]  # fmt: skip
    assert [(bar.label, bar.value, bar.tone) for bar in found.rows[0][2]] == [
        ("维持", 3, "light"), ("纠正", 1, "full"), ("其他", 1, "half"), ("未审结", 1, "open")
    ]  # fmt: skip


# -- what the report says of itself, and the foot


def test_points_pair_up_only_with_the_clerks_word() -> None:
    assert Pairs not in kinds(stories.town(pairs=False))
    assert Counter in kinds(stories.town(pairs=False))
    pairs = stories.town().blocks[-2]
    assert isinstance(pairs, Pairs)
    assert pairs.source == "摘自报告第五部分"
    assert pairs.pairs[0] == ("有的内容贴得慢", "列一张时限清单，到期有人提醒")
    assert stories.town().foot.source.startswith("数字和文字均取自")


def test_a_form_that_names_no_text_of_shortfalls_pairs_the_first_that_has_both_lists() -> None:
    form = load_text(INVENTED)
    report = report_of(form, TOWN, 2027, {})
    texts = [section.id for section in form.sections if section.kind == "text"]
    both = report.with_passages({texts[-1]: PROBLEMS})
    assert Pairs not in kinds(told(form, both, TOWN))
    story = told(form, both, TOWN, pairs=True)
    found = next(block for block in story.blocks if isinstance(block, Pairs))
    assert found.pairs[0] == ("有的内容贴得慢", "列一张时限清单，到期有人提醒")
    assert story.foot.source.startswith("数字和文字均取自")
    one_list = report.with_passages({texts[-1]: PROBLEMS.split("。")[0]})
    assert Pairs not in kinds(told(form, one_list, TOWN, pairs=True))


def test_the_foot_names_the_years_before_only_where_they_are_shown() -> None:
    story = county()
    assert story.foot.source.endswith("及以前各年度报告")
    alone = only(story, [block for block in story.blocks if not isinstance(block, Years)])
    assert Years not in kinds(alone)
    assert alone.foot.source == "数字均取自《青禾县2023年政府信息公开工作年度报告》"


def test_rows_that_nobody_told_are_left_out() -> None:
    form = form_of(2023)
    bare = Organ("无名局", "区（县）部门")
    story = told(form, report_of(form, bare, 2023, {}), bare)
    counter = next(block for block in story.blocks if isinstance(block, Counter))
    assert counter.rows == (("受理", "无名局"),)
    assert counter.phone == ""
    assert story.foot.phone == ""


def test_the_foot_names_its_sources() -> None:
    foot = county().foot
    assert foot.organ == "青禾县人民政府"
    assert foot.date == "2024年1月18日公开"
    assert foot.source == "数字均取自《青禾县2023年政府信息公开工作年度报告》及以前各年度报告"
    assert foot.phone == "0555-7654321"


def test_a_picture_that_makes_no_sense_is_said_so() -> None:
    source = form_of(2023).source.replace('[picture.flow]\ntable  = "requests"', '[picture.flow]\ntabel  = "requests"')
    form = load_text(source)
    with pytest.raises(FormTrouble, match="tabel"):
        told(form, report_of(form, TOWN, 2023, {"proactive.fees.amount": Decimal(1)}), TOWN)


def test_an_office_of_no_name_is_the_organ_by_its_full_name() -> None:
    for year in (2019, 2023):
        form = stories.form_of(year)
        organ = replace(stories.TOWN, phone="", office="")
        story = stories.told(form, stories.report_of(form, organ, year, {}), organ)
        counter = next(block for block in story.blocks if isinstance(block, Counter))
        assert counter.rows[0] == ("受理", organ.seal_name)
        assert organ.seal_name.endswith("人民政府")
