"""The lists of wording of one workspace: those that come with the program, and those that were added.

An added list takes the place of the program's own of the same id. One that does not fit the others never stops them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from app.checks.registry import BadRule, refuse_unfit
from app.domain.errors import Trouble
from app.domain.pack import Pack
from app.forms.model import Form, FormKey, Rule
from app.system import log
from app.wording.load import load_file, load_folder, load_text
from app.wording.model import Wording, Wordlist

ODD = "有一处的写法和这种规则对不上"


@dataclass(frozen=True)
class Lists:
    """``wording`` is what is in use; ``own`` comes with the program; ``added`` are the lists that were added and fit,
    ``faults`` has a sentence for each other one, by its id.
    """

    wording: Wording
    own: Wording
    added: tuple[Wordlist, ...] = ()
    faults: dict[str, str] = field(default_factory=dict)

    def known(self, list_id: str) -> Wordlist | None:
        """The list of that id that is in use."""
        return next((known for known in self.wording.lists if known.id == list_id), None)


@lru_cache(maxsize=4)
def of_folder(folder: Path) -> Wording:
    """The lists that come with the program, read once."""
    return load_folder(folder)


@lru_cache(maxsize=4)
def of_kind(folder: Path, kind: str) -> Wording:
    """Those of them that have a rule of ``kind``: the others, nine tenths of the time, are not taken apart."""
    named = (path for path in sorted(folder.glob("*.toml")) if f'kind = "{kind}"' in path.read_text(encoding="utf-8"))
    return Wording(tuple(load_file(path) for path in named))


def get_ready(folder: Path, forms: Iterable[Form]) -> None:
    """Reads the lists of the program and makes every rule on words ready: 0.2 s, in whatever thread."""
    from app.checks.readers import readings

    own = of_folder(folder)
    for form in forms:
        readings(FormKey(form), own)


def gather(own: Wording, packs: Iterable[Pack], forms: Iterable[Form]) -> Lists:
    """The program's ``own`` lists and those of ``packs`` that can be read and fit them and every form."""
    added: list[Wordlist] = []
    faults: dict[str, str] = {}
    forms = tuple(forms)
    for pack in packs:
        try:
            known = load_text(pack.source)
            fault = misfit(composed(own, [*added, known]), forms, known.id)
        except (Trouble, ValueError, RecursionError):
            faults[pack.id] = f"加入过的用语“{pack.id}”读不出来，没有用它。请重新加入这份文件，或在“设置”里回到上一版"
            continue
        if fault:
            faults[pack.id] = f"加入过的用语“{known.title}”和现在的规则对不上，没有用它：{fault}"
        else:
            added.append(known)
    return Lists(composed(own, added) if added else own, own, tuple(added), faults)


def composed(own: Wording, added: Iterable[Wordlist]) -> Wording:
    """The ``own`` lists with the ``added`` ones in the place of those of the same id, others behind them."""
    new = {known.id: known for known in added}
    kept = [new.pop(known.id, known) for known in own.lists]
    return Wording((*kept, *(new[name] for name in sorted(new))))


def misfit(wording: Wording, forms: Iterable[Form], new: str = "") -> str:
    """Why the rules of lists and forms do not go together, in one sentence; "" where they do.

    ``new`` is the id of the list that came: then only the rules that it holds, or that read it, are tried.
    """
    import app.checks.readers  # noqa: F401 - with it every kind is known; where no list was added, none is asked for

    from_lists = [(known.id, rule) for known in wording.lists for rule in known.rules]
    for form in forms:
        every = [*((form.id, rule) for rule in form.rules), *from_lists]
        twice = [name for name, count in Counter(rule.id for _, rule in every).items() if count > 1]
        if twice:
            return f"规则 {twice[0]} 有两条"
        try:
            for owner, rule in every:
                if new in ("", owner) or rule.params.get("list") == new:
                    _try(form, rule, wording)
        except BadRule as fault:
            return str(fault)
        except (TypeError, ValueError, LookupError) as error:  # no kind foresaw what a stranger may write
            log.fault("a list of wording does not fit", error)
            return ODD
    return ""


def _try(form: Form, rule: Rule, wording: Wording) -> None:
    reader = refuse_unfit(rule).reader
    if reader is not None:
        reader(form, rule, wording)
