"""The marks that poster, picture and long image are made of: put on a sheet, drawn, and asked where a joint hurts."""

from typing import Any

import pytest

from app.exports.canvas import MM
from app.exports.fonts import FontBook
from app.exports.marks import Area, Mark, Rule, Shape, Sheet, Text
from app.exports.measuring import Box, Type
from app.exports.pen import Colours, draw_marks, rgb
from app.exports.qr import qr_code
from app.exports.tiling.ink import STEP, level_costs, upright_costs

COLOURS: Colours = {"ink": (0.0,), "accent": rgb("#FF0000"), "open": (1.0,), "full": (0.0,)}


class Told:
    """A canvas that keeps what it was told."""

    def __init__(self) -> None:
        self.calls: list[tuple[Any, ...]] = []

    def __getattr__(self, name: str) -> Any:
        return lambda *given, **_: self.calls.append((name, *given))

    def named(self, *names: str) -> list[tuple[Any, ...]]:
        return [call for call in self.calls if call[0] in names]


@pytest.fixture
def sheet(fonts: FontBook) -> Sheet:
    return Sheet(Type(fonts))


def drawn(*marks: Mark) -> Told:
    told = Told()
    draw_marks(told, marks, 100.0, COLOURS)
    return told


def test_no_rule_is_thinner_than_a_printer_can_make_it(sheet: Sheet) -> None:
    sheet.across(0, 10, 5, 0.1)
    sheet.down(3, 0, 10, 0.1, "accent")
    sheet.rule(0, 0, 10, 10, 2.0, dash=(1.5, 1.5))
    assert sheet.marks == [
        Rule(0, 5, 10, 5, 0.35),
        Rule(3, 0, 3, 10, 0.75, "accent"),
        Rule(0, 0, 10, 10, 2.0, "ink", (1.5, 1.5)),
    ]


def test_a_double_rule_keeps_its_gap_between_the_outer_edges(sheet: Sheet) -> None:
    assert sheet.double(0, 10, 20.0, (4.0, 1.0), 3.0) == 23.0
    thick, thin = (mark for mark in sheet.marks if isinstance(mark, Rule))
    assert thick.y - thick.weight / MM / 2 == pytest.approx(20.0)
    assert thin.y + thin.weight / MM / 2 == pytest.approx(23.0)


def test_words_end_at_their_place_and_nothing_is_put_for_none(sheet: Sheet) -> None:
    assert sheet.text("", "board_text", 10, 50, 5) == 0.0
    assert sheet.marks == []
    width = sheet.text("公开", "board_text", 10, 50, 5, align=1.0)
    (mark,) = sheet.marks
    assert isinstance(mark, Text)
    assert mark.x == pytest.approx(50 - width)
    sheet.lines(sheet.wrapped("政府信息公开", "board_text", 10, 12.0), 0, 10, 4.0, "accent")
    assert [(mark.y, mark.ink) for mark in sheet.marks[1:] if isinstance(mark, Text)] == [
        (10.0 + 4.0 * at, "accent") for at in range(len(sheet.marks) - 1)
    ]
    assert len(sheet.marks) > 2


def test_colours_are_told_where_they_change_and_greys_as_greys() -> None:
    told = drawn(
        Rule(0, 0, 1, 0, 1.0), Rule(0, 1, 1, 1, 1.0), Rule(0, 2, 1, 2, 1.0, "accent"), Area(0, 0, 1, 1, "full"),
        Area(0, 0, 1, 1, "full"), Shape(((5, 5),), 1.0),
    )  # fmt: skip
    assert told.named("setStrokeGray", "setStrokeColorRGB") == [("setStrokeGray", 0.0), ("setStrokeColorRGB", 1, 0, 0)]
    assert told.named("setFillGray", "setFillColorRGB") == [("setFillGray", 0.0), ("setFillColorRGB", 1, 0, 0)]


def test_a_dashed_rule_leaves_no_dashes_to_the_next() -> None:
    told = drawn(Rule(0, 0, 1, 0, 1.0, dash=(2.0, 1.0)), Rule(0, 1, 1, 1, 1.0))
    assert [call[:2] for call in told.named("setDash", "line")] == [
        ("setDash", [2.0, 1.0]), ("line", 0.0), ("setDash",), ("line", 0.0)
    ]  # fmt: skip


def test_an_open_area_keeps_its_outline_within_its_edges() -> None:
    (_, x, y, width, height), = drawn(Area(10, 10, 20, 5, "open")).named("rect")  # fmt: skip
    assert x == pytest.approx(10 * MM + 0.45)
    assert y == pytest.approx(85 * MM + 0.45)
    assert (width, height) == (pytest.approx(20 * MM - 0.9), pytest.approx(5 * MM - 0.9))


def test_a_code_is_areas_and_all_of_them_within_its_side(sheet: Sheet) -> None:
    sheet.qr_code(qr_code("https://example.cn"), 10, 20, 30)
    areas = [mark for mark in sheet.marks if isinstance(mark, Area)]
    assert len(areas) == len(sheet.marks)
    assert {area.tone for area in areas} == {"ink"}
    assert all(area.x >= 10 and area.x + area.width <= 40 + 1e-9 for area in areas)
    assert all(area.y >= 20 and area.y + area.height <= 50 + 1e-9 for area in areas)


def test_a_joint_costs_where_any_mark_stands(sheet: Sheet) -> None:
    """A kind of mark that the tiles did not know would be cut through as if it were white."""
    sheet.text("公开", "board_text", 20, 20, 20)
    sheet.area(60, 10, 10, 10, "full")
    sheet.disc(100, 15, 5)
    sheet.outline(Box(130, 10, 10, 10), 1.0)
    across, down = upright_costs(sheet.marks, 200), level_costs(sheet.marks, 40)
    white = across[int(180 / STEP)]
    for place in (22.0, 65.0, 97.0, 103.0, 130.0):
        assert across[int(place / STEP)] > white
    assert down[int(12 / STEP)] > down[int(38 / STEP)]
