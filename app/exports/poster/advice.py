"""What the program says about a poster: from how far it can be read, and how much too small a board is."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from math import ceil

from app.domain.errors import Trouble
from app.exports.poster.options import BoardOptions
from app.exports.poster.placed import Placed
from app.exports.poster.size import LARGEST_MM, PAPERS, BoardSize, paper_size

# The face of a Chinese character of this many points, a metre away, fills 16 minutes of arc: the least that reads well.
POINTS_PER_METRE = 15.0
_NUMBER = re.compile(r"[一二三四五六七八九十]+(?=、)")
_EPS = 1e-6
_ALMOST = 0.1  # metres: who stands so much too far away reads it all the same
_FINE_MM = 3.0  # smaller heights are told to a tenth


def reach(size: float) -> float:
    """From how many metres type of ``size`` points can be read."""
    return size / POINTS_PER_METRE


def reads(size: float, distance_m: float) -> bool:
    """True where type of ``size`` points can be read from there."""
    return size >= POINTS_PER_METRE * distance_m - _EPS


def block_name(block: Placed) -> str:
    """How a warning calls a block: 表三, 第一部分的正文, 页脚."""
    number = _NUMBER.match(block.name)
    if block.kind == "table":
        return f"表{number.group()}" if number else f"“{block.name}”的表"
    if block.kind == "text":
        return f"第{number.group()}部分的正文" if number else f"“{block.name}”的正文"
    return "页脚" if block.kind == "foot" else "页首"


def advise(options: BoardOptions, placed: Sequence[Placed], empty: Sequence[str]) -> tuple[str, ...]:
    """Sentences about what cannot be read from where the readers stand, and about parts that say nothing."""
    wanted = POINTS_PER_METRE * options.distance_m
    sizes: dict[str, float] = {}
    for name, block in _named(placed):
        sizes[name] = min(block.size, sizes.get(name, block.size))
    small: dict[float, list[str]] = {}
    for name, size in sizes.items():
        if not reads(size, options.distance_m):
            small.setdefault(size, []).append(name)
    warnings = [_too_far(names, size, options, wanted) for size, names in sorted(small.items())[:1]]
    warnings += [_also_too_far(names, size, options) for size, names in sorted(small.items())[1:]]
    warnings += [f"“{heading}”还没有写，海报上这一块是空的" for heading in empty]
    return tuple(warnings)


def _named(placed: Sequence[Placed]) -> Iterator[tuple[str, Placed]]:
    """The blocks by name; texts that share one size have one name."""
    together = len({block.size for block in placed if block.kind == "text"}) == 1
    for block in placed:
        yield ("正文" if together and block.kind == "text" else block_name(block)), block


def _too_far(names: Sequence[str], size: float, options: BoardOptions, wanted: float) -> str:
    """About the smallest type: the paper that is enough for it is enough for all."""
    paper = _larger_paper(options, wanted / size)
    use = f"改用 {paper.name.rstrip('横竖幅')}，或" if paper else ""
    far = f"站 {options.distance_m:g} 米外看不清"
    return f"最小的字（{'、'.join(names)}）{millimetres(size)} 毫米，{far}。{use}{near(size, options.distance_m)}看"


def _also_too_far(names: Sequence[str], size: float, options: BoardOptions) -> str:
    return f"{'、'.join(names)}的字 {millimetres(size)} 毫米，要{near(size, options.distance_m)}看"


def not_granted(options: BoardOptions, columns: int) -> tuple[str, ...]:
    """What to say where the parts do not stand in as many columns as was wished."""
    if options.columns in (None, columns):
        return ()
    return (f"这份报告在 {options.size.millimetres} 毫米的海报上排不成 {options.columns} 栏，已排成 {columns} 栏",)


def near(size: float, distance_m: float) -> str:
    """Where to stand for type of ``size`` points that is not read from ``distance_m``: in half metres, as one steps."""
    halves = min(int((reach(size) + _ALMOST) * 2), ceil(distance_m * 2) - 1)
    if halves < 1:
        return "走到跟前"
    return "站到半米" if halves == 1 else f"站到 {halves / 2:g} 米"


def millimetres(size: float) -> str:
    """How high a Chinese character of ``size`` points stands, as it is said: its face is 0.88 of the em."""
    height = size * 0.88 * 25.4 / 72
    return f"{round(height, 1 if height < _FINE_MM else 0):g}"


def _larger_paper(options: BoardOptions, factor: float) -> BoardSize | None:
    """The smallest paper of the same direction whose type would be ``factor`` times as large."""
    area = options.width_mm * options.height_mm * factor * factor
    return next((paper for paper in _papers(options) if paper.width_mm * paper.height_mm >= area * 0.98), None)


def _papers(options: BoardOptions) -> list[BoardSize]:
    """All papers in the direction of the board, the smallest first."""
    papers = [paper_size(name, landscape=options.width_mm > options.height_mm) for name in PAPERS]
    return sorted(papers, key=lambda paper: paper.width_mm * paper.height_mm)


def _on(options: BoardOptions, paper: BoardSize) -> BoardOptions:
    return replace(options, width_mm=paper.width_mm, height_mm=paper.height_mm)


def too_small(options: BoardOptions, goes_in: Callable[[BoardOptions], bool]) -> Trouble:
    """What to say about a board that cannot hold the report; ``goes_in`` tells whether another one can."""
    size = options.size
    what = f"{size.millimetres} 毫米的海报放不下这份报告，字缩到最小也不够"
    most = LARGEST_MM / max(options.width_mm, options.height_mm)
    has_short = not options.short and goes_in(replace(options, short=True))
    short = "改成短版就放得下；要放全文，" if has_short else ""
    paper = next((paper for paper in _papers(options) if goes_in(_on(options, paper))), None)
    use = f"或用 {paper.paper} {'横' if paper.width_mm > paper.height_mm else '竖'}" if paper else "或者只贴 A4 版"
    if not goes_in(_scaled(options, most)):
        return Trouble(what, f"{short}这种形状最大的海报也放不下，请把文字写短一些，{use}", _SAFE)
    low, high = 1.0, most
    while high - low > 0.01:
        middle = (low + high) / 2
        low, high = (low, middle) if goes_in(_scaled(options, middle)) else (middle, high)
    needed = _scaled(options, high)
    more = max(1, ceil((high - 1) * 100))
    least = f"{ceil(needed.width_mm)}×{ceil(needed.height_mm)}"
    return Trouble(what, f"{short}宽和高各要再大 {more}%，至少 {least} 毫米，{use}；或者把文字写短一些", _SAFE)


_SAFE = "已填的内容都在"


def _scaled(options: BoardOptions, factor: float) -> BoardOptions:
    width, height = (min(LARGEST_MM, side * factor) for side in (options.width_mm, options.height_mm))
    return replace(options, width_mm=width, height_mm=height)
