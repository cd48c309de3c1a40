"""The conversation, the same on every screen: what is asked for, and what is said afterwards."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from samenwerk.i18n import Texts
from samenwerk.prompt import Ask, Check, Choice, Signal, typed
from samenwerk.prompt.choosing import Choosing
from samenwerk.prompt.screen import Screen
from samenwerk.prompt.searching import ADD, Searching
from samenwerk.prompt.talk import Talk
from samenwerk.prompt.writing import Form, Writing


class Conversation:
    """Asks on a screen until there is an answer or a signal. A `Prompter`."""

    def __init__(self, screen: Screen, texts: Texts) -> None:
        self._talk = Talk(screen, texts)
        self._texts = texts

    def text(self, ask: Ask, check: Check) -> str | Signal:
        form = Form(self._texts("Type your answer and press Enter."), typed.one_line)
        return self._told(Writing(self._talk).answer(ask, form, check))

    def long_text(self, ask: Ask, check: Check) -> str | Signal:
        how = self._texts("Type your answer. Done? Press Enter twice.")
        form = Form(how, typed.paragraphs, typed.MAX_TEXT, is_long=True)
        return self._told(Writing(self._talk).answer(ask, form, check))

    def lines(self, ask: Ask, check: Check) -> list[str] | Signal:
        how = self._texts("One on each line. Type your answer. Done? Press Enter twice.")
        form = Form(how, typed.items, typed.MAX_TEXT, is_long=True)
        answer = self._told(Writing(self._talk).answer(ask, form, self._each(check)))
        return answer if isinstance(answer, Signal) else answer.split("\n")

    def search(self, ask: Ask, options: Mapping[str, str], *, add: str = "") -> str | Signal:
        found = Searching(self._talk).answer(ask, options, add)
        if found is Signal.SKIP:
            return found  # no word about it: in a row of searches it only means "done"
        if isinstance(found, Signal):
            return self._talk.leave(found)
        self._talk.tell(options.get(found) or found.removeprefix(ADD))
        return found

    def choice(self, ask: Ask, choices: Sequence[Choice]) -> str | Signal:
        labels = {choice.value: choice.label for choice in choices}
        self._talk.open(ask, labels.get(ask.current, ask.current))
        picked = Choosing(self._talk).one(ask, choices)
        if isinstance(picked, Signal):
            return self._talk.leave(picked)
        self._talk.tell(picked.label)
        return picked.value

    def choices(
        self, ask: Ask, choices: Sequence[Choice], chosen: Sequence[str] = ()
    ) -> list[str] | Signal:
        self._talk.open(ask, "" if chosen else ask.current)
        picked = Choosing(self._talk).some(ask, choices, chosen)
        if isinstance(picked, Signal):
            return self._talk.leave(picked)
        self._talk.tell(", ".join(choice.label for choice in picked))
        return [choice.value for choice in picked]

    def decide(self, ask: Ask, choices: Sequence[Choice]) -> str:
        picked = self.choice(replace(ask, signals=frozenset()), choices)
        return "" if isinstance(picked, Signal) else picked  # no signal is possible

    def _told(self, answer: str | Signal) -> str | Signal:
        if isinstance(answer, Signal):
            return self._talk.leave(answer)
        lines = answer.split("\n")
        if self._talk.screen.is_plain and len(lines) > 1:  # it still stands on the screen
            self._talk.tell(self._texts("{count} lines", count=len(lines)))
        else:
            self._talk.tell(answer)
        return answer

    def _each(self, check: Check) -> Check:
        def wrong(text: str) -> str:
            for number, item in enumerate(text.split("\n"), 1):
                sentence = typed.refusal(item, typed.MAX_LINE, check, self._texts)
                if sentence:
                    return self._texts("Line {number}: {what}", number=number, what=sentence)
            return ""

        return wrong
