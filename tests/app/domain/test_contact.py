"""Telephone numbers and postcodes: half-width as they are kept, and a sentence for what can be none."""

from __future__ import annotations

import pytest

from app.domain.contact import Fault, doubt, phone_fault, said, tidy
from app.domain.organ import Organ


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("０９７１－２２３２２６６", "0971-2232266"),
        ("（０９７１）２２３２２６６", "(0971)2232266"),
        ("0971—2232266转８００１", "0971-2232266转8001"),
        ("０９７１　２２３２２６６／２２３２２６７", "0971 2232266/2232267"),
        ("0971-2232266（二楼）", "0971-2232266（二楼）"),
        ("党政办——老王", "党政办——老王"),
        ("", ""),
    ],
)
def test_a_number_is_kept_half_width_and_words_beside_it_as_they_are(typed: str, kept: str) -> None:
    assert tidy("phone", typed) == kept
    assert tidy("phone", kept) == kept


def test_a_postcode_has_no_blanks_and_other_lines_stay_as_they_are() -> None:
    assert tidy("postcode", " ８１ １６ ００ ") == "811600"
    assert tidy("", "第１号—第２号") == "第１号—第２号"


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("0971-2232266", ""),
        ("（0971）2232266-801", ""),
        ("010 8232 2266", ""),
        ("+86-971-2232266", ""),
        ("138 1234 5678", ""),
        ("138****1234", ""),
        ("400-800-1234", ""),
        ("0971-0000000", ""),
        ("12345", ""),
        ("0971-12345", ""),
        ("党政办 0971-2232266、2232267", ""),
        ("", ""),
        ("湟中区", "silent"),
        ("2232266", "local"),
        ("2232266、2232267", "local"),
        ("０９７１－２２６６", "odd"),
        ("0971-223226", "odd"),
        ("0971223226", "odd"),
        ("12", "odd"),
        ("1381234567", "odd"),
    ],
)
def test_what_can_be_dialled_is_left_alone(text: str, fault: Fault) -> None:
    assert phone_fault(text) == fault
    assert bool(doubt("phone", text)) == bool(fault)


@pytest.mark.parametrize(
    ("text", "is_one"), [("811600", True), ("８１１６００", True), ("81160", False), ("无", False)]
)
def test_a_postcode_has_six_figures(text: str, is_one: bool) -> None:
    assert (said("postcode", text) == "") is is_one


def test_the_sentence_names_what_was_typed() -> None:
    assert doubt("phone", "湟中区") == "“湟中区”里没有号码，请写打得通的号码，带区号。"
    assert doubt("postcode", "８１１６０") == "“81160”不是六位数字，请核对。"
    assert doubt("phone", "湟" * 40) == f"“{'湟' * 15}…”里没有号码，请写打得通的号码，带区号。"
    assert doubt("", "湟中区") == ""


def test_an_office_keeps_its_number_half_width() -> None:
    assert Organ("柳湾乡", phone="０９７１－５５５１２３４").tidy().phone == "0971-5551234"
    assert Organ("柳湾乡", phone="湟中区").tidy().phone == "湟中区"  # told, and taken
