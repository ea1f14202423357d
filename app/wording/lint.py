"""What is wrong with a wording file by itself, one Chinese sentence per fault; its rules and examples are tried by
``app.checks.words.lint``. A list comes from strangers: its sizes are looked at before anything else.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain, islice

from app.forms.words import odd_words
from app.wording.model import Entry, Wordlist

MAX_RULES = 60
MAX_ENTRIES = 800
MAX_EXAMPLES = 20  # sentences of one entry that fire, and as many that do not
MAX_LISTED = 200  # texts in one list of an entry
MAX_TEXT = 200
MAX_SENTENCE = 400
_MOST_FAULTS = 100
_ID = re.compile(r"[a-z][a-z0-9_]*")
_RULE_ID = re.compile(r"[a-z][a-z0-9_]*(?:\.[a-z0-9_]+)*")


def lint(known: Wordlist) -> list[str]:
    """The faults of a list's sizes, names and words; an empty list means that its rules may be tried."""
    faults = [*_sizes(known)] or [*islice(odd_words(_texts(known)), _MOST_FAULTS)]
    return faults or [*islice(_names(known), _MOST_FAULTS)]


def _sizes(known: Wordlist) -> Iterator[str]:
    if len(known.rules) > MAX_RULES:
        yield f"规则太多，一份用语文件最多 {MAX_RULES} 条"
    if len(known.entries) > MAX_ENTRIES:
        yield f"词条太多，一份用语文件最多 {MAX_ENTRIES} 条"
    elif any(max(len(item.fires), len(item.quiet)) > MAX_EXAMPLES for item in (*known.entries, *known.examples)):
        yield f"有一条的例句太多，fires 和 quiet 各自最多 {MAX_EXAMPLES} 句"
    elif any(len(value) > MAX_LISTED for item in known.entries for value in _lists(item)):
        yield f"有一条里写的太多，一串最多 {MAX_LISTED} 个"


def _lists(entry: Entry) -> Iterable[list[str]]:
    return (value for value in entry.params.values() if isinstance(value, list))


def _texts(known: Wordlist) -> Iterator[tuple[str, str, int]]:
    yield "文件开头的文字", known.id, MAX_TEXT
    yield "文件开头的文字", known.title, MAX_TEXT
    for rule in known.rules:
        for text in chain((rule.id, rule.kind, rule.message), *map(_plain, rule.params.values())):
            yield f"规则 {rule.id[:40]} 的文字", text, MAX_TEXT
    for item in (*known.entries, *known.examples):
        where = f"词条 {item.id[:40]} "
        for text in chain((item.id,), item.params, *map(_plain, item.params.values())):
            yield f"{where}的文字", text, MAX_TEXT
        for text in chain(item.fires, item.quiet):
            yield f"{where}的例句", text.replace("\n", ""), MAX_SENTENCE


def _plain(value: object) -> list[str]:
    return [value] if isinstance(value, str) else [str(item) for item in value] if isinstance(value, list) else []


def _names(known: Wordlist) -> Iterator[str]:
    if not _ID.fullmatch(known.id):
        yield f"用语文件的编号“{known.id}”只能用小写字母、数字和下划线"
    if not known.title.strip():
        yield "用语文件没有名称（title）"
    if not known.rules:
        yield "用语文件里没有规则，写了的都不会用到"
    for what, ids, shape in (
        ("规则", [rule.id for rule in known.rules], _RULE_ID),
        ("词条", [item.id for item in known.entries], _ID),
    ):
        for name in ids:
            if not shape.fullmatch(name):
                yield f"{what}的编号“{name}”只能用小写字母、数字和下划线"
        for name, count in Counter(ids).items():
            if count > 1:
                yield f"{what}里 {name} 用了 {count} 次"
