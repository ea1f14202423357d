"""The poster on office paper: sheets that together are the poster, marks that help, a map that shows how."""

import ctypes
import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from random import Random

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.document.blocks import Document
from app.domain.errors import Trouble
from app.exports.canvas import MM
from app.exports.fonts import FontBook
from app.exports.marks import Area, Mark, Rule, Text
from app.exports.poster import board
from app.exports.poster.options import Footer
from app.exports.tiling import tiles, trial
from app.exports.tiling.geometry import LEAST_PIECE, TileLayout, lay_out
from app.exports.tiling.ink import STEP, level_costs, upright_costs
from tests.app.exports import poster_samples as samples

raw = pypdfium2.raw
DPI = 40


def assert_whole(layout: TileLayout) -> None:
    """Every point of the poster is on a sheet, and everything a sheet prints lies where the printer can print."""
    xs, ys = (0.0, *layout.joints_x, layout.width), (0.0, *layout.joints_y, layout.height)
    assert list(xs) == sorted(xs)
    assert list(ys) == sorted(ys)
    assert [tile.number for tile in layout.tiles] == list(range(1, layout.count + 1))
    right, bottom = layout.sheet_width - layout.margin, layout.sheet_height - layout.margin
    for tile in layout.tiles:
        part, page = tile.part, tile.page
        assert (part.x, part.y) == (xs[tile.column], ys[tile.row])
        assert (part.right, part.bottom) == pytest.approx((xs[tile.column + 1], ys[tile.row + 1]))
        assert (page.width, page.height) == (part.width, part.height)
        # A cut edge has a millimetre of picture beyond it; the poster's own edge lies at the margin.
        assert page.x == layout.margin + (1 if tile.column else 0)
        assert page.y == layout.margin + (1 if tile.row else 0)
        assert page.right + (layout.overlap if tile.glue_right else 0) <= right + 0.002
        assert page.bottom + (layout.overlap if tile.glue_below else 0) <= bottom + 0.002
        assert tile.glue_right == (tile.column + 1 < layout.columns)
        assert tile.glue_below == (tile.row + 1 < layout.rows)
        room = bottom - page.bottom if tile.label_below else right - page.right
        assert room >= layout.overlap - 0.002


def flat(width: float, height: float) -> tuple[list[float], list[float]]:
    return [0.0] * (int(width / STEP) + 2), [0.0] * (int(height / STEP) + 2)


@given(
    st.floats(100, 3000),
    st.floats(100, 3000),
    st.sampled_from(tiles.PAPERS),
    st.floats(3, 20),
    st.floats(6, 20),
    st.integers(0, 99),
)
def test_any_poster_is_cut_without_a_gap(
    width: float, height: float, paper: str, margin: float, overlap: float, seed: int
) -> None:
    chance = Random(seed)
    costs = [[chance.random() for _ in costs] for costs in flat(width, height)]
    layout = lay_out((width, height), (costs[0], costs[1]), paper, margin, overlap)
    assert_whole(layout)


@pytest.mark.parametrize(
    ("width", "height", "paper", "columns", "rows", "landscape"),
    [
        (841, 594, "A4", 3, 4, True),
        (1189, 841, "A3", 3, 3, True),
        (1189, 841, "A4", 7, 3, False),
        (210, 297, "A3", 1, 1, False),
        (100, 100, "A4", 1, 1, True),
    ],
)
def test_the_fewest_sheets(width: float, height: float, paper: str, columns: int, rows: int, landscape: bool) -> None:
    layout = lay_out((width, height), flat(width, height), paper)
    assert (layout.columns, layout.rows, layout.landscape) == (columns, rows, landscape)


def test_joints_go_where_they_cost_least() -> None:
    across, down = ([1.0] * len(costs) for costs in flat(841, 594))
    for joint in (140, 330, 520):
        down[round(joint / STEP)] = 0.0
    layout = lay_out((841, 594), (across, down), "A4")
    assert list(layout.joints_y) == [140, 330, 520]
    assert min(tile.part.height for tile in layout.tiles) >= LEAST_PIECE


