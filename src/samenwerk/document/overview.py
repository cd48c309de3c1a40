"""The whole register in one table by status. Sorted by name: never by how well something goes."""

import datetime as dt
from collections.abc import Iterator, Sequence

from samenwerk.document.answers import Answers
from samenwerk.document.facts import Facts
from samenwerk.document.markdown import Markdown, joined, lines, md, rendered, table
from samenwerk.document.order import Order
from samenwerk.partnership import Status
from samenwerk.surroundings import Record

# Declined stands there as visibly as active: “no” is a result.
_ORDER = (
    Status.EXPLORING,
    Status.ACTIVE,
    Status.INHERITED,
    Status.ENDING,
    Status.ENDED,
    Status.DECLINED,
)
_OVER = frozenset({Status.ENDED, Status.DECLINED})


def as_overview(records: Sequence[Record], order: Order) -> str:
    """The overview as Markdown."""
    made = _Overview(order)
    owner = order.around.organisations.get(order.around.settings.organisation)
    return rendered(
        "overview.md.j2",
        order.texts,
        owner=owner.name if owner else order.around.settings.organisation,
        count=made.count(records),
        rows=made.table(records),
        footer=order.footer(
            order.texts("The number of open questions shows progress, not quality."),
            [],
            leaves_out=False,
        ),
    )


class _Overview:
    def __init__(self, order: Order) -> None:
        self._order = order
        self._texts = order.texts

    def count(self, records: Sequence[Record]) -> Markdown:
        """`11 partnerships: 6 exploring, 4 inherited, 1 declined.`"""
        of_status = [
            sum(each.partnership.status is status for each in records) for status in _ORDER
        ]
        parts = [
            f"{number} {self._status(status)}"
            for status, number in zip(_ORDER, of_status, strict=True)
            if number
        ]
        if not parts:
            return self._texts("There are no partnerships in this register yet.")
        return self._texts.plural(
            "{count} partnership: {parts}.",
            "{count} partnerships: {parts}.",
            len(records),
            parts=joined(parts, "; "),
        )

    def table(self, records: Sequence[Record]) -> Markdown:
        texts = self._texts
        headings = [texts("Status"), texts("Name"), texts("What for"), texts("Partners")]
        headings += [texts("Administrator"), texts("Still open"), texts("Ends or comes up")]
        in_order = sorted(records, key=lambda each: (*_place(each), each.id))
        return table(headings, map(self._row, in_order))

    def _row(self, record: Record) -> tuple[object, ...]:
        facts = Facts(record, self._order.around, self._texts, internal=self._order.internal)
        answers = Answers.of(record, self._order, facts)
        partnership = record.partnership
        return (
            lines([facts.choice(("status",), partnership.status.value), self._decided(facts)]),
            partnership.name,
            partnership.purpose,
            lines(facts.partner(each) for each in partnership.partners),
            partnership.people.administrator,
            lines(self._open(answers)),
            lines(self._ends(answers)),
        )

    def _status(self, status: Status) -> str:
        from samenwerk.display import choice

        return choice("partnership", ("status",), status.value, self._texts.language).lower()

    def _decided(self, facts: Facts) -> Markdown:
        made = facts.partnership.decisions
        return self._texts("since {date}", date=facts.date(made[-1].date)) if made else Markdown()

    def _open(self, answers: Answers) -> Iterator[Markdown]:
        """How many questions are open, by checklist: progress, never quality."""
        if answers.record.partnership.status in _OVER:
            return
        for judged in answers.state.blocking.values():
            title = judged[0].item.checklist.title.in_(self._texts.language)
            yield self._texts.plural(
                "{count} question: {checklist}",
                "{count} questions: {checklist}",
                len(judged),
                checklist=title,
            )

    def _ends(self, answers: Answers) -> Iterator[Markdown]:
        """What ends or comes up, in the order of the days."""
        if answers.record.partnership.status in _OVER:
            return
        for day, what in sorted(self._days(answers), key=lambda each: (each[0], each[1])):
            yield joined([answers.facts.date(day), what], ": ")

    def _days(self, answers: Answers) -> Iterator[tuple[dt.date, Markdown]]:
        dates = answers.record.partnership.dates
        for key in ("first_review", "check_by", "end"):
            if day := getattr(dates, key):
                yield day, md(answers.facts.label("dates", key).lower())
        for judged in answers.state.judged:
            if exception := judged.answer.exception:
                yield exception.until, self._exception(answers.has_ended(judged))

    def _exception(self, has_ended: bool) -> Markdown:  # noqa: FBT001  # the only thing it says
        return self._texts("exception, ended") if has_ended else self._texts("exception")


def _place(record: Record) -> tuple[int, str]:
    return _ORDER.index(record.partnership.status), record.partnership.name.casefold()
