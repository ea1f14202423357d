"""The inspection of finished files sees what it is there to see."""

import pytest

from app.exports.canvas import open_canvas
from app.exports.fonts import FontBook
from app.exports.typeset import Run, draw_line, one_line
from app.exports.web import page as web
from app.exports.word import docx
from tests.app.exports import inspection, samples


def page_of(fonts: FontBook, text: str, x: float = 70.0, y: float = 700.0) -> bytes:
    canvas, out = open_canvas(210, 297, title="题", organ="乡")
    draw_line(canvas, one_line(fonts, (Run(text, "fangsong_body"),), 16), x, y)
    canvas.save()
    return out.getvalue()


def test_a_page_in_order_is_in_order(fonts: FontBook) -> None:
    pdf = page_of(fonts, "甲𬱖乙")
    inspection.assert_inside(pdf)
    inspection.assert_no_tofu(pdf)
    inspection.assert_pdf_acts_not(pdf)
    assert (inspection.said(pdf), inspection.pages(pdf)) == ("甲𬱖乙", 1)


@pytest.mark.parametrize(("x", "y"), [(-20, 700), (590, 700), (70, -9), (70, 835)])
def test_words_beyond_the_page_are_seen(fonts: FontBook, x: float, y: float) -> None:
    with pytest.raises(AssertionError):
        inspection.assert_inside(page_of(fonts, "甲乙", x, y))


def test_a_line_beyond_the_page_is_seen() -> None:
    canvas, out = open_canvas(210, 297, title="题", organ="乡")
    canvas.line(10, 10, 700, 10)
    canvas.save()
    with pytest.raises(AssertionError, match="right"):
        inspection.assert_inside(out.getvalue())


def test_a_box_for_a_missing_glyph_is_seen(fonts: FontBook) -> None:
    glyph = fonts.glyph("甲", "fangsong_body")
    assert glyph is not None
    canvas, out = open_canvas(210, 297, title="题", organ="乡")
    canvas.setFont(glyph.face.name, 16)
    canvas.drawString(70, 700, "甲\U00020bb7乙")
    canvas.save()
    with pytest.raises(AssertionError, match="box"):
        inspection.assert_no_tofu(out.getvalue())


def test_what_acts_is_seen(fonts: FontBook) -> None:
    canvas, out = open_canvas(210, 297, title="题", organ="乡")
    canvas.linkURL("http://example.cn", (0, 0, 9, 9))
    canvas.save()
    with pytest.raises(AssertionError):
        inspection.assert_pdf_acts_not(out.getvalue())
    inspection.assert_pdf_acts_not(page_of(fonts, "/JavaScript /AA (x) /URI"))
    page = web.render(samples.document(2020))
    with pytest.raises(AssertionError):
        inspection.assert_page_acts_not(page.replace(b"<h1", b"<script>x</script><h1"))
    assert not [name for name, _ in inspection.trees(docx.render(samples.document(2020))) if "embed" in name]
