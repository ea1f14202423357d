"""What the design wants checked of everything that is printed, point by point, where the writers' own tests leave gaps.

The points, and where else they stand:
1 lines begin and end rightly (here; test_report_pdf, test_board), 2 the grid of 22 lines (test_report_pdf),
3 table three whole on one page (test_report_pdf; here for Word), 4 equal bars (test_page, test_long),
5 from nought (test_page; here for the long image), 6 reading distance (test_board; here for every board),
7 codes read back (test_board_pages, test_page, test_long; here from tiles), 8 rulers of 100 mm (test_tiles and
test_strip), 9 sheets put together (test_tiles), 10 black alone (test_board_pages, test_page; here for the rest),
11 text in reading order (test_report_pdf, test_matrix; here above U+FFFF), 12 same bytes (every writer; here all).
"""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pypdfium2
import pytest
import zxingcpp
from PIL import Image, ImageChops

from app.document.blocks import Paragraph
from app.document.story import Reasons, Story, Years
from app.exports import slip
from app.exports.canvas import MM
from app.exports.correction import strip
from app.exports.excel import workbook
from app.exports.fonts import FontBook
from app.exports.large import pdf as large
from app.exports.long import cases, image
from app.exports.marks import Area, Sheet, Text
from app.exports.measuring import Box, Type
from app.exports.picture import page as picture
from app.exports.plain import file as plain_file
from app.exports.poster import board
from app.exports.poster.advice import POINTS_PER_METRE, near
from app.exports.report import pdf as report
from app.exports.report.options import ReportOptions
from app.exports.tiling import tiles, trial
from app.exports.web import page as web
from app.exports.word import docx
from tests.app.exports import approved, paper, poster_samples, samples, test_slip
from tests.app.exports.correction.test_strip import FIGURE, WORDS, correction
from tests.app.exports.inspection import drawn
from tests.app.exports.picture import stories
from tests.app.exports.test_board import SIZES
from tests.app.exports.test_report_pdf import FORBIDDEN_END, FORBIDDEN_START, expected
from tests.app.exports.word import reading

DOTS = 4  # to a millimetre of a poster
STORIES: dict[str, Callable[[], Story]] = {"town": stories.town, "county": stories.county, "nothing": stories.nothing}
SENTENCE = "（一）主动公开。围绕村“两委”换届、低保救助，把群众关心的事按时张贴——写清写全；全年86条（其中惠民31条）……"


# 1


def test_1_no_line_of_the_large_print_begins_or_ends_wrongly_or_is_one_character(fonts: FontBook) -> None:
    for more in range(0, 42, 3):
        text = SENTENCE * 3 + "政府信息公开工作" * 3 + "公" * more + "。"
        pages = paper.read(large.render(samples.document(2023, passages=(text, text, text)), fonts))
        found = [line for page in pages for _, line in paper.lines(page)]
        assert [line for line in found if line[0] in FORBIDDEN_START and line != "…"] == []
        assert [line for line in found if line[-1] in FORBIDDEN_END] == []
        assert [line for line in found if line.endswith("。") and len(line.rstrip("。")) < 2] == []


@pytest.mark.parametrize("name", STORIES)
def test_1_no_line_of_a_picture_begins_or_ends_wrongly(fonts: FontBook, name: str) -> None:
    plan = picture.plan(STORIES[name](), fonts)
    lines = [mark.line.text.strip() for mark in plan.marks if isinstance(mark, Text) and mark.line.text.strip()]
    pages = paper.read(image.sheets(STORIES[name](), fonts)[0])
    lines += [line for page in pages for _, line in paper.lines(page)]
    assert [line for line in lines if len(line) > 1 and line[0] in FORBIDDEN_START] == []
    assert [line for line in lines if len(line) > 1 and line[-1] in FORBIDDEN_END] == []


