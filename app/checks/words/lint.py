"""Proves a wording file before it is accepted: its shape, its rules, its entries, and the sentences they carry."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from app.checks.engine import check
from app.checks.model import Around, CannotRun, Context
from app.checks.readers import Reading
from app.checks.registry import KINDS, BadRule, refuse_misshapen, refuse_unfit
from app.domain.organ import Organ
from app.domain.report import Report, ReportKey
from app.forms.lint import template_faults
from app.forms.model import Form, Rule, Section
from app.wording.lint import lint as lint_names
from app.wording.model import Entry, Wording, Wordlist

_ORGAN = Organ("柳湾乡", district="青禾县")
_YEAR = 2025
_TEXT = "text"
# The report in which a sentence is tried: nothing but one text.
_PLAIN = Form("plain", "{organ}{year}", "", 1900, None, (Section(_TEXT, "text", "文字"),))


def lint(known: Wordlist) -> list[str]:
    """Every fault, one Chinese sentence each: those of its words alone, or of its rules, or of its examples."""
    if faults := lint_names(known):
        return faults
    wording = Wording((known,))
    faults = [*_kinds(known)] or [*_entries(known)] or [*_rules(known, wording)]
    return faults or [*_examples(known, wording)]


def readers_of(known: Wordlist) -> tuple[Rule, ...]:
    """The rules of a list that read its own entries."""
    return tuple(rule for rule in known.rules if _reads(rule, known))


def fires(known: Wordlist, rule: Rule, sentence: str) -> bool | None:
    """True where ``rule`` finds something in ``sentence``; None where it cannot run on a sentence alone."""
    return _fires(_context(sentence, Wording((known,))), _reading(rule, Wording((known,))))


def _kinds(known: Wordlist) -> Iterator[str]:
    for rule in known.rules:
        try:
            kind = refuse_unfit(rule)
        except BadRule as fault:
            yield str(fault)
            continue
        if kind.reader is None:
            yield f"规则 {rule.id} 的种类 {rule.kind} 查的是数，要写在格式文件里"
        yield from template_faults(f"规则 {rule.id} 的说明", rule.message, kind.words)


def _rules(known: Wordlist, wording: Wording) -> Iterator[str]:
    """What the readers say of rules and entries whose shapes are right."""
    for rule in known.rules:
        try:
            _reading(rule, wording)
        except BadRule as fault:
            yield str(fault)


def _reads(rule: Rule, known: Wordlist) -> bool:
    return KINDS[rule.kind].entry is not None and rule.params.get("list") == known.id


def _entries(known: Wordlist) -> Iterator[str]:
    reading = readers_of(known)
    if known.entries and not reading:
        yield f'没有一条规则读这些词条（规则里要写 list = "{known.id}"）'
        return
    shapes = {key: shape for rule in reading for key, shape in (KINDS[rule.kind].entry or {}).items()}
    for entry in known.entries:
        for key, value in entry.params.items():
            if key not in shapes:
                yield f"词条 {entry.id} 里的 {key[:40]} 不认识"
                continue
            try:
                refuse_misshapen(f"词条 {entry.id}", key, shapes[key], value)
            except BadRule as fault:
                yield str(fault)


def _examples(known: Wordlist, wording: Wording) -> Iterator[str]:
    reading = [_reading(rule, wording) for rule in readers_of(known)]
    for entry in known.entries:
        if not entry.fires and not entry.quiet:
            yield f"词条 {entry.id} 没有例句（fires 或 quiet）"
        yield from _try(f"词条 {entry.id} ", entry, reading, wording, entry.id)
    by_id = {rule.id: _reading(rule, wording) for rule in known.rules}
    for example in known.examples:
        yield from _try(f"规则 {example.id} ", example, [by_id[example.id]], wording)


def _try(where: str, entry: Entry, reading: list[Reading], wording: Wording, mark: str = "") -> Iterator[str]:
    for sentence in entry.fires:
        context = _context(sentence, wording)
        if not any(_fires(context, one, mark) for one in reading):
            yield f"{where}应查出“{sentence}”，没有查出"
    for sentence in entry.quiet:
        context = _context(sentence, wording)
        if any(_fires(context, one, mark) for one in reading):
            yield f"{where}不该查出“{sentence}”，却查出了"


def _fires(context: Context, reading: Reading, mark: str = "") -> bool | None:
    """Whether it finds something; by the entry ``mark`` where its kind tells which entry it was."""
    tells = mark and KINDS[reading.rule.kind].tried is not None
    try:
        return any(not tells or hit.mark == mark for hit in reading.reader(context))
    except CannotRun:
        return None


def _reading(rule: Rule, wording: Wording) -> Reading:
    kind = refuse_unfit(rule)
    reader = kind.tried or kind.reader
    if reader is None:
        raise BadRule(f"规则 {rule.id} 的种类 {rule.kind} 查的是数，要写在格式文件里")
    return Reading(rule, reader(_PLAIN, rule, wording))


def _context(sentence: str, wording: Wording) -> Context:
    around = Around(organ=_ORGAN, today=date(_YEAR + 1, 1, 20), due=date(_YEAR + 1, 1, 31), wording=wording)
    report = Report(ReportKey(_ORGAN.name, _YEAR), _PLAIN.id, passages={_TEXT: sentence})
    return check(_PLAIN, report, None, around).context
