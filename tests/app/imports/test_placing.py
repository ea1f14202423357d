"""Words beside copied figures: the squares they lead to, and the units they state, in a format of its own shapes."""

from decimal import Decimal
from pathlib import Path

import pytest

from app.domain.errors import Trouble
from app.domain.values import read
from app.editing.matrix import matrix
from app.editing.paste import Placement
from app.forms.load import load_file
from app.forms.model import Section
from app.grid.layout import Grid, Square, lay_out
from app.imports.placing import has_words, place_by_words

ODD = Path(__file__).parents[2] / "ui" / "editor" / "odd_form.toml"
SIGNED = '{ id = "right", label = "右", value = "signed" }'
MONEY = '{ id = "right", label = "右", value = "money", unit = "元" }'


@pytest.fixture
def deep(tmp_path: Path) -> tuple[Section, Grid]:
    """Four label columns, a total in front, and a column of money."""
    text = ODD.read_text(encoding="utf-8")
    assert SIGNED in text
    changed = tmp_path / "money.toml"
    changed.write_text(text.replace(SIGNED, MONEY), encoding="utf-8")
    section = load_file(changed).section("deep")
    assert section is not None
    return section, lay_out(section)


def placed(deep: tuple[Section, Grid], rows: list[list[str | None]], start: Square | None = None) -> Placement:
    section, grid = deep
    return place_by_words(section, grid, matrix(rows), start or grid.values[0])


@pytest.mark.parametrize("said", ["单位：万元", "（单位：人民币万元）"])
def test_a_caption_over_the_headings_states_the_unit(deep: tuple[Section, Grid], said: str) -> None:
    found = placed(deep, [["", "", said], ["合计", "左边的一列名字特别特别长", "右"], ["5", "3", "2"]])
    money = found.cells[2]
    assert money.unit == "万元"
    assert read(money.text, money.square.spec, money.unit) == Decimal(20000)


def test_a_heading_states_its_own_unit(deep: tuple[Section, Grid]) -> None:
    found = placed(deep, [["合计", "左边的一列名字特别特别长", "右（千元）"], ["5", "3", "2"]])
    assert [cell.unit for cell in found.cells] == [None, None, "千元"]


def test_labels_of_a_single_sign_are_known(deep: tuple[Section, Grid]) -> None:
    assert has_words(deep[0], matrix([["右"]]))
    assert not has_words(deep[0], matrix([["7", "", "1o"]]))
    found = placed(deep, [["右"], ["2"]])
    assert [cell.square.address for cell in found.cells] == ["deep.a.right"]


def test_rows_are_found_by_their_labels_on_any_level(deep: tuple[Section, Grid]) -> None:
    rows: list[list[str | None]] = [["（二）第二层直接是格", "", "1", "2", "3"], ["二、总计", "", "4", "5", "6"]]
    found = placed(deep, rows)
    assert [cell.square.address for cell in found.cells[::3]] == ["deep.d.all", "deep.sum.all"]
    assert "按名称放到" in found.cells[0].why


def test_a_label_over_several_columns_takes_none_of_the_figures(deep: tuple[Section, Grid]) -> None:
    covered: list[list[str | None]] = [["二、总计", None, None, None, "4", "", ""]]
    tabbed: list[list[str | None]] = [["二、总计", "", "", "", "4", "", ""]]
    spilt: list[list[str | None]] = [["二、总计", "", "", "", "4", "", "", "", ""]]
    for rows in (covered, tabbed, spilt):
        found = placed(deep, rows)
        assert [(cell.square.address, cell.text) for cell in found.cells] == [
            ("deep.sum.all", "4"),
            ("deep.sum.left", ""),
            ("deep.sum.right", ""),
        ]


def test_a_blank_first_figure_is_not_taken_for_the_end_of_a_label(deep: tuple[Section, Grid]) -> None:
    found = placed(deep, [["二、总计", "", "4", "5", "", ""]])
    assert [cell.text for cell in found.cells] == ["", "4", "5"]
    unsure = placed(deep, [["二、总计", "", "", "4", "", ""]])
    assert [cell.text for cell in unsure.cells] == ["", "", "4"]
    assert any("错开" in cell.why for cell in unsure.cells)


def test_words_without_figures_are_refused(deep: tuple[Section, Grid]) -> None:
    with pytest.raises(Trouble, match="没有数"):
        placed(deep, [["合计", "右"], ["", ""]])


def test_more_rows_or_columns_than_there_are_do_not_fit(deep: tuple[Section, Grid]) -> None:
    with pytest.raises(Trouble, match="列数"):
        placed(deep, [["不认得的一行", "1", "2", "3", "4"]])
    with pytest.raises(Trouble, match="行"):
        placed(deep, [[f"不认得的第{n}行", "1"] for n in range(9)])
