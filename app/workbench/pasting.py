"""Copying out of a table and pasting into it: the clipboard's texts to a plan, a plan to one step of the session."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from app.checks.totals import computed, effective, total_addresses
from app.domain.address import Address
from app.domain.errors import Trouble
from app.domain.values import Value
from app.editing import blocks, shapes
from app.editing.paste import UNTOUCHED, PastePlan, Placed, Placement, moving, place, plan
from app.editing.session import Changed, Session
from app.forms.model import Form, Section
from app.grid.layout import Square, lay_out
from app.imports.clipboard import read_clip
from app.imports.placing import has_words, place_by_words


@dataclass(frozen=True, slots=True)
class Clip:
    """What a copied block puts on the clipboard: rows of figures parted by tabs, and the same as a table."""

    text: str
    html: str


@dataclass(frozen=True, slots=True)
class Wish:
    """What the clerk chose of what a plan offers: totals as they were copied (None: what is usual), and a block of
    another format's shape laid down row by row.
    """

    printed: bool | None = None
    by_place: bool = False


@dataclass(frozen=True, slots=True)
class Preview:
    """A table as it will stand: all figures, and beside printed totals what they would compute to."""

    values: Mapping[Address, Value]
    struck: Mapping[Address, Value]
    pasted: frozenset[Address]


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
    others: Iterable[Form] = (),
    wish: Wish = Wish(),
) -> PastePlan:
    """What pasting into the selected ``squares`` would state; the cells that were ``cut`` are emptied in that step.

    ``others`` are the formats that the figures may come from where no label says which rows they are.
    Raises ``Trouble``, having changed nothing, where the block does not fit or a cell of it cannot be read.
    """
    copied = read_clip(html, text)
    if not copied.width:
        raise Trouble("剪贴板里没有可以粘的数", "请先在 Excel、WPS 或这里选好格，按 Ctrl+C", UNTOUCHED)
    grid = lay_out(section)
    start = min(squares, key=lambda square: (square.row, square.column))
    seen = shapes.Seen()
    if has_words(section, copied):
        placement = place_by_words(section, grid, copied, start)
    else:
        placement = place(grid, copied, squares)
        seen = shapes.look(session.form, section, others, copied, start, placement)
    by_place = wish.by_place or seen.placement is None
    if not by_place and seen.placement is not None:
        placement = seen.placement
    standing = session.report.with_cells(dict.fromkeys(cut))
    found = plan(session.form, standing, placement, who=session.who, printed=wish.printed)
    notes = seen.notes if by_place else (*seen.notes, *seen.lost, *seen.kept)
    found = replace(found, notes=notes, shape=seen.years, by_place=by_place)
    return moving(found, cut) if cut else found


def preview(session: Session, wanted: PastePlan) -> Preview:
    """The report as it will stand once ``wanted`` is done."""
    cells = session.report.with_cells(wanted.change.cells).cells
    values = effective(session.form, cells)
    printed = [name for name in total_addresses(session.form) if cells.get(name) is not None]
    struck = {name: computed(session.form, values, name) for name in printed}
    return Preview(values, struck, frozenset(wanted.change.cells))


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