@pytest.mark.parametrize(
    ("paper", "margin", "overlap"), [("A5", 5, 9), ("", 5, 9), ("A4", 0, 9), ("A4", 60, 9), ("A4", 5, 0), ("A4", 5, 99)]
)
def test_measures_that_make_no_sense(paper: str, margin: float, overlap: float) -> None:
    with pytest.raises(Trouble):
        lay_out((841, 594), flat(841, 594), paper, margin, overlap)


@pytest.fixture(scope="module")
def town(fonts: FontBook) -> board.BoardPlan:
    return board.plan(samples.town(), samples.options(841, 594), fonts)


def test_costs_say_what_a_joint_would_cut(town: board.BoardPlan) -> None:
    across, down = upright_costs(town.marks, 841), level_costs(town.marks, 594)
    lines = [mark for mark in town.marks if isinstance(mark, Text) and len(mark.line.text) > 8 and mark.line.size < 30]
    for mark in lines:
        assert down[round((mark.y - mark.line.size / MM / 3) / STEP)] > 4
    for gutter in (278, 555):
        assert across[round(gutter / STEP)] < across[round((gutter - 60) / STEP)]
    assert down[round(5 / STEP)] < 0.5


@pytest.mark.parametrize("organ", ["柳湾乡人民政府", "青禾县柳湾镇人民政府", "青禾县人民政府柳湾街道办事处"])
def test_no_joint_cuts_a_row_of_the_foot(fonts: FontBook, organ: str) -> None:
    footer = Footer(organ, "2021年1月15日", "至2022年1月14日", "0971-2233445")
    plan = board.plan(samples.town(), samples.options(841, 594, footer=footer), fonts)
    foot = [block.box for block in plan.blocks if block.kind == "foot"]
    assert len(foot) == 5  # the code and its QR code too
    for one, other in pairwise(foot):
        assert one.right + 5 < other.x
    for joint in tiles.sheets(plan, "A4").joints_x:
        assert not [box for box in foot if box.x - 1 < joint < box.right + 1]


def test_a1_joints_lie_in_the_gutters_and_off_the_lines_of_the_texts(town: board.BoardPlan) -> None:
    layout = tiles.sheets(town, "A4")
    assert list(layout.joints_x) == [278, 555]
    down = level_costs(town.marks, 594)
    chosen = sum(down[round(joint / STEP)] for joint in layout.joints_y)
    average = sum(down) / len(down) * len(layout.joints_y)
    assert chosen < average / 3


ABOVE, BELOW = 0.86, 0.1  # em of a line of text over and under its baseline
HAND = 2.0  # mm; with so much white on either side a cut may go astray


def clearance(marks: Sequence[Mark], places: Sequence[float]) -> list[tuple[float, float]]:
    """How far it is from each place up and down to the nearest letter or level rule (mm); 0 where one is cut."""
    bands = []
    for mark in marks:
        if isinstance(mark, Text):
            size = mark.line.size / MM
            bands.append((mark.y - ABOVE * size, mark.y + BELOW * size))
        elif isinstance(mark, Rule) and mark.y == mark.to_y:
            bands.append((mark.y - mark.weight / MM / 2, mark.y + mark.weight / MM / 2))
        elif isinstance(mark, Area):
            bands.append((mark.y, mark.y + mark.height))
    found = []
    for y in places:
        inked = any(low < y < high for low, high in bands)
        up = min((y - high for _, high in bands if high <= y), default=99.0)
        down = min((low - y for low, _ in bands if low >= y), default=99.0)
        found.append((0.0, 0.0) if inked else (up, down))
    return found


def windows(layout: TileLayout) -> Iterator[tuple[float, float, float]]:
    """Every level joint with the places it could take while the others stay."""
    edges = (0.0, *layout.joints_y, layout.height)
    last = next(tile for tile in reversed(layout.tiles) if tile.column == 0)
    for at, joint in enumerate(layout.joints_y, start=1):
        most = layout.sheet_height - 2 * layout.margin - layout.overlap
        below = most - 1 + (layout.overlap if at == layout.rows - 1 and not last.label_below else 0)
        low = max(edges[at - 1] + LEAST_PIECE, edges[at + 1] - below)
        yield joint, low, min(edges[at + 1] - LEAST_PIECE, edges[at - 1] + most - (1 if at > 1 else 0))


