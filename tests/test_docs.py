"""The READMEs tell the truth: same headings, real screens, every command, and files that are valid.

`python tests/test_docs.py` (or `make readme`) writes the screens anew.
"""

import datetime as dt
import io
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from unittest.mock import patch

import pytest

from samenwerk import cli
from samenwerk.session import EVERYWHERE
from samenwerk.terminal import Terminal

ROOT = Path(__file__).parent.parent
TODAY = dt.date(2026, 11, 22)
COLUMNS = 90
LONGEST_DUTCH_SENTENCE = 20  # words
STIFF_DUTCH = re.compile(
    r"\b(indien|conform|middels|inzake|dient te|betreffende|teneinde|alsmede)\b", re.IGNORECASE
)
FAMILIAR_DUTCH = re.compile(r"\b(je|jij|jou|jouw|jullie)\b", re.IGNORECASE)
READMES = ["README.md", "README.nl.md"]
DOCUMENTS = [*READMES, "CONTRIBUTING.md", "CHANGELOG.md"]

CONSOLE = re.compile(r"(?<=^```console\n).*?(?=^```$)", re.MULTILINE | re.DOTALL)
FENCE = re.compile(r"^ *```.*?^ *```$", re.MULTILINE | re.DOTALL)
CALLED = re.compile(r"(?:^ *|`|\$ |uvx )samenwerk (?:--lang en )?([a-z]+)", re.MULTILINE)
SHELL = re.compile(r"^ *```shell\n(.*?)^ *```$", re.MULTILINE | re.DOTALL)
# What is typed where a screen asks something: help, and an answer. Then it is interrupted.
TYPED = ["?", "Als de provincie niet meebetaalt.", ""]
ASKS = re.compile(r"^samenwerk (?:--lang en )?check .*--plain")
# Of pip, uv and pytest, and of every program.
OTHERS_OPTIONS = {"--no-index", "--find-links", "--help", "--version"}


class Screen(io.StringIO):
    """A terminal that remembers what it showed."""

    def isatty(self) -> bool:
        return True


class Keyboard(io.StringIO):
    """A person at the terminal, who types what is on the list and then presses Ctrl+C."""

    def __init__(self, screen: Screen) -> None:
        super().__init__()
        self._screen = screen
        self._left = iter(TYPED)

    def isatty(self) -> bool:
        return True

    def readline(self, _size: int | None = -1, /) -> str:
        typed = next(self._left, None)
        self._screen.write("^C" if typed is None else f"{typed}\n")
        if typed is None:
            raise KeyboardInterrupt
        return f"{typed}\n"


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def shown(command: str, register: Path = ROOT) -> str:
    """What a command shows on a terminal, on the day of the READMEs."""
    screen = Screen()
    with surroundings(command, register, screen):
        code = cli.run(shlex.split(command)[1:], Terminal(screen, screen))
    assert code in {0, 1, 130}, f"{command} cannot do its work:\n{screen.getvalue()}"
    lines = [line.rstrip() for line in screen.getvalue().split("\n")]
    return "\n".join(lines).rstrip("\n") + "\n"


@contextmanager
def surroundings(command: str, register: Path, screen: Screen) -> Iterator[None]:
    """The day, the width and the register; for a command that asks: a person, and a copy."""
    with ExitStack() as stack:
        if ASKS.match(command):
            scratch = Path(stack.enter_context(tempfile.TemporaryDirectory()))
            shutil.copytree(register / "registry", scratch / "registry")
            register = scratch
            stack.enter_context(patch("sys.stdin", Keyboard(screen)))
            stack.enter_context(patch("samenwerk.prompt.keyboard.is_pasting", lambda: False))
        set_to = {"COLUMNS": str(COLUMNS), "TERM": "dumb", "SAMENWERK_REGISTER": str(register)}
        stack.enter_context(patch.dict(os.environ, set_to))
        stack.enter_context(patch("samenwerk.clock.today", lambda: TODAY))
        os.environ.pop("SAMENWERK_LANG", None)
        yield


