"""100,000 random strings and 500 crafted ones through every writer, many to a file: all come back, none comes to life.

What a form and a clerk can do to the texts before is left out: the writers are given the strings as they are.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from random import Random

import pytest
from lxml import etree, html

from app.document.blocks import Document, Paragraph, Part, Signature, Words
from app.document.script import announcement
from app.document.spoken import spoken
from app.document.story import Pairs, Story
from app.domain.errors import Trouble
from app.domain.text import clean
from app.exports import plain
from app.exports.excel import workbook
from app.exports.fonts import FontBook, is_invisible
from app.exports.large import pdf as large
from app.exports.long import image
from app.exports.picture import page as picture
from app.exports.report import pdf as report
from app.exports.web import page as web
from app.exports.web.markup import text as web_text
from app.exports.word import docx
from tests.app.exports import inspection, paper, samples
from tests.app.exports.inspection import drawn, flat, local
from tests.app.exports.picture import stories
from tests.app.exports.test_report_pdf import expected
from tests.app.exports.word.test_docx_text import shown as in_word
from tests.app.workbench.crafted import strings as crafted_strings

MANY = 125_000  # of which 100,000 can be drawn by our faces
SEED = 20271
HAN = "政府信息公开工作年度报告主动依申请乡镇街道办事处全年收到受理答复不予部分其他第条款项件个元万"
RARE = "𬱖㛃䶮堉瑀喆〇①㈠㎡℃½“”‘’《》〔〕——……"
ASCII = "".join(map(chr, range(0x20, 0x7F)))
CONTROLS = "".join(map(chr, (*range(0x20), *range(0x7F, 0xA0), 0xAD, 0xFEFF, 0x2028, 0x2029, 0xFFFC)))
BLANKS = "\u3000\u00a0\u2003\u200b\u200d\u2060\u202f"
TURNS = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f"
STRANGE = "שלוםعربىไทย한글éñ\u0301\u20dd\ufe0f\U0001f600\U0001f468\U00020bb7\U0010ffff\ue000\ufdd0\ufffe\uffff\ud83d"
PIECES = (
    "=", "+", "@", "<b>", "</p>", "&amp;", "&#x41;", "]]>", "<!--", "-->", "_x0041_", "_x000D_", "{ PAGE }", "&P", "&L",
    "javascript:", "http://a.cn", "%s", "{year}", "\\n", "/JS", ") Tj", "(", "endstream", "'", '"', "<script>", "\\",
    "=1+1",
)  # fmt: skip


@cache
def strings() -> tuple[str, ...]:
    """All of them, the same in every run."""
    dice = Random(SEED)
    signs = [*HAN * 3, *ASCII, *RARE, *CONTROLS, *BLANKS, *TURNS, *STRANGE, *PIECES * 2]
    made = ["".join(dice.choices(signs, k=dice.randrange(1, 6))) for _ in range(MANY)]
    crafted = crafted_strings()
    assert len(crafted) == 500
    return (*made, *crafted)


@cache
def drawable(fonts: FontBook) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Those that our faces can draw, and the others."""
    missing = set(fonts.missing(strings()))
    able = tuple(text for text in strings() if not missing & set(text))
    return able, tuple(text for text in strings() if missing & set(text))


def batches(texts: Sequence[str], size: int) -> Iterator[Sequence[str]]:
    for at in range(0, len(texts), size):
        yield texts[at : at + size]


def saying(texts: Sequence[str], joined: int = 1) -> Document:
    """A document that says each in a paragraph, or ``joined`` of them in one; the first also wherever else it may."""
    blocks = tuple(Paragraph((Words("".join(texts[at : at + joined])),)) for at in range(0, len(texts), joined))
    first = flat(texts[0]) or "题"
    return Document(first, (first,), (), (Part("x", "一、" + first, blocks),), Signature(first, first), 2027)


def test_they_are_as_many_and_as_odd_as_said(fonts: FontBook) -> None:
    able, others = drawable(fonts)
    assert len(able) + len(others) == MANY + 500
    assert len(able) > 100_000
    assert len(others) > 10_000


# ---------------------------------------------------------------------------------------------------- files of text


def test_word() -> None:
    for texts in batches(strings(), 10_000):
        data = docx.render(saying(texts), watermark=texts[0])
        inspection.assert_word_acts_not(data)
        body = etree.fromstring(inspection.archive(data)["word/document.xml"])[0]
        found = [word_paragraph(node) for node in body if local(node) == "p"]
        assert found[2 : 2 + len(texts)] == [in_word(text) for text in texts]


def word_paragraph(node: etree._Element) -> str:
    """Its text as a reader of Word has it."""
    signs = {"br": "\n", "tab": "\t"}
    return "".join(piece.text or "" if local(piece) == "t" else signs.get(local(piece), "") for piece in node.iter())


def test_excel() -> None:
    for texts in batches(strings(), 20_000):
        data = workbook.render(saying(texts), watermark=texts[0])
        inspection.assert_workbook_acts_not(data)
        shared = etree.fromstring(inspection.archive(data)["xl/sharedStrings.xml"])
        found = {in_cell("".join(node.itertext())) for node in shared}
        # XML reads a bare carriage return as a line feed.
        wanted = {whole(text).replace("\r\n", "\n").replace("\r", "\n") for text in texts}
        lost = [text for text in wanted - found if text.strip()]
        assert not lost, lost[:5]


