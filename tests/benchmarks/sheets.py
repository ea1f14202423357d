"""The A1 poster on sixteen sheets of A4, against pdfposter cutting the same poster, where it is installed.

Both cut a poster that is made already, in a process that has its modules loaded and has cut one before.
pdfposter 0.9 runs with pypdf 6, not with pypdf 7.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from app.exports.fonts import FontBook
from app.exports.poster import board
from app.exports.poster.options import BoardOptions
from app.exports.tiling import tiles
from app.system import paths
from tests.benchmarks.board_preview import sample
from tests.benchmarks.places import environment, scratch
from tests.benchmarks.promises import Figures, Taken
from tests.benchmarks.timing import least_cpu

ROUNDS = 7
LONGEST_S = 120
MARGIN_MM = 20.0  # what a printer keeps clear where the poster takes sixteen sheets
THEIRS = """
import sys, time
from pdfposter.cmd import run
taken = []
for _ in range({rounds} + 1):
    sys.argv = ["pdfposter", "-m", "a4", "-p", "4x4a4", {poster!r}, {out!r}]
    begin = time.process_time()
    try:
        run()
    except SystemExit as left:
        assert not left.code
    taken.append(time.process_time() - begin)
print(min(taken[1:]))
"""
OURS = "from tests.benchmarks import sheets; sheets.cut_once()"


def plan() -> board.BoardPlan:
    """The poster of the sample township on A1."""
    return board.plan(sample(), BoardOptions(841.0, 594.0), FontBook(paths.fonts_folder()))


def cut(poster: board.BoardPlan) -> bytes:
    """Its sixteen sheets and the map."""
    return tiles.render(poster, "A4", printer_margin_mm=MARGIN_MM)


def cut_once() -> None:
    """Plans and cuts the poster and prints the most memory it took, in MB: to be run in a process of its own."""
    cut(plan())
    status = Path("/proc/self/status").read_text(encoding="ascii")  # getrusage would count what forked this process
    print(int(status.split("VmHWM:", 1)[1].split()[0]) / 1024)


def theirs_s(poster: Path, out: Path) -> float | str:
    """Seconds that pdfposter takes, or why it takes none."""
    program = shutil.which("pdfposter")
    if program is None:
        return "pdfposter is not installed"
    first = Path(program).read_bytes().splitlines()[0].decode(errors="replace")
    python = first.removeprefix("#!").strip()
    code = THEIRS.format(rounds=ROUNDS, poster=str(poster), out=str(out))
    try:
        done = subprocess.run([python, "-c", code], capture_output=True, text=True, timeout=LONGEST_S, check=True)
    except (OSError, subprocess.SubprocessError) as error:
        return f"pdfposter does not run: {error}"
    return float(done.stdout)


def measure() -> Figures:
    """``tiles_vs_pdfposter``, ``tiles_mb``."""
    figures: dict[str, Taken] = {}
    poster = plan()
    assert tiles.sheets(poster, "A4", printer_margin_mm=MARGIN_MM).count == 16
    with scratch() as folder:
        (folder / "poster.pdf").write_bytes(board.render(poster))
        theirs = theirs_s(folder / "poster.pdf", folder / "theirs.pdf")
        if isinstance(theirs, str):
            print(f"tiles_vs_pdfposter: {theirs}", file=sys.stderr)
        else:
            ours = least_cpu(lambda: cut(poster), ROUNDS)
            figures["tiles_vs_pdfposter"] = Taken(ours / theirs, f"{ours * 1000:.0f} ms / {theirs * 1000:.0f} ms")
        if sys.platform == "linux":
            command = [sys.executable, "-c", OURS]
            surroundings = environment(folder)
            done = subprocess.run(command, env=surroundings, capture_output=True, text=True, timeout=60, check=True)
            figures["tiles_mb"] = Taken(float(done.stdout))
    return figures
