"""Paper from a report: the A4 report and the board poster, as proofs for the screen and as files.

The heavy rooms (typesetting, PDF) are imported when first asked for, so that the window comes up fast.
"""

from __future__ import annotations

from calendar import isleap
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from app.document.compose import chinese_date, compose
from app.domain.errors import Trouble
from app.domain.organ import Organ
from app.domain.report import Report, ReportKey
from app.system import clock, files
from app.workbench import faces
from app.workbench.bench import Workbench

if TYPE_CHECKING:
    from app.document.blocks import Document
    from app.exports.board import BoardPlan
    from app.exports.raster import Raster

Verdict = Literal["ok", "doubt", "bad"]
Style = Literal["red", "plain"]


@dataclass(frozen=True, slots=True)
class BoardWish:
    """What the clerk asks of the board: ``size`` A4…A0 (竖 = upright) or WxHmm, ``tile`` a printer paper or None."""

    size: str = "A1"
    tile: str | None = None
    style: Style = "red"
    distance_m: float = 1.0


@dataclass(frozen=True, slots=True)
class SheetMap:
    """How a poster is cut into sheets; joints in mm from the upper left corner of the poster."""

    paper: str
    columns: int
    rows: int
    joints_x: tuple[float, ...]
    joints_y: tuple[float, ...]

    @property
    def count(self) -> int:
        """Number of sheets without the assembly map."""
        return self.columns * self.rows


@dataclass(frozen=True, slots=True)
class BoardProof:
    """A poster as it will print, and what can be said of it: sizes in mm, the smallest type and its reach in metres."""

    pdf: bytes
    width_mm: float
    height_mm: float
    smallest_pt: float
    reach_m: float
    sentences: tuple[tuple[Verdict, str], ...]
    sheets: dict[str, SheetMap]


def title(bench: Workbench, report: Report) -> str:
    """The title as it prints; also the name of files made from the report."""
    return bench.form_of(report).title.format(organ=report.key.organ, year=report.key.year)


def issued(bench: Workbench, report: Report) -> date:
    """The date under the report. Once something was made from it the date stays, so that papers come out the same."""
    kept = bench.setting(_date_key(report.key))
    return date.fromisoformat(kept) if kept else clock.today()


def save_issued(bench: Workbench, report: Report, day: date) -> None:
    """Sets the date under the report."""
    bench.save_setting(_date_key(report.key), day.isoformat())


def _date_key(key: ReportKey) -> str:
    return f"issued/{key.organ}/{key.year}"


def keep_date(bench: Workbench, report: Report, day: date) -> None:
    """Makes ``day`` the date under the report, unless it has one already: for when a file with that date was made."""
    if bench.setting(_date_key(report.key)) is None:
        save_issued(bench, report, day)


def office(bench: Workbench, report: Report) -> Organ:
    """The organ of the report with all that is known of it."""
    return bench.organ_named(report.key.organ)


def document(bench: Workbench, report: Report) -> Document:
    """What the paper says, before any file type."""
    result = bench.check(report)
    return compose(bench.form_of(report), report, office(bench, report), result.values, issued(bench, report))


def report_proof(bench: Workbench, report: Report) -> bytes:
    """The A4 report as PDF, as ``export_report`` will write it."""
    from app.exports.report_pdf import render

    return render(document(bench, report), faces.fonts(bench))


def export_report(bench: Workbench, report: Report, out: Path) -> Path:
    """Writes the A4 report; the file is whole or the old one stands."""
    day = issued(bench, report)
    files.write_bytes(out, report_proof(bench, report))
    keep_date(bench, report, day)
    return out


def board_proof(bench: Workbench, report: Report, wish: BoardWish) -> BoardProof:
    """The poster as PDF, with what the clerk should know before printing it."""
    from app.exports import board, tiles

    plan = _plan(bench, report, wish)
    maps = {paper: tiles.sheets(plan, paper) for paper in tiles.PAPERS}
    return BoardProof(
        pdf=board.render(plan),
        width_mm=plan.width_mm,
        height_mm=plan.height_mm,
        smallest_pt=plan.smallest_pt,
        reach_m=plan.reach_m,
        sentences=_sentences(plan, wish),
        sheets={
            paper: SheetMap(paper, layout.columns, layout.rows, layout.joints_x, layout.joints_y)
            for paper, layout in maps.items()
        },
    )


