"""The long image read back: its pixels with Pillow, its words from the page it was drawn on."""

import os
import struct
import time
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pytest
import segno
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops, ImageStat

from app.document.story import Flow, Lead, Measure, Noughts, Pairs, Squares, Story
from app.domain.errors import Trouble
from app.domain.organ import Organ
from app.domain.values import Value
from app.exports.canvas import MM
from app.exports.fonts import FontBook
from app.exports.long import cases, counts, image
from app.exports.long.style import SMALL
from app.exports.marks import Area, Sheet, Text
from app.exports.measuring import Box, Type
from tests.app.exports import paper
from tests.app.exports.picture import stories
from tests.app.exports.test_report_golden import MIXED

GOLDEN = Path(__file__).resolve().parents[3] / "golden" / "long"
STAMP = "草稿 · 未经审查"
LONG = Organ(
    "某某省某某自治州某某县高新技术产业开发区管理委员会暨综合保税区建设发展领导小组办公室和公共资源交易服务中心联合办事处",
    "区（县）部门",
    phone="0555-7654321",
)
MANY: dict[str, Value] = {
    name: value * (999 if isinstance(value, Decimal) else 4999) for name, value in stories.COUNTY_CELLS.items() if value
}


def crowded() -> Story:
    """A long name, figures of six digits and more, the words of a draft."""
    earlier = stories.earlier(LONG, {2019: 96000, 2022: 999999})
    return stories.county(LONG, MANY, earlier=earlier, watermark=STAMP)


def single() -> Story:
    return stories.county(cells={"requests.new.natural": 1, "requests.carried_out.natural": 1})


MAKERS: dict[str, Callable[[], Story]] = {
    "town": stories.town, "county": stories.county, "nothing": stories.nothing, "invented": stories.invented,
    "crowded": crowded, "single": single,
}  # fmt: skip
EVERY = pytest.mark.parametrize("make", MAKERS.values(), ids=MAKERS)


def opened(data: bytes) -> Image.Image:
    return Image.open(BytesIO(data))


def chunks(data: bytes) -> list[str]:
    found, at = [], 8
    while at < len(data):
        length, name = struct.unpack(">I4s", data[at : at + 8])
        found.append(name.decode())
        at += length + 12
    return found


def test_too_many_cases_for_squares_are_told_by_their_figures(fonts: FontBook) -> None:
    """One square beside 300 would say that there was one: it stands before the name, as a key."""
    story = stories.county(cells={**stories.COUNTY_CELLS, "disputes.cases.review_upheld": 300})
    block = next(each for each in story.blocks if isinstance(each, Squares))
    assert not block.is_counted
    sheet = Sheet(Type(fonts))
    cases.squares(sheet, block, Box(0.0, 0.0, 94.0, 0.0))
    drawn = [mark for mark in sheet.marks if isinstance(mark, Area)]
    figures = {mark.line.text for mark in sheet.marks if isinstance(mark, Text)}
    kinds = [bar for _, _, bars in block.rows for bar in bars]
    assert {mark.x for mark in drawn if 2 < mark.width < 4} == {0.0}
    assert len([mark for mark in drawn if 2 < mark.width < 4]) == len(kinds)
    assert {bar.shown for bar in kinds} <= figures


def test_squares_stand_under_what_they_count_though_another_figure_is_the_same(fonts: FontBook) -> None:
    sums = (Measure("总金额", "10", "万元"), Measure("项目", "10", "项"))
    sheet = Sheet(Type(fonts))
    counts.lead(sheet, Lead("采购", "", sums, 10, 1, "一格是一项"), Box(0.0, 0.0, 150.0, 0.0))
    lines = sorted((mark.y, mark.line.text) for mark in sheet.marks if isinstance(mark, Text))
    assert [text for _, text in lines if text in ("总金额", "项目")] == ["总金额", "项目"]


