"""Every entry and rule of the two lists recognises its own sentences and leaves its near misses alone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.checks.numbers.claims import claims, phrases
from app.checks.registry import KINDS, BadRule
from app.checks.words.lint import lint
from app.forms.claims import cells_of, faults, ways, ways_by_role
from app.forms.model import Claim, FormKey
from app.wording.load import load_text
from app.wording.model import Entry, Wording, Wordlist
from tests.app.checks.numbers.trying import LISTS, WORDING, form

KNOWN = phrases(FormKey(form()), WORDING, "claims")
ENTRIES = [entry for known in LISTS for entry in known.entries]
EXAMPLES = [example for known in LISTS for example in known.examples]
YEARS = (2020, 2023, 2027)
RESULTS = [rule for known in LISTS for rule in known.rules if rule.kind == "results_told"]
ENDS = {
    role for rule in RESULTS for key in ("cases", "results") for text in rule.params[key] for role in text.split()[1:]
}


@pytest.mark.parametrize("known", LISTS, ids=lambda known: known.id)
def test_a_list_proves_itself(known: Wordlist) -> None:
    assert lint(known) == []


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.id)
def test_an_entry_recognises_its_sentences(entry: Entry) -> None:
    for sentence in entry.fires:
        assert entry.id in {claim.entry for claim in claims(sentence, KNOWN)}, sentence
    for sentence in entry.quiet:
        assert entry.id not in {claim.entry for claim in claims(sentence, KNOWN)}, sentence


def test_every_entry_has_sentences_of_both_kinds() -> None:
    assert all(entry.fires and entry.quiet for entry in ENTRIES)


def test_every_rule_without_a_list_has_sentences_of_both_kinds() -> None:
    told = {example.id for example in EXAMPLES if example.fires and example.quiet}
    assert told >= {rule.id for known in LISTS for rule in known.rules if KINDS[rule.kind].entry is None}


def test_every_entry_is_read_by_a_rule_and_no_rule_names_another() -> None:
    named = {name for known in LISTS for rule in known.rules for name in rule.params.get("claims", ())}
    assert named == {entry.id for entry in ENTRIES}


def test_every_claim_of_a_format_is_spoken_of() -> None:
    roles = {entry.params.get("role", entry.id) for entry in ENTRIES} | ENDS
    for year in YEARS:
        assert {claim.role for claim in form(year).claims if not claim.says} <= roles


@pytest.mark.parametrize("year", [2020, 2023])
def test_the_formats_say_where_cases_and_their_ends_stand(year: int) -> None:
    """One cell for each sort of cases and each way in which they end; totals are none of them."""
    assert {claim.role for claim in form(year).claims} >= ENDS
    by_role = {role: {cell for _, cell in found[0]} for role, found in ways_by_role(FormKey(form(year))).items()}
    (rule,) = RESULTS
    cases, ends = ({role for text in rule.params[key] for role in text.split()[1:]} for key in ("cases", "results"))
    meant = [by_role[case] & by_role[end] for case in cases for end in ends]
    assert {len(cells) for cells in meant} == {1}
    assert set.union(*meant) == set.union(*(by_role[case] for case in cases))


@pytest.mark.parametrize("year", YEARS)
def test_the_claims_of_a_format_name_its_cells(year: int) -> None:
    known = form(year)
    assert known.claims
    assert [*faults(known)] == []


def test_a_group_stands_for_its_leaves() -> None:
    assert len(cells_of(form(), "requests.refused.total")) == 8
    assert len(cells_of(form(), "requests.new.legal")) == 5
    assert cells_of(form(), "requests.nowhere.total") == ()
    claim = Claim("x", (((1, "requests.refused.total"), (-1, "requests.new.total")),))
    assert [sign for sign, _ in ways(form(), claim)[0]] == [1] * 8 + [-1]


def test_claims_that_do_not_fit_are_named() -> None:
    known = form()
    odd = (
        Claim("new", (((1, "requests.nowhere.total"),),)),
        Claim("new", (((1, "requests.new.total"), (1, "proactive.fees.amount")),)),
    )
    found = [*faults(replace(known, claims=odd))]
    assert len(found) == 3  # nowhere, two of one name, counts with money
    assert "requests.nowhere.total" in found[0]


@pytest.mark.parametrize(
    ("says", "why"),
    [
        ('["收到申请"]', "没有数的另写 means"),
        ('["收到政府信息公开申请#"]', "不用写"),
        ('["收到(申请#"]', "没有写全"),
        ("[]", "缺少"),
    ],
)
def test_phrases_that_cannot_be_read_are_refused(says: str, why: str) -> None:
    known = load_text(f'id = "claims"\ntitle = "甲"\n[[entry]]\nid = "甲"\nsays = {says}\n')
    with pytest.raises(BadRule, match=why):
        phrases(FormKey(form()), Wording((known,)), "claims")
