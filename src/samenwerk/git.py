"""The door to git: at which commit a register stands. Never needed; without git it is not said."""

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

_SECONDS = 30
# Nothing that a repository has configured may run, and no lock is taken.
_CAREFUL = (
    "--no-optional-locks",
    *("-c", "safe.bareRepository=explicit"),
    *("-c", "core.fsmonitor=false"),
    *("-c", "core.quotePath=false"),
    "--literal-pathspecs",
)


@dataclass(frozen=True)
class Commit:
    """The last commit, and whether the files differ from it."""

    id: str
    is_changed: bool


def commit_of(root: Path, path: str) -> Commit | None:
    """The commit that the file or folder at `path` in `root` comes from; None if it is in none."""
    id = _git(root, "rev-parse", "--verify", "--end-of-options", "HEAD^{commit}")
    is_there = _git(root, "rev-parse", "--verify", "--end-of-options", f"HEAD:./{path}")
    state = _git(root, "status", "--porcelain", "-z", "--ignore-submodules=all", "--", path)
    if not id or not is_there or state is None:
        return None
    return Commit(id.strip(), is_changed=bool(state))


def _git(root: Path, *arguments: str) -> str | None:
    """What git says; None if there is no git, no repository, or nothing of that name."""
    program = shutil.which("git")
    if program is None:
        return None
    try:
        done = subprocess.run(  # noqa: S603  # a fixed program and our own arguments
            [program, *_CAREFUL, *arguments],
            cwd=root,
            env={name: value for name, value in os.environ.items() if not name.startswith("GIT_")},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout.decode("utf-8", "replace") if done.returncode == 0 else None
