"""Two years' words: what is the same is found by sentence, and a text is cut at its headings."""

from hypothesis import given
from hypothesis import strategies as st

from app.checks.sentences import passages, same

PIECES = ["甲做了。", "乙也做了；", "丙 没做", "（一）主动公开。", "\n", "　　", "无"]
texts = st.lists(st.sampled_from(PIECES)).map("".join)


def test_unchanged_sentences_are_found_whatever_stands_around_them() -> None:
    last = "（一）主动公开\n　　全年张贴52条。坚持“三步走”：校对，审核。\n没有收费；"
    now = "新写的。坚持“三步走”：校 对，审核。没有收费；"
    found = same(last, now)
    assert [last[start:end] for start, end in found.spans] == ["坚持“三步走”：校对，审核。", "没有收费；"]
    assert found.percent == round(100 * (14 + 5) / (8 + 14 + 5))


def test_nothing_and_everything() -> None:
    assert same("", "甲。").percent == 0
    assert same("甲。乙。", "").percent == 0
    assert same("甲。乙。", "乙。甲。").percent == 100
    assert same("甲" * 999 + "。乙。", "乙。").percent == 1


def test_a_text_is_cut_at_its_headings() -> None:
    text = "开头。\n（一）主动公开。全年52条。\n又一段。\n\n（二）依申请公开\n　　新收4件。\n"
    found = passages(text)
    assert [(item.heading, text[item.start : item.end]) for item in found] == [
        ("", "开头。"),
        ("（一）主动公开", "（一）主动公开。全年52条。\n又一段。"),
        ("（二）依申请公开", "（二）依申请公开\n　　新收4件。"),
    ]
    assert [text[item.body : item.end] for item in found] == ["开头。", "全年52条。\n又一段。", "新收4件。"]


def test_without_headings_every_paragraph_stands_for_itself() -> None:
    assert [item.heading for item in passages("一段。\n\n二段。")] == ["", ""]
    assert passages(" \n") == ()


@given(texts)
def test_a_text_is_the_same_as_itself(text: str) -> None:
    found = same(text, text)
    assert found.share in (0.0, 1.0)
    assert all(text[start:end].strip() for start, end in found.spans)


@given(texts)
def test_passages_lose_no_words(text: str) -> None:
    assert "".join("".join(text[item.start : item.end] for item in passages(text)).split()) == "".join(text.split())


@given(texts, texts)
def test_shares_are_shares(text: str, other: str) -> None:
    found = same(text, other)
    assert 0 <= found.share <= 1
    assert bool(found.spans) == (found.percent > 0)
