"""What most tests need: a register to break, and ways to run `samenwerk` on it."""

import datetime as dt
import io
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import hypothesis
import pytest

from samenwerk import cli, platforms
from samenwerk.terminal import Terminal

if TYPE_CHECKING:
    from repos import Repo

# A busy machine is slow, and that says nothing about the program.
hypothesis.settings.register_profile("untimed", deadline=None)
hypothesis.settings.load_profile("untimed")

ROOT = Path(__file__).parent.parent
PROGRAM = Path(sys.executable).with_name("samenwerk")
TODAY = dt.date(2026, 11, 22)
ENERGY = "registry/energieloket-lageland/partnership.yaml"

# Before a command: root may read and write everything, unless this takes the power away.
IS_ROOT = hasattr(os, "geteuid") and os.geteuid() == 0
POWERLESS = "setpriv --bounding-set=-all --no-new-privs" if IS_ROOT else ""
posix = pytest.mark.skipif(os.name == "nt", reason="POSIX only")
needs_permissions = pytest.mark.skipif(
    os.name == "nt" or (IS_ROOT and not shutil.which("setpriv")), reason="needs POSIX permissions"
)

_STYLE = re.compile(r"\x1b\[[0-9;]*m")


@dataclass(frozen=True)
class Copy:
    """A copy of the example register, to read and to break."""

    root: Path

    def path(self, name: str) -> Path:
        return self.root / name

    def read(self, name: str) -> str:
        return self.path(name).read_text(encoding="utf-8")

    def write(self, name: str, content: str | bytes) -> Path:
        """Write a file whole, in a folder that is made if need be."""
        path = self.path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    def replace(self, name: str, old: str, new: str) -> Path:
        """Replace a text that must be there; otherwise the test would test nothing."""
        text = self.read(name)
        assert old in text, f"{old!r} is not in {name}"
        return self.write(name, text.replace(old, new))

    def snapshot(self) -> dict[str, tuple[bytes, int]]:
        """Every file with its bytes and the moment it was changed."""
        return {
            path.relative_to(self.root).as_posix(): (path.read_bytes(), path.stat().st_mtime_ns)
            for path in sorted(self.root.rglob("*"))
            if path.is_file()
        }

    def without_partnerships(self) -> None:
        for path in self.path("registry").iterdir():
            if path.is_dir() and path.name != "organisations":
                shutil.rmtree(path)


@dataclass(frozen=True)
class Result:
    """What a run of the program gave."""

    exit_code: int
    stdout: str
    stderr: str

    @property
    def lines(self) -> list[str]:
        """The results without the bold of a terminal."""
        return _STYLE.sub("", self.stdout).splitlines()


class Screen(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same surroundings for every test, whatever the developer has set."""
    for name in ("LANG", "REGISTER", "DEBUG"):
        monkeypatch.delenv(f"SAMENWERK_{name}", raising=False)
    for name in platforms.VARIABLES:  # these tests may themselves run for a pull request
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "80")


@pytest.fixture
def register(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Copy:
    """A copy of the repository's own register, as the working directory."""
    root = tmp_path / "register"
    shutil.copytree(ROOT / "registry", root / "registry")
    monkeypatch.chdir(root)
    return Copy(root)


@pytest.fixture
def change(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> "Repo":
    """A good register on `main`; we are in a branch of it, and nothing has changed yet."""
    from repos import repo

    made = repo(tmp_path / "repository")
    monkeypatch.chdir(made.root)
    return made


@pytest.fixture
def samenwerk(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """Runs the program in this process, on a fixed day; `width` makes it a terminal."""
    monkeypatch.setattr("samenwerk.clock.today", lambda: TODAY)

    def run(*arguments: str, width: int = 0) -> Result:
        monkeypatch.setenv("COLUMNS", str(width or 80))
        out, err = Screen() if width else io.StringIO(), io.StringIO()
        exit_code = cli.run(arguments, Terminal(out, err))
        return Result(exit_code, out.getvalue(), err.getvalue())

    return run


@pytest.fixture
def shell() -> Callable[..., subprocess.CompletedProcess[bytes]]:
    """Runs a line of bash, in which `samenwerk` is the installed program."""

    def run(line: str, **environ: str) -> subprocess.CompletedProcess[bytes]:
        path = f"{PROGRAM.parent}{os.pathsep}{os.environ['PATH']}"
        return subprocess.run(
            ["bash", "-o", "pipefail", "-c", line],
            capture_output=True,
            env={**os.environ, "PATH": path, **environ},
            timeout=120,
            check=False,
        )

    return run
