"""What the head line says of the open report. Imported with the first report that is opened."""

from __future__ import annotations

from datetime import date

from app.domain.report import Report, State
from app.editing.session import Session
from app.workbench import handing
from app.workbench.bench import Workbench
from ui.kit.headline import HeadLine
from ui.kit.words import Deadline
from ui.start.card import state_look


def show_report(head: HeadLine, session: Session, bench: Workbench, today: date) -> None:
    """Organ, the years that can be switched to, and all that a change may alter."""
    key = session.report.key
    head.show_report(bench.organ_named(key.organ).seal_name, bench.years(key.organ), key.year)
    show_standing(head, session, bench, today)


def show_standing(head: HeadLine, session: Session, bench: Workbench, today: date) -> None:
    """State, days to the deadline, what undo would do, the time of the last commit."""
    report = session.report
    head.show_history(session.undo_label, session.redo_label)
    head.show_saved(session.saved_at)
    head.show_state(*state_look(handing.standing(bench, report)))
    head.show_deadline(deadline(bench, report, today))


def deadline(bench: Workbench, report: Report, today: date) -> Deadline:
    """The days to the due date, or how early it was handed over."""
    done = report.state is not State.DRAFT
    found = handing.history(bench, report) if done else []
    return Deadline(bench.due(report.key.year), today, found[0].when.date() if found else None, done=done)
