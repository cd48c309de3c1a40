"""The first questions about a new partnership, with a review where every answer can be changed."""

from samenwerk import fact
from samenwerk.checklist import INTAKE, Gate, Question, ours
from samenwerk.i18n import Text
from samenwerk.interview.draft import Draft
from samenwerk.interview.facts import Facts
from samenwerk.interview.voice import KIND, Voice, words
from samenwerk.prompt import Ask, Choice, Signal
from samenwerk.schema import field
from samenwerk.surroundings import Surroundings
from samenwerk.yamlfile import Path, Value

SAVE, CHANGE, VIEW, KEEP, DISCARD = "save", "change", "view", "keep", "discard"
_REQUIRED = frozenset({"name", "dates.check_by"})


class Intake:
    """Asks the questions of the intake; each answer goes into the draft at once."""

    def __init__(
        self, voice: Voice, draft: Draft, surroundings: Surroundings, *, inherited: bool
    ) -> None:
        self._voice = voice
        self._draft = draft
        known = {**surroundings.organisations, **draft.organisations}
        self._facts = Facts(voice, draft, known, own=surroundings.settings.organisation)
        self._inherited = inherited
        self.questions = [*ours()[INTAKE].questions, *([_check_by()] if inherited else [])]

    @property
    def left(self) -> int:
        """How many questions have no answer yet."""
        return sum(1 for each in self.questions if not self._has(each))

    def run(self) -> None:
        """Every question without an answer; back is always possible."""
        number = self._next(0)
        while number is not None:
            number = number - 1 if self._ask(number) is Signal.BACK else self._next(number + 1)

    def _next(self, start: int) -> int | None:
        numbers = range(start, len(self.questions))
        return next((number for number in numbers if not self._has(self.questions[number])), None)

    def review(self) -> str:
        """Shows all answers until one of SAVE, KEEP and DISCARD is chosen (VIEW comes back too)."""
        while True:
            self._show()
            ask = Ask(heading="", question=self._voice.texts("Is this right?"))
            wanted = self._voice.prompter.decide(ask, self._ways_on())
            if wanted != CHANGE:
                return wanted
            self._change()

    # --- one question ---

    def _ask(self, number: int) -> Signal | None:
        question = self.questions[number]
        path = _path(question)
        answer = self._facts.ask(self._worded(number), path, self._now(path))
        if isinstance(answer, Signal):
            return answer
        self._draft.set_fact(path, answer)
        return None

    def _worded(self, number: int) -> Ask:
        texts, language = self._voice.texts, self._voice.language
        question = self.questions[number]
        where = texts("Question {number} of {total}", number=number + 1, total=len(self.questions))
        title = field(KIND, _path(question)).title.in_(language)
        return Ask(
            heading=f"{where} · {title}",
            question=question.asked_as(inherited=self._inherited).in_(language),
            help=question.helped_as(inherited=self._inherited).in_(language),
            signals=self._signals(question, number),
        )

    def _signals(self, question: Question, number: int) -> frozenset[Signal]:
        signals = set() if question.fact in _REQUIRED else {Signal.SKIP}
        if number:
            signals.add(Signal.BACK)
        return frozenset(signals)

    def _has(self, question: Question) -> bool:
        assert question.fact is not None
        return bool(fact.values_at(self._draft.facts, question.fact))

    def _now(self, path: Path) -> Value:
        found = fact.values_at(self._draft.facts, ".".join(map(str, path)))
        return found[0] if found else None

    # --- the review ---

    def _show(self) -> None:
        terminal, texts = self._voice.terminal, self._voice.texts
        terminal.say()
        terminal.say(texts("Check your answers"))
        terminal.say()
        for question in self.questions:
            path = _path(question)
            title = self._facts.display.label(path)
            terminal.paragraph(f"  {title}: {self._answer(path)}", "    ")

    def _answer(self, path: Path) -> str:
        value = self._now(path)
        if value in (None, [], {}):
            return self._voice.texts("(still open)")
        return words(self._facts.display, path, value)

    def _ways_on(self) -> list[Choice]:
        texts = self._voice.texts
        return [
            Choice(value=SAVE, label=texts("Save it in the register")),
            Choice(value=CHANGE, label=texts("Change an answer")),
            Choice(value=VIEW, label=texts("See the file first")),
            Choice(value=KEEP, label=texts("Stop and keep the draft")),
            Choice(value=DISCARD, label=texts("Throw it away")),
        ]

    def _change(self) -> None:
        texts = self._voice.texts
        ask = Ask(heading=texts("Change an answer"), question=texts("Which answer?"))
        labels = [self._facts.display.label(_path(each)) for each in self.questions]
        choices = [Choice(value=str(n), label=label) for n, label in enumerate(labels)]
        self._ask(int(self._voice.prompter.decide(ask, choices)))


def _check_by() -> Question:
    """What ran before the register began says by when it is checked (DESIGN section 2)."""
    node = field(KIND, ("dates", "check_by")).node
    words = Text(nl=node["description"], en=node["x-en"]["description"])
    return Question(
        id="check-by", fact="dates.check_by", ask=words, help=words, weight="light", gate=Gate.MUST
    )


def _path(question: Question) -> Path:
    assert question.fact is not None
    return tuple(question.fact.split("."))
