"""The styles of the report and the faces they ask for: official names, with what stands in for them elsewhere."""

from __future__ import annotations

from app.exports import a4
from app.exports.office_package import HEAD
from app.exports.word.measures import CHARACTER_SPACE, LINE, NUMBER_LINE, TITLE_LINE, twips

NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'

TITLE, HEADING, SUBHEADING, BODY = "Title", "Heading1", "Heading2", "BodyText"
LEAD, STRONG = "Heading2Char", "Strong"
CELL, BAND = "TableText", "TableBand"
SIGNATURE, FOOTER, HEADER = "Signature", "Footer", "Header"

_FANGSONG, _TITLE_FACE, _HEITI, _KAITI, _SONGTI = "仿宋_GB2312", "方正小标宋简体", "黑体", "楷体_GB2312", "宋体"
# By face: what else it is called, or what comes nearest to it, in the order to be tried; its family and its PANOSE.
_FACES: dict[str, tuple[str, str, str]] = {
    _FANGSONG: ("仿宋,FangSong,FangSong_GB2312,华文仿宋,STFangsong", "modern", "02010609030101010101"),
    _TITLE_FACE: ("FZXiaoBiaoSong-B05S,方正小标宋_GBK,华文中宋,STZhongsong,宋体", "script", "02010601030101010101"),
    _HEITI: ("SimHei,Heiti SC,微软雅黑", "modern", "02010609060101010101"),
    _KAITI: ("楷体,KaiTi,KaiTi_GB2312,华文楷体,STKaiti", "modern", "02010609030101010101"),
    _SONGTI: ("SimSun,NSimSun,华文宋体,STSong", "auto", "02010600030101010101"),
}
_LANGUAGE = '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/>'


# Chinese takes no blank beside Latin and digits, and a page is filled to its last line. That marks may hang over the
# end of a line is Word's own way, stated for LibreOffice, which without it lets them hang and loses some.
_GRID = '<w:widowControl w:val="0"/><w:overflowPunct w:val="1"/><w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/>'
_FREE = '<w:snapToGrid w:val="0"/>'  # of the lines of the page, on which LibreOffice would set every line
_CENTRED = '<w:jc w:val="center"/>'
_CLOSER = f'<w:spacing w:val="{CHARACTER_SPACE}"/>'


def font_table() -> str:
    """``word/fontTable.xml``: how a program finds a face that is not installed."""
    fonts = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{other}"/><w:panose1 w:val="{panose}"/><w:charset w:val="86"/>'
        f'<w:family w:val="{family}"/><w:pitch w:val="{"variable" if family == "auto" else "fixed"}"/></w:font>'
        for name, (other, family, panose) in _FACES.items()
    )
    return f"{HEAD}<w:fonts {NAMESPACE}>{fonts}</w:fonts>"


def styles() -> str:
    """``word/styles.xml``: only what the report uses."""
    indent = f'<w:ind w:firstLineChars="200" w:firstLine="{twips(2 * a4.BODY_PT)}"/>'
    keep = "<w:keepNext/><w:keepLines/>"
    small = f"{_FREE}{_spacing(NUMBER_LINE)}"
    return (
        f"{HEAD}<w:styles {NAMESPACE}><w:docDefaults><w:rPrDefault><w:rPr>"
        f"{_face(_FANGSONG)}{_size(a4.BODY_PT)}{_LANGUAGE}</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>"
        + _paragraph("Normal", "Normal", f'{_GRID}{_spacing(LINE)}<w:jc w:val="both"/>', default=True)
        + '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/></w:tblPr></w:style>'
        + _paragraph(BODY, "Body Text", indent, _CLOSER)
        + _paragraph(
            TITLE, "Title", f"{keep}{_FREE}{_spacing(TITLE_LINE)}{_CENTRED}", _face(_TITLE_FACE) + _size(a4.TITLE_PT)
        )
        + _paragraph(HEADING, "heading 1", f'{keep}{indent}<w:outlineLvl w:val="0"/>', _face(_HEITI) + _CLOSER)
        + _paragraph(
            SUBHEADING, "heading 2", f'{keep}{indent}<w:outlineLvl w:val="1"/>', _face(_KAITI) + _CLOSER, link=LEAD
        )
        + _character(LEAD, "Heading 2 Char", _face(_KAITI) + _CLOSER, link=SUBHEADING)
        + _character(STRONG, "Strong", "<w:b/><w:bCs/>")
        + _paragraph(CELL, "Table Text", f"{_FREE}{_CENTRED}", _face(_SONGTI) + _size(10.5))
        + _paragraph(BAND, "Table Band", "", _face(_HEITI), based=CELL)
        + _paragraph(SIGNATURE, "Signature", keep, _CLOSER)
        + _paragraph(FOOTER, "footer", small, _face(_SONGTI) + _size(a4.NUMBER_PT))
        + _paragraph(HEADER, "header", small + _CENTRED, _face(_HEITI) + _size(a4.NUMBER_PT))
        + "</w:styles>"
    )


def _spacing(line: int) -> str:
    return f'<w:spacing w:before="0" w:after="0" w:line="{line}" w:lineRule="exact"/>'


def _face(name: str) -> str:
    return f'<w:rFonts w:ascii="{name}" w:hAnsi="{name}" w:eastAsia="{name}" w:cs="{name}"/>'


def _size(points: float) -> str:
    return f'<w:sz w:val="{round(2 * points)}"/><w:szCs w:val="{round(2 * points)}"/>'


def _paragraph(
    style: str,
    name: str,
    properties: str,
    looks: str = "",
    *,
    based: str = "Normal",
    link: str = "",
    default: bool = False,
) -> str:
    first = ' w:default="1"' if default else ""
    parent = "" if default else f'<w:basedOn w:val="{based}"/>'
    after = f'<w:next w:val="{BODY}"/>' if style in (TITLE, HEADING, SUBHEADING) else ""
    linked = f'<w:link w:val="{link}"/>' if link else ""
    return (
        f'<w:style w:type="paragraph"{first} w:styleId="{style}"><w:name w:val="{name}"/>{parent}{after}{linked}'
        f"<w:qFormat/><w:pPr>{properties}</w:pPr><w:rPr>{looks}</w:rPr></w:style>"
    )


def _character(style: str, name: str, looks: str, link: str = "") -> str:
    linked = f'<w:link w:val="{link}"/>' if link else ""
    return (
        f'<w:style w:type="character" w:styleId="{style}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="DefaultParagraphFont"/>{linked}<w:qFormat/><w:rPr>{looks}</w:rPr></w:style>'
    )
