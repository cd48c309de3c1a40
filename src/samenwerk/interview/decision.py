"""Ask what it is not known yet of a decision: who took it, when, where it stands, and why."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from samenwerk import authority
from samenwerk.errors import SamenwerkError
from samenwerk.interview import typed
from samenwerk.interview.voice import Voice, choices_of
from samenwerk.partnership import Status
from samenwerk.prompt import Ask, Choice

WrongDay = Callable[[str], SamenwerkError | None]

LONGEST = 20_000
LONGEST_REFERENCE = 200


@dataclass(frozen=True, kw_only=True)
class Made:
    """The decision as far as it is known."""

    status: Status
    body: str = ""
    date: str = ""
    reference: str = ""
    reason: str = ""
    late_reason: str = ""

    def missing(self, *, needs_reason: bool) -> Iterator[str]:
        """What must still be said, in the order in which it is asked."""
        yield from (name for name in ("body", "date", "reference") if not getattr(self, name))
        if needs_reason and not self.reason:
            yield "reason"

    def with_part(self, name: str, value: str) -> "Made":
        """The same decision with one part filled in."""
        parts: dict[str, Any] = {name: value}
        return replace(self, **parts)

    def in_the_form_of_the_file(self) -> "Made":
        day = typed.date(self.date)
        return replace(self, date=day.isoformat()) if day else self


class Deciding:
    """Asks about one decision. `wrong_day` tells what is wrong with a day, or gives None."""

    def __init__(self, voice: Voice, name: str, of_authority: str, wrong_day: WrongDay) -> None:
        self._voice = voice
        self._heading = voice.texts("Decision · {name}", name=name)
        self._authority = of_authority
        self._wrong_day = wrong_day

    def fill_in(self, made: Made, missing: Sequence[str]) -> Made:
        for name in missing:
            made = made.with_part(name, self._ask(name))
        return made

    def _ask(self, name: str) -> str:
        texts, prompter = self._voice.texts, self._voice.prompter
        if name == "body":
            return prompter.decide(self._about(texts("Who took the decision?")), self._bodies())
        if name == "date":
            about = self._about(texts("When was the decision taken? (day-month-year)"))
            return str(prompter.text(about, self._fitting_day))
        if name == "reference":
            about = self._about(texts("Where is the decision? (a case number or a link)"))
            return str(prompter.text(about, typed.check_text(texts, LONGEST_REFERENCE)))
        about = self._about(texts("Why? Write it so that the council can read it."))
        return str(prompter.long_text(about, typed.check_text(texts, LONGEST)))

    def late_reason(self, late: Sequence[str]) -> str:
        """Why answers were given after the decision."""
        texts = self._voice.texts
        note = (
            texts("Answered later: {late}.", late=", ".join(late)),
            texts("The memo shows this for ever as filled in afterwards."),
        )
        about = replace(
            self._about(texts("Some answers are from after the decision. Why?")), note=note
        )
        return str(self._voice.prompter.long_text(about, typed.check_text(texts, LONGEST)))

    def is_certain(self, status: str) -> bool:
        """Ask once more; “no” stands first."""
        texts = self._voice.texts
        question = texts("Record this decision? The status becomes: {status}", status=status)
        no = Choice(value="no", label=texts("No, not yet"))
        yes = Choice(value="yes", label=texts("Yes, record it"))
        return self._voice.prompter.decide(self._about(question), [no, yes]) == "yes"

    def _about(self, question: str) -> Ask:
        return Ask(heading=self._heading, question=question)

    def _bodies(self) -> list[Choice]:
        all_of_them = choices_of(self._voice, "partnership", ("decisions", 0, "body"))
        allowed = authority.bodies(self._authority)
        return [each for each in all_of_them if not allowed or each.value in allowed]

    def _fitting_day(self, text: str) -> str:
        wrong = typed.check_date(self._voice.texts)(text)
        error = None if wrong else self._wrong_day(text)
        return self._voice.texts(error.message, **error.facts) if error else wrong
