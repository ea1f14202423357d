"""The poster: everything is on it, nothing overlaps, the type is as large as it can be and its reach is told."""

import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from app.document.blocks import Document, Table
from app.domain.errors import Trouble
from app.exports.across import draw_across
from app.exports.breaking import NOT_AT_END, NOT_AT_START
from app.exports.canvas import MM, open_canvas
from app.exports.fonts import FontBook
from app.exports.marks import Area, Rule, Text
from app.exports.measuring import Box, Type
from app.exports.poster import board
from app.exports.poster.advice import POINTS_PER_METRE, advise, millimetres, near
from app.exports.poster.options import Footer
from tests.app.exports import poster_samples as samples

ROOT = Path(__file__).resolve().parents[3]
SIZES = [
    (841, 594),
    (594, 841),
    (1189, 841),
    (420, 594),
    (297, 420),
    (210, 297),
    (1000, 1200),
    (2000, 600),
    (2400, 1200),
    (3000, 1500),
    (500, 1900),
]
LONG_NAME = (
    "某某省某某自治州某某县高新技术产业开发区管理委员会"
    "暨综合保税区建设发展领导小组办公室和公共资源交易服务中心联合办事处"
)


def text_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    text: str = document[0].get_textpage().get_text_range()
    document.close()
    return text


def squeezed(text: str) -> str:
    return "".join(text.split())


def glyph_boxes(plan: board.BoardPlan) -> list[tuple[float, float, float, float]]:
    """The ink of every set line, about: left, top, right, bottom in mm; the blank halves of marks are left out."""
    boxes = []
    for mark in plan.marks:
        if isinstance(mark, Text) and mark.line.segments:
            line, high = mark.line, 0.25 if mark.line.text == "、" else 0.80
            left, right = mark.x + line.lead / MM, mark.x + (line.width - line.trail) / MM
            boxes.append((left, mark.y - high * line.size / MM, right, mark.y + 0.05 * line.size / MM))
    return boxes


def assert_sound(plan: board.BoardPlan) -> None:
    """Nothing overlaps, nothing leaves the sheet, no line of text crosses an upright rule."""
    boxes = glyph_boxes(plan)
    for left, top, right, bottom in boxes:
        assert left >= 2
        assert right <= plan.width_mm - 2
        assert top >= 2
        assert bottom <= plan.height_mm - 2
    for one, other in combinations(sorted(boxes), 2):
        if other[0] >= one[2] - 0.05:
            continue
        width = min(one[2], other[2]) - max(one[0], other[0])
        height = min(one[3], other[3]) - max(one[1], other[1])
        assert width <= 0.3 or height <= 0.3, (one, other)
    for mark in plan.marks:
        if isinstance(mark, Rule) and mark.x == mark.to_x:
            for left, top, right, bottom in boxes:
                crosses = left + 0.3 < mark.x < right - 0.3 and top + 0.2 < mark.to_y and bottom - 0.2 > mark.y
                assert not crosses, (mark, (left, top, right, bottom))
        if isinstance(mark, Rule) and mark.y == mark.to_y:
            for left, top, right, bottom in boxes:
                crosses = top + 0.3 < mark.y < bottom - 0.3 and left + 0.2 < mark.to_x and right - 0.2 > mark.x
                assert not crosses, (mark, (left, top, right, bottom))


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("make", [samples.town, samples.county, samples.invented])
def test_every_size_is_sound(fonts: FontBook, size: tuple[int, int], make: object) -> None:
    plan = board.plan(make(), samples.options(*size), fonts)  # type: ignore[operator]
    assert_sound(plan)
    assert plan.smallest_pt >= 6.0
    assert plan.body_pt >= plan.smallest_pt


@pytest.mark.parametrize("size", [(841, 594), (420, 594), (1000, 1200)])
@pytest.mark.parametrize(
    "document",
    [
        samples.town(LONG_NAME),
        samples.county(factor=12345),
        samples.town("𬱖㛃䶮乡"),
        samples.town(**dict.fromkeys(samples.texts(samples.catalogue().governing(2020), "", "", ""), "")),
    ],
    ids=["60-character name", "6 digits", "rare characters", "empty passages"],
)
def test_hard_cases_are_sound(fonts: FontBook, document: Document, size: tuple[int, int]) -> None:
    name = document.signature.organ
    plan = board.plan(document, samples.options(*size, footer=Footer(name, "2021年1月20日", "", "0971-7654321")), fonts)
    assert_sound(plan)
    assert squeezed(document.title) in squeezed(text_of(board.render(plan)))