@pytest.mark.parametrize("paper", ["A4", "A3"])
@pytest.mark.parametrize("size", [(841, 594), (594, 841), (420, 594), (1189, 841), (2400, 1200), (700, 900)])
@pytest.mark.parametrize("report", [samples.town, samples.county, samples.invented])
def test_a_level_joint_runs_through_the_middle_of_the_white(
    fonts: FontBook, report: Callable[[], Document], size: tuple[int, int], paper: str
) -> None:
    plan = board.plan(report(), samples.options(*size), fonts)
    for joint, low, high in windows(tiles.sheets(plan, paper)):
        places = [low + at * 0.25 for at in range(int((high - low) * 4) + 1)]
        free = [min(each) for each in clearance(plan.marks, places)]
        (up, down) = clearance(plan.marks, [joint])[0]
        # Upright rules that are crossed and the way to other sheets count a little too, so not the very widest.
        assert min(up, down) >= min(HAND, max(free, default=0.0)) - 0.75
        if 0 < up + down < 2 * HAND and low + 0.5 < joint < high - 0.5:
            assert abs(up - down) <= 0.6


def test_the_white_of_a_joint_is_white_on_the_paper(fonts: FontBook) -> None:
    """The pixels above and under a joint are the same: nothing but upright rules runs through."""
    looked = 0
    for report in (samples.town, samples.county, samples.invented):
        plan = board.plan(report(), samples.options(841, 594), fonts)
        document = pypdfium2.PdfDocument(board.render(plan))
        bitmap = document[0].render(scale=4 * 25.4 / 72, grayscale=True)
        data, stride = bytes(bitmap.buffer), bitmap.stride
        joints = tiles.sheets(plan, "A4").joints_y
        for joint, sides in zip(joints, clearance(plan.marks, joints), strict=True):
            reach = int(min(*sides, HAND) * 4) - 1
            middle = round(joint * 4)
            rows = {data[at * stride : (at + 1) * stride] for at in range(middle - reach, middle + reach)}
            assert len(rows) <= 1
            looked += len(rows)
        document.close()
    assert looked >= 6


def gray(page: pypdfium2.PdfPage, left: float, top: float, width: float, height: float, sheet: float) -> bytes:
    """A part of a page (mm from its upper left corner) in grey, as many pixels for one poster place as for another."""
    page.set_cropbox(left * MM, (sheet - top - height) * MM, (left + width) * MM, (sheet - top) * MM)
    bitmap = page.render(scale=DPI / 72, grayscale=True)
    rows = [bytes(bitmap.buffer)[at * bitmap.stride : at * bitmap.stride + bitmap.width] for at in range(bitmap.height)]
    return b"".join(rows)


@pytest.mark.parametrize(
    ("width", "height", "paper"), [(841, 594, "A4"), (1189, 841, "A3"), (420, 594, "A4"), (500, 1300, "A4")]
)
def test_the_sheets_put_together_are_the_poster(fonts: FontBook, width: int, height: int, paper: str) -> None:
    plan = board.plan(samples.county(), samples.options(width, height), fonts)
    layout = tiles.sheets(plan, paper)
    whole, cut = pypdfium2.PdfDocument(board.render(plan)), pypdfium2.PdfDocument(tiles.render(plan, paper))
    inset = 0.4  # the dashed line on the cut itself
    inked = 0
    for tile in layout.tiles:
        size = tile.part.width - 2 * inset, tile.part.height - 2 * inset
        page = cut[tile.number - 1]
        mine = gray(page, tile.page.x + inset, tile.page.y + inset, *size, layout.sheet_height)
        theirs = gray(whole[0], tile.part.x + inset, tile.part.y + inset, *size, height)
        assert len(mine) == len(theirs)
        wrong = sum(abs(a - b) > 48 for a, b in zip(mine, theirs, strict=True))
        assert wrong <= len(mine) * 0.0005, tile
        inked += sum(value < 200 for value in theirs)
    assert inked > 1000
    whole.close()
    cut.close()


