"""What is wrong with a form, one Chinese sentence per fault; an empty list means that it may be used.

Only the file by itself is looked at; its rules and examples are tried by ``app.checks.lint``. A form comes from
strangers: its sizes are looked at first, before any table is laid out.
"""

from __future__ import annotations

import re
import string
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from itertools import chain, islice

from app.domain.units import stated_unit
from app.forms import claims, picture
from app.forms.model import Form, Node, Preface, Section
from app.forms.sizes import over_size
from app.forms.words import odd_words, texts_of

_ID = re.compile(r"[a-z][a-z0-9_]*")
_FORM_ID = re.compile(r"[a-z][a-z0-9_-]*")
_RULE_ID = re.compile(r"[a-z][a-z0-9_]*(?:\.[a-z0-9_]+)*")
_TITLE_WORDS = ("organ", "year")
_PREFACE_WORDS = ("organ", "year", "authority", "office", "phone")
_FIRST_YEAR, _LAST_YEAR = 1900, 2200
_MOST_WEIGHT = 100
_MOST_FAULTS = 100


def lint(form: Form) -> list[str]:
    """The faults in the form's own words and names; what is far too large or cannot be shown is told alone."""
    faults = [*islice(over_size(form), _MOST_FAULTS)] or [*islice(odd_words(texts_of(form)), _MOST_FAULTS)]
    everything = chain(
        _head(form), _sections(form), _rules(form), _headlines(form), claims.faults(form), picture.faults(form)
    )
    return faults or [*islice(everything, _MOST_FAULTS)]


def template_faults(where: str, template: str, allowed: Collection[str]) -> Iterator[str]:
    """Faults of a text with placeholders: only bare names of ``allowed``, nothing computed from them."""
    try:
        pieces = list(string.Formatter().parse(template))
    except ValueError:
        yield f"{where}里的花括号没有配好"
        return
    for literal, name, spec, conversion in pieces:
        if "{" in literal or "}" in literal:
            yield f"{where}里的花括号没有配好"
        elif name is not None and name not in allowed:
            yield f"{where}里的 {{{name[:30]}}} 不认识"
        elif spec or conversion:
            yield f"{where}里的 {{{name}}} 后面不能再写别的"


def _head(form: Form) -> Iterator[str]:
    if not _FORM_ID.fullmatch(form.id):
        yield f"格式编号“{form.id}”只能用小写字母、数字和短横"
    if form.last_year is not None and form.last_year < form.first_year:
        yield "适用年份的起止颠倒了"
    if not _FIRST_YEAR <= form.first_year <= _LAST_YEAR or (form.last_year or _FIRST_YEAR) > _LAST_YEAR:
        yield "适用年份不像年份"
    if "{organ}" not in form.title or "{year}" not in form.title:
        yield "标题里要有 {organ} 和 {year}"
    yield from template_faults("标题", form.title, _TITLE_WORDS)
    if form.preface:
        if not _ID.fullmatch(form.preface.id):
            yield f"导言的编号“{form.preface.id}”只能用小写字母、数字和下划线"
        yield from _preface(form.preface)


def _preface(preface: Preface) -> Iterator[str]:
    ids = [item.id for item in preface.fields]
    yield from template_faults("导言", preface.template, (*_PREFACE_WORDS, *ids))
    yield from _ids("导言的 fields ", ids)
    for item in preface.fields:
        at = f"导言的“{item.label}”"
        if item.id in _PREFACE_WORDS:
            yield f"{at}的编号 {item.id} 已经另有所指"
        if f"{{{item.id}}}" not in preface.template:
            yield f"导言没有用到“{item.label}”，要写上 {{{item.id}}}"
        if not item.label.strip():
            yield f"导言的 {item.id} 没有名称"
        yield from template_faults(f"{at}的 default ", item.default, _PREFACE_WORDS)
        yield from _earlier(at, item.was)


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
        if section.kind == "text" and section.blocks:
            yield f"“{section.heading}”是文字，却有行列"
        if section.max_chars is not None and section.max_chars < 1:
            yield f"“{section.heading}”的 max_chars 要大于 0"
        yield from _ids(f"“{section.heading}”的 fields ", [item.id for item in section.fields])
        yield from _ids(f"“{section.heading}”的 parts ", [item.id for item in section.parts])
        yield from _earlier(f"“{section.heading}”", section.was)
        for item in section.fields:
            yield from _earlier(f"“{section.heading}”里“{item.label}”", item.was)
        yield from _sentence(section)
        yield from _figures(form, section)
        yield from _table(section)
    if len(form.cells) != sum(_size(section) for section in form.sections):
        yield "有两格用了同一个名字"


def _sentence(section: Section) -> Iterator[str]:
    """``says`` names every field beside the text and nothing else."""
    if (section.says or section.says_nothing) and not section.fields:
        yield f"“{section.heading}”有 says，却没有 fields"
    yield from template_faults(f"“{section.heading}”的 says ", section.says, [item.id for item in section.fields])
    left_out = [item.id for item in section.fields if section.says and f"{{{item.id}}}" not in section.says]
    if left_out:
        yield f"“{section.heading}”的 says 里没有 {{{left_out[0]}}}，填了也印不出来"
    yield from template_faults(f"“{section.heading}”的 says_nothing ", section.says_nothing, ())


