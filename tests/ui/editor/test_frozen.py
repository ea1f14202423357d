"""The heading tree stays where it is at any size and scroll, lies exactly over its cells, and shows the current one."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest

from app.grid.layout import Square
from app.workbench.bench import Workbench
from tests.ui.editor.conftest import Show
from tests.ui.reports import dress, whole
from ui.editor.table.tab import TableTab
from ui.editor.table.view import TableView
from ui.kit import theme

NARROW = (640, 760)  # so narrow that even the narrowest columns do not fit
LAST = "requests.carried_out.total"


@pytest.fixture(params=theme.sizes())
def view(request: pytest.FixtureRequest, bench: Workbench, show: Show) -> Iterator[TableView]:
    dress(request.param)
    place = show(whole(bench, 2023), NARROW)
    place.go_to("requests.new.natural")
    tab = place.tab("requests")
    assert isinstance(tab, TableTab)
    yield tab.view
    dress()


def colour(picture: QImage, x: int, y: int) -> QColor:
    return picture.pixelColor(round(x * picture.devicePixelRatio()), round(y * picture.devicePixelRatio()))


def ink(picture: QImage, box: QRect, ground: QColor) -> tuple[int, int, int, int]:
    """Left, top, right and bottom of what is drawn in ``box`` in another colour than its ground."""
    found = [
        (x, y)
        for x in range(box.left(), box.right() + 1)
        for y in range(box.top(), box.bottom() + 1)
        if abs(colour(picture, x, y).lightness() - ground.lightness()) > 90
    ]
    assert found, box
    across, down = [x for x, _ in found], [y for _, y in found]
    return min(across), min(down), max(across), max(down)


def group(squares: tuple[Square, ...], text: str) -> Square:
    return next(square for square in squares if text in square.text)


def test_headings_lie_over_their_cells_wherever_one_scrolls(view: TableView) -> None:
    assert view.horizontalScrollBar().maximum() > 0
    assert view.verticalScrollBar().maximum() > 0
    over, beside = view.column_heads.geometry(), view.row_heads.geometry()
    for down, across in ((0, 0), (7, 3), (10**6, 10**6), (101, 55)):
        view.verticalScrollBar().setValue(down)
        view.horizontalScrollBar().setValue(across)
        QTest.qWait(1)
        assert (view.column_heads.geometry(), view.row_heads.geometry()) == (over, beside)
        for square in view.grid.grid.values:
            row, column = view.grid.place(square)
            cell = view.visualRect(view.model().index(row, column))
            head = next(
                s
                for s in view.grid.heads
                if s.column == square.column and s.row + s.rows == view.grid.head_rows and s.columns == 1
            )
            assert view.column_heads.rect_of(head).left() == cell.left()
            assert view.column_heads.rect_of(head).width() == cell.width()
            label = view.grid.grid.at[square.row, view.grid.grid.labels - 1]
            assert view.row_heads.rect_of(label).top() == cell.top()
            assert view.row_heads.rect_of(label).height() == cell.height()


def test_names_of_groups_stand_in_the_middle_of_what_is_seen(view: TableView) -> None:
    across, down = view.horizontalScrollBar(), view.verticalScrollBar()
    for part in (0, 0.4, 0.8):
        across.setValue(round(across.maximum() * part))
        down.setValue(round(down.maximum() * part))
        QTest.qWait(1)
        heads = view.column_heads.viewport().grab().toImage()
        box = view.column_heads.rect_of(group(view.grid.heads, "申请人情况")).intersected(
            view.column_heads.viewport().rect()
        )
        inside = box.adjusted(2, 2, -3, -3)
        left, _, right, _ = ink(heads, inside, theme.theme().colour("head"))
        assert abs((left + right) / 2 - box.center().x()) <= 3
        assert box.left() < left
        assert right < box.right()
        labels = view.row_heads.viewport().grab().toImage()
        box = view.row_heads.rect_of(group(view.grid.labels, "本年度办理结果")).intersected(
            view.row_heads.viewport().rect()
        )
        inside = box.adjusted(2, 2, -3, -3)
        _, top, _, bottom = ink(labels, inside, theme.theme().colour("rowhead"))
        assert abs((top + bottom) / 2 - box.center().y()) <= 6


def test_row_and_column_of_the_current_cell_are_tinted(view: TableView) -> None:
    current = view.currentIndex()
    picture = view.viewport().grab().toImage()
    now = theme.theme()

    def ground(row: int, column: int) -> QColor:
        box = view.visualRect(view.model().index(row, column))
        return colour(picture, box.center().x(), box.top() + now.px(5))

    row, column = current.row(), current.column()
    assert ground(row, column) == now.colour("sheet")
    assert ground(row + 1, column) == now.colour("tint")
    assert ground(row, column + 1) == now.colour("tint")
    assert ground(row + 1, column + 1) == now.colour("sheet")
    heads = view.column_heads.viewport().grab().toImage()
    lit = next(s for s in view.grid.heads if s.text == "自然人")
    box = view.column_heads.rect_of(lit)
    assert colour(heads, box.left() + 4, box.top() + 4) == now.colour("accent_soft")
    labels = view.row_heads.viewport().grab().toImage()
    label = next(s for s in view.grid.labels if s.text.startswith("一、"))
    box = view.row_heads.rect_of(label)
    assert colour(labels, box.left() + 4, box.top() + 4) == now.colour("accent_soft")


def test_going_to_the_far_corner_shows_the_whole_cell(view: TableView) -> None:
    view.go_to(LAST)
    QTest.qWait(1)
    assert view.viewport().rect().contains(view.visualRect(view.currentIndex()))
