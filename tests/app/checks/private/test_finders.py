"""Every finder in every spelling, and what only looks like one."""

from __future__ import annotations

from random import Random

import pytest

from app.checks.private.digits import is_identity, is_luhn
from app.checks.private.text import plain
from app.checks.words.lint import fires, lint
from app.system.paths import wording_folder
from app.wording.load import load_file
from app.wording.model import Entry, Wordlist
from tests.app.checks.private.clean import clean
from tests.app.checks.private.conftest import Look
from tests.app.checks.private.people import PEOPLE, SPELLINGS, planted

_LIST = load_file(wording_folder() / "private.toml")
_SAYS = {entry.id: entry.params["says"] for entry in _LIST.entries}


@pytest.mark.parametrize("spelling", SPELLINGS)
@pytest.mark.parametrize("kind", PEOPLE)
def test_every_finder_in_every_spelling(look: Look, kind: str, spelling: str) -> None:
    random = Random(f"{kind}{spelling}")
    for _ in range(25):
        bare = PEOPLE[kind](random)
        spelled = SPELLINGS[spelling](random, kind, bare)
        [found] = look(f"工作人员在窗口登记了{spelled}，已经归档。")
        assert (found.says, found.quote) == (_SAYS[kind], spelled)
        assert found.masked.count("*") >= 2
        assert bare not in found.masked


def test_all_of_ten_thousand_are_found_where_they_stand(look: Look) -> None:
    for each in planted(seed=20260, count=10_000):
        [found] = look(each.text)
        assert (found.start, found.end, found.says) == (each.start, each.end, _SAYS[each.kind]), each


def test_clean_reports_stay_quiet(look: Look) -> None:
    alarms = [found for seed in range(200) for found in look(clean(seed))]
    assert len(alarms) <= 2, alarms


def test_the_list_proves_itself(private: Wordlist) -> None:
    assert lint(private) == []


@pytest.mark.parametrize("entry", _LIST.entries, ids=lambda entry: f"private-{entry.id}")
def test_each_entry_fires_and_has_a_near_miss(private: Wordlist, entry: Entry) -> None:
    [rule] = [rule for rule in private.rules if entry.id in rule.params["finders"]]
    assert entry.fires
    assert entry.quiet
    assert [sentence for sentence in entry.fires if not fires(private, rule, sentence)] == []
    assert [sentence for sentence in entry.quiet if fires(private, rule, sentence)] == []


@pytest.mark.parametrize(
    ("name", "text", "masked"),
    [
        ("mobile", "电话13897112345。", "138****2345"),
        ("mobile-parted", "电话138 9711 2345。", "138****2345"),
        ("mobile-abroad", "电话+86 13897112345。", "138****2345"),
        ("identity", "身份证630121198503152411。", "630121********2411"),
        ("identity-x", "身份证63012119790802101x。", "630121********101X"),
        ("identity-old", "630121790802003", "630121******003"),
        ("card", "卡号6228480452167830010。", "***************0010"),
        ("mailbox", "liuwan2020＠163.com", "l***@163.com"),
        ("plate", "青A·3K512", "青A3**12"),
        ("person", "姓名：马占海，13897112345", "马**"),
    ],
    ids=lambda value: value if isinstance(value, str) and value.isascii() and len(value) < 16 else "",
)
def test_stars_are_those_of_the_notices(look: Look, name: str, text: str, masked: str) -> None:
    assert masked in [found.masked for found in look(text)]


@pytest.mark.parametrize(
    "text",
    [
        "电话：0971-2212345、0971 2212345、（0971）2212345、09712212345转801",
        "热线12345，400-889-1234，4008891234，800 810 1234",
        "统一社会信用代码91630121MA7538QU2H、11630121015042345K、12632221H12345678X",
        "拨付13897112345元、13897112345.50元、1389711万元",
        "共计15000-200000元，13000—250000人",
        "1 1 0 0 2 1 0 0 0 1 2 0 1 0 3",
        "合计 15 15 13 13 15 1 138",
        "项目代码2020-632123-47-03-012345",
        "（2023）青0121行初138号、国办公开办函〔2021〕30号",
        "http://www.hexian.gov.cn/art/2023/1/5/art_13897112345.html",
        "第138 期 9711 份 2345 册",
        "二〇二三年一月一日，一三八号",
        "6212345678901234567",
        "630121198513152411",
        "护照科2023年办结12345678件",
    ],
)
def test_what_everybody_may_know_is_quiet(look: Look, text: str) -> None:
    assert look(text) == ()


def test_two_numbers_side_by_side_are_two(look: Look) -> None:
    found = look("13897112345\n13997112345 138 9711 2346 139 9711 2347，电话0971-2212345 138 9711 2348")
    masked = ["138****2345", "139****2345", "138****2346", "139****2347", "138****2348"]
    assert [each.masked for each in found] == masked


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("138\n9711\n2345", "138****2345"),
        ("630121\n19850315\n2411", "630121********2411"),
        ("630121\n790802\n003", "630121******003"),
        ("6228\n4804\n5216\n7830\n010", "***************0010"),
        ("139\n120\n13\n200", ""),
        ("130\n500\n200\n10", ""),
    ],
)
def test_one_piece_to_a_line(look: Look, text: str, masked: str) -> None:
    assert [found.masked for found in look(f"名单\n{text}\n以上。")] == ([masked] if masked else [])


def test_a_longer_number_holds_no_shorter_one(look: Look) -> None:
    assert look("流水号20231389711234500017") == ()


@pytest.mark.parametrize(
    ("digits", "right"), [("630121198503152411", True), ("630121198503152412", False), ("6", False)]
)
def test_check_digit(digits: str, right: bool) -> None:
    assert is_identity(digits) is right


@pytest.mark.parametrize(("digits", "right"), [("4111111111111111", True), ("4111111111111112", False), ("4x", False)])
def test_luhn(digits: str, right: bool) -> None:
    assert is_luhn(digits) is right


def test_time_grows_with_the_text_only(look: Look) -> None:
    for text in ("1 " * 40_000, "一" * 40_000, "a" * 40_000 + "@", "1-" * 40_000, "青A1" * 20_000, "@a." * 20_000):
        look(text)  # a finder that looked at it again and again would not come back


def test_every_sign_is_plain_alone_and_among_others() -> None:
    signs = [chr(code) for code in range(0x20000) if not 0xD800 <= code < 0xE000]
    alone = "".join(map(plain, signs))
    assert alone == plain("".join(signs))
    assert len(alone) == len(signs)
    assert plain("，：；？！（）０Ａ＠－・𝟎\u3000") == ",:;?!()0A@-·0 "
