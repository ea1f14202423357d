"""The picture on one page: equal bars, one scale from nought, in black alone, nothing over another."""

import base64
import os
import re
import zlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import combinations, pairwise
from pathlib import Path

import pypdfium2
import pytest
import segno
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops, ImageStat

from app.document.story import Bar, Counter, Flow, Lead, Measure, Pairs, Reasons, Squares, Story, Strip, Years
from app.domain.errors import Trouble
from app.domain.organ import Organ
from app.exports.canvas import MM
from app.exports.fonts import FontBook
from app.exports.marks import Area, Rule, Text
from app.exports.picture import page
from app.exports.tones import on
from tests.app.exports import paper
from tests.app.exports.picture import stories
from tests.app.exports.test_board import LONG_NAME
from tests.app.exports.test_report_golden import MIXED

GOLDEN = Path(__file__).resolve().parents[3] / "golden" / "picture"
LONG = Organ(LONG_NAME, "区（县）部门", phone="0555-7654321")
STORIES: dict[str, Callable[[], Story]] = {
    "county_2023": stories.county,
    "town_2020": stories.town,
    "nothing_2023": stories.nothing,
    "invented_2027": stories.invented,
}


def large(factor: int = 4999) -> Story:
    """A long name, six figures everywhere, years missing."""
    cells = {name: (value or 0) * factor for name, value in stories.COUNTY_CELLS.items()}
    years = stories.earlier(LONG, {2019: 96000, 2021: None, 2022: 999999})
    return stories.county(LONG, cells, earlier=years, watermark="草稿 · 未经审查", pairs=True)


