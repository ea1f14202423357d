"""The large print read back: everything is said, large enough, and nothing stands alone."""

import os
import re
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.checks.totals import addends, effective
from app.document.blocks import Document, Paragraph, Table
from app.domain.address import Address
from app.domain.errors import Trouble
from app.domain.numbering import bare
from app.domain.values import Value
from app.exports.fonts import FontBook
from app.exports.large import flow, pdf
from app.exports.large.entries import Entry, entries, sentence
from app.exports.typeset import Run, break_lines
from app.forms.model import Form
from tests.app.exports import paper, poster_samples, samples
from tests.app.exports.test_plain import INVENTED, ODD
from tests.app.exports.test_report_golden import MIXED, described

GOLDEN = Path(__file__).resolve().parents[3] / "golden" / "large"
STAMP = "草稿 · 未经审查"


def form(year: int) -> Form:
    return samples.catalogue().governing(year)


def few() -> Document:
    """Two cases, one of them refused."""
    stated: dict[Address, Value] = {
        **dict.fromkeys(poster_samples.leaves(form(2023)), 0),
        "requests.new.natural": 2, "requests.granted.natural": 1, "requests.security.natural": 1,
        "proactive.normative.in_force": 3,
    }  # fmt: skip
    return samples.document(2023, effective(form(2023), stated))


MAKERS: dict[str, Callable[[], Document]] = {
    "2020": lambda: samples.document(2020),
    "few": few,
    "county": poster_samples.county,
    "full": lambda: samples.document(2023, samples.full(form(2023), 6), samples.LONG_ORGAN),
    "2027": lambda: samples.document(2027, samples.busy(INVENTED), form=INVENTED),
    "odd": lambda: samples.document(2028, samples.busy(ODD), form=ODD),
    "empty": lambda: samples.document(2023, {}, passages=()),
    "unnamed": poster_samples.invented,
}
EVERY = pytest.mark.parametrize("make", MAKERS.values(), ids=MAKERS)


@pytest.mark.parametrize("name", ["2020", "few", "county", "2027"])
def test_large_print_is_the_one_that_was_approved(fonts: FontBook, name: str) -> None:
    """After a wanted change: look at the pages, then run with GONGKAILAN_GOLDEN=1 and review the difference."""
    found = described(pdf.render(MAKERS[name](), fonts))
    golden = GOLDEN / f"{name}.txt"
    if os.environ.get("GONGKAILAN_GOLDEN"):
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(found, encoding="utf-8", newline="\n")
    assert found == golden.read_text(encoding="utf-8")


@EVERY
def test_everything_is_said(fonts: FontBook, make: Callable[[], Document]) -> None:
    document = make()
    text = "".join(paper.text(chars) for chars in paper.read(pdf.render(document, fonts)))
    text = re.sub("大字版第[0-9]+页，共[0-9]+页", "", text)
    at = text.index(flat(document.title)) if len(document.title_lines) == 2 else 0
    for part in document.parts:
        at = text.index(flat(part.heading), at)
        for block in part.blocks:
            if isinstance(block, Paragraph):
                at = text.index(flat(block.text), at)
            elif isinstance(block, Table):
                told = text[at:]
                figures = {words for words in block.figures.values() if words not in ("", "0")}
                units = {square.spec.unit or "" for square in block.grid.values}
                assert all(any(words.removesuffix(unit) in told for unit in units) for words in figures)
                bands = [square for square in block.grid.squares if square.kind == "band"]
                assert all(flat(square.text) in told for square in bands)
    assert text.endswith(flat(document.signature.organ + document.signature.date))


@EVERY
def test_every_row_is_named_unless_its_whole_group_is_nought(make: Callable[[], Document]) -> None:
    for part in make().parts:
        for table in (block for block in part.blocks if isinstance(block, Table)):
            told = "".join(flat(entry.label + entry.below) for entry in entries(table))
            at = table.grid.at
            for value in table.grid.values:
                label = at[value.row, max(0, table.grid.labels - 1)]
                if label.kind == "row" and table.figures[value.address] not in ("0", ""):
                    assert flat(bare(label.text)) in told


