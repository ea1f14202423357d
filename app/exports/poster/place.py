"""Parts put on the sheet: what is left over is shared out so that columns end together and rows begin together."""

from __future__ import annotations

from collections.abc import Sequence

from app.exports.measuring import Box
from app.exports.poster.arrange import Band, Column
from app.exports.poster.fit import Fit, Fitter
from app.exports.poster.placed import PosterSheet

_WIDEST_GAP = 1.5  # times the ordinary gap, before white is left at the foot of a column


class Placer:
    """Draws a fit; a class only to share its measures."""

    def __init__(self, fitter: Fitter, fit: Fit, sheet: PosterSheet) -> None:
        self.fitter, self.fit, self.sheet = fitter, fit, sheet
        self.sizes, self.gap = fit.sizes, fitter.gap

    def draw(self) -> None:
        """Puts every part on the sheet."""
        bands = self.fit.arrangement.bands
        needs = [self._rows(band) for band in bands]
        own = [
            top + bottom + (self.gap if band.is_in_rows else 0.0)
            for band, (top, bottom) in zip(bands, needs, strict=True)
        ]
        box = self.fitter.space.box
        extra = box.height - sum(own) - self.gap * (len(bands) - 1)
        rooms = [self._room(band) for band in bands]
        more = _share(extra, rooms)
        y = box.y
        for band, (top, _), high, add in zip(bands, needs, own, more, strict=True):
            self._band(band, top, Box(box.x, y, box.width, high + add))
            y += high + add + self.gap

    def _rows(self, band: Band) -> tuple[float, float]:
        rows = self.fitter.rows(band, self.sizes)
        if rows is None:
            raise AssertionError("an arrangement that does not fit was chosen")
        return rows

    def _stretch(self, parts: Sequence[int], width: float) -> float:
        return sum(self.fitter.blocks[part].stretch(width, self.sizes[part]) for part in parts)

    def _room(self, band: Band) -> float:
        """By how much a band may sensibly grow: until its columns are filled with what they can bear."""
        boxes = self.fitter.space.columns(band)
        whole = sum(self._rows(band)) + (self.gap if band.is_in_rows else 0.0)
        return max(
            0.0,
            *(
                self._column_need(column, box.width) + self._stretch((*column.top, *column.bottom), box.width) - whole
                for column, box in zip(band.columns, boxes, strict=True)
            ),
        )

    def _column_need(self, column: Column, width: float) -> float:
        return self.fitter.stack((*column.top, *column.bottom), width, self.sizes) or 0.0

    def _band(self, band: Band, top: float, box: Box) -> None:
        columns = [Box(c.x, box.y, c.width, box.height) for c in self.fitter.space.columns(band)]
        if not band.is_in_rows:
            for column, place in zip(band.columns, columns, strict=True):
                self._stack(column.top, place)
            return
        second = box.y + self._top_height(band, columns, top, box.height) + self.gap
        for column, place in zip(band.columns, columns, strict=True):
            if column.bottom:
                self._stack(column.top, Box(place.x, box.y, place.width, second - self.gap - box.y))
                self._stack(column.bottom, Box(place.x, second, place.width, box.bottom - second))
            else:
                self._stack(column.top, place)

    def _top_height(self, band: Band, columns: Sequence[Box], top: float, height: float) -> float:
        """Where the second row begins: what is left over goes to the rows as they can bear it."""
        low = [(column, box) for column, box in zip(band.columns, columns, strict=True) if column.bottom]
        bottom = max(self.fitter.stack(column.bottom, box.width, self.sizes) or 0.0 for column, box in low)
        above = max(self._stretch(column.top, box.width) for column, box in low)
        below = max(self._stretch(column.bottom, box.width) for column, box in low)
        extra = max(0.0, height - top - bottom - self.gap)
        return top + extra * (above / (above + below) if above + below > 0 else 0.5)

    def _stack(self, parts: Sequence[int], box: Box) -> None:
        """Parts under one another in a box; what they cannot bear becomes white between them, then below them."""
        blocks = [self.fitter.blocks[part] for part in parts]
        sizes = [self.sizes[part] for part in parts]
        needs = [block.height(box.width, size) or 0.0 for block, size in zip(blocks, sizes, strict=True)]
        rooms = [block.stretch(box.width, size) for block, size in zip(blocks, sizes, strict=True)]
        extra = max(0.0, box.height - sum(needs) - self.gap * (len(parts) - 1))
        more = _share(extra, rooms)
        rest = extra - sum(more)
        gap = self.gap + min((_WIDEST_GAP - 1) * self.gap, rest / max(1, len(parts) - 1))
        y = box.y
        for block, size, need, add in zip(blocks, sizes, needs, more, strict=True):
            block.draw(self.sheet, Box(box.x, y, box.width, need + add), size)
            y += need + add + gap


def _share(extra: float, rooms: Sequence[float]) -> list[float]:
    """``extra`` by how much each can take, nobody more than that."""
    whole = sum(rooms)
    if extra <= 0 or whole <= 0:
        return [0.0] * len(rooms)
    return [room * min(1.0, extra / whole) for room in rooms]
