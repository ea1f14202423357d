"""Every icon that the code names is there, and takes the colour it is asked for."""

import ast
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from ui.kit import icons, theme
from ui.kit.resource import resource
from ui.kit.theme import Theme
from ui.wiring import PLACES

ROOT = Path(__file__).resolve().parents[3]
# Where an icon stands in the call, by the name of what is called.
SLOTS = {
    "Button": 1,
    "PrimaryButton": 1,
    "SecondaryButton": 1,
    "AccentButton": 1,
    "TextButton": 1,
    "Chip": 1,
    "SideCard": 0,
    "pixmap": 0,
    "icon": 0,
    "set_icon": 0,
}


def named() -> dict[str, str]:
    found: dict[str, str] = {}
    for path in sorted((ROOT / "ui").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            slot = SLOTS.get(called)
            if slot is None or len(node.args) <= slot:
                continue
            value = node.args[slot]
            if isinstance(value, ast.Constant) and isinstance(value.value, str) and value.value:
                found.setdefault(value.value, f"{path.name}:{node.lineno}")
    return found


def test_every_icon_named_in_the_code_is_there() -> None:
    names = named() | {place.icon: "PLACES" for place in PLACES}
    assert len(names) > 15
    missing = {name: where for name, where in names.items() if not Path(resource("icons", f"{name}.svg")).is_file()}
    assert missing == {}


@pytest.mark.parametrize("role", ["ink2", "accent", "bad"])
def test_an_icon_takes_the_colour(qtbot: QtBot, role: str) -> None:
    for palette in theme.tokens()["themes"]:
        theme.use(Theme(palette))
        image = icons.pixmap("house", role, 48).toImage()
        solid = {
            image.pixelColor(x, y).name()
            for x in range(image.width())
            for y in range(image.height())
            if image.pixelColor(x, y).alpha() == 255
        }
        assert solid == {theme.theme().colour(role).name()}
    theme.use(Theme())


def test_an_icon_is_drawn_once(qtbot: QtBot) -> None:
    assert icons.pixmap("check", "ink2", 20) is icons.pixmap("check", "ink2", 20)
    assert icons.pixmap("check", "ink2", 20).deviceIndependentSize().width() == 20
    assert isinstance(QGuiApplication.instance(), QGuiApplication)


def test_a_missing_icon_is_an_error_without_a_crash(qtbot: QtBot) -> None:
    with pytest.raises(FileNotFoundError):
        icons.pixmap("no-such-icon")
