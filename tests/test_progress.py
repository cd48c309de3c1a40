"""How far a long run is: one line on a terminal, and gone when the result comes."""

import contextlib
import io

import pytest

from conftest import Screen
from samenwerk.terminal import Terminal


@pytest.fixture
def clock(monkeypatch):
    """A clock that a test moves on."""
    now = [100.0]
    monkeypatch.setattr("time.monotonic", lambda: now[0])
    return now


def steps(terminal: Terminal, clock: list[float], *seconds: float) -> None:
    """One step after each of these numbers of seconds."""
    with terminal.progress() as progress:
        for number, wait in enumerate(seconds, start=1):
            clock[0] += wait
            progress.show(lambda number=number: f"step {number}")


def test_a_short_run_shows_nothing(clock):
    err = Screen()
    steps(Terminal(io.StringIO(), err), clock, 0.3, 0.3, 0.3)
    assert err.getvalue() == ""


def test_a_long_run_shows_how_far_it_is_and_wipes_it_out(clock):
    out, err = io.StringIO(), Screen()
    steps(Terminal(out, err), clock, 1.1, 0.1, 0.1, 0.1)
    assert err.getvalue() == "\rstep 1\rstep 4\r      \r"
    assert out.getvalue() == ""


def test_it_is_wiped_out_after_an_error_too(clock):
    err = Screen()
    with contextlib.suppress(RuntimeError), Terminal(None, err).progress() as progress:
        clock[0] += 2
        progress.show(lambda: "step")
        raise RuntimeError
    assert err.getvalue() == "\rstep\r    \r"


def test_a_line_never_wraps(clock, monkeypatch):
    monkeypatch.setenv("COLUMNS", "10")
    err = Screen()
    with Terminal(None, err).progress() as progress:
        clock[0] += 2
        progress.show(lambda: "a line of many words")
    assert err.getvalue() == "\ra line of\r         \r"


def test_a_pipe_gets_nothing(clock):
    err = io.StringIO()
    steps(Terminal(Screen(), err), clock, 2, 2)
    assert err.getvalue() == ""


@pytest.mark.parametrize(("name", "value"), [("TERM", "dumb"), ("SAMENWERK_PLAIN", "1")])
def test_a_plain_terminal_gets_nothing(clock, monkeypatch, name, value):
    monkeypatch.setenv(name, value)
    err = Screen()
    steps(Terminal(io.StringIO(), err), clock, 2, 2)
    assert err.getvalue() == ""


def test_without_stderr_nothing_is_said(clock):
    steps(Terminal(io.StringIO(), None), clock, 2, 2)
