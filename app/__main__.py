"""The door without a screen: ``python -m app [--workspace FILE] VERB …``.

Exit 0 done; 1 done, but the answer is no; 2 the request or the input is wrong. Whatever goes wrong ends as one Chinese
sentence on stderr (what happened, whether the data is safe, what to do next), never as a traceback.
"""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

import click

import app
from app.domain.errors import SAFE, Trouble
from app.system import log
from app.verbs.door import DONE, NO, WRONG, Door, Verbs
from app.verbs.saying import deafen, say, write

_HELP = {"help_option_names": ["-h", "--help"]}
# Where each verb is: it is loaded when it is called, for none needs the rooms of the others.
_ALL = {
    "demo": "papers", "import": "reports", "show": "reports", "set": "reports", "check": "reports",
    "answer": "answers", "review": "review", "export": "exporting", "pack": "papers", "verify": "papers",
    "forms": "formats", "wording": "formats", "lint": "formats",
}  # fmt: skip


class _All(Verbs):
    """The verbs of ``_ALL``, in that order."""

    def list_commands(self, _context: click.Context) -> list[str]:
        """What there is."""
        return list(_ALL)

    def get_command(self, _context: click.Context, name: str) -> click.Command | None:
        """The verb of that name; one named like a word of Python ends in an underscore in its room."""
        if name not in _ALL:
            return None
        room = import_module(f"app.verbs.{_ALL[name]}")
        verb: click.Command = getattr(room, f"{name}_", None) or getattr(room, name)
        return verb


@click.group(
    cls=_All,
    invoke_without_command=True,
    context_settings=_HELP,
    help="公开栏：不开窗口，一次办一件事。退出码：0 办好了，1 答案是“不”，2 要求或文件不对。",
)
@click.option("--workspace", type=click.Path(path_type=Path), metavar="文件", help="数据文件，不写就用自己的那份。")
@click.version_option(app.__version__, "--version", message="公开栏 %(version)s", help="版本。")
@click.pass_context
def cli(context: click.Context, workspace: Path | None) -> None:
    """The verbs are those of ``_ALL``."""
    context.obj = Door(workspace)
    if context.invoked_subcommand is None:
        say([context.get_help()])


def verbs_told() -> list[tuple[str, str]]:
    """Every verb with what it does, for both doors."""
    return cli.told(click.Context(cli))


def _click_sentence(error: click.ClickException) -> str:
    """What was wrong with the command line, in Chinese."""
    context = error.ctx if isinstance(error, click.UsageError) else None
    command = (context.command_path if context else "").removeprefix("gongkailan").strip()
    step = f"请看 python -m app {command} --help".replace("  ", " ")
    name = getattr(getattr(error, "param", None), "opts", [""])[0]
    if isinstance(error, click.NoSuchOption):
        what = f"不认识 {error.option_name}"
    elif isinstance(error, click.MissingParameter):
        shown = name if name.startswith("-") else getattr(getattr(error, "param", None), "metavar", "") or name
        what = f"缺少 {shown}"
    elif isinstance(error, click.BadOptionUsage):
        what = f"{error.option_name} 后面缺少内容"
    elif isinstance(error, click.BadParameter):
        what = f"{name} 后面写得不对，要一个整数" if name == "--year" else f"{name or '参数'} 写得不对"
    elif context is not None and isinstance(context.command, click.Group):
        what = "不认识这个动词"
    else:
        what = "命令写得不对"
    return f"{what}。{SAFE}。{step}。"


def _utf8() -> None:
    """Chinese comes out right on consoles and in pipes of any code page."""
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(AttributeError, ValueError, OSError):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]  # or suppressed


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one verb; returns the exit code."""
    from app.handover.envelope import NotProven
    from app.workbench.handing import NotReady

    _utf8()
    log.start_when_needed()
    arguments = list(sys.argv[1:] if argv is None else argv)
    try:
        outcome = cli.main(arguments, prog_name="gongkailan", standalone_mode=False)
    except (NotReady, NotProven) as answer:
        return _refused(str(answer), NO)
    except Trouble as trouble:
        return _refused(str(trouble), WRONG)
    except click.ClickException as error:
        return _refused(_click_sentence(error), WRONG)
    except (click.Abort, KeyboardInterrupt):
        return _refused("停下了。已经确认的都存好了。请再运行一次。", WRONG)
    except MemoryError:
        return _refused(f"内存不够，这件事没有办成。{SAFE}。请关掉一些程序再试。", WRONG)
    except OSError as error:
        deafen(sys.stdout)
        return _refused(
            f"磁盘或文件出了问题（{error.errno}），这件事没有办完。已经存好的数据没有变动。请换一个位置再试。", WRONG
        )
    except SystemExit as done:  # the reader of the help went away
        return done.code if isinstance(done.code, int) else DONE
    except Exception as error:  # noqa: BLE001 - the last net: a fault of the program itself
        log.fault("verb", error)
        noted = log.file()
        still = f"还是不行，就把日志（{noted}）交给维护人员" if noted is not None else "还是不行，就告诉维护人员"
        return _refused(f"程序自己出了错，这件事没有办完。已经存好的数据没有变动。请再试一次；{still}。", WRONG)
    finally:
        log.stop()
    return outcome if isinstance(outcome, int) else DONE


def _refused(sentence: str, code: int) -> int:
    write(sys.stderr, " ".join(sentence.split()))
    return code


if __name__ == "__main__":
    sys.exit(main())
