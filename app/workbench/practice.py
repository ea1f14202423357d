"""The practice township: puts it into its own workspace, and scores a report against the story's tasks.

Ten points for each task, two less for each hint, never below half. Only the state of the report counts, never how it
came about; what is undone counts no longer, until the practice is finished: then the score stands.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime

from app.domain.change import Change
from app.domain.errors import Trouble
from app.domain.report import ReportKey, State
from app.editing.session import Session
from app.system import clock
from app.workbench.bench import Workbench
from app.workbench.practice_story import Story, Task, faults, story, value_of

POINTS, HINT_COSTS = 10, 2
PAUSE_S = 180.0  # longer between two deeds is a pause, and pauses do not count as practice
_DETAIL = "practice"


@dataclass(frozen=True, slots=True)
class Progress:
    """How far somebody has come: kept as a detail of the report.

    ``started`` and ``finished`` are ISO 8601 ("" = not yet); ``used`` is seconds of practice; ``hints`` counts those
    seen per task; ``done`` names the tasks that were done when it was finished; ``folded`` hides the words.
    """

    started: str = ""
    used: float = 0.0
    hints: Mapping[str, int] = field(default_factory=dict)
    skipped: tuple[str, ...] = ()
    finished: str = ""
    done: tuple[str, ...] = ()
    folded: bool = False

    def passed(self, seconds: float) -> Progress:
        """Some time later; a pause counts as three minutes, and nothing does once it is finished."""
        return self if self.finished else replace(self, used=self.used + min(max(seconds, 0.0), PAUSE_S))

    def hinted(self, task: Task) -> Progress:
        """One hint more was seen."""
        seen = min(self.hints.get(task.id, 0) + 1, len(task.hints))
        return replace(self, hints={**self.hints, task.id: seen})

    def skipping(self, task: Task) -> Progress:
        """The task is left for later."""
        return replace(self, skipped=(*(name for name in self.skipped if name != task.id), task.id))

    def resumed(self) -> Progress:
        """Back to the tasks that were left."""
        return replace(self, skipped=(), finished="", done=())

    def text(self) -> str:
        """As it is kept."""
        return json.dumps(asdict(self), ensure_ascii=False)

    @classmethod
    def of(cls, text: str) -> Progress:
        """From what was kept."""
        data = json.loads(text)
        return cls(**{**data, "skipped": tuple(data["skipped"]), "done": tuple(data["done"])})


@dataclass(frozen=True, slots=True)
class Standing:
    """Where the practice stands. ``current`` is the task at hand (None: over), ``number`` its place from 1."""

    story: Story
    progress: Progress
    done: frozenset[str]
    current: Task | None
    score: int

    @property
    def number(self) -> int:
        """The place of the task at hand, from 1; 0 when it is over."""
        return self.story.tasks.index(self.current) + 1 if self.current else 0

    @property
    def left(self) -> tuple[Task, ...]:
        """What is not done."""
        return tuple(task for task in self.story.tasks if task.id not in self.done)

    @property
    def seen(self) -> int:
        """How many hints of the task at hand were seen."""
        return self.progress.hints.get(self.current.id, 0) if self.current else 0

    @property
    def minutes(self) -> int:
        """Minutes used, begun ones not counted."""
        return int(self.progress.used // 60)


def is_done(task: Task, session: Session) -> bool:
    """Whether everything the task asks for is so."""
    done, values = task.done, session.values
    if any(values.get(address) != value_of(session.form, address, text) for address, text in done.cells.items()):
        return False
    if any(session.overridden(address) for address in done.computed):
        return False
    if not _texts_are_right(task, session.result.context.passages):  # as they print: inserted figures are resolved
        return False
    return _are_filled(done.filled, session) and _do_pass(frozenset(done.passes), session)


def _texts_are_right(task: Task, texts: Mapping[str, str]) -> bool:
    bare = {name: "".join(texts.get(name, "").split()) for name in (*task.done.says, *task.done.lacks)}
    says = all(word in bare[name] for name, words in task.done.says.items() for word in words)
    lacks = not any(word in bare[name] for name, words in task.done.lacks.items() for word in words)
    return says and lacks and _stand_in_order(task.done.paragraphs, texts)


def _stand_in_order(wanted: Mapping[str, tuple[str, ...]], texts: Mapping[str, str]) -> bool:
    """Whether each text has paragraphs that begin with these words, in this order; blanks do not count."""
    for name, beginnings in wanted.items():
        lines = iter(["".join(line.split()) for line in texts.get(name, "").split("\n")])
        if not all(any(line.startswith(beginning) for line in lines) for beginning in beginnings):
            return False
    return True


def _are_filled(sections: tuple[str, ...], session: Session) -> bool:
    return all(
        value is not None
        for address, value in session.values.items()
        if address.partition(".")[0] in sections  # an address begins with its section
    )


def _do_pass(rules: frozenset[str], session: Session) -> bool:
    return not rules or all(o.status == "passed" for o in session.result.outcomes if o.rule in rules)


def points(hints: int) -> int:
    """What a task gives after so many hints: two less for each, never below half."""
    return max(POINTS - HINT_COSTS * hints, POINTS // 2)


def standing(told: Story, session: Session, progress: Progress) -> Standing:
    """Where it stands now. The task at hand is the first that is neither done nor skipped."""
    ids = progress.done if progress.finished else tuple(task.id for task in told.tasks if is_done(task, session))
    done = frozenset(ids)
    open_ = [task for task in told.tasks if task.id not in done and task.id not in progress.skipped]
    current = open_[0] if open_ and not progress.finished else None
    score = sum(points(progress.hints.get(name, 0)) for name in done)
    return Standing(told, progress, done, current, score)


def settled(now: Standing, moment: datetime) -> Standing:
    """The same, and finished from now on where nothing is left to do or only what was skipped."""
    if now.current is not None or now.progress.finished:
        return now
    done = tuple(task.id for task in now.story.tasks if task.id in now.done)
    return replace(now, progress=replace(now.progress, finished=moment.isoformat(), done=done))


# -- the workspace


def progress_of(bench: Workbench, key: ReportKey) -> Progress | None:
    """How far the practice on this report has come; None where it is no practice, or was kept by another version."""
    text = bench.detail(key, _DETAIL)
    try:
        return Progress.of(text) if text else None
    except (ValueError, TypeError, KeyError):
        return None


def keep(bench: Workbench, key: ReportKey, progress: Progress) -> None:
    """Remembers how far it has come."""
    bench.save_details(key, {_DETAIL: progress.text()})


def key_of(told: Story) -> ReportKey:
    """Which report is practised on."""
    return ReportKey(told.organ.short_name, told.this.year)


def put(bench: Workbench) -> ReportKey:
    """Puts the township into its workspace, as far as it is not there yet; the report to practise on."""
    told = story()
    key = key_of(told)
    if bench.organ is None:
        bench.save_organ(told.organ)
        bench.save_clerk(told.clerk)
    if bench.known(key) is None or progress_of(bench, key) is None:
        begin(bench)
    return key


def begin(bench: Workbench) -> Progress:
    """Both years as the story begins, and nothing done yet; what stood there before is one step away.

    Nothing else in the workspace is touched, and no other workspace is known here.
    """
    told = story()
    fault = next(faults(told, bench.governing(told.last.year), bench.governing(told.this.year)), None)
    if fault is not None:
        raise Trouble(f"练习乡的材料和格式对不上：{fault}", "您自己的报告不受影响；练习乡可以等程序修好再用")
    for draft in (told.last, told.this):
        wanted = draft.report(told.organ.short_name, bench.governing(draft.year))
        if bench.known(wanted.key) is None:
            bench.put(wanted)
            continue
        session = bench.session(draft.year, told.organ.short_name)
        everything = {**dict.fromkeys(session.report.cells), **wanted.cells}
        texts = {**dict.fromkeys(session.report.passages, ""), **wanted.passages}
        session.apply(Change("重新练一次", everything, texts, told.clerk))
    bench.set_state(ReportKey(told.organ.short_name, told.last.year), State.HANDED_OVER)
    session = bench.session(told.this.year, told.organ.short_name)  # looks at last year's again
    slip = {address: value_of(session.form, address, text) for address, text in told.slip.cells.items()}
    session.apply(Change(told.slip.label, slip, who=told.slip.who))
    progress = Progress(started=clock.now().isoformat())
    keep(bench, key_of(told), progress)
    return progress
