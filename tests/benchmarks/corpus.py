"""Published reports with the mistakes that somebody found in them, where such a collection stands beside the checkout.

``GONGKAILAN_CORPUS`` names its folder, else it is ``../shared/corpus``: ``known_errors.json`` with ``transcripts`` and
``reports``. Nothing of it is part of the project.
"""

from __future__ import annotations

import json
import os
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from app.imports.words import fold
from tests.benchmarks.places import ROOT
from tests.benchmarks.promises import Unavailable

_NOTE = re.compile(r"#\s*([A-Z_]+):\s*(.*)")
_QUOTED = re.compile(r"「([^」]+)」")
_NOTED = re.compile(r"\([^()]*\)")
_FIGURES = re.compile(r"\d[\d.,]*\d|\d")
_OMITTED = re.compile(r"…+|\.{3,}|/")
_COVERED = re.compile(r"tables|labels|[二三四](?:[二三四]|[^;]*(?:complete|partial|first|labels| to |cells))")
_HEADED = re.compile(r"(?:^|[\]‖]\s*)([一二三四五六])、", re.MULTILINE)
_NUMERAL = re.compile(r"([一二三四五六])(?:、|之下|标题)")
_TABLES = ("BLANK", "TOTAL_BLANK", "SUM_", "BALANCE", "CELL", "ROW_", "HEADER", "FORMAT_VER", "LEGAL", "FIELD", "GLUED")
# Without a quote, a label is about a paper that has these words.
_TELLING = {
    "SECTION_LIST": re.compile(r"[个個六五]\s*(?:部分|方面)"),
    "PUNCT": re.compile(r"[《》]|\d+[条件]\."),
    "CITATION": re.compile(r"[〔【\[]20\d\d"),
    "PHONE": re.compile(r"电话"),
    "PII": re.compile(r"@"),
    "TITLE": re.compile(r"年度报告"),
    "NO_NUMBERS": re.compile(r"(?!)"),  # of a text that was cut down, nobody can say that it holds no figure
    "TYPO": re.compile(r"\[短引\]"),
}


@dataclass(frozen=True, slots=True)
class Mistake:
    """One labelled mistake. ``origin`` P: the office's, A: damage of extraction, ?: cannot be told."""

    file: str
    code: str
    evidence: str
    origin: str
    detect: str

    @property
    def quotes(self) -> tuple[str, ...]:
        """What the evidence quotes of the paper, as ``plain`` has it; an omission parts a quote."""
        words = (piece for quote in _QUOTED.findall(self.evidence) for piece in _OMITTED.split(quote))
        return tuple(name for piece in words if len(name := plain(piece)) > 1)

    @property
    def figures(self) -> tuple[str, ...]:
        """The figures that the evidence names outside of quotes and notes in brackets."""
        return tuple(_FIGURES.findall(_NOTED.sub("", _QUOTED.sub("", self.evidence))))


@dataclass(frozen=True, slots=True)
class Published:
    """One file of the collection; ``words`` is what is on the paper, without the notes of whoever copied it."""

    path: Path
    title: str
    year: int
    organ: str
    covers: str
    words: str
    mistakes: tuple[Mistake, ...]

    @property
    def is_whole(self) -> bool:
        """False for an opening that was cut down: of what is absent there, nobody knows whether the office wrote it."""
        return self.path.parent.name != "transcripts" and "cut" not in self.covers

    def has(self, mistake: Mistake) -> bool:
        """True where the words or the table that a mistake stands in are in the file."""
        text = plain(self.words)
        if mistake.quotes:
            return any(quote in text for quote in mistake.quotes)
        if mistake.code.startswith(_TABLES):
            is_drawn = bool(_COVERED.search(self.covers)) and "no tables" not in self.covers
            return is_drawn or (mistake.code == "FORMAT_VER" and bool(_HEADED.search(self.words)))
        if mistake.code == "HEADING":
            named = _NUMERAL.search(mistake.evidence)
            return bool(
                re.search(rf"(?:^|[\]‖]\s*){named[1] if named else '[一二三四五六]'}、", self.words, re.MULTILINE)
            )
        if telling := _TELLING.get(mistake.code):
            return bool(telling.search(self.words))
        return bool(mistake.figures) and plain(mistake.figures[0]) in text


def plain(text: str) -> str:
    """``text`` in one width and without blanks."""
    return re.sub(r"\s+", "", fold(text)).replace("(", "").replace(")", "").replace(",", "")


def folder() -> Path:
    """Where the collection is; raises ``Unavailable`` where there is none."""
    named = os.environ.get("GONGKAILAN_CORPUS")
    place = Path(named) if named else ROOT.parent / "shared" / "corpus"
    if not (place / "known_errors.json").is_file():
        raise Unavailable(f"no collection of published reports in {place}")
    return place


@lru_cache(maxsize=1)
def published() -> tuple[Published, ...]:
    """Every file of the collection with its labelled mistakes."""
    place = folder()
    known = [_mistake(item) for item in json.loads((place / "known_errors.json").read_text(encoding="utf-8"))]
    truth = json.loads((place / "reports" / "truth.json").read_text(encoding="utf-8"))
    files = sorted([*place.glob("transcripts/*.txt"), *place.glob("reports/*.txt")])
    return tuple(_published(path, truth, tuple(one for one in known if one.file == path.name)) for path in files)


def _mistake(item: dict[str, Any]) -> Mistake:
    return Mistake(item["file"], item["code"], item["evidence"], item["origin"], item["detect"])


def _published(path: Path, truth: dict[str, Any], mistakes: tuple[Mistake, ...]) -> Published:
    text = path.read_text(encoding="utf-8")
    notes = {found[1]: found[2] for line in text.split("\n") if (found := _NOTE.match(line))}
    words = "\n".join(line for line in text.split("\n") if not line.startswith("# ") or not _is_note(line))
    stated = truth.get(path.name[:3], {}) if path.parent.name == "reports" else {}
    year = stated.get("year") or int(notes.get("REPORT_YEAR") or 0)
    organ = stated.get("place") or path.stem.split("_")[1]
    return Published(path, notes.get("TITLE", ""), year, organ, notes.get("COVERS", ""), words, mistakes)


def _is_note(line: str) -> bool:
    return bool(_NOTE.match(line)) or line.startswith("# ---")
