"""What the practice strip says, as sentences: pure text made from a standing, so that the screen only shows it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from app.workbench.practice import HINT_COSTS, POINTS, Standing


@dataclass(frozen=True, slots=True)
class Told:
    """``head`` is the one line that always shows; ``lead`` is what just happened; ``note`` is the last hint seen.

    ``hint`` is the word on the button for one more hint ("" = none is left). Where it is ``over``, ``title`` and
    ``what`` are the result and ``skipped`` counts what may still be done.
    """

    head: str
    title: str
    what: str
    lead: str = ""
    paper: str = ""
    note: str = ""
    hint: str = ""
    over: bool = False
    skipped: int = 0

    @property
    def spoken(self) -> str:
        """Everything, for a screen reader."""
        parts = (self.lead.strip(), self.title, self.what, self.paper, self.note, self.head)
        return "\n".join(part for part in parts if part)


def _time(minutes: int) -> str:
    return f" {minutes} 分钟" if minutes else "不到 1 分钟"


def tell(now: Standing, before: Collection[str] = ()) -> Told:
    """The words for ``now``; ``before`` are the tasks that were done when it was last told."""
    head = f"练习 {len(now.done)}/{len(now.story.tasks)} · {now.score} 分 · 用时{_time(now.minutes)}"
    task = now.current
    if task is None:
        return _over(now, head)
    return Told(
        head,
        f"第 {now.number} 题　{task.title}",
        task.what,
        _lead(now, before) or _welcome(now),
        task.paper,
        f"提示：{task.hints[now.seen - 1]}" if now.seen else "",
        "" if now.seen == len(task.hints) else f"给点提示（少 {HINT_COSTS} 分）",
    )


def _welcome(now: Standing) -> str:
    fresh = not (now.done or now.progress.hints or now.progress.skipped)
    if not fresh:
        return ""
    how = f"{len(now.story.tasks)} 道小题，每题 {POINTS} 分，大约 {now.story.minutes} 分钟，不计较快慢。"
    return f"这里是练习乡，怎么改都不会动您的报告。{how}\n"


def _lead(now: Standing, before: Collection[str]) -> str:
    places = {task.id: number for number, task in enumerate(now.story.tasks, 1)}
    new = sorted(places[name] for name in now.done.difference(before))
    lost = sorted(places[name] for name in set(before).difference(now.done))
    if new:
        return f"第 {'、'.join(map(str, new))} 题做对了。"
    return f"第 {'、'.join(map(str, lost))} 题的数又变了，再看一眼。" if lost else ""


def _over(now: Standing, head: str) -> Told:
    tasks, left = now.story.tasks, now.left
    seen = sum(now.progress.hints.values())
    hints = f"看了 {seen} 次提示" if seen else "一次提示也没有看"
    learnt = "、".join(task.learnt for task in tasks if task.id in now.done)
    what = f"{len(tasks)} 题做对 {len(now.done)} 题，用了{_time(now.minutes)}，{hints}。"
    what += f"学会了：{learnt}。" if learnt else ""
    if left:
        places = "、".join(str(tasks.index(task) + 1) for task in left)
        what += f"跳过的是第 {places} 题，随时可以回头做。"
    else:
        what += "这份报告现在全平，编自己的报告也是这样做。"
    return Told(head, f"练完了，得 {now.score} 分（满分 {POINTS * len(tasks)}）", what, over=True, skipped=len(left))
