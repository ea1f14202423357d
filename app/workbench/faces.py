"""Which faces print: the program's own (the same data gives the same bytes), or the office's customary ones.

The office's 仿宋_GB2312, 小标宋 and the like are looked for when somebody chooses them; their files are remembered.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from app.system import paths
from app.workbench.bench import Workbench

if TYPE_CHECKING:
    from app.exports.fonts import FontBook

_KEY = "office_faces"


def fonts(bench: Workbench) -> FontBook:
    """The faces to print with. A face that was chosen and is gone gives way to the program's own."""
    return _book(tuple((role, str(face.path), face.index) for role, face in _kept(bench).items()))


def chosen(bench: Workbench) -> tuple[str, ...]:
    """The names of the office's faces in use; none where the program's own print, or theirs are gone."""
    return tuple(dict.fromkeys(face.name for face in _kept(bench).values()))


@dataclass(frozen=True, slots=True)
class _Face:
    name: str
    path: Path
    index: int


def _kept(bench: Workbench) -> dict[str, _Face]:
    """The faces that were chosen and are still there; a setting that cannot be read chose none."""
    try:
        kept = json.loads(bench.setting(_KEY) or "{}")
        faces = {
            str(role): _Face(str(item["name"]), Path(item["path"]), int(item["index"])) for role, item in kept.items()
        }
        return {role: face for role, face in faces.items() if face.path.is_file()}
    except (ValueError, TypeError, KeyError, AttributeError, OSError):
        return {}


def use_own(bench: Workbench) -> None:
    """Print with the program's own faces."""
    bench.save_setting(_KEY, "{}")


def use_office(bench: Workbench) -> tuple[str, ...]:
    """Print with the customary faces that are installed here; their names, none where nothing was found.

    Looks through every font file of the system, which may take a second or two.
    """
    from app.exports.office_fonts import find_faces

    names = {role.name: role.office for role in _book(()).roles.values() if role.office}
    kept = {
        role: {"name": found[0][0], "path": str(found[0][1].path), "index": found[0][1].index}
        for role, found in find_faces(names).items()
        if found
    }
    bench.save_setting(_KEY, json.dumps(kept, ensure_ascii=False))
    return chosen(bench)


@lru_cache(maxsize=4)
def _book(office: tuple[tuple[str, str, int], ...]) -> FontBook:
    from app.exports.fonts import FontBook, OfficeFace

    return FontBook(paths.fonts_folder(), office={role: OfficeFace(Path(path), index) for role, path, index in office})