def true_block(block: str) -> str:
    """A `console` block with the output of now below each of its commands."""
    commands = [line for line in block.split("\n") if line.startswith("$ ")]
    return "\n".join(f"{command}\n{shown(command[2:])}" for command in commands)


def with_true_blocks(text: str) -> str:
    return CONSOLE.sub(lambda match: true_block(match[0]), text)


def headings(name: str) -> list[int]:
    """The level of each heading, from the top."""
    outside_blocks = FENCE.sub("", read(name))
    return [len(marks) for marks in re.findall(r"^(#+) ", outside_blocks, re.MULTILINE)]


def options(command: str) -> set[str]:
    """The options of a command, as its help page names them."""
    return set(re.findall(r"--[a-z-]+", shown(f"samenwerk {command} --help")))


def test_both_readmes_have_the_same_headings() -> None:
    assert headings("README.md") == headings("README.nl.md")


@pytest.mark.parametrize("name", READMES)
def test_the_screens_are_real(name: str) -> None:
    assert CONSOLE.search(read(name))
    assert read(name) == with_true_blocks(read(name)), "write them anew with: make readme"


@pytest.mark.parametrize("name", READMES)
@pytest.mark.parametrize("command", cli.COMMANDS)
def test_every_command_is_explained(name: str, command: str) -> None:
    assert re.search(rf"^\| `samenwerk {command}\b", read(name), re.MULTILINE)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_command_that_is_named_exists(name: str) -> None:
    assert set(CALLED.findall(read(name))) <= set(cli.COMMANDS)


@pytest.mark.parametrize("name", READMES)
def test_every_option_that_is_named_exists(name: str) -> None:
    named = set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", FENCE.sub("", read(name))))
    assert named <= OTHERS_OPTIONS.union(EVERYWHERE, *map(options, cli.COMMANDS))


@pytest.mark.parametrize("name", READMES)
def test_every_command_to_copy_can_be_given(name: str) -> None:
    blocks = "\n".join(SHELL.findall(read(name)))
    commands = [line.strip() for line in re.findall(r"^ *samenwerk .*$", blocks, re.MULTILINE)]
    assert len(commands) > len(READMES)
    for command in commands:
        shown(f"{re.split(r' [>#] ?', command)[0]} --help")


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_link_to_a_file_leads_somewhere(name: str) -> None:
    for target in re.findall(r"\]\((?!https?:)([^)#]+)\)", read(name)):
        assert (ROOT / target).exists(), target


@pytest.mark.parametrize("name", [*DOCUMENTS, "Makefile", ".ci/run"])
def test_no_path_of_one_computer(name: str) -> None:
    assert not re.search(r"(?<![\w.])/(?:home|root|Users|tmp|work|mnt|opt)/|[A-Z]:\\", read(name))


def test_the_dutch_is_plain() -> None:
    prose = FENCE.sub("", read("README.nl.md"))
    assert not STIFF_DUTCH.search(prose)
    assert not FAMILIAR_DUTCH.search(prose)
    words_only = re.sub(r"`[^`]*`|\]\([^)]*\)", "x", prose)
    for sentence in re.split(r"[.:;?!]\s|\||\n\n", words_only):
        assert len(sentence.split()) <= LONGEST_DUTCH_SENTENCE, sentence


def test_the_layout_names_every_folder_of_the_package() -> None:
    folders = {path.parent.name for path in (ROOT / "src" / "samenwerk").glob("*/__init__.py")}
    assert {name for name in folders if f"{name}/" not in read("CONTRIBUTING.md")} == set()


def test_the_changelog_has_a_place_for_what_is_new() -> None:
    assert "\n## [Unreleased]\n" in read("CHANGELOG.md")


def test_the_demo_runs() -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / "tools" / "demo.py")],
        env={**os.environ, "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr
    for command in cli.COMMANDS:
        assert f"$ samenwerk {command}" in done.stdout


if __name__ == "__main__":
    for readme in READMES:
        (ROOT / readme).write_text(with_true_blocks(read(readme)), encoding="utf-8", newline="\n")
