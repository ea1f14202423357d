"""Live numbers: what is kept, what is read, and that neither loses a sign."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from app.domain.address import Address
from app.domain.live import GAP, Live, Piece, figure, gaps, join, marker, resolve, split
from app.domain.values import Value, ValueSpec

SPECS = {
    "t.r.c": ValueSpec(),
    "t.r.d": ValueSpec(),
    "t.money.sum": ValueSpec("money", "万元"),
    "t.more.less": ValueSpec("signed"),
}
VALUES: dict[Address, Value] = {"t.r.c": 9, "t.r.d": None, "t.money.sum": Decimal("190.4500"), "t.more.less": -3}
known = SPECS.get
# Brackets and addresses in pieces, so that half a marker, and one inside another, come up as well.
odd_texts = st.lists(st.sampled_from(["⟦", "⟧", "t.r.c", "t.r.x", "⟦t.r.c⟧", "字", "\n", "9"]) | st.text()).map("".join)
pieces_of_words = st.lists(
    st.text(st.characters(exclude_characters="⟦⟧"), min_size=1) | st.sampled_from(sorted(SPECS)).map(Live)
)


@given(odd_texts)
def test_a_text_that_is_split_can_be_put_together_again(text: str) -> None:
    assert join(split(text, known)) == text


@given(pieces_of_words)
def test_every_live_number_is_found_and_nothing_else(pieces: list[Piece]) -> None:
    merged: list[Piece] = []
    for piece in pieces:
        if isinstance(piece, str) and merged and isinstance(merged[-1], str):
            merged[-1] += piece
        else:
            merged.append(piece)
    assert list(split(join(pieces), known)) == merged


@given(st.text().filter(lambda text: "⟦" not in text))
def test_text_without_markers_is_left_as_it_is(text: str) -> None:
    assert resolve(text, VALUES, known) == text
    assert gaps(text, VALUES, known) == ()


@given(odd_texts)
def test_no_known_marker_is_left_once_resolved(text: str) -> None:
    assert marker("t.r.c") not in resolve(text, VALUES, known) or "⟦⟦t.r.c⟧" in text


def test_a_figure_follows_its_cell_and_has_no_unit() -> None:
    text = "新收⟦t.r.c⟧件，收费⟦t.money.sum⟧万元，增减⟦t.more.less⟧。"
    assert resolve(text, VALUES, known) == "新收9件，收费190.45万元，增减-3。"
    assert resolve(text, {**VALUES, "t.r.c": 0}, known).startswith("新收0件")


def test_a_blank_cell_is_a_gap_that_can_be_named() -> None:
    text = "⟦t.r.d⟧件，又⟦t.r.d⟧件，⟦t.r.c⟧件"
    assert resolve(text, VALUES, known) == f"{GAP}件，又{GAP}件，9件"
    assert figure("t.r.d", VALUES, known) == GAP
    assert gaps(text, VALUES, known) == ("t.r.d",)
    assert gaps(text, {**VALUES, "t.r.d": 0}, known) == ()


def test_what_names_no_cell_is_text() -> None:
    for text in ("⟦t.r.x⟧", "⟦⟧", "⟦t.r.c", "t.r.c⟧", "⟦ t.r.c ⟧", "⟦⟦"):
        assert resolve(text, VALUES, known) == text
        assert split(text, known) == (text,)
