"""The A4 report read back: words, places, pages, bytes."""

import hashlib
import os
import re
import subprocess
import sys
from pathlib import Path

import pypdfium2
import pytest

from app.document.blocks import Document, Table
from app.domain.errors import Trouble
from app.exports.fonts import FontBook
from app.exports.report.pdf import render
from app.forms.load import load_text
from tests.app.exports import paper, samples

MM = 72 / 25.4
TOP, LEFT, RIGHT, FOOT = 260 * MM, 28 * MM, 184 * MM, 35 * MM
PITCH = 225 * MM / 22
FORBIDDEN_START = set("，。、；：）》〉】〕」』”’！？…—％")
FORBIDDEN_END = set("（《〈【〔「『“‘")
YEARS = [2020, 2023]


def body(page: list[paper.Char]) -> list[paper.Char]:
    """Without the page number."""
    return [char for char in page if char.y > FOOT]


def expected(document: Document) -> str:
    """Everything the document says, in printed order."""
    words = [document.title, *(item.text for item in document.preface)]
    for part in document.parts:
        words.append(part.heading)
        for block in part.blocks:
            if isinstance(block, Table):
                words += [square.text or block.figures.get(square.address, "") for square in block.grid.squares]
            else:
                words.append(block.text)
    words += [document.signature.organ, document.signature.date]
    return "".join("".join(words).split())


@pytest.mark.parametrize("year", YEARS)
def test_the_paper_says_what_the_document_says_in_that_order(fonts: FontBook, year: int) -> None:
    form = samples.catalogue().governing(year)
    rare = ("（一）名字。𬱖㛃䶮堉瑀喆都在，“引号”也在。", "<b>不是标记</b>&amp;<br/>%s{year}", "100%")
    for passages in ((samples.OPENING, samples.PROBLEMS, samples.MATTERS), rare):
        document = samples.document(year, samples.busy(form), passages=passages)
        assert "".join(paper.drawn(render(document, fonts))) == expected(document)


@pytest.mark.parametrize("year", YEARS)
def test_no_line_begins_or_ends_wrongly(fonts: FontBook, year: int) -> None:
    text = (samples.OPENING + "\n") * 3
    pages = paper.read(render(samples.document(year, passages=(text, text, text)), fonts))
    found = [line for page in pages for _, line in paper.lines(body(page))]
    assert len(found) > 100
    assert [line for line in found if line[0] in FORBIDDEN_START and line not in ("、",)] == []
    assert [line for line in found if line[-1] in FORBIDDEN_END] == []


@pytest.mark.parametrize("length", range(25, 85))
def test_no_paragraph_ends_in_a_line_of_one_character(fonts: FontBook, length: int) -> None:
    text = ("政府信息公开工作" * 11)[: length - 1] + "。"
    pages = paper.read(render(samples.document(2023, passages=(text, text, text)), fonts))
    found = [line for page in pages for _, line in paper.lines(body(page)) if line.endswith("。")]
    assert len([line for line in found if set(line) <= set(text)]) == 3
    assert [line for line in found if len(line.rstrip("。")) < 2] == []


@pytest.mark.parametrize("year", YEARS)
def test_every_line_of_text_stands_on_the_grid_also_under_tables(fonts: FontBook, year: int) -> None:
    form = samples.catalogue().governing(year)
    for values in (samples.quiet(form), samples.full(form, 6)):
        pages = paper.read(render(samples.document(year, values), fonts))
        under_a_table = 0
        for page in pages:
            seen_table = False
            for char in body(page):
                seen_table |= abs(char.size - 16) > 0.01 and abs(char.size - 22) > 0.01
                if abs(char.size - 16) < 0.01:
                    line = (TOP - char.y - (PITCH - 16) / 2 - 0.88 * 16) / PITCH
                    assert abs(line - round(line)) * PITCH / MM < 0.05
                    under_a_table += seen_table
        assert under_a_table > 20


@pytest.mark.parametrize("year", YEARS)
def test_body_text_keeps_the_28_character_grid(fonts: FontBook, year: int) -> None:
    """A line of Chinese alone, without squeezed marks, has one character in each of 28 cells."""
    plain = samples.document(year, passages=("政府信息公开工作年度报告" * 12, "", ""))
    page = paper.read(render(plain, fonts))
    rows = [[c for c in chars if abs(c.y - y) < 0.01] for chars in page for y, _ in paper.lines(body(chars))]
    full = [row for row in rows if len(row) == 28 and abs(row[0].size - 16) < 0.01 and "政" in paper.text(row)]
    assert len(full) >= 4
    for row in full:
        places = [(char.x - LEFT) / (156 * MM / 28) for char in row]
        if paper.text(row).isalpha():
            assert places == pytest.approx(range(28), abs=0.01)


