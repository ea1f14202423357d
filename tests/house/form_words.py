"""Which words belong to an official form, and therefore to its file alone.

What counts, and what does not:
- the id of a form, anywhere in a text;
- the id of a section, when it is the whole text;
- the id of a row, a column or a part, when it is the whole text and distinctive: two words joined, such as
  `carried_in`. Everyday words such as `total`, `new`, `other` or `review` mean other things elsewhere;
- an address, or the front of one (`requests.carried_in`), anywhere in a text;
- an official label, with or without its numbering: from four Chinese characters on when it is the whole text,
  from eight on anywhere in a text. Shorter ones (`其他`, `总计`) are everyday words.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

LABEL_KEYS = ("label", "heading", "band", "corner", "authority")
NUMBERING = re.compile(r"^(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|\d+\.)")
CHINESE = re.compile(r"[㐀-鿿]")


@dataclass(frozen=True)
class FormWords:
    """The words to look for."""

    anywhere: frozenset[str]
    whole: frozenset[str]

    def found_in(self, text: str) -> str | None:
        """The first word of a form that a literal holds."""
        if text.strip() in self.whole:
            return text.strip()
        return next((word for word in self.anywhere if word in text), None)


def form_words(forms: Iterable[dict[str, Any]]) -> FormWords:
    """Collects the words of the given forms."""
    anywhere: set[str] = set()
    whole: set[str] = set()
    for form in forms:
        anywhere |= {form["id"], form["id"].replace("-", "_")}
        whole |= {piece for piece in re.split(r"\{\w+\}", form.get("title", "")) if _chinese(piece) >= 4}
        for section in form["section"]:
            ids = {node["id"] for node in _nodes(section) if "id" in node} - {section["id"]}
            whole |= {section["id"]} | {name for name in ids if "_" in name}
            anywhere |= {f"{section['id']}.{name}" for name in ids}
        for label in _labels(form):
            for word in {label, NUMBERING.sub("", label)}:
                if _chinese(word) >= 8:
                    anywhere.add(word)
                elif _chinese(word) >= 4:
                    whole.add(word)
    return FormWords(frozenset(anywhere), frozenset(whole))


def read_forms(folder: Path) -> list[dict[str, Any]]:
    """All form files of a folder, unchecked."""
    return [tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.toml"))]


def _nodes(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
        for item in value.values():
            yield from _nodes(item)
    elif isinstance(value, list):
        for item in value:
            yield from _nodes(item)


def _labels(form: dict[str, Any]) -> Iterator[str]:
    for node in _nodes(form):
        yield from (node[key] for key in LABEL_KEYS if isinstance(node.get(key), str))
        yield from (alias for alias in node.get("aliases", []) if isinstance(alias, str))


def _chinese(text: str) -> int:
    return len(CHINESE.findall(text))
