"""The foot of a board of any measure: whole on the sheet, in as many rows as it takes, or the board is refused."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.errors import Trouble
from app.exports.fonts import FontBook
from app.exports.marks import Text
from app.exports.poster import board
from app.exports.poster.options import Footer
from app.exports.poster.size import LARGEST_MM, SMALLEST_MM
from tests.app.exports import poster_samples as samples
from tests.app.exports.test_board import LONG_NAME, assert_sound, squeezed

TALKATIVE = Footer(
    LONG_NAME,
    "2021年1月20日",
    "2021年1月20日起一年，期满后撤下，原件存党政办公室2019号柜",
    "0971-7654321转801，值班手机13800000000（工作日）",
)
FEET = {"usual": samples.options(100, 100).footer, "talkative": TALKATIVE, "silent": Footer()}


def words_of(plan: board.BoardPlan) -> str:
    """What stands on it, from the double rule of the foot on."""
    top = min(block.box.y for block in plan.blocks if block.kind == "foot")
    return squeezed("".join(mark.line.text for mark in plan.marks if isinstance(mark, Text) and mark.y > top))


@pytest.mark.parametrize("short", [False, True], ids=["whole", "short"])
@pytest.mark.parametrize("foot", ["usual", "talkative"])
@pytest.mark.parametrize("size", [(200, 2000), (300, 2000), (160, 1000), (130, 2000), (110, 1196)])
def test_the_foot_of_a_narrow_board_is_whole(fonts: FontBook, size: tuple[int, int], foot: str, short: bool) -> None:
    plan = board.plan(samples.town(), samples.options(*size, short=short, footer=FEET[foot]), fonts)
    assert_sound(plan)
    said = words_of(plan)
    footer = plan.options.footer
    for words in (footer.organ, footer.date, footer.period, footer.phone, plan.options.code):
        assert squeezed(words) in said
    for number in re.findall(r"[\d-]{4,}", footer.phone + footer.period):
        assert any(number in mark.line.text for mark in plan.marks if isinstance(mark, Text)), "a number is torn"


@settings(max_examples=40, deadline=None)
@given(
    st.floats(SMALLEST_MM, LARGEST_MM),
    st.floats(SMALLEST_MM, LARGEST_MM),
    st.sampled_from(list(FEET)),
    st.sampled_from(["柳湾乡", LONG_NAME]),
    st.booleans(),
    st.booleans(),
)
def test_no_mark_leaves_a_board_of_any_measure(
    fonts: FontBook, width: float, height: float, foot: str, organ: str, short: bool, has_qr: bool
) -> None:
    more: dict[str, object] = {} if has_qr else {"qr": ""}
    options = samples.options(width, height, short=short, footer=FEET[foot], **more)
    try:
        plan = board.plan(samples.town(organ), options, fonts)
    except Trouble as trouble:
        refused = trouble.what
    else:
        refused = ""
        assert_sound(plan)
    assert not refused or "放不下" in refused


def test_values_are_not_smaller_than_their_labels_on_a_narrow_board(fonts: FontBook) -> None:
    plan = board.plan(samples.town(), samples.options(160, 1000), fonts)
    sizes = {mark.line.text: mark.line.size for mark in plan.marks if isinstance(mark, Text)}
    assert sizes["0971-7654321"] >= 0.8 * sizes["监督电话"]