@pytest.mark.parametrize("name", ["town", "county", "nothing"])
def test_image_is_the_one_that_was_approved(fonts: FontBook, name: str) -> None:
    """After a wanted change: look at the image, then run with GONGKAILAN_GOLDEN=1 and review the difference."""
    (data,) = image.render(MAKERS[name](), fonts)
    whole = opened(data).convert("L")
    found = whole.resize((180, whole.height // 6), Image.Resampling.BOX)
    golden = GOLDEN / f"{name}.png"
    if os.environ.get("GONGKAILAN_GOLDEN"):
        golden.parent.mkdir(exist_ok=True)
        found.quantize(16).save(golden, optimize=True)
    with Image.open(golden) as approved:
        assert found.size == approved.size
        difference = ImageChops.difference(found, approved.convert("L"))
    assert ImageStat.Stat(difference).mean[0] < 4
    assert max(ImageStat.Stat(part).mean[0] for part in pieces(difference)) < 16


def pieces(picture: Image.Image) -> list[Image.Image]:
    return [picture.crop((0, y, picture.width, y + 20)) for y in range(0, picture.height, 20)]


@EVERY
def test_file_is_small_and_holds_only_pixels(fonts: FontBook, make: Callable[[], Story]) -> None:
    for split in (None, 4000):
        for data in image.render(make(), fonts, split_px=split):
            picture = opened(data)
            assert picture.width == 1080
            assert picture.mode == "P"
            assert len(picture.getcolors() or []) <= 24
            assert not picture.info
            assert set(chunks(data)) == {"IHDR", "PLTE", "IDAT", "IEND"}
            assert len(data) < 2_000_000


@EVERY
def test_everything_the_story_tells_is_drawn(fonts: FontBook, make: Callable[[], Story]) -> None:
    story = make()
    said = flat("".join(words for page in paper.pieces(image.sheets(story, fonts)[0]) for _, _, words in page))
    assert flat(story.finding) in said
    for words in story_texts(story):
        assert flat(words) in said


def story_texts(story: Story) -> list[str]:
    """Every single text that is to be seen; small noughts stand without their unit."""
    found = [story.title, story.period, story.finding]

    def gather(thing: object) -> None:
        if isinstance(thing, str):
            found.append(thing)
        elif isinstance(thing, tuple):
            for each in thing:
                gather(each)
        elif hasattr(thing, "__dataclass_fields__"):
            unseen = {"tone", "rest", "unknown", "qr"} | ({"small"} if isinstance(thing, Noughts) else set())
            for name in thing.__dataclass_fields__.keys() - unseen:
                gather(getattr(thing, name))
            found.extend(each.label for each in getattr(thing, "small", ()))

    gather((story.foot, story.blocks))
    return found


@EVERY
def test_nothing_is_smaller_than_35_pixels_or_runs_out_at_the_side(fonts: FontBook, make: Callable[[], Story]) -> None:
    for page in paper.read(image.sheets(make(), fonts)[0]):
        for char in page:
            assert char.size >= SMALL - 0.01
            assert char.text.isspace() or 4 * MM <= char.x <= 104 * MM


@EVERY
def test_images_are_cut_between_cards_only(fonts: FontBook, make: Callable[[], Story]) -> None:
    whole = image.render(make(), fonts)
    parts = image.render(make(), fonts, split_px=4000)
    assert len(whole) == 1
    assert all(opened(part).height <= 4000 for part in parts)
    cards = [len(white_bands(opened(data))) for data in parts]
    assert sum(cards) == len(white_bands(opened(whole[0])))
    assert all(cards)


def white_bands(picture: Image.Image) -> list[int]:
    """Where cards begin: at the left edge of all cards, inside their rounding, paper follows on ground."""
    column = picture.convert("RGB").crop((60, 0, 61, picture.height)).tobytes()
    paper_ = [column[3 * y : 3 * y + 3] == b"\xff\xff\xff" for y in range(picture.height)]
    return [y for y in range(1, picture.height) if paper_[y] and not paper_[y - 1] and all(paper_[y : y + 60])]


def test_a_card_taller_than_asked_is_an_image_of_its_own(fonts: FontBook) -> None:
    story = stories.county()
    parts = image.render(story, fonts, split_px=500)
    assert len(parts) == len(story.blocks) + 1


def test_both_bars_are_equally_long_and_true(fonts: FontBook) -> None:
    block = next(each for each in stories.county().blocks if isinstance(each, Flow))
    sheet = Sheet(Type(fonts))
    cases.flow(sheet, block, Box(8.0, 0.0, 92.0, 0.0))
    bars = [mark for mark in sheet.marks if isinstance(mark, Area) and mark.height == cases._BAR]
    came, went = bars[: len(block.came)], [each for each in bars[len(block.came) :] if each.tone != "open"]
    scale = 92.0 / sum(bar.value for bar in block.came)
    assert sum(each.width for each in came) == pytest.approx(92.0, abs=0.01)
    assert [each.width for each in came] == pytest.approx([bar.value * scale for bar in block.came], abs=0.01)
    wanted = [bar.value * scale for bar in block.went if bar.tone != "open"]
    assert [each.width for each in went] == pytest.approx(wanted, abs=0.01)


@pytest.mark.parametrize("content", [stories.QR, "https://example.cn/" + "a" * 180])
def test_the_qr_code_can_be_read_from_the_pixels(fonts: FontBook, content: str) -> None:
    """Every module is a square of whole pixels, black or white, with four modules of white around."""
    story = stories.town()
    (data,) = image.render(replace(story, foot=replace(story.foot, qr=content)), fonts)
    picture = opened(data).convert("L")
    matrix = [bytes(row) for row in segno.make_qr(content, error="m", boost_error=False).matrix]
    count = len(matrix)
    side = max(4, round(240 / count))
    found = finder(picture, side)
    assert found
    left, top = found
    for y, row in enumerate(matrix):
        for x, dark in enumerate(row):
            for dx, dy in ((1, 1), (side - 2, side - 2), (side // 2, side // 2)):
                pixel = picture.getpixel((left + x * side + dx, top + y * side + dy))
                assert pixel == (0 if dark else 255)
    for at in range(-4 * side + 1, (count + 4) * side - 1, 3):
        for edge in (-4 * side + 2, count * side + 4 * side - 2):
            assert picture.getpixel((left + at, top + edge)) == 255
            assert picture.getpixel((left + edge, top + at)) == 255


def finder(picture: Image.Image, side: int) -> tuple[int, int] | None:
    """The corner of the first finder pattern: seven dark modules side by side, white before and behind."""
    low = picture.height - 1600
    pixels = picture.crop((0, low, picture.width, picture.height)).tobytes()
    run = b"\xff" * side + b"\0" * (7 * side) + b"\xff" * (side - 1)
    for y in range(1600):
        at = pixels.find(run, y * 1080, (y + 1) * 1080)
        if at >= 0:
            return at - y * 1080 + side, low + y
    return None


@pytest.mark.parametrize("split", [None, 3000])
def test_draft_words_stand_on_every_image(fonts: FontBook, split: int | None) -> None:
    data, count = image.sheets(stories.county(watermark=STAMP), fonts, split_px=split)
    pages = paper.read(data)
    assert len(pages) == count
    assert all(paper.text(page).count("未经审查") >= 2 for page in pages)
    said = "".join(map(paper.text, paper.read(image.sheets(stories.county(), fonts, split_px=split)[0])))
    assert "草稿" not in said


def test_same_story_same_bytes(fonts: FontBook) -> None:
    assert image.render(crowded(), fonts, split_px=4000) == image.render(crowded(), fonts, split_px=4000)


def test_the_sample_is_made_in_the_time_it_has(fonts: FontBook) -> None:
    story, times = stories.town(), []
    for _ in range(4):
        start = time.process_time()
        image.render(story, fonts)
        times.append(time.process_time() - start)
    assert min(times) <= 0.4


def with_pairs(*pairs: tuple[str, str]) -> Story:
    story = stories.town()
    blocks = tuple(replace(block, pairs=pairs) if isinstance(block, Pairs) else block for block in story.blocks)
    return replace(story, blocks=blocks)


def test_very_long_texts_are_drawn_or_refused(fonts: FontBook) -> None:
    story = with_pairs(("短" * 4000, "长" * 4000))
    said = "".join(paper.text(page) for page in paper.read(image.sheets(story, fonts)[0]))
    assert said.count("短") >= 4000
    assert all(len(data) < 2_000_000 for data in image.render(story, fonts))
    with pytest.raises(Trouble, match="长图放不下"):
        image.sheets(with_pairs(("短" * 20000, "长")), fonts)


@pytest.mark.parametrize("text", ["=cmd|'/C calc'!A0", "<script>alert(1)</script>&nbsp;", "\x00\u200f乡\x07"])
def test_strange_texts_are_only_text(fonts: FontBook, text: str) -> None:
    data, _ = image.sheets(with_pairs((text, text)), fonts)
    said = "".join(paper.text(page) for page in paper.read(data))
    assert said.count(flat("".join(char for char in text if char.isprintable()))) >= 2


@settings(max_examples=12)
@given(text=st.one_of(st.text(max_size=30), st.text(alphabet=MIXED, max_size=200)))
def test_any_text_is_drawn_or_refused(fonts: FontBook, text: str) -> None:
    story = with_pairs((text, text))
    if fonts.missing([text]):
        with pytest.raises(Trouble, match="字库里没有"):
            image.sheets(story, fonts)
        return
    shown = {char for char in text if char.isprintable() and not char.isspace()}
    said = {char for page in paper.pieces(image.sheets(story, fonts)[0]) for _, _, piece in page for char in piece}
    assert shown <= said


def flat(text: str) -> str:
    return "".join(text.split())
