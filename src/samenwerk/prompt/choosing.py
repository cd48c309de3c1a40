"""Answers that are chosen from a list. Nothing in it is chosen beforehand."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from samenwerk.prompt import Ask, Choice, Signal
from samenwerk.prompt.screen import BACK, COMMANDS, HELP, NOT_YET, SKIP, Menu, Option
from samenwerk.prompt.talk import Talk


class Choosing:
    """Asks for one or some of a few choices."""

    def __init__(self, talk: Talk) -> None:
        self._talk = talk

    def one(self, ask: Ask, choices: Sequence[Choice], *, back: str = "") -> Choice | Signal:
        """The choice that was made; `back` is another word for "previous question"."""
        menu = self._menu(ask, choices, back)
        while True:
            id = self._talk.screen.pick(menu)
            if id not in COMMANDS:
                return choices[int(id) - 1]
            signal, complaint = self._talk.obey(ask, id)
            if signal:
                return signal
            menu = replace(menu, complaint=complaint)

    def some(
        self, ask: Ask, choices: Sequence[Choice], chosen: Collection[str]
    ) -> list[Choice] | Signal:
        """The choices that were made, in their own order."""
        menu = self._menu(ask, choices)
        ticked = [str(place) for place, each in enumerate(choices, 1) if each.value in chosen]
        while True:
            found = self._talk.screen.tick(menu, ticked)
            if isinstance(found, list):
                return [each for place, each in enumerate(choices, 1) if str(place) in found]
            signal, complaint = self._talk.obey(ask, found)
            if signal:
                return signal
            menu = replace(menu, complaint=complaint)

    def _menu(self, ask: Ask, choices: Sequence[Choice], back: str = "") -> Menu:
        options = [
            Option(id=str(place), label=each.label, explanation=each.explanation, key=each.key)
            for place, each in enumerate(choices, 1)
        ]
        ways_out = self._ways_out(ask, {each.key.lower() for each in choices})
        commands = self._talk.commands(ask, (HELP, BACK), names={BACK: back} if back else {})
        return Menu(options=[*options, *ways_out], commands=commands)

    def _ways_out(self, ask: Ask, taken: Collection[str]) -> list[Option]:
        """Not to answer now, as the last lines; with its letter only if that is still free."""
        letter, label = self._talk.not_yet()
        ways = [
            Option(id=NOT_YET, label=label, key="" if letter in taken else letter),
            Option(id=SKIP, label=self._talk.texts("Skip for now"), key=SKIP),
        ]
        possible = {NOT_YET: Signal.NOT_YET, SKIP: Signal.SKIP}
        return [way for way in ways if possible[way.id] in ask.signals]
