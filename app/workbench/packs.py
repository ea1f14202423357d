"""Rules that somebody brings on a stick, a format or a list of wording: looked at, tried, taken, gone back on.

Looking changes nothing; over ``Held`` it may run on any thread. What is taken is what was looked at, whatever became
of the file.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.errors import FormTrouble, NotFound
from app.domain.pack import Pack, PackKind
from app.forms import compare as forms_compare
from app.forms.load import load_text as load_form
from app.forms.model import Form
from app.forms.strange import MAX_BYTES
from app.system import files, log
from app.wording import compare as wording_compare
from app.wording.load import load_text as load_list
from app.wording.model import Wordlist
from app.workbench import formats, lists

if TYPE_CHECKING:
    from app.domain.report import Report
    from app.forms.catalogue import Catalogue
    from app.workbench.bench import Workbench

WHAT: dict[PackKind, str] = {"form": "格式", "wording": "用语"}
OWN = "内置"
_SAME = "和正在用的一样，没有不同"
# What stands in a format and in no list of wording, whatever else may be wrong with the file.
_OF_FORM = re.compile(r"(?m)^\s*(?:years\s*=|years\.|\[years\]|\[\[section|\[preface|authority\s*=)")


@dataclass(frozen=True, slots=True)
class Seen:
    """A file that was looked at. ``news`` says what is new against what is in use, ``faults`` why it cannot be taken;
    ``tried`` is how many of its own examples were run.
    """

    kind: PackKind
    id: str
    title: str
    name: str
    news: tuple[str, ...]
    faults: tuple[str, ...]
    tried: int
    is_same: bool = False
    source: str = field(default="", repr=False)

    @property
    def examples(self) -> str:
        """What its examples came to: 全部 12 个例子都对."""
        return "" if self.faults else f"全部 {self.tried} 个例子都对" if self.tried else "没有例子"


@dataclass(frozen=True, slots=True)
class InUse:
    """A format or list that is in use: ``came`` is 内置 or 11月22日加入, ``holds`` what is in it; ``back`` names what
    going back leads to, "" where nothing was added. ``fault`` says why an added one is not used.
    """

    kind: PackKind
    id: str
    title: str
    came: str
    holds: str
    back: str = ""
    fault: str = ""
    added: str = ""  # ISO 8601


@dataclass(frozen=True, slots=True)
class Held:
    """What a file is looked at against: the formats, lists and reports of a workspace at one moment."""

    formats: formats.Formats
    lists: lists.Lists
    reports: tuple[Report, ...]

    @property
    def catalogue(self) -> Catalogue:
        """The formats in use."""
        return self.formats.catalogue


def held(bench: Workbench) -> Held:
    """What ``bench`` holds now; asked for in the thread that changes it."""
    return Held(bench.formats, bench.lists, tuple(bench.reports()))


def look(bench: Workbench, path: Path) -> Seen:
    """``look_at`` against what ``bench`` holds now."""
    return look_at(held(bench), path)


def look_at(held: Held, path: Path) -> Seen:
    """Reads the file, runs its examples, and compares it; ``FormTrouble`` where it is neither format nor list."""
    raw = files.read_bytes(path, MAX_BYTES, "规则文件")
    try:
        source = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FormTrouble(f"“{path.name}”不是 UTF-8 编码的文字，不像规则文件") from error
    if _OF_FORM.search(source):
        return _look_at_form(held, load_form(source, path.name), path.name)
    return _look_at_list(held, load_list(source, path.name), path.name)


def prove(bench: Workbench, path: Path) -> Seen:
    """The same for a file as it is, whatever is in use: of the program's own files nothing is refused."""
    seen = look(bench, path)
    if seen.kind == "form" and seen.id in bench.formats.own:
        from app.checks.lint import lint

        return replace(seen, faults=tuple(lint(form_of(seen), bench.catalogue)))
    return seen


def form_of(seen: Seen) -> Form:
    """The format that was looked at."""
    return load_form(seen.source, seen.name)


def take(bench: Workbench, seen: Seen) -> str:
    """Keeps what was looked at and checks what is open anew; what was done. ``FormTrouble`` where it cannot be used."""
    refuse(seen)
    if seen.is_same:
        return f"{WHAT[seen.kind]}“{seen.title}”本来就在用"
    if seen.kind == "form":
        formats.refuse_unfit(bench.formats, load_form(seen.source), seen.name, bench.reports())
    bench.keep_pack(seen.kind, seen.id, seen.source)
    return f"已用上{WHAT[seen.kind]}“{seen.title}”"


def refuse(seen: Seen) -> None:
    """Raises ``FormTrouble`` where the file has faults."""
    if seen.faults:
        raise FormTrouble(f"{WHAT[seen.kind]}文件“{seen.name}”没有通过检查", seen.faults)


def back(bench: Workbench, kind: PackKind, name: str) -> str:
    """Goes back to the version before, or to the program's own; what was done.

    ``NotFound`` where none was added, ``FormTrouble`` where reports were written in the format.
    """
    pack = next((pack for pack in bench.packs(kind) if pack.id == name), None)
    if pack is None:
        raise NotFound(f"没有加入过编号是“{name}”的{WHAT[kind]}", "请核对编号")
    users = [report for report in bench.reports() if kind == "form" and report.form_id == name]
    if users and name not in bench.formats.own:
        raise FormTrouble(f"已有 {len(users)} 份报告是用格式“{name}”编的，不能退回去")
    title, to = _title(bench, kind, name), _before(bench, kind, pack)
    bench.drop_pack(kind, name)
    return f"{WHAT[kind]}“{title}”已{to}"