@pytest.mark.parametrize("make", [samples.town, samples.county, samples.invented])
def test_everything_is_on_the_sheet_in_order(fonts: FontBook, make: object) -> None:
    document: Document = make()  # type: ignore[operator]
    plan = board.plan(document, samples.options(841, 594), fonts)
    text = squeezed("".join(mark.line.text for mark in plan.marks if isinstance(mark, Text)))
    # Readers of PDF may sort neighbours in a table differently; no character is lost or added.
    assert sorted(text) == sorted(squeezed(text_of(board.render(plan))))
    for _, words in document.texts():
        if not any(words == paragraph.text for paragraph in document.preface) and "年1月18日" not in words:
            assert squeezed(words) in text or words == document.signature.organ, words
    for label in ("公开主体", "公开日期", "公开期限", "监督电话", "0971-7654321", plan.options.code):
        assert squeezed(label) in text
    for item in document.key_figures:
        assert item.figure + item.unit in text
    headings = [text.index(squeezed(part.heading)) for part in document.parts]
    assert headings[0] < min(headings[1:])
    figures = [f for part in document.parts for b in part.blocks if isinstance(b, Table) for f in b.figures.values()]
    assert text.count("0") >= sum(figure == "0" for figure in figures)


def test_characters_above_the_first_plane_copy_out_right(fonts: FontBook) -> None:
    plan = board.plan(samples.town("𬱖㛃䶮乡"), samples.options(841, 594), fonts)
    assert "𬱖㛃䶮乡" in text_of(board.render(plan))


def test_a_character_without_a_glyph_is_named(fonts: FontBook) -> None:
    with pytest.raises(Trouble, match="𰻝"):
        board.plan(samples.town("𰻝面镇"), samples.options(841, 594), fonts)
    footer = Footer(organ="㐂镇")
    with pytest.raises(Trouble, match="页脚"):
        board.plan(samples.town(), samples.options(841, 594, footer=footer), fonts)


def test_landscape_runs_in_rows_and_portrait_has_the_largest_table_across(fonts: FontBook) -> None:
    def tops(width: float, height: float) -> list[tuple[float, float, float]]:
        plan = board.plan(samples.town(), samples.options(width, height), fonts)
        boxes = {
            block.name: block.box for block in reversed(plan.blocks) if block.kind == "head" and "、" in block.name
        }
        return [
            (boxes[part.heading].x, boxes[part.heading].y, boxes[part.heading].width) for part in samples.town().parts
        ]

    one, two, three, four, five, six = tops(841, 594)
    assert one[1] == two[1] == three[1]
    assert four[1] == five[1] < six[1]
    assert (one[0], two[0], two[0]) == (four[0], five[0], six[0])
    assert one[0] < two[0] < three[0]
    one, two, three, four, five, six = tops(420, 594)
    assert one[1] == two[1] < three[1] < four[1] == five[1] < six[1]
    assert three[2] > 1.9 * one[2]


def test_gutters_take_the_joints_of_the_a4_tiles(fonts: FontBook) -> None:
    plan = board.plan(samples.town(), samples.options(841, 594), fonts)
    body = [block.box for block in plan.blocks if block.kind in ("text", "table")]
    for joint in (278, 555):
        assert not [box for box in body if box.x < joint < box.right]


def test_the_type_cannot_be_larger(fonts: FontBook) -> None:
    plan = board.plan(samples.county(), samples.options(841, 594), fonts)
    bottoms = [block.box.bottom for block in plan.blocks if block.kind in ("text", "table")]
    assert max(bottoms) > 495
    assert plan.body_pt >= 20
    larger = board.plan(samples.county(), samples.options(1189, 841), fonts)
    assert larger.body_pt == pytest.approx(plan.body_pt * 2**0.5, rel=0.06)


