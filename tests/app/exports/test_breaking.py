"""Lines of Chinese: what may begin and end them, how they are squeezed and spread."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.exports.fonts import FontBook
from app.exports.typeset import Line, Run, break_lines, figure, one_line

BODY = "fangsong_body"
EM = 16.0
FORBIDDEN_START = set("，。、；：）》〉】〕」』”’！？…—～·％%℃)]},.;:!?")
FORBIDDEN_END = set("（《〈【〔「『“‘([{")

CHINESE = "政府信息公开工作年度报告按照条例和规定编制本年月日件条项个号万元第"
MARKS = "，。、；：（）《》〈〉【】〔〕「」『』“”‘’！？…—～·％"
LATIN = "0123456789abcXYZ-./:%()<>&;=\"'_"
RARE = "𬱖㛃䶮堉瑀喆①"
FEEDS = "\n\r\t \u3000\u200b"
MARKUP = ["<b>", "</para>", "&amp;", "<br/>", "%s", "{organ}", "\\n", "<font color=red>"]

texts = st.lists(
    st.one_of(
        st.text(alphabet=CHINESE, max_size=30),
        st.text(alphabet=CHINESE + MARKS, max_size=20),
        st.text(alphabet=MARKS, max_size=6),
        st.text(alphabet=LATIN, max_size=12),
        st.text(alphabet=RARE + FEEDS, max_size=3),
        st.sampled_from(MARKUP),
    ),
    max_size=12,
).map("".join)


def set_lines(fonts: FontBook, text: str, ems: float = 28.0, **options: float) -> list[Line]:
    return break_lines(fonts, [Run(text, BODY)], EM, ems * EM, **options)  # type: ignore[arg-type]


def shown(fonts: FontBook, text: str, ems: float = 28.0) -> list[str]:
    return [line.text for line in set_lines(fonts, text, ems)]


@given(text=texts, ems=st.sampled_from([1.0, 2.0, 3.5, 7.0, 13.9, 14.0, 28.0]), indent=st.sampled_from([0.0, 2 * EM]))
def test_lines_hold_the_text_and_keep_the_width(fonts: FontBook, text: str, ems: float, indent: float) -> None:
    lines = set_lines(fonts, text, ems, first_indent=indent)
    assert "".join(line.text for line in lines) == text
    assert all(line.width <= ems * EM + 0.01 for line in lines)
    drawn = "".join(segment.text for line in lines for segment in line.segments)
    assert "".join(drawn.split()) == "".join(text.replace("\u200b", "").split())


def offences(lines: list[Line]) -> list[tuple[str, str]]:
    """Pairs of lines parted where no line may end. Blanks hang over the end; a typed line feed ends any line."""
    return [
        (line.text, below.text)
        for line, below in itertools.pairwise(lines)
        if not line.last and line.text.strip() and below.text.strip() and not may_end(line.text, below.text)
    ]


def may_end(before: str, after: str) -> bool:
    """Whether a line may end between the two: said here once more, so that the code under test is not its own judge."""
    if after[0].isspace():
        return False
    return before.rstrip()[-1] not in FORBIDDEN_END and after[0] not in FORBIDDEN_START


def has_better_end(line: str, after: str) -> bool:
    """Whether a line could have ended earlier without cutting a Latin word, a number, a mark or a pair of dashes."""
    text = line + after
    return any(
        may_end(text[:at], text[at:])
        and not (text[at - 1].isascii() and text[at].isascii() and not text[at - 1].isspace())
        and not (text[at - 1].isdigit() and text[at].isdigit())
        for at in range(1, len(line))
        if text[:at].strip()
    )


@given(text=texts, ems=st.sampled_from([2.0, 3.5, 7.0, 14.0, 28.0]))
def test_no_line_begins_or_ends_with_a_forbidden_mark(fonts: FontBook, text: str, ems: float) -> None:
    """Even of nonsense: only a line of nothing but marks and one word has no better place to end."""
    for line, below in offences(set_lines(fonts, text, ems)):
        shown_line, shown_below = (part.replace("\u200b", "") for part in (line, below))
        assert shown_line.strip() == "" or not has_better_end(shown_line, shown_below), (line, below)


phrases = st.text(alphabet=CHINESE, min_size=2, max_size=9)
figures = st.sampled_from(["12件", "606.05万元", "2021年1月15日", "3%", "〔2021〕30号", "0971-1234567"])
clauses = st.one_of(
    phrases,
    st.tuples(phrases, figures, phrases).map("".join),
    st.tuples(phrases, st.sampled_from(["（{}）", "“{}”", "《{}》", "“《{}》”"]), phrases).map(
        lambda t: t[0] + t[1].format(t[2])
    ),
)
sentences = st.lists(st.tuples(clauses, st.sampled_from("，。；：、！？")).map("".join), min_size=3, max_size=20).map(
    "".join
)


@settings(max_examples=200)
@given(text=sentences, ems=st.sampled_from([8.0, 14.0, 28.0]), indent=st.sampled_from([0.0, 2 * EM]))
def test_sentences_are_broken_without_any_offence(fonts: FontBook, text: str, ems: float, indent: float) -> None:
    assert offences(set_lines(fonts, text, ems, first_indent=indent)) == []


@given(text=st.text(alphabet=CHINESE, min_size=30, max_size=200))
def test_last_line_never_holds_one_character(fonts: FontBook, text: str) -> None:
    assert len(set_lines(fonts, text + "。")[-1].text) != 2


@given(text=st.text(alphabet=CHINESE + MARKS, min_size=60, max_size=200))
def test_full_lines_reach_the_edge(fonts: FontBook, text: str) -> None:
    for line in set_lines(fonts, text):
        if not line.last and line.width < 28 * EM - 0.01:
            gaps = len(line.text.rstrip()) - 1
            assert (28 * EM - line.width) / EM / gaps > 0.4, "only a line that would be torn apart stays ragged"


@pytest.mark.parametrize(
    ("width", "lines"),
    [
        (5.0, ["政府信息公", "开，报告"]),
        (5.5, ["政府信息公，", "报告书"]),  # the comma hangs in half its width
        (5.4, ["政府信息", "公，报告书"]),  # but never less than half
        (6.7, ["政府，信息公，", "报告书"]),  # and the inner comma gives a quarter
        (5.0, ["政府信息", "（公开）", "报告"]),  # no opener at the end; the lone 告 borrows 报
        (5.0, ["政府信", "息——公开", "报告"]),
        (5.0, ["政府信", "息……公开", "报告"]),
        (5.0, ["政府信息", "‘ 公开’"]),  # nor an opener with blanks behind it
        (7.0, ["电话", "0971-1234567。"]),
        (6.6, ["政府信息", "公开……"]),  # marks are no company: 开 would fit above, its …… would not
        (6.0, ["政府信息公", "开“报”"]),
        (7.0, ["于2021年1月", "15日印发"]),  # 15 would fit, but 日 belongs to it
    ],
)
def test_examples(fonts: FontBook, width: float, lines: list[str]) -> None:
    assert shown(fonts, "".join(lines), width) == lines


@pytest.mark.parametrize(
    ("width", "lines"),
    [
        (13.0, ["其中自然人922，", "法律服务机构8897，", "商业企业8）"]),
        (13.0, ["法人或其他组织", "（商业企业8841，", "科研机构358）"]),  # brackets around a list
        (14.0, ["第二十条第（八）项：", "收费金额（单位：万元）"]),  # behind the colon sooner than in the brackets
        (9.0, ["没有现成信息需要另", "行制作的那一种"]),  # wider than a line
    ],
)
def test_phrases_are_parted_between_marks(fonts: FontBook, width: float, lines: list[str]) -> None:
    found = break_lines(fonts, [Run("".join(lines), BODY)], EM, width * EM, justify=False, phrases=True)
    assert [line.text for line in found] == lines


@given(text=texts, ems=st.sampled_from([2.0, 7.0, 14.0]))
def test_phrases_lose_nothing_and_keep_the_width(fonts: FontBook, text: str, ems: float) -> None:
    lines = break_lines(fonts, [Run(text, BODY)], EM, ems * EM, justify=False, phrases=True)
    assert "".join(line.text for line in lines) == text
    assert all(line.width <= ems * EM + 0.01 for line in lines)


def test_number_keeps_its_unit_where_that_is_cheap(fonts: FontBook) -> None:
    assert shown(fonts, "全年共收到各类申请12件次", 10.0) == ["全年共收到各类申请", "12件次"]


def test_a_word_wider_than_the_line_breaks_anywhere(fonts: FontBook) -> None:
    address = "https://www.example.gov.cn/xxgk/" + "a" * 60
    lines = set_lines(fonts, "网址" + address, 10.0)
    assert lines[0].text.startswith("网址http")
    assert len(lines) < 8


def test_adjacent_marks_share_one_blank(fonts: FontBook) -> None:
    assert one_line(fonts, [Run("《条例》（令）", BODY)], EM).width == pytest.approx(6.5 * EM)
    assert one_line(fonts, [Run("（）", BODY)], EM).width == pytest.approx(2 * EM)


def test_body_stands_on_the_grid_of_28(fonts: FontBook) -> None:
    pitch = 156 * 72 / 25.4 / 28
    text = "本机关2020年主动公开政府信息10条，均在公开栏张贴公开" * 2
    line = break_lines(fonts, [Run(text, BODY)], EM, 28 * pitch, pitch=pitch)[0]
    places = [round(segment.x / pitch * 2, 3) for segment in line.segments]
    assert places == [round(place) for place in places], "every face begins on a half cell"
    assert line.segments[1].text == "2020"


def test_figures_line_up_whatever_their_digits(fonts: FontBook) -> None:
    widths = {figure(fonts, text, "songti_table", 10.5).width for text in ("111", "168", "000")}
    assert len(widths) == 1


def test_narrow_columns_stay_ragged(fonts: FontBook) -> None:
    lines = set_lines(fonts, "政府信息公开abcdef工作年度报告", 8.0)
    assert lines[0].width == pytest.approx(6 * EM)
