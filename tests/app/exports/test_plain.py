"""The plain text: everything that the report says, in lines that survive a message and Notepad."""

import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.document.blocks import Document, Paragraph, Table
from app.exports import plain
from app.forms.load import load_file
from tests.app.exports import poster_samples, samples

ROOT = Path(__file__).resolve().parents[3]
GOLDEN = ROOT / "tests" / "golden" / "plain"
INVENTED = load_file(ROOT / "tests" / "forms" / "annual_2027.toml")
ODD = load_file(ROOT / "tests" / "ui" / "editor" / "odd_form.toml")
MAKERS: dict[str, Callable[[], Document]] = {
    "2020": lambda: samples.document(2020),
    "2023": poster_samples.county,
    "2027": lambda: samples.document(2027, samples.busy(INVENTED), form=INVENTED),
    "odd": lambda: samples.document(2028, samples.busy(ODD), form=ODD),
    "empty": lambda: samples.document(2023, {}, passages=()),
    "unnamed": poster_samples.invented,
}
EVERY = pytest.mark.parametrize("make", MAKERS.values(), ids=MAKERS)


@pytest.mark.parametrize("year", ["2020", "2023", "2027", "odd"])
def test_text_is_the_one_that_was_approved(year: str) -> None:
    """After a wanted change: read the text, then run with GONGKAILAN_GOLDEN=1 and review the difference."""
    found = plain.render(MAKERS[year]())
    golden = GOLDEN / f"report_{year}.txt"
    if os.environ.get("GONGKAILAN_GOLDEN"):
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(found, encoding="utf-8", newline="\n")
    assert found == golden.read_text(encoding="utf-8")


@EVERY
def test_everything_is_said(make: Callable[[], Document]) -> None:
    document = make()
    text = plain.render(document)
    lines = text.split("\n")
    assert text.startswith("\n".join(document.title_lines))
    assert lines[-3:] == [document.signature.organ, document.signature.date, ""]
    at = 0
    for part in document.parts:
        at = lines.index(part.heading, at)
        for block in part.blocks:
            if isinstance(block, Paragraph):
                at = lines.index("　　" + block.text, at)
            elif isinstance(block, Table):
                rows = {square.text for square in block.grid.squares if square.kind in ("row", "band") and square.text}
                assert all(row in text for row in rows)
                figures = {words for words in block.figures.values() if words not in ("", "0")}
                assert all(words in text for words in figures)


@EVERY
def test_every_figure_is_told_once(make: Callable[[], Document]) -> None:
    """Told one by one, or counted among so many columns that are nought or blank."""
    document = make()
    for part in document.parts:
        for block in part.blocks:
            if not isinstance(block, Table):
                continue
            alone = Document("题", ("题",), (), (type(part)("x", "部", (block,)),), document.signature)
            told = plain.render(alone).split("部\n", 1)[1]
            shown = [words for words in block.figures.values() if words not in ("", "0")]
            counted = sum(int(many) for many in _counts(told))
            singles = _singles(told)
            assert counted + len(singles) == len(block.figures)
            assert sorted(words for words in singles if words not in ("空", "0")) == sorted(shown)


def _counts(text: str) -> list[str]:
    return re.findall(r"(\d+)栏(?:均为0|空着)", text)


def _singles(text: str) -> list[str]:
    body = "\n".join(line for line in text.split("\n") if not re.fullmatch(r"\d{4}年.*", line))
    return re.findall(r"(?:^| )([+-]?\d[\d.]*(?:[万千百]?元)?|空)(?=[，、；）\n])", body, re.MULTILINE)


def test_the_file_is_for_old_notepads() -> None:
    document = samples.document(2020)
    data = plain.file(document)
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.count(b"\r\n") == data.count(b"\n") == plain.render(document).count("\n")
    assert data.decode("utf-8-sig").replace("\r\n", "\n") == plain.render(document)


def test_draft_words_stand_first() -> None:
    assert plain.render(samples.document(2020), watermark="草稿 · 未经审查").startswith("【草稿 · 未经审查】\n\n柳湾乡")


@given(st.text(max_size=200))
def test_any_text_is_written(words: str) -> None:
    text = plain.file(samples.document(2023, passages=(words, words, words))).decode("utf-8-sig")
    assert not [sign for sign in text if sign < " " and sign not in "\r\n\t"]
    assert text.rstrip().endswith("2024年1月15日")
