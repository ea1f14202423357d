"""Every carrier of hard reports, with the faces the program brings and with an office's own: sound, and said whole."""

import re
import shutil
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest
from lxml import html

from app.checks.totals import effective
from app.document.blocks import Document, Paragraph, Table
from app.document.script import announcement
from app.document.story import Story
from app.document.telling import tell
from app.domain.errors import Trouble
from app.domain.organ import Organ
from app.domain.report import Report, ReportKey
from app.domain.values import Value
from app.exports import plain
from app.exports.excel import workbook
from app.exports.fonts import FontBook, OfficeFace
from app.exports.large import pdf as large
from app.exports.long import image
from app.exports.picture import page as picture
from app.exports.poster import board
from app.exports.poster.options import Footer
from app.exports.report import pdf as report
from app.exports.report.options import ReportOptions
from app.exports.tiling import tiles
from app.exports.web import page as web
from app.exports.word import docx
from app.forms.model import Form
from app.imports.importer import read_paper
from tests.app.exports import archive_rules, inspection, poster_samples, samples
from tests.app.exports.excel import books
from tests.app.exports.inspection import flat, said
from tests.app.exports.picture import stories
from tests.app.exports.test_board import long_text
from tests.app.exports.test_report_pdf import expected
from tests.app.exports.word import reading

RARE = Organ("𬱖㛃䶮乡人民政府", "乡", phone="0555-1234567", office="㛃村办公室")
LONG = replace(samples.LONG_ORGAN, phone="0555-1234567")
RARE_WORDS = "（一）名字。𬱖书记、㛃会计和䶮干事轮流值班，堉瑀喆三人帮忙。"
OFFICE = ("songti_title", "fangsong_body", "kaiti", "heiti_heading", "songti_table")


@dataclass(frozen=True)
class Case:
    """A report with its document."""

    form: Form
    report: Report
    organ: Organ

    @property
    def document(self) -> Document:
        year = self.report.key.year
        passages = tuple(self.report.passages.get(each.id, "") for each in self.form.sections if each.kind == "text")
        values = effective(self.form, self.report.cells)
        return samples.document(year, values, self.organ, passages, self.form)

    def story(self) -> Story:
        values = effective(self.form, self.report.cells)
        day = date(self.report.key.year + 1, 1, 15)
        return tell(self.form, self.report, self.organ, values, issued=day, code="7K3M 9QXD", qr=stories.QR)


def case(year: int, organ: Organ, cells: dict[str, Value] | None, *passages: str) -> Case:
    """Leaves that ``cells`` does not name are nought; None leaves all of them blank."""
    form = samples.catalogue().governing(year)
    stated = {} if cells is None else {**dict.fromkeys(poster_samples.leaves(form), 0), **cells}
    texts = poster_samples.texts(form, *passages)
    return Case(form, Report(ReportKey(organ.short_name, year), form.id, cells=stated, passages=texts), organ)


SEED: dict[str, Value] = {"proactive.procurement.items": 10, "proactive.procurement.amount": Decimal("606.05")}
WORDS = (samples.OPENING, samples.PROBLEMS, samples.MATTERS)
CASES: dict[str, Callable[[], Case]] = {
    "never filled": lambda: case(2023, samples.ORGAN, None),
    "seed": lambda: case(2020, samples.ORGAN, SEED, *WORDS),
    "county": lambda: case(2023, stories.COUNTY, dict(stories.COUNTY_CELLS), *WORDS),
    "8000 characters": lambda: case(2020, samples.ORGAN, SEED, long_text(8000), *WORDS[1:]),
    "rare characters": lambda: case(2023, RARE, dict(stories.COUNTY_CELLS), RARE_WORDS * 3, *WORDS[1:]),
    "60-character organ": lambda: case(2023, LONG, dict(stories.COUNTY_CELLS), *WORDS),
}


@cache
def made(name: str) -> Case:
    return CASES[name]()


@pytest.fixture(scope="module", params=["bundled", "office"])
def faces(request: pytest.FixtureRequest, fonts: FontBook, tmp_path_factory: pytest.TempPathFactory) -> FontBook:
    """The faces of the program; or an office's own in front, which has none of the rare characters."""
    if request.param == "bundled":
        return fonts
    folder = tmp_path_factory.mktemp("office")
    chosen = {}
    for number, role in enumerate(OFFICE):
        own = folder / f"simfang{number}.ttf"
        shutil.copy(fonts.folder / ("FandolKai-Regular.ttf" if number % 2 else "FandolFang-Regular.ttf"), own)
        chosen[role] = OfficeFace(own)
    return FontBook(fonts.folder, office=chosen)


