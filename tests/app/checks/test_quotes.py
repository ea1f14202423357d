"""Live numbers in passages: checks read the figures, a blank one is an error that names its cell."""

from pathlib import Path

from app.checks.engine import check
from app.checks.lamps import section_lamp
from app.checks.totals import total_addresses
from app.domain.live import GAP, marker
from app.domain.report import Report, ReportKey
from app.forms.catalogue import load_folder
from app.forms.model import Form

FORM = load_folder(Path(__file__).parents[3] / "resources" / "forms").governing(2023)
LEAVES = [address for address in FORM.cells if address not in total_addresses(FORM)]
TEXTS = [section.id for section in FORM.sections if section.kind == "text"]


def report(text: str, **cells: int | None) -> Report:
    passages = {**dict.fromkeys(TEXTS, "写了。"), TEXTS[0]: text}
    stated = {**dict.fromkeys(LEAVES, 0), **cells}
    return Report(ReportKey("柳湾乡", 2023), FORM.id, passages=passages).with_cells(stated)


def lamp(form: Form, found: Report) -> tuple[str, str]:
    section = form.section(TEXTS[0])
    assert section is not None
    made = section_lamp(check(form, found), section)
    return made.kind, made.spoken


def test_checks_see_the_text_as_it_is_read() -> None:
    cell = LEAVES[0]
    found = check(FORM, report(f"有{marker(cell)}件。", **{cell: 12}))
    assert found.context.passages[TEXTS[0]] == "有12件。"
    assert not found.errors
    assert lamp(FORM, report(f"有{marker(cell)}件。"))[0] == "ok"


def test_only_a_passage_that_quotes_is_one_check_more() -> None:
    without, with_one = check(FORM, report("有。")), check(FORM, report(f"有{marker(LEAVES[0])}{marker(LEAVES[1])}。"))
    assert with_one.counts.run == without.counts.run + 1
    assert with_one.counts.failed == without.counts.failed == 0


def test_a_blank_that_is_quoted_is_named_and_printed_as_a_gap() -> None:
    first, second = LEAVES[0], LEAVES[1]
    found = check(FORM, report(f"有{marker(first)}件，{marker(second)}件。", **{first: None}))
    assert found.context.passages[TEXTS[0]] == f"有{GAP}件，0件。"
    finding = next(item for item in found.errors if item.section == TEXTS[0])
    assert finding.cells == (first,)
    assert FORM.cell_label(first) in finding.message
    assert GAP in finding.message
    assert lamp(FORM, report(f"{marker(first)}", **{first: None})) == ("part", "引用的数还有 1 格空着")


def test_many_blanks_are_counted() -> None:
    text = "".join(map(marker, LEAVES[:5]))
    found = check(FORM, report(text, **dict.fromkeys(LEAVES[:5])))
    message = next(item.message for item in found.errors if item.section == TEXTS[0])
    assert "等 5 格" in message
    assert FORM.cell_label(LEAVES[4]) not in message


def test_a_marker_of_no_cell_is_text() -> None:
    found = check(FORM, report("⟦nothing.here⟧"))
    assert found.context.passages[TEXTS[0]] == "⟦nothing.here⟧"
    assert found.counts.failed == 0
