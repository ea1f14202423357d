"""Blocks of cases: the two bars, the reasons, the years, one square per case."""

from __future__ import annotations

from collections.abc import Sequence

from app.document.story import Bar, Flow, Reasons, Squares, Years, length
from app.exports.canvas import MM
from app.exports.marks import Sheet
from app.exports.measuring import Box, em
from app.exports.picture.style import SMALL, TEXT, Room, fitted, heading
from app.exports.tones import on

_BAR, _BAR_GAP = 11.5, 5.0
_JOINT = 0.5  # mm of paper between neighbours
_AXIS = 0.8
_LABEL_LEAD = 3.9
_LABEL_GAP = 1.3  # mm between neighbouring labels
_SQUARE, _PITCH = 5.0, 5.9
_ALL_THEIRS, _BETWEEN = 140.0, 10.0  # mm: from this width on in two columns, and between those
_MOST_CASE = 6.0  # mm of a bar for one case: a single case is not drawn as if it were many
_LEADER = 2.6  # mm for lines from a part to a label that stands beside it

Group = tuple[str, str, tuple[Bar, ...]]


def flow(sheet: Sheet, block: Flow, box: Box, room: Room) -> float:
    """Two bars of one length: where the cases came from, and what became of them."""
    y = heading(sheet, block.title, block.source, box)
    scale = box.width / max(1, length(block.came))
    above, below = _Side(sheet, block.came, box, scale), _Side(sheet, block.went, box, scale)
    y += 1.6 + above.label_height
    above.labels(y, upwards=True)
    y += 1.4
    above.bar(y)
    for x in (box.x + 0.15, box.right - 0.15):
        sheet.rule(x, y + _BAR, x, y + _BAR + _BAR_GAP, 0.7, "accent", (1.5, 1.5))
    sheet.text(block.note, "board_text", 9.2, box.x + box.width / 2, y + _BAR + _BAR_GAP / 2 + 1.2, align=0.5)
    y += _BAR + _BAR_GAP
    below.bar(y)
    return below.labels(y + _BAR + 1.2, upwards=False)


class _Side:
    """One bar with its labels. The parts join without gaps on one scale; a line of paper is laid over each joint."""

    def __init__(self, sheet: Sheet, bars: Sequence[Bar], box: Box, scale: float) -> None:
        self.sheet, self.bars, self.box = sheet, bars, box
        self.widths = [bar.value * scale for bar in bars]
        self.starts = [box.x + sum(self.widths[:at]) for at in range(len(bars))]
        self.sizes = [self._number_size(bar, wide) for bar, wide in zip(bars, self.widths, strict=True)]
        self.words = [self._label(at) for at in range(len(bars))]
        self.label_height = max((len(words) for words in self.words), default=0) * _LABEL_LEAD

    def _number_size(self, bar: Bar, wide: float) -> float:
        """As large as it goes into its part, nought where even the smallest does not."""
        ems = self.sheet.type.ems(bar.shown, "board_strong")
        roomy = next((size for size in (19.0, 16.0, 14.0) if ems * em(size) + 2.8 <= wide), 0.0)
        return roomy or (14.0 if ems * em(14.0) + 0.8 <= wide else 0.0)

    def _label(self, at: int) -> list[str]:
        bar, wide = self.bars[at], self.widths[at]
        words = [bar.label]
        if len(bar.label) > 3 and self.sheet.type.width(bar.label, "board_text", TEXT) > wide - _LABEL_GAP:
            half = 2 * round(len(bar.label) / 4)  # chunks of two, never 不予公/开
            words = [bar.label[:half], bar.label[half:]]
        return words if self.sizes[at] else [*words, bar.shown]

    def bar(self, y: float) -> None:
        """The parts with their figures."""
        sheet = self.sheet
        areas = [*zip(self.bars, self.starts, self.widths, strict=True)]
        for bar, x, wide in areas:
            if bar.tone != "open":
                sheet.area(x, y, wide, _BAR, bar.tone)
        for at in range(1, len(self.bars)):
            joint = min(_JOINT, 0.4 * min(self.widths[at - 1], self.widths[at]))
            sheet.rule(self.starts[at], y, self.starts[at], y + _BAR, joint * MM, "paper")
        for bar, x, wide in areas:
            if bar.tone == "open":  # last, so that no joint covers its outline
                sheet.area(x, y, wide, _BAR, bar.tone)
        for (bar, x, wide), size in zip(areas, self.sizes, strict=True):
            if size:
                middle = y + _BAR / 2 + 0.37 * em(size)
                sheet.text(bar.shown, "board_strong", size, x + wide / 2, middle, align=0.5, ink=on(bar.tone))

    def labels(self, y: float, *, upwards: bool) -> float:
        """The names over the bar (ending at ``y``) or under it (beginning there); returns where they end."""
        type_ = self.sheet.type
        wide = [
            max(type_.width(words, "board_strong" if words == bar.shown else "board_text", TEXT) for words in lines)
            for bar, lines in zip(self.bars, self.words, strict=True)
        ]
        middles = [x + width / 2 for x, width in zip(self.starts, self.widths, strict=True)]
        places = _apart(middles, [width + _LABEL_GAP for width in wide], self.box.x, self.box.right)
        moved = [abs(a - b) > part / 2 for a, b, part in zip(middles, places, self.widths, strict=True)]
        drop = _LEADER if any(moved) and not upwards else 0.0
        for at, lines in enumerate(self.words):
            middle, place = middles[at], places[at]
            first = y - (len(lines) - 1) * _LABEL_LEAD if upwards else y + drop + 0.86 * em(TEXT) + 0.4
            if moved[at] and drop:
                self.sheet.rule(middle, y - 1.0, place, y + drop, 0.5)
            for row, words in enumerate(lines):
                role = "board_strong" if words == self.bars[at].shown else "board_text"
                self.sheet.text(words, role, TEXT, place, first + row * _LABEL_LEAD, align=0.5)
        return y if upwards else y + drop + self.label_height + 0.6