def many_reasons(count: int = 30) -> Story:
    story = stories.county()
    bars = tuple(Bar(f"一种说不清楚也道不明白的原因之{at}", at + 1, str(at + 1)) for at in range(count))
    groups = (("不予公开", f"{count}件", bars), ("无法提供", f"{count}件", bars[: count // 2]))
    return with_block(story, Reasons("没有公开的，原因是", groups, "其余{kinds}种"))


def with_block(story: Story, block: object) -> Story:
    return replace(story, blocks=tuple(block if type(each) is type(block) else each for each in story.blocks))


def long_labels() -> Story:
    """Figures and names as long as a form may have them."""
    figures = tuple(Measure(f"{name * 20}", "123456789012.123456", "万元", name * 60) for name in ("甲乙", "丙丁"))
    story = stories.town()
    lead = Lead("很长" * 30, "报告第二部分", figures, 10, note="下面一格是一项，格子大小不代表金额")
    strip = Strip("数字", "报告第二部分", figures * 2, "为0的还有：" + "某某事项、" * 20)
    return replace(story, blocks=(lead, strip, *story.blocks[1:]))


HARD: dict[str, Callable[[], Story]] = {
    **STORIES,
    "large": large,
    "many reasons": many_reasons,
    "long labels": long_labels,
    "long telephone": lambda: stories.nothing(Organ("柳湾乡", phone="0555-1234567（工作日上午9时至12时）、" * 3)),
    "nothing known": lambda: stories.nothing(Organ("某局", "区（县）部门"), earlier=(), pairs=False, code="", qr=""),
}


def boxes(plan: page.PicturePlan) -> list[tuple[float, float, float, float]]:
    """The ink of every set line, about: left, top, right, bottom in mm."""
    found = []
    for mark in plan.marks:
        if isinstance(mark, Text):
            line = mark.line
            left, right = mark.x + line.lead / MM, mark.x + (line.width - line.trail) / MM
            found.append((left, mark.y - 0.78 * line.size / MM, right, mark.y + 0.04 * line.size / MM))
    return found


def bars(plan: page.PicturePlan) -> list[list[Area]]:
    """The areas of both sides of the flow, each from the left."""
    place = next(each.box for each in plan.placed if isinstance(each.block, Flow))
    areas = [
        mark for mark in plan.marks
        if isinstance(mark, Area) and mark.tone != "ink" and place.y <= mark.y < place.bottom
    ]  # fmt: skip
    rows = sorted({round(area.y, 3) for area in areas})
    assert len(rows) == 2
    return [[area for area in areas if round(area.y, 3) == row] for row in rows]


def streams(pdf: bytes) -> Iterator[str]:
    """The drawing operators of every page and form."""
    for match in re.finditer(rb"stream\r?\n(.*?)endstream", pdf, re.S):
        data = match[1].strip()
        try:
            text = zlib.decompress(base64.a85decode(data, adobe=False) if data.endswith(b"~>") else data)
        except (ValueError, zlib.error):
            try:
                text = zlib.decompress(base64.a85decode(b"<~" + data, adobe=True))
            except (ValueError, zlib.error):
                continue
        if b" re" in text or b" Tf" in text:
            yield text.decode("latin-1")


def text_of(pdf: bytes) -> str:
    """Every word in the order in which it is drawn, without blanks."""
    return "".join("".join(text.split()) for _, _, text in paper.pieces(pdf)[0])


def picture(pdf: bytes, width: int) -> Image.Image:
    document = pypdfium2.PdfDocument(pdf)
    image: Image.Image = document[0].render(scale=width / 595.276).to_pil().convert("L")
    document.close()
    return image


@pytest.mark.parametrize("name", HARD)
def test_nothing_overlaps_and_nothing_leaves_the_page(fonts: FontBook, name: str) -> None:
    plan = page.plan(HARD[name](), fonts)
    found = boxes(plan)
    for left, top, right, bottom in found:
        assert left >= 15.5, plan
        assert right <= 194.7
        assert top >= 12
        assert bottom <= 290
    for one, other in combinations(sorted(found), 2):
        width = min(one[2], other[2]) - max(one[0], other[0])
        height = min(one[3], other[3]) - max(one[1], other[1])
        assert width <= 0.3 or height <= 0.3, (one, other)
    assert min(mark.line.size for mark in plan.marks if isinstance(mark, Text)) >= 8.8


def test_both_bars_are_equally_long_and_on_one_scale(fonts: FontBook) -> None:
    story = stories.county()
    block = next(each for each in story.blocks if isinstance(each, Flow))
    came, went = bars(page.plan(story, fonts))
    lengths = [sum(area.width for area in row) for row in (came, went)]
    assert abs(lengths[0] - lengths[1]) < 0.1
    total = sum(bar.value for bar in block.came)
    for row, told in ((came, block.came), (went, block.went)):
        assert [area.tone for area in row] == [bar.tone for bar in told]
        for area, bar in zip(row, told, strict=True):
            assert area.width == pytest.approx(bar.value * 178 / total)
        for area, following in pairwise(row):
            assert area.x + area.width == pytest.approx(following.x)


def test_reasons_and_years_begin_at_nought_on_one_scale(fonts: FontBook) -> None:
    story = stories.county()
    plan = page.plan(story, fonts)
    place = {type(each.block): each.box for each in plan.placed}
    told = next(each for each in story.blocks if isinstance(each, Reasons))
    values = [bar.value for _, _, group in told.groups for bar in group]
    areas = [mark for mark in plan.marks if isinstance(mark, Area) and mark.tone != "ink"]
    box = place[Reasons]
    rows = sorted((a for a in areas if a.x < box.right and box.y < a.y < box.bottom), key=lambda area: area.y)
    assert len({round(area.x, 3) for area in rows}) == 1
    assert [area.width / rows[0].width for area in rows] == pytest.approx([value / values[0] for value in values])
    box = place[Years]
    columns = sorted((a for a in areas if a.x >= box.x and box.y < a.y < box.bottom), key=lambda area: area.x)
    years = next(each for each in story.blocks if isinstance(each, Years))
    known = [value for _, value in years.columns if value]
    assert len({round(area.y + area.height, 3) for area in columns}) == 1
    shares = [value / known[0] for value in known]
    assert [area.height / columns[0].height for area in columns] == pytest.approx(shares)


def test_a_year_without_a_report_says_so(fonts: FontBook) -> None:
    story = stories.county(earlier=stories.earlier(stories.COUNTY, {2020: 12, 2021: None}))
    years = next(each for each in story.blocks if isinstance(each, Years))
    assert years.columns == ((2020, 12), (2021, None), (2022, None), (2023, 191))
    text = text_of(page.render(story, fonts))
    assert text.count("无资料") == 2


@pytest.mark.parametrize("name", STORIES)
def test_in_black_alone_there_is_no_colour_and_no_grey_text(fonts: FontBook, name: str) -> None:
    story = replace(STORIES[name](), watermark="草稿 · 未经审查")
    for text in streams(page.render(story, fonts, colour=False)):
        bare = re.sub(r"\((?:\\.|[^\\()])*\)", "", text)
        assert not re.search(r"(?<![\w.])(?:rg|RG|k|K|cs|CS|sc|SC|scn|SCN|gs|sh)(?!\w)", bare)
        strokes = re.findall(r"([\d.]+) G\b", bare)
        assert set(map(float, strokes)) <= {0.0, 1.0}
    plan = page.plan(story, fonts)
    assert {mark.ink for mark in plan.marks if isinstance(mark, Text)} <= {"ink", "accent", "paper"}


@pytest.mark.parametrize("name", STORIES)
def test_text_is_large_and_black_enough(fonts: FontBook, name: str) -> None:
    plan = page.plan(STORIES[name](), fonts)
    areas = [mark for mark in plan.marks if isinstance(mark, Area)]
    for mark in plan.marks:
        if isinstance(mark, Text) and mark.ink == "accent":
            assert mark.line.size >= 12
        if isinstance(mark, Text) and mark.ink == "paper":
            assert mark.line.size >= 12
            under = [a for a in areas if a.x <= mark.x <= a.x + a.width and a.y <= mark.y <= a.y + a.height]
            assert all(on(area.tone) == "paper" for area in under if area.tone != "ink")
        if isinstance(mark, Rule):
            assert mark.weight >= (0.75 if mark.ink == "accent" else 0.35) or mark.ink == "paper" or mark.dash


def test_the_qr_code_is_read_from_the_picture(fonts: FontBook) -> None:
    plan = page.plan(stories.town(), fonts)
    modules = [mark for mark in plan.marks if isinstance(mark, Area) and mark.tone == "ink"]
    code = segno.make_qr(stories.QR, error="m", boost_error=False)
    rows = [bytes(row) for row in code.matrix]
    left, top = min(mark.x for mark in modules), min(mark.y for mark in modules)
    size = (max(mark.x + mark.width for mark in modules) - left) / len(rows)
    assert size >= 0.36
    image = picture(page.render(stories.town(), fonts, colour=False), 1240)
    scale, pixels = 1240 / 210, image.tobytes()
    for y, row in enumerate(rows):
        for x, dark in enumerate(row):
            at = int((top + (y + 0.5) * size) * scale) * image.width + int((left + (x + 0.5) * size) * scale)
            assert (pixels[at] < 128) == bool(dark), (x, y)
    # Four modules of white around it.
    for other in boxes(plan):
        assert other[2] <= left - 4 * size + 0.01 or other[3] < top


@pytest.mark.parametrize("colour", [True, False])
def test_the_same_story_gives_the_same_bytes(fonts: FontBook, colour: bool) -> None:
    once, again = (page.render(stories.county(), fonts, colour=colour) for _ in range(2))
    assert once == again


@pytest.mark.parametrize("name", HARD)
def test_every_word_of_the_story_is_on_the_page(fonts: FontBook, name: str) -> None:
    story = HARD[name]()
    plan = page.plan(story, fonts)
    text = text_of(page.render(story, fonts))
    assert "".join(story.title.split()) in text
    for each in (story.finding, story.period, story.foot.organ, plan.story.foot.source, story.watermark):
        assert "".join(each.split()) in text
    for block in story.blocks:
        assert ("".join(block.title.split())[:20] in text) == (block not in plan.left_out)


def test_a_draft_says_so_in_both_inks(fonts: FontBook) -> None:
    story = stories.nothing(watermark="草稿 · 未经审查")
    for colour in (True, False):
        assert "草稿·未经审查" in text_of(page.render(story, fonts, colour=colour))


def test_what_falls_short_goes_where_there_is_no_room_the_counter_before_it(fonts: FontBook) -> None:
    long = tuple((f"第{at}处说得很长的不足" * 6, "一句同样长的改进办法" * 6) for at in range(6))
    story = stories.town()
    pairs = Pairs("不足和改进", "摘自报告第五部分", long)
    too_long = replace(story, blocks=tuple(pairs if isinstance(each, Pairs) else each for each in story.blocks))
    without = page.plan(too_long, fonts)
    assert [type(block) for block in without.left_out] == [Pairs]
    assert without.story.foot.source.startswith("数字均取自")  # no words of the report are left
    assert story.foot.source.startswith("数字和文字均取自")
    whole, [first, *_] = page.plan(story, fonts), long
    assert not whole.left_out
    pairs = replace(pairs, pairs=(first, first, first))
    longer = replace(story, blocks=tuple(pairs if isinstance(each, Pairs) else each for each in story.blocks))
    assert [type(block) for block in page.plan(longer, fonts).left_out] == [Counter]


def test_many_reasons_are_put_together_and_counted(fonts: FontBook) -> None:
    plan = page.plan(many_reasons(40), fonts)
    assert any(isinstance(each.block, Reasons) for each in plan.placed)
    text = "".join(mark.line.text for mark in plan.marks if isinstance(mark, Text))
    merged = re.search(r"其余(\d+)种", text)
    assert merged
    assert not plan.left_out


def test_slack_goes_evenly_between_the_blocks(fonts: FontBook) -> None:
    for story in (stories.county(), stories.town()):
        plan = page.plan(story, fonts)
        rules = [m.y for m in plan.marks if isinstance(m, Rule) and m.x == 16 and m.to_x == 194 and m.ink == "accent"]
        gaps = []
        for rule in sorted(rules)[1:]:
            above = max(each.box.bottom for each in plan.placed if each.box.bottom <= rule + 0.01)
            gaps.append(rule - above)
        assert max(gaps) - min(gaps) < 0.05, gaps


def test_a_character_without_a_glyph_is_named_before_anything_is_drawn(fonts: FontBook) -> None:
    story = replace(stories.town(), finding="一个\U00030edd字")
    with pytest.raises(Trouble, match="字库里没有"):
        page.render(story, fonts)


@settings(max_examples=25)
@given(text=st.one_of(st.text(max_size=40), st.text(alphabet=MIXED, max_size=120)))
def test_any_text_is_printed_or_refused(fonts: FontBook, text: str) -> None:
    story = stories.nothing()
    foot = replace(story.foot, organ=text, phone=text)
    blocks = tuple(
        replace(block, rows=(("受理", text), ("地址", text * 3))) if isinstance(block, Counter)
        else replace(block, pairs=((text, text),)) if isinstance(block, Pairs)
        else block
        for block in story.blocks
    )  # fmt: skip
    story = replace(story, title=text or "题", finding=text, foot=foot, blocks=blocks, watermark=text)
    if fonts.missing([words for _, words in page.texts(story)]):
        with pytest.raises(Trouble):
            page.render(story, fonts)
    else:
        assert page.render(story, fonts, colour=False).startswith(b"%PDF")


@settings(max_examples=25, deadline=None)
@given(figures=st.lists(st.integers(0, 999_999), min_size=8, max_size=8))
def test_any_figures_fit(fonts: FontBook, figures: list[int]) -> None:
    names = ("granted", "partial", "state_secret", "not_held", "petition", "no_correction", "other_misc", "carried_out")
    cells = {f"requests.{name}.natural": value for name, value in zip(names, figures, strict=True)}
    cells |= {"requests.new.natural": sum(figures), "proactive.licences.decisions": figures[0]}
    cells["disputes.cases.review_upheld"] = figures[1] % 40
    story = stories.county(cells={**cells, "proactive.fees.amount": Decimal(figures[2]) / 7}, pairs=True)
    plan = page.plan(story, fonts)
    assert all(mark.x >= 15 for mark in plan.marks if isinstance(mark, Text))
    if any(figures):
        came, went = bars(plan)
        assert abs(sum(area.width for area in came) - sum(area.width for area in went)) < 0.1


def test_few_cases_are_squares_and_many_are_not(fonts: FontBook) -> None:
    few = next(each for each in stories.county().blocks if isinstance(each, Squares))
    assert few.is_counted
    plan = page.plan(stories.county(), fonts)
    box = next(each.box for each in plan.placed if isinstance(each.block, Squares))
    drawn = [mark for mark in plan.marks if isinstance(mark, Area) and box.y < mark.y < box.bottom]
    assert len(drawn) == 9
    cells = {**stories.COUNTY_CELLS, "disputes.cases.review_upheld": 300}
    many = next(each for each in stories.county(cells=cells).blocks if isinstance(each, Squares))
    assert not many.is_counted


def test_without_other_years_reasons_stand_in_two_columns(fonts: FontBook) -> None:
    plan = page.plan(stories.county(earlier=()), fonts)
    who = next(each.box for each in plan.placed if isinstance(each.block, Strip) and each.block.is_aside)
    assert who.width > 170
    assert not plan.left_out


@pytest.mark.parametrize("name", STORIES)
def test_page_is_the_one_that_was_approved(fonts: FontBook, name: str) -> None:
    """Text with its places, and a small picture; renewed by GONGKAILAN_GOLDEN=1 after the pages were looked at."""
    story = STORIES[name]()
    marks = [mark for mark in page.plan(story, fonts).marks if isinstance(mark, Text)]
    found = "".join(f"{mark.y:6.1f} {mark.x:6.1f} {mark.line.size:5.1f} {mark.line.text}\n" for mark in marks)
    image = picture(page.render(story, fonts), 360)
    text, shot = GOLDEN / f"{name}.txt", GOLDEN / f"{name}.png"
    if os.environ.get("GONGKAILAN_GOLDEN"):
        GOLDEN.mkdir(exist_ok=True)
        text.write_text(found, encoding="utf-8", newline="\n")
        image.quantize(16).save(shot, optimize=True)
    assert found == text.read_text(encoding="utf-8")
    apart = ImageChops.difference(image, Image.open(shot).convert("L"))
    assert ImageStat.Stat(apart).mean[0] < 4
