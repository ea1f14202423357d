"""Every PDF is one for the archive: PDF/A-2b, by our own list of the standard's rules and by PDFBox Preflight."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops, ImageCms

from app.domain.organ import Organ
from app.exports import slip, srgb
from app.exports.canvas import open_canvas
from app.exports.correction import strip
from app.exports.fonts import FontBook
from app.exports.large import pdf as large
from app.exports.picture import page as picture
from app.exports.poster import board
from app.exports.report import pdf as report
from app.exports.tiling import tiles, trial
from tests.app.exports import archive_rules, poster_samples, samples, test_slip
from tests.app.exports.correction.test_strip import FIGURE, WORDS, correction
from tests.app.exports.picture import stories

BLANKS = "".join(f"空{chr(code)}" for code in range(0x3001) if chr(code).isspace() and chr(code) not in "\n\r")
DRAFT = "草稿 · 未经审查"
RARE = (f"（一）名字。𬱖㛃䶮堉瑀喆都在，{BLANKS}白。", "<b>&amp;</b>\x07\u200b", "100%")


def _plan(fonts: FontBook) -> board.BoardPlan:
    return board.plan(poster_samples.county(), poster_samples.options(841, 594), fonts)


MADE: dict[str, Callable[[FontBook], bytes]] = {
    "report 2020": lambda fonts: report.render(samples.document(2020), fonts),
    "report with rare characters": lambda fonts: report.render(samples.document(2023, passages=RARE), fonts),
    "report of a long name": lambda fonts: report.render(
        samples.document(2023, samples.full(samples.catalogue().governing(2023), 6), samples.LONG_ORGAN), fonts
    ),
    "poster": lambda fonts: board.render(_plan(fonts)),
    "sheets": lambda fonts: tiles.render(_plan(fonts), "A4"),
    "board that is a draft, in short": lambda fonts: board.render(
        board.plan(
            poster_samples.town(),
            poster_samples.options(420, 594, short=True, style="plain", watermark=DRAFT),
            fonts,
        )
    ),
    "sheets of a draft": lambda fonts: tiles.render(
        board.plan(poster_samples.town(), poster_samples.options(420, 594, watermark=DRAFT), fonts), "A4"
    ),
    "one sheet": lambda fonts: tiles.render(_plan(fonts), "A4", only=[5]),
    "test print": lambda fonts: trial.render(fonts, "A3"),
    "large print": lambda fonts: large.render(samples.document(2023, passages=RARE), fonts, watermark=DRAFT),
    "correction": lambda fonts: strip.render(correction(FIGURE, WORDS), fonts),
    "correction on several sheets": lambda fonts: strip.render(correction(*(FIGURE, WORDS) * 20), fonts),
    "picture of a draft": lambda fonts: picture.render(stories.nothing(watermark=DRAFT), fonts),
    "picture in black": lambda fonts: picture.render(stories.town(), fonts, colour=False),
    "slip": lambda fonts: slip.render(test_slip.document(), fonts),
    "picture": lambda fonts: picture.render(stories.county(), fonts),
}


@pytest.fixture(scope="module", params=MADE)
def made(request: pytest.FixtureRequest, fonts: FontBook) -> bytes:
    return MADE[request.param](fonts)


def test_it_keeps_the_rules_of_the_archive(made: bytes) -> None:
    archive_rules.assert_archivable(made)


def test_preflight_has_nothing_against_it(made: bytes, tmp_path: Path) -> None:
    programs = archive_rules.jars()
    if programs is None:
        pytest.skip("PDFBox Preflight (Debian: libpdfbox2-java) is not here")
    assert archive_rules.preflight(made, tmp_path, programs) == []


@settings(max_examples=30)
@given(st.text(max_size=60), st.text(max_size=60))
def test_any_title_and_organ_are_told_alike_in_both_places(title: str, organ: str) -> None:
    canvas, out = open_canvas(100, 100, title=title, organ=organ)
    canvas.showPage()
    canvas.save()
    archive_rules.assert_archivable(out.getvalue())


def test_every_file_has_an_id_of_its_own(fonts: FontBook) -> None:
    first, second = (report.render(samples.document(2020, passages=(text, "", "")), fonts) for text in ("甲。", "乙。"))
    assert first[first.rindex(b"/ID") :] != second[second.rindex(b"/ID") :]


def test_the_profile_means_srgb() -> None:
    """Colours taken through it come out as little cms, which has its own sRGB, reads them."""
    steps = bytes(range(0, 256, 5))
    colours = bytes(part for r in steps for g in steps for b in steps for part in (r, g, b))
    picture = Image.frombytes("RGB", (len(steps), len(steps) ** 2), colours)
    seen = ImageCms.profileToProfile(picture, BytesIO(srgb.profile()), ImageCms.createProfile("sRGB"))
    assert seen is not None
    assert max(ImageChops.difference(picture, seen).tobytes()) <= 1


def test_a_publisher_may_be_missing(fonts: FontBook) -> None:
    archive_rules.assert_archivable(report.render(samples.document(2020, organ=Organ("乡", "乡")), fonts))
