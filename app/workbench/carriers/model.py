"""What a carrier is: for whom, what of it can be chosen, and how it is made from an order."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal, NamedTuple

from app.domain.report import Report
from app.workbench import faces, papers, secrecy
from app.workbench.bench import Workbench

if TYPE_CHECKING:
    from app.document.blocks import Document
    from app.document.story import Story
    from app.exports.fonts import FontBook

Look = Literal["pdf", "png", "text", "none"]
Choice = Literal["colour", "pairs", "split", "cover", "sign_block"]


@dataclass(frozen=True, slots=True)
class Options:
    """What can be chosen, each of the carriers that say so (``Carrier.choices``); the others do not look at it.

    ``pairs`` puts what falls short beside what will be done, ``split`` cuts a long image, ``cover`` and ``sign_block``
    are of the A4 report.
    """

    colour: bool = True
    pairs: bool = False
    split: bool = False
    cover: bool = False
    sign_block: bool = False


PLAIN = Options()


class Order(NamedTuple):
    """A report to make something of, dated ``day``."""

    bench: Workbench
    report: Report
    options: Options
    day: date

    def document(self) -> Document:
        """The report as paper."""
        return papers.document(self.bench, self.report, self.day)

    def story(self) -> Story:
        """The report as a picture of the year."""
        from app.workbench.carriers.story import story

        return story(self.bench, self.report, pairs=self.options.pairs, day=self.day)

    def fonts(self) -> FontBook:
        """The faces to set it in."""
        return faces.fonts(self.bench)

    def code(self) -> str:
        """The check code, as it is printed."""
        return papers.code_of(self.bench, self.report).printed

    def draft(self) -> str:
        """What stands across a draft, "" across what was reviewed."""
        return secrecy.draft_words(self.bench, self.report)


class Made(NamedTuple):
    """The files of one carrier, usually one; the words of it where it is a text; ``said``: what the clerk should know.

    Sentences without their full stops.
    """

    files: tuple[bytes, ...]
    text: str = ""
    said: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Carrier:
    """One thing to make: ``what`` says for whom, ``look`` how it is shown, ``notes`` how it is used, ``holds`` what is
    in it where it cannot be seen here.

    ``shown_by`` is the carrier that is looked at in its place where it cannot be seen here. ``draft`` is where it says
    that it is a draft ("" where it does not), ``has_phone`` whether it bears the phone of the foot, ``is_signed``
    whether it bears organ and date, ``keeps_date`` whether it goes out as it is, so that its date is the report's
    from then on; ``is_named`` whether its name stands in that of its file: the report's own kinds are told by their
    ending.
    """

    id: str
    name: str
    what: str
    suffix: str
    look: Look
    make: Callable[[Order], Made]
    notes: tuple[str, ...]
    choices: tuple[Choice, ...] = ()
    shown_by: str = ""
    draft: str = ""
    has_phone: bool = False
    is_signed: bool = False
    keeps_date: bool = True
    is_named: bool = True
    holds: tuple[str, ...] = ()
