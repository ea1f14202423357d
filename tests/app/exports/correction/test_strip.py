"""The strips of a 更正: everything on them, inside their frames, black on white, on as few sheets as may be."""

import re
from decimal import Decimal

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.document.correction import Correction, CorrectionRow
from app.domain.errors import Trouble
from app.exports.canvas import MM
from app.exports.correction import setting, strip
from app.exports.fonts import FontBook
from tests.app.exports import paper
from tests.app.exports.test_board import LONG_NAME
from tests.app.exports.test_tiles import rulers

FIGURE = CorrectionRow("第二部分　政府集中采购　采购总金额", "605.06", "606.05", "万元")
WORDS = CorrectionRow("第一部分　（一）主动公开", "……全年公开3816条，……", "……全年公开3861条，" * 4, is_text=True)


def correction(*rows: CorrectionRow, organ: str = "柳湾乡人民政府", title: str = "") -> Correction:
    name = title or "柳湾乡2020年政府信息公开工作年度报告"
    sentence = f"本公开栏张贴的{name}，有{len(rows)}处更正如下。"
    return Correction(name, "2021年12月23日", sentence, rows, "其余内容不变。", organ, "4HT8 WN2C", "7K3M 9QXD")


def texts(pdf: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(pdf)
    found = ["".join(page.get_textpage().get_text_range().split()) for page in document]
    document.close()
    return found


def squeezed(text: str) -> str:
    return "".join(text.split())


def assert_inside(pdf: bytes) -> None:
    """No text leaves its page or overlaps the dashed frame."""
    document = pypdfium2.PdfDocument(pdf)
    for page in document:
        width, height = page.get_size()
        assert (width, height) == pytest.approx((297 * MM, 210 * MM), abs=0.01)
        for item in page.get_objects():
            if item.type == pypdfium2.raw.FPDF_PAGEOBJ_TEXT:
                left, bottom, right, top = item.get_bounds()
                assert left > 8.5 * MM
                assert right < 288.5 * MM
                assert bottom > 5 * MM
                assert top < height - 5 * MM
    document.close()


def test_two_strips_that_say_the_same(fonts: FontBook) -> None:
    (said,) = texts(strip.render(correction(FIGURE), fonts))
    for words in (
        "更正",
        "2021年",
        "12月23日",
        "采购总金额",
        "605.06",
        "606.05",
        "其余内容不变。",
        "4HT8WN2C改为7K3M9QXD",
    ):
        assert said.count(words) >= 2
    assert "一条备用" in said
    assert said.count("100毫米") == 1


@pytest.mark.parametrize("organ", ["柳湾乡人民政府", LONG_NAME, "𬱖㛃䶮乡人民政府"])
@pytest.mark.parametrize(
    "rows",
    [(FIGURE,), (FIGURE,) * 4, (WORDS,), (WORDS, FIGURE), (WORDS,) * 5, (FIGURE,) * 9, (FIGURE, WORDS) * 20],
    ids=["one", "four", "text", "both", "five texts", "nine", "forty"],
)
def test_every_row_is_there_once_a_strip(fonts: FontBook, rows: tuple[CorrectionRow, ...], organ: str) -> None:
    said = correction(*rows, organ=organ, title=f"{organ}2020年政府信息公开工作年度报告")
    pdf = strip.render(said, fonts)
    assert_inside(pdf)
    pages = texts(pdf)
    strips = 2 if "一条备用" in pages[0] else 1
    whole = "".join(pages)
    figures = [row for row in rows if not row.is_text]
    assert whole.count("606.05") == strips * len(figures)
    assert all(squeezed(row.new) in whole for row in rows)
    if len(pages) > 1:
        assert all(f"共{len(pages)}张第{at}张" in page for at, page in enumerate(pages, start=1))
    assert all(squeezed(organ) in page for page in pages)


def test_a_few_rows_go_on_two_strips_and_many_on_several_sheets(fonts: FontBook) -> None:
    def sheets(count: int) -> tuple[int, bool]:
        pages = texts(strip.render(correction(*(FIGURE,) * count), fonts))
        return len(pages), "一条备用" in pages[0]

    assert sheets(1) == sheets(3) == (1, True)
    assert sheets(6) == (1, False)
    assert sheets(30)[0] > 2


def fullness(said: Correction, fonts: FontBook) -> list[float]:
    """How much of its room each sheet fills."""
    setter = setting.Setter(said, fonts)
    strips, high = setting.deal(said, setter)
    return [each.height / setter.room(high) for each in strips]


CHANGES = (
    WORDS,
    FIGURE,
    CorrectionRow("第一部分　（二）依申请公开", "共收到3件申请。", "共收到5件申请。", is_text=True),
)


@pytest.mark.parametrize("count", range(1, 12))
def test_what_changed_is_read_from_where_the_poster_is(fonts: FontBook, count: int) -> None:
    """Never smaller than its place, whatever there is; and on one sheet from a metre and a half."""
    said = correction(*(CHANGES[at % 3] for at in range(count)))
    strips, _ = setting.deal(said, setting.Setter(said, fonts))
    for row in (row for each in strips for row in each.rows):
        place, *both = ([line.size for line in cell.lines] for cell in row.cells)
        assert min(map(min, both)) >= max(place)
        assert min(map(min, both)) >= (22.5 if len(strips) == 1 else 16)


@pytest.mark.parametrize("kind", [FIGURE, WORDS])
def test_several_sheets_are_filled_alike(fonts: FontBook, kind: CorrectionRow) -> None:
    seen = set()
    for count in range(8, 26):
        full = fullness(correction(*(kind,) * count), fonts)
        seen.add(len(full))
        # Rows that are all alike can be dealt to within one of them.
        assert max(full) - min(full) <= 0.3
    assert {2, 3} <= seen


def test_what_was_changed_begins_the_second_line(fonts: FontBook) -> None:
    pages = paper.read(strip.render(correction(FIGURE), fonts))
    lines = {words for page in pages for _, words in paper.lines(page)}
    assert any("有1处更正如下。" in words and "报告" not in words for words in lines), lines


def test_it_is_black_on_white(fonts: FontBook) -> None:
    document = pypdfium2.PdfDocument(strip.render(correction(FIGURE, WORDS), fonts))
    picture = document[0].render(scale=1.0).to_pil().convert("RGB")
    document.close()
    assert all(red == green == blue for _, (red, green, blue) in picture.getcolors(1 << 20) or [])


def test_each_strip_of_a_draft_says_so(fonts: FontBook) -> None:
    assert texts(strip.render(correction(FIGURE), fonts, watermark="草稿 不得张贴"))[0].count("草稿不得张贴") == 2
    pages = texts(strip.render(correction(*(FIGURE,) * 30), fonts, watermark="草稿 不得张贴"))
    assert [page.count("草稿不得张贴") for page in pages] == [1] * len(pages)
    with pytest.raises(Trouble, match="𰻝"):
        strip.render(correction(FIGURE), fonts, watermark="𰻝")


def test_the_ruler_is_100_mm(fonts: FontBook) -> None:
    document = pypdfium2.PdfDocument(strip.render(correction(FIGURE), fonts))
    assert rulers(document[0]) == [pytest.approx(100.0, abs=0.01)]
    document.close()


def test_same_correction_same_bytes_and_only_the_facts_that_may_be_told(fonts: FontBook) -> None:
    pdf = strip.render(correction(FIGURE), fonts)
    assert pdf == strip.render(correction(FIGURE), fonts)
    document = pypdfium2.PdfDocument(pdf)
    facts = {key: value for key, value in document.get_metadata_dict().items() if value}
    document.close()
    assert set(facts) <= {"Title", "Author", "Producer"}
    assert not re.search(rb"/(JavaScript|URI|Launch)", pdf)


def test_a_character_without_a_glyph_is_named(fonts: FontBook) -> None:
    strange = CorrectionRow("第一部分", "𰻝面", "面", is_text=True)
    with pytest.raises(Trouble, match="𰻝"):
        strip.render(correction(strange), fonts)


def test_large_figures_stay_in_their_cells(fonts: FontBook) -> None:
    huge = CorrectionRow("第二部分　采购总金额", str(Decimal("123456789012.3456")), "123456789012.3457", "万元")
    pdf = strip.render(correction(huge), fonts)
    assert_inside(pdf)


PARAGRAPH = (
    "（三）监督保障。"
    + "".join(f"第{number}条贴出去的信息都有人核对，迟贴漏贴当天改正，" for number in range(40))
    + "。"
)


def assert_whole(pdf: bytes, said: Correction, fonts: FontBook) -> None:
    """Every sign of old and new is on the sheets, in its order, and nothing runs into the foot."""
    assert_inside(pdf)
    setter = setting.Setter(said, fonts)
    strips, high = setting.deal(said, setter)
    cells: list[list[str]] = [[], []]
    for each, page in zip(strips, texts(pdf), strict=True):
        assert each.height <= setter.room(high)
        for row in each.rows:
            assert all(squeezed(line.text) in page for cell in row.cells for line in cell.lines)
            for words, cell in zip(cells, row.cells[1:], strict=True):
                words.extend(line.text for line in cell.lines)
    assert squeezed("".join(cells[0])) == squeezed("".join(row.old for row in said.rows))
    assert squeezed("".join(cells[1])) == squeezed("".join(row.new for row in said.rows))


@pytest.mark.parametrize(
    "rows",
    [
        (CorrectionRow("第一部分　（三）监督保障", "（原来没有）", PARAGRAPH, is_text=True),),
        (CorrectionRow("第一部分　（三）监督保障", PARAGRAPH * 2, "（删去）", is_text=True),),
        (WORDS, CorrectionRow("第一部分", PARAGRAPH, PARAGRAPH[::-1], is_text=True), WORDS),
        (FIGURE, CorrectionRow("第一部分", PARAGRAPH, PARAGRAPH[::-1] * 2, is_text=True), FIGURE),
    ],
    ids=["new", "gone", "among others", "with figures"],
)
def test_long_words_go_whole_over_several_sheets(fonts: FontBook, rows: tuple[CorrectionRow, ...]) -> None:
    said = correction(*rows)
    pdf = strip.render(said, fonts)
    assert_whole(pdf, said, fonts)
    pages = texts(pdf)
    marks = [("（接上张）" in page, "（转下张）" in page) for page in pages]
    goes_on = [mark for mark in marks if any(mark)]
    last = len(pages)
    assert [page.count("其余内容不变。") for page in pages] == [0] * (last - 1) + [1]
    assert all(f"未完，见第{at}张。" in page for at, page in enumerate(pages[:-1], start=2))
    assert goes_on == [(False, True), *[(True, True)] * (len(goes_on) - 2), (True, False)]


@given(st.lists(st.tuples(st.integers(0, 900), st.integers(1, 900), st.booleans()), min_size=1, max_size=12))
@settings(max_examples=20)
def test_every_sign_is_on_the_sheets(fonts: FontBook, sizes: list[tuple[int, int, bool]]) -> None:
    def row(old: int, new: int, is_text: bool) -> CorrectionRow:
        if not is_text:
            return CorrectionRow("第二部分　采购总金额", str(old), str(new), "万元")
        return CorrectionRow("第一部分　（一）主动公开", (PARAGRAPH * 2)[:old], (PARAGRAPH * 2)[-new:], is_text=True)

    said = correction(*(row(*each) for each in sizes))
    try:
        pdf = strip.render(said, fonts)
    except Trouble:
        assert sum(old + new for old, new, _ in sizes) > 4000
    else:
        assert_whole(pdf, said, fonts)


def test_what_fills_too_many_sheets_is_refused_and_what_fills_some_is_told(fonts: FontBook) -> None:
    def sheets(count: int) -> list[str]:
        return texts(strip.render(correction(*(FIGURE,) * count), fonts))

    few = next(count for count in range(10, 40) if len(sheets(count)) == setting.MANY)
    assert "建议换整张" not in "".join(sheets(few - 1))
    assert all("改动较多，建议换整张" in page for page in sheets(few))
    for rows in ((FIGURE,) * 218, (CorrectionRow("第一部分", "旧" * 8000, "新" * 8000, is_text=True),)):
        with pytest.raises(Trouble, match="改动太多") as refused:
            strip.render(correction(*rows), fonts)
        assert "换整张" in str(refused.value.next_step)


def test_names_without_end_stay_in_their_column(fonts: FontBook) -> None:
    names = "　".join(["第三部分", "甲" * 200, "乙" * 200])
    for row in (CorrectionRow(names, "1", "2", "件"), CorrectionRow(names, PARAGRAPH, "新", is_text=True)):
        pdf = strip.render(correction(row), fonts)
        assert_inside(pdf)
        assert "".join(texts(pdf)).count("乙") >= 200
