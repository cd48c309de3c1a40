"""What still waits at the keyboard: the rest of a paste must not answer the next question."""

import sys
import time

_PAUSE = 0.05  # seconds: what comes in sooner was pasted, or typed without looking


def is_pasting() -> bool:
    """Is a next line already there? Never true for a file or a test."""
    if not sys.stdin.isatty():
        return False
    if sys.platform == "win32":
        import msvcrt

        time.sleep(_PAUSE)
        return msvcrt.kbhit()
    import select

    return bool(select.select([sys.stdin], [], [], _PAUSE)[0])


def drop_rest() -> None:
    """Forget what was typed or pasted and not yet read."""
    if not sys.stdin or not sys.stdin.isatty():
        return
    if sys.platform == "win32":
        import msvcrt

        while msvcrt.kbhit():
            msvcrt.getwch()
    else:
        import termios

        termios.tcflush(sys.stdin, termios.TCIFLUSH)
