"""The checks slip as it prints: everything on it, nothing torn apart, the signatures on the last page."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.document.slip import SlipDocument, SlipGroup, SlipLine
from app.exports import slip
from app.exports.fonts import FontBook
from tests.app.exports import paper

MM = 72 / 25.4


def document(*lines: SlipLine, waits: tuple[str, ...] = (), organ: str = "某乡人民政府") -> SlipDocument:
    return SlipDocument(
        organ=organ,
        title="2022年政府信息公开工作年度报告",
        name="校核单",
        facts=("校核日期：2023年1月10日", "共 59 条规则，全部执行。"),
        groups=(SlipGroup("必须改正", ()), SlipGroup("请说明", lines, "没有要说明的。")),
        waits=waits,
        signers=("校对", "审核", "审定"),
    )


def words(data: bytes) -> list[str]:
    """The text of each page, blanks left out, page numbers too."""
    return ["".join("".join(text.split()) for _, _, text in page) for page in paper.pieces(data)]


def test_everything_is_on_it(fonts: FontBook) -> None:
    line = SlipLine(1, "上年 5 件，今年 6 件，相差 1。", "二 主动公开", "已说明：期满失效。（王，1月10日 10:21）")
    (page,) = words(slip.render(document(line, waits=("没有上年的报告，5 条没法执行：结转。",)), fonts))
    for part in ("某乡人民政府", "校核单", "校核日期：2023年1月10日", "1.上年5件", "二主动公开", "已说明：期满失效。"):
        assert part in page
    for part in ("没有上年的报告", "校对：", "审核：", "审定：", "第1页，共1页", "没有。"):
        assert part in page
    assert "没有要说明的" not in page


def test_the_same_slip_gives_the_same_bytes(fonts: FontBook) -> None:
    assert slip.render(document(), fonts) == slip.render(document(), fonts)


def test_nothing_is_said_of_a_group_without_findings(fonts: FontBook) -> None:
    (page,) = words(slip.render(document(), fonts))
    assert "没有要说明的。" in page


@pytest.mark.parametrize("many", [1, 14, 15, 16, 17, 18, 40])
def test_signatures_stand_on_the_last_page_with_something_above(fonts: FontBook, many: int) -> None:
    lines = [SlipLine(n, f"第{n}处的话。", "在这里", "说明") for n in range(1, many + 1)]
    pages = words(slip.render(document(*lines), fonts))
    assert [("审定：" in page) for page in pages] == [False] * (len(pages) - 1) + [True]
    assert f"第{many}处的话" in pages[-1]


def test_a_finding_is_never_torn_apart(fonts: FontBook) -> None:
    lines = [SlipLine(n, f"头{n}。" + "话" * 60, f"处{n}。", f"尾{n}。") for n in range(1, 30)]
    pages = words(slip.render(document(*lines), fonts))
    assert len(pages) > 1
    for page in pages:
        for n in range(1, 30):
            assert (f"头{n}。" in page) == (f"尾{n}。" in page)


def test_nothing_runs_over_the_margins(fonts: FontBook) -> None:
    lines = [SlipLine(1, "很长的一句话" * 40, "很长的地方" * 30, "很长的说明" * 50)]
    for page in paper.read(slip.render(document(*lines, organ="很长的机关名称" * 12), fonts)):
        for char in page:
            assert slip.LEFT - 1 <= char.x <= slip.LEFT + slip.WIDTH + 1
            assert char.y >= slip.BOTTOM - 9 * MM - 1


@settings(max_examples=30)
@given(text=st.text(max_size=120))
def test_any_words_are_printed(fonts: FontBook, text: str) -> None:
    data = slip.render(document(SlipLine(1, f"“{text}”看一下。", text, text), waits=(text,)), fonts)
    assert data.startswith(b"%PDF")


def test_a_sign_that_no_face_has_is_a_box(fonts: FontBook) -> None:
    (page,) = words(slip.render(document(SlipLine(1, "写着\U0001f600的一句。")), fonts))
    assert "写着□的一句。" in page


def test_it_keeps_on_one_sheet_where_closer_lines_achieve_that(fonts: FontBook) -> None:
    many = next(n for n in range(1, 30) if len(slip._pages(list(slip._rows(findings(n), slip._Type(fonts))))) == 2)
    assert len(words(slip.render(findings(many), fonts))) == 1


def test_closer_lines_save_a_later_sheet_too(fonts: FontBook) -> None:
    def at_ease(many: int) -> int:
        return len(slip._pages(list(slip._rows(findings(many), slip._Type(fonts)))))

    many = next(n for n in range(30, 90) if at_ease(n) == 3)
    assert len(words(slip.render(findings(many), fonts))) == 2
    assert len(words(slip.render(findings(many - 1), fonts))) == 2


@pytest.mark.parametrize("many", range(30, 70, 3))
def test_the_signatures_never_stand_alone_with_a_line(fonts: FontBook, many: int) -> None:
    pages = words(slip.render(findings(many), fonts))
    assert len(pages) > 1
    last = pages[-1]
    assert sum(f"第{n}处的话" in last for n in range(1, many + 1)) >= slip._LEAST
    assert "审定：" in last


def findings(many: int) -> SlipDocument:
    return document(*(SlipLine(n, f"第{n}处的话。") for n in range(1, many + 1)))