def _apart(middles: Sequence[float], widths: Sequence[float], left: float, right: float) -> list[float]:
    """Middles as near to the wanted ones as they go without one label touching another."""
    places = list(middles)
    edge = left - _LABEL_GAP / 2
    for at, wide in enumerate(widths):
        places[at] = max(places[at], edge + wide / 2)
        edge = places[at] + wide / 2
    edge = right + _LABEL_GAP / 2
    for at in range(len(places) - 1, -1, -1):
        places[at] = min(places[at], edge - widths[at] / 2)
        edge = places[at] - widths[at] / 2
    return places


def reasons(sheet: Sheet, block: Reasons, box: Box, room: Room) -> float:
    """Every reason as a bar from nought, all on one scale; in two columns where the page is all theirs."""
    type_ = sheet.type
    top = heading(sheet, block.title, "", box) + 1.0
    groups = [(name, total, _kept(bars, room.reasons, block.rest)) for name, total, bars in block.groups]
    columns = _dealt(groups) if box.width > _ALL_THEIRS else [groups]
    width = (box.width - _BETWEEN * (len(columns) - 1)) / len(columns)
    shown = [bar for _, _, bars in groups for bar in bars]
    widest = max((type_.width(bar.label, "board_text", TEXT) for bar in shown), default=0.0)
    wide = min(max(46.0 if len(columns) == 1 else 0.0, widest + 1.5), 0.55 * width)
    number = max((type_.width(bar.shown, "board_semibold", TEXT) for bar in shown), default=0.0) + 1.6
    scale = min(_MOST_CASE, (width - wide - number) / max((bar.value for bar in shown), default=1))
    ends = [top]
    for at, column in enumerate(columns):
        x, y = box.x + at * (width + _BETWEEN), top
        for number_of, group in enumerate(column):
            y = _group(sheet, group, Box(x, y + (1.2 if number_of else 0.0), width, room.row), x + wide, scale)
        ends.append(y)
    return max(ends)


def _dealt(groups: Sequence[Group]) -> list[Sequence[Group]]:
    """The groups in two columns of about the same height."""
    highs = [1.5 + len(bars) for _, _, bars in groups]
    cuts = range(1, len(groups))
    cut = min(cuts, key=lambda at: max(sum(highs[:at]), sum(highs[at:])), default=0)
    return [groups[:cut], groups[cut:]] if cut else [groups]


def _group(sheet: Sheet, group: Group, box: Box, axis: float, scale: float) -> float:
    """One group from the top of ``box``, which is as high as one of its rows."""
    name, total, bars = group
    baseline = box.y + 0.86 * em(10)
    x = box.x + sheet.text(name, "board_strong", 10, box.x, baseline) + 2.0
    sheet.text(total, "board_strong", 10, x, baseline)
    y = first = box.y + 4.7
    for bar in bars:
        _reason(sheet, bar, Box(box.x, y, box.width, box.height), axis, scale)
        y += box.height
    if bars:
        sheet.rule(axis, first - 0.3, axis, y - 0.7, _AXIS)
    return y


