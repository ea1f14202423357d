"""What the report draws, written down piece by piece for ``bare_reportlab``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from unittest.mock import patch

from app.document.blocks import Document
from app.exports import a4
from app.exports.canvas import MM
from app.exports.fonts import FontBook
from app.exports.report import pdf, table
from app.exports.typeset import Line, draw_line

Piece = tuple[str, float, float, float, float, str]  # face, size, x, y, space after each sign, text


def write(document: Document, fonts: FontBook, out: Path) -> int:
    """Every string with its place and face, and where the faces are; how many strings."""
    pages: list[list[Piece]] = [[]]
    paths: dict[str, str] = {}

    def note(canvas: Any, line: Line, x: float, baseline: float) -> None:
        draw_line(canvas, line, x, baseline)
        while len(pages) < canvas.getPageNumber():
            pages.append([])
        for part in line.segments:
            paths[part.face.name] = str(fonts.folder / f"{part.face.name}.ttf")
            pages[-1].append((part.face.name, line.size, x + part.x, baseline, part.space, part.text))

    with patch.object(pdf, "draw_line", note), patch.object(table, "draw_line", note):
        pdf.render(document, fonts)
    size = [a4.WIDTH_MM * MM, a4.HEIGHT_MM * MM]
    out.write_text(json.dumps({"size": size, "faces": paths, "pages": pages}, ensure_ascii=False), encoding="utf-8")
    return sum(map(len, pages))
