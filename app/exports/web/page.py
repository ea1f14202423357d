"""The report as one web page that needs nothing else: no script, no picture, no address but those inside it.

What is not the report itself (draft words, contents, the foot with the check code) stands before the title in the file,
and the style puts it in its place. So whoever reads the page as text, our own importer too, finds title, parts and
signature in a row and nothing behind them.
"""

from __future__ import annotations

import hashlib
import re
from base64 import b64encode
from functools import cache

from app.document.blocks import Document, Paragraph, Part, Table
from app.exports.web.markup import Markup, element, join
from app.exports.web.tables import rules, table
from app.system.paths import resources

_SKIP = "跳到正文"
_CONTENTS = "目录"
_FOOT = {"organ": "公开主体", "date": "公开日期", "code": "核对码"}
_PROGRAM = "公开栏"
# Nothing is fetched, run or sent; the one style sheet is known by its hash.
_POLICY = "default-src 'none'; style-src 'sha256-{}'; base-uri 'none'; form-action 'none'"
_NUMBERS = re.compile(r"(?<![\w-])([0-9]{3,12}(?:-[0-9]{1,9}){1,2})(?![\w-])", re.ASCII)
_LEAST_PARTS = 2  # a list of one part leads nowhere


def render(document: Document, *, code: str = "", watermark: str = "") -> bytes:
    """The page. ``code`` is the check code for its foot, ``watermark`` the draft words that stand over it."""
    tables = [_table_name(part, at) for part in range(len(document.parts)) for at in _tables(document.parts[part])]
    grids = [block.grid for part in document.parts for block in part.blocks if isinstance(block, Table)]
    style = _style() + "".join(rules(grid, name) for grid, name in zip(grids, tables, strict=True))
    page = element("html", _head(document, style), _body(document, code, watermark), lang="zh-CN")
    return f"<!DOCTYPE html>\n{page}\n".encode()


@cache
def _style() -> str:
    return (resources() / "print" / "web.css").read_text(encoding="utf-8").replace("\r\n", "\n")


def _head(document: Document, style: str) -> Markup:
    digest = b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return element(
        "head",
        element("meta", charset="utf-8"),
        Markup(f'<meta http-equiv="Content-Security-Policy" content="{_POLICY.format(digest)}"/>'),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="color-scheme", content="light dark"),
        element("meta", name="format-detection", content="telephone=no, date=no, address=no, email=no, url=no"),
        element("meta", name="referrer", content="no-referrer"),
        element("meta", name="author", content=document.signature.organ),
        element("meta", name="generator", content=_PROGRAM),
        element("title", document.title),
        element("style", Markup(style)),
    )


def _body(document: Document, code: str, watermark: str) -> Markup:
    report = element(
        "main",
        *(_paragraph(paragraph) for paragraph in document.preface),
        *(_part(part, number) for number, part in enumerate(document.parts)),
        element(
            "div",
            element("p", document.signature.organ),
            element("p", document.signature.date),
            class_="signature",
        ),
        id="report",
        tabindex=-1,
    )
    return element(
        "body",
        element("a", _SKIP, class_="skip", href="#report"),
        element("p", watermark, class_="draft") if watermark else "",
        element("p", watermark, class_="across", aria_hidden="true") if watermark else "",
        _contents(document),
        _foot(document, code),
        element("header", element("h1", *(element("span", line) for line in document.title_lines))),
        report,
    )


def _contents(document: Document) -> Markup:
    """Links to the parts. They stand in one line of text: a heading that stands alone twice would be read twice."""
    if len(document.parts) < _LEAST_PARTS:
        return Markup()
    links = [
        element("span", element("a", part.heading, href=f"#p{number}"), role="listitem")
        for number, part in enumerate(document.parts)
    ]
    return element("nav", element("span", *links, role="list"), aria_label=_CONTENTS)


def _foot(document: Document, code: str) -> Markup:
    said = {"organ": document.signature.organ, "date": document.signature.date, "code": code}
    lines = (element("p", f"{_FOOT[name]} ", element("b", words)) for name, words in said.items() if words)
    return element("footer", *lines)


def _part(part: Part, number: int) -> Markup:
    heading = f"p{number}"
    blocks = []
    for at, block in enumerate(part.blocks):
        if isinstance(block, Table):
            blocks.append(table(block, _table_name(number, at), heading))
        else:
            blocks.append(_paragraph(block) if isinstance(block, Paragraph) else element("p", _text(block.text)))
    return element("section", element("h2", part.heading, id=heading), *blocks, aria_labelledby=heading)


def _paragraph(paragraph: Paragraph) -> Markup:
    if paragraph.is_heading:
        return element("h3", paragraph.text)
    words = (element("b", each.text) if each.style == "lead" else _text(each.text) for each in paragraph.words)
    return element("p", *words)


def _text(words: str) -> Markup:
    """``words`` with telephone numbers that do not part at their strokes; they stay plain text."""
    pieces = _NUMBERS.split(words)  # words and numbers by turns
    return join(*(element("span", piece, class_="number") if at % 2 else piece for at, piece in enumerate(pieces)))


def _tables(part: Part) -> list[int]:
    """Where in ``part`` its tables stand."""
    return [at for at, block in enumerate(part.blocks) if isinstance(block, Table)]


def _table_name(part: int, at: int) -> str:
    return f"t{part}-{at}"
