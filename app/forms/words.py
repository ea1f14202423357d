"""The texts of a form: none longer than a page has room for, none with signs that cannot be printed."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator

from app.forms.model import Claim, Example, Form, Node, Preface, Section

LONGEST_LABEL = 200
LONGEST_TEXT = 2000
_UNPRINTED = {"Cc", "Cf", "Cs", "Zl", "Zp"}  # control signs, invisible ones, line ends


def odd_words(texts: Iterable[tuple[str, str, int]]) -> Iterator[str]:
    """One sentence for each text that is too long or holds control signs; ``texts`` say where each stands, what it is
    and how long it may be.
    """
    for where, text, longest in texts:
        if len(text) > longest:
            yield f"{where}太长，最多 {longest} 字"
        elif any(unicodedata.category(sign) in _UNPRINTED for sign in text):
            yield f"{where}里有看不见的控制符"


def texts_of(form: Form) -> Iterator[tuple[str, str, int]]:
    """All texts of a form for ``odd_words``."""
    for text in (form.id, form.title, form.authority):
        yield "文件开头的文字", text, LONGEST_LABEL
    if form.preface:
        yield from _of_preface(form.preface)
    for section in form.sections:
        yield from _of_section(section)
    for rule in form.rules:
        for text in (rule.id, rule.kind, rule.message, *strings_in(rule.params)):
            yield f"规则 {shown(rule.id)} 的文字", text, LONGEST_LABEL
    for headline in form.headlines:
        for text in (headline.section, headline.label, headline.unit, *headline.cells):
            yield "栏头数字的文字", text, LONGEST_LABEL
    for claim in form.claims:
        yield from _of_claim(claim)
    for text in strings_in(form.picture):
        yield "picture 里的文字", text, LONGEST_LABEL
    for example in form.examples:
        yield from _of_example(example)


def _of_example(example: Example) -> Iterator[tuple[str, str, int]]:
    for text in (example.title, *example.cells, *(example.last or ()), *example.passages, *example.findings):
        yield "例子里的名称", text, LONGEST_LABEL
    for text in example.passages.values():
        yield "例子里的文字", text, LONGEST_TEXT


def _of_claim(claim: Claim) -> Iterator[tuple[str, str, int]]:
    cells = (name for way in claim.ways for _, name in way)
    for text in (claim.role, claim.called, claim.unit, *claim.says, *cells):
        yield f"claim {shown(claim.role)} 的文字", text, LONGEST_LABEL


def _of_preface(preface: Preface) -> Iterator[tuple[str, str, int]]:
    names = [preface.id, preface.heading]
    told = [preface.template]
    for item in preface.fields:
        names += [item.id, item.label, *item.was]
        told += [item.default, item.hint]
    yield from (("导言的名称", text, LONGEST_LABEL) for text in names)
    yield from (("导言", text, LONGEST_TEXT) for text in told)


def _of_section(section: Section) -> Iterator[tuple[str, str, int]]:
    where = f"“{shown(section.heading)}”里的文字"
    for text in (section.id, section.heading, section.short):
        yield where, text, LONGEST_LABEL
    for text in (*section.was, *section.called):
        yield where, text, LONGEST_LABEL
    for part in section.parts:
        for text in (part.id, part.label, *part.words):
            yield where, text, LONGEST_LABEL
    for item in section.fields:
        yield where, item.id, LONGEST_LABEL
        for text in (item.label, *item.was):
            yield where, text, LONGEST_LABEL
    for figure in section.figures:
        for text in (figure.label, figure.cell, figure.unit):
            yield where, text, LONGEST_LABEL
    sentences = (section.nothing, section.says, section.says_nothing)
    for text in (section.hint, *sentences, *(part.hint for part in section.parts)):
        yield where, text, LONGEST_TEXT
    for block in section.blocks:
        yield where, block.band, LONGEST_LABEL
        yield where, block.corner, LONGEST_LABEL
        for node in (node for root in (*block.rows, *block.columns) for node in root.walk()):
            yield from _of_node(where, node)


def _of_node(where: str, node: Node) -> Iterator[tuple[str, str, int]]:
    for text in (node.id or "", node.label, node.short, *node.aliases, *node.sums, *node.was):
        yield where, text, LONGEST_LABEL
    yield where, node.law, LONGEST_TEXT
    yield where, node.hint, LONGEST_TEXT


def strings_in(params: object) -> Iterator[str]:
    """Every text in what is kept as the file has it, whatever its shape: parameters of a rule, a picture."""
    if isinstance(params, str):
        yield params
    elif isinstance(params, dict):
        for name, item in params.items():
            yield from strings_in([name, item])
    elif isinstance(params, list):
        for item in params:
            yield from strings_in(item)


def shown(text: str) -> str:
    """``text`` as a sentence about a fault may quote it."""
    return "".join(sign for sign in text[:40] if sign.isprintable())
