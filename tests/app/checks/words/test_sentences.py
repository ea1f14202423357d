"""A text is cut into paragraphs, sentences and clauses, and every piece is found again at its place."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.checks.engine import check
from app.checks.words.sentences import clauses, excerpt, lines_of, paragraphs, sentences
from app.domain.report import Report, ReportKey
from app.forms.load import load_file

FORM = load_file(Path(__file__).parents[3] / "forms" / "annual_2027.toml")
PIECES = ["甲做了。", "乙也做了；", "“丙呢？”", "丁，戊", "\n", "　　", " ", "（一）主动公开。"]
texts = st.lists(st.sampled_from(PIECES), max_size=12).map("".join)


def _cut(text: str, places: tuple[tuple[int, int], ...]) -> list[str]:
    return [text[start:end] for start, end in places]


def test_a_stop_takes_what_closes_behind_it() -> None:
    text = "他问：“公开了吗？”我答。第二句；第三句"
    assert _cut(text, sentences(text)) == ["他问：“公开了吗？”", "我答。", "第二句；", "第三句"]


def test_clauses_leave_their_marks() -> None:
    text = "一是校对，二是审核：甲、乙。"
    assert _cut(text, clauses(text)) == ["一是校对", "二是审核", "甲、乙"]


def test_every_passage_is_read_with_its_indent_left_out() -> None:
    assert FORM.preface is not None
    field = next(iter(FORM.preface_fields))
    section = next(section.id for section in FORM.sections if section.kind == "text")
    texts_of = {field: "  依据甲", section: "　　第一段。\n\n　　第二段。 "}
    context = check(FORM, Report(ReportKey("柳湾乡", 2027), FORM.id, passages=texts_of)).context
    found = list(paragraphs(context))
    assert [(part.passage, part.section, part.text, part.last) for part in found] == [
        (field, FORM.preface.id, "依据甲", True),
        (section, section, "第一段。", False),
        (section, section, "第二段。", True),
    ]
    spot = found[2].spot(0, 2)
    assert texts_of[section][spot.start : spot.end] == spot.quote == "第二"


@pytest.mark.parametrize(
    ("start", "end", "shown"),
    [(6, 7, "推进公开得工作部署"), (0, 1, "甲"), (2, 3, "推进公开得工作部署")],
    ids=["mid", "edge", "start"],
)
def test_an_excerpt_of_a_short_clause_is_the_clause(start: int, end: int, shown: str) -> None:
    assert excerpt("甲，推进公开得工作部署。", start, end) == shown


def test_an_excerpt_of_a_long_clause_has_six_signs_on_either_side() -> None:
    text = "乡党委会议专题研究推进政府信息公开得工作部署和责任分工并印发各村。"
    at = text.index("得")
    assert excerpt(text, at, at + 1) == "政府信息公开得工作部署和责"
    assert excerpt(text, 0, 2) == "乡党委会议专题研"
    assert excerpt(text, 0, len(text) - 1) == text[:-1]


@given(texts)
def test_pieces_stand_where_they_say_and_nothing_is_lost(text: str) -> None:
    lines = lines_of(text)
    assert all(text[start:].startswith(words) and words == words.strip() for start, words in lines)
    assert "".join("".join(words.split()) for _, words in lines) == "".join(text.split())
    for _, words in lines:
        assert "".join("".join(_cut(words, sentences(words))).split()) == "".join(words.split())