def test_the_smallest_type_reaches_the_reader_or_the_warning_says_how_far_it_does(fonts: FontBook) -> None:
    for width, height in SIZES:
        options = samples.options(width, height)
        plan = board.plan(samples.county(), options, fonts)
        assert plan.warnings == advise(options, plan.blocks, [])
        for distance in (0.5, 1.0, 1.5, 2.0):
            warnings = advise(replace(options, distance_m=distance), plan.blocks, [])
            if plan.smallest_pt >= POINTS_PER_METRE * distance:
                assert warnings == ()
                continue
            said = " ".join(warnings)
            assert warnings[0].startswith("最小的字（")
            assert f"{millimetres(plan.smallest_pt)} 毫米" in warnings[0]
            assert "磅" not in said
            assert f"{distance:g} 米外看不清" in said
            assert warnings[0].endswith(f"{near(plan.smallest_pt, distance)}看")


@pytest.mark.parametrize(
    ("reach_m", "distance_m", "said"),
    [
        (0.43, 1.0, "站到半米"),
        (0.48, 1.0, "站到半米"),
        (0.5, 1.0, "站到半米"),
        (0.39, 1.0, "走到跟前"),
        (0.43, 0.5, "走到跟前"),
        (0.98, 1.0, "站到半米"),
        (0.93, 2.0, "站到 1 米"),
        (1.3, 2.0, "站到 1 米"),
        (1.6, 2.0, "站到 1.5 米"),
        (0.55, 0.6, "站到半米"),
    ],
)
def test_how_near_is_told_as_one_steps(reach_m: float, distance_m: float, said: str) -> None:
    assert near(reach_m * POINTS_PER_METRE, distance_m) == said


def test_heights_are_told_in_millimetres() -> None:
    assert [millimetres(size) for size in (5.8, 9.6, 9.7, 20)] == ["1.8", "3", "3", "6"]


def test_a_warning_names_the_table_and_a_paper_that_would_do(fonts: FontBook) -> None:
    plan = board.plan(samples.town(), samples.options(297, 420, distance_m=1.0), fonts)
    said = next(words for words in plan.warnings if "表三" in words)
    assert "改用 A1，或" in said or "改用 A2，或" in said


def test_empty_passages_are_told(fonts: FontBook) -> None:
    form = samples.catalogue().governing(2020)
    section = next(each for each in form.sections if each.kind == "text")
    plan = board.plan(samples.town(**{section.id: ""}), samples.options(841, 594), fonts)
    assert [words for words in plan.warnings if section.heading in words]


@pytest.mark.parametrize("make", [samples.town, samples.county, samples.invented])
def test_labels_keep_off_the_rules(fonts: FontBook, make: Callable[[], Document]) -> None:
    """White on both sides of what stands in a table, though the headings of narrow columns fill them."""
    for width, height in ((841, 594), (297, 420)):
        plan = board.plan(make(), samples.options(width, height), fonts)
        uprights = [mark for mark in plan.marks if isinstance(mark, Rule) and mark.x == mark.to_x]
        for mark in plan.marks:
            if not isinstance(mark, Text) or not mark.line.segments:
                continue
            size, right = mark.line.size / MM, mark.x + mark.line.width / MM
            beside = [rule.x for rule in uprights if rule.y < mark.y - 0.3 * size < rule.to_y]
            for gap in [mark.x - x for x in beside if x < right - size / 2] + [x - right for x in beside if x > mark.x]:
                assert gap >= 0.11 * size or mark.line.text == "、", (mark.line.text, gap / size)


