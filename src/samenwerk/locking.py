"""A lock on a folder. The system lets go of it when a program dies.

Windows and some networks cannot lock a folder: there, two who save in the very same moment may
both be in time.
"""

import contextlib
import os
import time
from collections.abc import Iterator
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

_PAUSE = 0.05  # seconds between two looks


@contextlib.contextmanager
def locked(folder: Path, patience: float) -> Iterator[bool]:
    """True as long as nobody else has the lock; False where there are no locks.

    Raises `BlockingIOError` if somebody else has it for longer than `patience` seconds.
    """
    with contextlib.ExitStack() as held:
        yield fcntl is not None and _is_locked(folder, held, patience)


def _is_locked(folder: Path, held: contextlib.ExitStack, patience: float) -> bool:
    try:
        descriptor = os.open(folder, os.O_RDONLY)
        held.callback(_let_go, descriptor)
        _lock(descriptor, time.monotonic() + patience)
    except BlockingIOError:
        raise
    except OSError:
        return False
    return True


def _lock(descriptor: int, end: float) -> None:
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= end:
                raise
            time.sleep(_PAUSE)
        else:
            return


def _let_go(descriptor: int) -> None:
    with contextlib.suppress(OSError):
        fcntl.flock(descriptor, fcntl.LOCK_UN)
    with contextlib.suppress(OSError):
        os.close(descriptor)
