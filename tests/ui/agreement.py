"""Whether all that the window shows of a report says the same as a fresh reading of its file, checked anew."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QWidget

from app.checks import places
from app.checks.balance import Balance
from app.checks.engine import CheckResult, check
from app.checks.lamps import section_lamp
from app.checks.repair import find
from app.checks.repair_words import offer
from app.domain.address import section_of
from app.domain.values import write
from app.forms.model import Section
from app.workbench import doubts, papers, preface
from ui.editor.cover.tab import CoverTab
from ui.editor.place import EditorPlace
from ui.editor.table.tab import TableTab
from ui.editor.tabs import cover_state
from ui.editor.text.tab import TextTab
from ui.wiring import Desktop


def stale(window: QWidget) -> str:
    """Where the window's picture on the screen is not what it would paint now; "" where it is."""
    for _ in range(10):  # a new height travels up through the layouts, one round each
        QApplication.processEvents()
    screen, anew = window.screen().grabWindow(window.winId()).toImage(), window.grab().toImage()
    screen = screen.convertToFormat(anew.format())
    if screen == anew:
        return ""
    if screen.size() != anew.size():
        return f"{screen.size()} is not {anew.size()}"
    wrong = [
        (x, y) for y in range(anew.height()) for x in range(anew.width()) if screen.pixel(x, y) != anew.pixel(x, y)
    ]
    (left, right), (top, bottom) = ((min(side), max(side)) for side in zip(*wrong, strict=True))
    return f"{len(wrong)} px in x {left} to {right}, y {top} to {bottom}"


