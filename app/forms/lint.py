"""What is wrong with a form, one Chinese sentence per fault; an empty list means that it may be used.

Only the file by itself is looked at; its rules and examples are tried by ``app.checks.lint``.
"""

from __future__ import annotations

import re
import string
from collections import Counter
from collections.abc import Iterable, Iterator

from app.forms.model import Block, Form, Node, Section

_ID = re.compile(r"[a-z][a-z0-9_]*")
_FORM_ID = re.compile(r"[a-z][a-z0-9_-]*")
_TITLE_KEYS = {"organ", "year"}
_PREFACE_KEYS = {"organ", "year", "authority", "office", "phone"}
MAX_COLUMNS = 60
MAX_ROWS = 200


def lint(form: Form) -> list[str]:
    """Every fault in the form's own words and names."""
    return [*_head(form), *_sections(form), *_headlines(form)]


def _head(form: Form) -> Iterator[str]:
    if not _FORM_ID.fullmatch(form.id):
        yield f"格式编号“{form.id}”只能用小写字母、数字和短横"
    if form.last_year is not None and form.last_year < form.first_year:
        yield "适用年份的起止颠倒了"
    if "{organ}" not in form.title or "{year}" not in form.title:
        yield "标题里要有 {organ} 和 {year}"
    yield from _keys("标题", form.title, _TITLE_KEYS)
    if form.preface:
        yield from _keys("导言", form.preface.template, _PREFACE_KEYS)


def _keys(where: str, template: str, allowed: set[str]) -> Iterator[str]:
    try:
        used = {name for _, name, _, _ in string.Formatter().parse(template) if name is not None}
    except ValueError:
        yield f"{where}里的花括号没有配好"
        return
    for name in sorted(used - allowed):
        yield f"{where}里的 {{{name}}} 不认识"


def _sections(form: Form) -> Iterator[str]:
    if not form.sections:
        yield "没有任何部分"
    ids = [section.id for section in form.sections] + ([form.preface.id] if form.preface else [])
    yield from _twice("部分", ids)
    for section in form.sections:
        if not _ID.fullmatch(section.id):
            yield f"部分的编号“{section.id}”只能用小写字母、数字和下划线"
        if not section.heading.strip():
            yield f"部分 {section.id} 没有标题"
        if section.kind == "table" and not section.blocks:
            yield f"“{section.heading}”是表，却没有行列"
        yield from _table(section)
    if len(form.cells) != sum(_size(block) for section in form.sections for block in section.blocks):
        yield "有两格用了同一个名字"


def _size(block: Block) -> int:
    return len(block.row_leaves()) * len(block.column_leaves())


def _table(section: Section) -> Iterator[str]:
    for block in section.blocks:
        rows, columns = block.row_leaves(), block.column_leaves()
        if not rows or not columns:
            yield f"“{section.heading}”里有一块没有行或没有列"
        if len(rows) > MAX_ROWS or len(columns) > MAX_COLUMNS:
            yield f"“{section.heading}”太大，最多 {MAX_ROWS} 行 {MAX_COLUMNS} 列"
        yield from _twice(f"“{section.heading}”一块里的行", (leaf.id or "" for leaf in rows))
        yield from _twice(f"“{section.heading}”一块里的列", (leaf.id or "" for leaf in columns))
        for roots in (block.rows, block.columns):
            yield from _nodes(section, roots)


def _nodes(section: Section, roots: tuple[Node, ...]) -> Iterator[str]:
    known = {node.id for root in roots for node in root.walk() if node.id}
    for node in (node for root in roots for node in root.walk()):
        if not node.children and not _ID.fullmatch(node.id or ""):
            yield f"“{section.heading}”里“{node.label}”的编号“{node.id or ''}”不能用"
        if node.weight < 1:
            yield f"“{section.heading}”里“{node.label}”的宽度要大于 0"
        if node.sums and node.children:
            yield f"“{section.heading}”里“{node.label}”既是合计又有下级"
        for name in node.sums:
            if name not in known:
                yield f"“{section.heading}”里合计“{node.label}”要加的 {name} 不存在"
    yield from _empty_totals(section, roots)


def _empty_totals(section: Section, roots: tuple[Node, ...]) -> Iterator[str]:
    totals = {node.id: node for root in roots for node in root.leaves() if node.sums}
    for node in totals.values():
        if all(other in totals for other in node.sums):
            yield f"“{section.heading}”里合计“{node.label}”只加别的合计"


def _headlines(form: Form) -> Iterator[str]:
    for headline in form.headlines:
        for address in headline.cells:
            if form.spec(address) is None:
                yield f"栏头数字“{headline.label}”指的 {address} 不存在"


def _twice(what: str, names: Iterable[str]) -> Iterator[str]:
    for name, count in Counter(names).items():
        if count > 1:
            yield f"{what}里 {name} 用了 {count} 次"