@pytest.mark.parametrize("more", range(0, 30, 2))
def test_1_no_paragraph_of_a_board_ends_in_a_line_of_one_character(fonts: FontBook, more: int) -> None:
    text = "政府信息公开工作" * 8 + "公" * more + "。"
    form = samples.catalogue().governing(2020)
    document = poster_samples.town(**poster_samples.texts(form, text, text, text))
    plan = board.plan(document, poster_samples.options(594, 841), fonts)
    lines = [mark.line.text for mark in plan.marks if isinstance(mark, Text)]
    ends = [line for line in lines if line.endswith("。") and set(line) <= set(text)]
    assert len(ends) == 3
    assert [line for line in ends if len(line.rstrip("。")) < 2] == []


# 3


@pytest.mark.parametrize("year", [2020, 2023])
def test_3_table_three_of_word_begins_a_page_and_its_rows_hold_together(year: int) -> None:
    form = samples.catalogue().governing(year)
    document = samples.document(year, samples.full(form, 6), samples.LONG_ORGAN)
    said = reading.described(docx.render(document))
    assert re.search(r"^\[\^\w+\] 三、", said, re.MULTILINE)


# 5


def test_5_bars_and_columns_of_the_long_image_start_at_nought(fonts: FontBook) -> None:
    story = stories.county()
    reasons = next(each for each in story.blocks if isinstance(each, Reasons))
    bars = sorted(areas(fonts, cases.reasons, reasons), key=lambda area: area.y)
    values = [bar.value for _, _, group in reasons.groups for bar in group]
    assert len({round(bar.x, 3) for bar in bars}) == 1
    shares = [value / values[0] for value in values]
    assert [bar.width / bars[0].width for bar in bars] == pytest.approx(shares, rel=0.01)
    years = next(each for each in story.blocks if isinstance(each, Years))
    columns = sorted(areas(fonts, cases.years, years), key=lambda area: area.x)
    known = [value for _, value in years.columns if value]
    assert len({round(each.y + each.height, 3) for each in columns}) == 1
    shares = [value / known[0] for value in known]
    assert [each.height / columns[0].height for each in columns] == pytest.approx(shares, rel=0.01)


def areas(fonts: FontBook, draw: Callable[[Sheet, Any, Box], float], block: object) -> list[Area]:
    """What is drawn solid, but for the mark beside the title of a card."""
    sheet = Sheet(Type(fonts))
    draw(sheet, block, Box(8.0, 0.0, 92.0, 0.0))
    return [mark for mark in sheet.marks if isinstance(mark, Area) and mark.x > 8.0]


# 6


@pytest.mark.parametrize("short", [False, True], ids=["full", "short"])
@pytest.mark.parametrize("size", [*SIZES, (297, 210), (594, 420), (500, 1900), (1189, 1682)])
def test_6_every_board_reads_from_where_people_stand_or_says_from_how_near(
    fonts: FontBook, size: tuple[int, int], short: bool
) -> None:
    options = poster_samples.options(*size, short=short)
    plan = board.plan(poster_samples.town(), options, fonts)
    sizes = [mark.line.size for mark in plan.marks if isinstance(mark, Text)]
    assert min(sizes) == pytest.approx(plan.smallest_pt)
    for distance in (0.6, 1.0, 1.5, 2.5):
        warnings = board.plan(poster_samples.town(), replace(options, distance_m=distance), fonts).warnings
        if min(sizes) < POINTS_PER_METRE * distance:
            assert warnings[0].startswith("最小的字（")
            assert f"{distance:g} 米外看不清" in warnings[0]
            assert warnings[0].endswith(f"{near(plan.smallest_pt, distance)}看")
        else:
            assert not warnings


# 7