@pytest.mark.parametrize("digits", [1, 6])
@pytest.mark.parametrize("year", YEARS)
def test_the_largest_table_stands_whole_on_one_page(fonts: FontBook, year: int, digits: int) -> None:
    form = samples.catalogue().governing(year)
    document = samples.document(year, samples.full(form, digits), samples.LONG_ORGAN)
    assert len(samples.LONG_ORGAN.name) == 60
    tables = [(part, block) for part in document.parts for block in part.blocks if isinstance(block, Table)]
    part, table = max(tables, key=lambda pair: len(pair[1].figures))
    words = part.heading + "".join(s.text or table.figures[s.address] for s in table.grid.squares)
    pages = paper.drawn(render(document, fonts))
    assert pages.count("".join(words.split())) == 1, "the heading, the table and nothing else on its page"


@pytest.mark.parametrize("digits", [1, 6, 9, 12])
@pytest.mark.parametrize("year", YEARS)
def test_nothing_leaves_the_type_area(fonts: FontBook, year: int, digits: int) -> None:
    form = samples.catalogue().governing(year)
    document = samples.document(year, samples.full(form, digits), samples.LONG_ORGAN)
    for page in paper.read(render(document, fonts)):
        for char in body(page):
            assert LEFT - 0.1 <= char.x <= RIGHT + 0.1 - 0.25 * char.size
            assert char.y >= FOOT + 0.12 * char.size
            assert char.y <= TOP - 0.8 * char.size


def test_blank_cells_print_blank(fonts: FontBook) -> None:
    form = samples.catalogue().governing(2023)
    files = [render(samples.document(2023, values), fonts) for values in (samples.quiet(form), {})]
    noughts, blanks = ("".join(paper.drawn(data)) for data in files)
    money = sum(spec.kind == "money" for spec in form.cells.values())
    assert noughts.count("0") - blanks.count("0") == len(form.cells) + money  # 606.05 has two noughts
    assert blanks == expected(samples.document(2023, {}))


@pytest.mark.parametrize("year", YEARS)
def test_page_numbers_stand_outside(fonts: FontBook, year: int) -> None:
    pages = paper.read(render(samples.document(year), fonts))
    assert len(pages) == 4
    for number, page in enumerate(pages, start=1):
        foot = [char for char in page if char.y <= FOOT]
        assert paper.text(foot) == f"—{number}—"
        if number % 2:
            assert foot[-1].x + 14 == pytest.approx(RIGHT - 14, abs=0.1)
        else:
            assert foot[0].x == pytest.approx(LEFT + 14, abs=0.1)
        assert foot[0].y + 0.30 * 14 == pytest.approx(FOOT - 7 * MM, abs=0.1)


def test_title_bookmarks_and_facts(fonts: FontBook) -> None:
    document = samples.document(2020)
    pdf = pypdfium2.PdfDocument(render(document, fonts))
    facts = {key: value for key, value in pdf.get_metadata_dict().items() if value}
    assert set(facts) == {"Title", "Author", "Producer"}
    assert facts["Title"] == document.title
    assert facts["Author"] == document.signature.organ
    assert facts["Producer"].startswith("公开栏")
    assert [mark.get_title() for mark in pdf.get_toc()] == [part.heading for part in document.parts]
    tops = [mark.get_dest() for mark in pdf.get_toc()]
    assert [top.get_index() for top in tops if top] == [0, 1, 2, 3, 3, 3]


def test_nothing_of_this_computer_is_in_the_file(fonts: FontBook) -> None:
    data = render(samples.document(2020), fonts)
    for word in (b"anonymous", b"untitled", str(Path.home()).encode(), str(fonts.folder).encode(), b"CreationDate"):
        assert word not in data
    assert b"Helvetica" not in data, "every face is embedded"
    assert len(data) <= 300_000


@pytest.mark.parametrize("year", YEARS)
def test_same_data_same_bytes(fonts: FontBook, year: int) -> None:
    first = render(samples.document(year), fonts)
    assert render(samples.document(year), FontBook(fonts.folder)) == first
    code = (
        "import hashlib, sys; from pathlib import Path; from tests.app.exports import samples;"
        "from app.exports.fonts import FontBook; from app.exports.report.pdf import render;"
        f"sys.stdout.write(hashlib.sha256(render(samples.document({year}), FontBook(Path(sys.argv[1])))).hexdigest())"
    )
    root = Path(__file__).resolve().parents[3]
    strange = {**os.environ, "TZ": "Pacific/Apia", "LC_ALL": "C", "PYTHONHASHSEED": "7", "PYTHONPATH": str(root)}
    done = subprocess.run(
        [sys.executable, "-c", code, str(fonts.folder)], capture_output=True, cwd=root, env=strange, check=True
    )
    assert done.stdout.decode() == hashlib.sha256(first).hexdigest()


def test_missing_characters_stop_the_export_with_their_place(fonts: FontBook) -> None:
    document = samples.document(2020, passages=("好。", "张\U00020bb7。", ""))
    with pytest.raises(Trouble) as caught:
        render(document, fonts)
    assert "“\U00020bb7”这个字" in caught.value.what
    assert document.parts[4].heading in caught.value.what


def test_empty_parts_print_their_heading(fonts: FontBook) -> None:
    document = samples.document(2023, passages=("", "", ""))
    text = "".join(paper.text(body(page)) for page in paper.read(render(document, fonts)))
    assert all(part.heading in text for part in document.parts)