def _figures(form: Form, section: Section) -> Iterator[str]:
    if section.figures and section.kind != "text":
        yield f"“{section.heading}”不是文字，却有 figures"
    lost = [figure.label for figure in section.figures if form.spec(figure.cell) is None]
    if lost:
        yield f"“{section.heading}”的 figures 里“{lost[0]}”指的格不存在"


def _ids(where: str, ids: list[str]) -> Iterator[str]:
    for name in ids:
        if not _ID.fullmatch(name):
            yield f"{where}里的编号“{name}”只能用小写字母、数字和下划线"
    yield from _twice(where, ids)


def _earlier(at: str, ids: Collection[str]) -> Iterator[str]:
    for name in ids:
        if not _ID.fullmatch(name):
            yield f"{at}的 was 里的编号“{name}”不能用"
    yield from _twice(f"{at}的 was ", ids)


def _size(section: Section) -> int:
    return sum(len(block.row_leaves()) * len(block.column_leaves()) for block in section.blocks)


def _table(section: Section) -> Iterator[str]:
    for block in section.blocks:
        if not block.row_leaves() or not block.column_leaves():
            yield f"“{section.heading}”里有一块没有行或没有列"
        yield from _nodes(section, block.rows, "行")
        yield from _nodes(section, block.columns, "列")


def _nodes(section: Section, roots: tuple[Node, ...], what: str) -> Iterator[str]:
    nodes = [node for root in roots for node in root.walk()]
    known = {node.id for node in nodes if node.id}
    yield from _twice(f"“{section.heading}”一块里的{what}", (node.id for node in nodes if node.id))
    for node in nodes:
        at = f"“{section.heading}”里“{node.label}”"
        if (node.id is not None or not node.children) and not _ID.fullmatch(node.id or ""):
            yield f"{at}的编号“{node.id or ''}”不能用"
        if not 1 <= node.weight <= _MOST_WEIGHT:
            yield f"{at}的宽度要在 1 到 {_MOST_WEIGHT} 之间"
        stated = stated_unit(node.label)
        if node.spec.unit and stated and stated != node.spec.unit:
            yield f"{at}写着{stated}，unit 却是{node.spec.unit}"
        if node.sums and node.children:
            yield f"{at}既是合计又有下级"
        yield from _twice(f"{at}的 sums ", node.sums)
        yield from _earlier(at, node.was)
        if node.was and node.children:
            yield f"{at}有下级，was 要写在下级上"
        for name in node.sums:
            if name not in known:
                yield f"“{section.heading}”里合计“{node.label}”要加的 {name} 不存在"
    yield from _empty_totals(section, nodes)


def _empty_totals(section: Section, nodes: list[Node]) -> Iterator[str]:
    """Totals that add no leaf but other totals, or a group that holds nothing else."""
    adds = {node.id: any(not leaf.sums for leaf in node.leaves()) for node in nodes}
    for node in nodes:
        if node.sums and not any(adds.get(name, True) for name in node.sums):
            yield f"“{section.heading}”里合计“{node.label}”只加别的合计"


def _rules(form: Form) -> Iterator[str]:
    totals = {
        f"{section.id}.{leaf.id}"
        for section in form.sections
        for block in section.blocks
        for leaf in (*block.row_leaves(), *block.column_leaves())
        if leaf.sums
    }
    quoting = {f"{name}.live" for name in form.passage_ids}
    yield from _twice("规则", (rule.id for rule in form.rules))
    for rule in form.rules:
        if not _RULE_ID.fullmatch(rule.id):
            yield f"规则的编号“{rule.id}”只能用小写字母、数字、下划线和点"
        if rule.id in totals:
            yield f"规则的编号 {rule.id} 已经是一个合计的编号"
        if rule.id in quoting:
            yield f"规则的编号 {rule.id} 已经是文字里活数字的检查"


def _headlines(form: Form) -> Iterator[str]:
    for headline in form.headlines:
        if form.section(headline.section) is None:
            yield f"栏头数字“{headline.label}”指的部分 {headline.section} 不存在"
        lost = [address for address in headline.cells if form.spec(address) is None]
        if lost:
            yield f"栏头数字“{headline.label}”指的 {lost[0]} 不存在"
        elif not headline.cells:
            yield f"栏头数字“{headline.label}”没有指任何一格"
        elif len({_unit(form, address) for address in headline.cells}) > 1:
            yield f"栏头数字“{headline.label}”把件数和金额加在一起，或单位不同"


def _unit(form: Form, address: str) -> str | None:
    spec = form.spec(address)
    return spec.unit if spec else None


def _twice(what: str, names: Iterable[str]) -> Iterator[str]:
    for name, count in Counter(names).items():
        if count > 1:
            yield f"{what}里 {name} 用了 {count} 次"
