"""Reports to show in a place, in any format: whole ones, and ones with something wrong."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QWidget

from app.checks.totals import total_addresses
from app.domain.change import Change
from app.domain.organ import Organ
from app.editing.session import Session
from app.workbench.bench import Workbench
from ui.kit import fonts, tasks, theme

ORGAN = Organ("大才回族乡人民政府", "乡", "湟中区", "0971-0000000", "党政办公室")
TOMORROW = Path(__file__).resolve().parents[1] / "forms" / "annual_2027.toml"  # invented
SIZE = (1290, 716)  # what the window leaves to a place at 1366x768
SMALL = (1290, 645)  # and at 1366x697


# Say of a part what the rules ask for: what is amiss and what is done about it; that no fee was taken.
_NOTHING_LEFT = (
    "{year}年公开目录更新还不够及时，下一步由专人每月核对一次。",
    "{year}年没有收取信息处理费，没有其他需要报告的事项。",
    "{year}年的附件都已经在公开栏张贴。",
)


@contextmanager
def open_bench(folder: Path) -> Iterator[Workbench]:
    """A workspace of its own, closed after everything that runs on it has ended."""
    bench = Workbench.open(folder / "gongkailan.db")
    try:
        bench.save_organ(ORGAN)
        yield bench
    finally:
        tasks.wait_for_all()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        bench.close()


def whole(bench: Workbench, year: int) -> Session:
    """A report of ``year`` with nothing left to put right: every cell 0, every passage written."""
    session = bench.start(year)
    form = session.form
    leaves = [address for address in form.cells if address not in total_addresses(form)]
    left = iter(_NOTHING_LEFT)
    passages = {
        section.id: "".join(f"{part.label}：按要求做好。" for part in section.parts) or next(left).format(year=year)
        for section in form.sections
        if section.kind == "text"
    }
    session.apply(Change("填好", dict.fromkeys(leaves, 0), passages))
    assert not session.result.errors
    return session


def with_error(session: Session) -> str:
    """Puts something wrong into the report; returns the address that is blank now."""
    for address in session.form.cells:
        if address not in total_addresses(session.form):
            session.apply(Change("清空一格", {address: None}))
            if session.result.errors:
                return address
            session.undo()
    raise AssertionError("no cell of this format must be filled")


def dress(size: str = "", palette: str = theme.LIGHT) -> None:
    """The faces and colours of the program."""
    fonts.load()
    theme.use(theme.Theme(palette, size))


def tab_stops(first: QWidget, count: int) -> list[QWidget]:
    """Where Tab goes from ``first``, by real focus moves."""
    seen = []
    step: QWidget | None = first
    for _ in range(count):
        if step is None:
            break
        seen.append(step)
        step = step.nextInFocusChain()
    return seen
