"""Lists to walk through with the arrow keys, and lines to edit: questionary, with our own words.

The question itself is printed as ordinary lines: however long it is, a person can scroll back to
it. Only the list or the line to type in is drawn anew with each key, and erased at the end.
"""

import contextlib
import sys
from collections.abc import Collection, Iterator
from typing import Any

import questionary
from prompt_toolkit import print_formatted_text
from prompt_toolkit.application.current import get_app_session
from prompt_toolkit.formatted_text import FormattedText
from prompt_toolkit.input.typeahead import clear_typeahead
from prompt_toolkit.key_binding import KeyBindings, merge_key_bindings
from prompt_toolkit.styles import Style

from samenwerk.errors import SamenwerkError
from samenwerk.i18n import Texts
from samenwerk.prompt import keyboard, keys
from samenwerk.prompt.layout import wrapped
from samenwerk.prompt.menu import LiveMenu
from samenwerk.prompt.screen import BACK, HELP, NOT_YET, SKIP, Line, Menu, Typed
from samenwerk.terminal import Terminal

# No colour: questionary's orange cannot be read on a light background.
STYLE = Style(
    [("question", "nobold"), ("answer", "fg:default nobold"), ("pointer", "fg:default bold")]
)
_ESCAPE_WAIT = 0.1  # seconds; a terminal sends an arrow key as Esc and more


class FullScreen:
    """Draws with questionary. Making one fails where the console cannot do that."""

    is_plain = False

    def __init__(self, terminal: Terminal, texts: Texts) -> None:
        self._terminal = terminal
        self._texts = texts
        self._input, self._output = get_app_session().input, get_app_session().output

    def say(self, text: str, *, indent: int = 0, is_strong: bool = False) -> None:
        lines = "\n".join(wrapped(text, self._width(), " " * indent))
        # tokens, never HTML or ANSI: text from files must not be read as a format
        tokens = FormattedText([("bold" if is_strong else "", lines)])
        with self._drawing():
            print_formatted_text(tokens, output=self._output)

    def key(self, command: str, *, has_text: bool = False) -> str:
        if command == BACK:
            return "Esc"
        if has_text:
            return {HELP: "F1", SKIP: "F3", NOT_YET: "F4"}[command]
        return self._texts("only Enter") if command == SKIP else command

    def read(self, line: Line) -> Typed:
        question = questionary.text(
            self._message(line), default=line.kept, qmark="", instruction="", style=STYLE,
            multiline=line.is_long, erase_when_done=True, prompt_continuation="   ",
        )  # fmt: skip
        entry: Typed = self._ask(question, keys.in_line(line, self._texts))
        if sys.stdin and sys.stdin.isatty():  # the rest of a paste must not answer what follows
            clear_typeahead(self._input)
            keyboard.drop_rest()
        return entry

    def pick(self, menu: Menu) -> str:
        if menu.has_keys():
            how = self._texts("Choose with the arrow keys or a letter, and press Enter.")
        else:
            how = self._texts("Choose with the arrow keys and press Enter.")
        id: str = self._choose(menu, how, None)
        return id

    def tick(self, menu: Menu, ticked: Collection[str]) -> list[str] | str:
        how = self._texts("Tick with the space bar. Then go down to “Done” and press Enter.")
        found: list[str] | str = self._choose(menu, how, ticked)
        return found

    def _choose(self, menu: Menu, how: str, ticked: Collection[str] | None) -> Any:
        parts = filter(None, [how, ", ".join(menu.commands), menu.complaint])
        instruction = [*wrapped("\n".join(parts), self._width(), "  "), ""]
        live = LiveMenu(menu, self._texts, ticked, self._width)
        # questionary puts two spaces before the instruction itself
        question = live.question("\n".join(instruction)[2:], STYLE)
        return self._ask(question, merge_key_bindings([live.bindings(), keys.in_list()]))

    def _message(self, line: Line) -> str:
        lines = [*wrapped(line.instruction, self._width(), "  "), ""]
        if line.complaint:
            lines += wrapped(line.complaint, self._width(), "  ")
        return "\n".join([*lines, " >"])[1:]  # questionary puts a space before and after it

    def _ask(self, question: questionary.Question, bindings: Any) -> Any:
        app = question.application
        app.ttimeoutlen = app.timeoutlen = _ESCAPE_WAIT
        own = app.key_bindings or KeyBindings()
        app.key_bindings = merge_key_bindings([own, bindings, keys.everywhere()])
        with self._drawing():
            return question.unsafe_ask()

    def _width(self) -> int:
        return self._output.get_size().columns - 1  # a full line would break by itself

    @contextlib.contextmanager
    def _drawing(self) -> Iterator[None]:
        """What was said before stands above; a terminal that is gone is the end."""
        try:
            self._terminal.flush()
            yield
        except (OSError, SamenwerkError):
            raise EOFError from None
