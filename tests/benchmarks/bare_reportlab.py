"""The text of a report drawn by reportlab alone: no form, no workspace, no layout; every piece has its place already.

As a program: ``bare_reportlab.py PIECES OUT``. The pieces are a JSON file that ``pieces`` has written.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path


def draw(source: Path, out: Path) -> None:
    """As a short script would do it: open the faces, draw the strings, save."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.pdfgen.canvas import Canvas

    given = json.loads(source.read_text(encoding="utf-8"))
    for name, path in given["faces"].items():
        pdfmetrics.registerFont(TTFont(name, path))
    canvas = Canvas(str(out), pagesize=given["size"], pageCompression=1)
    for page in given["pages"]:
        for face, size, x, y, space, text in page:
            canvas.setFont(face, size)
            canvas.drawString(x, y, text, charSpace=space)
        canvas.showPage()
    canvas.save()


if __name__ == "__main__":
    draw(Path(sys.argv[1]), Path(sys.argv[2]))