def long_text(chars: int) -> str:
    sentence = "办公室把通知贴在公开栏里，写明依据、对象和结果，村民就近可以看。"
    return "\n".join((sentence * 20)[:400] for _ in range(chars // 400))


def test_a_narrative_of_8000_characters_shrinks_and_stays_sound(fonts: FontBook) -> None:
    first = next(iter(samples.texts(samples.catalogue().governing(2020), "x")))
    document = samples.town(**{first: long_text(8000)})
    plan = board.plan(document, samples.options(841, 594), fonts)
    assert_sound(plan)
    assert plan.warnings
    assert squeezed(text_of(board.render(plan))).count("村民就近可以看") >= 8000 // 400 * 12
    with pytest.raises(Trouble) as caught:
        board.plan(document, samples.options(210, 297), fonts)
    assert "放不下" in caught.value.what
    assert "至少" in caught.value.next_step
    assert "A2" in caught.value.next_step or "A1" in caught.value.next_step


def test_a_text_that_no_board_holds_is_refused(fonts: FontBook) -> None:
    first = next(iter(samples.texts(samples.catalogue().governing(2020), "x")))
    with pytest.raises(Trouble, match="写短一些"):
        board.plan(samples.town(**{first: long_text(400_000)}), samples.options(297, 420), fonts)


def test_no_line_begins_or_ends_wrongly(fonts: FontBook) -> None:
    for document in (samples.town(), samples.county()):
        for width, height in ((841, 594), (420, 594), (1000, 1200)):
            plan = board.plan(document, samples.options(width, height), fonts)
            for mark in plan.marks:
                if isinstance(mark, Text) and len(mark.line.text) > 1:
                    assert mark.line.text[0] not in NOT_AT_START
                    assert mark.line.text.strip()[-1] not in NOT_AT_END


def test_the_styles_differ_in_the_accent_alone(fonts: FontBook) -> None:
    red = board.plan(samples.town(), samples.options(841, 594, style="red"), fonts)
    plain = board.plan(samples.town(), samples.options(841, 594, style="plain"), fonts)
    assert red.marks == plain.marks
    assert set(plain.colours.values()) == {(0.0, 0.0, 0.0)}
    assert red.colours["ink"] == (0.0, 0.0, 0.0)
    assert red.colours["accent"] != (0.0, 0.0, 0.0)


def test_weight_says_what_happened(fonts: FontBook) -> None:
    plan = board.plan(samples.town(), samples.options(841, 594), fonts)
    faces = {
        (mark.line.text, segment.face.name)
        for mark in plan.marks
        if isinstance(mark, Text)
        for segment in mark.line.segments
        if mark.line.text in ("0", "10") and mark.line.size < 60
    }
    assert ("10", "NotoSansSC-Bold") in faces
    assert ("0", "NotoSansSC-Regular") in faces
    assert ("0", "NotoSansSC-Bold") not in faces


def test_a_table_of_noughts_says_so_once_under_it(fonts: FontBook) -> None:
    document = samples.town()
    form = samples.catalogue().governing(2020)
    said = [section.nothing for section in form.sections if section.blocks]
    text = squeezed(text_of(board.render(board.plan(document, samples.options(420, 594), fonts))))
    assert [text.count(sentence) for sentence in said] == [0, 1, 1]
    assert "23行7列共161格，本年各格均为0" in text
    county = squeezed(text_of(board.render(board.plan(samples.county(), samples.options(420, 594), fonts))))
    assert "各格均为0" not in county


def test_the_sheet_has_its_size_and_tells_nothing_but_its_title(fonts: FontBook) -> None:
    pdf = board.render(board.plan(samples.town(), samples.options(841, 594), fonts))
    document = pypdfium2.PdfDocument(pdf)
    assert len(document) == 1
    assert document.get_page_size(0) == pytest.approx((841 * MM, 594 * MM), abs=0.01)
    facts = {key: value for key, value in document.get_metadata_dict().items() if value}
    assert set(facts) <= {"Title", "Author", "Producer"}
    assert facts["Title"] == samples.town().title
    document.close()


def test_same_data_same_bytes_in_another_process(fonts: FontBook) -> None:
    code = (
        "import hashlib, sys; from pathlib import Path; from tests.app.exports import poster_samples as s;"
        "from app.exports.poster import board; from app.exports.fonts import FontBook;"
        "f = FontBook(Path('resources/fonts')); p = board.plan(s.county(), s.options(420, 594), f);"
        "print(hashlib.sha256(board.render(p)).hexdigest())"
    )
    done = [
        subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True).stdout
        for _ in range(2)
    ]
    assert done[0] == done[1]
    plan = board.plan(samples.county(), samples.options(420, 594), fonts)
    assert board.render(plan) == board.render(board.plan(samples.county(), samples.options(420, 594), fonts))


def test_the_qr_code_is_what_the_encoder_says_and_large_enough(fonts: FontBook) -> None:
    import segno

    options = samples.options(841, 594)
    plan = board.plan(samples.town(), options, fonts)
    code = segno.make_qr(options.qr, error="m", boost_error=False)
    fills = [mark for mark in plan.marks if isinstance(mark, Area)]
    side = max(mark.x + mark.width for mark in fills) - min(mark.x for mark in fills)
    module = side / code.symbol_size(border=0)[0]
    assert module >= 0.45
    left, top = min(mark.x for mark in fills), min(mark.y for mark in fills)
    dark = {
        (round((mark.y - top) / module), column)
        for mark in fills
        for column in range(round((mark.x - left) / module), round((mark.x - left + mark.width) / module))
    }
    assert dark == {(y, x) for y, row in enumerate(code.matrix) for x, bit in enumerate(row) if bit}
    quiet = 4 * module - 0.01
    for box in glyph_boxes(plan):
        assert box[2] <= left - quiet or box[0] >= left + side + quiet or box[3] <= top - 0.5 * quiet
    with pytest.raises(Trouble, match="二维码"):
        board.plan(samples.town(), samples.options(841, 594, qr="长" * 3000), fonts)


def test_without_code_and_qr_the_foot_still_stands(fonts: FontBook) -> None:
    plan = board.plan(samples.town(), samples.options(841, 594, qr="", code=""), fonts)
    assert not [mark for mark in plan.marks if isinstance(mark, Area)]
    text = text_of(board.render(plan))
    assert "扫码核对" not in text
    assert "核对码" not in text
    coded = text_of(board.render(board.plan(samples.town(), samples.options(841, 594, qr=""), fonts)))
    assert "核对码" in coded


def test_a_watermark_lies_across_the_sheet_and_moves_nothing(fonts: FontBook) -> None:
    plan = board.plan(samples.town(), samples.options(420, 594), fonts)
    draft = board.plan(samples.town(), samples.options(420, 594, watermark="草稿"), fonts)
    assert draft.marks == plan.marks
    assert "草稿" in squeezed(text_of(board.render(draft)))
    assert "草稿" not in squeezed(text_of(board.render(plan)))


def test_user_text_is_only_text(fonts: FontBook) -> None:
    first = next(iter(samples.texts(samples.catalogue().governing(2020), "x")))
    nasty = "<b>粗</b> &amp; {year} %s \\n (未闭合 <a href='x'>链</a>"
    plan = board.plan(samples.town(**{first: nasty}), samples.options(841, 594), fonts)
    assert squeezed(nasty) in squeezed(text_of(board.render(plan)))


def test_rules_survive_an_office_printer(fonts: FontBook) -> None:
    plan = board.plan(samples.town(), samples.options(210, 297), fonts)
    rules = [mark for mark in plan.marks if isinstance(mark, Rule)]
    assert min(rule.weight for rule in rules if rule.ink == "ink") >= 0.35
    assert min(rule.weight for rule in rules if rule.ink == "accent") >= 0.75


@settings(max_examples=30, deadline=None)
@given(st.floats(20, 3000), st.floats(20, 3000), st.sampled_from(["草稿 · 未经审查", "稿", "草稿 · 未经审查 请勿张贴"]))
@example(520.0, 1690.0, "草稿 · 未经审查")
@example(394.0, 1796.0, "草稿 · 未经审查")
@example(1481.0, 373.0, "草稿 · 未经审查")
def test_words_across_stay_inside_whatever_the_box(fonts: FontBook, width: float, height: float, words: str) -> None:
    canvas, out = open_canvas(width + 40, height + 20, title="", organ="")
    draw_across(canvas, Type(fonts), words, Box(20, 5, width, height))
    canvas.showPage()
    canvas.save()
    document = pypdfium2.PdfDocument(out.getvalue())
    for item in document[0].get_objects():
        left, bottom, right, top = (each / MM for each in item.get_bounds())
        assert 20 - 0.1 <= left <= right <= 20 + width + 0.1
        assert 5 - 0.1 <= bottom <= top <= 5 + height + 0.1
    document.close()
