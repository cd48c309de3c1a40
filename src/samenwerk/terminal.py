"""The door to the person: says things, and (in `prompt`) asks them.

Results go to stdout, messages to stderr. What comes from files is escaped here once more, so that
no command can forget it; only finished machine formats go out as they are.
"""

import codecs
import contextlib
import os
import shutil
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TextIO

from samenwerk import escape
from samenwerk.errors import N_, SamenwerkError

NARROW = 60  # columns; below this a table becomes a list


class Terminal:
    """Where a command speaks. `width` in columns; 0 means: never wrap (a pipe or a file)."""

    def __init__(self, out: TextIO | None, err: TextIO | None) -> None:
        self._out = _prepared(out)
        self._err = _prepared(err)
        self.is_terminal = bool(out and out.isatty())
        self.width = shutil.get_terminal_size().columns if self.is_terminal else 0

    @classmethod
    def standard(cls) -> "Terminal":
        """The streams that the program was started with."""
        return cls(sys.stdout, sys.stderr)

    @contextlib.contextmanager
    def progress(self) -> Iterator["Progress"]:
        """Show how far a long task is; what it showed is gone at the end."""
        shown = Progress(self._err)
        try:
            yield shown
        finally:
            shown.erase()

    # --- saying ---

    def say(self, text: str = "") -> None:
        """A result, on stdout; long lines are left to the terminal."""
        self.write(escape.terminal(text) + "\n")

    def paragraph(self, text: str, indent: str = "") -> None:
        """A result, wrapped at the width of the terminal."""
        for line in text.split("\n"):
            self.say(self.wrapped(line, indent))

    def confirm(self, text: str) -> None:
        """Something was saved: said on stderr where stdout cannot take it, so that it is known."""
        try:
            self.paragraph(text)
            self.flush()
        except SamenwerkError:
            self.complain(text.strip())
            raise

    def complain(self, text: str) -> None:
        """A message, on stderr; where that is full or closed, nobody can be told."""
        if self._err is None:
            return
        try:
            print(escape.terminal(text), file=self._err, flush=True)
        except OSError:
            _forget(self._err)

    def write(self, finished: str) -> None:
        """Text in a finished format, as it is."""
        if self._out is None:
            raise SamenwerkError(N_("There is nowhere to write the result: stdout is closed."))
        with _sending(self._out):
            self._out.write(finished)

    def flush(self) -> None:
        """Send what is still in the buffer; the last chance to notice a full disk."""
        if self._out is not None:
            with _sending(self._out):
                self._out.flush()

    def close(self) -> None:
        """Nothing more is said: what a closed window left unsent must not change the exit code."""
        for stream in filter(None, (self._out, self._err)):
            try:
                stream.flush()
            except (OSError, ValueError):
                with contextlib.suppress(OSError, ValueError):
                    _forget(stream)

    def wrapped(self, line: str, indent: str = "") -> str:
        """A line broken at the terminal's width; the later lines get `indent`."""
        if not self.width or not line.strip():
            return line
        import textwrap

        return textwrap.fill(
            line, max(1, self.width - 1), subsequent_indent=indent, break_long_words=False,
            break_on_hyphens=False, replace_whitespace=False, drop_whitespace=True,
        )  # fmt: skip

    def table(self, headings: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
        """A table on a wide terminal, a list on a narrow or dumb one, tabs in a pipe."""
        if not self.is_terminal:
            for row in rows:
                self.say("\t".join(escape.one_line(cell) for cell in row))
        elif self.width < NARROW or os.environ.get("TERM") == "dumb":
            self._list(headings, rows)
        else:
            self._rich_table(headings, rows)

    def _list(self, headings: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
        for row in rows:
            self.say(escape.one_line(row[0]))
            for heading, cell in zip(headings[1:], row[1:], strict=True):
                if cell:
                    self.paragraph(f"  {heading}: {escape.one_line(cell)}", "    ")

    def _rich_table(self, headings: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
        from rich.box import SIMPLE_HEAD
        from rich.console import Console
        from rich.table import Table
        from rich.text import Text

        cells = [[escape.folded(cell) for cell in row] for row in rows]
        table = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False)
        for heading, column in zip(headings, zip(*cells, strict=True), strict=False):
            is_id = not any(" " in cell for cell in column)  # to copy and paste: in one piece
            table.add_column(Text(heading), overflow="fold", no_wrap=is_id)
        for row in cells:
            table.add_row(*map(Text, row))
        console = Console(
            file=self._out, width=self.width, markup=False, emoji=False, highlight=False
        )
        console.print(table)


class Progress:
    """One line on stderr that changes: only on a terminal, and not in the first second."""

    def __init__(self, stream: TextIO | None) -> None:
        is_plain = os.environ.get("TERM") == "dumb" or os.environ.get("SAMENWERK_PLAIN") == "1"
        self._stream = stream if stream and stream.isatty() and not is_plain else None
        self._next = time.monotonic() + 1.0
        self._width = 0  # of what stands there

    def show(self, text: Callable[[], str]) -> None:
        """`text` is only asked for when it is shown: five times a second."""
        if self._stream and time.monotonic() > self._next:
            self._next = time.monotonic() + 0.2
            line = text()[: shutil.get_terminal_size().columns - 1]
            self._write(f"\r{line:{self._width}}")
            self._width = len(line)

    def erase(self) -> None:
        if self._width:
            self._write(f"\r{'':{self._width}}\r")
            self._width = 0

    def _write(self, text: str) -> None:
        assert self._stream is not None
        try:
            print(text, end="", file=self._stream, flush=True)
        except OSError:
            _forget(self._stream)


def _by_number(error: UnicodeError) -> tuple[str, int]:
    r"""Characters that an encoding lacks as `\u20ac`: JSON stays JSON in every encoding."""
    import json

    assert isinstance(error, UnicodeEncodeError)
    return json.dumps(error.object[error.start : error.end]).strip('"'), error.end


codecs.register_error("samenwerk.by_number", _by_number)


def _prepared(stream: TextIO | None) -> TextIO | None:
    """Characters that the console lacks are written by number; lines end alike on all systems."""
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure:
        reconfigure(errors="samenwerk.by_number", newline="\n")
    return stream


@contextlib.contextmanager
def _sending(stream: TextIO) -> Iterator[None]:
    """A reader that went away (`| head`) is no error: the command goes on to its verdict."""
    try:
        yield
    except BrokenPipeError:
        _forget(stream)
    except OSError as error:
        _forget(stream)
        raise SamenwerkError(
            N_("The result could not be written: the disk is full or the output is closed.")
        ) from error


def _forget(stream: TextIO) -> None:
    """Drop what is left in the buffer, so that Python does not stumble over it at the end."""
    descriptor = os.open(os.devnull, os.O_WRONLY)
    os.dup2(descriptor, stream.fileno())
    os.close(descriptor)
