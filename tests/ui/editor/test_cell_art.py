"""Every state of a cell is told apart by its form alone, in every theme, and nothing long runs into something else."""

from itertools import combinations

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage, QPainter
from pytestqt.qtbot import QtBot

from tests.ui.kit.cell_states import draw_cell
from tests.ui.reports import dress
from ui.editor.table.model import Look
from ui.kit import theme
from ui.kit.theme import Theme

WIDE, HIGH = 75, 36
# The same figure in every state: what differs is the state.
LOOKS = {
    "figure": Look("7"),
    "blank": Look("", is_blank=True),
    "last": Look("7", last="3"),
    "much more": Look("7", last="3", change=1),
    "much less": Look("7", last="3", change=-1),
    "printed total": Look("7", struck="3", is_total=True),
    "refused": Look("7", is_wrong=True),
    "fails": Look("7", mark="bad"),
    "hangs together doubtfully": Look("7", mark="doubt"),
    "doubtful": Look("7", doubt=True),
    "fails and doubtful": Look("7", mark="bad", doubt=True),
}


def drawn(look: Look, *, current: bool = False) -> QImage:
    image = QImage(WIDE, HIGH, QImage.Format.Format_ARGB32)
    painter = QPainter(image)
    draw_cell(painter, QRect(0, 0, WIDE, HIGH), look, current=current)
    painter.end()
    return image


def shape(image: QImage) -> frozenset[tuple[int, int]]:
    """Where ink lies, whatever its colour."""
    ground = image.pixelColor(image.width() // 2, 5).lightness()
    dots = ((x, y) for x in range(WIDE) for y in range(HIGH))
    return frozenset(dot for dot in dots if abs(image.pixelColor(*dot).lightness() - ground) > 60)


@pytest.mark.parametrize("palette", list(theme.tokens()["themes"]))
def test_every_state_differs_in_form(qtbot: QtBot, palette: str) -> None:
    theme.use(Theme(palette))
    shapes = {name: shape(drawn(look)) for name, look in LOOKS.items()}
    shapes["current"] = shape(drawn(LOOKS["figure"], current=True))
    for (one, first), (other, second) in combinations(shapes.items(), 2):
        assert len(first ^ second) >= 10, (one, other)
    theme.use(Theme())


def test_computed_lies_on_its_own_ground(qtbot: QtBot) -> None:
    for palette in theme.tokens()["themes"]:
        theme.use(Theme(palette))
        assert drawn(Look("7")).pixelColor(30, 5) == QColor(theme.theme().colour("sheet"))
        assert drawn(Look("7", is_total=True)).pixelColor(30, 5) == QColor(theme.theme().colour("computed"))
    theme.use(Theme())


@pytest.mark.parametrize("size", theme.sizes())
def test_long_figures_stay_apart(qtbot: QtBot, size: str) -> None:
    """Last year's figure goes up where both are long; neither is cut nor made small."""
    dress(size)
    now = theme.theme()
    try:
        wide, high = now.px(WIDE), now.size("row")
        image = QImage(wide, high, QImage.Format.Format_ARGB32)
        painter = QPainter(image)
        draw_cell(painter, QRect(0, 0, wide, high), Look("1250", last="1251", change=-1))
        painter.end()
        ink, small = now.colour("ink"), now.colour("ink3")
        figure, last = rows_of(image, ink), rows_of(image, small)
        assert last
        assert max(last) < min(figure) + now.px(2)
        assert max(figure) < high - now.px(3)
        assert max(figure) - min(figure) >= now.text_size("cell") // 2  # not set smaller
    finally:
        dress()


def rows_of(image: QImage, colour: QColor) -> list[int]:
    """The rows in which a dot of just that colour lies."""
    found = []
    for y in range(image.height()):
        if any(image.pixelColor(x, y) == colour for x in range(image.width())):
            found.append(y)
    return found


def test_a_change_from_nothing_is_a_sign_without_a_nought(qtbot: QtBot) -> None:
    dress()

    def left(look: Look) -> set[tuple[int, int]]:
        return {(x, y) for x, y in shape(drawn(look)) if x < WIDE // 2}

    assert left(Look("7", last="0", change=1))  # the sign stands
    assert len(left(Look("7", last="0", change=1))) < len(left(Look("7", last="3", change=1)))
    assert left(Look("0", last="0"))  # without a change the nought is last year's figure, as any other
