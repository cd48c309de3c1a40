"""What all questions share: how they open, what can be done instead of answering, how they end."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from samenwerk.i18n import Texts
from samenwerk.prompt import Ask, Signal
from samenwerk.prompt.layout import STAY_TOGETHER
from samenwerk.prompt.screen import BACK, HELP, NOT_YET, SKIP, Screen

_SIGNALS = {BACK: Signal.BACK, SKIP: Signal.SKIP, NOT_YET: Signal.NOT_YET}


class Talk:
    """A screen, and the words that come back with every question."""

    def __init__(self, screen: Screen, texts: Texts) -> None:
        self.screen = screen
        self.texts = texts

    def open(self, ask: Ask, current: str) -> None:
        """Show the question; the answer of now only if it is given here."""
        self.screen.say("")
        if ask.heading:
            self.screen.say(ask.heading)
        self.screen.say(ask.question, is_strong=True)
        for line in ask.note:
            self.screen.say(line, indent=2)
        if current:
            self.screen.say(self.texts("Answer now: {answer}", answer=current), indent=2)

    def commands(
        self,
        ask: Ask,
        offered: Iterable[str],
        *,
        has_text: bool = False,
        names: Mapping[str, str] = MappingProxyType({}),
    ) -> list[str]:
        """What can be done here instead of answering, as `? = help`; `names` are other words."""
        names = {**self._names(), **names}
        possible = [command for command in offered if self._is_possible(ask, command)]
        keys = [self.screen.key(command, has_text=has_text) for command in possible]
        return [
            f"{key} = {names[command]}".replace(" ", STAY_TOGETHER)
            for key, command in zip(keys, possible, strict=True)
        ]

    def obey(self, ask: Ask, command: str) -> tuple[Signal | None, str]:
        """The signal of a command, or a complaint; help is shown here, and is neither."""
        if command == HELP:
            self._help(ask)
            return None, ""
        if self._is_possible(ask, command):
            return _SIGNALS[command], ""
        if command == BACK:
            return None, self.texts("You cannot go back from this question.")
        return None, self.texts("That is not possible with this question.")

    def leave(self, signal: Signal) -> Signal:
        """Say in one line what happened instead of an answer."""
        sentences = {
            Signal.BACK: self.texts("Back to the previous question."),
            Signal.SKIP: self.texts("Skipped for now."),
            Signal.NOT_YET: self.texts("Answer: {answer}", answer=self.not_yet()[1]),
        }
        self.screen.say(sentences[signal])
        return signal

    def tell(self, answer: str) -> None:
        """Say in one line what was answered."""
        indented = answer.replace("\n", "\n  ")
        self.screen.say(self.texts("Answer: {answer}", answer=indented))

    def not_yet(self) -> tuple[str, str]:
        """The letter and the label of the line "I don't know yet"."""
        letter, _, label = self.texts("u) I don't know yet").partition(") ")
        return letter, label

    def _help(self, ask: Ask) -> None:
        if ask.help:
            self.screen.say(self.texts("Help: {help}", help=ask.help), indent=2)
        else:
            self.screen.say(self.texts("There is no help with this question."), indent=2)

    def _is_possible(self, ask: Ask, command: str) -> bool:
        return bool(ask.help) if command == HELP else _SIGNALS[command] in ask.signals

    def _names(self) -> dict[str, str]:
        return {
            HELP: self.texts("help"),
            BACK: self.texts("previous question"),
            SKIP: self.texts("skip"),
            NOT_YET: self.texts("don't know yet"),
        }