def test_every_sheet_and_the_map_carry_the_words_across(fonts: FontBook) -> None:
    plain = board.plan(samples.county(), samples.options(841, 594), fonts)
    draft = board.plan(samples.county(), samples.options(841, 594, watermark="草稿 · 未经审查"), fonts)
    assert draft.marks == plain.marks
    assert tiles.sheets(draft, "A4") == tiles.sheets(plain, "A4")
    said = texts(tiles.render(draft, "A4"))
    assert len(said) == tiles.sheets(draft, "A4").count + 1
    assert all("草稿·未经审查" in page for page in said)
    assert not any("草稿" in page for page in texts(tiles.render(plain, "A4")))


def texts(pdf: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(pdf)
    found = ["".join(page.get_textpage().get_text_range().split()) for page in document]
    document.close()
    return found


@pytest.mark.parametrize(
    ("width", "height", "paper"), [(841, 594, "A4"), (1189, 841, "A3"), (1189, 841, "A4"), (300, 300, "A4")]
)
def test_every_sheet_says_which_it_is_and_the_map_is_last(fonts: FontBook, width: int, height: int, paper: str) -> None:
    plan = board.plan(samples.town(), samples.options(width, height), fonts)
    layout = tiles.sheets(plan, paper)
    pages = texts(tiles.render(plan, paper))
    assert len(pages) == layout.count + 1
    for tile, text in zip(layout.tiles, pages, strict=False):
        assert f"第{tile.number}张／共{layout.count}张第{tile.row + 1}行第{tile.column + 1}列" in text
        assert text.count("100毫米") == 1
        if tile.glue_right:
            assert f"粘贴边：第{tile.number + 1}张的左边切齐后压到三角尖处" in text
        if tile.glue_below:
            assert f"粘贴边：第{tile.number + layout.columns}张的上边切齐后压到三角尖处" in text
        assert "公开栏拼贴图" not in text
    last = pages[-1]
    assert "公开栏拼贴图" in last
    assert plan.options.code.replace(" ", "") in last
    assert f"{paper}{'横' if layout.landscape else '竖'}向{layout.count}张" in last
    for joint in (*layout.joints_x, *layout.joints_y):
        assert f"{joint:g}" in last


def rulers(page: pypdfium2.PdfPage) -> list[float]:
    """The lengths of the paths with as many ticks as a ruler has, in mm."""
    found = []
    for item in page.get_objects():
        if item.type != raw.FPDF_PAGEOBJ_PATH:
            continue
        count = raw.FPDFPath_CountSegments(item)
        if count < 200:
            continue
        xs = []
        for at in range(count):
            x, y = ctypes.c_float(), ctypes.c_float()
            raw.FPDFPathSegment_GetPoint(raw.FPDFPath_GetPathSegment(item, at), x, y)
            xs.append(x.value)
        a, b, c, d = item.get_matrix().get()[:4]
        assert abs(a * d - b * c) == pytest.approx(1.0, abs=1e-6)
        found.append((max(xs) - min(xs)) / MM)
    return found


@pytest.mark.parametrize(("width", "height", "paper"), [(841, 594, "A4"), (1189, 841, "A3"), (1189, 841, "A4")])
def test_the_ruler_on_every_page_is_100_mm(fonts: FontBook, width: int, height: int, paper: str) -> None:
    plan = board.plan(samples.town(), samples.options(width, height), fonts)
    document = pypdfium2.PdfDocument(tiles.render(plan, paper))
    for page in document:
        assert rulers(page) == [pytest.approx(100.0, abs=0.01)]
    document.close()


def test_one_sheet_is_printed_again_alone(town: board.BoardPlan) -> None:
    every = texts(tiles.render(town, "A4"))
    again = texts(tiles.render(town, "A4", [5]))
    assert again == [every[4]]
    assert texts(tiles.render(town, "A4", [12, 2, 2])) == [every[1], every[11]]
    assert texts(tiles.render(town, "A4", range(1, 13))) == every[:-1]


@pytest.mark.parametrize("only", [[0], [13], [-1, 3], []])
def test_a_sheet_that_is_not_there(town: board.BoardPlan, only: list[int]) -> None:
    with pytest.raises(Trouble) as caught:
        tiles.render(town, "A4", only)
    assert "1 至 12" in caught.value.next_step


@pytest.mark.parametrize(("paper", "size"), [("A4", (210, 297)), ("A3", (297, 420))])
def test_the_page_to_try_a_printer_with(fonts: FontBook, paper: str, size: tuple[int, int]) -> None:
    pdf = trial.render(fonts, paper)
    document = pypdfium2.PdfDocument(pdf)
    assert len(document) == 1
    assert document.get_page_size(0) == pytest.approx((size[0] * MM, size[1] * MM), abs=0.01)
    assert rulers(document[0]) == [pytest.approx(100.0, abs=0.01)] * 2
    turned = [item.get_matrix().get()[1] for item in document[0].get_objects() if item.type == raw.FPDF_PAGEOBJ_PATH]
    assert any(abs(b) == pytest.approx(1.0) for b in turned)  # one of them stands upright
    document.close()
    said = texts(pdf)[0]
    assert all(words in said for words in ("试打页", "实际大小", "适合页面", "打印机留白", f"纸张选{paper}"))
    assert b"/PrintScaling /None" in pdf
    assert trial.render(fonts, paper) == pdf


def test_the_page_to_try_a_printer_with_is_for_the_papers_of_sheets(fonts: FontBook) -> None:
    with pytest.raises(Trouble, match="A5"):
        trial.render(fonts, "A5")


def test_pages_have_the_size_of_the_paper_and_are_not_scaled(town: board.BoardPlan) -> None:
    pdf = tiles.render(town, "A4")
    document = pypdfium2.PdfDocument(pdf)
    assert document.get_page_size(0) == pytest.approx((297 * MM, 210 * MM), abs=0.01)
    assert document.get_page_size(len(document) - 1) == pytest.approx((210 * MM, 297 * MM), abs=0.01)
    document.close()
    assert b"/PrintScaling /None" in pdf


def test_the_poster_is_in_the_file_once(town: board.BoardPlan) -> None:
    whole, cut = board.render(town), tiles.render(town, "A4")
    assert len(cut) < 2 * len(whole)
    assert cut.count(b"/Subtype /Form") == 1
    assert tiles.render(town, "A4") == cut


def test_a_wider_printer_margin_and_overlap_are_kept(town: board.BoardPlan) -> None:
    layout = tiles.sheets(town, "A4", printer_margin_mm=12, overlap_mm=15)
    assert_whole(layout)
    assert layout.count > tiles.sheets(town, "A4").count
    pages = texts(tiles.render(town, "A4", printer_margin_mm=12, overlap_mm=15))
    assert len(pages) == layout.count + 1
    assert not [text for text in pages[:-1] if not re.search(rf"第\d+张／共{layout.count}张", text)]


@pytest.mark.parametrize(("width", "height"), [(841, 594), (2400, 1200), (3000, 3000)])
def test_the_map_names_both_ways_to_print_one_sheet_again(fonts: FontBook, width: int, height: int) -> None:
    plan = board.plan(samples.town(), samples.options(width, height), fonts)
    document = pypdfium2.PdfDocument(tiles.render(plan, "A4"))
    said = "".join(document[len(document) - 1].get_textpage().get_text_range().split())
    assert "在“只打这几张”里点它，或在打印窗口的“页码”里填张号" in said


def test_the_map_of_a_poster_with_a_long_title_keeps_inside_the_page(fonts: FontBook) -> None:
    plan = board.plan(
        samples.town("某某省某某自治州某某县高新技术产业开发区管理委员会办公室" * 2), samples.options(2000, 2000), fonts
    )
    pdf = tiles.render(plan, "A4")
    document = pypdfium2.PdfDocument(pdf)
    page = document[len(document) - 1]
    width, height = page.get_size()
    for item in page.get_objects(max_depth=1):
        if item.type == raw.FPDF_PAGEOBJ_TEXT:
            left, bottom, right, top = item.get_bounds()
            assert left > 10
            assert right < width - 10
            assert bottom > 10
            assert top < height - 10
    document.close()
