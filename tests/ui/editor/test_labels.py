"""Line breaks of official labels; every character counts as 15 px."""

from hypothesis import given
from hypothesis import strategies as st

from ui.editor.table import labels


def em(text: str) -> float:
    return 15.0 * len(text)


def test_a_label_that_fits_stays_whole() -> None:
    assert labels.wrap("一、本年新收政府信息公开申请数量", 300, em) == ["一、本年新收政府信息公开申请数量"]


def test_a_bracket_begins_the_second_line() -> None:
    text = "（二）部分公开（区分处理的，只计这一情形，不计其他情形）"
    assert labels.wrap(text, 356, em) == ["（二）部分公开", "（区分处理的，只计这一情形，不计其他情形）"]


def test_a_colon_ends_the_first_line_of_a_corner() -> None:
    text = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
    assert labels.wrap(text, 400, em) == ["（本列数据的勾稽关系为：", "第一项加第二项之和，等于第三项加第四项之和）"]


def test_group_labels_stand_in_balanced_lines() -> None:
    assert labels.stack("三、本年度办理结果", 46, em) == ["三、", "本年度", "办理", "结果"]
    assert labels.stack("（三）不予公开", 72, em) == ["（三）", "不予公开"]


@given(st.text("一二三、（）：，。甲乙丙丁戊己", min_size=1, max_size=40), st.integers(16, 400))
def test_nothing_is_lost(text: str, room: int) -> None:
    for broken in (labels.wrap(text, room, em), labels.stack(text, room, em)):
        assert "".join(broken) == text
        assert all(broken)


def test_no_line_begins_with_a_mark() -> None:
    text = "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请"
    for room in range(60, 500, 5):
        lines = labels.wrap(text, room, em)
        assert not any(line[0] in "、，。）" for line in lines[1:])
