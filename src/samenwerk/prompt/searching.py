"""One of many: found by a part of its name, chosen from what is near, or added."""

from collections.abc import Mapping, Sequence

from samenwerk.prompt import Ask, Choice, Signal, lookup, typed
from samenwerk.prompt.choosing import Choosing
from samenwerk.prompt.talk import Talk
from samenwerk.prompt.writing import Draft, Form, Writing

ADD = "+"
MOST_SHOWN = 9  # names to choose from; when more fit, a person types more of the name


class Searching:
    """Asks until one name is meant. Never guesses: the first of several is no answer."""

    def __init__(self, talk: Talk) -> None:
        self._talk = talk
        self._texts = talk.texts

    def answer(self, ask: Ask, options: Mapping[str, str], add: str) -> str | Signal:
        """A value, "+" and a new name, or a signal."""
        self._talk.open(ask, options.get(ask.current, ask.current))
        draft = Draft(is_warned=True)  # a part of a name is no loss
        form = self._form(add)
        writing = Writing(self._talk)
        while True:
            answer = writing.attempt(ask, form, draft, lambda _text: "")
            if isinstance(answer, Signal):
                return answer
            found = self._found(answer, options, add, draft) if answer else None
            if found:
                return found

    def _form(self, add: str) -> Form:
        how = self._texts("Type a part of the name and press Enter.")
        if add:
            how += " " + self._texts("Not in the list? Type + and the name.")
        return Form(how, typed.one_line, skip=self._texts("go on"))

    def _found(self, text: str, options: Mapping[str, str], add: str, draft: Draft) -> str | None:
        if add and text.startswith(ADD):
            return ADD + text.removeprefix(ADD).strip()
        values = lookup.matching(text, options)
        if len(values) == 1:
            return values[0]
        if len(values) > MOST_SHOWN:
            draft.complaint = self._too_many(text, len(values))
            return None
        if values:
            draft.complaint = ""
            question = self._texts("Which one do you mean?")
            return self._meant(text, question, [(each, options[each]) for each in values], add)
        near = [(each, options[each]) for each in lookup.near(text, options)]
        draft.complaint = "" if add else self._unknown(text, near)
        question = self._texts("“{typed}” is not in the list.", typed=text)
        return self._meant(text, question, near, add) if add else None

    def _meant(
        self, text: str, question: str, near: Sequence[tuple[str, str]], add: str
    ) -> str | None:
        """Let the person say which of the near names is meant, if any."""
        choices = [Choice(value=value, label=name) for value, name in near]
        if add:
            choices.append(Choice(value=ADD + text, label=f"{add}: {text}"))
        again = Choice(value="", label=self._texts("Search again"))
        ask = Ask(heading="", question=question, signals=frozenset({Signal.BACK}))
        self._talk.screen.say(question, is_strong=True)
        picked = Choosing(self._talk).one(ask, [*choices, again], back=self._texts("search again"))
        return None if isinstance(picked, Signal) else picked.value or None

    def _too_many(self, text: str, count: int) -> str:
        return self._texts(
            "{count} names fit “{typed}”. Type more of the name.", count=count, typed=text
        )

    def _unknown(self, text: str, near: Sequence[tuple[str, str]]) -> str:
        if not near:
            return self._texts("“{typed}” is not in the list. Try a part of the name.", typed=text)
        return self._texts(
            "“{typed}” is not in the list. Near: {names}.",
            typed=text,
            names=", ".join(name for _, name in near),
        )
