"""The door to the person: asks, and takes only what was really answered.

One interface. The lists and lines are drawn either by questionary or as plain numbered lines, for
screen readers and consoles that can do no more; the conversation is the same.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Protocol

from samenwerk.i18n import Texts
from samenwerk.terminal import Terminal


class Signal(Enum):
    """What a person can do instead of answering."""

    BACK = "back"
    SKIP = "skip"
    NOT_YET = "not-yet"


@dataclass(frozen=True, kw_only=True)
class Choice:
    """One of the answers to choose from; `key` is the letter that picks it."""

    value: str
    label: str
    explanation: str = ""
    key: str = ""


@dataclass(frozen=True, kw_only=True)
class Ask:
    """Everything that is shown with one question, in the language of the screen.

    `current` is the answer of now: prefilled for text, only shown for a choice. `note` holds lines
    that are always shown, `help` is shown on `?`, `signals` are what is possible here.
    """

    heading: str
    question: str
    help: str = ""
    note: Sequence[str] = ()
    signals: frozenset[Signal] = frozenset()
    current: str = ""


Check = Callable[[str], str]  # "" or a sentence that says what is wrong


class Prompter(Protocol):
    """Asks one question at a time.

    Ctrl-C raises KeyboardInterrupt; Ctrl-D, the end of the input and a closed terminal raise
    EOFError. Enter alone never chooses anything.
    """

    def text(self, ask: Ask, check: Check) -> str | Signal:
        """One line."""

    def long_text(self, ask: Ask, check: Check) -> str | Signal:
        """Several lines; Enter on an empty line is done."""

    def lines(self, ask: Ask, check: Check) -> list[str] | Signal:
        """A list, one item a line; Enter on an empty line is done."""

    def choice(self, ask: Ask, choices: Sequence[Choice]) -> str | Signal:
        """The value of one choice."""

    def choices(
        self, ask: Ask, choices: Sequence[Choice], chosen: Sequence[str] = ()
    ) -> list[str] | Signal:
        """The values of one or more choices, in their order."""

    def search(self, ask: Ask, options: Mapping[str, str], *, add: str = "") -> str | Signal:
        """One of many, found by a part of its name: `options` gives a name to each value.

        With `add`, a label, a name that is not there can be added: "+" and the name. Leaving it
        empty is SKIP, where that is possible.
        """

    def decide(self, ask: Ask, choices: Sequence[Choice]) -> str:
        """What to do next: a choice without a way round it."""


def prompter(terminal: Terminal, texts: Texts, *, plain: bool) -> Prompter:
    """Plain when asked for, or when the console cannot do more (and then it says so)."""
    from samenwerk.prompt.conversation import Conversation
    from samenwerk.prompt.plain import PlainScreen

    if not plain:
        from samenwerk.prompt.full import FullScreen

        try:
            return Conversation(FullScreen(terminal, texts), texts)
        except Exception:  # noqa: BLE001  # what stands in the way differs by console: Git Bash, …
            terminal.complain(
                texts("This window cannot show lists. The questions are asked line by line.")
            )
    return Conversation(PlainScreen(terminal, texts), texts)
