"""`samenwerk validate`: the whole register, every finding, and an exit code. Writes nothing."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from samenwerk.errors import N_, SamenwerkError
from samenwerk.finding import Severity
from samenwerk.names import FOLDER
from samenwerk.register import Register
from samenwerk.report import Report, as_json, github, text
from samenwerk.session import Session, one_of

HELP = N_("Check the whole register. Asks nothing and changes nothing.")
FORMATS = ("text", "json", "github")


def run(
    ctx: typer.Context,
    paths: Annotated[
        list[str] | None,
        typer.Argument(
            metavar=N_("PATH"),
            help=N_("Show only what was found here. The whole register is checked all the same."),
        ),
    ] = None,
    format: Annotated[
        str, typer.Option(help=N_("How to show what was found: text, json or github."))
    ] = "text",
    fail_on: Annotated[
        str, typer.Option(help=N_("When the exit code is 1: from error or from warning on."))
    ] = "error",
) -> int:
    session: Session = ctx.obj
    one_of("--format", format, FORMATS)
    threshold = Severity(one_of("--fail-on", fail_on, [each.value for each in Severity]))
    register = session.register()
    shown = _within(register, paths or [])
    report = checked(session)
    _print(session, report.shown_at(shown), format)
    return report.exit_code(threshold)


def checked(session: Session) -> Report:
    """The report on the whole register, each partnership read once."""
    inspection = session.inspection()
    findings = list(inspection.findings)
    for inspected in inspection.records():
        findings += inspected.findings
    return Report.of(len(inspection.ids), findings)


def _print(session: Session, report: Report, format: str) -> None:
    if format == "json":
        session.terminal.write(as_json.text(report))
    elif format == "github":
        for line in github.lines(report, session.texts):
            session.terminal.write(line + "\n")
    else:
        for line in text.lines(report, session.texts):
            session.terminal.say(line)


def _within(register: Register, paths: Sequence[str]) -> list[str]:
    """The paths relative to the register. No verdict (exit 3) if one of them is not in it."""
    return [_relative(register, path) for path in paths]


def _relative(register: Register, path: str) -> str:
    root = register.root.resolve()
    for start in (Path.cwd(), root, root / FOLDER):
        candidate = (start / path).resolve()
        if candidate.exists() and candidate.is_relative_to(root):
            relative = candidate.relative_to(root).as_posix()
            return "" if relative == "." else relative
    raise SamenwerkError(
        N_("There is nothing at {path} in this register, so nothing was checked."),
        remedy=N_("Name a file or folder below `registry/`, or the id of a partnership."),
        path=path,
    )
