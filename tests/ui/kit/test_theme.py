"""Colours and sizes: what tokens.json promises holds in every theme, and live."""

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.kit.parts import Parts
from ui.kit import boxes, fonts, theme
from ui.kit.theme import Theme
from ui.kit.widgets import Label, PrimaryButton

PALETTES = list(theme.tokens()["themes"])
SIZES = theme.sizes()


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: str, second: str) -> float:
    light, dark = sorted((luminance(first), luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("palette", PALETTES)
def test_every_pair_of_colours_can_be_read(palette: str) -> None:
    colours = theme.tokens()["themes"][palette]
    pairs = theme.tokens()["contrast"]
    assert len(pairs) > 40
    weak = {
        (front, back): round(contrast(colours[front], colours[back]), 2)
        for front, back, need in pairs
        if contrast(colours[front], colours[back]) < need
    }
    assert weak == {}


def test_every_theme_has_every_colour() -> None:
    assert len({frozenset(colours) for colours in theme.tokens()["themes"].values()}) == 1


def test_text_is_never_smaller_than_said() -> None:
    for size in SIZES:
        now = Theme(size=size)
        assert now.text_size("body") >= 14
        assert now.text_size("cell") >= 16
        assert now.text_size("tiny") >= 13
        assert now.size("row") >= 36


def test_sizes_grow_and_a_hairline_stays() -> None:
    rows = [Theme(size=size).size("row") for size in SIZES]
    assert rows == sorted(set(rows))
    assert all(Theme(size=size).px(1) == 1 for size in SIZES)
    assert all(Theme(size=size).px(0) == 0 for size in SIZES)


def test_an_unknown_look_is_the_light_one_at_the_first_size() -> None:
    odd = Theme("plaid", "riesig")
    assert (odd.palette, odd.size_name) == (theme.LIGHT, SIZES[0])


def test_the_faces_are_the_ones_brought_along(qtbot: QtBot) -> None:
    from PySide6.QtGui import QFontInfo, QRawFont

    assert fonts.load() == []
    assert fonts.load_reading() == []
    for weight in (theme.REGULAR, theme.MEDIUM, theme.SEMIBOLD):
        font = Theme().font("body", weight)
        assert QFontInfo(font).family().startswith(fonts.SANS)
        assert QRawFont.fromFont(font).weight() == weight  # a file of its own, not drawn bold by Qt
    assert QFontInfo(Theme().font("organ", 600, serif=True)).family() == fonts.SERIF


def test_a_live_change_reaches_every_widget(qtbot: QtBot) -> None:
    theme.use(Theme())
    page = Parts()
    qtbot.addWidget(page)
    page.show()
    label = page.findChildren(Label)[0]
    button = page.findChildren(PrimaryButton)[0]
    layout = page.layout()
    assert layout is not None
    before = (label.font().pixelSize(), button.sizeHint(), layout.contentsMargins().left())
    theme.use(Theme(theme.DARK, SIZES[-1]))
    boxes.rescale(page)
    after = (label.font().pixelSize(), button.sizeHint(), layout.contentsMargins().left())
    assert before[0] < after[0]
    assert before[1].height() < after[1].height()
    assert before[2] < after[2]
    assert label.palette().windowText().color() == theme.theme().colour("ink")
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    assert Theme(theme.DARK).colour("ground") == app.palette().window().color()
    theme.use(Theme())
    assert (label.font().pixelSize(), button.sizeHint()) == before[:2]


def test_a_widget_that_is_gone_is_not_dressed(qtbot: QtBot) -> None:
    from shiboken6 import Shiboken

    label = Label("走了")
    Shiboken.delete(label)
    theme.use(Theme(size=SIZES[1]))
    theme.use(Theme())