def test_a_table_of_noughts_is_told_in_a_sentence_and_its_main_rows() -> None:
    document = samples.document(2020)
    table = next(block for block in document.parts[2].blocks if isinstance(block, Table))
    assert sentence(table, 2020).endswith("表里有23行7列，一共161格，2020年每一格都是0。")
    listed = list(entries(table))
    assert len(listed) == 11
    assert {entry.figure for entry in listed} == {"0"}
    assert [entry.label for entry in listed if "八项" in entry.label] == ["（三）不予公开，八项"]


def test_noughts_beside_other_figures_are_told_together_by_name() -> None:
    table = next(block for block in few().parts[2].blocks if isinstance(block, Table))
    assert sentence(table, 2023) == "表里有175格，其中167格是0。"
    listed = {entry.label: entry for entry in entries(table)}
    assert listed["其余七项"].below.startswith("属于国家秘密；其他法律行政法规禁止公开；保护第三方")
    assert listed["3.危及“三安全一稳定”"].below == "其中自然人1，其余5栏为0"


def test_what_a_total_adds_stands_under_it_and_nothing_else() -> None:
    """A subtotal is told with its group and not beside what it adds; a figure that is not added stands apart."""
    stated = {"hall_am": 5, "hall_pm": 7, "hall_web": 8, "village_am": 3, "tour_old": 2, "kept": 4}
    cells: dict[Address, Value] = {f"counters.aid.{column}": figure for column, figure in stated.items()}
    document = samples.document(2027, effective(INVENTED, {**dict.fromkeys(INVENTED.cells, 0), **cells,
        **dict.fromkeys(addends(INVENTED))}), form=INVENTED)  # fmt: skip
    table = next(block for part in document.parts for block in part.blocks if isinstance(block, Table))
    found = next(entry for entry in entries(table) if entry.label == "1.临时救助")
    assert found.figure == "25"
    assert found.below == (
        "其中政务大厅20（当面办（上午5，下午7），网上办（网页8）），村级代办点5（坐班（上午3），上门（高龄2））；"
        "另有留待下年4，其余5栏为0"
    )


@pytest.mark.parametrize("name", ["county", "full", "2027"])
def test_no_line_ends_between_a_name_and_its_figure(fonts: FontBook, name: str) -> None:
    for part in MAKERS[name]().parts:
        for told in (entry.below for block in part.blocks if isinstance(block, Table) for entry in entries(block)):
            lines = break_lines(fonts, [Run(told, "board_medium")], 22.0, 19 * 22.0, justify=False, phrases=True)
            for line, below in pairwise(lines):
                assert line.text[-1] in "，；、）" or below.text[0] == "（", (line.text, below.text)


@EVERY
def test_blank_cells_are_never_told_as_noughts(make: Callable[[], Document]) -> None:
    for part in make().parts:
        for table in (block for block in part.blocks if isinstance(block, Table)):
            if not any(table.figures.values()):
                assert "空着" in sentence(table, 2023)
                assert all(entry.figure in ("空着", "") for entry in entries(table))


@EVERY
def test_type_is_large_and_black_and_stays_within_the_margins(fonts: FontBook, make: Callable[[], Document]) -> None:
    data = pdf.render(make(), fonts)
    for page in paper.read(data):
        head = max(char.y for char in page)
        for char in page:
            assert char.size >= (15 if char.y == head else 18)
            assert char.text.isspace() or flow.LEFT - 12 <= char.x <= flow.LEFT + flow.WIDTH
            assert char.y >= flow.BOTTOM
    document = pypdfium2.PdfDocument(data)
    assert not any(pixel for page in document for pixel in coloured(page))
    document.close()


def coloured(page: pypdfium2.PdfPage) -> list[tuple[int, int, int]]:
    colours = page.render(scale=0.5).to_pil().convert("RGB").getcolors(1 << 20) or []
    return [rgb for _, rgb in colours if max(rgb) - min(rgb) > 2]


