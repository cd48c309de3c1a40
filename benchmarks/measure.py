"""Run programs in turn and keep how long each took and how much memory it had at most."""

import contextlib
import os
import pty
import select
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

_ENVIRON = {
    "TERM": "xterm-256color",
    "PROMPT_TOOLKIT_NO_CPR": "1",
    "NO_COLOR": "1",
    "PYTHONDONTWRITEBYTECODE": "",  # off: what is installed is compiled once, not at each start
}
_KIB = 1 if sys.platform != "darwin" else 1024  # the unit of ru_maxrss


@dataclass
class Row:
    """One line of the table: commands that run after one another, and what came of it.

    `until` is a text on a terminal at which the program is stopped. `around` makes what the
    commands need and clears it away. `codes` are the exit codes that a right run has.
    """

    name: str
    commands: Sequence[Sequence[str]]
    folder: Path
    size: int | None = None
    until: str = ""
    around: Callable[[], contextlib.AbstractContextManager[None]] = contextlib.nullcontext
    codes: frozenset[int] = frozenset({0})
    seconds: list[float] = field(default_factory=list)
    kib: int = 0

    @property
    def median(self) -> float:
        return statistics.median(self.seconds)

    def run(self) -> None:
        """Once more; stops the benchmark if it did not go well."""
        with self.around():
            start = time.perf_counter()
            for command in self.commands:
                self._wait(command)
            self.seconds.append(time.perf_counter() - start)

    def _wait(self, command: Sequence[str]) -> None:
        if self.until:
            _first_prompt(command, self.folder, self.until)
            return
        process = subprocess.Popen(  # noqa: S603  # our own commands
            command, cwd=self.folder, env={**os.environ, **_ENVIRON},
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode not in self.codes:
            sys.exit(f"{self.name}: exit code {process.returncode} of {' '.join(command)[:200]}")
        self.kib = max(self.kib, used.ru_maxrss // _KIB)


def rounds(rows: Sequence[Row], number: int) -> None:
    """Every row in turn, so that a slow moment of the machine falls on all of them."""
    for count in range(number):
        for row in rows:
            if sys.stderr.isatty():
                print(f"\r\x1b[K{count + 1}/{number} {row.name}", end="", file=sys.stderr)
            row.run()
    if sys.stderr.isatty():
        print("\r\x1b[K", end="", file=sys.stderr)


def _first_prompt(command: Sequence[str], folder: Path, wanted: str) -> None:
    """Start a program on a terminal, and stop it when it has shown a text."""
    pid, terminal = pty.fork()
    if not pid:
        os.chdir(folder)
        os.execve(command[0], [*command], {**os.environ, **_ENVIRON})  # noqa: S606
    shown = ""
    while wanted not in shown:
        if not select.select([terminal], [], [], 60)[0]:
            sys.exit(f"no prompt came: {shown}")
        try:
            shown += os.read(terminal, 65536).decode("utf-8", "replace")
        except OSError:
            sys.exit(f"it ended without a prompt: {shown}")
    os.kill(pid, 15)
    with contextlib.suppress(OSError):
        while os.read(terminal, 65536):
            pass
    os.waitpid(pid, 0)
    os.close(terminal)
