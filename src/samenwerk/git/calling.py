"""How git is called: absolute, bounded, and so that a repository can make it run nothing.

A repository may come from somebody who is not trusted. So what its settings can start is turned
off: hooks, monitors, filters, programs that compare, fetching what is missing (reliability.md,
R-G1). Of the environment git gets no `GIT_…` but ours.
"""

import contextlib
import os
import subprocess
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO

from samenwerk.errors import N_, SamenwerkError

SECONDS = 30
MOST = 64 * 2**20  # bytes of output
_COMPLAINT = 10_000  # bytes of what git says is wrong; nobody reads more
_PIECE = 2**16

_CAREFUL = (
    "--no-pager",
    "--no-optional-locks",
    "--no-replace-objects",
    "--literal-pathspecs",
    *("-c", "safe.bareRepository=explicit"),
    *("-c", "core.fsmonitor=false"),
    *("-c", "core.untrackedCache=false"),
    *("-c", f"core.hooksPath={os.devnull}"),
    *("-c", "core.commitGraph=false"),  # a second opinion on who descends from whom
    *("-c", "core.quotePath=false"),
    *("-c", "core.warnAmbiguousRefs=true"),
    *("-c", "advice.graftFileDeprecated=false"),
)
_ENVIRONMENT = {
    "LC_ALL": "C",  # what git says is wrong is looked at
    "LANGUAGE": "C",
    "GIT_GRAFT_FILE": os.devnull,
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_ALLOW_PROTOCOL": "none",  # the same, for a git before 2.44
}
# Whether this git takes settings from the environment (since 2.31): it must give this one back.
_PROBE = "samenwerk.careful"
_OFF = (("clean", ""), ("process", ""), ("required", "false"))


class NoGit(Exception):  # noqa: N818  # what that means depends on who asked
    """There is no git on this machine."""


class Failed(Exception):  # noqa: N818
    """Git ended with an exit code; `said` is what it complained of, in English."""

    def __init__(self, said: str) -> None:
        super().__init__(said)
        self.said = said

    @property
    def reason(self) -> str:
        """The first line that says what was wrong."""
        lines = [line for line in self.said.splitlines() if line.startswith("fatal: ")]
        return (lines or self.said.splitlines() or [""])[0].removeprefix("fatal: ")


@dataclass(frozen=True)
class Git:
    """Git, started in one folder. `settings` go before those of the repository."""

    program: str
    folder: Path
    settings: Mapping[str, str]
    place: tuple[str, ...] = ()  # which repository and which working tree, once that is known

    @classmethod
    def at(cls, folder: Path) -> "Git":
        """Git with every filter turned off that is configured for this folder.

        Raises `NoGit`; `Failed` if its settings cannot be read; or `SamenwerkError`.
        """
        git = cls(_program(), folder, {_PROBE: "1"})
        names = git._settings()
        if _PROBE not in names:
            raise SamenwerkError(
                N_("This git is too old to compare with safely."),
                remedy=N_("Install git 2.31 or newer."),
            )
        drivers = {name.rpartition(".")[0] for name in names if name.startswith("filter.")}
        off = {f"{driver}.{key}": value for driver in sorted(drivers) for key, value in _OFF}
        return replace(git, settings=off)

    def _settings(self) -> set[str]:
        try:
            found = self("config", "-z", "--name-only", "--get-regexp", r"^(filter|samenwerk)\.")
        except Failed as error:
            if error.said:
                raise
            return set()  # a git that takes no settings from us, and found no others
        return set(os.fsdecode(found).split("\0"))

    def __call__(self, *arguments: str) -> bytes:
        """What git writes. Raises `Failed`, or `SamenwerkError` if it takes or gives too much."""
        return self.heard(*arguments)[0]

    def heard(self, *arguments: str) -> tuple[bytes, str]:
        """The same, and what git remarks on it."""
        with self.started(*arguments) as process, limited(process):
            assert process.stdout is not None
            assert process.stderr is not None
            out = _read(process.stdout, MOST)
            said = process.stderr.read(_COMPLAINT).decode("utf-8", "replace")
            process.stderr.close()
            code = process.wait()
        if code:
            raise Failed(said)
        return out, said

    @contextlib.contextmanager
    def started(self, *arguments: str, feeding: bool = False) -> Iterator[subprocess.Popen[bytes]]:
        """A running git, gone when this ends; with `feeding` it reads what we write."""
        process = subprocess.Popen(  # noqa: S603  # a fixed program and our own arguments
            [self.program, *_CAREFUL, *self.place, *arguments],
            cwd=self.folder,
            env=_environment(self.settings),
            stdin=subprocess.PIPE if feeding else subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL if feeding else subprocess.PIPE,
        )
        try:
            yield process
        finally:
            process.kill()
            for stream in (process.stdin, process.stdout, process.stderr):
                with contextlib.suppress(OSError):  # it is gone, with what we still had to say
                    if stream:
                        stream.close()
            process.wait()


@contextlib.contextmanager
def limited(process: subprocess.Popen[bytes]) -> Iterator[None]:
    """Ends the process when it takes too long; then, whatever came of it, says that."""
    is_late = threading.Event()

    def end() -> None:
        is_late.set()
        process.kill()

    timer = threading.Timer(SECONDS, end)
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        if is_late.is_set():
            raise SamenwerkError(
                N_("git did not finish within {seconds} seconds."),
                remedy=N_("Try again. If it stays so, the repository may be damaged: git fsck"),
                seconds=SECONDS,
            )


def _read(stream: IO[bytes], most: int) -> bytes:
    pieces = []
    while piece := stream.read(_PIECE):
        pieces.append(piece)
        most -= len(piece)
        if most < 0:
            raise SamenwerkError(
                N_("git gave more than {limit} bytes, so the comparison was stopped."),
                remedy=N_("Are there files in the folder that git should ignore? See: git status"),
                limit=MOST,
            )
    return b"".join(pieces)


def _program() -> str:
    """Git from the path, but never from the working directory: that may hold anybody's files."""
    name = "git.exe" if os.name == "nt" else "git"
    for folder in map(Path, os.get_exec_path()):
        if folder.is_absolute() and os.access(folder / name, os.X_OK):
            return str(folder / name)
    raise NoGit


def _environment(settings: Mapping[str, str]) -> dict[str, str]:
    kept = {
        name: value for name, value in os.environ.items() if not name.upper().startswith("GIT_")
    }
    given = {"GIT_CONFIG_COUNT": str(len(settings))}
    for number, (key, value) in enumerate(settings.items()):
        given |= {f"GIT_CONFIG_KEY_{number}": key, f"GIT_CONFIG_VALUE_{number}": value}
    return kept | _ENVIRONMENT | given
