"""Paper from a report: the A4 report and the board poster, as proofs for the screen and as files.

The heavy rooms (typesetting, PDF) are imported when first asked for, so that the window comes up fast.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

from app.checks.totals import effective
from app.document.compose import compose, title_of
from app.document.preface import web_address
from app.domain.errors import Trouble
from app.domain.organ import Organ
from app.domain.report import Report
from app.system import files
from app.workbench import faces, footing, issuing, outside
from app.workbench.bench import Workbench

if TYPE_CHECKING:
    from app.document.blocks import Document
    from app.exports.poster.board import BoardPlan

Verdict = Literal["ok", "doubt", "bad"]
Style = Literal["red", "plain"]


@dataclass(frozen=True, slots=True)
class BoardWish:
    """What the clerk asks of the board: ``size`` A4…A0 (竖 = upright) or WxHmm, ``tile`` a printer paper or None.

    ``short``: of the tables only the rows that are not nought; ``columns`` None lets the program decide;
    ``printer_margin_mm`` is what the printer leaves white of a sheet.
    """

    size: str = "A1"
    tile: str | None = None
    style: Style = "red"
    distance_m: float = 1.0
    short: bool = False
    columns: int | None = None
    qr: bool = True
    printer_margin_mm: float = 5.0


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


class Written(NamedTuple):
    """Files that were made, and what is said with them: sentences without their full stops."""

    paths: tuple[Path, ...]
    said: tuple[str, ...]


class Code(NamedTuple):
    """What proves the figures of a paper: the check code as it is printed (7K3M 9QXD) and as a QR code says it.

    A QR code also says where the report can be read on the web, where its preface names the address.
    """

    printed: str
    qr: str


def code_of(bench: Workbench, report: Report) -> Code:
    """The code of the report as it stands."""
    from app.handover.fingerprint import check_code, fingerprint

    mark = fingerprint(report, bench.form_of(report))
    code = check_code(mark)
    told = f"{title(bench, report)} {code} {mark}"
    web = web_address(bench.form_of(report), report)
    return Code(printed_code(code), f"{told}\n{web}" if web else told)


def printed_code(code: str) -> str:
    """A check code in two groups, as it is printed and read out."""
    return f"{code[:4]} {code[4:]}"


def title(bench: Workbench, report: Report) -> str:
    """The title as it prints; also the name of files made from the report."""
    return title_of(bench.form_of(report), report)


def office(bench: Workbench, report: Report) -> Organ:
    """The organ of the report with all that is known of it."""
    return bench.organ_named(report.key.organ)


def document(bench: Workbench, report: Report, day: date | None = None) -> Document:
    """What the paper says, before any file type; ``day`` is the date under it."""
    form = bench.form_of(report)
    values = effective(form, report.cells)
    return compose(form, report, office(bench, report), values, day or issuing.issued(bench, report))


def report_proof(bench: Workbench, report: Report, day: date | None = None) -> bytes:
    """The A4 report as PDF, as ``export_report`` will write it."""
    from app.exports.report.pdf import render

    return render(document(bench, report, day), faces.fonts(bench))


def export_report(bench: Workbench, report: Report, out: Path) -> Path:
    """Writes the A4 report; the file is whole or the old one stands."""
    outside.refuse_misnamed("A4 报告", out, ".pdf")
    outside.get_ready(bench.path, out)
    day = issuing.issued(bench, report)
    files.write_bytes(out, report_proof(bench, report, day))
    issuing.keep_date(bench, report, day)
    return out


def board_proof(bench: Workbench, report: Report, wish: BoardWish, day: date | None = None) -> BoardProof:
    """The poster as PDF, with what the clerk should know before printing it; ``day`` is the date on it."""
    return _proof(_plan(bench, report, wish, day), wish)


def _proof(plan: BoardPlan, wish: BoardWish) -> BoardProof:
    from app.exports.poster import board
    from app.exports.poster.options import MARGINS
    from app.exports.tiling import tiles

    margin, (least, most) = wish.printer_margin_mm, MARGINS
    cut = tiles.PAPERS if least <= margin <= most else ()  # a whole board is made whatever the printer leaves white
    maps = {paper: tiles.sheets(plan, paper, printer_margin_mm=margin) for paper in cut}
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


def tile_proof(bench: Workbench, report: Report, wish: BoardWish, only: Sequence[int] | None = None) -> bytes:
    """The sheets of the poster as PDF, or those ``only`` that are named, as ``export_board`` will write them."""
    return _tiles(_plan(bench, report, wish), wish, only)


def sheets_proof(bench: Workbench, report: Report, wish: BoardWish, day: date) -> tuple[BoardProof, bytes]:
    """``board_proof`` and ``tile_proof`` of one poster: how the sheets lie, and the sheets."""
    plan = _plan(bench, report, wish, day)
    return _proof(plan, wish), _tiles(plan, wish, None)


def test_print(bench: Workbench, paper: str) -> bytes:
    """A page to try the printer with before the sheets."""
    from app.exports.tiling import trial

    return trial.render(faces.fonts(bench), paper)


def export_board(
    bench: Workbench, report: Report, wish: BoardWish, out: Path, only: Sequence[int] | None = None
) -> Path:
    """Writes the poster, or its sheets with the assembly map where ``wish.tile`` names a paper.

    ``only`` the sheets of these numbers, where some have to be printed again.
    """
    return exported_board(bench, report, wish, out, only).paths[0]


def exported_board(
    bench: Workbench, report: Report, wish: BoardWish, out: Path, only: Sequence[int] | None = None
) -> Written:
    """``export_board``, and what should be known of the poster."""
    from app.exports.poster import board

    outside.refuse_misnamed("公开栏", out, ".pdf")
    outside.get_ready(bench.path, out)
    day = issuing.issued(bench, report)
    if wish.tile is None and only is not None:
        raise Trouble("整幅的公开栏没有张号", "要单独重印几张，请同时选拼贴用的打印纸")
    plan = _plan(bench, report, wish, day)
    files.write_bytes(out, board.render(plan) if wish.tile is None else _tiles(plan, wish, only))
    issuing.keep_date(bench, report, day)
    return Written((out,), tuple(said.rstrip("。") for kind, said in _sentences(plan, wish) if kind != "ok"))


def _tiles(plan: BoardPlan, wish: BoardWish, only: Sequence[int] | None) -> bytes:
    from app.exports.tiling import tiles

    if wish.tile not in tiles.PAPERS:
        raise Trouble(f"不认识打印纸“{wish.tile}”", f"打印纸可以是 {'、'.join(tiles.PAPERS)}")
    return tiles.render(plan, wish.tile, only, printer_margin_mm=wish.printer_margin_mm)


def _plan(bench: Workbench, report: Report, wish: BoardWish, day: date | None = None) -> BoardPlan:
    from app.exports.poster.board import plan
    from app.exports.poster.options import BoardOptions, Footer
    from app.exports.poster.size import parse_size
    from app.workbench import secrecy

    code = code_of(bench, report)
    size = parse_size(wish.size)
    options = BoardOptions(
        width_mm=size.width_mm,
        height_mm=size.height_mm,
        style=wish.style,
        distance_m=wish.distance_m,
        footer=Footer(**footing.by_row(bench, report, day)),
        code=code.printed,
        qr=code.qr if wish.qr else "",
        watermark=secrecy.draft_words(bench, report),
        short=wish.short,
        columns=wish.columns,
    )
    return plan(document(bench, report, day), options, faces.fonts(bench))


def _sentences(plan: BoardPlan, wish: BoardWish) -> tuple[tuple[Verdict, str], ...]:
    from app.exports.poster.advice import millimetres, reads

    said: list[tuple[Verdict, str]] = [("doubt", sentence) for sentence in plan.warnings]
    if reads(plan.smallest_pt, wish.distance_m):
        body, least = millimetres(plan.body_pt), millimetres(plan.smallest_pt)
        said.insert(0, ("ok", f"正文字高 {body} 毫米，{wish.distance_m:g} 米外看得清。最小的字 {least} 毫米。"))
    return tuple(said)
