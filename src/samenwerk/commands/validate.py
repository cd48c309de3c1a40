"""`samenwerk validate`: the whole register, every finding, and an exit code. Writes nothing."""

import os
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from samenwerk import verdict
from samenwerk.errors import N_, SamenwerkError, UsageError
from samenwerk.finding import Severity
from samenwerk.i18n import Texts
from samenwerk.names import CHECKLISTS, FOLDER, ORGANISATIONS, SETTINGS
from samenwerk.platforms import Wanted, base_of, platform_of
from samenwerk.publishing import AUTO, Publication
from samenwerk.register import Register, read_file
from samenwerk.report import Report, is_within
from samenwerk.session import Session, one_of, working_folder
from samenwerk.terminal import Progress

_PROGRESS = N_("{done} of {total} partnerships checked")
# What every partnership is judged by: whoever changes it may cause findings anywhere.
_SHARED = {SETTINGS, f"{FOLDER}/{ORGANISATIONS}", CHECKLISTS}


def run(
    ctx: typer.Context,
    paths: Annotated[
        list[str] | None,
        typer.Argument(
            metavar=N_("PATH"),
            help=N_("Show only what was found here. The whole register is checked all the same."),
        ),
    ] = None,
    base: Annotated[
        str | None,
        typer.Option(
            help=N_("Compare with this branch, tag or commit. In a pull request: by itself."),
        ),
    ] = None,
    changed: Annotated[
        bool,
        typer.Option(
            "--changed", help=N_("Show only what was found in files that differ from the base.")
        ),
    ] = False,
    format: Annotated[
        str,
        typer.Option(
            help=N_(
                "How to show what was found: text, json, github, gitlab or junit. "
                "If you name none: text, and in GitHub Actions annotations and a summary too."
            )
        ),
    ] = AUTO,
    reports: Annotated[
        list[str] | None,
        typer.Option(
            "--report",
            help=N_("Also write a file, such as junit=report.xml. May be given more than once."),
        ),
    ] = None,
    fail_on: Annotated[
        str, typer.Option(help=N_("When the exit code is 1: from error or from warning on."))
    ] = "error",
) -> int:
    session: Session = ctx.obj
    publication = Publication.asked(session, format, reports or [])
    threshold = Severity(one_of("--fail-on", fail_on, [each.value for each in Severity]))
    register = session.register()
    only = _within(register, paths) if paths else None
    report, touched = _checked(session, register, base)
    shown = _touched(only, touched) if changed else only
    publication.publish(report.shown_at(shown), register)
    return report.exit_code(threshold)


def _checked(
    session: Session, register: Register, base: str | None
) -> tuple[Report, frozenset[str] | None]:
    """The report on the whole register, and which paths differ from the base, if there is one."""
    wanted = base_of(os.environ, _event()) if base is None else Wanted(base, base)
    with session.terminal.progress() as progress:
        tell = partial(_tell, session.texts, progress)
        if wanted is None:
            return verdict.alone(session.inspection(), tell), None
        from samenwerk import git  # late: most runs compare nothing

        with git.earlier(register.root, wanted, platform_of(os.environ)) as earlier:
            report = verdict.compared(session.inspection(), earlier, session.today, tell)
            return report, earlier.paths


def _tell(texts: Texts, progress: Progress, done: int, total: int) -> None:
    progress.show(partial(texts, _PROGRESS, done=done, total=total))


def _event() -> bytes:
    """What GitHub says of the event that this runs for."""
    path = os.environ.get("GITHUB_EVENT_PATH")
    content = read_file(Path(path)) if path else b""
    return content if isinstance(content, bytes) else b""


def _touched(only: list[str] | None, paths: frozenset[str] | None) -> list[str] | None:
    """Where to show findings: in what was touched, but everywhere if that is shared by all."""
    if paths is None:
        raise UsageError(
            N_("--changed needs something to compare with."),
            remedy=N_("Name it, such as: --base origin/main"),
        )
    if any(is_within(path, _SHARED) for path in paths):
        return only
    folders = {_folder(path) for path in paths}
    if only is None:
        return sorted(folders)
    return [each for each in folders if is_within(each, only)] + [
        each for each in only if is_within(each, folders)
    ]


def _folder(path: str) -> str:
    """The whole partnership: a changed answer may shut the gate, which is said elsewhere in it."""
    return "/".join(path.split("/")[:2]) if path.startswith(f"{FOLDER}/") else path


def _within(register: Register, paths: Sequence[str]) -> list[str]:
    """The paths relative to the register. No verdict (exit 3) if one of them is not in it."""
    return [_relative(register, path) for path in paths]


def _relative(register: Register, path: str) -> str:
    root = register.root.resolve()
    for start in (working_folder(), root, root / FOLDER):
        candidate = (start / path).resolve()
        if candidate.exists() and candidate.is_relative_to(root):
            relative = candidate.relative_to(root).as_posix()
            return "" if relative == "." else relative
    raise SamenwerkError(
        N_("There is nothing at {path} in this register, so nothing was checked."),
        remedy=N_("Name a file or folder below `registry/`, or the id of a partnership."),
        path=path,
    )
