"""Sizes of boards, and what people type for them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import Trouble
from app.exports.poster.options import BoardOptions
from app.exports.poster.size import LARGEST_MM, SMALLEST_MM, BoardSize, paper_size, parse_size


@pytest.mark.parametrize(
    ("text", "width", "height"),
    [
        ("A1", 841, 594),
        ("a0", 1189, 841),
        ("A2", 420, 594),
        ("A3", 297, 420),
        ("A4", 210, 297),
        ("A1竖", 594, 841),
        ("A1 竖幅", 594, 841),
        ("Ａ２横", 594, 420),
        ("841x594mm", 841, 594),
        ("1189×841", 1189, 841),
        ("1000 * 1200 毫米", 1000, 1200),
        ("300毫米×400毫米", 300, 400),
        ("420.5X297", 420.5, 297),
        ("１２００ｘ９００", 1200, 900),
    ],
)
def test_sizes_that_people_write(text: str, width: float, height: float) -> None:
    assert parse_size(text) == BoardSize(width, height)


@pytest.mark.parametrize(
    "text", ["", "A5", "A", "很大", "841", "841x", "x594", "-841x594", "99x500", "500x3001", "A1 A2"]
)
def test_nonsense_is_refused_with_a_way_out(text: str) -> None:
    with pytest.raises(Trouble) as caught:
        parse_size(text)
    assert caught.value.next_step


@given(st.floats(SMALLEST_MM, LARGEST_MM), st.floats(SMALLEST_MM, LARGEST_MM))
def test_any_size_in_bounds_is_read_back(width: float, height: float) -> None:
    assert parse_size(f"{width!r}x{height!r}") == BoardSize(width, height)


def test_names_for_the_screen() -> None:
    assert paper_size("A1").name == "A1横幅"
    assert paper_size("A2").name == "A2竖幅"
    assert (BoardSize(1000, 1200).name, BoardSize(1000, 1200).millimetres) == ("自定尺寸", "1000×1200")
    assert BoardSize(841, 594).paper == "A1"


@pytest.mark.parametrize("wrong", [{"style": "blue"}, {"distance_m": 0.0}, {"width_mm": 20.0}, {"height_mm": 9999.0}])
def test_options_that_make_no_sense(wrong: dict[str, object]) -> None:
    with pytest.raises(Trouble):
        BoardOptions(**{"width_mm": 841.0, "height_mm": 594.0, **wrong})  # type: ignore[arg-type]
