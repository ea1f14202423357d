"""What may go wrong, said in one sentence: 发生了什么 / 数据是否安全 / 下一步."""

from __future__ import annotations

SAFE = "已有的数据没有变动"


def stopped(sentence: str) -> str:
    """``sentence`` with a full stop where it ends in no sign of its own."""
    return sentence if sentence.endswith(("。", "？")) else f"{sentence}。"


class Trouble(Exception):
    """A request or an input is wrong, or the outside world refused; nothing was changed.

    ``what`` says what happened, ``safe`` whether the data is safe, ``next_step`` what to do. ``str()`` joins
    them into the one line that the screen, the log and the command line show.
    """

    def __init__(self, what: str, next_step: str, safe: str = SAFE) -> None:
        self.what = what.rstrip("。")
        self.safe = safe.rstrip("。")
        self.next_step = next_step.rstrip("。")
        super().__init__("".join(stopped(part) for part in (self.what, self.safe, self.next_step)))


class Refused(Trouble):
    """A value that cannot be read; ``text`` is what was typed, ``proposal`` a likely meaning (or None)."""

    def __init__(self, what: str, next_step: str, *, text: str, proposal: str | None = None) -> None:
        self.text = text
        self.proposal = proposal
        super().__init__(what, next_step)

    @property
    def sentence(self) -> str:
        """The short line under the cell: what is wrong and what to do; the cell itself shows the data is safe."""
        return f"{self.what}，{stopped(self.next_step)}"


class FormTrouble(Trouble):
    """A form file that cannot be used; ``problems`` lists every fault found, one sentence each."""

    def __init__(self, what: str, problems: tuple[str, ...] = ()) -> None:
        self.problems = problems
        more = f"（共 {len(problems)} 处，第一处：{problems[0]}）" if problems else ""
        super().__init__(what + more, "请换一份文件，或把这一句告诉发文件给您的人")


class NotFound(Trouble):
    """Something asked for by name is not there: a report, an address, a section, a form."""


class CannotOpen(Trouble):
    """The workspace cannot be opened: in use, damaged, from a newer version, not writable."""


class AlreadyOpen(CannotOpen):
    """Another running program holds the workspace."""


class NewerWorkspace(CannotOpen):
    """The workspace was written by a newer version of the program."""


class CannotRead(Trouble):
    """A file could not be read: not there, a folder, no ordinary file, not allowed, far too large."""


class CannotWrite(Trouble):
    """A file could not be written; whatever stood there before still stands."""
