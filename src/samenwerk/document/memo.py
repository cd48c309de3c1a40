"""The memo of one partnership: composed of its facts and answers, with no word of its own."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence

from samenwerk import formats
from samenwerk.authority import Words, words
from samenwerk.checklist import Weight
from samenwerk.counting import Lack
from samenwerk.document import outline
from samenwerk.document.answers import Answers, key_of
from samenwerk.document.facts import Facts
from samenwerk.document.legal import LegalForm
from samenwerk.document.markdown import (
    Markdown,
    Sentences,
    bullets,
    emphasis,
    joined,
    rendered,
    table,
)
from samenwerk.document.order import Order
from samenwerk.document.parts import OVER, Parts
from samenwerk.document.tables import Tables
from samenwerk.errors import N_
from samenwerk.gate import Judged
from samenwerk.surroundings import Record

_NOT_THERE = frozenset({Lack.MISSING, Lack.UNKNOWN})
_WEIGHTS: Mapping[Weight, str] = {
    Weight.LIGHT: N_("light"),
    Weight.STANDARD: N_("standard"),
    Weight.HEAVY: N_("heavy"),
}


def as_memo(record: Record, order: Order, *, kind: str) -> str:
    """The memo as Markdown."""
    facts = Facts(record, order.around, order.texts, internal=order.internal)
    answers = Answers.of(record, order, facts)
    authority = words(order.around.settings.authority)
    return rendered(
        "memo.md.j2",
        order.texts,
        memo=Memo(record, order.texts, answers, authority, kind),
        parts=Parts(facts, answers, order.texts, authority),
        legal=LegalForm(facts, order.texts),
        tables=Tables(facts, order.texts),
        facts=facts,
        answers=answers,
        partnership=record.partnership,
        footer=order.footer(
            order.proof(),
            [record],
            leaves_out=facts.hides_something or answers.hides_something,
        ),
    )


class Memo:
    """The frame of a memo: its head, its sections, and what is still missing in each."""

    def __init__(
        self, record: Record, texts: Sentences, answers: Answers, authority: Words, kind: str
    ) -> None:
        self.kind = kind
        self._record = record
        self._texts = texts
        self._answers = answers
        self._authority = authority
        self._partnership = record.partnership

    @property
    def title(self) -> Markdown:
        kind = self._authority.papers[self.kind].in_(self._texts.language)
        return self._texts("{name}: {kind}", name=self._partnership.name, kind=kind)

    def head(self) -> Markdown:
        """To whom, from whom, and where it stands; what is not known stays out."""
        return table(("", ""), [row for row in self._head() if row[1]])

    def _head(self) -> Iterator[tuple[object, object]]:
        texts, facts, people = self._texts, self._answers.facts, self._partnership.people
        yield texts("Reference"), self._record.id
        addressee = self._authority.addressee(self.kind)
        yield texts("To"), _capital(addressee.in_(texts.language)) if addressee else None
        yield texts("From"), people.official
        yield facts.label("people", "administrator"), people.administrator
        yield texts("Date"), facts.date(self._last_date())
        yield texts("Status"), facts.choice(("status",), self._partnership.status.value)
        yield texts("Weight"), self._weight()

    def _last_date(self) -> dt.date | None:
        """Of the last answer or decision: the memo itself has no clock."""
        given = (each.answer.last_date for each in self._answers.state.judged)
        decided = (each.date for each in self._partnership.decisions)
        return max((day for day in (*given, *decided) if day), default=None)

    def _weight(self) -> Markdown:
        weighed = self._answers.state.weighed
        reasons = joined([self._texts(each) for each in weighed.reasons], "; ")
        word = _capital(self._texts(_WEIGHTS[weighed.weight]))
        return Markdown(f"{word} ({reasons})") if reasons else word

    # --- sections ---

    @property
    def is_proposal(self) -> bool:
        return self.kind in outline.PROPOSALS

    def sections(self) -> tuple[str, ...]:
        return outline.KINDS[self.kind]

    def finished(self, section: str, written: str) -> Markdown:
        """A section with what is missing in it: silence must not look like “no risk”.

        Nothing if it has nothing to say and may be left out.
        """
        text = Markdown(written.strip("\n"))
        if text or outline.may_be_left_out(section, self.kind):
            is_list = text.rpartition("\n")[2].startswith("- ")
            return joined(
                [text, self._missing(section, is_empty=False)], "\n" if is_list else "\n\n"
            )
        return self._missing(section, is_empty=True) or self._nothing()

    def _nothing(self) -> Markdown:
        return emphasis(self._texts("Nothing is known about this yet."))

    def _missing(self, section: str, *, is_empty: bool) -> Markdown:
        """Each question once, with the partners of whom it is still open."""
        found: dict[Markdown, list[str]] = {}
        for judged in self._unfilled(section, is_empty=is_empty):
            partner = judged.item.partner
            names = [self._answers.facts.organisation(partner.id)] if partner else []
            found.setdefault(self._answers.asked_as(judged), []).extend(names)
        return bullets(map(self._to_fill_in, found.keys(), found.values()))

    def _to_fill_in(self, asked: Markdown, partners: Sequence[str]) -> Markdown:
        names = f" ({joined(partners, ', ')})" if partners else ""
        question = Markdown(f"{asked}{names}")
        if self._partnership.status in OVER:
            return emphasis(self._texts("Not answered: “{question}”", question=question))
        return emphasis(self._texts("Not answered yet: “{question}”", question=question))

    def _unfilled(self, section: str, *, is_empty: bool) -> list[Judged]:
        """What must be filled in here; if the section is empty, at least its first question."""
        questions = outline.SECTIONS.get(section, ())
        asked = [each for each in self._answers.asked() if key_of(each) in questions]
        missing = [each for each in asked if each.blocks and each.lack in _NOT_THERE]
        if is_empty and (not missing or self._partnership.status in OVER):
            first = min(map(key_of, asked), key=questions.index, default="")
            return [each for each in asked if key_of(each) == first]
        return [] if self._partnership.status in OVER else missing


def _capital(text: str) -> Markdown:
    return Markdown(formats.sentence(text))
