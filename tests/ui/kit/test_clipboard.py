"""What is copied lies there in every form, and the program still ends as it should."""

import os
import subprocess
import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication

from ui.kit import clipboard

KIND = "application/x-example"


def test_text_page_and_more_lie_side_by_side(qapp: QApplication) -> None:
    clipboard.put("1\t2\n", "<table></table>", {KIND: b"abc"})
    data = qapp.clipboard().mimeData()
    assert data.text() == "1\t2\n"
    assert "<table>" in data.html()
    assert bytes(data.data(KIND).data()) == b"abc"
    clipboard.put("3", "<p>3</p>")
    assert not clipboard.held().hasFormat(KIND)
    qapp.clipboard().clear()
    assert not clipboard.held().hasText()


def test_a_program_that_copied_ends_without_a_fault() -> None:
    code = (
        "from PySide6.QtWidgets import QApplication\nfrom ui.kit import clipboard\n"
        "app = QApplication([])\nclipboard.put('1', '<p>1</p>', {'application/x-example': b'1'})\napp.processEvents()\n"
    )
    root = Path(__file__).parents[3]
    environment = {**os.environ, "PYTHONPATH": str(root)}
    done = subprocess.run([sys.executable, "-c", code], cwd=root, env=environment, timeout=60, check=False)
    assert done.returncode == 0
