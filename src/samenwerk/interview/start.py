"""What an asking command needs before its first question: a terminal, a voice, and an author."""

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

from samenwerk.errors import N_, Refused, Stopped, UsageError
from samenwerk.interview import memory, typed
from samenwerk.interview.refusal import refuse_unfit
from samenwerk.interview.voice import Voice
from samenwerk.prompt import Ask, prompter
from samenwerk.register import Register
from samenwerk.session import Session
from samenwerk.signals import Terminated
from samenwerk.yamlfile import MAX_BYTES

LONGEST_FUNCTION = 200
GO_ON = N_("Go on with: {command}")


def is_interactive(session: Session, *, no_input: bool) -> bool:
    """Is there a person who can answer? A pipe is never read as answers."""
    return not no_input and session.terminal.is_terminal and _stdin_is_terminal()


def _stdin_is_terminal() -> bool:
    return sys.stdin is not None and sys.stdin.isatty()


def require_person(session: Session, *, no_input: bool, missing: Iterable[str]) -> None:
    """Refuse (exit 1) with the list of what is missing, if nobody can be asked."""
    if is_interactive(session, no_input=no_input):
        return
    raise Refused(
        N_("There are questions, but nobody to answer them here. Still needed: {missing}."),
        remedy=N_("Give the answers with --from FILE, or start it in a terminal."),
        missing=", ".join(missing),
    )


@lru_cache(maxsize=1)
def voice(session: Session, *, plain: bool) -> Voice:
    """The way of asking: plain lines where that was asked for, or where no more is possible.

    One for a whole run: a screen is set up before the first line is read from it.
    """
    wants_plain = (
        plain or os.environ.get("SAMENWERK_PLAIN") == "1" or os.environ.get("TERM") == "dumb"
    )
    return Voice(
        prompter=prompter(session.terminal, session.texts, plain=wants_plain),
        terminal=session.terminal,
        texts=session.texts,
        today=session.today,
    )


def author(speaking: Voice, register: Register, by: str) -> str:
    """From which function the answers are given: asked once a run, and remembered."""
    texts = speaking.texts
    if by:
        refuse_unfit("--by", by, LONGEST_FUNCTION)
        memory.remember_author(register, by)
        return by
    ask = Ask(
        heading=texts("Before we start"),
        question=texts("From which function do you give the answers?"),
        help=texts("A function, never a name. Example: policy adviser energy."),
        note=(texts("It is written with each answer. Write a function, not your name."),),
        current=memory.author(register),
    )
    answer = speaking.prompter.text(ask, typed.check_text(texts, LONGEST_FUNCTION))
    assert isinstance(answer, str)
    memory.remember_author(register, answer)
    return answer


def read_input(name: str) -> bytes:
    """The bytes of a file to fill in from; `-` is stdin, the only way a pipe is read."""
    try:
        if name == "-":
            return sys.stdin.buffer.read(MAX_BYTES + 1)
        with Path(name).open("rb") as file:
            return file.read(MAX_BYTES + 1)  # more is refused, and never held
    except OSError as error:
        raise UsageError(N_("{name} cannot be read."), name=name) from error


@contextmanager
def stoppable(saved: Callable[[], str], go_on: str, **facts: object) -> Iterator[None]:
    """Stop at any moment: what was answered is on disk, and a sentence says how to go on.

    `saved` is asked then what became of the answers.
    """
    try:
        yield
    except Terminated as stop:
        raise Stopped(saved(), remedy=go_on, exit_code=stop.exit_code, **facts) from stop
    except (KeyboardInterrupt, EOFError) as stop:
        raise Stopped(saved(), remedy=go_on, exit_code=130, **facts) from stop
