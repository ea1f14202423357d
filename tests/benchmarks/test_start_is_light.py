"""What the first page must not wait for: heavy libraries are loaded when somebody asks for what they do."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.benchmarks.places import ROOT, environment
from tests.benchmarks.workspace import fill

# Each took a noticeable share of the time to the first page, or of its memory, when a stray import brought it in.
HEAVY = {
    *("sqlalchemy", "alembic", "reportlab", "xlsxwriter", "PIL", "pypdfium2", "segno", "click"),
    *("asyncio", "email", "socket", "hashlib", "secrets", "logging.handlers", "importlib.metadata", "fractions"),
    *("PySide6.QtNetwork", "tomllib", "app.editing.session", "app.workbench.newborn", "app.workbench.lists"),
    *("app.workbench.carriers", "app.workbench.postings", "app.workbench.boards", "app.document.telling"),
}
# The window of the program until its first page stands, without the event loop.
FIRST_PAGE = """
import sys
from pathlib import Path
from app.system import clock
from app.workbench.bench import Workbench
from PySide6.QtWidgets import QApplication
application = QApplication([])
from ui.wiring import Desktop
workspace = Path(sys.argv[1])
desktop = Desktop(workspace, workspace.with_suffix(".json"), clock.today())
desktop.window.show()
application.processEvents()
assert desktop.window.isVisible()
usable = []
desktop.usable.connect(lambda: usable.append(True))
for _ in range(1000):
    if usable:
        break
    application.processEvents()
assert usable, "the first page never came"
print(*sys.modules)
desktop.close()
"""


def test_the_first_page_loads_no_heavy_library(tmp_path: Path) -> None:
    workspace = fill(tmp_path / "bench.db")
    done = subprocess.run(
        [sys.executable, "-P", "-c", FIRST_PAGE, str(workspace)],
        cwd=ROOT,
        env={**os.environ, **environment(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    loaded = set(done.stdout.split())
    assert "app.workbench.summary" in loaded  # the page does show the reports
    assert loaded & HEAVY == set()
