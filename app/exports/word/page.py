"""What belongs to the page and not to the text: its size and grid, page numbers, the words in the header, settings."""

from __future__ import annotations

from app.exports.office_package import HEAD
from app.exports.word import measures as m
from app.exports.word.styles import FOOTER, HEADER, NAMESPACE
from app.exports.word.text import paragraph, run

RELATIONS = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
_PAGE = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'


def section(*, with_header: bool) -> str:
    """The only section: A4 with the margins and the grid of GB/T 9704, odd and even feet."""
    sides = (("default", "Odd"), ("even", "Even"))
    heads = [f'<w:headerReference w:type="{side}" r:id="rIdHead"/>' for side, _ in sides if with_header]
    feet = [f'<w:footerReference w:type="{side}" r:id="rId{name}"/>' for side, name in sides]
    return (
        f"<w:sectPr>{''.join(heads + feet)}"
        f'<w:pgSz w:w="{m.PAGE_WIDTH}" w:h="{m.PAGE_HEIGHT}"/>'
        f'<w:pgMar w:top="{m.TOP}" w:right="{m.RIGHT}" w:bottom="{m.BOTTOM}" w:left="{m.LEFT}"'
        f' w:header="{m.HEADER}" w:footer="{m.FOOTER}" w:gutter="0"/>'
        '<w:pgNumType w:start="1"/><w:cols w:space="425"/>'
        f'<w:docGrid w:type="lines" w:linePitch="{m.LINE}"/></w:sectPr>'
    )


def foot(*, even: bool) -> str:
    """— 1 —: odd pages at the right, even ones at the left, one character in (GB/T 9704, 7.5)."""
    side = "left" if even else "right"
    field = f'{_PAGE.format("begin")}<w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>'
    field += f"{_PAGE.format('separate')}{run('1')}{_PAGE.format('end')}"
    place = f'<w:ind w:{side}="{m.NUMBER}"/><w:jc w:val="{side}"/>'
    return f"{HEAD}<w:ftr {NAMESPACE}>{paragraph(FOOTER, run('— ') + field + run(' —'), place)}</w:ftr>"


def head(words: str) -> str:
    """The words over every page."""
    return f"{HEAD}<w:hdr {NAMESPACE}>{paragraph(HEADER, run(words))}</w:hdr>"


def settings() -> str:
    """``word/settings.xml``: as a Chinese Word makes it, for Word 2013 and later."""
    return (
        f'{HEAD}<w:settings {NAMESPACE}><w:zoom w:percent="100"/><w:defaultTabStop w:val="420"/>'
        "<w:evenAndOddHeaders/>"
        '<w:characterSpacingControl w:val="compressPunctuation"/><w:compat><w:spaceForUL/>'
        "<w:balanceSingleByteDoubleByteWidth/><w:doNotLeaveBackslashAlone/><w:ulTrailSpace/><w:doNotExpandShiftReturn/>"
        '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
        '</w:compat><w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/></w:settings>'
    )