def in_use(bench: Workbench) -> tuple[InUse, ...]:
    """The formats, then the lists, as they are in use; those that were added and cannot be used at the end of each."""
    return (*_forms(bench), *_lists(bench))


# ------------------------------------------------------------------------------------------------------------ formats


def _look_at_form(held: Held, form: Form, name: str) -> Seen:
    from app.checks.lint import lint  # lays every table out

    faults = tuple(lint(form, held.catalogue))
    known = held.formats.known(form.id)
    is_same = known is not None and known.source == form.source
    if not faults and not is_same:
        faults = _refused(held, form, name) or _misfit(held, form)
    news = () if faults else (_SAME,) if is_same else forms_compare.differences(_before_form(held, form), form)
    title = form.title.replace("{organ}", "").replace("{year}年", "").replace("{year}", "")
    return Seen("form", form.id, title, name, news or (_SAME,), faults, len(form.examples), is_same, form.source)


def _refused(held: Held, form: Form, name: str) -> tuple[str, ...]:
    try:
        formats.refuse_unfit(held.formats, form, name, held.reports)
    except FormTrouble as trouble:
        return (trouble.what, *trouble.problems)
    return ()


def _misfit(held: Held, form: Form) -> tuple[str, ...]:
    fault = lists.misfit(held.lists.wording, (form,))
    return (fault,) if fault else ()


def _before_form(held: Held, form: Form) -> Form | None:
    """What it takes the place of: the format of its id, else the one that governed its first years so far."""
    same = held.formats.known(form.id)
    if same is not None:
        return same
    older = [known for known in held.catalogue.forms if known.first_year <= form.first_year]
    return older[-1] if older else None


def _forms(bench: Workbench) -> list[InUse]:
    packs = {pack.id: pack for pack in bench.packs("form")}
    found = []
    for form in bench.catalogue.forms:
        pack = None if form.id in bench.formats.own else packs.get(form.id)
        holds = f"{form.authority}，{len(form.rules)} 条规则"
        found.append(_item(bench, "form", form.id, holds, pack))
    faults = bench.formats.faults
    return found + [_item(bench, "form", name, "", packs[name], fault) for name, fault in faults.items()]


# ------------------------------------------------------------------------------------------------------------ wording


def _look_at_list(held: Held, known: Wordlist, name: str) -> Seen:
    from app.checks.words.lint import lint

    before = held.lists.known(known.id)
    is_same = before is not None and before.source == known.source
    try:
        faults = tuple(lint(known))
    except (TypeError, ValueError, LookupError) as error:  # no kind foresaw what a stranger may write
        log.fault("a list of wording cannot be tried", error)
        faults = (lists.ODD,)
    if not faults and not is_same:
        composed = lists.composed(held.lists.own, (*held.lists.added, known))
        fault = lists.misfit(composed, held.catalogue.forms, known.id)
        faults = (fault,) if fault else ()
    tried = sum(len(item.fires) + len(item.quiet) for item in (*known.entries, *known.examples))
    news = () if faults else (_SAME,) if is_same else wording_compare.differences(before, known)
    return Seen("wording", known.id, known.title, name, news or (_SAME,), faults, tried, is_same, known.source)


def _lists(bench: Workbench) -> list[InUse]:
    packs = {pack.id: pack for pack in bench.packs("wording")}
    held = bench.lists
    found = []
    for known in held.wording.lists:
        pack = packs.get(known.id) if any(known is added for added in held.added) else None
        holds = f"{len(known.rules)} 条规则" + (f"，{len(known.entries)} 条用语" if known.entries else "")
        found.append(_item(bench, "wording", known.id, holds, pack))
    return found + [_item(bench, "wording", name, "", packs[name], fault) for name, fault in held.faults.items()]


# ------------------------------------------------------------------------------------------------------------ words


def _item(bench: Workbench, kind: PackKind, name: str, holds: str, pack: Pack | None, fault: str = "") -> InUse:
    title = name if fault else _title(bench, kind, name)
    if pack is None:
        return InUse(kind, name, title, OWN, holds)
    day = datetime.fromisoformat(pack.added)
    came = f"{day.year}年{day.month}月{day.day}日加入"
    return InUse(kind, name, title, came, holds, _before(bench, kind, pack), fault, pack.added)


def _before(bench: Workbench, kind: PackKind, pack: Pack) -> str:
    if pack.version > 1:
        return "回到上一版"
    own = {known.id for known in bench.lists.own.lists} if kind == "wording" else bench.formats.own
    return "回到内置的一份" if pack.id in own else "去掉"


def _title(bench: Workbench, kind: PackKind, name: str) -> str:
    if kind == "form":
        form = bench.formats.known(name)
        return f"{forms_compare.years(form)}的格式" if form is not None else name
    known = bench.lists.known(name)
    return known.title if known is not None else name
