"""Rules on the paper that a report was read from: what was printed there otherwise than the form prints it.

A report that was typed here has no paper: nothing was printed elsewhere, and these rules have passed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache, partial

from app.checks.model import Context, Hit
from app.checks.printed.outline import outlined
from app.checks.registry import BadRule, Reader, one, word_kind
from app.domain.paper import Sighting, What
from app.domain.values import plain
from app.forms.model import Form, FormKey, Rule
from app.wording.model import Wording

_SHOWN = 3  # things that a sentence names before it only counts them
_NAMED = 4  # signs of a row's label that tell it apart
_LONGEST = 24  # signs of a label that a sentence quotes
_NUMBER = "[一二三四五六七八九十\\d]+"
_NUMBERING = re.compile(rf"^\s*(?:第{_NUMBER}部分[、.．:：]?|[（(]{_NUMBER}[）)][、.．]?|{_NUMBER}[、.．])\s*")
_FIGURE = re.compile(r"[+\-]?[\d,]+(?:\.\d+)?")
_NOUGHTS = re.compile(r"0[0\s]+")
_STROKES = re.compile(r"[-—–/\\*无零]+")
_UNIT = re.compile(r"[\d,.]+\s*(?:[十百千万亿]*元|[件条项个例次份宗起])")

Sort = Callable[[Context, Sighting], bool]


@word_kind(
    "printed",
    {"what": "name"},
    {"one": "flag", "unless": "name"},
    ["read", "official", "list", "count", "at", "year", "kept"],
)
def printed(form: Form, rule: Rule, wording: Wording) -> Reader:
    """What the paper has of one sort (``what``); one finding for each section, with ``one`` for each thing.

    What the list ``unless`` of an old outline describes is told by the rule that reads that list.
    """
    sort = one(rule, "what")
    if sort not in SORTS:
        raise BadRule(f"规则 {rule.id} 的 what 不认识：{sort}")
    what, holds = SORTS[sort]
    single = bool(rule.params.get("one"))
    is_old = outlined(wording, str(rule.params.get("unless", "")))

    def read(context: Context) -> Iterator[Hit]:
        paper = context.around.paper
        found = [item for item in paper.of(what) if holds(context, item) and not is_old(item.read)] if paper else []
        groups: dict[str, list[Sighting]] = {}
        for number, item in enumerate(found):
            groups.setdefault(f"{number}" if single else item.section, []).append(item)
        yield from (_hit(context, sort, items) for items in groups.values())

    return read


def _hit(context: Context, sort: str, items: Sequence[Sighting]) -> Hit:
    first = items[0]
    cells = tuple(item.cell for item in items if item.cell in context.values)
    words = {
        "read": _said(first.read) if sort == "no_day" else _short(first.read),
        "official": first.official,
        "kept": _kept(context, first) if sort == "unit" else "",
        "list": _list(items),
        "count": str(_parts(first) if sort == "undivided" else len(items)),
        "at": context.form.cell_label(first.cell) if first.cell in context.form.cells else "",
        "year": str(context.report.key.year),
    }
    ground = "|".join(f"{item.read}>{item.official}" for item in items)
    mark = f"{sort}:{first.section}:{first.cell or first.read}"
    section = first.section if context.form.section(first.section) else ""
    return Hit(section, words, cells=cells, mark=mark, ground=ground)


def _kept(context: Context, item: Sighting) -> str:
    """What became of a figure with its unit in the cell; one in another unit than the table's was turned into it."""
    spec = context.form.spec(item.cell)
    unit = spec.unit if spec else ""
    if item.read.replace(",", "").startswith(item.official):
        return f"{'单位表头上印着；' if unit else ''}这里只留 {item.official}，不用管"
    return f"这里换算成 {item.official}{f' {unit}' if unit else ''}，请对一下"


def _list(items: Iterable[Sighting]) -> str:
    """What was read, each once, with the official words where the two are told apart."""
    shown = list(dict.fromkeys(_pair(item) for item in items))
    more = f"等 {len(shown)} 种" if len(shown) > _SHOWN else ""
    return "、".join(shown[:_SHOWN]) + more


def _pair(item: Sighting) -> str:
    if not item.read:
        return f"“{_short(item.official)}”"
    if item.what != "label" or not item.official:
        return f"“{_short(item.read)}”"
    read, official = (unicodedata.normalize("NFKC", text) for text in (item.read, item.official))
    at = next((n for n, (a, b) in enumerate(zip(read, official, strict=False)) if a != b), 0)
    front = max(0, at - _NAMED) if at >= _LONGEST - _NAMED else 0  # so that what differs is seen
    return f"“{_short(item.read, front)}”（规定“{_short(item.official, front)}”）"


