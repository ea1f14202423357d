"""Cells and texts stated from outside in one request: all of it is read before any of it is kept."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from app.domain.errors import NotFound, Trouble
from app.domain.report import ReportKey
from app.domain.text import MAX_TEXT, clean, refuse_long
from app.domain.values import read
from app.forms.model import Form
from app.imports.source import read_file
from app.workbench.bench import Workbench


@dataclass(frozen=True, slots=True)
class Statement:
    """``name`` is the address of a cell or the id of a text, ``text`` what is to stand there."""

    name: str
    text: str


def parse(words: Sequence[str], form: Form) -> list[Statement]:
    """``ADDRESS=VALUE`` and ``SECTION=@FILE`` (or ``SECTION=TEXT``), proven against ``form``.

    Raises ``Trouble`` for the first that cannot be kept; nothing was changed then.
    """
    found = []
    for word in words:
        name, has_value, text = word.partition("=")
        if not has_value:
            raise Trouble(f"“{word}”里没有等号", "请写成 名称=数，或 名称=@文件")
        if name in form.passage_ids:
            found.append(Statement(name, refuse_long(clean(_text(text)), f"“{name}”", MAX_TEXT)))
            continue
        spec = form.spec(name)
        if spec is None:
            raise NotFound(f"这份格式里没有“{name}”", "请核对名称，show 会列出全部名称")
        read(text, spec)
        found.append(Statement(name, text))
    if not found:
        raise Trouble("没有写要填什么", "请写成 名称=数，或 名称=@文件")
    return found


def _text(text: str) -> str:
    if not text.startswith("@"):
        return text
    path = Path(text[1:])
    if path.is_file() and path.stat().st_size == 0:
        return ""  # an empty file empties the passage
    return read_file(path).strip("\r\n")


def state(bench: Workbench, year: int, organ: str | None, words: Sequence[str]) -> Iterator[str]:
    """Keeps what ``words`` state, one step each, and yields its name once it is committed.

    Makes the report where there is none, together with its first step. Raises before that where any word cannot be
    kept.
    """
    key = ReportKey(bench.organ_named(organ).short_name, year)
    known = bench.known(key)
    statements = parse(words, bench.form_of(known) if known else bench.governing(year))
    session = bench.session(year, organ) if known else bench.draft(year, organ)
    for statement in statements:
        if statement.name in session.form.passage_ids:
            session.set_passage(statement.name, statement.text)
        else:
            session.set_cell(statement.name, statement.text)
        yield statement.name
    if bench.known(key) is None:
        bench.start(year, organ)  # blanks alone are no step, and the report is wanted all the same
