"""What a picture of the year says, before any drawing: one page (一图读懂) and the long image tell the same story.

Everything is made from figures and texts of the report; nothing is invented, no per cent, no average. Figures come as
values for lengths and as words for print, so that no drawer writes numbers.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from app.forms import picture

# How dark an area is, from what matters most to what is still open: drawers choose colours, and greys for one ink.
Tone = picture.Tone
# Which of the three tellings: something was asked, only figures of publishing, or noughts throughout.
Variant = Literal["asked", "published", "nothing"]


@dataclass(frozen=True, slots=True)
class Bar:
    """One length with its name; ``shown`` is its figure as printed."""

    label: str
    value: int
    shown: str
    tone: Tone = "full"


@dataclass(frozen=True, slots=True)
class Flow:
    """Where the cases came from and what became of them: both sides add up to the same, or there is no picture."""

    title: str
    source: str
    came: tuple[Bar, ...]
    went: tuple[Bar, ...]
    note: str


@dataclass(frozen=True, slots=True)
class Reasons:
    """Why cases were not answered with the information: groups, each with its total and its reasons above nought.

    ``rest`` is what a page says that has no room for all of them: {kinds} is how many it puts together.
    """

    title: str
    groups: tuple[tuple[str, str, tuple[Bar, ...]], ...]  # name, total with unit, reasons
    rest: str = "{kinds}"


@dataclass(frozen=True, slots=True)
class Years:
    """One figure over the years, oldest first; None where the workspace has no report of that year.

    ``unknown`` is what to print there (无资料), never a nought.
    """

    title: str
    columns: tuple[tuple[int, int | None], ...]
    unknown: str = "—"


@dataclass(frozen=True, slots=True)
class Measure:
    """A figure with its unit and name; ``note`` is one line more."""

    label: str
    shown: str
    unit: str
    note: str = ""
    is_nought: bool = False


@dataclass(frozen=True, slots=True)
class Lead:
    """The figures that lead the page.

    ``squares`` blocks are drawn where one stands for one piece (0: none) of what the figure at ``counted`` counts.
    """

    title: str
    source: str
    figures: tuple[Measure, ...]
    squares: int = 0
    counted: int = 0
    note: str = ""


@dataclass(frozen=True, slots=True)
class Strip:
    """Figures side by side under a heading; ``line`` is a sentence under them.

    ``is_aside`` where it goes with the block before (who asked, beside why they were refused): a page may put it into
    a narrow column.
    """

    title: str
    source: str
    figures: tuple[Measure, ...]
    line: str = ""
    is_aside: bool = False


@dataclass(frozen=True, slots=True)
class Squares:
    """Few cases, one square each: rows of name, total with unit, and what became of them.

    ``is_counted`` is False where they are too many for that: then one square stands for each kind.
    """

    title: str
    source: str
    rows: tuple[tuple[str, str, tuple[Bar, ...]], ...]
    is_counted: bool = True


@dataclass(frozen=True, slots=True)
class Noughts:
    """What did not happen, said plainly: large noughts with a sentence, small ones in a strip, the years in words."""

    title: str
    note: str
    large: tuple[Measure, ...]
    small: tuple[Measure, ...]
    line: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """One step of asking for information, with the article it stands on."""

    name: str
    text: str
    article: str


@dataclass(frozen=True, slots=True)
class Steps:
    """What a reader can do."""

    title: str
    source: str
    steps: tuple[Step, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Counter:
    """Where to ask: rows of name and value, and the telephone in large type ("" where nobody told it)."""

    title: str
    rows: tuple[tuple[str, str], ...]
    phone: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Pairs:
    """What falls short beside what will be done, word for word from the report."""

    title: str
    source: str
    pairs: tuple[tuple[str, str], ...]


StoryBlock = Flow | Reasons | Years | Lead | Strip | Squares | Noughts | Steps | Counter | Pairs


@dataclass(frozen=True, slots=True)
class StoryFoot:
    """Who published it and when, what the figures were taken from, whom to call, the check code and its QR text.

    ``report`` is the title of the report that all of it is about.
    """

    organ: str
    date: str
    source: str
    phone: str
    code: str
    qr: str
    report: str


@dataclass(frozen=True, slots=True)
class Story:
    """The whole picture. ``finding`` is the sentence under the title; ``blocks`` in the order in which they matter.

    ``told`` are figures of the finding by their own names, which it may not say: 收到公开申请 is 本年新收.
    """

    variant: Variant
    title: str
    period: str
    finding: str
    blocks: tuple[StoryBlock, ...]
    foot: StoryFoot
    watermark: str = ""
    told: tuple[Measure, ...] = ()


def length(bars: tuple[Bar, ...]) -> int:
    """What the bars of one side add up to."""
    return sum(bar.value for bar in bars)