class Agreement:
    """Of the report that is open in ``place``."""

    def __init__(self, desktop: Desktop, place: EditorPlace) -> None:
        assert desktop.bench is not None
        assert place.session is not None
        self.desktop, self.place, self.bench, self.session = desktop, place, desktop.bench, place.session

    def hold(self) -> None:
        """Raises where anything differs."""
        fresh = self._file()
        self._figures(fresh)
        self._doubted = doubts.showing(doubts.of(self.bench, self.session.report.key), fresh.values)
        assert self.place.tabs.state(0) == cover_state(fresh, self.place.tabs.state(0).title)
        for place, section in enumerate(self.session.form.sections, 1):
            self._lamp(place, section, fresh)
        tab = self.place.pages.currentWidget()
        if isinstance(tab, TableTab):
            self._cells(tab, fresh)
            self._blanks(tab, fresh)
            self._panel(tab, fresh)
            self._help(tab)
            self._offers(tab, fresh)
        elif isinstance(tab, CoverTab):
            self._cover(tab, fresh)
        for text in self.place.findChildren(TextTab):  # those out of view too
            if text.session is self.session:  # Qt may not yet have taken away those of the report before
                self._text(text, fresh)
        self._head()

    def _file(self) -> CheckResult:
        key = self.session.report.key
        kept, shown = self.bench.find(key.year, key.organ), self.session.report
        assert dict(kept.cells) == dict(shown.cells)
        assert dict(kept.passages) == dict(shown.passages)
        assert dict(kept.answers) == dict(shown.answers)
        assert kept.state == shown.state
        return check(self.session.form, kept, self.bench.last_year(key), self.bench.around(kept))

    def _figures(self, fresh: CheckResult) -> None:
        ours = self.session.result
        assert dict(self.session.values) == dict(fresh.values)
        assert ours.counts == fresh.counts
        assert ours.findings == fresh.findings
        alone = len(fresh.outcomes) - len(fresh.hits)  # the others are one, however much they found
        assert fresh.counts.run + fresh.counts.skipped == alone + len({o.rule for o in fresh.hits})

    def _lamp(self, place: int, section: Section, fresh: CheckResult) -> None:
        doubted = sum(section_of(name) == section.id for name in self._doubted)
        lamp, shown = section_lamp(fresh, section, doubted), self.place.tabs.state(place)
        if "没有存上" in shown.spoken:  # a refused text stands before the lamp
            assert shown.kind == (lamp.kind if lamp.kind in ("bad", "must") else "doubt")
            return
        assert (shown.title, shown.kind, shown.word) == (section.name, lamp.kind, lamp.word)

    def _cells(self, tab: TableTab, fresh: CheckResult) -> None:
        told = Balance(tab.section).tell(fresh)
        marks = {**places.marks(places.at_cells(fresh, tab.section.id)), **told.marks}
        for square in tab.view.grid.grid.values:
            look = tab.model.look(square)
            assert look.doubt == (square.address in self._doubted), square.address
            if square.address in tab.model.wrong:
                assert look.is_wrong
                continue
            value = fresh.values[square.address]
            text = tab.model.data(tab.model.index_of(square.address))
            assert text == write(value, square.spec), square.address
            assert look.text.startswith(text)
            assert look.is_blank == (value is None)
            assert look.mark == marks.get(square.address, ""), square.address

    def _blanks(self, tab: TableTab, fresh: CheckResult) -> None:
        blanks = self.session.blanks(tab.section.id, [*tab.model.wrong, *self._doubted])
        assert tab.blanks() == len(blanks)
        assert tab.zero.isEnabled() == bool(blanks)

    def _help(self, tab: TableTab) -> None:
        square = tab.view.current
        if square is None or square.address in tab.model.wrong or tab.clip.said() is not None:
            return
        doubt = self._doubted.get(square.address)
        assert tab.help.take.isHidden() == (doubt is None)
        assert doubt is None or doubt.sentence in tab.help.text()

    def _offers(self, tab: TableTab, fresh: CheckResult) -> None:
        """What is offered to mend a relation, once the hands have rested, is what a search finds now."""
        card, fix = tab.panel.card, tab.fix
        shown = [(card.line.key, card.box.offer)] if not card.isHidden() and card.line is not None else []
        shown += [(fix.key, fix.offer)] if fix.isVisible() else []
        if any(made is not None for _, made in shown) and not tab.mending._rest.isActive():
            suspects = [name for name in self._doubted if section_of(name) == tab.section.id]
            found = find(self.session.report, fresh, tab.section, suspects)
            for key, made in shown:
                assert made is None or made == offer(self.session.form, found.of(key)), key

    def _text(self, tab: TextTab, fresh: CheckResult) -> None:
        if tab.page.is_kept() and not tab.page._timer.isActive():
            assert tab.page.text() == self.session.report.passages.get(tab.section.id, "")
            assert tab.page.read() == fresh.context.passages.get(tab.section.id, "")
            if tab.isVisible():
                assert tab.waves.findings == places.in_text(fresh, tab.section.id)
        for line in tab.fields.lines if tab.fields is not None else []:
            if not line.hasFocus() and not line.property("wrong"):
                assert line.text() == write(fresh.values[line.address], line.item.spec), line.address
        here = [name for name in self._doubted if section_of(name) == tab.section.id]
        assert len(tab.doubts.buttons) == len(here)
        assert tab.doubts.isHidden() == (not here)

    def _cover(self, tab: CoverTab, fresh: CheckResult) -> None:
        form, report = self.session.form, self.session.report
        for line in tab.lines.lines:
            if not line.hasFocus():
                assert line.kept() == report.passages.get(line.passage, ""), line.passage
        if form.preface is not None and not tab.page.hasFocus() and not any(x.hasFocus() for x in tab.lines.lines):
            own = report.passages.get(form.preface.id, "")
            office = papers.office(self.bench, report)
            assert tab.page.text() == (own or preface.paragraph(form, report, office, fresh.values))

    def _panel(self, tab: TableTab, fresh: CheckResult) -> None:
        told = Balance(tab.section).tell(fresh)
        lines = {line.key: line for line in told.lines}
        shown = list(tab.panel.list.lines.lines)
        if not tab.panel.card.isHidden() and tab.panel.card.line is not None:
            shown.append(tab.panel.card.line)
        assert sorted(line.key for line in shown) == sorted(lines)
        for line in shown:
            assert (line.kind, line.word, line.sentence) == (
                lines[line.key].kind,
                lines[line.key].word,
                lines[line.key].sentence,
            )

    def _head(self) -> None:
        head = self.desktop.head
        assert head.undo.isEnabled() == (self.session.undo_label is not None)
        assert head.redo.isEnabled() == (self.session.redo_label is not None)
