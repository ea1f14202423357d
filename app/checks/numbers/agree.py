"""Kind ``numbers_agree``: what a sentence says of the tables is what the tables say."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from app.checks import fixing
from app.checks.model import Context, Fix, Hit, Spot
from app.checks.numbers.claims import ENTRY, OWN, Claim, Phrases, claims, phrases
from app.checks.numbers.soundness import is_sound
from app.checks.numbers.weighing import Figure, Weighed, shown, weigh
from app.checks.registry import BadRule, Reader, names_of, one, word_kind
from app.checks.words.sentences import Paragraph, looked
from app.domain import live
from app.domain.address import Address
from app.domain.address import field as field_address
from app.domain.units import UNITS
from app.domain.values import plain
from app.forms import claims as of_form
from app.forms.claims import Way
from app.forms.model import Claim as Cells
from app.forms.model import Form, FormKey, Rule
from app.wording.model import Wording

TEN_THOUSAND = UNITS["万元"]
_MARKS = "。．. 　\n"
_LONGEST = 26  # signs of a sentence that a message quotes
_HEAD = re.compile(r"^(?:[一二三四五六七八九十]+[、.．]|第[一二三四五六七八九十]+[章条部][^一-龥]?[分]?)\s*")


_Pair = tuple[str, str, str, str]  # a role and what a clerk calls it, one that may be counted in and its name


@dataclass(frozen=True, slots=True)
class _Known:
    """A claim of the form with its cells taken apart."""

    cells: Cells
    ways: tuple[Way, ...]
    is_money: bool
    leaves: tuple[Address, ...]  # single cells that somebody may have taken for the sum: those it adds, those beside it


def tried(form: Form, rule: Rule, wording: Wording) -> Reader:
    """Where sentences are tried without figures: what it recognises, right or wrong."""
    known, wanted = _phrases(form, rule, wording), _wanted(rule)

    def read(context: Context) -> Iterator[Hit]:
        for part, claim in _said(context, known, wanted):
            yield Hit(part.section, spots=(part.spot(claim.start, claim.end),), mark=claim.entry)

    return read


@word_kind(
    "numbers_agree",
    {"list": "name"},
    {"claims": "names", "own": "flag", "scope": "names", "nothing": "names", "counted_in": "names"},
    ["place", "said", "cell", "figure", "gap", "note", "there"],
    ENTRY,
    tried=tried,
)
def numbers_agree(form: Form, rule: Rule, wording: Wording) -> Reader:
    """Sentences that the entries of ``list`` (those of ``claims``, or with ``own`` the form's own words) recognise,
    against the cells of their role.

    A sentence that holds one of ``scope`` may speak of more offices, or of fewer: then it is a hint. A text that is
    nothing but one of ``nothing`` says that every figure beside it is nought. ``counted_in`` names what is easily
    counted in where it should not be: “new 新收 + carried_in 上年结转”, roles with what a clerk calls them.
    """
    known, wanted = _phrases(form, rule, wording), _wanted(rule)
    scope = tuple(names_of(rule, "scope", optional=True))
    nothing = frozenset(names_of(rule, "nothing", optional=True))
    pairs = tuple(_pair(rule, text) for text in names_of(rule, "counted_in", optional=True))
    cells = _all_known(FormKey(form))

    def read(context: Context) -> Iterator[Hit]:
        weighed: dict[str, Weighed] = {}
        marks: Counter[str] = Counter()
        for part, claim in _said(context, known, wanted):
            meant = cells.get(claim.role)
            if meant is None or claim.is_soft or not claim.is_of(context.report.key.year):
                continue
            if claim.role not in weighed:
                weighed[claim.role] = weigh(context, meant.ways)
            stated = weighed[claim.role]
            if stated.allows(claim.value) or _is_live(context, part, claim):
                continue
            said = {other.role for other in claims(part.text, known)}
            silent = [(pair, cells[pair[2]]) for pair in pairs if pair[2] in cells and pair[2] not in said]
            hit = _hit(context, part, claim, meant, stated, silent, scope)
            marks[hit.mark] += 1
            count = marks[hit.mark]  # the same words a second time are another finding, with another answer
            yield hit if count == 1 else replace(hit, mark=f"{hit.mark}#{count}")
        if nothing:
            yield from _denied(context, nothing)

    return read


def _pair(rule: Rule, text: str) -> _Pair:
    words = text.replace("+", " ").split()
    if len(words) != 4:
        raise BadRule(f"规则 {rule.id} 的 counted_in 要写成“编号 叫法 + 编号 叫法”：{text[:40]}")
    return words[0], words[1], words[2], words[3]


def _denied(context: Context, nothing: frozenset[str]) -> Iterator[Hit]:
    """Texts that say 无 beside figures that are not nought."""
    for section in context.form.sections:
        text = context.passages.get(section.id, "") if section.fields else ""
        if text.strip(_MARKS) not in nothing:
            continue
        for item in section.fields:
            name = field_address(section.id, item.id)
            value = context.values.get(name)
            if value:
                start, end = len(text) - len(text.lstrip()), len(text.rstrip())
                words = {
                    "place": _HEAD.sub("", section.heading),
                    "said": quoted(text),
                    "cell": item.label,
                    "figure": f" {plain(value)}{f' {item.spec.unit}' if item.spec.unit else ' 件'}",
                    "gap": f" {plain(value)}",
                    "note": "",
                    "there": f"有 {plain(value)} 件",
                }
                spot = Spot(section.id, start, end, text[start:end])
                yield Hit(section.id, words, cells=(name,), spots=(spot,), gap=value, mark=f"{section.id}:{name}")


def _phrases(form: Form, rule: Rule, wording: Wording) -> Phrases:
    return phrases(FormKey(form), wording, one(rule, "list"))


def _wanted(rule: Rule) -> frozenset[str]:
    own = [OWN] if rule.params.get("own") else []
    return frozenset([*names_of(rule, "claims", optional=True), *own])


@lru_cache(maxsize=16)
def _all_known(form_key: FormKey) -> Mapping[str, _Known]:
    """Every claim of the form by its role, once for all rules."""
    return {claim.role: _known(form_key.form, claim) for claim in form_key.form.claims}


def _known(form: Form, claim: Cells) -> _Known:
    ways = of_form.ways_by_role(FormKey(form))[claim.role]
    specs = [form.spec(name) for way in ways for _, name in way]
    money = any(spec is not None and spec.unit is not None for spec in specs)
    return _Known(claim, ways, money, tuple(_leaves(form, ways[0])))


def _leaves(form: Form, way: Way) -> Iterator[Address]:
    for _, name in way:
        if len(way) > 1:
            yield name
        row = name.rpartition(".")[0] + "."
        yield from (cell for cell in form.cells if cell != name and cell.startswith(row))


def _said(context: Context, known: Phrases, wanted: frozenset[str]) -> Iterator[tuple[Paragraph, Claim]]:
    """What the texts say by the entries that the rule wants."""
    for part, found in looked(context, claims, known):
        for claim in found:
            if claim.entry in wanted:
                yield part, claim


def _is_live(context: Context, part: Paragraph, claim: Claim) -> bool:
    """True where the figure is a live number: it follows its cell."""
    if claim.number is None:
        return False
    kept = context.report.passages.get(part.passage, "")
    start, end = part.start + claim.number.start, part.start + claim.number.end
    return live.kept_span(kept, start, end, context.values, context.form.spec) is None


def _hit(
    context: Context,
    part: Paragraph,
    claim: Claim,
    meant: _Known,
    stated: Weighed,
    others: Sequence[tuple[_Pair, _Known]],
    scope: tuple[str, ...],
) -> Hit:
    """``others`` are the claims of which the paragraph does not speak itself: it may have counted them in."""
    first = stated.ways[0]
    note = _as_slip(claim, meant, first.value) or _as_sum(context, claim, meant, first.value, others)
    note = note or _as_leaf(context, claim, meant)
    sentence = part.text[slice(*claim.sentence)]
    is_wide = not note and any(word in sentence for word in scope)
    said = quoted(part.text[claim.start : claim.end])
    gap = max(claim.value, first.value) - min(claim.value, first.value)
    figure = shown(first.value, meant.is_money)
    least = "至少 " if first.least else " "
    words = {
        "place": place_name(context, part),
        "said": said,
        "cell": meant.cells.called or "、".join(map(context.form.cell_label, stated.cells)),
        "figure": least + figure,
        "there": f"{least.strip()}有 {figure}",
        "gap": least + (shown(gap, is_money=True) if meant.is_money else plain(gap)),
        "note": note or ("，如果说的不是同一个范围，写明一句就行" if is_wide else ""),
    }
    spot = part.spot(claim.start, claim.end)
    is_dated = claim.year not in (None, context.report.key.year)  # whoever puts the year right reads the figure again
    certain = stated.is_certain and not (note or is_wide or is_dated) and is_sound(context, stated.cells)
    return Hit(
        part.section,
        words,
        cells=stated.cells,
        spots=(spot,),
        gap=gap,
        fix=_fix(context, part, claim, meant, first.value) if certain else None,
        mark=f"{part.passage}:{claim.role}:{said}",
        severity="info" if is_wide else None,
    )


def place_name(context: Context, part: Paragraph) -> str:
    """How a message calls the part of the report: its heading without its number."""
    section = context.form.section(part.section)
    return _HEAD.sub("", section.heading) if section else context.form.passage_name(part.section)


def quoted(words: str) -> str:
    """``words`` as a message quotes them: without blanks at line ends, from the end where they are long."""
    line = " ".join(words.split())
    return line if len(line) <= _LONGEST else "…" + line[-_LONGEST:]


def _as_slip(claim: Claim, meant: _Known, figure: Figure) -> str:
    """Money with its digits right and its unit wrong."""
    if meant.is_money and {claim.value * TEN_THOUSAND, figure * TEN_THOUSAND} & {figure, claim.value}:
        return "，像是元和万元写混了"
    return ""


def _as_sum(
    context: Context, claim: Claim, meant: _Known, figure: Figure, others: Sequence[tuple[_Pair, _Known]]
) -> str:
    """What must have been counted in, where another claim of the same table makes the figure up."""
    for (role, mine, _, name), other in others:
        if role != claim.role or len(other.ways) != 1 or len(other.ways[0]) != 1:
            continue
        address = other.ways[0][0][1]
        value = context.values.get(address)
        if value and figure + value == claim.value and address not in context.waiting and _same_table(meant, address):
            said = plain(claim.value)
            return (
                f"，{said} 件像是把{name}的 {plain(value)} 件也算进去了；"
                f"{mine}写 {plain(figure)} 件，或写“{mine}和{name}共 {said} 件”"
            )
    return ""


def _same_table(one: _Known, other: Address) -> bool:
    """Whether ``other`` stands in the same table and column as the first cell of a claim."""
    first, second = one.ways[0][0][1].split("."), other.split(".")
    return first[0] == second[0] and first[-1] == second[-1] and first != second


def _as_leaf(context: Context, claim: Claim, meant: _Known) -> str:
    """Which single cell the figure is, where it is one of those that the cells add, or beside them in their row."""
    for name in meant.leaves if claim.value else ():
        if context.values.get(name) == claim.value and name not in context.waiting:
            return f"，{plain(claim.value)} 是“{context.form.cell_label(name)}”一格的数"
    return ""


def _fix(context: Context, part: Paragraph, claim: Claim, meant: _Known, figure: Figure) -> Fix | None:
    """The figure of the cells in place of the one in the sentence; none for words and for money."""
    if claim.number is None or meant.is_money or claim.number.in_words:
        return None
    spot: Spot = part.spot(claim.number.start, claim.number.end)
    return fixing.replacing(context, spot, plain(figure), f"改为 {plain(figure)} {claim.number.written}".rstrip())
