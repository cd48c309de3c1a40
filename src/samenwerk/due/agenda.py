"""Everything that is due in a partnership up to a day; what is overdue is always there."""

import datetime as dt
from collections.abc import Iterable, Iterator
from functools import partial

from samenwerk import authority, form
from samenwerk.due import law, pending
from samenwerk.due.item import Item, Kind
from samenwerk.due.review import next_review
from samenwerk.due.words import said
from samenwerk.errors import N_
from samenwerk.finding import Finding
from samenwerk.form import Reference
from samenwerk.gate import Judged, State, judge
from samenwerk.i18n import Text
from samenwerk.partnership import Status
from samenwerk.surroundings import Record, Surroundings

_VIEW = "wgr_steps.view_by"


def items(
    record: Record, findings: Iterable[Finding], surroundings: Surroundings, until: dt.date
) -> list[Item]:
    """What is due up to and including `until`, in order; `findings` are those of the record."""
    if record.partnership.status in pending.AT_REST:
        return []
    agenda = _Agenda(record, surroundings)
    found = [*agenda.own(findings), *agenda.of_the_law(until)]
    return sorted((each for each in found if each.date <= until), key=lambda each: each.place)


class _Agenda:
    """The days of one partnership."""

    def __init__(self, record: Record, surroundings: Surroundings) -> None:
        self._record = record
        self._partnership = record.partnership
        self._around = surroundings
        self._item = partial(
            Item,
            partnership=record.id,
            name=record.partnership.name,
            who=record.partnership.people.official or "",
        )
        self._council = authority.words(surroundings.settings.authority).council

    def own(self, findings: Iterable[Finding]) -> Iterator[Item]:
        """What follows from its files."""
        yield from self._facts()
        yield from self._view()
        yield from self._review()
        yield from self._rechecks(findings)
        yield from self._answers(judge(self._record, self._around))

    def of_the_law(self, until: dt.date) -> Iterator[Item]:
        """What the law asks each year while it is in force. Nobody can see that it was not done."""
        if not self._partnership.status.is_in_force:
            return
        for year, day, each in law.between(self._partnership.form, self._around.today, until):
            yield self._item(
                date=day,
                kind=Kind.LAW,
                what=each.said(year, self._council),
                key=f"{each.id}-{year}",
                explanation=each.explanation,
                source=each.source,
            )

    def _facts(self) -> Iterator[Item]:
        dates, status = self._partnership.dates, self._partnership.status
        if status is Status.EXPLORING and dates.start:
            what = said(N_("It starts: the decision must be there"))
            yield self._item(date=dates.start, kind=Kind.DECISION, what=what)
        if status is Status.INHERITED and dates.check_by:
            what = said(N_("Check this running partnership"))
            yield self._item(date=dates.check_by, kind=Kind.CHECK, what=what)
        if status.is_in_force:
            yield from self._end(dates.end, dates.extendable_to)

    def _end(self, end: dt.date | None, extendable_to: dt.date | None) -> Iterator[Item]:
        """The end; once that is over, the day up to which it may have been extended."""
        last = max((day for day in (end, extendable_to) if day), default=None)
        if end and last and self._around.today <= end < last:
            message = N_("The partnership ends; it can be extended up to and including {date}")
            yield self._item(date=end, kind=Kind.END, what=said(message, date=last))
        elif last:
            yield self._item(date=last, kind=Kind.END, what=said(N_("The partnership ends")))

    def _view(self) -> Iterator[Item]:
        """The last day for a view on a draft, until something shows that it is over."""
        day = pending.view(self._partnership)
        if day:
            what = said(N_("Last day for the view of {council}"), council=self._council)
            yield self._item(date=day, kind=Kind.VIEW, what=what, source=self._source_of_view())

    def _source_of_view(self) -> Reference | None:
        known = form.of(self._partnership.form)
        steps = known.steps if known else ()
        return next((each.source for each in steps if each.fact == _VIEW), None)

    def _review(self) -> Iterator[Item]:
        review = next_review(self._record, self._around)
        if review:
            yield self._item(
                date=review.date, kind=Kind.REVIEW, what=said(N_("Review this partnership"))
            )

    def _rechecks(self, findings: Iterable[Finding]) -> Iterator[Item]:
        """What `validate` will call an error from the day after."""
        for each in findings:
            day, questions = each.facts.get("due"), each.facts.get("questions")
            if isinstance(day, dt.date) and isinstance(questions, tuple):
                checklist = str(each.facts["checklist"])
                what = said(
                    N_("Look again at {checklist}: {questions}"),
                    checklist=self._title(checklist),
                    questions=", ".join(map(str, questions)),
                )
                yield self._item(
                    date=day, kind=Kind.RECHECK, what=what, key=f"{each.code}/{checklist}"
                )

    def _answers(self, state: State) -> Iterator[Item]:
        for judged in pending.exceptions(self._record, self._around):
            exception = judged.answer.exception
            if exception and not self._is_recheck(exception.until):
                question = _question(judged, state, self._around)
                what = said(N_("The exception ends: {question}"), question=question)
                yield self._item(
                    date=exception.until, kind=Kind.EXCEPTION, what=what, key=_key(judged)
                )
        for judged in pending.points(state):
            todo = judged.answer.todo
            assert todo is not None
            question = _question(judged, state, self._around)
            what = said(N_("Open point: {question} ({who})"), question=question, who=todo.who)
            yield self._item(
                date=todo.date, kind=Kind.POINT, what=what, key=_key(judged), who=todo.who
            )

    def _is_recheck(self, until: dt.date) -> bool:
        """Ended in what went through the gate: the days for the recheck are running."""
        return self._partnership.status.is_gated and until < self._around.today

    def _title(self, checklist: str) -> Text:
        return self._around.checklists[checklist].title


def _key(judged: Judged) -> str:
    return f"{judged.item.checklist.id}/{judged.item.key}"


def _question(judged: Judged, state: State, surroundings: Surroundings) -> Text:
    """The question in the wording that fits, and of which partner."""
    asked = judged.item.question.asked_as(inherited=state.inherited)
    partner = judged.item.partner
    if partner is None:
        return asked
    known = surroundings.organisations.get(partner.id)
    name = known.name if known else partner.id
    return Text(nl=f"{asked.nl} ({name})", en=f"{asked.en} ({name})")
