"""What a screen can do for the conversation. Two can: `plain` and `full`.

Commands are what can be typed, or pressed, instead of an answer. None of them holds a letter or a
digit, so none can be an answer.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Protocol

HELP = "?"
NOT_YET = "??"
BACK = "<"
SKIP = "-"
COMMANDS = frozenset({HELP, NOT_YET, BACK, SKIP})


@dataclass(frozen=True, kw_only=True)
class Line:
    """A place to type in: one line, or more (`is_long`). `kept` is what was typed before."""

    instruction: str
    limit: int
    is_long: bool = False
    kept: str = ""
    complaint: str = ""


@dataclass(frozen=True)
class Typed:
    """What was typed, or a command; with `refusal` it never came in whole.

    `kept` is what stood in the line when a key for a command was pressed.
    """

    text: str
    kept: str = ""
    refusal: str = ""


@dataclass(frozen=True, kw_only=True)
class Option:
    """A line of a menu; `id` is a number, or the command that it carries out."""

    id: str
    label: str
    explanation: str = ""
    key: str = ""


@dataclass(frozen=True, kw_only=True)
class Menu:
    """A list to choose from; `commands` says what else can be done. The screen says how."""

    options: Sequence[Option]
    commands: Sequence[str] = ()
    complaint: str = ""

    def has_keys(self) -> bool:
        return any(option.key for option in self.options if option.id not in COMMANDS)


class Screen(Protocol):
    """Shows, and waits for the person.

    A plain one never takes back what it has shown, so its lines cannot start with a text in them.
    """

    is_plain: bool

    def say(self, text: str, *, indent: int = 0, is_strong: bool = False) -> None:
        """A text, wrapped."""

    def key(self, command: str, *, has_text: bool = False) -> str:
        """What to press for a command: when the line is empty, or `has_text`."""

    def read(self, line: Line) -> Typed:
        """What a person types, as it is."""

    def pick(self, menu: Menu) -> str:
        """The id of an option, or a command."""

    def tick(self, menu: Menu, ticked: Collection[str]) -> list[str] | str:
        """The ids of some options, or a command."""
