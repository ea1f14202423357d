"""Text set in lines: broken, justified and drawn straight on the canvas.

User text never passes through anything that reads mark-up. All measures are points; a line knows where every glyph
stands, so that it can be measured, aligned and drawn any number of times.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from app.exports.breaking import MOST_SPREAD, OPENERS, PAUSES, RAGGED_BELOW, Breaker, may_spread
from app.exports.fonts import Face, FontBook, is_invisible, no_glyph

FIGURE_CELL = 0.56  # em; the digits of Noto Serif SC differ in width, a figure gives each the same cell
_HARD_BREAK = re.compile("\r\n|[\n\r\v\f\u0085\u2028\u2029]")


class Run(NamedTuple):
    """A stretch of text in one role (see ``fonts``)."""

    text: str
    role: str


class Segment(NamedTuple):
    """Glyphs of one face, evenly spaced: ``x`` from the start of the line, ``space`` added after each glyph."""

    face: Face
    text: str
    x: float
    space: float


@dataclass(frozen=True, slots=True)
class Line:
    """One line. ``text`` is the source it holds, blanks and line feed included; ``width`` ends at the last glyph.

    ``lead`` and ``trail`` are the blank halves of a mark at either end, for optical alignment.
    """

    text: str
    segments: tuple[Segment, ...]
    size: float
    width: float
    lead: float = 0.0
    trail: float = 0.0
    last: bool = False


def break_lines(
    fonts: FontBook,
    runs: Sequence[Run],
    size: float,
    width: float,
    *,
    first_indent: float = 0.0,
    pitch: float | None = None,
    justify: bool = True,
    phrases: bool = False,
) -> list[Line]:
    """The lines of a text in ``width`` points; line feeds end a line.

    ``pitch`` is the advance of a full-width character where it differs from ``size`` (the body of an official paper
    sets 16 pt type at 15.79 pt); half-width characters scale with it. Columns under 14 em are never spread. ``phrases``
    parts what stands between two marks only where it is wider than a line. Joining the ``text`` of all lines gives the
    text of the runs.
    """
    em = pitch or size
    lines: list[Line] = []
    for paragraph in _paragraphs(fonts, runs):
        indent = min(first_indent, max(0.0, width - em))
        lines += _Setter(paragraph, size, em, width, indent, justify, phrases).lines()
    return lines


def one_line(fonts: FontBook, runs: Sequence[Run], size: float, *, pitch: float | None = None) -> Line:
    """All of the text in a single line, however long; line feeds become blanks."""
    flat = [Run(_HARD_BREAK.sub(" ", run.text), run.role) for run in runs]
    lines = break_lines(fonts, flat, size, 1e9, pitch=pitch, justify=False)
    return lines[0] if lines else Line("", (), size, 0.0, last=True)


def balanced(fonts: FontBook, run: Run, size: float, most: float) -> list[Line]:
    """A text in as few lines as it needs, of about the same length, none wider than ``most``."""
    lines = break_lines(fonts, [run], size, most, justify=False)
    width = one_line(fonts, [run], size).width / max(1, len(lines))
    while len(lines) > 1 and width < most:
        tried = break_lines(fonts, [run], size, width, justify=False)
        if len(tried) <= len(lines) and all(line.width <= most for line in tried):
            return tried
        width += size / 2
    return lines


def figure(fonts: FontBook, text: str, role: str, size: float, cell: float = FIGURE_CELL) -> Line:
    """A figure whose digits all take ``cell`` em, so that columns of figures line up."""
    segments, x = [], 0.0
    for char in text:
        glyph = fonts.glyph(char, role)
        if glyph is None:
            raise no_glyph([char], {})
        wide = cell if char.isdigit() else glyph.width
        segments.append(Segment(glyph.face, char, x + (wide - glyph.width) / 2 * size, 0.0))
        x += wide * size
    return Line(text, tuple(segments), size, x, last=True)


def draw_line(canvas: Any, line: Line, x: float, baseline: float) -> None:
    """Draws ``line`` with its start at ``x``."""
    if not line.segments:
        return
    pen = canvas.beginText()
    face, space = None, 0.0
    for segment in line.segments:
        pen.setTextOrigin(x + segment.x, baseline)
        if segment.face is not face:
            face = segment.face
            pen.setFont(face.name, line.size)
        if segment.space != space:
            space = segment.space
            pen.setCharSpace(space)
        pen.textOut(segment.text)
    if space:
        pen.setCharSpace(0)  # it would outlive the text object
    canvas.drawText(pen)


class _Cluster(NamedTuple):
    """A character, the invisible ones that follow it, its face and its width in em."""

    char: str
    source: str
    face: Face
    width: float


class _Paragraph(NamedTuple):
    clusters: list[_Cluster]
    head: str  # invisible characters before the first visible one
    end: str  # the line feed


def _paragraphs(fonts: FontBook, runs: Sequence[Run]) -> Iterator[_Paragraph]:
    """The text cut at line feeds, with a face for each character."""
    clusters: list[_Cluster] = []
    head = ""
    for text, role, is_feed in _pieces(runs):
        if is_feed:
            yield _Paragraph(clusters, head, text)
            clusters, head = [], ""
            continue
        for char in text:
            if is_invisible(char):
                if clusters:
                    clusters[-1] = clusters[-1]._replace(source=clusters[-1].source + char)
                else:
                    head += char
                continue
            glyph = fonts.glyph(char, role)
            if glyph is None:
                raise no_glyph([char], {})
            clusters.append(_Cluster(char, char, glyph.face, glyph.width))
    if clusters or head:
        yield _Paragraph(clusters, head, "")


def _pieces(runs: Sequence[Run]) -> Iterator[tuple[str, str, bool]]:
    for text, role in runs:
        at = 0
        for feed in _HARD_BREAK.finditer(text):
            if feed.start() > at:
                yield text[at : feed.start()], role, False
            yield feed.group(), role, True
            at = feed.end()
        if at < len(text):
            yield text[at:], role, False


class _Setter:
    """Sets one paragraph; a class only to share its measures."""

    def __init__(
        self, paragraph: _Paragraph, size: float, em: float, width: float, indent: float, justify: bool, phrases: bool
    ) -> None:
        self.paragraph = paragraph
        self.size, self.em, self.width, self.indent = size, em, width, indent
        self.justify = justify and width >= RAGGED_BELOW * em
        self.clusters = paragraph.clusters
        chars, widths = [item.char for item in self.clusters], [item.width for item in self.clusters]
        self.breaker = Breaker(chars, widths, phrases=phrases)

    def lines(self) -> list[Line]:
        """The lines; an empty paragraph is one empty line."""
        head, end = self.paragraph.head, self.paragraph.end
        if not self.clusters:
            return [Line(head + end, (), self.size, 0.0, last=True)]
        ends = self.breaker.breaks(self.width / self.em, (self.width - self.indent) / self.em)
        lines = []
        for start, stop in zip([0, *ends], ends, strict=False):
            text = "".join(item.source for item in self.clusters[start:stop])
            last = stop == len(self.clusters)
            if start == 0:
                text = head + text
            lines.append(self._line(start, stop, text + end if last else text, last))
        return lines

    def _line(self, start: int, stop: int, text: str, last: bool) -> Line:
        breaker, indent = self.breaker, self.indent if start == 0 else 0.0
        visible = breaker.visible_end(start, stop)
        before, after, gap = self._fit(start, visible, (self.width - indent) / self.em, last)
        x, places = indent, []
        for i in range(start, visible):
            x -= before[i - start] * self.em
            places.append(x)
            x += (self.clusters[i].width - after[i - start]) * self.em
            if gap and i + 1 < visible and may_spread(self.clusters[i].char, self.clusters[i + 1].char):
                x += gap * self.em
        lead = trail = 0.0
        if visible > start:
            lead = self._blank(start, OPENERS)
            trail = max(0.0, self._blank(visible - 1, PAUSES) - after[-1] * self.em)
        return Line(text, self._segments(start, visible, places), self.size, x, lead, trail, last)

    def _fit(self, start: int, end: int, limit: float, last: bool) -> tuple[list[float], list[float], float]:
        """What each mark gives on its left and right, and what each gap gets (em), so that the line fits."""
        breaker = self.breaker
        before, after = breaker.before[start:end], breaker.after[start:end]
        if end <= start:
            return before, after, 0.0
        before[0] = after[-1] = 0.0
        slack = limit - breaker.natural(start, end)
        if slack < 0:
            self._squeeze(start, end, -slack, before, after)
        elif self.justify and not last and slack > 0:
            gaps = sum(may_spread(self.clusters[i].char, self.clusters[i + 1].char) for i in range(start, end - 1))
            if gaps and slack / gaps <= MOST_SPREAD:
                return before, after, slack / gaps
        return before, after, 0.0

    def _squeeze(self, start: int, end: int, excess: float, before: list[float], after: list[float]) -> None:
        at_end, inner = self.breaker.squeezes(start, end)
        after[-1] = min(at_end, excess)
        rest = excess - after[-1]
        if rest <= 0 or not inner:
            return
        each = min(0.25, rest / len(inner))
        for i in inner:
            if self.clusters[i].char in OPENERS:
                before[i - start] = each
            else:
                after[i - start] = each

    def _blank(self, i: int, marks: frozenset[str]) -> float:
        item = self.clusters[i]
        return 0.5 * self.em if item.char in marks and item.width >= 0.9 else 0.0

    def _segments(self, start: int, end: int, places: list[float]) -> tuple[Segment, ...]:
        """Neighbours of one face at even distance become one segment."""
        segments: list[Segment] = []
        first, space = start, None
        for i in range(start + 1, end + 1):
            if i < end and self.clusters[i].face is self.clusters[i - 1].face:
                step = places[i - start] - places[i - start - 1] - self.clusters[i - 1].width * self.size
                if space is None or abs(step - space) < 1e-3:
                    space = step if space is None else space
                    continue
            text = "".join(item.char for item in self.clusters[first:i])
            segments.append(Segment(self.clusters[first].face, text, places[first - start], space or 0.0))
            first, space = i, None
        return tuple(segments)
