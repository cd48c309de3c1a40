"""The words around a question: where you are, what it is about, and what was answered before."""

from dataclasses import dataclass

from samenwerk import counting, fact
from samenwerk.answer import Answer
from samenwerk.checklist import Question
from samenwerk.counting import Item, Lack
from samenwerk.display import Display, choice
from samenwerk.formats import date as date_in_words
from samenwerk.gate import Judged
from samenwerk.i18n import Language
from samenwerk.interview.closing import LACKS
from samenwerk.interview.notebook import RecordNotebook
from samenwerk.interview.voice import Voice, words
from samenwerk.prompt import Ask, Signal

_SPEAKS_FOR_ITSELF = {None, Lack.MISSING, Lack.OUTDATED}
_VERDICT = ("answers", "x", "verdict")


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where a question stands; the first answers decide how many there are in all."""

    number: int
    total: int
    is_certain: bool


class Phrasing:
    """Puts a question of a checklist into words for this partnership."""

    def __init__(self, voice: Voice, display: Display, notebook: RecordNotebook) -> None:
        self._voice = voice
        self._display = display
        self._notebook = notebook

    def ask(
        self,
        judged: Judged,
        place: Place,
        signals: frozenset[Signal],
        *,
        inherited: bool,
    ) -> Ask:
        question = judged.item.question
        language = self._voice.language
        return Ask(
            heading=self._heading(judged.item, place),
            question=question.asked_as(inherited=inherited).in_(language),
            help=question.helped_as(inherited=inherited).in_(language),
            note=(
                *self._law(question),
                *self._about(judged),
                *self._so_far(judged),
                *self._todo(judged.answer),
            ),
            signals=signals,
        )

    def outdated(self, judged: Judged) -> tuple[str, ...]:
        """“Doelen gewijzigd sinds 22 november. Klopt dit nog?”, and what was answered."""
        changed = self._voice.texts(
            "Changed since {date}: {facts}. Is your answer still right?",
            date=self._day(judged.answer.last_date),
            facts=", ".join(self._changed(judged)),
        )
        return (*self._about(judged), changed, self._answered(judged))

    def _heading(self, item: Item, place: Place) -> str:
        texts, number, total = self._voice.texts, place.number, place.total
        if place.is_certain:
            where = texts("Question {number} of {total}", number=number, total=total)
        else:
            where = texts("Question {number} of at least {total}", number=number, total=total)
        parts = [where, item.checklist.title.in_(self._voice.language)]
        if item.partner:
            parts.append(self._display.organisation(item.partner.id))
        return " · ".join(parts)

    def _law(self, question: Question) -> tuple[str, ...]:
        """Whose question it is, if it is the law's, and how sure we are of its text."""
        return (question.law.note.in_(self._voice.language),) if question.law else ()

    def _about(self, judged: Judged) -> tuple[str, ...]:
        """The facts that a verdict is about, as they are now."""
        return tuple(
            f"{self._display.label(place)}: {words(self._display, place, value)}"
            for path in judged.item.question.about
            for place, value in fact.found(self._notebook.facts, path, judged.item.index_for(path))
        )

    def _changed(self, judged: Judged) -> list[str]:
        """The names of the facts that are no longer what the answer rests on."""
        now = counting.rests_on(judged.item, self._notebook.facts)
        before = judged.answer.rests_on
        changed = [path for path in now if before.get(path) != now[path]]
        return [self._display.label(_place(path)) for path in changed]

    def _so_far(self, judged: Judged) -> list[str]:
        """What was answered before, and why that does not count."""
        lines = []
        if judged.answer.is_given:
            lines.append(self._answered(judged))
        if judged.lack not in _SPEAKS_FOR_ITSELF:
            lines.append(self._lack(judged))
        return lines

    def _lack(self, judged: Judged) -> str:
        lack = self._voice.texts(LACKS[judged.lack]) if judged.lack else ""
        return self._voice.texts("This does not count yet: {lack}.", lack=lack)

    def _todo(self, answer: Answer) -> tuple[str, ...]:
        todo = answer.todo
        if todo is None:
            return ()
        texts = self._voice.texts
        return (texts("{who} finds this out by {date}.", who=todo.who, date=self._day(todo.date)),)

    def _answered(self, judged: Judged) -> str:
        answer, language = judged.answer, self._voice.language
        verdict = answer.verdict and choice("checks", _VERDICT, answer.verdict, language)
        value = value_in_words(judged.item.question, answer.value, language)
        said = " · ".join(each for each in (verdict, value, answer.note) if each)
        return self._voice.texts("Your answer was: {answer}", answer=said)

    def _day(self, day: object) -> str:
        return date_in_words(str(day), self._voice.language)


def value_in_words(question: Question, value: object, language: Language) -> str:
    """An answer as people read it: choices by their label."""
    if isinstance(value, tuple):
        return ", ".join(value_in_words(question, each, language) for each in value)
    labels = {each.value: each.label for each in question.choices}
    if isinstance(value, str) and value in labels:
        return labels[value].in_(language)
    return "" if value is None else str(value)


def _place(path: str) -> tuple[str | int, ...]:
    """The place in the schema that a path in `about` speaks of."""
    if path.startswith(fact.PARTNER):
        return ("partners", 0, *path.removeprefix(fact.PARTNER).split("."))
    return tuple(path.split("."))
