"""What nobody caught: to the log without values, to the page in one sentence. In a process of its own."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
PROGRAM = """
import sys, threading
from PySide6.QtCore import QCoreApplication, QTimer, qWarning
from ui.kit.crash import Net
from app.system import log
from pathlib import Path
log.start(Path(sys.argv[1]))
app = QCoreApplication([])
net, said = Net(), []
net.install(lambda trouble: said.append(str(trouble)))
def broken():
    raise ValueError("secret figure 4711")
def other():
    threading.Thread(target=broken).start()
def noise():
    qWarning("something about painting")
for wait, deed in ((0, broken), (50, other), (100, noise), (300, app.quit)):
    QTimer.singleShot(wait, deed)
app.exec()
assert len(said) == 2, said
assert all("secret" not in text and "Traceback" not in text for text in said)
assert "存好" in said[0]
print("ok")
"""


def test_the_net_holds(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-P", "-c", PROGRAM, str(tmp_path)],
        env={**os.environ, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.stdout.strip() == "ok", done.stderr
    assert "Traceback" not in done.stderr
    written = (tmp_path / "gongkailan.log").read_text(encoding="utf-8")
    assert "ValueError" in written
    assert "4711" not in written
    assert "painting" in written
