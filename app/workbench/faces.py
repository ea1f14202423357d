"""Which faces print: the program's own (the same data gives the same bytes), or the office's customary ones.

The office's 仿宋_GB2312, 小标宋 and the like are looked for when somebody chooses them; their files are remembered.
"""

from __future__ import annotations

import json
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
    kept = json.loads(bench.setting(_KEY) or "{}")
    return _book(
        tuple((role, item["path"], item["index"]) for role, item in kept.items() if Path(item["path"]).is_file())
    )


def chosen(bench: Workbench) -> tuple[str, ...]:
    """The names of the office's faces in use; none where the program's own print."""
    kept = json.loads(bench.setting(_KEY) or "{}")
    return tuple(dict.fromkeys(item["name"] for item in kept.values()))


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
