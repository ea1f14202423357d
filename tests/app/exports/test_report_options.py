"""The cover and the boxes to sign: only where asked for, and the report itself stays as it is."""

from itertools import pairwise

import pypdfium2
import pytest

from app.exports.fonts import FontBook
from app.exports.report.options import ReportOptions
from app.exports.report.pdf import render
from app.forms.load import load_text
from tests.app.exports import archive_rules, paper, samples
from tests.app.exports.test_report_pdf import FOOT, INVENTED, LEFT, MM, PITCH, RIGHT, TOP, YEARS, body
from tests.app.exports.test_report_tags import elements

BOTH = ReportOptions(cover=True, sign_block=True)
SIGNS = "".join(f"{who}签名：日期：" for who in ("校对", "审核", "审定"))


def test_without_options_nothing_is_added(fonts: FontBook) -> None:
    plain = render(samples.document(2020), fonts)
    assert render(samples.document(2020), fonts, ReportOptions()) == plain
    assert "签名" not in "".join(paper.drawn(plain))


@pytest.mark.parametrize("year", YEARS)
def test_the_cover_is_a_leaf_of_its_own(fonts: FontBook, year: int) -> None:
    document = samples.document(year)
    with_cover = render(document, fonts, ReportOptions(cover=True))
    cover, back, *rest = paper.drawn(with_cover)
    sign = document.signature
    assert cover == "".join((document.title + sign.organ + sign.date).split())
    assert back == ""
    assert rest == paper.drawn(render(document, fonts))
    numbers = [paper.text([char for char in page if char.y <= FOOT]) for page in paper.read(with_cover)]
    assert numbers == ["", "", *(f"—{number}—" for number in range(1, len(rest) + 1))]
    pdf = pypdfium2.PdfDocument(with_cover)
    tops = [mark.get_dest() for mark in pdf.get_toc()]
    assert [top.get_index() for top in tops if top] == [2, 3, 4, 5, 5, 5]


def test_a_long_name_fits_the_cover(fonts: FontBook) -> None:
    cover = paper.read(render(samples.document(2023, organ=samples.LONG_ORGAN), fonts, BOTH))[0]
    assert all(LEFT - 0.1 <= char.x <= RIGHT - char.size + 0.1 for char in cover)
    heights = [y for y, _ in paper.lines(cover)]
    assert heights == sorted(set(heights), reverse=True)
    assert all(above - below > 20 for above, below in pairwise(heights))


@pytest.mark.parametrize("lines", range(1, 40))
def test_the_boxes_stand_under_the_signature_on_its_page(fonts: FontBook, lines: int) -> None:
    section = '[[section]]\nid = "s"\nkind = "text"\nheading = "甲、标题"\n'
    document = samples.document(2027, form=load_text(INVENTED + section), passages=("一行。\n" * lines,))
    pages = paper.read(render(document, fonts, ReportOptions(sign_block=True)))
    last = body(pages[-1])
    assert paper.text(last).endswith(document.signature.organ + document.signature.date + SIGNS)
    date = min(char.y for char in last if char.size == pytest.approx(16))
    boxes = [char.y for char in last if char.size == pytest.approx(12)]
    assert date - PITCH > max(boxes)
    assert min(boxes) > FOOT + 3 * MM
    if len(pages) > 1:
        assert paper.text(last).startswith("一行。一行。"), "never but signatures on a page"


def test_the_boxes_are_drawn_within_the_type_area(fonts: FontBook) -> None:
    pdf = pypdfium2.PdfDocument(render(samples.document(2020), fonts, ReportOptions(sign_block=True)))
    page = pdf[len(pdf) - 1]
    found = [item.get_bounds() for item in page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_PATH])]
    for left, foot, right, top in found:
        assert LEFT - 1 <= left <= right <= RIGHT + 1
        assert FOOT - 1 <= foot <= top <= TOP + 1


@pytest.mark.parametrize("year", YEARS)
def test_with_both_it_is_for_the_archive_and_reads_well(fonts: FontBook, year: int) -> None:
    data = render(samples.document(year), fonts, BOTH)
    archive_rules.assert_archivable(data)
    found = elements(data)
    assert [kind for kind, _ in found].count("H1") == 1
    assert [text for _, text in found[-3:]] == ["校对签名：日期：", "审核签名：日期：", "审定签名：日期："]
    assert render(samples.document(year), fonts, BOTH) == data
