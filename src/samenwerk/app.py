"""The command line as Typer reads it, with our words on the screen in the language asked for.

A command's module is imported when it is called.
"""

from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command

from samenwerk import helppage
from samenwerk.errors import N_, UsageError
from samenwerk.i18n import Texts
from samenwerk.nearest import nearest
from samenwerk.session import Session

# A module cannot have the name of a word of the language.
_MODULES = {"import": "import_"}

HELP = N_("Keep the partnerships of a public body, and ask the questions before the decision.")


class Command(helppage.Page, TyperCommand):
    """One command: its help page and errors in our words."""

    def invoke(self, ctx: Any) -> Any:
        helppage.refuse_extra_arguments(ctx)
        return super().invoke(ctx)


class Commands(helppage.Page, TyperGroup):
    """All commands; the module of each is imported when it is needed."""

    names: Mapping[str, str]

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002  # Typer's signature
        return list(self.names)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ARG002
        if cmd_name not in self.names:
            return None
        return _command(cmd_name, self.names[cmd_name], self.texts)

    def summaries(self) -> Iterator[tuple[str, str]]:
        """Each command with what it does."""
        return ((name, self.texts(help)) for name, help in self.names.items())

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        name = args[0]
        if name in self.names or name.startswith("-"):
            return super().resolve_command(ctx, args)
        near = nearest(name, self.names)
        raise UsageError(
            N_("samenwerk has no command “{name}”."),
            remedy=N_("Did you mean {near}?") if near else N_("See: samenwerk --help"),
            name=name,
            near=near,
        )


def run(arguments: list[str], commands: Mapping[str, str], session: Session) -> int:
    """Carry out a command line; wrong usage is a `UsageError` in our words."""
    app = build(commands, session.texts)
    try:
        code = app.main(args=arguments, prog_name="samenwerk", standalone_mode=False, obj=session)
    except typer.TyperException as error:
        raise helppage.explained(error) from error
    return int(code or 0)


def build(commands: Mapping[str, str], texts: Texts) -> Any:
    """The whole application in one language; nothing is translated before this."""
    app = typer.Typer(
        cls=Commands,
        help=HELP,
        add_completion=False,  # its installer changes PowerShell's execution policy
        pretty_exceptions_enable=False,
        rich_markup_mode=None,  # plain help: half the start-up, and nothing is cut at 40 columns
        no_args_is_help=True,
        context_settings=helppage.CONTEXT,
    )
    app.callback()(_version)
    made: Any = get_command(app)
    made.names = commands
    return helppage.in_language(made, texts)


def _version(
    version: Annotated[bool, typer.Option("--version", help=N_("Show the version."))] = False,  # noqa: FBT002
) -> None:
    """The options of `samenwerk` itself; `--version` is answered in `cli`."""


def _command(name: str, help: str, texts: Texts) -> Any:
    module = import_module(f"samenwerk.commands.{_MODULES.get(name, name)}")
    app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
    app.command(name, cls=Command, help=help, context_settings=helppage.CONTEXT)(module.run)
    return helppage.in_language(get_command(app), texts)