EVERY = pytest.mark.parametrize("name", CASES)
FILLED = pytest.mark.parametrize("name", [name for name in CASES if name != "never filled"])


def assert_paper(pdf: bytes, most_pages: int) -> None:
    """It stays on its pages, which are no more than they need be, no character is a box, nothing is live."""
    archive_rules.assert_archivable(pdf)
    inspection.assert_inside(pdf)
    inspection.assert_no_tofu(pdf)
    inspection.assert_pdf_acts_not(pdf)
    assert 1 <= inspection.pages(pdf) <= most_pages


def paragraphs(document: Document) -> list[str]:
    """What somebody wrote, paragraph by paragraph, without blanks."""
    found = [each.text for each in document.preface]
    found += [block.text for part in document.parts for block in part.blocks if isinstance(block, Paragraph)]
    return [flat(words) for words in found]


def tables(document: Document) -> list[Table]:
    return [block for part in document.parts for block in part.blocks if isinstance(block, Table)]


def figures(document: Document) -> Counter[str]:
    """All figures of the tables that are not blank."""
    return Counter(words for table in tables(document) for words in table.figures.values() if words)


def folded(text: str) -> str:
    """Without the numbers of pages."""
    return re.sub(r"—\d+—", "", text)


# ---------------------------------------------------------------------------------------------------- PDF