def _said(day: str) -> str:
    """2025-02-30 as a sentence says it."""
    year, month, number = day.split("-")
    return f"{year}年{int(month)}月{int(number)}日"


def _short(text: str, front: int = 0) -> str:
    rest = text[front:]
    return ("…" if front else "") + (rest if len(rest) <= _LONGEST else rest[:_LONGEST] + "…")


def _parts(item: Sighting) -> int:
    return item.official.count("；") + 1


# ---- the sorts: what an importer calls a thing, and which of those belong here


def _words(text: str) -> str:
    return "".join(sign for sign in unicodedata.normalize("NFKC", text).casefold() if sign.isalnum())


def _bare(text: str) -> str:
    return _words(_NUMBERING.sub("", text)) or _words(text)


def _same_words(item: Sighting) -> bool:
    return bool(item.read) and _bare(item.read) == _bare(item.official)


def _is_unnumbered(item: Sighting) -> bool:
    return _same_words(item) and _words(item.read) == _bare(item.read)


def _is_row(form: Form, line: str) -> bool:
    """Whether a line that looks like a heading is the label of a row, as far as it is printed: “一、本年新收”."""
    said = "".join(sign for sign in _bare(line) if not sign.isdigit())
    return len(said) >= _NAMED and any(
        label.startswith(said) or said.startswith(label) for label in _row_names(FormKey(form))
    )


@lru_cache(maxsize=16)
def _row_names(form: FormKey) -> frozenset[str]:
    blocks = (block for section in form.form.sections for block in section.blocks)
    names = {_bare(node.label) for block in blocks for row in block.rows for node in row.walk()}
    return frozenset(name for name in names if len(name) >= _NAMED)


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _is_blank(context: Context, item: Sighting) -> bool:
    return context.values.get(item.cell) is None


def _stands(context: Context, item: Sighting, text: str) -> bool:
    """True while the cell still holds what was read; once it says something else, somebody has been there."""
    value = context.values.get(item.cell)
    return value is not None and plain(value) == text.replace(",", "").lstrip("+")


def _is_empty(context: Context, item: Sighting) -> bool:
    """True while no cell of the section states anything."""
    return not any(name.startswith(f"{item.section}.") for name in context.report.cells)


def _matches(pattern: re.Pattern[str], context: Context, item: Sighting) -> bool:
    return pattern.fullmatch(item.read) is not None and _stands(context, item, item.official)


def _is_other(context: Context, item: Sighting) -> bool:
    """Words, or a figure that the cell cannot hold; ``official`` is what was read out of it."""
    if not item.read or not item.official:
        return bool(item.read)
    return not any(one.fullmatch(item.read) for one in (_FIGURE, _NOUGHTS, _STROKES, _UNIT))


def _is_bare_amount(context: Context, item: Sighting) -> bool:
    """An amount without a unit; ``official`` is the unit in which it was taken."""
    is_unit = bool(item.official) and not item.official[0].isdigit() and item.official[0] not in "+-"
    return _FIGURE.fullmatch(item.read) is not None and is_unit and _stands(context, item, item.read)


SORTS: Mapping[str, tuple[What, Sort]] = {
    "title": ("title", lambda _, item: bool(item.read)),
    "no_title": ("title", lambda _, item: not item.read),
    "heading": ("heading", lambda _, item: bool(item.read) and not _same_words(item)),
    "unnumbered": ("heading", lambda _, item: _is_unnumbered(item)),
    "numbering": ("heading", lambda _, item: _same_words(item) and not _is_unnumbered(item)),
    "headless": ("heading", lambda _, item: not item.read),
    "twice": ("order", lambda _, item: bool(item.official)),
    "stranger": ("order", lambda context, item: not item.official and not _is_row(context.form, item.read)),
    "no_table": ("table", _is_empty),
    "label": ("label", lambda _, item: bool(item.read and item.official) and not _is_unnumbered(item)),
    "row_more": ("label", lambda _, item: not item.official),
    "no_day": ("date", lambda _, item: not _is_day(item.read)),
    "no_label": ("label", lambda _, item: not item.read),
    "noughts": ("cell", partial(_matches, _NOUGHTS)),
    "stroke": ("cell", partial(_matches, _STROKES)),
    "unit": ("cell", partial(_matches, _UNIT)),
    "no_unit": ("cell", _is_bare_amount),
    "words": ("cell", _is_other),
    "no_total": ("cell", lambda context, item: not item.read and not _is_blank(context, item)),
    "format": ("format", lambda _, item: not item.cell),
    "undivided": ("format", lambda _, item: bool(item.cell)),
}
