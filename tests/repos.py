"""Registers in real git repositories, as tests of the comparison need them."""

import os
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from conftest import Copy

needs_git = pytest.mark.skipif(not shutil.which("git"), reason="needs git")

SETTINGS = """\
schema: 1
organisation: gemeente-voorbeeld
authority: municipality
began: 2026-01-01
gate: [why, goals, values, roles]
approvers: [gemeentesecretaris]
"""
ORGANISATION = "schema: 1\nname: Gemeente Voorbeeld\nkind: municipality\n"
NEW = "schema: 1\nname: Samen\nstatus: exploring\n"
ALPHA = "registry/alpha/partnership.yaml"
BETA = "registry/beta/partnership.yaml"
GOOD = {
    "registry/register.yaml": SETTINGS,
    "registry/organisations/gemeente-voorbeeld.yaml": ORGANISATION,
    ALPHA: NEW,
    BETA: NEW,
}

# Nothing of the machine: no settings, no author, always the same moment.
_ALONE = {
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_TERMINAL_PROMPT": "0",
    **{
        f"GIT_{role}_{what}": value
        for role in ("AUTHOR", "COMMITTER")
        for what, value in {
            "NAME": "x",
            "EMAIL": "x@example.org",
            "DATE": "2026-11-01T12:00:00Z",
        }.items()
    },
}


def git(folder: Path, *arguments: str) -> str:
    """What git says; a test that cannot go on without it stops here."""
    settings = ("-c", "protocol.file.allow=always", "-c", "init.defaultBranch=main")
    done = subprocess.run(
        ["git", *settings, *arguments],
        cwd=folder,
        env={**os.environ, **_ALONE},
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode().strip()


@dataclass(frozen=True)
class Repo(Copy):
    """A register in a git repository whose top folder is `top`."""

    top: Path

    def git(self, *arguments: str) -> str:
        return git(self.top, *arguments)

    def commit(self, message: str = "x") -> str:
        """Commit everything as it stands; gives the id."""
        self.git("add", "--all", "--force")
        self.git("commit", "--quiet", "--allow-empty", "--message", message)
        return self.git("rev-parse", "HEAD")

    def branch(self, name: str) -> None:
        """Go on in a new branch."""
        self.git("checkout", "--quiet", "-b", name)

    def remove(self, name: str) -> None:
        path = self.path(name)
        shutil.rmtree(path) if path.is_dir() else path.unlink()


def repo(
    top: Path,
    files: Mapping[str, str] = GOOD,
    *,
    below: str = "",
    options: Sequence[str] = (),
) -> Repo:
    """A repository with one commit on `main`, and after that a branch `work`."""
    top.mkdir(parents=True, exist_ok=True)
    git(top, "init", "--quiet", *options)
    made = Repo(top / below, top)
    for name, content in files.items():
        made.write(name, content)
    made.commit("base")
    made.branch("work")
    return made


def clone(of: Repo, to: Path, *options: str) -> Repo:
    """A clone over `file://`, which keeps to its depth and filter as one over the net."""
    git(of.top.parent, "clone", "--quiet", *options, of.top.as_uri(), str(to))
    return Repo(to / of.root.relative_to(of.top), to)
