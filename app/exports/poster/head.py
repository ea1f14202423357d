"""The head of a poster: masthead, title, double rule, and the band of key figures."""

from __future__ import annotations

from dataclasses import replace

from app.document.blocks import Document
from app.exports.canvas import MM
from app.exports.measuring import Box, Type, em
from app.exports.poster.placed import Placed, PosterSheet
from app.exports.poster.style import PosterStyle
from app.exports.typeset import Line

_HIGHEST = 1.9  # em of the largest title: the most that all lines of a title may take
_FILL_FROM = 0.94  # of the width: a title that comes this far is spread over all of it
_ROLE = "board_title"


def spaced(line: Line, space: float) -> Line:
    """The line with ``space`` points more after every character but the last."""
    segments, done = [], 0
    for segment in line.segments:
        segments.append(segment._replace(x=segment.x + done * space, space=segment.space + space))
        done += len(segment.text)
    return replace(line, segments=tuple(segments), width=line.width + max(0, done - 1) * space)


def draw_masthead(sheet: PosterSheet, style: PosterStyle, document: Document, box: Box) -> float:
    """The small line over the title, from the top of ``box``; returns where it ends."""
    group = style.head("masthead")
    size = style.small("masthead", "size")
    baseline = box.y + 0.8 * em(size)
    words = spaced(sheet.type.line(group.words("words"), "board_strong", size), group.plain("spacing") * size)
    sheet.line(words, box.x, baseline, "accent")
    if document.year:
        period = group.words("period").format(year=document.year)
        small = style.small("masthead", "period_size")
        if words.width / MM + sheet.type.width(period, "board_text", small) + em(size) <= box.width:
            sheet.text(period, "board_text", small, box.right, baseline, align=1.0)
            size = small
    y = baseline + group["rule_gap"]
    sheet.across(box.x, box.right, y, group["rule"], "accent")
    sheet.placed.append(Placed(group.words("words"), "head", Box(box.x, box.y, box.width, y - box.y), size))
    return y


def title_lines(document: Document) -> list[tuple[str, ...]]:
    """The ways to break the title, fewest lines first."""
    lines = document.title_lines or (document.title,)
    ways: list[tuple[str, ...]] = [("".join(lines),)]
    if len(lines) > 1:
        ways.append(tuple(lines))
    head, rest = lines[0], tuple(lines[1:])
    for count in (2, 3):
        if len(head) >= 8 * count:
            step = -(-len(head) // count)
            ways.append((*(head[at : at + step] for at in range(0, len(head), step)), *rest))
    return ways


def fit_title(type_: Type, style: PosterStyle, document: Document, width: float) -> tuple[float, tuple[str, ...]]:
    """The size of the title and its lines: one line where that is large enough, else what gives the largest type."""
    group = style.head("title")
    most = group.size("most")
    best: tuple[float, tuple[str, ...]] = (0.0, ())
    for lines in title_lines(document):
        high = _HIGHEST * most / (1 + group.plain("lead") * (len(lines) - 1))
        size = min(most, high, *(_largest(type_, line, most, width, group["spacing"]) for line in lines))
        if len(lines) == 1 and size >= group.plain("one_line_from") * most:
            return size, lines
        if size > best[0]:
            best = size, lines
    return best


def _largest(type_: Type, line: str, most: float, width: float, spacing: float) -> float:
    return type_.largest(line, _ROLE, most, width - spacing * (len(line) - 1))


def draw_title(sheet: PosterSheet, style: PosterStyle, document: Document, box: Box) -> float:
    """The title under ``box.y``; returns where its double rule ends."""
    group = style.head("title")
    size, lines = fit_title(sheet.type, style, document, box.width)
    top = y = box.y + group["above"]
    for at, words in enumerate(lines):
        line = sheet.type.line(words, _ROLE, size)
        extra = box.width * MM - line.width
        full = line.width >= _FILL_FROM * box.width * MM and len(words) > 1
        space = extra / (len(words) - 1) if full else min(group["spacing"] * MM, extra / max(1, len(words)))
        line = spaced(line, space)
        baseline = y + 0.86 * em(size)
        sheet.line(line, box.x + (box.width - line.width / MM) / 2, baseline, "accent")
        y += (group.plain("lead") if at + 1 < len(lines) else 1.0) * em(size)
    sheet.placed.append(Placed(document.title, "head", Box(box.x, top, box.width, y - top), size))
    weights = group.list("double")
    return sheet.double(box.x, box.right, y + group["below"], weights, group["double_gap"])
