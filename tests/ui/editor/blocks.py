"""Where the cells of the table are on the screen, what is selected, and what lies on the clipboard."""

from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtWidgets import QApplication

from app.domain.change import Change
from app.forms.model import Section
from app.grid.layout import Grid, Square
from tests.ui.editor.conftest import Hands
from ui.editor.table.clip_desk import ClipDesk
from ui.editor.table.view import TableView

Key = Qt.Key
Mod = Qt.KeyboardModifier
CTRL, SHIFT, BOTH = Mod.ControlModifier, Mod.ShiftModifier, Mod.ControlModifier | Mod.ShiftModifier


def section(hand: Hands) -> Section:
    return hand.table().section


def grid(hand: Hands) -> Grid:
    return hand.table().model.shape.grid


def view(hand: Hands) -> TableView:
    return hand.table().view


def clip(hand: Hands) -> ClipDesk:
    return hand.table().clip


def at(hand: Hands, row: int, column: int) -> Square:
    """The square in the body: rows and value columns counted from 0."""
    first = grid(hand).values[0]
    return grid(hand).at[first.row + row, first.column + column]


def spot(hand: Hands, square: Square) -> QPoint:
    return view(hand).visualRect(view(hand).sheet.index_of(square.address)).center()


def size(hand: Hands) -> tuple[int, int]:
    """Rows and columns of the block."""
    squares = view(hand).selected
    return len({s.row for s in squares}), len({s.column for s in squares})


def put(text: str = "", html: str = "") -> None:
    data = QMimeData()
    if text:
        data.setText(text)
    if html:
        data.setHtml(html)
    QApplication.clipboard().setMimeData(data)


def state(hand: Hands, figures: dict[Square, int]) -> None:
    hand.session.apply(Change("", {square.address: value for square, value in figures.items()}))


def stated(hand: Hands, *squares: Square) -> list[object]:
    return [hand.stated(square.address) for square in squares]
