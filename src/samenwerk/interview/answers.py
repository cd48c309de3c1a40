"""Ask the values and verdicts of a checklist, and make the answer as it goes into the file."""

from collections.abc import Mapping
from dataclasses import replace

from samenwerk.answer import Answer
from samenwerk.checklist import Gate
from samenwerk.counting import Item
from samenwerk.formats import date as date_in_words
from samenwerk.i18n import Text
from samenwerk.interview import typed
from samenwerk.interview.facts import Facts
from samenwerk.interview.phrasing import value_in_words
from samenwerk.interview.voice import Answered, Voice, choices_of
from samenwerk.prompt import Ask, Choice, Signal
from samenwerk.surroundings import Surroundings
from samenwerk.weight import a_year_after
from samenwerk.wording import is_concrete
from samenwerk.yamlfile import Value

_LONGEST = 20_000
_LONGEST_LINE = 500
# The key letters of the verdicts, in the language of the screen.
_KEYS = {
    "met": Text("j", "y"),
    "partly": Text("d", "p"),
    "not-met": Text("n", "n"),
    "not-applicable": Text("x", "x"),
}
_LEAVE, _EXPLAIN = "leave", "explain"
_BACK = frozenset({Signal.BACK})

Made = dict[str, Value] | Signal


class AnswerAsker:
    """Asks one question of a checklist; gives the answer without author and date."""

    def __init__(self, voice: Voice, facts: Facts, surroundings: Surroundings) -> None:
        self._voice = voice
        self._facts = facts
        self._around = surroundings

    def ask(self, ask: Ask, item: Item, current: Answer) -> Made:
        """A value or a verdict, with what belongs to it."""
        if item.question.is_verdict:
            return self._verdict(ask, item, current)
        value = self._value(ask, item, current)
        return value if isinstance(value, Signal) else {"value": value}

    # --- values ---

    def _value(self, ask: Ask, item: Item, current: Answer) -> Answered:
        texts, prompter = self._voice.texts, self._voice.prompter
        shown = value_in_words(item.question, current.value, self._voice.language)
        ask = replace(ask, current=shown)
        match item.question.value:
            case "choice":
                return prompter.choice(ask, self._options(item))
            case "choices":
                chosen = current.value if isinstance(current.value, tuple) else ()
                answer = prompter.choices(ask, self._options(item), chosen)
                return answer if isinstance(answer, Signal) else list(answer)
            case "date":
                answered = prompter.text(ask, typed.check_date(texts))
                day = typed.date(answered) if isinstance(answered, str) else None
                return day.isoformat() if day else answered
            case "number":
                answered = prompter.text(ask, typed.check_euros(texts))
                return typed.euros(answered) if isinstance(answered, str) else answered
            case "function":
                return prompter.text(ask, typed.check_text(texts, _LONGEST_LINE))
            case _:
                return prompter.long_text(ask, self._concrete)

    def _options(self, item: Item) -> list[Choice]:
        language = self._voice.language
        return [
            Choice(value=each.value, label=each.label.in_(language))
            for each in item.question.choices
        ]

    def _concrete(self, text: str) -> str:
        if len(text) > _LONGEST:
            return self._voice.texts(
                "That is too long: at most {longest} characters.", longest=_LONGEST
            )
        if not is_concrete(text):
            return self._voice.texts(
                "Write something concrete: who reads it later must be able to use it."
            )
        return ""

    # --- verdicts ---

    def _verdict(self, ask: Ask, item: Item, current: Answer) -> Made:
        """The verdict, why, and what shows it; back from the second is back to the first."""
        while True:
            verdict = self._voice.prompter.choice(ask, self._verdicts(item))
            if isinstance(verdict, Signal):
                return verdict
            made = self._grounds(ask, item, verdict, current)
            if made is not Signal.BACK:
                return made

    def _verdicts(self, item: Item) -> list[Choice]:
        choices = choices_of(self._voice, "checks", ("answers", "x", "verdict"))
        return [
            replace(each, key=_KEYS[each.value].in_(self._voice.language), explanation="")
            for each in choices
            if each.value in item.question.verdicts
        ]

    def _grounds(self, ask: Ask, item: Item, verdict: str, current: Answer) -> Made:
        made: dict[str, Value] = {"verdict": verdict}
        note = self._note(ask, verdict, current)
        if isinstance(note, Signal):
            return note
        made["note"] = note
        if item.question.evidence == "when-met" and verdict == "met":
            shown = self._evidence(ask)
            if isinstance(shown, Signal):
                return shown
            made["evidence"] = shown
        if verdict not in item.question.passes:
            return self._excused(ask, item, made)
        return made

    def _note(self, ask: Ask, verdict: str, current: Answer) -> str | Signal:
        texts = self._voice.texts
        questions = {
            "met": texts("What shows that? One sentence is enough."),
            "partly": texts("What is still missing? One sentence is enough."),
            "not-met": texts("Why is it not so yet? One sentence is enough."),
            "not-applicable": texts("Why does this question not apply here?"),
        }
        about = Ask(
            heading=ask.heading,
            question=questions[verdict],
            help=ask.help,
            signals=_BACK,
            current=(current.note or "") if current.verdict == verdict else "",
        )
        return self._voice.prompter.long_text(about, self._concrete)

    def _evidence(self, ask: Ask) -> Answered:
        question = self._voice.texts("Which document shows it?")
        return self._facts.evidence(Ask(heading=ask.heading, question=question, signals=_BACK))

    # --- exceptions: comply or explain ---

    def _excused(self, ask: Ask, item: Item, made: dict[str, Value]) -> Made:
        """Offer an exception, where one is allowed and somebody may approve it."""
        if item.question.gate is not Gate.EXPLAIN or not self._around.settings.approvers:
            return made
        wanted = self._voice.prompter.decide(self._about_exception(ask), self._ways_out())
        if wanted == _LEAVE:
            return made
        exception = self.exception(ask)
        return exception if isinstance(exception, Signal) else {**made, "exception": exception}

    def _about_exception(self, ask: Ask) -> Ask:
        texts = self._voice.texts
        return Ask(
            heading=ask.heading,
            question=texts("This answer keeps the gate shut. What do you want?"),
            note=(texts("An exception has a reason, an approver and an end date."),),
        )

    def _ways_out(self) -> list[Choice]:
        texts = self._voice.texts
        return [
            Choice(value=_LEAVE, label=texts("Leave it so: it is not in order yet")),
            Choice(value=_EXPLAIN, label=texts("Record an exception that was approved")),
        ]

    def exception(self, ask: Ask) -> dict[str, Value] | Signal:
        """Reason, approver and last day of an exception."""
        texts, prompter = self._voice.texts, self._voice.prompter
        about = Ask(heading=ask.heading, question="", signals=_BACK)
        reason = prompter.long_text(
            replace(about, question=texts("Why may this stay as it is for now?")), self._concrete
        )
        if isinstance(reason, Signal):
            return reason
        approvers = [Choice(value=each, label=each) for each in self._around.settings.approvers]
        approver = prompter.choice(replace(about, question=texts("Who approved this?")), approvers)
        if isinstance(approver, Signal):
            return approver
        until = prompter.text(
            replace(about, question=texts("Until which day is the exception valid?")), self._until
        )
        day = typed.date(until) if isinstance(until, str) else None
        if day is None:
            return Signal.BACK
        return {"reason": reason, "approved_by": approver, "until": day.isoformat()}

    def _until(self, text: str) -> str:
        texts = self._voice.texts
        day = typed.date(text)
        last = a_year_after(self._voice.today)
        if day is None:
            return texts("That is not a date. Write it like 12-3-2027.")
        if not self._voice.today <= day <= last:
            shown = date_in_words(last, self._voice.language)
            return texts("Choose a day from today up to {last}: at most a year.", last=shown)
        return ""

    # --- weet ik nog niet ---

    def todo(self, ask: Ask) -> dict[str, Value] | Signal:
        """Who finds out, and when."""
        texts, prompter = self._voice.texts, self._voice.prompter
        about = Ask(heading=ask.heading, question="", signals=_BACK)
        who = prompter.text(
            replace(about, question=texts("Who finds this out? Name a function.")),
            typed.check_text(texts, _LONGEST_LINE),
        )
        if isinstance(who, Signal):
            return who
        when = prompter.text(
            replace(about, question=texts("By which day will the answer be there?")),
            typed.check_date(texts),
        )
        day = typed.date(when) if isinstance(when, str) else None
        return {"who": who, "date": day.isoformat()} if day else Signal.BACK


def complete(
    made: Mapping[str, Value], by: str, today: str, item: Item, basis: dict[str, str]
) -> dict[str, Value]:
    """The answer with who gave it, when, in which version, and on which facts."""
    answer: dict[str, Value] = {**made, "by": by, "date": today, "version": item.checklist.version}
    if basis:
        answer["rests_on"] = dict(basis)
    order = (
        "verdict",
        "value",
        "note",
        "evidence",
        "by",
        "date",
        "version",
        "rests_on",
        "exception",
    )
    return {key: answer[key] for key in order if key in answer}
