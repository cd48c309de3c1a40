"""Answers in words: each with who gave it, when, and on what; and what is still open."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from samenwerk import formats
from samenwerk.answer import Answer
from samenwerk.checklist import Option
from samenwerk.counting import Lack
from samenwerk.display import choice
from samenwerk.document import outline
from samenwerk.document.facts import Facts
from samenwerk.document.markdown import (
    Markdown,
    Sentences,
    emphasis,
    joined,
    md,
    strong,
)
from samenwerk.document.order import Order
from samenwerk.gate import Judged, State, judge
from samenwerk.i18n import Language
from samenwerk.partnership import Decision
from samenwerk.rules.in_force import activation
from samenwerk.surroundings import Record

# What an answer may lack although it was given: worth a word beside it.
_SAID_ELSEWHERE = {Lack.MISSING, Lack.NOT_PASSING, Lack.ENDED_EXCEPTION}


@dataclass(frozen=True, kw_only=True)
class Answers:
    """The answers to the questions that are asked of one partnership."""

    record: Record
    state: State
    facts: Facts
    texts: Sentences
    lacks: Mapping[Lack, str]  # what each lack means: message ids
    today: dt.date

    @classmethod
    def of(cls, record: Record, order: Order, facts: Facts) -> "Answers":
        return cls(
            record=record,
            state=judge(record, order.around),
            facts=facts,
            texts=order.texts,
            lacks=order.lacks,
            today=order.around.today,
        )

    # --- choosing ---

    def asked(self) -> Iterator[Judged]:
        """Every question but those whose answer this reader may not see."""
        for judged in self.state.judged:
            if self.facts.internal or key_of(judged) not in outline.SENSITIVE:
                yield judged

    def in_section(self, section: str) -> Iterator[Judged]:
        for judged in self.asked():
            if outline.home(judged.item.checklist.id, judged.item.question) == section:
                yield judged

    @property
    def hides_something(self) -> bool:
        """Is there an answer that this reader may not see?"""
        return not self.facts.internal and any(
            key_of(judged) in outline.SENSITIVE and judged.answer.is_given
            for judged in self.state.judged
        )

    def decision(self) -> Decision | None:
        """The decision that the answers should come before."""
        return activation(self.record)

    def is_late(self, answer: Answer) -> bool:
        """Was it given after the decision to begin?"""
        made = self.decision()
        return made is not None and answer.date is not None and answer.date > made.date

    # --- words ---

    def question(self, judged: Judged) -> Markdown:
        """The question as it is asked, and of which partner."""
        return self._about(self.asked_as(judged), judged)

    def asked_as(self, judged: Judged) -> Markdown:
        """The question in the wording that fits."""
        asked = judged.item.question.asked_as(inherited=self.state.inherited)
        return md(asked.in_(self.texts.language))

    def _about(self, text: Markdown, judged: Judged) -> Markdown:
        partner = judged.item.partner
        return Markdown(f"{text} ({md(self.facts.organisation(partner.id))})") if partner else text

    def values(self, section: str) -> tuple[Markdown, ...]:
        """The answers of a section that are no verdicts."""
        return tuple(
            self.value(judged)
            for judged in self.in_section(section)
            if judged.item.question.value and judged.answer.value is not None
            if key_of(judged) not in outline.LEFT_OUT
        )

    def value(self, judged: Judged) -> Markdown:
        """`**What it is about:** the answer (who, when)`."""
        head = strong(self._head(judged))
        return joined([head, self.value_in_words(judged), self.behind(judged)], " ")

    def value_in_words(self, judged: Judged) -> Markdown:
        value, options = judged.answer.value, judged.item.question.choices
        language = self.texts.language
        if isinstance(value, tuple):
            return joined([self._option(each, options) for each in value], "; ")
        if isinstance(value, int | float):
            is_money = key_of(judged) in outline.MONEY
            return md(self.facts.euros(int(value)) if is_money else formats.number(value, language))
        if judged.item.question.value == "date" and value:
            return md(_date(value, language))
        return self._option(value or "", options)

    def _option(self, value: str, options: Iterable[Option]) -> Markdown:
        labels = {each.value: each.label.in_(self.texts.language) for each in options}
        return md(labels.get(value, value))

    def verdicts(self, *, passed: bool) -> tuple[Markdown, ...]:
        """The judgements that are as they should be, or those that are not."""
        return tuple(
            self.verdict(judged)
            for judged in self.asked()
            if judged.item.question.is_verdict and judged.answer.verdict
            if (judged.answer.verdict in judged.item.question.passes) is passed
        )

    def verdict(self, judged: Judged) -> Markdown:
        """What it is about, the verdict with its note, and who gave it, when and on what."""
        return joined([strong(self._head(judged)), self.outcome(judged)], " ")

    def _head(self, judged: Judged) -> Markdown:
        """What the answer is about, as the reader of a memo would say it; else the question."""
        label = outline.LABELS.get(key_of(judged))
        if label is None:
            return self.question(judged)
        return Markdown(f"{self._about(self.texts(label), judged)}:")

    def outcome(self, judged: Judged) -> Markdown:
        answer = judged.answer
        path = ("answers", "x", "verdict")
        word = choice("checks", path, answer.verdict, self.texts.language).rstrip(".")
        return joined([f"{word}.", answer.note, self.behind(judged)], " ")

    def behind(self, judged: Judged) -> Markdown:
        """Who, when and on what; and what a reader must know about it."""
        parts = joined(self._grounds(judged), "; ")
        mark = self.facts.confidential() if key_of(judged) in outline.SENSITIVE else None
        return joined([emphasis(Markdown(f"({parts})")) if parts else None, mark], " ")

    def _grounds(self, judged: Judged) -> Iterator[Markdown]:
        answer, texts = judged.answer, self.texts
        yield joined([answer.by, self.facts.date(answer.date)], ", ")
        if answer.confirmed:
            yield texts("confirmed on {date}", date=self.facts.date(answer.confirmed))
        if answer.evidence:
            yield texts(
                "based on: {titles}", titles=joined(self.facts.titles(answer.evidence), ", ")
            )
        if self.is_late(answer):
            yield texts("completed afterwards")
        if answer.exception:
            yield self._exception(judged)
        if judged.lack and judged.lack not in _SAID_ELSEWHERE:
            yield texts("note: {lack}", lack=texts(self.lacks[judged.lack]))

    def _exception(self, judged: Judged) -> Markdown:
        assert judged.answer.exception is not None
        until = self.facts.date(judged.answer.exception.until)
        if self.has_ended(judged):
            return self.texts("exception ended after {date}", date=until)
        return self.texts("exception until {date}", date=until)

    def has_ended(self, judged: Judged) -> bool:
        exception = judged.answer.exception
        return exception is not None and exception.until < self.today

    def lack(self, judged: Judged) -> Markdown:
        """Why it is still open."""
        if judged.lack is None:
            return self.texts("still being looked into")
        return self.texts(self.lacks[judged.lack])


def key_of(judged: Judged) -> str:
    return f"{judged.item.checklist.id}/{judged.item.question.id}"


def _date(value: str | float, language: Language) -> str:
    """A day in words; what is no day stays as it is."""
    try:
        return formats.date(str(value), language)
    except ValueError:
        return str(value)