def test_7_the_code_is_read_back_from_the_sheets_put_together(fonts: FontBook) -> None:
    plan = board.plan(poster_samples.town(), poster_samples.options(420, 594), fonts)
    layout = tiles.sheets(plan, "A4")
    document = pypdfium2.PdfDocument(tiles.render(plan, "A4"))
    whole = Image.new("L", (420 * DOTS, 594 * DOTS), 255)
    for tile in layout.tiles:
        piece = gray_at(document[tile.number - 1], tile.page, layout.sheet_height)
        size = round(tile.part.width * DOTS), round(tile.part.height * DOTS)
        whole.paste(piece.resize(size), (round(tile.part.x * DOTS), round(tile.part.y * DOTS)))
    document.close()
    assert [each.text for each in zxingcpp.read_barcodes(whole)] == [plan.options.qr]


def gray_at(page: pypdfium2.PdfPage, box: Box, sheet: float) -> Image.Image:
    """A part of a sheet, in mm from its upper left corner."""
    page.set_cropbox(box.x * MM, (sheet - box.bottom) * MM, box.right * MM, (sheet - box.y) * MM)
    found: Image.Image = page.render(scale=DOTS / MM, grayscale=True).to_pil().convert("L")
    return found


# 10


BLACK: dict[str, Callable[[FontBook], bytes]] = {
    "report": lambda fonts: report.render(samples.document(2020), fonts, ReportOptions(cover=True, sign_block=True)),
    "large print": lambda fonts: large.render(poster_samples.county(), fonts),
    "correction": lambda fonts: strip.render(correction(FIGURE, WORDS), fonts),
    "test print": lambda fonts: trial.render(fonts, "A4"),
    "slip": lambda fonts: slip.render(test_slip.document(), fonts),
    "picture": lambda fonts: picture.render(stories.county(), fonts, colour=False),
}


@pytest.mark.parametrize("name", BLACK)
def test_10_black_and_white_paper_has_no_colour(fonts: FontBook, name: str) -> None:
    for shot in approved.pictures(BLACK[name](fonts), 600):
        red, green, blue = shot.convert("RGB").split()
        for other in (green, blue):
            assert max(ImageChops.difference(red, other).tobytes()) <= 2


# 11


def test_11_text_comes_back_in_reading_order_above_the_first_plane_too(fonts: FontBook) -> None:
    text = "（一）名字。𬱖书记、㛃会计和䶮干事，堉瑀喆三人——“都在”……"
    document = samples.document(2023, passages=(text, text * 9, text))
    pages = drawn(report.render(document, fonts))
    assert "".join(page.removesuffix(f"—{at}—") for at, page in enumerate(pages, start=1)) == expected(document)
    said = re.sub(r"大字版第\d+页，共\d+页", "", "".join(drawn(large.render(document, fonts))))
    at = 0
    for part in document.parts:
        at = said.index("".join(part.heading.split()), at)
        for block in part.blocks:
            if isinstance(block, Paragraph):
                at = said.index(block.text, at)


# 12


def poster(fonts: FontBook, width: float = 841.0, height: float = 594.0) -> board.BoardPlan:
    return board.plan(poster_samples.county(), poster_samples.options(width, height), fonts)


ALL: dict[str, Callable[[FontBook], object]] = {
    **BLACK,
    "board": lambda fonts: board.render(poster(fonts)),
    "sheets": lambda fonts: tiles.render(poster(fonts, 420.0), "A4"),
    "long image": lambda fonts: image.render(stories.county(), fonts, split_px=4000),
    "Word": lambda fonts: docx.render(poster_samples.county(), watermark="草稿"),
    "Excel": lambda fonts: workbook.render(poster_samples.county(), watermark="草稿"),
    "web": lambda fonts: web.render(poster_samples.county(), code="7K3M 9QXD"),
    "plain text": lambda fonts: plain_file(poster_samples.county()),
}


@pytest.mark.parametrize("name", ALL)
def test_12_the_same_bytes_twice(fonts: FontBook, name: str) -> None:
    """The second time with faces opened anew, after other files were made."""
    assert ALL[name](fonts) == ALL[name](FontBook(fonts.folder))
