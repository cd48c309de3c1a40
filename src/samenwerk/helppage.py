"""Help pages and usage errors in our own words: Typer's are English only.

This is the one module that knows how Typer's (vendored) Click is built.
"""

from collections.abc import Iterator
from typing import Any

import typer

from samenwerk.errors import N_, SamenwerkError, UsageError
from samenwerk.i18n import Texts
from samenwerk.session import EVERYWHERE

CONTEXT = {
    "help_option_names": ["-h", "--help"],
    "allow_extra_args": True,  # so that we can say which one is too many, in our words
}


class Page:
    """Mixed into a Typer command: its help page in the language of `texts`."""

    texts: Texts

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        pieces = [self.texts("[OPTIONS]"), *(_usage(each) for each in _of(self, ctx, "argument"))]
        if hasattr(self, "list_commands"):
            pieces.append(self.texts("COMMAND …"))
        prefix = self.texts("Usage: ")
        formatter.write_usage(ctx.command_path, " ".join(pieces), prefix=prefix)

    def parse_args(self, ctx: Any, args: list[str]) -> Any:
        try:
            return super().parse_args(ctx, args)  # type: ignore[misc]
        except typer.TyperException as error:
            error.ctx = ctx  # type: ignore[attr-defined]  # Typer leaves it out of some
            raise

    def get_help_option(self, ctx: Any) -> Any:
        option = super().get_help_option(ctx)  # type: ignore[misc]
        option.help = self.texts("Show this help.")
        option.callback = _show_help
        return option

    def format_options(self, ctx: Any, formatter: Any) -> None:
        arguments = [(each.metavar, each.help) for each in _of(self, ctx, "argument")]
        options = [_row(each) for each in _of(self, ctx, "option")]
        self._section(formatter, N_("Arguments"), arguments)
        self._section(formatter, N_("Commands"), list(self.summaries()))
        self._section(formatter, N_("Options"), options + self._everywhere())

    def summaries(self) -> Iterator[tuple[str, str]]:
        """The commands below this one, each with what it does."""
        return iter(())

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """They are a section of `format_options`, before the options."""

    def _everywhere(self) -> list[tuple[str, str]]:
        return [(f"{name} …", self.texts(text)) for name, text in EVERYWHERE.items()]

    def _section(self, formatter: Any, title: str, rows: list[tuple[str, str]]) -> None:
        if rows:
            with formatter.section(self.texts(title)):
                formatter.write_dl(rows)


def _show_help(ctx: Any, _option: Any, wanted: bool) -> None:  # noqa: FBT001  # Typer's signature
    if wanted:
        ctx.terminal_width = max(1, min(ctx.obj.terminal.width or 80, 100) - 1)
        ctx.obj.terminal.say(ctx.get_help())
        ctx.exit()


def in_language(command: Any, texts: Texts) -> Any:
    """The command with all its words in one language."""
    command.texts = texts
    command.help = texts(command.help)
    for parameter in command.params:
        parameter.help = parameter.help and texts(parameter.help)
        parameter.metavar = parameter.metavar and texts(parameter.metavar)
    return command


def refuse_extra_arguments(ctx: Any) -> None:
    """Wrong usage if there are more words than the command takes."""
    if ctx.args:
        raise UsageError(
            N_("“{extra}” does not belong to `{command}`."),
            remedy=N_("See: {command} --help"),
            extra=" ".join(ctx.args),
            command=ctx.command_path,
        )


def explained(error: Any) -> SamenwerkError:
    """A usage error of Typer as one of ours, by its type and facts, never by its sentence."""
    message, facts = _message(error)
    command = error.ctx.command_path
    return UsageError(message, remedy=N_("See: {command} --help"), command=command, **facts)


def _message(error: Any) -> tuple[str, dict[str, object]]:
    match type(error).__name__:
        case "NoSuchOption":
            return _no_such_option(error)
        case "BadOptionUsage":
            takes_none = N_("{option} takes no value.")
            message = takes_none if _is_flag(error) else N_("{option} needs a value.")
            return message, {"option": error.option_name}
        case "MissingParameter":
            return N_("{parameter} is missing."), {"parameter": _label(error.param)}
        case "BadParameter":
            return N_("The value of {parameter} is not right."), {"parameter": _label(error.param)}
        case _:
            return N_("This command line is not right."), {}


def _no_such_option(error: Any) -> tuple[str, dict[str, object]]:
    near = ", ".join(sorted(error.possibilities or ()))
    message = N_("There is no option {option}. Did you mean {near}?")
    facts = {"option": error.option_name, "near": near}
    return message if near else N_("There is no option {option}."), facts


def _is_flag(error: Any) -> bool:
    options = _of(error.ctx.command, error.ctx, "option")
    return any(error.option_name in each.opts and each.is_flag for each in options)


def _label(parameter: Any) -> str:
    return str(parameter.metavar or max(parameter.opts, key=len))


def _of(command: Any, ctx: Any, kind: str) -> list[Any]:
    return [each for each in command.get_params(ctx) if each.param_type_name == kind]


def _usage(argument: Any) -> str:
    name = f"{argument.metavar} …" if argument.nargs == -1 else argument.metavar
    return name if argument.required else f"[{name}]"


def _row(option: Any) -> tuple[str, str]:
    names = ", ".join(sorted(option.opts, key=len))
    return names if option.is_flag else f"{names} …", option.help
