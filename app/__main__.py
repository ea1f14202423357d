"""The door without a screen: ``python -m app [--workspace FILE] VERB …``.

Exit 0 done; 1 done, but the answer is no; 2 the request or the input is wrong. Whatever goes wrong ends as one Chinese
sentence on stderr (what happened, whether the data is safe, what to do next), never as a traceback.
"""

from __future__ import annotations

import contextlib
import errno
import json
import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, TextIO

import click

import app
from app.domain.errors import SAFE, FormTrouble, Trouble
from app.domain.organ import tidy_name
from app.domain.report import ReportKey
from app.forms.catalogue import Catalogue, load_folder
from app.system import log, paths
from app.workbench import telling
from app.workbench.bench import Workbench

DONE, NO, WRONG = 0, 1, 2
_HELP = {"help_option_names": ["-h", "--help"]}
_LATER = {"word": "Word", "excel": "Excel", "web": "网页", "images": "图片"}

organ_option = click.option("--organ", metavar="名称", help="哪个机关的报告；不写就是本机关。")
year_option = click.option("--year", type=int, required=True, metavar="年份", help="哪一年的报告。")
json_option = click.option("--json", "as_json", is_flag=True, help="输出 JSON。")


class Door:
    """What every verb shares: which workspace is meant."""

    def __init__(self, workspace: Path | None) -> None:
        self.workspace = workspace

    @property
    def place(self) -> Path:
        """The workspace file."""
        return self.workspace or paths.default_workspace()

    def bench(self, *, make: bool = False) -> Workbench:
        """The open workspace; only verbs that change something may ``make`` one where there is none."""
        if not make and self.is_new:
            raise Trouble(f"数据文件“{self.place.name}”还没有", "请先导入或填写一份报告，或核对 --workspace 后面的位置")
        return Workbench.open(self.place)

    @property
    def is_new(self) -> bool:
        """True where there is no workspace yet; a request that is wrong must not make one."""
        return not os.path.lexists(self.place)


class _Verb(click.Command):
    """A verb whose help speaks Chinese throughout."""

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """The option --help, with its own line in Chinese."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = "显示这段说明。"
        return option

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """How the verb is called."""
        formatter.write_usage(ctx.command_path, " ".join(self.collect_usage_pieces(ctx)), "用法：")

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """The same with Chinese words for options, verb and the rest."""
        chinese = {"[OPTIONS]": "[选项]", "COMMAND [ARGS]...": "动词 …"}
        return [chinese.get(piece, piece) for piece in super().collect_usage_pieces(ctx)]

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The options under a Chinese heading."""
        records = [record for item in self.get_params(ctx) if (record := _described(item, ctx))]
        with formatter.section("选项"):
            formatter.write_dl([(name, text.replace("[required]", "（必填）")) for name, text in records])


def _described(item: click.Parameter, ctx: click.Context) -> tuple[str, str] | None:
    return item.get_help_record(ctx) if isinstance(item, click.Option) else None


