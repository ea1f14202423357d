"""Which sentences bear witness to a figure: a table of those that must, and of those that must not."""

import random
from pathlib import Path
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.checks.engine import check
from app.checks.repair import Repair, find
from app.checks.totals import total_addresses
from app.checks.witness import Names, statements
from app.domain.report import Report, ReportKey
from app.domain.values import Value
from app.forms.catalogue import load_folder

FORM = load_folder(Path(__file__).parents[3] / "resources" / "forms").governing(2023)
NEW, GRANTED = "requests.new.natural", "requests.granted.natural"
SURE = {  # the words, and the one cell that they prove wrong: 新收 says 4, 予以公开 says 5
    "全年新收申请5件，均已答复。": NEW,
    "2023年，我镇新收政府信息公开申请5件。": NEW,
    "本年新收政府信息公开申请 5 件；无结转。": NEW,
    "全年收到的申请：本年新收5件，上年结转0件。": NEW,
    "新收申请共5件，比上年增加3件。": NEW,
    "上年新收9件，今年新收5件。": NEW,
    "与上年相比，今年新收5件。": NEW,
    "2023年1月1日至12月31日，全年新收5件。": NEW,
    "依据国办公开办函〔2021〕30号，新收5件。": NEW,
    "上年结转0件，新收5件（其中自然人5件）。": NEW,
    "新收5件，全年新收申请5件。": NEW,
    "1.予以公开4件、部分公开0件。": GRANTED,
    "新收申请4件，比上年增加1件，予以公开4件。": GRANTED,
    "予以公开：4件。": GRANTED,
    "依法予以公开4件，占全部申请的100%。": GRANTED,
    "全年答复申请，予以公开 4 件": GRANTED,
    "上年不予公开9件。\n今年予以公开4件。": GRANTED,
}
UNSURE = [
    "上年新收5件，今年办结。",  # another year
    "上年新收5件，今年新收4件。",
    "去年新收申请5件。",
    "2022年新收申请5件。",
    "2022年，我镇新收申请5件。",
    "2022年情况如下：新收申请5件。",
    "2022年情况\n新收申请5件。",
    "二〇二二年，新收申请5件。",
    "往年新收5件。",
    "近三年，新收5件。",
    "与上年相比，新收5件。",
    "明年计划新收5件。",
    "预计，新收5件。",
    "上半年，新收5件。",  # a part of the year
    "1至6月，新收5件。",
    "2023年6月，新收5件。",
    "条例施行以来，累计新收5件。",
    "比上年新收增加5件。",  # a comparison
    "新收比上年多5件。",
    "新收申请增加5件。",
    "新收申请减少5件。",
    "新收较去年5件持平。",
    "新收政府信息公开申请5件以内。",  # a bound
    "新收申请约5件。",
    "新收申请近5件。",
    "新收申请5件左右。",
    "新收申请5余件。",
    "新收5至6件。",
    "新收5-6件。",
    "新收5件或6件。",
    "新收5.5件。",
    "新收5万件。",
    "新收1,5件。",
    "予以公开4件以上。",
    "予以公开占4件以上。",  # a share
    "予以公开占4%。",
    "其中予以公开4件。",
    "办结的件里，其中，予以公开4件。",
    "新收5件（含上年结转1件）。",
    "新收5件，含上年结转1件。",
    "新收5件（2022年）。",
    "不予以公开4件。",  # another row, or more than one
    "未予以公开4件。",
    "非予以公开4件。",
    "没有予以公开4件。",
    "不予公开和予以公开4件。",
    "予以公开、部分公开共4件。",
    "部分公开，予以公开共4件。",
    "予以公开和部分公开4件。",
    "自然人新收5件。",
    "新收主动公开信息5条。",
    "县里新收5件，乡里没有。",  # another place
    "全县新收5件。",
    "全县情况，新收5件。",
    "县里的情况是：新收5件。",
    "各村，新收5件。",
    "误写为：新收5件。",
    "新收5件的说法不对。",
    "“新收5件”。",
    "新收5件吗？",
    "新收５件。",
    "新收5年来的申请。",
    "新收的5日内答复。",
    "第5件新收。",
    "新收第5件。",
    "新收5件，新收6件。",  # it contradicts itself
    "新收5件。\n本年新收6件。",
]


def _best(words: str, **more: str) -> Repair:
    cells: dict[str, Value] = {
        name: 0 for name in FORM.cells if name.startswith("requests.") and name not in total_addresses(FORM)
    }
    report = Report(ReportKey("柳湾乡", 2023), FORM.id).with_cells({**cells, NEW: 4, GRANTED: 5})
    report = report.with_passages({"overview": words, **more})
    section = FORM.section("requests")
    assert section is not None
    (cause,) = find(report, check(FORM, report), section).causes
    assert not any(repair.sure for repair in cause.repairs[1:])
    return cause.repairs[0]


@pytest.mark.parametrize(("words", "cell"), SURE.items())
def test_it_bears_witness(words: str, cell: str) -> None:
    best = _best(words)
    assert best.sure
    assert dict(best.cells) == {cell: 5 if cell == NEW else 4}
    assert best.evidence


@pytest.mark.parametrize("words", UNSURE)
def test_it_bears_none(words: str) -> None:
    best = _best(words)
    assert not best.sure
    assert not best.evidence


def test_two_texts_that_disagree_prove_nothing() -> None:
    assert _best("新收5件。", problems="全年新收申请5件。").sure
    assert not _best("新收5件。", problems="全年新收申请7件。").sure


def test_a_name_of_two_rows_names_neither() -> None:
    words = "信访举报投诉类申请4件，属于国家秘密5件。"
    names = Names(["信访举报投诉类申请", "属于国家秘密"])
    assert [(said.name, said.figure) for said in statements(words, names, 2023)] == [
        ("信访举报投诉类申请", 4),
        ("属于国家秘密", 5),
    ]
    assert [said.name for said in statements("重复申请4件", Names(["重复", "重复申请"]), 2023)] == ["重复申请"]


@given(st.text("新收予以公开部分5件4，。、：（）上年今比其中\n 2", max_size=60))
def test_whatever_is_quoted_stands_there_and_says_so(text: str) -> None:
    names = Names(["新收", "予以公开", "部分公开"])
    for said in statements(text, names, 2023):
        assert said.quoted in text.replace(" ", "")
        assert said.quoted.startswith(said.name)
        assert str(said.figure) in said.quoted
        assert said.quoted.count("件") <= 1


def test_the_longest_text_is_read_in_a_moment() -> None:
    chance = random.Random(3)
    words = ["新收5件，", "比上年", "予以公开4件。", "其中", "（含", "今年", "5", "、", "，", "，予以公开"]
    names = Names(["新收", "予以公开"])
    for text in (
        "".join(chance.choices(words, k=50_000)),
        "1至" * 100_000,
        "与上年" * 60_000 + "，新收5件",
        "，新收5件" * 40_000,
    ):
        begin = perf_counter()
        list(statements(text, names, 2023))
        assert perf_counter() - begin < 3