INVENTED = """
id = "invented-2027"
title = "{organ}{year}年账目公示"
authority = "某发〔2027〕1号"
years = { from = 2027 }
"""


@pytest.mark.parametrize("lines", range(1, 40))
def test_headings_and_signature_are_never_left_alone(fonts: FontBook, lines: int) -> None:
    """Whatever the length of the text, a heading has two lines under it and the signature two lines above it."""
    section = '[[section]]\nid = "s%s"\nkind = "text"\nheading = "%s、标题"\n'
    form = load_text(INVENTED + "".join(section.replace("%s", number) for number in "甲乙丙"))
    passages = ("一行。\n" * lines, "一行。\n" * 5, "一行。\n" * 5)
    document = samples.document(2027, form=form, passages=passages)
    pages = [[line for _, line in paper.lines(body(page))] for page in paper.read(render(document, fonts))]
    assert [line for page in pages for line in page].count("一行。") == lines + 10
    for page in pages:
        assert not any(line.endswith("标题") for line in page[-2:])
    assert pages[-1][-4:-2] == ["一行。", "一行。"]


@pytest.mark.parametrize("length", range(24, 84, 4))
def test_the_last_line_of_a_paragraph_never_begins_a_page_alone(fonts: FontBook, length: int) -> None:
    form = load_text(INVENTED + '[[section]]\nid = "a"\nkind = "text"\nheading = "甲、标题"\n')
    for more in range(9):
        text = "\n".join(f"起{'字' * (length + 7 * (at % more if more else 0))}完。" for at in range(40))
        pages = paper.read(render(samples.document(2027, form=form, passages=(text,)), fonts))
        assert len(pages) > 2
        firsts = [next(line for _, line in paper.lines(body(page))) for page in pages]
        assert not [line for line in firsts if "完" in line and "起" not in line]


_ROWS = [", ".join(f'{{ id = "g{g}r{i}", label = "{i}.事项甲乙丙{g}之{i}" }}' for i in range(9)) for g in range(9)]
_GROUPS = ", ".join(f'{{ label = "（{g}）大类", children = [{row}] }}' for g, row in enumerate(_ROWS))
TALL = f"""
[[section]]
id = "tall"
kind = "table"
heading = "甲、很长的表"
[[section.block]]
corner = "角上的字"
columns = [{{ id = "a", label = "上半年" }}, {{ id = "b", label = "下半年" }}]
rows = [{{ label = "总目录", children = [{_GROUPS}] }}]
"""


def test_a_table_longer_than_a_page_is_cut_between_rows_with_its_headings(fonts: FontBook) -> None:
    form = load_text(INVENTED + TALL)
    document = samples.document(2027, samples.full(form, 4), form=form)
    pages = paper.drawn(render(document, fonts))
    tables = [page for page in pages if "事项" in page]
    assert len(tables) > 2
    for page in tables:
        assert page.count("角上的字") == page.count("上半年") == page.count("总目录") == 1
        assert page.count("（") == len(set(re.findall(r"（\d）", page))), "a group's label once on each of its pages"
    assert sorted(re.findall(r"事项甲乙丙\d之\d", "".join(tables))) == sorted(
        f"事项甲乙丙{g}之{i}" for g in range(9) for i in range(9)
    )
    assert "".join(tables).count("9999") == 162


@pytest.mark.parametrize("lines", range(23))
def test_a_table_to_be_cut_begins_where_some_rows_of_it_fit(fonts: FontBook, lines: int) -> None:
    before = '[[section]]\nid = "s"\nkind = "text"\nheading = "〇、前文"\n'
    form = load_text(INVENTED + before + TALL)
    document = samples.document(2027, samples.full(form, 4), form=form, passages=("一行。\n" * lines,))
    data = render(document, fonts)
    pages = [page for page in paper.drawn(data) if "事项" in page]
    assert pages[0].count("事项") >= 5
    assert "很长的表" in pages[0]
    if lines <= 6:
        assert "前文" in pages[0], "there is room on the page of the text"
    assert sum(page.count("事项") for page in pages) == 81
    for page in paper.read(data):
        assert all(char.y > FOOT + 0.12 * char.size for char in body(page))


def test_a_table_of_very_many_columns_stays_on_the_page(fonts: FontBook) -> None:
    columns = ", ".join(f'{{ id = "c{i}", label = "第{i}类事项的数量" }}' for i in range(26))
    form = load_text(
        INVENTED
        + f"""
[[section]]
id = "wide"
kind = "table"
heading = "甲、很宽的表"
[[section.block]]
columns = [{columns}]
rows = [{{ id = "one", label = "很长很长的行名要折成几行才放得下" }}, {{ id = "two", label = "二" }}]
"""
    )
    document = samples.document(2027, samples.full(form, 8), form=form)
    data = render(document, fonts)
    assert "".join(paper.drawn(data)) == expected(document)
    pages = paper.read(data)
    assert all(LEFT <= char.x <= RIGHT - 0.4 * char.size for char in body(pages[0]))
    assert min(char.size for char in pages[0]) >= 4.5
