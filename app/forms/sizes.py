"""How large a form may be, looked at before anything is laid out: a small file can state an enormous table.

Every measure here takes time with the length of the file, never with the size of what it states.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from app.forms.model import Block, Form, Node, Section
from app.forms.words import shown, strings_in

MAX_SECTIONS = 30
MAX_BLOCKS = 30  # of a section
MAX_ROWS, MAX_COLUMNS = 200, 60  # of a block
MAX_CELLS = 20_000  # of a form
MAX_TERMS = 20_000  # that all totals of a form add
MAX_SQUARES = 100_000  # of a form's tables, headings included, every cut taken through
MAX_LISTED = {"规则": 200, "例子": 60, "栏头数字": 30}
MAX_SIDE = 40  # aspects, figures beside a text, figures offered
MAX_ALIASES = 20
MAX_WAS = 10  # earlier ids of one thing
MAX_PICTURE = 800  # texts that say what a picture tells
MAX_EARLIER = 100_000  # addresses that the cells of a form may have had, their present ones included


def over_size(form: Form) -> Iterator[str]:
    """One sentence for each thing of which there is too much."""
    listed = {"部分": len(form.sections), "规则": len(form.rules), "例子": len(form.examples)}
    listed["栏头数字"] = len(form.headlines)
    for what, count in listed.items():
        most = MAX_LISTED.get(what, MAX_SECTIONS)
        if count > most:
            yield f"{what}太多，最多 {most} 个"
    if form.preface and len(form.preface.fields) > MAX_SIDE:
        yield f"导言的 fields 太多，最多 {MAX_SIDE} 个"
    if form.preface and any(len(item.was) > MAX_WAS for item in form.preface.fields):
        yield f"导言的 was 太多，最多 {MAX_WAS} 个"
    if sum(1 for _ in strings_in(form.picture)) > MAX_PICTURE:
        yield f"picture 写得太多，最多 {MAX_PICTURE} 处文字"
    cells = terms = squares = earlier = 0
    for section in form.sections:
        yield from _beside(section)
        if max(len(was) for was in (section.was, *(item.was for item in section.fields))) > MAX_WAS:
            yield f"“{shown(section.name)}”的 was 太多，最多 {MAX_WAS} 个"
        if len(section.blocks) > MAX_BLOCKS:
            yield f"“{shown(section.name)}”的块太多，最多 {MAX_BLOCKS} 块"
            continue
        if too_big := [*_blocks(section)]:
            yield from too_big
            continue
        cells += sum(_count(block.rows) * _count(block.columns) for block in section.blocks)
        terms += sum(_terms(block) for block in section.blocks)
        squares += _squares(section)
        earlier += _earlier(section)
    for what, count, most in (
        ("格", cells, MAX_CELLS),
        ("连表头在内的格", squares, MAX_SQUARES),
        ("要加的数", terms, MAX_TERMS),
        ("从前的编号（was）合起来", earlier, MAX_EARLIER),
    ):
        if count > most:
            yield f"{what}太多，一份格式最多 {most} 个"


def _beside(section: Section) -> Iterator[str]:
    if max(len(section.parts), len(section.fields), len(section.figures)) > MAX_SIDE:
        yield f"“{shown(section.name)}”的 parts、fields 或 figures 太多，最多 {MAX_SIDE} 个"
    if max(len(words) for words in (section.called, *(part.words for part in section.parts))) > MAX_SIDE:
        yield f"“{shown(section.name)}”的 called 或 words 太多，最多 {MAX_SIDE} 个"


def _blocks(section: Section) -> Iterator[str]:
    for block in section.blocks:
        if _count(block.rows) > MAX_ROWS or _count(block.columns) > MAX_COLUMNS:
            yield f"“{shown(section.name)}”太大，一块最多 {MAX_ROWS} 行 {MAX_COLUMNS} 列"
        nodes = [node for root in (*block.rows, *block.columns) for node in root.walk()]
        if any(len(node.aliases) > MAX_ALIASES or len(node.sums) > MAX_ROWS for node in nodes):
            yield f"“{shown(section.name)}”里有一项的 aliases 或 sums 太多"
        if any(len(node.was) > MAX_WAS for node in nodes):
            yield f"“{shown(section.name)}”里有一项的 was 太多，最多 {MAX_WAS} 个"


def _count(roots: Sequence[Node]) -> int:
    return sum(1 for root in roots for _ in root.leaves())


def _terms(block: Block) -> int:
    """How many figures the totals of a block add: those of its rows in every column, and the other way round."""
    return _sums(block.rows) * _count(block.columns) + _sums(block.columns) * _count(block.rows)


def _earlier(section: Section) -> int:
    """How many addresses the cells may have had: section, row and column each under any of its ids."""
    return (1 + len(section.was)) * sum(_ids(block.rows) * _ids(block.columns) for block in section.blocks)


def _ids(roots: Sequence[Node]) -> int:
    return sum(1 + len(leaf.was) for root in roots for leaf in root.leaves())


def _sums(roots: Sequence[Node]) -> int:
    below = {node.id: _count([node]) for root in roots for node in root.walk() if node.id}
    return sum(below.get(name, 0) for root in roots for leaf in root.leaves() for name in leaf.sums)


def _squares(section: Section) -> int:
    """At most so many squares: stacked blocks may cut each other's columns."""
    width = sum(_count(block.columns) for block in section.blocks) + max(map(_depth, _rows(section)), default=0)
    height = sum(_count(block.rows) + max(map(_depth, block.columns), default=0) + 1 for block in section.blocks)
    return width * height


def _rows(section: Section) -> list[Node]:
    return [root for block in section.blocks for root in block.rows]


def _depth(node: Node) -> int:
    return 1 + max(map(_depth, node.children), default=0)
