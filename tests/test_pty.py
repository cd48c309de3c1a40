"""Stopping at every question, at a real terminal: what was answered is on disk, and no more."""

import os
import re
import select
import signal
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from conftest import PROGRAM, Copy
from frontend import BY, PATH, data, own_register

if sys.platform == "win32":
    pytest.skip("needs a pseudo-terminal", allow_module_level=True)
pyte = pytest.importorskip("pyte")

CHECKS = "registry/loket/checks/roles.yaml"
STANDARD: dict[str, Any] = {
    "form": "dienstverleningsovereenkomst",
    "partners": [{"organisations": ["gemeente-oudstad"]}],
    "dates": {"start": "2027-03-01", "end": "2029-12-31"},
    "profile": {
        "powers": "none",
        "personal_data": "none",
        "can_stop": "freely",
        "yearly_cost": 20000,
        "residents": "affected",
    },
}
SOON = 2.0  # seconds
PATIENCE = 20.0
SETTLED = 0.1


class Terminal:
    """A program on a pseudo-terminal, and what stands on its screen."""

    def __init__(self, folder: Path, *arguments: str, width: int = 80) -> None:
        import pty

        self.text = ""
        self.screen = pyte.HistoryScreen(width, 24, history=2000)
        self._stream = pyte.Stream(self.screen)
        environ = {
            **os.environ,
            "TERM": "xterm-256color",
            "PROMPT_TOOLKIT_NO_CPR": "1",
            "COLUMNS": str(width),
            "LINES": "24",
        }
        self.pid, self.fd = pty.fork()
        if not self.pid:
            os.chdir(folder)
            os.execve(PROGRAM, [str(PROGRAM), *arguments], environ)

    def read(self, wait: float) -> bool:
        """Take in what comes; False at the end."""
        if not select.select([self.fd], [], [], wait)[0]:
            return True
        try:
            found = os.read(self.fd, 65536).decode("utf-8", "replace")
        except OSError:
            return False
        self.text += found
        self._stream.feed(found)
        return bool(found)

    def until(self, wanted: Callable[[str], bool]) -> None:
        """Until what is wanted came, and nothing more comes."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            alive = self.read(0.05)
            if wanted(self.text) or not alive:
                time.sleep(SETTLED)
                self.read(0)
                return
        raise AssertionError(self.text)

    def send(self, keys: str) -> None:
        self.text = ""
        os.write(self.fd, keys.encode())

    def ended(self) -> int:
        """The exit code; the program must be gone soon."""
        end = time.monotonic() + SOON
        while time.monotonic() < end:
            if self.fd >= 0:
                self.read(0.02)
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                return os.waitstatus_to_exitcode(status)
            time.sleep(0.02)
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        raise AssertionError(f"still there after {SOON} seconds:\n{self.text}")

    def close(self) -> None:
        os.close(self.fd)
        self.fd = -1


def _key(key: str) -> Callable[[Terminal], None]:
    return lambda terminal: terminal.send(key)


def _kill(number: int) -> Callable[[Terminal], None]:
    return lambda terminal: os.kill(terminal.pid, number)


STOPS: dict[str, tuple[Callable[[Terminal], None], set[int]]] = {
    "ctrl-c": (_key("\x03"), {130}),
    "ctrl-d": (_key("\x04"), {130}),
    "ctrl-backslash": (_key("\x1c"), {130}),
    "sigterm": (_kill(signal.SIGTERM), {143}),
    "sighup": (_kill(signal.SIGHUP), {129}),
    "closed": (Terminal.close, {129, 130}),
}


@pytest.fixture
def copy(tmp_path: Path) -> Copy:
    return own_register(tmp_path, **STANDARD)


@pytest.fixture
def start(copy: Copy) -> Iterator[Callable[..., Terminal]]:
    def start(*options: str) -> Terminal:
        terminal = Terminal(
            copy.root, "check", "loket", "roles", "--by", BY, "--lang", "en", *options
        )
        terminal.until(lambda text: _is_waiting(text) or "How to go on" in text)
        return terminal

    return start


def _is_waiting(text: str) -> bool:
    return bool(re.search(r"Your answer:\s*$|\(choose\)| > ?", text))


def _answer(terminal: Terminal) -> str:
    """Something proper for the question that is on the screen."""
    question = terminal.text[terminal.text.rfind("Question 1 of") :]
    if "a number from 1" in question:
        return "1\n"
    if "(choose)" in question:
        return "\x1b[B\r"
    euros = "which amount" in question
    end = "\n" if "Your answer:" in question else "\r"
    return ("5000" if euros else "beleidsadviseur wonen") + end


def _stored(copy: Copy) -> dict[str, bytes]:
    return {name: each for name, (each, _) in copy.snapshot().items() if "registry" in name}


def _check_stop(copy: Copy, terminal: Terminal, kind: str) -> None:
    stop, codes = STOPS[kind]
    before = _stored(copy)
    if kind != "ctrl-d" and "Your answer:" in terminal.text:
        terminal.send("half")  # the answer in hand
        time.sleep(0.05)
    stop(terminal)
    assert terminal.ended() in codes, terminal.text
    assert _stored(copy) == before
    left = [path for path in copy.root.rglob("*") if path.suffix in {".tmp", ".lock"}]
    assert not left
    if kind != "closed":
        shown = "\n".join(line.rstrip() for line in terminal.screen.display)
        assert "samenwerk check loket" in shown


def _go_through(
    copy: Copy, start: Callable[..., Terminal], kind: str, most: int, *options: str
) -> int:
    """Stop at each question in turn; every next start answers one more."""
    seen = _stored(copy)
    for number in range(most):
        terminal = start(*options)
        if number:
            terminal.send(_answer(terminal))
            terminal.until(lambda text: _is_waiting(text) or "How to go on" in text)
            assert _stored(copy) != seen, terminal.text
            seen = _stored(copy)
        if "How to go on" in terminal.text:
            assert terminal.ended() == 0
            return number
        _check_stop(copy, terminal, kind)
    return most


@pytest.mark.parametrize("kind", STOPS)
def test_stopping_at_every_question(copy: Copy, start: Callable[..., Terminal], kind: str) -> None:
    questions = _go_through(copy, start, kind, 20, "--plain")
    assert 9 <= questions < 20
    assert data(copy)["partners"][0]["our_role"]["during"]
    assert copy.path(CHECKS).exists()


@pytest.mark.parametrize("kind", ["ctrl-c", "ctrl-backslash", "sigterm", "closed"])
def test_stopping_in_a_list_that_follows_the_keys(
    copy: Copy, start: Callable[..., Terminal], kind: str
) -> None:
    assert _go_through(copy, start, kind, 2) == 2


def test_stopping_in_a_line_that_follows_the_keys(
    copy: Copy, start: Callable[..., Terminal]
) -> None:
    roles = {"before": "connect", "during": "connect", "after": "connect"}
    partner = {"organisations": ["gemeente-oudstad"], "deal": "together"}
    partner |= {"our_role": roles, "their_role": roles}
    own_register(copy.root, **{**STANDARD, "partners": [partner]})
    terminal = start()
    terminal.send("half")
    terminal.until(lambda text: "half" in text)
    before = copy.path(PATH).read_bytes()
    os.write(terminal.fd, b"\x03")
    assert terminal.ended() == 130
    assert copy.path(PATH).read_bytes() == before


# --- one screen for a whole run -------------------------------------------------------------------


def test_choosing_a_partnership_and_then_answering(copy: Copy) -> None:
    terminal = Terminal(copy.root, "check", "--plain", "--by", BY)
    terminal.until(_is_asking)
    terminal.send("1\n")
    terminal.until(_is_asking)
    assert "Vraag 1 van" in terminal.text
    STOPS["ctrl-c"][0](terminal)
    assert terminal.ended() == 130


def test_a_decision_in_plain_lines(copy: Copy) -> None:
    terminal = Terminal(copy.root, "mark", "loket", "declined", "--plain")
    for answer in ("2", "20-11-2026", "Z/26/0412", "Het regionale loket doet dit al.", "2"):
        terminal.until(_is_asking)
        terminal.send(f"{answer}\n")
        if answer.endswith("."):  # as slow as a person: what comes faster was pasted
            time.sleep(0.3)
            terminal.send("\n")
    assert terminal.ended() == 0
    assert data(copy)["status"] == "declined"


def _is_asking(text: str) -> bool:
    return text.rstrip().endswith("Uw antwoord:")


@pytest.mark.parametrize("kind", STOPS)
@pytest.mark.parametrize("option", ["--plain", "--yes"])
def test_stopping_while_a_register_begins_leaves_nothing(
    tmp_path: Path, kind: str, option: str
) -> None:
    terminal = Terminal(tmp_path, "init", "new/register", "--lang", "en", option)
    terminal.until(_is_waiting)
    terminal.send("Gemeente Oudstad" + ("\n" if option == "--plain" else "\r"))
    terminal.until(lambda text: "Question 2 of 6" in text and _is_waiting(text))
    stop, codes = STOPS[kind]
    stop(terminal)
    assert terminal.ended() in codes, terminal.text
    assert list(tmp_path.iterdir()) == []
