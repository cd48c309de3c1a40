"""SIGTERM, SIGHUP and SIGQUIT as exceptions: a command ends as tidily as with Ctrl-C."""

import contextlib
import signal
from collections.abc import Iterator
from types import FrameType


class Terminated(KeyboardInterrupt):
    """The system or the terminal ends the program. `exit_code` is 128 and the signal's number.

    A kind of Ctrl-C, because an event loop lets only that pass out of its callbacks.
    """

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.exit_code = 128 + number


def listen() -> None:
    """From now on these signals end what is going on as an exception (Windows has one of them)."""
    for name, end in {"SIGTERM": _end, "SIGHUP": _end, "SIGQUIT": _interrupt}.items():
        number = getattr(signal, name, None)
        if number is not None:
            signal.signal(number, end)


def _end(number: int, _frame: FrameType | None) -> None:
    raise Terminated(number)


def _interrupt(_number: int, _frame: FrameType | None) -> None:
    """Somebody wants to stop, with Ctrl and a backslash."""
    raise KeyboardInterrupt


@contextlib.contextmanager
def no_interrupt() -> Iterator[None]:
    """Ctrl-C waits for a moment; a process that starts in it never hears of it (not on Windows)."""
    mask = getattr(signal, "pthread_sigmask", None)
    before = mask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGQUIT}) if mask else None
    try:
        yield
    finally:
        if mask:
            mask(signal.SIG_SETMASK, before)


def ignore_interrupt() -> None:
    """Leave Ctrl-C to the process that started this one."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
