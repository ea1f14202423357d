"""Live numbers: what is kept, what is read, and that neither loses a sign."""

from decimal import Decimal
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.address import Address
from app.domain.live import GAP, Live, Piece, edited, figure, gaps, join, marker, resolve, split
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


@given(odd_texts)
def test_what_nobody_edited_stays_as_it_is_kept(text: str) -> None:
    assert edited(text, resolve(text, VALUES, known), VALUES, known) == text


@given(pieces_of_words, st.lists(st.sampled_from(["9", "＿", "字", "190.45", "-3", "件"])).map("".join), st.data())
def test_what_was_typed_is_what_is_read_again(pieces: list[Piece], typed: str, data: st.DataObject) -> None:
    text = join(pieces)
    shown = resolve(text, VALUES, known)
    first = data.draw(st.integers(0, len(shown)))
    last = data.draw(st.integers(first, len(shown)))
    wanted = shown[:first] + typed + shown[last:]
    assert resolve(edited(text, wanted, VALUES, known), VALUES, known) == wanted


def test_a_live_number_beside_what_was_edited_stays_live() -> None:
    text = "新收⟦t.r.c⟧件，欠⟦t.r.d⟧件"
    assert edited(text, "今年新收9件，欠＿件", VALUES, known) == "今年新收⟦t.r.c⟧件，欠⟦t.r.d⟧件"
    assert edited(text, "新收9件、欠＿件。", VALUES, known) == "新收⟦t.r.c⟧件、欠⟦t.r.d⟧件。"
    assert edited(text, "新收8件，欠＿件", VALUES, known) == "新收8件，欠⟦t.r.d⟧件"
    assert edited(text, "今年新收9件、欠＿件多", VALUES, known) == "今年新收⟦t.r.c⟧件、欠⟦t.r.d⟧件多"
    assert edited(text, "", VALUES, known) == ""


@pytest.mark.parametrize("typed", ["19条", "9", "新收19件，欠条", "新收9.5件", "共有9人"])
def test_a_figure_written_anew_is_words(typed: str) -> None:
    assert edited("新收⟦t.r.c⟧件", typed, VALUES, known) == typed


def test_a_long_text_is_compared_in_a_moment() -> None:
    begin = perf_counter()
    edited("据⟦t.r.c⟧" * 900, "9据" * 900, VALUES, known)
    edited("据⟦t.r.c⟧" * 90_000, "9据" * 90_000, VALUES, known)
    assert perf_counter() - begin < 5
