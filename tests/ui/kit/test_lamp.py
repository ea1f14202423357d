"""Every lamp is told apart by its form alone, and speaks."""

from itertools import combinations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from pytestqt.qtbot import QtBot

from ui.kit import lamp, theme
from ui.kit.lamp import LampLabel
from ui.kit.theme import Theme


def drawn(kind: str, side: int = 36) -> QImage:
    image = QImage(side, side, QImage.Format.Format_ARGB32)
    image.fill(theme.theme().colour("sheet"))
    painter = QPainter(image)
    lamp.paint_lamp(painter, QRectF(0, 0, side, side), kind)
    painter.end()
    return image


def ink(image: QImage) -> frozenset[tuple[int, int]]:
    """Where something was drawn in the lamp's colour, whatever the colour is."""
    back = image.pixelColor(0, 0)
    return frozenset(
        (x, y)
        for x in range(image.width())
        for y in range(image.height())
        if abs(image.pixelColor(x, y).lightness() - back.lightness()) > 40
    )


def test_every_lamp_differs_in_form(qtbot: QtBot) -> None:
    theme.use(Theme())
    shapes = {kind: ink(drawn(kind)) for kind in lamp.kinds()}
    assert all(len(shape) > 60 for shape in shapes.values())
    for (first, one), (second, other) in combinations(shapes.items(), 2):
        assert len(one ^ other) > 50, (first, second)


def test_a_lamp_stays_in_its_square_and_has_its_colour(qtbot: QtBot) -> None:
    for palette in theme.tokens()["themes"]:
        theme.use(Theme(palette))
        for kind, about in theme.tokens()["lamps"].items():
            image = drawn(kind)
            colours = {image.pixelColor(x, y).name() for x in range(36) for y in range(36)}
            assert theme.theme().colour(about["colour"]).name() in colours
            edge = QColor(theme.theme().colour("sheet"))
            assert all(image.pixelColor(x, 0) == edge for x in range(36)), kind
    theme.use(Theme())


def test_words_and_what_is_spoken() -> None:
    assert lamp.word("bad", 3) == "差 3"
    assert lamp.word("bad") == "差"
    assert lamp.spoken("bad", 3) == "不平，相差 3"
    assert lamp.spoken("bad") == "不平"
    assert lamp.spoken("doubt", 2) == "存疑 2 处"
    assert lamp.spoken("doubt") == "存疑"
    assert lamp.word("ok") == lamp.spoken("ok") == "平"


def test_the_worst_lamp_stands_for_all() -> None:
    assert lamp.worst(["ok", "doubt", "bad", "todo"]) == "bad"
    assert lamp.worst(["ok", "part"]) == "part"
    assert lamp.worst([]) == "ok"


def test_a_lamp_label_speaks_and_makes_room(qtbot: QtBot) -> None:
    label = LampLabel("bad", 12)
    qtbot.addWidget(label)
    assert (label.text(), label.accessibleName()) == ("差 12", "不平，相差 12")
    wide = label.sizeHint().width()
    label.show_lamp("ok")
    assert label.accessibleName() == "平"
    assert label.sizeHint().width() < wide
    label.show_lamp("ok", text="全平", said="三 依申请公开，平")
    assert (label.text(), label.accessibleName()) == ("全平", "三 依申请公开，平")
    label.show_lamp("")
    assert label.sizeHint().width() == 0
    assert label.accessibleName() == ""
