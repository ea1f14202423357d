"""The live preview of the board page after a change: planned, drawn, its sheets counted, and turned into pixels.

What the page does off the main thread for one change, with fonts loaded: CPU time, the median of every kind of change,
and of these the slowest.
"""

from __future__ import annotations

import statistics
from dataclasses import replace
from decimal import Decimal
from time import process_time

from app.checks.totals import effective
from app.document.blocks import Document
from app.document.compose import compose
from app.domain.organ import Organ
from app.domain.report import Report, ReportKey
from app.domain.values import Value
from app.exports.fonts import FontBook
from app.exports.poster import board
from app.exports.poster.options import BoardOptions, Footer
from app.exports.raster import page_image
from app.exports.tiling import tiles
from app.system import paths
from tests.app.exports.poster_samples import DAY, MATTERS, OVERVIEW, PROBLEMS, catalogue, texts
from tests.benchmarks.promises import Figures, Taken

ROUNDS = 9
WIDTH_PX = 700
FOOTER = Footer("柳湾乡人民政府", "2021年1月15日", "至2022年1月14日", "0971-7654321")
A1 = BoardOptions(841.0, 594.0, footer=FOOTER, code="7K3M 9QXD", qr="https://example.cn/zwgk?code=7K3M9QXD")
CHANGES = {
    "size": replace(A1, width_mm=420.0, height_mm=594.0),
    "odd size": replace(A1, width_mm=1000.0, height_mm=1200.0),
    "notice board": replace(A1, width_mm=2400.0, height_mm=1200.0),
    "columns": replace(A1, columns=2),
    "short": replace(A1, short=True),
    "style": replace(A1, style="plain"),
    "distance": replace(A1, distance_m=2.0),
    "footer": replace(A1, footer=replace(FOOTER, phone="0971-1234567")),
}


def sample() -> Document:
    """A township of noughts, but for one procurement."""
    form = catalogue().governing(2020)
    cells: dict[str, Value] = dict.fromkeys(form.cells, 0)
    cells |= {form.headlines[0].cells[0]: 10, form.headlines[1].cells[0]: Decimal("606.05")}
    report = Report(ReportKey("柳湾乡", 2020), form.id, cells=cells, passages=texts(form, OVERVIEW, PROBLEMS, MATTERS))
    return compose(form, report, Organ("柳湾乡人民政府"), effective(form, cells), DAY)


def preview(options: BoardOptions, fonts: FontBook) -> None:
    """Everything that a change of the page asks for."""
    plan = board.plan(sample(), options, fonts)
    pdf = board.render(plan)
    for paper in tiles.PAPERS:
        tiles.sheets(plan, paper)
    page_image(pdf, 0, WIDTH_PX)


def measure() -> Figures:
    """``board_preview_ms``."""
    fonts = FontBook(paths.fonts_folder())
    preview(A1, fonts)
    taken: dict[str, list[float]] = {name: [] for name in CHANGES}
    for _ in range(ROUNDS):
        for name, options in CHANGES.items():
            preview(A1, fonts)
            begin = process_time()
            preview(options, fonts)
            taken[name].append(process_time() - begin)
    medians = {name: statistics.median(each) * 1000 for name, each in taken.items()}
    beside = ", ".join(f"{name} {ms:.0f}" for name, ms in medians.items())
    return {"board_preview_ms": Taken(max(medians.values()), beside)}