class _Verbs(_Verb, click.Group):
    """All verbs."""

    command_class = _Verb

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Options, then the verbs with what each does."""
        super().format_options(ctx, formatter)
        verbs = [(name, self.commands[name].get_short_help_str(60)) for name in self.list_commands(ctx)]
        with formatter.section("动词"):
            formatter.write_dl(verbs)


pass_door = click.make_pass_decorator(Door)


@click.group(
    cls=_Verbs,
    invoke_without_command=True,
    context_settings=_HELP,
    help="公开栏：不开窗口，一次办一件事。退出码：0 办好了，1 答案是“不”，2 要求或文件不对。",
)
@click.option("--workspace", type=click.Path(path_type=Path), metavar="文件", help="数据文件，不写就用自己的那份。")
@click.version_option(app.__version__, "--version", message="公开栏 %(version)s", help="版本。")
@click.pass_context
def cli(context: click.Context, workspace: Path | None) -> None:
    """All verbs stand below."""
    context.obj = Door(workspace)
    if context.invoked_subcommand is None:
        _say([context.get_help()])


@cli.command(help="在示例乡上把主要工作做一遍：报告、公开栏、拼图、交接包。")
@click.option("--out", type=click.Path(path_type=Path), required=True, metavar="文件夹", help="成果放在哪里。")
def demo(out: Path) -> int:
    """The whole main job on the sample township."""
    from app.workbench.demo import demo as make

    _say(make(out))
    return DONE


@cli.command("import", help="读入一份旧报告（文字文件）。")
@click.argument("paper", type=click.Path(path_type=Path), metavar="文件")
@organ_option
@click.option("--year", type=int, metavar="年份", help="哪一年的报告；不写就看标题。")
@json_option
@pass_door
def import_(door: Door, paper: Path, organ: str | None, year: int | None, as_json: bool) -> int:
    """An old paper becomes a report."""
    from app.workbench.importing import import_paper, read_only

    if door.is_new:
        read_only(_own_forms(), paper, year, organ)
    with door.bench(make=True) as bench:
        outcome = import_paper(bench, paper, year, organ)
        form = bench.catalogue.get(outcome.form_id)
    if as_json:
        _say_json(telling.import_json(outcome, form))
    else:
        _say(telling.import_lines(outcome, form))
    return DONE


@cli.command(help="列出一份报告的全部格子和文字。")
@organ_option
@year_option
@json_option
@pass_door
def show(door: Door, organ: str | None, year: int, as_json: bool) -> int:
    """What a report states."""
    from app.workbench.handing import standing

    with door.bench() as bench:
        report = bench.find(year, organ)
        form, result = bench.form_of(report), bench.check(report)
        report = replace(report, state=standing(bench, report))
    if as_json:
        _say_json(telling.show_json(report, form, result))
    else:
        _say(telling.show_lines(report, form, result))
    return DONE


@cli.command("set", help="填写：名称=数，部分=@文件。没有这份报告就新建一份。每改好一处，输出它的名称。")
@organ_option
@year_option
@click.argument("words", nargs=-1, metavar="名称=数…")
@pass_door
def set_(door: Door, organ: str | None, year: int, words: tuple[str, ...]) -> int:
    """States cells and texts, one committed step each."""
    from app.workbench import years
    from app.workbench.stating import parse, state

    if door.is_new:
        tidy_name(organ or "")
        parse(words, years.governing(_own_forms(), year))
    with door.bench(make=True) as bench:
        known = {report.key for report in bench.reports()}
        key = ReportKey(bench.organ_named(organ).short_name, year)
        before = _gaps(bench, year, organ) if key in known else set()
        _say(state(bench, year, organ, words))
        for sentence in sorted(_gaps(bench, year, organ) - before):
            _write(sys.stderr, sentence)
    return DONE


def _gaps(bench: Workbench, year: int, organ: str | None) -> set[str]:
    """What does not balance; cells that are blank so far are no news."""
    return {error.message for error in bench.check(bench.find(year, organ)).errors if error.gap is not None}


@cli.command(help="核对一份报告：几条规则，通过几条，查出了什么。")
@organ_option
@year_option
@json_option
@pass_door
def check(door: Door, organ: str | None, year: int, as_json: bool) -> int:
    """Every rule over one report."""
    with door.bench() as bench:
        result = bench.check(bench.find(year, organ))
    if as_json:
        _say_json(telling.check_json(result))
    else:
        _say(telling.check_lines(result))
    return NO if result.errors else DONE


@cli.command(help="导出 PDF。种类：report（A4 报告）、board（公开栏）。")
@click.argument("kind", metavar="种类")
@organ_option
@year_option
@click.option("--out", type=click.Path(path_type=Path), required=True, metavar="文件", help="写到哪里。")
@click.option("--size", default="A1", metavar="尺寸", help="公开栏：A0 到 A4，或 宽x高（毫米）。")
@click.option("--tile", metavar="A4|A3", help="公开栏：拆成能用这种纸打印的一张张。")
@pass_door
def export(door: Door, kind: str, organ: str | None, year: int, out: Path, size: str, tile: str | None) -> int:
    """A report as a file for printing."""
    if kind in _LATER:
        raise Trouble(f"这个版本还不能导出 {_LATER[kind]}", "现在能导出 report（A4 报告）和 board（公开栏）")
    if kind not in ("report", "board"):
        raise Trouble(f"不认识导出种类“{kind}”", "能导出的是 report（A4 报告）和 board（公开栏）")
    from app.workbench import papers

    with door.bench() as bench:
        report = bench.find(year, organ)
        if kind == "report":
            written = papers.export_report(bench, report, out)
        else:
            wish = papers.BoardWish(size=size, tile=tile.upper() if tile else None)
            written = papers.export_board(bench, report, wish, out)
    _say([str(written)])
    return DONE


@cli.command(help="做交接包，写到文件夹或 U 盘并读回核对。")
@organ_option
@year_option
@click.option("--to", "folder", type=click.Path(path_type=Path), required=True, metavar="文件夹", help="写到哪里。")
@pass_door
def pack(door: Door, organ: str | None, year: int, folder: Path) -> int:
    """The package for the district; its path on stdout."""
    from app.workbench import handing

    with door.bench() as bench:
        packed = handing.pack(bench, bench.find(year, organ), folder)
    _say([str(packed.path)])
    return DONE


@cli.command(help="核对一个交接包。")
@click.argument("package", type=click.Path(path_type=Path), metavar="交接包")
def verify(package: Path) -> int:
    """Proves a package, or says what is wrong with it."""
    from app.handover.package import verify as prove

    proof = prove(package, _own_forms())
    _say([f"核对通过：{proof.title}，核对码 {proof.check_code}"])
    if proof.note:
        _say([f"注意：{proof.note}"])
    _say(f"  {item.name}  {item.what}  {item.size} 字节" for item in proof.files)
    return DONE


@cli.command(help="列出认识的格式；--add 加入一份新格式。")
@click.option("--add", type=click.Path(path_type=Path), metavar="格式.toml", help="要加入的格式文件。")
@pass_door
def forms(door: Door, add: Path | None) -> int:
    """The official formats this program knows."""
    if add is None:
        _list_forms(door)
        return DONE
    if door.is_new:
        _refuse_unfit(add, _own_forms())
    with door.bench(make=True) as bench:
        form = bench.add_form(add)
    _say(["已加入：" + telling.form_line(form)])
    return DONE


def _list_forms(door: Door) -> None:
    if door.is_new:
        _say(telling.form_line(form) for form in _own_forms().forms)
        return
    with door.bench() as bench:
        _say(telling.form_line(form) for form in bench.catalogue.forms)
        _say(f"注意：{fault}" for fault in bench.faults)


def _own_forms() -> Catalogue:
    return load_folder(paths.forms_folder())


@cli.command(help="检查一份格式文件，运行它自带的例子。")
@click.argument("form_file", type=click.Path(path_type=Path), metavar="格式.toml")
def lint(form_file: Path) -> int:
    """Everything that is wrong with a form file."""
    form = _refuse_unfit(form_file, _own_forms())
    _say([f"格式文件没有问题，{len(form.examples)} 个例子都对：" + telling.form_line(form)])
    return DONE


def _refuse_unfit(path: Path, catalogue: Catalogue) -> Any:
    from app.checks.lint import lint as faults_of
    from app.forms.load import load_file

    form = load_file(path)
    faults = faults_of(form, catalogue)
    if faults:
        _say(faults)
        raise FormTrouble(f"格式文件“{path.name}”没有通过检查", tuple(faults))
    return form


# ---- saying it


def _say(lines: Iterator[str] | Sequence[str]) -> None:
    """One line after the other, each as soon as it is known; a reader that went away is no reason to stop."""
    for line in lines:
        _write(sys.stdout, line)


def _say_json(data: dict[str, Any]) -> None:
    _write(sys.stdout, json.dumps(data, ensure_ascii=False, indent=1, allow_nan=False))


def _write(stream: TextIO, text: str) -> None:
    try:
        click.echo(text, file=stream)
        stream.flush()
    except OSError as error:
        if error.errno not in (errno.EPIPE, errno.EINVAL, errno.EBADF):
            raise
        _deafen(stream)


def _deafen(stream: TextIO) -> None:
    """Lets what is still in the buffer go nowhere: else Python complains about it at the very end."""
    with contextlib.suppress(OSError, ValueError, AttributeError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)


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
        _deafen(sys.stdout)
        return _refused(
            f"磁盘或文件出了问题（{error.errno}），这件事没有办完。已经存好的数据没有变动。请换一个位置再试。", WRONG
        )
    except SystemExit as done:  # the reader of the help went away
        return done.code if isinstance(done.code, int) else DONE
    except Exception as error:  # noqa: BLE001 - the last net: a fault of the program itself
        log.fault("verb", error)
        return _refused("程序自己出了错，这件事没有办完。已经存好的数据没有变动。请把日志交给维护人员。", WRONG)
    finally:
        log.stop()
    return outcome if isinstance(outcome, int) else DONE


def _refused(sentence: str, code: int) -> int:
    _write(sys.stderr, " ".join(sentence.split()))
    return code


if __name__ == "__main__":
    sys.exit(main())
