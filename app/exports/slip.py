"""The checks slip (校核单) as PDF on A4: for the folder, and for those who sign. The same slip gives the same bytes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from app.document.slip import SlipDocument, SlipGroup, SlipLine
from app.exports.canvas import MM, open_canvas
from app.exports.fonts import DRAWING, FontBook, is_invisible
from app.exports.tied import groups
from app.exports.typeset import Line, Run, break_lines, draw_line, one_line

WIDTH_MM, HEIGHT_MM = 210.0, 297.0
LEFT, TOP, BOTTOM = 24 * MM, 24 * MM, 22 * MM
WIDTH = WIDTH_MM * MM - 2 * LEFT
TITLE_PT, ORGAN_PT, HEAD_PT, BODY_PT, SMALL_PT = 20.0, 14.0, 13.0, 12.0, 10.5
INDENT = 20.0  # pt: where the words of a finding begin
_LEADS = (1.55, 1.42, 1.3)  # line height as a multiple of the type size; the closer ones where that saves a sheet
_LEAST = 4  # lines over the signatures on a sheet of their own
_ASCENT = 0.88
_SIGN_HIGH = 74.0  # pt for the row of signatures
_FEEDS = re.compile(r"[\t\r\n\v\f\u0085\u2028\u2029]+")
_BODY, _STRONG, _TITLE, _SMALL = "fangsong_body", "heiti_heading", "songti_title", "kaiti"
_LOST = "□"  # for a sign that no face has: the slip must not fail for a sign that it quotes


@dataclass(frozen=True, slots=True)
class _Row:
    """A line of type ``x`` pt from the left, ``above`` pt of air over it; ``keep`` ties it to the next one."""

    line: Line
    x: float = 0.0
    above: float = 0.0
    keep: bool = False
    rule: bool = False
    lead: float = _LEADS[0]

    @property
    def high(self) -> float:
        return self.above + self.line.size * self.lead

    def set_to(self, lead: float) -> _Row:
        """Nearer to its neighbours, or farther off."""
        return replace(self, lead=lead, above=self.above * lead / self.lead)


def render(slip: SlipDocument, fonts: FontBook) -> bytes:
    """The PDF; signs that no face has are printed as a box."""
    with DRAWING:
        canvas, out = open_canvas(WIDTH_MM, HEIGHT_MM, title=f"{slip.organ} {slip.title} {slip.name}", organ=slip.organ)
        rows = list(_rows(slip, _Type(fonts)))
        pages = _sheets(rows)
        for number, page in enumerate(pages, start=1):
            foot = _draw(canvas, page)
            if number == len(pages):
                _draw_signs(canvas, fonts, slip.signers, foot)
            _draw_number(canvas, fonts, number, len(pages))
            canvas.showPage()
        canvas.save()
        return out.getvalue()


class _Type:
    """Sets words in the faces of the slip."""

    def __init__(self, fonts: FontBook) -> None:
        self._fonts = fonts

    def single(self, text: str, role: str, size: float) -> Line:
        """All of it on one line."""
        return one_line(self._fonts, [Run(self._clean(text), role)], size)

    def lines(self, text: str, role: str, size: float, width: float) -> list[Line]:
        """In as many lines as it takes."""
        return break_lines(self._fonts, [Run(self._clean(text), role)], size, width, justify=False)

    def _clean(self, text: str) -> str:
        flat = _FEEDS.sub(" ", text)
        lost = set(self._fonts.missing([flat]))
        return "".join(_LOST if char in lost else char for char in flat if not is_invisible(char) or char == " ")


def _rows(slip: SlipDocument, face: _Type) -> Iterator[_Row]:
    for text, role, size, above in (
        (slip.organ, _BODY, ORGAN_PT, 0.0),
        (slip.title, _BODY, ORGAN_PT, 2.0),
        (slip.name, _TITLE, TITLE_PT, 6.0),
    ):
        for line in face.lines(text, role, size, WIDTH):
            yield _Row(line, (WIDTH - line.width) / 2, above, keep=True)
    for number, fact in enumerate(slip.facts):
        for line in face.lines(fact, _SMALL, SMALL_PT, WIDTH):
            yield _Row(line, 0.0, 14.0 if not number else 0.0, keep=not number)
    for group in slip.groups:
        yield from _group(group, face)
    if slip.waits:
        yield _Row(face.single("没法执行的规则", _STRONG, HEAD_PT), 0.0, 14.0, keep=True, rule=True)
        for wait in slip.waits:
            yield from (_Row(line, INDENT) for line in face.lines(wait, _BODY, BODY_PT, WIDTH - INDENT))


def _group(group: SlipGroup, face: _Type) -> Iterator[_Row]:
    yield _Row(face.single(group.heading, _STRONG, HEAD_PT), 0.0, 14.0, keep=True, rule=True)
    if not group.lines:
        yield _Row(face.single(group.nothing, _BODY, BODY_PT), INDENT)
    for line in group.lines:
        yield from _finding(line, face)


def _finding(finding: SlipLine, face: _Type) -> Iterator[_Row]:
    """The number hangs before the sentence; place and reason below it. All of it stays together."""
    number = face.single(f"{finding.number}.", _BODY, BODY_PT)
    width = WIDTH - INDENT
    first, *parts = face.lines(finding.sentence, _BODY, BODY_PT, width)
    parts += face.lines(finding.below, _SMALL, SMALL_PT, width)
    parts += face.lines(finding.said, _SMALL, BODY_PT, width)
    yield _Row(_joined(number, first), 0.0, 4.0, keep=bool(parts))
    for place, line in enumerate(parts, start=1):
        yield _Row(line, INDENT, keep=place < len(parts))


def _joined(number: Line, line: Line) -> Line:
    """The number and the first line of the sentence as one line."""
    moved = tuple(segment._replace(x=segment.x + INDENT) for segment in line.segments)
    return Line(number.text + line.text, number.segments + moved, line.size, line.width + INDENT, last=line.last)


def _sheets(rows: Sequence[_Row]) -> list[list[_Row]]:
    """The rows of each page: on as few sheets as closer lines achieve, and as wide as those leave room for."""
    return min((_pages([row.set_to(lead) for row in rows]) for lead in _LEADS), key=len)


def _pages(rows: Sequence[_Row]) -> list[list[_Row]]:
    """The rows of each page; the last one has room for the signatures, and never but a line or two over them."""
    most = HEIGHT_MM * MM - TOP - BOTTOM
    pages: list[list[list[_Row]]] = [[]]
    used = 0.0
    for group in groups(rows):
        high = sum(row.high for row in group)
        if pages[-1] and used + high > most:
            pages.append([])
            used = 0.0
        pages[-1].append(group)
        used += high
    if used + _SIGN_HIGH > most and len(pages[-1]) > 1:
        pages.append([pages[-1].pop()])
    while len(pages) > 1 and len(pages[-2]) > 1 and sum(map(len, pages[-1])) < _LEAST:
        pages[-1].insert(0, pages[-2].pop())
    return [[row for group in page for row in group] for page in pages]


def _draw(canvas: Any, page: Sequence[_Row]) -> float:
    """Draws the rows from the top; where they end."""
    y = HEIGHT_MM * MM - TOP
    for row in page:
        y -= row.above
        if row.rule:
            canvas.setLineWidth(0.5)
            canvas.line(LEFT, y + 2, LEFT + WIDTH, y + 2)
        size = row.line.size
        draw_line(canvas, row.line, LEFT + row.x, y - (size * row.lead - size) / 2 - _ASCENT * size)
        y -= size * row.lead
    return y


def _draw_signs(canvas: Any, fonts: FontBook, signers: Sequence[str], top: float) -> None:
    """Who signs, side by side, each with a line to write on and the day below it."""
    canvas.setLineWidth(0.5)
    wide = WIDTH / max(len(signers), 1)
    for number, who in enumerate(signers):
        left, y = LEFT + wide * number, top - 40
        name = one_line(fonts, [Run(f"{who}：", _BODY)], BODY_PT)
        draw_line(canvas, name, left, y)
        canvas.line(left + name.width, y - 3, left + wide - 14, y - 3)
        day = one_line(fonts, [Run("年　　月　　日", _SMALL)], SMALL_PT)
        draw_line(canvas, day, left + wide - 14 - day.width, y - 24)


def _draw_number(canvas: Any, fonts: FontBook, number: int, of: int) -> None:
    line = one_line(fonts, [Run(f"第 {number} 页，共 {of} 页", _SMALL)], SMALL_PT)
    draw_line(canvas, line, LEFT + WIDTH - line.width, BOTTOM - 9 * MM)
