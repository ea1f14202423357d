"""Where findings are shown, and which comes next."""

from app.checks import places
from app.checks.model import Finding, Spot
from app.checks.places import Stop
from app.forms.catalogue import load_folder
from app.system import paths

FORM = load_folder(paths.forms_folder()).governing(2023)
TEXT = next(section.id for section in FORM.sections if section.kind == "text")
CELLS = list(FORM.cells)


def finding(section: str = TEXT, start: int = -1, cells: tuple[str, ...] = (), severity: str = "warning") -> Finding:
    spots = (Spot(section, start, start + 2, "公开"),) if start >= 0 else ()
    return Finding("rule", severity, "advice", section, cells, "说明。", spots=spots)  # type: ignore[arg-type]


def test_they_come_in_the_order_of_the_paper_each_place_once() -> None:
    field = next(iter(FORM.preface_fields))
    found = [
        finding(cells=(CELLS[5], CELLS[2])),
        finding(start=7),
        finding(field, 0),
        finding(start=3),
        finding(start=7),
    ]
    assert places.stops(FORM, found, also=[CELLS[2], CELLS[9]]) == (
        Stop(passage=field, start=0, end=2),
        Stop(passage=TEXT, start=3, end=5),
        Stop(passage=TEXT, start=7, end=9),
        Stop(cell=CELLS[2]),
        Stop(cell=CELLS[9]),
    )


def test_from_the_caret_to_the_next_and_round() -> None:
    found = places.stops(FORM, [finding(start=0), finding(start=5)], also=[CELLS[0]])
    first, second, cell = found
    assert places.after(FORM, found, Stop(passage=TEXT, start=0)) == first
    assert places.after(FORM, found, Stop(passage=TEXT, start=2)) == second
    assert places.after(FORM, found, Stop(passage=TEXT, start=7)) == cell
    assert places.after(FORM, found, cell) == first
    assert places.after(FORM, (), cell) is None


def test_a_part_as_a_whole_is_a_place_that_does_not_hold_one_back() -> None:
    whole = Stop(passage=TEXT)
    found = places.stops(FORM, [finding()], also=[CELLS[0]])
    assert found[0] == whole
    assert places.after(FORM, found, whole) == Stop(cell=CELLS[0])


def test_the_corner_of_a_cell_is_that_of_the_worst_and_a_hint_has_none() -> None:
    notes = {
        CELLS[0]: (finding(severity="error"), finding()),
        CELLS[1]: (finding(),),
        CELLS[2]: (finding(severity="info"),),
    }
    assert places.marks(notes) == {CELLS[0]: "bad", CELLS[1]: "doubt"}
