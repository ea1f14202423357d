"""The boards of an office: each with its size and looks under a name, and the one that was used last."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any

from app.domain.errors import NotFound, Trouble
from app.domain.text import clean_line, refuse_long
from app.workbench import measures
from app.workbench.bench import Workbench
from app.workbench.papers import BoardWish

MOST_NAME = 30  # signs
MOST = 50  # presets
_PRESETS, _LAST = "boards", "board.last"  # settings
_FIELDS = fields(BoardWish)


@dataclass(frozen=True, slots=True)
class Preset:
    """One board (村口公开栏) and what is asked of a poster for it."""

    name: str
    wish: BoardWish


@dataclass(frozen=True, slots=True)
class Dropped:
    """A board that was given up, as it was kept: also what this program does not understand comes back."""

    name: str
    said: Any


def presets(bench: Workbench) -> tuple[Preset, ...]:
    """Those that were saved, in the order in which they came."""
    read = ((name, _whole(said)) for name, said in (_kept(bench) or {}).items())
    return tuple(Preset(name, wish) for name, wish in read if wish is not None)


def unread(bench: Workbench) -> tuple[str, ...]:
    """The names of those that ask for what this program cannot make: a newer one kept them."""
    return tuple(name for name, said in (_kept(bench) or {}).items() if _whole(said) is None)


def save_preset(bench: Workbench, preset: Preset) -> Preset:
    """Keeps it under its name, tidied; in the place of the one that had this name so far."""
    name = clean_line(refuse_long(preset.name.strip(), "名称", MOST_NAME))
    if not name:
        raise Trouble("还没有写这块公开栏的名称", "请填一个认得出的名称，如“村口公开栏”")
    tidy = Preset(name, preset.wish)
    known = _to_change(bench)
    _refuse_more(known, name)
    before = known.get(name, {})
    if name in known and _whole(before) is None:
        raise Trouble(f"“{name}”是用新版本的程序存下的，没有换掉它", "请另起一个名称，或先在“常用”里把它删掉")
    known[name] = {**before, **asdict(tidy.wish)}
    _keep(bench, known)
    return tidy


def drop_preset(bench: Workbench, name: str) -> Dropped:
    """Forgets it, also one that cannot be read; ``restore_preset`` brings it back."""
    known = _to_change(bench)
    if name not in known:
        raise NotFound(f"没有叫“{clean_line(name, MOST_NAME)}”的公开栏", "请核对名称")
    gone = Dropped(name, known.pop(name))
    _keep(bench, known)
    return gone


def restore_preset(bench: Workbench, gone: Dropped) -> None:
    """Keeps it again as it was, unless another one has taken its name."""
    known = _to_change(bench)
    if gone.name in known:
        raise Trouble(
            f"已经又有叫“{clean_line(gone.name, MOST_NAME)}”的公开栏了，没有换掉它", "要用原来的，请先删掉现在的"
        )
    _refuse_more(known, gone.name)
    known[gone.name] = gone.said
    _keep(bench, known)


def _refuse_more(known: Mapping[str, Any], name: str) -> None:
    if name not in known and len(known) >= MOST:
        raise Trouble(f"已经记了 {MOST} 块公开栏，这一块没有存下", "请先删掉不用的")


def last_wish(bench: Workbench) -> BoardWish:
    """What was asked of the last board; the program's own wish where nobody asked yet."""
    return _wish(_read(bench.setting(_LAST))) or BoardWish()


def remember(bench: Workbench, wish: BoardWish) -> None:
    """Notes what was asked of a board."""
    said = json.dumps(asdict(wish), ensure_ascii=False, sort_keys=True)
    if bench.setting(_LAST) != said:
        bench.save_setting(_LAST, said)


def _keep(bench: Workbench, known: Mapping[str, Any]) -> None:
    bench.save_setting(_PRESETS, json.dumps(known, ensure_ascii=False))


def _kept(bench: Workbench) -> dict[str, Any] | None:
    """All that is kept, with what a newer program wrote; None where it cannot be read."""
    found = _read(bench.setting(_PRESETS) or "{}")
    return found if isinstance(found, dict) else None


def _to_change(bench: Workbench) -> dict[str, Any]:
    """The same; raises ``Trouble`` rather than let it be overwritten where it cannot be read."""
    known = _kept(bench)
    if known is None:
        what = "以前存下的公开栏读不出来，没有改动"
        raise Trouble(what, "请用新版本的程序打开看看，或从备份恢复数据文件")
    return known


def _read(kept: str | None) -> Any:
    try:
        return json.loads(kept or "null")
    except (ValueError, RecursionError):  # what cannot be read was not said
        return None


def _wish(said: Any) -> BoardWish | None:
    """The wish that ``said`` states; what an older or newer program kept counts as far as it is understood."""
    if not isinstance(said, dict):
        return None
    names = [each.name for each in _FIELDS if each.name in said]
    known = {name: said[name] for name in names if _fits(name, said[name])}
    return BoardWish(**known)


def _whole(said: Any) -> BoardWish | None:
    """The same, where everything in it is understood: a board is not hung up in another size than it was kept in."""
    if not isinstance(said, dict) or "size" not in said:
        return None
    fits = all(_fits(each.name, said[each.name]) for each in _FIELDS if each.name in said)
    return _wish(said) if fits else None


def _fits(name: str, value: Any) -> bool:
    """True where a board can be made with it."""
    match name:
        case "size":
            return isinstance(value, str) and measures.size_of(value) is not None
        case "tile":
            return value is None or value in measures.TILES
        case "style":
            return value in measures.STYLES
        case "short" | "qr":
            return isinstance(value, bool)
        case "columns":
            return value is None or (isinstance(value, int) and _is_between(value, (1, measures.MOST_COLUMNS)))
        case "distance_m":
            return _is_between(value, measures.DISTANCES)
        case _:
            return _is_between(value, measures.MARGINS)


def _is_between(value: Any, limits: tuple[float, float]) -> bool:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return is_number and limits[0] <= value <= limits[1]