@EVERY
@pytest.mark.parametrize("options", [ReportOptions(), ReportOptions(cover=True, sign_block=True)], ids=["", "options"])
def test_report(faces: FontBook, name: str, options: ReportOptions, tmp_path: Path) -> None:
    document = made(name).document
    pdf = report.render(document, faces, options)
    # 616 characters are on a full page; three tables, the cover and what is left over take seven.
    assert_paper(pdf, 7 + sum(map(len, paragraphs(document))) // 500)
    words, theirs = folded(said(pdf)), inspection.poppler(pdf, tmp_path)
    if options == ReportOptions():
        assert words == expected(document)
        assert theirs is None or Counter(folded(theirs)) == Counter(words)
    else:
        assert all(paragraph in words for paragraph in paragraphs(document))


@EVERY
def test_large_print(faces: FontBook, name: str, tmp_path: Path) -> None:
    document = made(name).document
    pdf = large.render(document, faces, watermark="草稿 · 未经审查")
    # 21 characters a line, 17 lines a page; rows of the tables take some 30 pages of a busy county.
    assert_paper(pdf, 30 + sum(map(len, paragraphs(document))) // 200)
    words, theirs = said(pdf), inspection.poppler(pdf, tmp_path)
    words = re.sub(r"大字版第\d+页，共\d+页", "", words.replace("草稿·未经审查", ""))
    for each in (*paragraphs(document), *(flat(part.heading) for part in document.parts)):
        assert each in words
    assert words.endswith(flat(document.signature.organ + document.signature.date))
    assert theirs is None or Counter(theirs) == Counter(said(pdf))


BOARDS = {"A1": (841, 594, {}), "A1 short": (594, 841, {"short": True, "style": "plain"}), "A0": (841, 1189, {})}


@EVERY
@pytest.mark.parametrize("size", BOARDS)
def test_board(faces: FontBook, name: str, size: str, tmp_path: Path) -> None:
    width, height, more = BOARDS[size]
    document = made(name).document
    footer = Footer(document.signature.organ, "2021年1月20日", "至2022年1月19日", "0555-1234567")
    plan = board.plan(document, poster_samples.options(width, height, footer=footer, **more), faces)
    pdf = board.render(plan)
    assert_paper(pdf, 1)
    words, theirs = said(pdf), inspection.poppler(pdf, tmp_path)
    assert all(flat(part.heading) in words for part in document.parts)
    assert all(paragraph in words for paragraph in paragraphs(document)[len(document.preface) :])
    assert flat(document.title) in words
    assert theirs is None or Counter(theirs) == Counter(words)
    if size != "A1 short":
        assert all(words.count(figure) for figure in figures(document))


@EVERY
def test_sheets_of_the_board(faces: FontBook, name: str) -> None:
    document = made(name).document
    plan = board.plan(document, poster_samples.options(841, 594), faces)
    pdf = tiles.render(plan, "A4")
    assert_paper(pdf, 13)
    assert inspection.pages(pdf) == tiles.sheets(plan, "A4").count + 1


@FILLED
@pytest.mark.parametrize("colour", [True, False], ids=["colour", "black"])
def test_picture(faces: FontBook, name: str, colour: bool, tmp_path: Path) -> None:
    story = made(name).story()
    pdf = picture.render(story, faces, colour=colour)
    assert_paper(pdf, 1)
    words, theirs = said(pdf), inspection.poppler(pdf, tmp_path)
    for each in (story.title, story.finding, story.period, story.foot.organ, story.foot.source, story.foot.phone):
        assert flat(each) in words
    assert theirs is None or Counter(theirs) == Counter(words)


@FILLED
def test_long_image(faces: FontBook, name: str) -> None:
    story = made(name).story()
    drawn, _ = image.sheets(story, faces)
    inspection.assert_inside(drawn)
    inspection.assert_no_tofu(drawn)
    words = said(drawn)
    assert all(flat(each) in words for each in (story.title, story.finding, story.foot.organ, story.foot.source))
    images = image.render(story, faces, split_px=4000)
    assert 1 <= len(images) <= 4
    assert all(len(each) < 2_000_000 and each.startswith(b"\x89PNG") for each in images)


def test_a_report_that_was_never_filled_gives_no_picture() -> None:
    with pytest.raises(Trouble, match="空"):
        made("never filled").story()


# ---------------------------------------------------------------------------------------------------- other files


def read_again(data: bytes, name: str, suffix: str, folder: Path) -> None:
    """Our own importer finds every figure and every text, without a doubt."""
    file = folder / f"x{suffix}"
    file.write_bytes(data)
    case = made(name)
    outcome = read_paper(file, samples.catalogue(), case.report.key.year, case.report.key.organ)
    values = effective(case.form, case.report.cells)
    assert outcome.form_id == case.form.id
    assert {key: value for key, value in outcome.cells.items() if value is not None} == {
        key: value for key, value in values.items() if value is not None
    }
    assert not outcome.doubts
    for section, words in case.report.passages.items():
        assert flat(outcome.passages.get(section, "")) == flat(words)


@EVERY
def test_word(name: str, tmp_path: Path) -> None:
    document = made(name).document
    data = docx.render(document, watermark="草稿 · 未经审查")
    inspection.assert_word_acts_not(data)
    body = flat("".join(reading.tree(data).itertext()))
    assert body == expected(document)
    read_again(data, name, ".docx", tmp_path)


@EVERY
def test_excel(name: str, tmp_path: Path) -> None:
    document = made(name).document
    data = workbook.render(document, watermark="草稿 · 未经审查")
    words = flat(books.transcript(data).replace("（接下行）", ""))
    assert flat(document.title) in words
    read_again(data, name, ".xlsx", tmp_path)
    cells = [cell for sheet in books.opened(data).worksheets for row in sheet.iter_rows() for cell in row]
    numbers = Counter(Decimal(repr(cell.value)) for cell in cells if isinstance(cell.value, int | float))
    values = [value for table in tables(document) for value in table.values.values() if value is not None]
    assert numbers == Counter(Decimal(value) for value in values)


@EVERY
def test_web(name: str, tmp_path: Path) -> None:
    document = made(name).document
    data = web.render(document, code="7K3M 9QXD")
    inspection.assert_page_acts_not(data)
    root = html.document_fromstring(data.decode())
    words = flat("".join(root.body.itertext()))
    for each in (*paragraphs(document), *(flat(part.heading) for part in document.parts)):
        assert each in words
    cells = Counter(flat("".join(cell.itertext())) for cell in root.iter("td"))
    assert not figures(document) - cells
    read_again(data, name, ".html", tmp_path)


@EVERY
def test_plain_text(name: str) -> None:
    document = made(name).document
    words = plain.file(document).decode("utf-8-sig")
    assert all(paragraph in flat(words) for paragraph in paragraphs(document))
    assert all(figure in words for figure in figures(document) if figure != "0")
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffd]", words)


@FILLED
def test_what_the_loudspeaker_says(name: str) -> None:
    words = announcement(made(name).document, made(name).story())
    assert 120 <= sum(map(str.isalnum, words)) <= 300
    assert not re.search(r"[0-9{}]", words)
