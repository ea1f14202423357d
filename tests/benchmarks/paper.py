"""The A4 report as a PDF, the whole process, against LibreOffice headless making the same paper from a Word file.

Both print the same blocks with the same faces. The Word file, the workspace and LibreOffice's profile are made before
the clock runs, and each side has run once.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import replace
from itertools import count
from pathlib import Path

from app.exports.poster import board
from app.exports.poster.options import BoardOptions
from app.exports.poster.size import parse_size
from app.system import paths
from app.workbench import faces, papers
from app.workbench.bench import Workbench
from tests.benchmarks import word_paper
from tests.benchmarks.county import ORGAN, YEAR
from tests.benchmarks.places import environment, scratch
from tests.benchmarks.promises import Figures, Taken, Unavailable
from tests.benchmarks.timing import Pair, compare, least_cpu
from tests.benchmarks.workspace import fill

PAIRS = 7
LONGEST_S = 60
FONT_CONFIGURATION = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <dir>{fonts}</dir>
  <cachedir>{cache}</cachedir>
</fontconfig>
"""


def libre_office() -> str | None:
    """Its program, where it is installed."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def race(office: str, workspace: Path, folder: Path) -> Pair:
    """Seconds of both whole processes."""
    with Workbench.open(workspace) as bench:
        word_paper.write(papers.document(bench, bench.find(YEAR)), folder / "paper.docx")
    ours = [sys.executable, "-P", "-m", "app", "--workspace", str(workspace), "export", "report"]
    ours += ["--organ", ORGAN, "--year", str(YEAR), "--out", str(folder / "ours.pdf")]
    theirs = [office, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to", "pdf"]
    theirs += ["--outdir", str(folder), str(folder / "paper.docx")]
    surroundings = environment(folder) | {"FONTCONFIG_FILE": str(_font_configuration(folder))}
    try:
        _seconds(theirs, surroundings, folder / "paper.pdf")  # makes its profile
    except (RuntimeError, subprocess.TimeoutExpired) as error:
        raise Unavailable(str(error)) from error
    runs = [
        (_seconds(ours, surroundings, folder / "ours.pdf"), _seconds(theirs, surroundings, folder / "paper.pdf"))
        for _ in range(PAIRS + 1)
    ]
    return compare(*zip(*runs[1:], strict=True))


def _font_configuration(folder: Path) -> Path:
    """Lets LibreOffice find the faces of the program."""
    file = folder / "fonts.conf"
    file.write_text(FONT_CONFIGURATION.format(fonts=paths.fonts_folder(), cache=folder / "fontcache"), encoding="utf-8")
    return file


def _seconds(command: list[str], surroundings: Mapping[str, str], out: Path) -> float:
    out.unlink(missing_ok=True)
    begin = time.monotonic()
    done = subprocess.run(command, env=surroundings, capture_output=True, text=True, timeout=LONGEST_S, check=False)
    taken = time.monotonic() - begin
    if done.returncode or not out.is_file() or not out.read_bytes().startswith(b"%PDF"):
        raise RuntimeError(f"{command[0]} made no paper:\n{done.stderr[-2000:]}")
    return taken


def poster_ms(workspace: Path) -> float:
    """CPU milliseconds of planning the A1 poster, the type as large as the sheet holds, fonts loaded."""
    with Workbench.open(workspace) as bench:
        document = papers.document(bench, bench.find(YEAR))
        fonts = faces.fonts(bench)
    size = parse_size("A1")
    options = BoardOptions(width_mm=size.width_mm, height_mm=size.height_mm)
    # Every round has a report of its own, for the parts of the last ones are known.
    reports = (replace(document, parts=tuple(replace(part, short=str(n)) for part in document.parts)) for n in count())
    return least_cpu(lambda: board.plan(next(reports), options, fonts), 5) * 1000


def measure() -> Figures:
    """``report_vs_libreoffice``, ``poster_fit_ms``."""
    figures: dict[str, Taken] = {}
    office = libre_office()
    with scratch() as folder:
        workspace = fill(folder / "bench.db")
        figures["poster_fit_ms"] = Taken(poster_ms(workspace))
        if office is None:
            print("report_vs_libreoffice: LibreOffice is not installed", file=sys.stderr)
        else:
            try:
                pair = race(office, workspace, folder)
                figures["report_vs_libreoffice"] = Taken(pair.ratio, f"{pair.ours:.2f} s / {pair.theirs:.2f} s")
            except Unavailable as reason:
                print(f"report_vs_libreoffice: {reason}", file=sys.stderr)
    return figures
