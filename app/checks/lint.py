"""Proves a form before it is accepted: its names, its grids, its totals, its rules, and the examples it carries."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from app.checks.engine import check
from app.checks.kinds import compile_rules
from app.checks.model import LastYear, Relation
from app.checks.readers import readings
from app.checks.registry import KINDS, BadRule
from app.checks.totals import relations
from app.checks.years import same_cells
from app.domain.address import Address
from app.domain.errors import NotFound
from app.domain.report import Report, ReportKey
from app.domain.values import Value, plain
from app.forms.catalogue import Catalogue
from app.forms.lint import lint as lint_names
from app.forms.lint import template_faults
from app.forms.model import Example, Form, FormKey
from app.forms.picture import cells, picture_of
from app.grid.layout import lay_out
from app.wording.model import NO_WORDING


def lint(form: Form, catalogue: Catalogue | None = None) -> list[str]:
    """Every fault, one Chinese sentence each. ``catalogue`` finds the format of an example's year before."""
    faults = unsound(form) or [*_earlier(form, catalogue)]
    if faults:
        return faults
    fired: set[str] = set()
    for example in form.examples:
        faults += _try(form, example, catalogue, fired)
    return faults or [f"规则 {rule.id} 没有一个能让它查出问题的例子" for rule in form.rules if rule.id not in fired]


def unsound(form: Form) -> list[str]:
    """The faults that make a form unusable, its examples apart: enough to read a package by."""
    if faults := lint_names(form):
        return faults
    faults = [*_grids(form), *_totals(form)]
    try:
        compile_rules(form)
        readings(FormKey(form), NO_WORDING)
    except BadRule as fault:
        return [*faults, str(fault)]
    return [*faults, *_picture(form), *_messages(form)]


def _grids(form: Form) -> Iterator[str]:
    for section in form.sections:
        if section.kind != "table":
            continue
        grid = lay_out(section)
        covered = sum(square.rows * square.columns for square in grid.squares)
        if covered != grid.width * grid.height or len(grid.at) != covered:
            yield f"“{section.heading}”的表格没有铺满，或有两格叠在一起"


def _totals(form: Form) -> Iterator[str]:
    """Totals of money that add counts, of counts that add money, or of money in two units."""
    told = set()
    for total in relations(form):
        unit = form.cells[total.address].unit
        if (total.section, total.name) not in told and any(form.cells[part].unit != unit for part in total.parts):
            told.add((total.section, total.name))
            yield f"合计“{total.name}”和它加的数单位不同"


def _picture(form: Form) -> Iterator[str]:
    """The two bars of a picture are equal because a rule of the form says so, or they may not be drawn."""
    picture = picture_of(form)
    if picture is None or picture.requests is None:
        return
    wanted = picture.requests
    came, went = (
        sorted(name for row in rows for name in cells(form, wanted.table, row, wanted.column))
        for rows in (wanted.came, wanted.went)
    )
    added = {total.address: total.parts for total in relations(form) if total.by_row}
    for item in compile_rules(form):
        if isinstance(item, Relation) and not item.at_least:
            left, right = (
                sorted(part for term in side for part in added.get(term.address, (term.address,)))
                for side in (item.left, item.right)
            )
            if left == came and right == went:
                return
    yield "picture.flow 的 before、new 和 given、denied、open 不是同一条规则的两边，两条长短可能不一样"


def _messages(form: Form) -> Iterator[str]:
    for rule in form.rules:
        yield from template_faults(f"规则 {rule.id} 的说明", rule.message, KINDS[rule.kind].words)


def _earlier(form: Form, catalogue: Catalogue | None) -> Iterator[str]:
    """What ``was`` names and no earlier format has, and figures of one of them that two cells lay claim to."""
    if catalogue is None:
        return
    before = [known for known in catalogue.forms if known.first_year < form.first_year and known.id != form.id]
    said = {item.id for known in before if known.preface for item in known.preface.fields}
    for item in form.preface.fields if form.preface else ():
        for lost in (name for name in item.was if name not in said):
            yield f"导言里“{item.label}”的 was 写着 {lost}，以前的格式里没有"
    for section in form.sections:
        then = [old for known in before for old in known.sections if old.id in (section.id, *section.was)]
        rows = {leaf.id or "" for old in then for block in old.blocks for leaf in block.row_leaves()}
        columns = {leaf.id or "" for old in then for block in old.blocks for leaf in block.column_leaves()}
        claims = [(section.name, section.was, {old.id for known in before for old in known.sections})]
        claims += [(leaf.name, leaf.was, rows) for block in section.blocks for leaf in block.row_leaves()]
        claims += [(leaf.name, leaf.was, columns) for block in section.blocks for leaf in block.column_leaves()]
        claims += [(item.label, item.was, {one.id for old in then for one in old.fields}) for item in section.fields]
        for label, was, known_ids in claims:
            for lost in (name for name in was if name not in known_ids):
                yield f"“{section.heading}”里“{label}”的 was 写着 {lost}，以前的格式里没有"
    for known in before:
        counted = Counter(same_cells(form, known).values())
        for address in (name for name, count in counted.items() if count > 1):
            yield f"以前的“{known.cell_label(address)}”（{address}）有两格都说是自己"
            break


def _try(form: Form, example: Example, catalogue: Catalogue | None, fired: set[str]) -> Iterator[str]:
    """What is wrong with an example; the rules it fires go into ``fired``."""
    if not form.governs(example.year):
        yield f"例子“{example.title}”的年份 {example.year} 不归这份格式"
        return
    try:
        last = _last_year(form, example, catalogue)
    except NotFound as error:
        yield f"例子“{example.title}”用到上年的报告，可是{error.what}"
        return
    before = last.form if last else form
    filled = {**dict.fromkeys(form.cells, example.fill), **example.cells}
    faults = [*_unfit(example, form, filled), *_unfit(example, before, example.last or {})]
    faults += [f"例子“{example.title}”里的 {x} 不是文字部分" for x in example.passages if x not in form.passage_ids]
    if faults:
        yield faults[0]
        return
    report = Report(ReportKey(example.organ, example.year), form.id, passages=dict(example.passages)).with_cells(filled)
    found = sorted(finding.rule for finding in check(form, report, last).findings)
    fired.update(found)
    if found != sorted(example.findings):
        got, want = ("、".join(names) or "没有" for names in (found, example.findings))
        yield f"例子“{example.title}”应查出 {want}，实际查出 {got}"


def _unfit(example: Example, form: Form, cells: Mapping[Address, Value]) -> Iterator[str]:
    """Cells that the form does not have, and figures that nobody could state there."""
    for address, value in cells.items():
        spec = form.spec(address)
        if spec is None:
            yield f"例子“{example.title}”里的 {address} 不存在"
        elif value is not None and spec.kind != "money" and not isinstance(value, int):
            yield f"例子“{example.title}”里的 {address} 要写整数，不加引号"
        elif value is not None and spec.kind != "signed" and value < 0:
            yield f"例子“{example.title}”里的 {address} 写了 {plain(value)}，这一格不会小于 0"


def _last_year(form: Form, example: Example, catalogue: Catalogue | None) -> LastYear | None:
    if example.last is None:
        return None
    before = form
    if catalogue and not form.governs(example.year - 1):
        before = catalogue.governing(example.year - 1)
    return LastYear(before, Report(ReportKey("", example.year - 1), before.id, cells=dict(example.last)))
