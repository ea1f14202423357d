"""What every verb shares: which workspace is meant, the options, and help that speaks Chinese."""

from __future__ import annotations

import os
from pathlib import Path

import click

from app.domain.errors import Trouble
from app.forms.catalogue import Catalogue, load_folder
from app.system import paths
from app.workbench.bench import Workbench

DONE, NO, WRONG = 0, 1, 2

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


class Verb(click.Command):
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
        chinese = {"[OPTIONS]": "[选项]", "COMMAND [ARGS]...": "动词 …", "[COMMAND] [ARGS]...": "[动词 …]"}
        return [chinese.get(piece, piece) for piece in super().collect_usage_pieces(ctx)]

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The options under a Chinese heading."""
        records = [record for item in self.get_params(ctx) if (record := _described(item, ctx))]
        with formatter.section("选项"):
            formatter.write_dl([(name, text.replace("[required]", "（必填）")) for name, text in records])


def _described(item: click.Parameter, ctx: click.Context) -> tuple[str, str] | None:
    return item.get_help_record(ctx) if isinstance(item, click.Option) else None


class Verbs(Verb, click.Group):
    """All verbs."""

    command_class = Verb

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Options, then the verbs with what each does."""
        super().format_options(ctx, formatter)
        with formatter.section("动词"):
            formatter.write_dl(self.told(ctx))

    def told(self, ctx: click.Context) -> list[tuple[str, str]]:
        """Every verb with what it does, in whole sentences."""
        found = ((name, self.get_command(ctx, name)) for name in self.list_commands(ctx))
        return [(name, verb.short_help or verb.help or "") for name, verb in found if verb]


pass_door = click.make_pass_decorator(Door)


def own_forms() -> Catalogue:
    """The formats that come with the program."""
    return load_folder(paths.forms_folder())