def in_cell(text: str) -> str:
    """As Excel reads it: _x0041_ is A."""
    read = re.sub(r"_x([0-9A-Fa-f]{4})_", lambda code: chr(int(code[1], 16)), text)
    return read.replace("\r\n", "\n").replace("\r", "\n")


def test_web() -> None:
    for texts in batches(strings(), 20_000):
        data = web.render(saying(texts), code=texts[0], watermark=texts[0])
        inspection.assert_page_acts_not(data)
        root = html.document_fromstring(data.decode())
        found = ["".join(node.itertext()) for node in root.iter("p")]
        wanted = ["".join(sign for sign in whole(text) if web_text(sign)) for text in texts]
        lost = [text for text in set(wanted) - set(found) if text.strip()]
        assert not lost, lost[:5]


def whole(text: str) -> str:
    """Half of a character is the mark for one that is lost."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def test_plain_text() -> None:
    for texts in batches(strings(), 20_000):
        found = plain.file(saying(texts), watermark=texts[0]).decode("utf-8-sig")
        assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", found)
        at = 0
        for text in texts:
            at = found.index(clean(text).replace("\n", "\r\n"), at)


def test_what_the_loudspeaker_says() -> None:
    story = stories.town()
    for texts in batches(strings(), 1000):
        finding = "，".join(texts)
        words = announcement(samples.document(2020), replace(story, finding=finding))
        said_of = spoken(finding.rstrip("。；，、：").replace("；", "。"))
        assert said_of in words
        assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", plain.encoded(words).decode("utf-8-sig"))


# ---------------------------------------------------------------------------------------------------- what is drawn


def visible(text: str) -> str:
    """What of it is drawn."""
    return "".join(sign for sign in text if not (sign.isspace() or is_invisible(sign)))


def as_read(text: str) -> str:
    """Without what pdfium reads otherwise: a hyphen that ends a line, and signs that lie over others."""
    return text.translate({2: None, ord("-"): None, 0x301: None, 0x20DD: None})


def test_report(fonts: FontBook) -> None:
    able, _ = drawable(fonts)
    for number, texts in enumerate(batches(able, 5000)):
        document = saying(texts, joined=50)
        pdf = report.render(document, fonts)
        inspection.assert_pdf_acts_not(pdf)
        inspection.assert_no_tofu(pdf)
        wanted = visible(expected(document))
        pages = [page.removesuffix(f"—{at}—") for at, page in enumerate(drawn(pdf), start=1)]
        assert "".join(pages) == wanted
        if not number % 4:  # another reader too, which takes as long as the drawing
            assert as_read("".join(paper.drawn(pdf))) == as_read(wanted)


def test_large_print(fonts: FontBook) -> None:
    able, _ = drawable(fonts)
    for texts in batches(able, 5000):
        pdf = large.render(saying(texts, joined=50), fonts)
        inspection.assert_pdf_acts_not(pdf)
        inspection.assert_no_tofu(pdf)
        found = re.sub(r"大字版第\d+页，共\d+页", "", "".join(drawn(pdf)))
        assert visible("".join(texts)) in found


def with_pairs(story: Story, pairs: Sequence[tuple[str, str]]) -> Story:
    blocks = tuple(replace(each, pairs=tuple(pairs)) if isinstance(each, Pairs) else each for each in story.blocks)
    return replace(story, blocks=blocks)


def test_long_image(fonts: FontBook) -> None:
    able, _ = drawable(fonts)
    for texts in batches(able, 1000):
        joined = ["".join(part) for part in batches(texts, 50)]
        pairs = [(joined[at], "".join(joined[at + 1 : at + 2])) for at in range(0, len(joined), 2)]
        pdf, _ = image.sheets(with_pairs(stories.town(), pairs), fonts)
        inspection.assert_no_tofu(pdf)
        found = "".join(drawn(pdf))
        assert all(visible(each) in found for pair in pairs for each in pair)


def test_picture(fonts: FontBook) -> None:
    """One page holds few of them: every hundredth string. What does not go in is left out whole."""
    able, _ = drawable(fonts)
    left_out = many = 0
    for texts in batches(able[::100], 12):
        words = ["".join(part) for part in batches(texts, 6)]
        story = with_pairs(stories.town(watermark="草稿 · 未经审查"), [(words[0], words[-1])])
        pdf = picture.render(story, fonts)
        inspection.assert_pdf_acts_not(pdf)
        inspection.assert_inside(pdf)
        found, many = "".join(drawn(pdf)), many + 1
        if picture.plan(story, fonts).left_out:
            left_out += 1
        else:
            assert all(visible(each) in found for each in words)
    assert left_out < many / 20


def test_a_sign_that_no_face_has_is_named_before_anything_is_drawn(fonts: FontBook) -> None:
    _, others = drawable(fonts)
    for texts in batches(others, 5000):
        document = saying(texts)
        for render in (report.render, large.render):
            with pytest.raises(Trouble, match="字库里没有"):
                render(document, fonts)
    for text in others[::300]:
        story = with_pairs(stories.town(), [(text, "改")])
        for draw in (picture.render, image.sheets):
            with pytest.raises(Trouble, match="字库里没有"):
                draw(story, fonts)
