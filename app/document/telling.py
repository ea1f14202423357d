"""From a report and its form to the story of the year that pictures tell.

Only figures of the report, none invented: what must add up and does not, or is still blank, is refused; what nobody
told is left out. Which figures matter is the form's ``[picture]``; the words that belong to no form stand in
``resources/print/picture.toml``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from app.checks.model import LastYear
from app.document import story_cases, story_counts
from app.document.compose import chinese_date, resolved, title_of
from app.document.pairing import pair_up
from app.document.preface import facts_of, with_fields
from app.document.story import Counter, Measure, Pairs, Step, Steps, Story, StoryBlock, StoryFoot, Variant
from app.document.story_figures import Figures
from app.document.story_source import source
from app.document.story_words import StoryWords, story_words
from app.document.templates import fill_template, is_known
from app.domain.address import Address
from app.domain.errors import Trouble
from app.domain.organ import Organ
from app.domain.report import Report
from app.domain.values import Value
from app.forms.model import Form
from app.forms.picture import Count, Picture, picture_of


def tell(
    form: Form,
    report: Report,
    organ: Organ,
    values: Mapping[Address, Value],
    *,
    issued: date,
    earlier: Sequence[LastYear] = (),
    pairs: bool = False,
    phone: str = "",
    code: str = "",
    qr: str = "",
    watermark: str = "",
) -> Story:
    """The story of ``report``; raises ``Trouble`` where its figures are not ready to be shown.

    ``values`` holds every cell with totals computed; ``earlier`` are reports of other years, in any order. ``pairs`` is
    the clerk's word that what falls short and what will be done belong together one by one. ``phone`` is whom to
    call (the office's own where it is ""), ``code`` the check code and ``qr`` what the QR code says.
    """
    words = story_words()
    figures = Figures(form, picture_of(form) or _from_headlines(form, words("fallback")), values, words)
    figures.require_filled()
    teller = _Teller(figures, report, organ, earlier, pairs)
    variant, blocks = teller.blocks()
    title, short = title_of(form, report), words("title", organ=report.key.organ, year=report.key.year)
    return Story(
        variant=variant,
        title=short if title.startswith(short) else title,
        period=words("period", year=report.key.year),
        finding=teller.finding(variant),
        blocks=blocks,
        foot=StoryFoot(
            organ=organ.seal_name,
            date=words("foot", "date", date=chinese_date(issued)),
            source=source(title, blocks),
            phone=phone or organ.phone,
            code=code,
            qr=qr,
            report=title,
        ),
        watermark=watermark,
        told=teller.told(variant),
    )


class _Teller:
    """The parts of one story; a class only to share the report."""

    def __init__(
        self, figures: Figures, report: Report, organ: Organ, earlier: Sequence[LastYear], pairs: bool
    ) -> None:
        self.figures, self.report, self.organ, self.with_pairs = figures, report, organ, pairs
        self.words: StoryWords = figures.words
        self.counted = story_counts.counted(figures)
        requests = figures.picture.requests
        self.years = story_cases.year_columns(figures, requests, report.key.year, earlier) if requests else ()

    def blocks(self) -> tuple[Variant, tuple[StoryBlock, ...]]:
        """Which telling it is, and its blocks in the order in which they matter."""
        figures, requests = self.figures, self.figures.picture.requests
        if requests and story_cases.happened(figures, requests):
            return "asked", tuple(self._asked())
        leading = story_counts.leading(self.counted)
        rest = [item for item in self.counted if item not in leading and not item.is_nought]
        appeals = self._appeals() if story_counts.cases(figures) else ()
        lead = tuple(story_counts.lead(figures, self.counted))
        is_taken = any(block.title == figures.picture.title for block in lead)
        strip = story_counts.strip(figures, rest, self.words("counts", "more") if is_taken else "")
        head: tuple[StoryBlock, ...] = (*lead, *strip, *appeals)
        line = story_cases.years_line(figures, requests, self.years) if requests else ""
        noughts: tuple[StoryBlock, ...] = (*story_counts.noughts(figures, self.counted, line), self._steps())
        pairs, counter = tuple(self._pairs()), tuple(self._counter())
        if head:
            return "published", (*head, *noughts, *pairs, *counter)
        return "nothing", (*noughts, *counter, *pairs)

    def _asked(self) -> Iterator[StoryBlock]:
        figures, requests = self.figures, self.figures.picture.requests
        assert requests is not None
        yield story_cases.flow(figures, requests)
        yield from story_cases.reasons(figures, requests)
        yield from story_cases.years(figures, self.years)
        yield from story_cases.who(figures, requests)
        yield from story_counts.strip(figures, self.counted)
        yield from self._appeals()
        yield from self._pairs()

    def _appeals(self) -> Iterator[StoryBlock]:
        if self.figures.picture.appeals:
            yield story_cases.appeals(self.figures, self.figures.picture.appeals)

    def finding(self, variant: Variant) -> str:
        """The sentence under the title."""
        figures, requests = self.figures, self.figures.picture.requests
        if variant == "asked" and requests:
            return story_cases.finding(figures, requests)
        missed = story_counts.missed_words(figures)
        if variant == "nothing":
            is_all = all(figures.values.get(name) == 0 for name in figures.form.cells)
            zero = self.words("finding", "all_zero") if is_all or not missed else ""
            return self.words("finding", "whole") + "，".join(filter(None, [missed, zero])) + "。"
        leading = story_counts.leading(self.counted)
        both = "、" if any(item.count.lead for item in leading) else "，"
        told = both.join(item.says for item in leading if item.value)
        happened = "，".join(filter(None, [told, "、".join(story_counts.cases(figures))]))
        return "；".join(filter(None, [happened, missed])) + "。"

    def told(self, variant: Variant) -> tuple[Measure, ...]:
        """What the finding says under another name than its own."""
        requests = self.figures.picture.requests
        return (story_cases.told(self.figures, requests),) if variant == "asked" and requests else ()

    def _steps(self) -> Steps:
        steps = tuple(Step(**step) for step in self.words.tables("steps", "step"))
        return Steps(self.words("steps", "title"), self.words("steps", "source"), steps, self.words("steps", "note"))

    def _counter(self) -> Iterator[Counter]:
        form = self.figures.form
        facts = {**facts_of(form, self.report, self.organ), "office": self.organ.office or self.organ.seal_name}
        if form.preface:
            facts = with_fields(form.preface, resolved(form, self.report, self.figures.values), facts)
        table = self.words.table("counter")
        rows = tuple((name, said) for name, *ways in table["rows"] if (said := _told(ways, facts)))
        phone = _told(table["phone"], facts)
        if phone or rows:
            yield Counter(table["title"], rows, phone, table["note"])

    def _pairs(self) -> Iterator[Pairs]:
        """From the part that the form names, else from the first that has both lists."""
        if not self.with_pairs:
            return
        form, table = self.figures.form, self.words.table("pairs")
        read = resolved(form, self.report, self.figures.values)
        for name in (self.figures.picture.shortfalls, *(section.id for section in form.sections)):
            found = pair_up(read.get(name, ""), table["short"], table["mend"])
            if found:
                said = self.words("pairs", "source", part=self.figures.part(name))
                yield Pairs(self.words("pairs", "title"), said, found)
                return


def _from_headlines(form: Form, title: str) -> Picture:
    """A picture of a form that says nothing of one: its key figures."""
    if not form.headlines:
        raise Trouble("这个格式没有写明哪些数字最要紧", "请改用公开栏或 A4 报告")
    counts = (Count(item.label, item.unit, item.cells, item.label) for item in form.headlines)
    return Picture(title, counts=tuple(counts))


def _told(ways: Sequence[str], facts: Mapping[str, str]) -> str:
    """The first of the ways to say something whose facts are told."""
    return next((fill_template(way, facts) for way in ways if is_known(way, facts)), "")