def export_board(bench: Workbench, report: Report, wish: BoardWish, out: Path) -> Path:
    """Writes the poster, or its sheets with the assembly map where ``wish.tile`` names a paper."""
    from app.exports import board, tiles

    day = issued(bench, report)
    plan = _plan(bench, report, wish)
    if wish.tile is None:
        data = board.render(plan)
    else:
        if wish.tile not in tiles.PAPERS:
            raise Trouble(f"不认识打印纸“{wish.tile}”", f"打印纸可以是 {'、'.join(tiles.PAPERS)}")
        data = tiles.render(plan, wish.tile)
    files.write_bytes(out, data)
    keep_date(bench, report, day)
    return out


def _plan(bench: Workbench, report: Report, wish: BoardWish) -> BoardPlan:
    from app.exports.board import plan
    from app.exports.poster_options import BoardOptions, Footer
    from app.exports.poster_size import parse_size
    from app.handover.fingerprint import check_code, fingerprint

    mark = fingerprint(report, bench.form_of(report))
    code = check_code(mark)
    size = parse_size(wish.size)
    options = BoardOptions(
        width_mm=size.width_mm,
        height_mm=size.height_mm,
        style=wish.style,
        distance_m=wish.distance_m,
        footer=Footer(*(value for _, value in footer(bench, report))),
        code=f"{code[:4]} {code[4:]}",
        qr=f"{title(bench, report)} {code} {mark}",
    )
    return plan(document(bench, report), options, faces.fonts(bench))


def _sentences(plan: BoardPlan, wish: BoardWish) -> tuple[tuple[Verdict, str], ...]:
    if plan.warnings:
        return tuple(("doubt", sentence) for sentence in plan.warnings)
    body, least = _height_mm(plan.body_pt), _height_mm(plan.smallest_pt)
    return (("ok", f"正文字高 {body:.0f} 毫米，{wish.distance_m:g} 米外看得清。最小的字 {least:.0f} 毫米。"),)


def _height_mm(points: float) -> float:
    """How high a Chinese character of that size stands: its face is 0.88 of the em."""
    return points * 0.88 * 25.4 / 72


_FOOTER = ("公开主体", "公开日期", "公开期限", "监督电话")


def footer(bench: Workbench, report: Report) -> tuple[tuple[str, str], ...]:
    """The rows at the foot of the poster: who, since when, until when, whom to call. What was typed wins."""
    organ, day = office(bench, report), issued(bench, report)
    values = (organ.seal_name, chinese_date(day), "至" + chinese_date(_a_year_on(day)), organ.phone)
    return tuple(
        (label, bench.setting(_footer_key(report.key, label)) or value)
        for label, value in zip(_FOOTER, values, strict=True)
    )


def save_footer(bench: Workbench, report: Report, values: dict[str, str]) -> None:
    """Keeps typed rows of the foot; an empty text brings the computed one back."""
    for label in _FOOTER:
        if label in values:
            bench.save_setting(_footer_key(report.key, label), values[label].strip())


def _footer_key(key: ReportKey, label: str) -> str:
    return f"footer/{key.organ}/{key.year}/{label}"


def _a_year_on(day: date) -> date:
    """The last day of a year that begins on ``day``."""
    leap_day = (day.month, day.day) == (2, 29) and not isleap(day.year + 1)
    later = date(day.year + 1, 3, 1) if leap_day else day.replace(year=day.year + 1)
    return later - timedelta(days=1)


def page_image(pdf: bytes, page: int, width_px: int) -> Raster:
    """One page as pixels, ``width_px`` wide."""
    from app.exports import raster

    return raster.page_image(pdf, page, width_px)


def page_count(pdf: bytes) -> int:
    """How many pages a PDF has."""
    from app.exports import raster

    return raster.page_count(pdf)