def _kept(bars: tuple[Bar, ...], most: int, rest: str) -> tuple[Bar, ...]:
    """The first of the reasons where there is no room for all; the others as one, with how many they are."""
    if len(bars) <= most:
        return bars
    left = length(bars[most - 1 :])
    words = rest.replace("{kinds}", str(len(bars) - most + 1))
    return (*bars[: most - 1], Bar(words, left, str(left)))


def _reason(sheet: Sheet, bar: Bar, row: Box, axis: float, scale: float) -> None:
    high = row.height - 1.0
    label, size = fitted(sheet.type, bar.label, "board_text", TEXT, axis - row.x - 1.2)
    baseline = row.y + high / 2 + 0.38 * em(size)
    sheet.text(label, "board_text", size, axis - 1.4, baseline, align=1.0)
    sheet.area(axis, row.y, bar.value * scale, high, "full")
    end = axis + bar.value * scale
    sheet.text(bar.shown, "board_semibold", TEXT, end + 1.2, row.y + high / 2 + 0.37 * em(TEXT))


def years(sheet: Sheet, block: Years, box: Box, room: Room) -> float:
    """Columns from nought, this year the darkest; a year without a report says so."""
    y = heading(sheet, block.title, "", box) + 5.2
    high = room.column
    known = [value for _, value in block.columns if value is not None]
    scale, foot = high / max(1, *known), y + high
    slot = min(box.width / len(block.columns), 26.0)
    last = len(block.columns) - 1
    for at, (year, value) in enumerate(block.columns):
        middle = box.x + (at + 0.5) * slot
        role = "board_strong" if at == last else "board_text"
        if value is None:
            sheet.text(block.unknown, "board_text", SMALL, middle, foot - 1.6, align=0.5)
        else:
            size = min(13.0 if at == last else 11.0, sheet.type.largest(str(value), role, 13.0, slot - 0.8))
            if value:
                width = 0.62 * slot
                sheet.area(
                    middle - width / 2, foot - value * scale, width, value * scale, "full" if at == last else "light"
                )
            sheet.text(str(value), role, size, middle, foot - value * scale - 1.2, align=0.5)
        sheet.text(str(year), role, 10.5, middle, foot + 4.9, align=0.5)
    sheet.rule(box.x, foot, box.x + slot * len(block.columns), foot, _AXIS)
    return foot + 6.2


def squares(sheet: Sheet, block: Squares, box: Box, room: Room) -> float:
    """Rows of squares, each one case; what they stand for is written beside them."""
    y = heading(sheet, block.title, block.source, box) + 1.6
    x = box.x
    for name, total, bars in block.rows:
        pieces = [_square_width(sheet, bar, block.is_counted) for bar in bars]
        head = sheet.type.width(name, "board_text", 10.5) + 2.0 + sheet.type.width(total, "board_strong", 14.5) + 5.0
        if x > box.x and x + head + sum(pieces) > box.right:
            x, y = box.x, y + 8.6
        baseline = y + _SQUARE / 2 + 0.38 * em(10.5)
        sheet.text(name, "board_text", 10.5, x, baseline)
        start = x + head - 5.0 - sheet.type.width(total, "board_strong", 14.5)
        sheet.text(
            total, "board_strong" if bars else "board_text", 14.5, start, baseline, ink="accent" if bars else "ink"
        )
        x += head
        for bar, wide in zip(bars, pieces, strict=True):
            if x + wide > box.right and x > box.x:
                x, y = box.x + 8.0, y + 8.6
            _square_row(sheet, bar, x, y, block.is_counted)
            x += wide
        x += 3.0
    return y + _SQUARE + 1.0


def _square_width(sheet: Sheet, bar: Bar, is_counted: bool) -> float:
    count = bar.value if is_counted else 1
    return _PITCH * count + sheet.type.width(bar.label + bar.shown, "board_text", 10.5) + 5.6


def _square_row(sheet: Sheet, bar: Bar, x: float, y: float, is_counted: bool) -> None:
    count = bar.value if is_counted else 1
    for at in range(count):
        sheet.area(x + at * _PITCH, y, _SQUARE, _SQUARE, bar.tone)
    baseline = y + _SQUARE / 2 + 0.38 * em(10.5)
    sheet.text(bar.label + bar.shown, "board_text", 10.5, x + count * _PITCH + 0.4, baseline)