@EVERY
def test_no_heading_stands_last_on_a_page(fonts: FontBook, make: Callable[[], Document]) -> None:
    document = make()
    for page in flow.flow(document, fonts)[:-1]:
        assert not page[-1].row.keep
        assert not page[-1].row.bookmark


def test_the_few_figures_under_one_label_stay_with_it() -> None:
    listed = [Entry("甲村"), *(Entry(name, "1", depth=1) for name in ("张贴", "撤换", "补贴")), Entry("乙村", "2")]
    assert flow._few(listed) == {1, 2}
    assert flow._few([Entry("甲村"), *(Entry(str(at), "1", depth=1) for at in range(6))]) == set()
    assert flow._few([Entry("甲村"), *(Entry(name, "1", below="其中", depth=1) for name in "子丑寅")]) == set()


def test_a_line_that_would_be_pulled_far_apart_stays_ragged(fonts: FontBook) -> None:
    text = "请与柳湾乡党政办公室联系，电话：0971-1234567。"
    lines = [lines for page in paper.read(pdf.render(samples.document(2023, passages=(text, "", "")), fonts))
             for _, lines in paper.lines(page)]  # fmt: skip
    assert any(line.startswith("0971-1234567") for line in lines)
    spaces = [
        segment.space
        for page in flow.flow(samples.document(2023, passages=(text, "", "")), fonts)
        for placed in page
        for piece in placed.row.pieces
        for segment in piece.line.segments
    ]
    assert max(spaces) < 0.2 * flow.TEXT


def test_parts_are_bookmarks(fonts: FontBook) -> None:
    document = poster_samples.county()
    file = pypdfium2.PdfDocument(pdf.render(document, fonts))
    assert [each.get_title() for each in file.get_toc()] == [part.heading for part in document.parts]
    file.close()


def test_a_line_holds_21_characters(fonts: FontBook) -> None:
    data = pdf.render(samples.document(2023, passages=("字" * 200, "", "")), fonts)
    lines = [text for page in paper.read(data) for _, text in paper.lines(page) if set(text) == {"字"}]
    assert lines[0] == "字" * 21


def test_draft_words_stand_on_every_page(fonts: FontBook) -> None:
    data = pdf.render(poster_samples.county(), fonts, watermark=STAMP)
    for page in paper.read(data):
        assert paper.text(page).count("未经审查") >= 2
    assert "未经审查" not in "".join(map(paper.text, paper.read(pdf.render(poster_samples.county(), fonts))))


def test_same_document_same_bytes(fonts: FontBook) -> None:
    assert pdf.render(few(), fonts) == pdf.render(few(), fonts)


@pytest.mark.parametrize(
    "text", ["=cmd|'/C calc'!A0", "<script>alert(1)</script>&nbsp;", "字" * 8000, "\x00\x07\u200f乡"]
)
def test_strange_texts_are_only_text(fonts: FontBook, text: str) -> None:
    data = pdf.render(samples.document(2023, passages=(text, text, "")), fonts)
    said = "".join(paper.text(page) for page in paper.read(data))
    assert flat(re.sub("[\x00-\x1f\u200f]", "", text))[:200] in said
    assert said.count("字") >= 2 * text.count("字")
    assert b"/JavaScript" not in data


@settings(max_examples=15)
@given(text=st.one_of(st.text(max_size=30), st.text(alphabet=MIXED, max_size=300)))
def test_any_text_is_printed_or_refused(fonts: FontBook, text: str) -> None:
    document = samples.document(2023, passages=(text, text, ""))
    strange = {char for place, words in document.texts() for char in fonts.missing([words])}
    if strange:
        with pytest.raises(Trouble, match="字库里没有"):
            pdf.render(document, fonts)
        return
    words = "".join(block.text for part in document.parts for block in part.blocks if isinstance(block, Paragraph))
    shown = {char for char in words if char.isprintable() and not char.isspace()}
    said = {char for page in paper.pieces(pdf.render(document, fonts)) for _, _, piece in page for char in piece}
    assert shown <= said


def flat(text: str) -> str:
    return "".join(text.split())
