"""What is made of the seed's report beside paper for the folder and the board, each by its writer, and Word read back.

Fonts are loaded and the report is composed; every round makes the whole file anew. CPU time, the median of all rounds.
"""

from __future__ import annotations

import statistics
from collections.abc import Callable
from time import process_time

from app.exports.excel import workbook
from app.exports.large import pdf as large
from app.exports.long import image
from app.exports.picture import page as picture
from app.exports.web import page as web
from app.exports.word import docx
from app.imports.importer import read_paper
from app.workbench import faces, papers, sample
from app.workbench.bench import Workbench
from app.workbench.carriers.story import story
from tests.benchmarks.places import scratch
from tests.benchmarks.promises import Figures, Taken

ROUNDS = 9


def measure() -> Figures:
    """``word_ms``, ``excel_ms``, ``web_ms``, ``large_ms``, ``picture_ms``, ``long_image_ms``, ``import_docx_ms``."""
    with scratch() as folder, Workbench.open(folder / "seed.db") as bench:
        report = bench.find(sample.fill(bench)[0].year)
        document, told, fonts = papers.document(bench, report), story(bench, report), faces.fonts(bench)
        paper, catalogue = folder / "report.docx", bench.catalogue
        paper.write_bytes(docx.render(document))
        assert not read_paper(paper, catalogue).doubts
        makers: dict[str, Callable[[], object]] = {
            "word_ms": lambda: docx.render(document),
            "excel_ms": lambda: workbook.render(document),
            "web_ms": lambda: web.render(document),
            "large_ms": lambda: large.render(document, fonts),
            "picture_ms": lambda: picture.render(told, fonts),
            "long_image_ms": lambda: image.render(told, fonts),
            "import_docx_ms": lambda: read_paper(paper, catalogue),
        }
        return {name: Taken(median_cpu(make) * 1000) for name, make in makers.items()}


def median_cpu(function: Callable[[], object], rounds: int = ROUNDS) -> float:
    """CPU seconds of one call, the median of ``rounds`` after one to warm up."""
    taken = []
    for _ in range(rounds + 1):
        begin = process_time()
        function()
        taken.append(process_time() - begin)
    return statistics.median(taken[1:])
