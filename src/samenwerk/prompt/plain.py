"""Numbered lines: for screen readers, and for consoles that can do no more."""

import re
import sys
from collections.abc import Collection, Sequence

from samenwerk.errors import SamenwerkError
from samenwerk.i18n import Texts
from samenwerk.prompt import keyboard
from samenwerk.prompt.layout import wrapped
from samenwerk.prompt.screen import COMMANDS, SKIP, Line, Menu, Option, Typed
from samenwerk.terminal import Terminal

DEFAULT_WIDTH = 80
# A terminal in line mode drops the rest of a longer line without a word (macOS: at 1024 bytes).
LONGEST_LINE = 1_000 if sys.platform == "darwin" else 4_000
_SHOWN = 40  # characters of a wrong answer that are repeated
_BETWEEN = re.compile(r"[\s,;]+")


class PlainScreen:
    """Shows lines, one after the other, and reads lines."""

    is_plain = True

    def __init__(self, terminal: Terminal, texts: Texts) -> None:
        self._terminal = terminal
        self._texts = texts
        reconfigure = getattr(sys.stdin, "reconfigure", None)
        if reconfigure:  # a byte that is no text becomes a character that is refused
            reconfigure(errors="surrogateescape")

    def say(self, text: str, *, indent: int = 0, is_strong: bool = False) -> None:  # noqa: ARG002
        for line in wrapped(text, self._width(), " " * indent):
            self._write(f"{line}\n")

    def key(self, command: str, *, has_text: bool = False) -> str:
        return self._texts("only Enter") if command == SKIP and not has_text else command

    def read(self, line: Line) -> Typed:
        self.say(line.complaint or line.instruction)
        self._write(self._texts("Your answer:") + ("\n" if line.is_long else " "))
        lines = self._several_lines() if line.is_long else self._burst()
        if any(len(each.encode("utf-8", "replace")) > LONGEST_LINE for each in lines):
            return Typed("", refusal=self._cut_off())
        return Typed("\n".join(lines))

    def pick(self, menu: Menu) -> str:
        how = self._how_to_pick(menu)
        self._offer(menu, how, None)
        while True:
            typed = self._answer()
            if id := _id(menu, typed):
                return id
            self.say(self._wrong(how, typed))

    def tick(self, menu: Menu, ticked: Collection[str]) -> list[str] | str:
        how = self._texts("Type the numbers that apply, such as: 1,3.")
        self._offer(menu, how, ticked)
        while True:
            typed = self._answer()
            ids = [_id(menu, word) for word in _BETWEEN.split(typed)]
            if len(ids) == 1 and ids[0] in COMMANDS:
                return ids[0]
            if all(ids) and not COMMANDS.intersection(ids):
                return ids
            self.say(self._wrong(how, typed))

    # --- showing ---

    def _offer(self, menu: Menu, how: str, ticked: Collection[str] | None) -> None:
        if menu.complaint:
            self.say(menu.complaint)
            return
        for number, option in enumerate(menu.options, 1):
            self._show(number, option, ticked)
        self.say("\n".join(filter(None, [how, ", ".join(menu.commands)])))

    def _show(self, number: int, option: Option, ticked: Collection[str] | None) -> None:
        start = f"{number}. "
        box = "" if ticked is None or option.id in COMMANDS else _box(option.id in ticked)
        key = f" ({option.key})" if option.key else ""
        margin = " " * len(start)
        lines = wrapped(f"{box}{option.label}{key}", self._width(), start, margin)
        if option.explanation:
            lines += wrapped(option.explanation, self._width(), margin)
        self._write("".join(f"{line}\n" for line in lines))

    def _how_to_pick(self, menu: Menu) -> str:
        count = len(menu.options)
        if menu.has_keys():
            return self._texts("Type a number from 1 to {count}, or a letter.", count=count)
        return self._texts("Type a number from 1 to {count}.", count=count)

    def _wrong(self, how: str, typed: str) -> str:
        if not typed:
            return how
        shown = typed if len(typed) <= _SHOWN else f"{typed[:_SHOWN]}…"
        return f"{self._texts('“{typed}” is not in the list.', typed=shown)} {how}"

    def _cut_off(self) -> str:
        return self._texts(
            "That line is too long for this window: at most {limit} characters. "
            "Divide it over more lines.",
            limit=LONGEST_LINE,
        )

    def _width(self) -> int:
        return (self._terminal.width or DEFAULT_WIDTH) - 1  # a full line would break by itself

    def _write(self, finished: str) -> None:
        try:
            self._terminal.write(finished)
            self._terminal.flush()
        except SamenwerkError:  # nobody sees the question any more
            raise EOFError from None

    # --- reading ---

    def _answer(self) -> str:
        self._write(f"{self._texts('Your answer:')} ")
        return " ".join(self._burst()).strip()

    def _burst(self) -> list[str]:
        """A line, with all that was pasted after it."""
        lines = self._pasted()
        if len(lines) > 1:
            keyboard.drop_rest()
        return lines

    def _several_lines(self) -> list[str]:
        """Lines up to an empty one that was typed: a pasted text may hold empty lines."""
        lines = self._pasted()
        while lines[0].strip() not in {"", *COMMANDS}:
            more = self._pasted()
            if not any(more) and len(more) == 1:
                break
            lines += more
        return lines

    def _pasted(self) -> list[str]:
        lines = [self._line()]
        while keyboard.is_pasting():
            lines.append(self._line())
        return lines

    def _line(self) -> str:
        try:
            line = sys.stdin.readline()
        except KeyboardInterrupt:
            self._write("\n")
            raise
        except (OSError, ValueError, AttributeError):  # the terminal, or stdin itself, is gone
            raise EOFError from None
        if not line:
            self._write("\n")
            raise EOFError
        return line.rstrip("\r\n")


def _id(menu: Menu, typed: str) -> str:
    """The option or command that was typed as its number, letter or sign; or ""."""
    options: Sequence[Option] = menu.options
    if typed.isdecimal() and len(typed) < 5 and 1 <= int(typed) <= len(options):
        return options[int(typed) - 1].id
    wanted = typed.lower()
    found = [option.id for option in options if wanted and option.key.lower() == wanted]
    return found[0] if found else typed if typed in COMMANDS else ""


def _box(is_ticked: bool) -> str:  # noqa: FBT001
    return "[x] " if is_ticked else "[ ] "
