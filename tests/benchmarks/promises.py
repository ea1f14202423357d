"""What is measured, in printed order, and what was promised for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Unit = Literal["x", "ms", "s", "MB", "kB", "presses", "%", ""]


class Unavailable(Exception):
    """A figure cannot be taken on this machine; the text says why."""


@dataclass(frozen=True, slots=True)
class Promise:
    """One figure: its key in the JSON, what it is, and the most it may be (None: shown without a goal).

    ``least``: the goal is the least that it may be.
    """

    key: str
    title: str
    unit: Unit
    goal: float | None = None
    least: bool = False


@dataclass(frozen=True, slots=True)
class Taken:
    """A figure as measured; ``beside`` gives what it was made of (both sides of a ratio)."""

    value: float
    beside: str = ""


Figures = Mapping[str, Taken]

PROMISES = (
    Promise("check_full_ms", "full check of one report", "ms", 0.3),
    Promise("check_vs_plain", "the same, against a plain Python loop over the same relations", "x", 2.0),
    Promise("check_told_ms", "the same, with every sentence and every finding made", "ms"),
    Promise("check_words_ms", "all rules over texts of 8,000 signs never seen before", "ms", 15.0),
    Promise(
        "recall_auto_pct", "mistakes of published reports found, of those a fixed rule can find", "%", 100, least=True
    ),
    Promise("recall_warn_pct", "the same, of those a person must decide", "%", 85, least=True),
    Promise("errors_on_damage", "damage by extraction that a report is held up for", "", 0),
    Promise("false_per_report", "false alarms on a published report without a labelled mistake", "", 0.5),
    Promise("pii_found_pct", "personal numbers found, in twelve spellings", "%", 100, least=True),
    Promise("pii_false_per_100", "false alarms of that on 100 reports in order", "", 1),
    Promise("import_right_pct", "figures of whole published reports read right", "%"),
    Promise("import_silent_wrong", "figures read wrong without a doubt", "", 0),
    Promise("repair_ms", "what would balance a county's table, slowest of random damage", "ms", 20),
    Promise("commit_p95_ms", "one cell changed, saved and rechecked, p95", "ms"),
    Promise("edit_paint_p50_ms", "cell edited to window repainted, p50, median of 3 rounds", "ms"),
    Promise("edit_paint_p99_ms", "cell edited to window repainted, p99, median of 3 rounds", "ms", 8.0),
    Promise("paste_paint_ms", "the largest table pasted whole, key to painted", "ms", 60.0),
    Promise("tab_open_ms", "a tab never shown before, key to painted, the slowest", "ms", 50.0),
    Promise("seed_keys", "the seed from nothing to green, beside its sentences", "presses", 30),
    Promise("county_presses_ratio", "a county-size report typed, against its figures", "x", 1.15),
    Promise("pause_max_ms", "a random session, longest pause of the event loop", "ms", 50),
    Promise("memory_growth_mb", "resident memory that an hour of entry costs", "MB", 10),
    Promise("first_paint_vs_bare", "start to first paint, against a bare window", "x", 1.3),
    Promise("usable_vs_bare", "start to usable window, against a bare window", "x", 2.2),
    Promise("memory_vs_bare", "resident memory, against a bare window", "x", 1.6),
    Promise("report_vs_libreoffice", "A4 report as PDF, against LibreOffice from docx", "x", 0.45),
    Promise("report_vs_bare_reportlab", "the seed's report, against bare reportlab drawing its text", "x", 1.15),
    Promise("report_repeat_ms", "the same again in one process", "ms", 90),
    Promise("report_pdf_kb", "the same, size of the file", "kB", 300),
    Promise("poster_fit_ms", "A1 poster planned and fitted to one page", "ms", 250),
    Promise("board_preview_ms", "preview of the board after a change, CPU, the slowest kind", "ms", 150),
    Promise("preview_ms", "the same on the page, by the clock: a control changed to its picture shown", "ms", 150),
    Promise("tiles_vs_pdfposter", "A1 poster on 16 sheets, against pdfposter cutting the same", "x", 0.5),
    Promise("tiles_mb", "the same, most memory of a process that plans and cuts", "MB", 100),
    Promise("word_ms", "the seed's report as a Word file", "ms", 120),
    Promise("excel_ms", "the same as a workbook", "ms"),
    Promise("web_ms", "the same as a web page", "ms"),
    Promise("large_ms", "the same in large print", "ms"),
    Promise("picture_ms", "its year in a picture on one page", "ms"),
    Promise("long_image_ms", "the same as a long image", "ms", 400),
    Promise("import_docx_ms", "the Word file read back, every cell and text", "ms"),
    Promise("demo_s", "everything that can be made of two reports, one process, CPU", "s", 2.5),
)


def verdict(promise: Promise, taken: Taken | None) -> str:
    """``ok`` or ``missed`` where there is a goal and a figure, else nothing."""
    if promise.goal is None or taken is None:
        return ""
    holds = taken.value >= promise.goal if promise.least else taken.value <= promise.goal
    return "ok" if holds else "missed"
