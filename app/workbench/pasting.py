"""Copying out of a table and pasting into it: the clipboard's texts to a plan, a plan to one step of the session."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.checks.totals import total_addresses
from app.domain.address import Address
from app.domain.errors import Trouble
from app.editing import blocks
from app.editing.paste import UNTOUCHED, PastePlan, Placed, Placement, moving, place, plan
from app.editing.session import Changed, Session
from app.forms.model import Section
from app.grid.layout import Square, lay_out
from app.imports.clipboard import read_clip
from app.imports.placing import has_words, place_by_words


@dataclass(frozen=True, slots=True)
class Clip:
    """What a copied block puts on the clipboard: rows of figures parted by tabs, and the same as a table."""

    text: str
    html: str


def copy(session: Session, squares: Sequence[Square]) -> Clip:
    """The figures of the selected ``squares``, totals among them; blanks are blank."""
    return Clip(blocks.as_text(squares, session.values), blocks.as_html(squares, session.values))


def copy_with_headings(session: Session, section: Section, squares: Sequence[Square]) -> Clip:
    """The same with the headings above and beside them, for a sheet that has none yet."""
    return Clip(*blocks.with_headings(lay_out(section), squares, session.values))


def plan_paste(
    session: Session,
    section: Section,
    squares: Sequence[Square],
    *,
    html: str = "",
    text: str = "",
    cut: Sequence[Address] = (),
) -> PastePlan:
    """What pasting into the selected ``squares`` would state; the cells that were ``cut`` are emptied in that step.

    Raises ``Trouble``, having changed nothing, where the block does not fit or a cell of it cannot be read.
    """
    copied = read_clip(html, text)
    if not copied.width:
        raise Trouble("剪贴板里没有可以粘的数", "请先在 Excel、WPS 或这里选好格，按 Ctrl+C", UNTOUCHED)
    grid = lay_out(section)
    if has_words(section, copied):
        start = min(squares, key=lambda square: (square.row, square.column))
        placement = place_by_words(section, grid, copied, start)
    else:
        placement = place(grid, copied, squares)
    standing = session.report.with_cells(dict.fromkeys(cut))
    found = plan(session.form, standing, placement, who=session.who)
    return moving(found, cut) if cut else found


def plan_fill(session: Session, section: Section, squares: Sequence[Square], *, down: bool) -> PastePlan:
    """What Ctrl+D (``down``) or Ctrl+R would state; raises ``Trouble`` where there is nothing to take it from."""
    totals = total_addresses(session.form)
    found = blocks.filled(lay_out(section), squares, session.values, totals, down=down)
    if not found:
        where = "上面" if down else "左边"
        raise Trouble(f"{where}没有可以照填的格", f"请从要照填的那一格起，往{'下' if down else '右'}选一块", UNTOUCHED)
    rows = blocks.by_rows([square for square, _ in found])
    placement = Placement(
        tuple(Placed(square, text) for square, text in found), len(rows), max(len(row) for row in rows)
    )
    return plan(session.form, session.report, placement, verb="向下填充" if down else "向右填充", who=session.who)


def paste(session: Session, wanted: PastePlan) -> Changed | None:
    """Does it, as one step; None where all of it stands already."""
    return session.apply(wanted.change)


def clear(session: Session, section: Section, squares: Sequence[Square]) -> Changed | None:
    """Blanks the selected squares, as one step."""
    return session.apply(blocks.clearing(squares, session.report.cells, section.name, session.who))
