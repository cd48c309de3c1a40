"""The questions about a new register, and a review where every answer can be changed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from samenwerk.errors import N_
from samenwerk.founding import WORKFLOWS
from samenwerk.interview import typed
from samenwerk.interview.founded import NAME, PLATFORM, Said
from samenwerk.interview.voice import Answered, Voice, choices_of
from samenwerk.prompt import Ask, Choice, Signal
from samenwerk.yamlfile import Value

MAKE, CHANGE, VIEW, STOP = "make", "change", "view", "stop"
LONGEST_NAME = 200
_NOWHERE = "none"
_PLATFORMS: Mapping[str, str] = {
    "github": "GitHub",
    "gitlab": "GitLab",
    "azure": "Azure DevOps",
}


@dataclass(frozen=True)
class Question:
    """What is asked for one key, as message ids."""

    label: str
    ask: str
    help: str


QUESTIONS: Mapping[str, Question] = {
    NAME: Question(
        N_("Organisation"),
        N_("Whose register is this? Write the official name of the organisation."),
        N_("For example: Gemeente Woerden."),
    ),
    "authority": Question(
        N_("Kind of authority"),
        N_("What kind of authority is it?"),
        N_("This decides the words in documents, such as the name of the council."),
    ),
    "language": Question(
        N_("Language of documents"),
        N_("In which language are the memos and the README?"),
        N_("The language of the screen is separate: choose that with --lang."),
    ),
    "visibility": Question(
        N_("Visibility"),
        N_("Who may read the register?"),
        N_("In a public register, facts that are not for everybody give an error."),
    ),
    "approvers": Question(
        N_("Approvers of exceptions"),
        N_("Which functions may approve an exception?"),
        N_("Functions, never names. Example: municipal secretary. You can add them later too."),
    ),
    PLATFORM: Question(
        N_("Platform"),
        N_("Where will the register be kept?"),
        N_("Then the file comes along with which the platform checks every change."),
    ),
}


class Founder:
    """Asks what was not said yet. `said` is what is known, by the keys of QUESTIONS."""

    def __init__(self, voice: Voice, said: Said) -> None:
        self._voice = voice
        self.said: dict[str, Value] = dict(said)
        self._asked = [key for key in QUESTIONS if key not in said]

    @property
    def count(self) -> int:
        return len(self._asked)

    def run(self) -> None:
        """Every question; back is always possible."""
        number = 0
        while number < len(self._asked):
            answer = self._ask(self._asked[number], self._place(number))
            number += -1 if answer is Signal.BACK else 1

    def review(self) -> str:
        """Shows all answers until one of MAKE, VIEW and STOP is chosen."""
        while True:
            self._show()
            ask = Ask(heading="", question=self._voice.texts("Is this right?"))
            wanted = self._voice.prompter.decide(ask, self._ways_on())
            if wanted != CHANGE:
                return wanted
            self._change()

    # --- one question ---

    def _ask(self, key: str, about: Ask) -> Signal | None:
        """Ask, and keep the answer; what was done instead comes back."""
        answer = self._answer(key, about)
        if answer is Signal.SKIP:
            self.said[key] = []
        elif not isinstance(answer, Signal):
            self.said[key] = answer
        return answer if answer is Signal.BACK else None

    def _place(self, number: int) -> Ask:
        where = self._voice.texts(
            "Question {number} of {total}", number=number + 1, total=self.count
        )
        key = self._asked[number]
        signals = {Signal.SKIP} if key == "approvers" else set()
        if number:
            signals.add(Signal.BACK)
        heading = f"{where} · {self._voice.texts(QUESTIONS[key].label)}"
        return self._about(key, heading, frozenset(signals))

    def _about(self, key: str, heading: str, signals: frozenset[Signal]) -> Ask:
        texts, question = self._voice.texts, QUESTIONS[key]
        now = self.said.get(key)
        return Ask(
            heading=heading,
            question=texts(question.ask),
            help=texts(question.help),
            signals=signals,
            current="\n".join(map(str, now)) if isinstance(now, list) else str(now or ""),
        )

    def _answer(self, key: str, about: Ask) -> Answered:
        prompter, fits = self._voice.prompter, typed.check_text(self._voice.texts, LONGEST_NAME)
        if key == NAME:
            return prompter.text(about, fits)
        if key == "approvers":
            lines = prompter.lines(about, fits)
            return lines if isinstance(lines, Signal) else [*dict.fromkeys(lines)]
        chosen = prompter.choice(about, self._choices(key))
        return "" if chosen == _NOWHERE else chosen

    def _choices(self, key: str) -> Sequence[Choice]:
        if key != PLATFORM:
            return choices_of(self._voice, "register", (key,))
        elsewhere = self._voice.texts("Somewhere else, or I do not know yet")
        known = [Choice(value=each, label=_PLATFORMS[each]) for each in WORKFLOWS]
        return [*known, Choice(value=_NOWHERE, label=elsewhere)]

    # --- the review ---

    def _show(self) -> None:
        terminal, texts = self._voice.terminal, self._voice.texts
        terminal.say()
        terminal.say(texts("Check your answers"))
        terminal.say()
        for key, question in QUESTIONS.items():
            terminal.paragraph(f"  {texts(question.label)}: {self._words(key)}", "    ")

    def _words(self, key: str) -> str:
        now = self.said.get(key)
        if isinstance(now, list):
            return ", ".join(map(str, now)) or self._voice.texts("none")
        if key == NAME:
            return str(now)
        labels = {each.value: each.label for each in self._choices(key)}
        return labels.get(str(now or _NOWHERE), str(now))

    def _ways_on(self) -> list[Choice]:
        texts = self._voice.texts
        return [
            Choice(value=MAKE, label=texts("Make the register")),
            Choice(value=CHANGE, label=texts("Change an answer")),
            Choice(value=VIEW, label=texts("See the files first")),
            Choice(value=STOP, label=texts("Stop and make nothing")),
        ]

    def _change(self) -> None:
        texts = self._voice.texts
        ask = Ask(heading=texts("Change an answer"), question=texts("Which answer?"))
        choices = [
            Choice(value=key, label=texts(question.label)) for key, question in QUESTIONS.items()
        ]
        key = self._voice.prompter.decide(ask, choices)
        skip = frozenset({Signal.SKIP} if key == "approvers" else ())
        self._ask(key, self._about(key, texts(QUESTIONS[key].label), skip))
