"""A page for the printer comes in strips that are the page."""

import pytest

from app.exports.fonts import FontBook
from app.exports.raster import bands, page_sizes
from app.exports.tiling import trial
from app.system import paths


@pytest.fixture(scope="module")
def page() -> bytes:
    return trial.render(FontBook(paths.fonts_folder()))


@pytest.mark.parametrize("dpi", [72, 150, 203, 300])
@pytest.mark.parametrize("most", [60_000, 300_000, 1_000_000])
def test_strips_are_the_page(page: bytes, dpi: int, most: int) -> None:
    [(top, whole)] = bands(page, 0, dpi, 10**9)
    assert top == 0
    strips = list(bands(page, 0, dpi, most))
    laid = b"".join(strip.data for _, strip in strips)
    assert len(laid) == len(whole.data)
    # The greys at the edge of a stroke may be drawn a shade apart; no stroke is elsewhere.
    assert max(abs(one - two) for one, two in zip(laid, whole.data, strict=True)) <= 12
    tops = [top for top, _ in strips]
    heights = [strip.height for _, strip in strips]
    assert tops == [sum(heights[:number]) for number in range(len(heights))]
    assert sum(heights) == whole.height
    assert len(strips) > 1
    assert all(len(strip.data) <= most for _, strip in strips)


def test_a_strip_has_a_line_at_least(page: bytes) -> None:
    assert {strip.height for _, strip in bands(page, 0, 36, 1)} == {1}


@pytest.mark.parametrize("dpi", [150, 300])
def test_a_page_is_as_large_as_it_says(page: bytes, dpi: int) -> None:
    [(_, whole)] = bands(page, 0, dpi, 10**9)
    assert abs(whole.width / dpi * 25.4 - 210) < 0.2
    assert abs(whole.height / dpi * 25.4 - 297) < 0.2


def test_sizes(page: bytes) -> None:
    assert [tuple(map(round, size)) for size in page_sizes(page)] == [(210, 297)]
    assert page_sizes(b"") == ()
