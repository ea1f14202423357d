"""Every output of the three forms (2019, 2021 and an invented one) as it was last looked at: text and small pictures.

What the tests of a writer approve themselves (``rg GONGKAILAN_GOLDEN``) is not said twice here. After a wanted change:
look at the pages, then run with GONGKAILAN_GOLDEN=1 and review the difference.
"""

from collections.abc import Callable
from functools import cache
from io import BytesIO

import pypdfium2
import pytest
from PIL import Image

from app.checks.totals import effective
from app.document.blocks import Document
from app.document.script import announcement
from app.document.story import Story
from app.exports.correction import strip
from app.exports.fonts import FontBook
from app.exports.large import pdf as large
from app.exports.long import image
from app.exports.marks import Text
from app.exports.picture import page
from app.exports.poster import board
from app.exports.report import pdf
from app.exports.report.options import ReportOptions
from app.exports.tiling import tiles, trial
from app.exports.word import docx
from tests.app.exports import approved, poster_samples, samples
from tests.app.exports.correction.test_strip import FIGURE, WORDS, correction
from tests.app.exports.picture import stories
from tests.app.exports.test_plain import INVENTED
from tests.app.exports.test_report_golden import described
from tests.app.exports.word import reading

TOTAL_BYTES = 1_500_000  # all of tests/golden


def invented() -> Document:
    """The invented form of 2027 with figures in its cells."""
    return samples.document(2027, samples.busy(INVENTED), form=INVENTED)


REPORTS: dict[str, Callable[[], Document]] = {
    "2020": lambda: samples.document(2020),
    "2023": poster_samples.county,
    "2027": invented,
}


@cache
def told(name: str) -> tuple[Document, Story]:
    """A report and its picture: something was bought, something was asked, and nothing at all in the invented form."""
    if name == "2020":
        return poster_samples.town(), stories.town()
    form, organ = (stories.form_of(2023), stories.COUNTY) if name == "2023" else (INVENTED, stories.TOWN)
    report = stories.report_of(form, organ, int(name), stories.COUNTY_CELLS if name == "2023" else {})
    document = samples.document(int(name), effective(form, report.cells), organ=organ, form=form)
    return document, stories.county() if name == "2023" else stories.told(form, report, organ)


EVERY = pytest.mark.parametrize("name", REPORTS)


@EVERY
def test_pages_of_the_report(fonts: FontBook, name: str) -> None:
    approved.assert_pages(f"report/{name}.png", pdf.render(REPORTS[name](), fonts), width_px=220)


def test_report_of_the_invented_form(fonts: FontBook) -> None:
    approved.assert_text("report/2027.txt", described(pdf.render(invented(), fonts)))


def test_cover_and_boxes_for_signatures(fonts: FontBook) -> None:
    data = pdf.render(REPORTS["2020"](), fonts, ReportOptions(cover=True, sign_block=True))
    approved.assert_pages("report/cover_and_boxes.png", data, width_px=220, across=5)


@EVERY
def test_pages_of_the_large_print(fonts: FontBook, name: str) -> None:
    data = large.render(REPORTS[name](), fonts, watermark="草稿 · 未经审查" if name == "2027" else "")
    approved.assert_pages(f"large/{name}.png", data, width_px=140, across=6)


@EVERY
def test_picture_in_black_alone(fonts: FontBook, name: str) -> None:
    approved.assert_pages(f"picture/black_{name}.png", page.render(told(name)[1], fonts, colour=False))


def test_picture_of_the_invented_form(fonts: FontBook) -> None:
    story = told("2027")[1]
    approved.assert_pages("picture/form_2027.png", page.render(story, fonts))
    marks = [mark for mark in page.plan(story, fonts).marks if isinstance(mark, Text)]
    approved.assert_text("picture/form_2027.txt", "".join(f"{mark.line.text}\n" for mark in marks))


@EVERY
def test_words_of_the_long_image(fonts: FontBook, name: str) -> None:
    data, _ = image.sheets(told(name)[1], fonts)
    approved.assert_text(f"long/{name}.txt", described(data))


def test_long_image_of_the_invented_form(fonts: FontBook) -> None:
    (data,) = image.render(told("2027")[1], fonts)
    whole = Image.open(BytesIO(data)).convert("L")
    approved.assert_picture("long/form_2027.png", whole.resize((180, whole.height // 6), Image.Resampling.BOX))


@pytest.mark.parametrize("short", [False, True], ids=["full", "short"])
def test_board_of_the_invented_form(fonts: FontBook, short: bool) -> None:
    name = "board/form_2027_short" if short else "board/form_2027"
    plan = board.plan(invented(), poster_samples.options(594, 841, short=short), fonts)
    approved.assert_pages(f"{name}.png", board.render(plan), width_px=420)
    marks = [mark for mark in plan.marks if isinstance(mark, Text)]
    approved.assert_text(f"{name}.txt", "".join(f"{mark.line.size:6.2f} {mark.line.text}\n" for mark in marks))


def test_a_wish_for_columns_makes_no_type_much_larger_than_the_program_found(fonts: FontBook) -> None:
    sizes = [board.plan(invented(), poster_samples.options(841, 594, columns=n), fonts).body_pt for n in (None, 2, 3)]
    assert sizes[0] * 1.1 > max(sizes[1:]), sizes


@EVERY
def test_a_sheet_and_the_map(fonts: FontBook, name: str) -> None:
    plan = board.plan(REPORTS[name](), poster_samples.options(841, 594), fonts)
    data = tiles.render(plan, "A4", only=[6])
    approved.assert_pages(f"tiles/{name}_sheet.png", data)
    if name == "2023":
        approved.assert_pages("tiles/map.png", last_page(tiles.render(plan, "A4")))
        approved.assert_text("tiles/sheet_6.txt", "\n".join(words(data)) + "\n")


def last_page(data: bytes) -> bytes:
    """The last page alone."""
    whole, alone = pypdfium2.PdfDocument(data), pypdfium2.PdfDocument.new()
    alone.import_pages(whole, [len(whole) - 1])
    out = BytesIO()
    alone.save(out)
    whole.close()
    alone.close()
    return out.getvalue()


def words(data: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(data)
    try:
        return [" ".join(each.get_textpage().get_text_range().split()) for each in document]
    finally:
        document.close()


def test_the_page_to_try_a_printer_with(fonts: FontBook) -> None:
    data = trial.render(fonts, "A4")
    approved.assert_pages("tiles/trial.png", data)
    approved.assert_text("tiles/trial.txt", described(data))


def test_strips_of_a_correction(fonts: FontBook) -> None:
    for name, rows in (("two", (FIGURE,)), ("one", (WORDS, FIGURE, FIGURE, FIGURE))):
        data = strip.render(correction(*rows), fonts)
        approved.assert_pages(f"correction/{name}.png", data)
        approved.assert_text(f"correction/{name}.txt", "\n".join(words(data)) + "\n")


def test_the_word_file_of_the_invented_form() -> None:
    approved.assert_text("word/report_2027.txt", reading.described(docx.render(invented())))


@EVERY
def test_what_the_loudspeaker_says(name: str) -> None:
    approved.assert_text(f"script/{name}.txt", announcement(*told(name)))


def test_the_golden_files_stay_small() -> None:
    assert sum(path.stat().st_size for path in approved.GOLDEN.rglob("*") if path.is_file()) < TOTAL_BYTES
