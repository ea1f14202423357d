"""What a screen reader finds in a table: every heading by its name, every cell with name, figure and state."""

from collections.abc import Callable

import pytest
from PySide6.QtGui import QAccessible, QAccessibleInterface

from app.workbench import doubts
from app.workbench.bench import Workbench
from app.workbench.doubts import Doubt
from tests.ui.editor.conftest import Hands, Show
from tests.ui.reports import whole
from ui.editor.place import EditorPlace
from ui.editor.table.tab import TableTab

Role = QAccessible.Role


def children(hand: Hands, section: str) -> list[QAccessibleInterface]:
    hand.place.go_to(next(a for a in hand.session.form.cells if a.startswith(section + ".")))
    tab = hand.table()
    table = QAccessible.queryAccessibleInterface(tab.view)
    assert table.role() == Role.Table
    assert table.text(QAccessible.Text.Name) == tab.section.heading
    return [table.child(number) for number in range(table.childCount())]


def names(found: list[QAccessibleInterface], role: Role) -> list[str]:
    return [child.text(QAccessible.Text.Name) for child in found if child.role() == role]


def _focused(child: QAccessibleInterface) -> bool:
    return bool(child.state().focused)  # type: ignore[attr-defined]  # the stubs do not know the field


@pytest.fixture
def hand(bench: Workbench, show: Show, hands: Callable[[EditorPlace], Hands]) -> Hands:
    last = whole(bench, 2022)
    last.set_cell("requests.granted.natural", "2")
    session = whole(bench, 2023)
    doubts.save(bench, session.report.key, [Doubt("requests.granted.research", 0, "看不清。")])
    return hands(show(session))


def test_headings_and_cells_of_a_large_table(hand: Hands) -> None:
    found = children(hand, "requests")
    assert names(found, Role.ColumnHeader)[:2] == ["自然人", "商业企业"]
    assert "一、本年新收政府信息公开申请数量" in names(found, Role.RowHeader)
    cells = names(found, Role.Cell)
    assert cells[0] == "本年新收·自然人，0"
    assert "（一）予以公开·自然人，0，上年 2" in cells
    assert "（一）予以公开·科研机构，0，存疑：看不清。" in cells
    assert cells[6] == "本年新收·总计，0，自动合计"


def test_the_state_of_a_cell_is_heard(hand: Hands) -> None:
    hand.place.go_to("requests.granted.natural")
    hand.enter("30")
    hand.enter("1o")
    cells = names(children(hand, "requests"), Role.Cell)
    granted = next(cell for cell in cells if cell.startswith("（一）予以公开·自然人"))
    assert granted == "（一）予以公开·自然人，30，上年 2，多了不少"
    assert cells[0] == "本年新收·自然人，0，不平牵涉的格"
    refused = next(cell for cell in cells if cell.startswith("（二）部分公开·自然人"))
    assert refused.startswith("（二）部分公开·自然人，1o，“1o”")


def test_the_current_cell_has_the_focus(hand: Hands) -> None:
    found = children(hand, "requests")
    hand.place.go_to("requests.granted.research")
    focused = [c.text(QAccessible.Text.Name) for c in found if c.role() == Role.Cell and _focused(c)]
    assert focused == ["（一）予以公开·科研机构，0，存疑：看不清。"]


def test_headings_that_repeat_say_what_they_belong_to(hand: Hands) -> None:
    heads = names(children(hand, "disputes"), Role.ColumnHeader)
    assert len(set(heads)) == len(heads)
    assert heads[0] == "行政复议·结果维持"


def test_a_stacked_table_is_called_by_its_labels(hand: Hands) -> None:
    found = children(hand, "proactive")
    tab = hand.table()
    assert isinstance(tab, TableTab)
    assert tab.view.grid.head_rows == 0
    assert set(names(found, Role.ColumnHeader)) == {""}
    assert "规章" in names(found, Role.RowHeader)
    assert "规章·本年制发件数，0" in names(found, Role.Cell)
