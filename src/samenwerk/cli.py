"""Which commands exist, and the one place where results and errors become exit codes.

Typer reads the arguments; the words on the screen are ours (`helppage`), in the language that was
asked for. A command's module is imported when it is called, so that `--version` stays fast.
"""

import os
import sys
import tempfile
import traceback
from collections.abc import Sequence
from importlib import import_module
from typing import Annotated, Any, NoReturn

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command

from samenwerk import __version__, helppage, signals
from samenwerk.errors import N_, SamenwerkError, Stopped, UsageError
from samenwerk.i18n import Texts
from samenwerk.nearest import nearest
from samenwerk.session import EVERYWHERE, Session, folder_of, language_of
from samenwerk.terminal import Terminal

# In the order of the help page: what people do every day comes first.
COMMANDS = (
    "new",
    "import",
    "check",
    "edit",
    "mark",
    "list",
    "show",
    "due",
    "export",
    "validate",
    "explain",
    "init",
)

# A module cannot have the name of a word of the language.
_MODULES = {"import": "import_"}

HELP = N_("Keep the partnerships of a public body, and ask the questions before the decision.")
INTERRUPTED = 130
INTERNAL = 3


class Command(helppage.Page, TyperCommand):
    """One command: its help page and errors in our words."""

    def invoke(self, ctx: Any) -> Any:
        helppage.refuse_extra_arguments(ctx)
        return super().invoke(ctx)


class Commands(helppage.Page, TyperGroup):
    """All commands; the module of each is imported when it is needed."""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002  # Typer's signature
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ARG002
        return _command(cmd_name, self.texts) if cmd_name in COMMANDS else None

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        name = args[0]
        if name in COMMANDS or name.startswith("-"):
            return super().resolve_command(ctx, args)
        near = nearest(name, COMMANDS)
        raise UsageError(
            N_("samenwerk has no command “{name}”."),
            remedy=N_("Did you mean {near}?") if near else N_("See: samenwerk --help"),
            name=name,
            near=near,
        )


def build(texts: Texts) -> Any:
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
    return helppage.in_language(get_command(app), texts)


def _version(
    version: Annotated[bool, typer.Option("--version", help=N_("Show the version."))] = False,  # noqa: FBT002
) -> None:
    """The options of `samenwerk` itself; `--version` is answered in `_run`."""


def _command(name: str, texts: Texts) -> Any:
    module = import_module(f"samenwerk.commands.{_MODULES.get(name, name)}")
    app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
    app.command(name, cls=Command, help=module.HELP, context_settings=helppage.CONTEXT)(module.run)
    return helppage.in_language(get_command(app), texts)


def main() -> NoReturn:
    """The program: runs the command line and ends with its exit code."""
    signals.listen()
    terminal = Terminal.standard()
    code = run(sys.argv[1:], terminal)
    terminal.close()
    sys.exit(code)


def run(arguments: Sequence[str], terminal: Terminal) -> int:
    """Carry out a command line; every error ends here as a sentence and an exit code."""
    texts = Texts("nl")
    try:
        options, rest = everywhere(arguments)
        texts = Texts(language_of(options.get("--lang"), os.environ))
        code = _run(rest, options, texts, terminal)
        terminal.flush()
    except SamenwerkError as error:
        _tell(error, texts, terminal)
        return error.exit_code
    except signals.Terminated as end:
        return end.exit_code
    except KeyboardInterrupt:
        terminal.complain(texts("Stopped."))
        return INTERRUPTED
    except Exception:  # noqa: BLE001  # the one error layer: no traceback ever reaches a user
        return _internal_error(arguments, texts, terminal)
    return code


def everywhere(arguments: Sequence[str]) -> tuple[dict[str, str], list[str]]:
    """Take out the options that may stand anywhere; what follows `--` is left alone."""
    options: dict[str, str] = {}
    rest: list[str] = []
    waiting = list(arguments)
    while waiting:
        word = waiting.pop(0)
        name, equals, value = word.partition("=")
        if word == "--":
            return options, [*rest, word, *waiting]
        if name not in EVERYWHERE:
            rest.append(word)
        elif equals or waiting:
            options[name] = value if equals else waiting.pop(0)
        else:
            raise UsageError(N_("{option} needs a value."), option=name)
    return options, rest


def _run(rest: list[str], options: dict[str, str], texts: Texts, terminal: Terminal) -> int:
    if "--version" in rest[:1]:
        terminal.say(f"samenwerk {__version__}")
        return 0
    session = Session(
        texts=texts,
        terminal=terminal,
        folder=folder_of(options.get("--register"), os.environ),
        document_language=texts.language if "--lang" in options else None,
    )
    try:
        code = build(texts).main(
            args=rest or ["--help"], prog_name="samenwerk", standalone_mode=False, obj=session
        )
    except typer.TyperException as error:
        raise helppage.explained(error) from error
    if code == INTERRUPTED:  # Typer turns Ctrl-C into this code
        raise KeyboardInterrupt
    return int(code or 0)


def _tell(error: SamenwerkError, texts: Texts, terminal: Terminal) -> None:
    facts = {
        name: fact.in_(texts.language) if hasattr(fact, "in_") else fact
        for name, fact in error.facts.items()
    }
    sentence = texts(error.message, **facts)
    if not isinstance(error, Stopped):  # stopping is no error
        sentence = texts("Error: {sentence}", sentence=sentence)
    remedy = texts(error.remedy, **facts)
    terminal.complain(f"{sentence}\n{remedy}".rstrip())


def _internal_error(arguments: Sequence[str], texts: Texts, terminal: Terminal) -> int:
    details = traceback.format_exc()
    if os.environ.get("SAMENWERK_DEBUG") == "1":
        terminal.complain(details)
        return INTERNAL
    log = _log(arguments, details)
    terminal.complain(texts("Error: something went wrong inside samenwerk. No file was damaged."))
    if log:
        terminal.complain(texts("Please report it, with the details in {log}", log=log))
    else:
        terminal.complain(texts("To see the details, set SAMENWERK_DEBUG=1 and try again."))
    return INTERNAL


def _log(arguments: Sequence[str], details: str) -> str:
    """Versions, command and traceback in a file, by its name; no values of variables."""
    try:
        descriptor, name = tempfile.mkstemp(prefix="samenwerk-", suffix=".log", text=True)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(f"samenwerk {__version__}, Python {sys.version}, {sys.platform}\n")
            file.write(f"{list(arguments)!r}\n\n{details}")
    except OSError:
        return ""
    return name
