"""User text is only text: nothing in it becomes anything else, and all of it comes back."""

import re

import pytest
from docx.oxml.ns import qn
from hypothesis import example, given, settings
from hypothesis import strategies as st

from app.document.blocks import Document, Paragraph, Part, Signature, Words
from app.exports.word.docx import render
from tests.app.exports import samples
from tests.app.exports.word import reading

CRAFTED = (
    "=cmd|'/C calc'!A0", "<script>alert(1)</script>", "&nbsp;&#x41;&lt;", "]]><w:p/>", '"/><w:hyperlink r:id="x">',
    "{ PAGE }", " TIME \\@ yyyy ", "{ INCLUDEPICTURE http://a }", "http://example.cn", "\u202eabc\u202c", "שלום عربى",
    "𬱖㛃䶮堉瑀喆", "\U0001f600\U0010ffff", "e\u0301\u20dd", "\ufeff\u200b\u200d", "%s{year}{{x}}", "\\",
    "&", "'\"", "  ", "a\tb", "政" * 8000, "1234567890" * 30,
)  # fmt: skip
BREAKS = re.compile("\r\n|[\n\r\v\f\x85\u2028\u2029]")
DROPPED = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
HALF = re.compile("[\ud800-\udfff]")
LIVE = ("hyperlink", "fldSimple", "object", "drawing", "pict", "altChunk", "sdt", "smartTag", "bookmarkStart")


def shown(text: str) -> str:
    """What of ``text`` a Word file can hold."""
    return HALF.sub("\ufffd", BREAKS.sub("\n", DROPPED.sub("", text)))


def of(text: str) -> Document:
    lead = Paragraph((Words("（一）" + text, "lead"), Words(text)))
    part = Part("x", "一、" + text, (lead, Paragraph((Words(text),))))
    return Document(text, (text, "报告"), (Paragraph((Words(text),)),), (part,), Signature(text, text))


def check(text: str) -> None:
    data = render(of(text), watermark=text)
    found = [words for _, words in reading.paragraphs(data)]
    plain = shown(text)
    assert found[1:4] == [plain, "一、" + plain, "（一）" + plain + plain]
    assert found[-2:] == [plain, plain]
    assert "".join(found[0].split()) == "".join((plain + "报告").split())
    if plain:
        assert reading.word(data).sections[0].header.paragraphs[0].text == plain
    for name, content in reading.parts(data).items():
        if name.endswith("document.xml"):
            root = reading.tree(data, name)
            assert not any(True for tag in LIVE for _ in root.iter(qn(f"w:{tag}")))
            assert not list(root.iter(qn("w:instrText")))
        assert b"TargetMode" not in content or name not in ("word/_rels/document.xml.rels", "_rels/.rels")


@pytest.mark.parametrize("text", CRAFTED)
def test_crafted_text_comes_back(text: str) -> None:
    check(text)


@settings(max_examples=200)
@given(text=st.text(st.characters(), max_size=40))
@example("\ud800x")
@example("\x00\x0b\x1f\x7f\x85")
@example("\ufffe\uffff")
@example("\r\n\t\r")
def test_any_text_comes_back(text: str) -> None:
    check(text)


def test_strange_words_in_tables_and_names_too() -> None:
    document = samples.document(2023, passages=("<b>&amp;", "]]>", "\x00"))
    assert ("Body Text", "<b>&amp;") in reading.paragraphs(render(document))
