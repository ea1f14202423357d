"""Figures of whole published reports against what a person read off them."""

from __future__ import annotations

import json

from app.forms.catalogue import load_folder
from app.imports.importer import read_paper
from app.system import paths
from tests.benchmarks.corpus import folder
from tests.benchmarks.promises import Figures, Taken


def measure() -> Figures:
    """``import_right_pct``, ``import_silent_wrong``."""
    reports = folder() / "reports"
    catalogue = load_folder(paths.forms_folder())
    right = known = silent = 0
    for number, truth in json.loads((reports / "truth.json").read_text(encoding="utf-8")).items():
        for path in reports.glob(f"{number}_*.txt"):
            read = read_paper(path, catalogue, truth["year"] or 2022, truth["place"])
            doubted = {doubt.cell for doubt in read.doubts}
            for cell, value in truth["cells"].items():
                if cell not in read.cells:
                    continue
                found = read.cells[cell]
                is_right = found == value if found is None or value is None else float(found) == float(value)
                known, right = known + 1, right + is_right
                silent += not is_right and found is not None and cell not in doubted
    beside = f"{right} of {known}; the rest stays blank or doubted"
    return {"import_right_pct": Taken(100 * right / max(known, 1), beside), "import_silent_wrong": Taken(silent)}
