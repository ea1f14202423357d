"""Takes every figure and prints them as a table, or with ``--json`` as one flat object."""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
import traceback
from collections.abc import Callable
from datetime import date
from importlib import import_module
from typing import cast

from tests.benchmarks.promises import PROMISES, Figures, Promise, Taken, Unavailable, verdict

# Each gives the figures named; it is imported when its turn comes, so that no other one carries its weight.
MEASUREMENTS: dict[str, tuple[str, ...]] = {
    "checking": ("check_full_ms", "check_vs_plain", "check_told_ms"),
    "reading": ("check_words_ms",),
    "recall": ("recall_auto_pct", "recall_warn_pct", "errors_on_damage", "false_per_report"),
    "private": ("pii_found_pct", "pii_false_per_100"),
    "importing": ("import_right_pct", "import_silent_wrong"),
    "repairing": ("repair_ms",),
    "saving": ("commit_p95_ms",),
    "edit_paint": ("edit_paint_p50_ms", "edit_paint_p99_ms"),
    "paste_paint": ("paste_paint_ms",),
    "tab_open": ("tab_open_ms",),
    "seed_keys": ("seed_keys",),
    "county_keys": ("county_presses_ratio",),
    "random_session": ("pause_max_ms", "memory_growth_mb"),
    "start": ("first_paint_vs_bare", "usable_vs_bare", "memory_vs_bare"),
    "paper": ("report_vs_libreoffice", "poster_fit_ms"),
    "report": ("report_vs_bare_reportlab", "report_repeat_ms", "report_pdf_kb"),
    "board_preview": ("board_preview_ms",),
    "preview": ("preview_ms",),
    "sheets": ("tiles_vs_pdfposter", "tiles_mb"),
    "carriers": (
        "word_ms",
        "excel_ms",
        "web_ms",
        "large_ms",
        "picture_ms",
        "long_image_ms",
        "import_docx_ms",
    ),
    "whole": ("demo_s",),
}


def main() -> int:
    """0, also where a goal is missed; 1 where the bench itself breaks."""
    parser = argparse.ArgumentParser(prog="build/bench", description="Takes every figure that the project promises.")
    parser.add_argument("--json", action="store_true", help="one flat object instead of the table")
    parser.add_argument("--only", nargs="+", choices=MEASUREMENTS, metavar="NAME", help=" ".join(MEASUREMENTS))
    wishes = parser.parse_args()
    begin = time.monotonic()
    taken, broken = take(wishes.only or list(MEASUREMENTS))
    if wishes.json:
        print(json.dumps({p.key: round(taken[p.key].value, 4) if p.key in taken else None for p in PROMISES}))
    else:
        print(table(taken))
        if "recall_auto_pct" in taken:
            print(f"\n{_found()}")
        print(f"\n{date.today().isoformat()}, {os.cpu_count()} cores, {time.monotonic() - begin:.0f} s")
    return 1 if broken else 0


def take(names: list[str]) -> tuple[dict[str, Taken], bool]:
    """Every figure that can be taken, and whether something broke; the reasons go to stderr."""
    taken: dict[str, Taken] = {}
    broken = False
    for name in names:
        try:
            figures = _measurement(name)()
        except Unavailable as reason:
            print(f"{', '.join(MEASUREMENTS[name])}: {reason}", file=sys.stderr)
            continue
        except Exception:  # noqa: BLE001 - one broken measurement must not cost the others
            print(f"{', '.join(MEASUREMENTS[name])}: broken", file=sys.stderr)
            traceback.print_exc()
            broken = True
            continue
        unknown = set(figures) - set(MEASUREMENTS[name])
        assert not unknown, f"{name} gives {unknown}, which nobody asked for"
        taken.update(figures)
    return taken, broken


def _measurement(name: str) -> Callable[[], Figures]:
    return cast(Callable[[], Figures], import_module(f"tests.benchmarks.{name}").measure)


def _found() -> str:
    """What was found in published reports, mistake by mistake and rule by rule."""
    return cast(Callable[[], str], import_module("tests.benchmarks.recall").table)()


def table(taken: dict[str, Taken]) -> str:
    """One line per promise, as Markdown that can be read as it is."""
    lines = [["figure", "measured", "goal", "", "made of"]]
    for promise in PROMISES:
        figure = taken.get(promise.key)
        bound = ">=" if promise.least else "<="
        goal = "" if promise.goal is None else f"{bound} {_shown(promise, promise.goal)}"
        value = "not taken" if figure is None else _shown(promise, figure.value)
        lines.append([promise.title, value, goal, verdict(promise, figure), figure.beside if figure else ""])
    widths = [max(2, *(len(line[column]) for line in lines)) for column in range(5)]
    shown = [" | ".join(f"{cell:<{width}}" for cell, width in zip(line, widths, strict=True)) for line in lines]
    shown.insert(1, " | ".join("-" * width for width in widths))
    return "\n".join(f"| {line} |" for line in shown)


def _shown(promise: Promise, value: float) -> str:
    digits = 0 if promise.unit == "presses" else 2 if value < 10 else 1
    return f"{value:.{digits}f}{'x' if promise.unit == 'x' else ' ' + promise.unit}".rstrip()


if __name__ == "__main__":
    sys.exit(main())
