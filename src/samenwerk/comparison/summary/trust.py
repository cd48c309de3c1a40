"""Answers that are in order, and yet worth a question: old, alike, or all at once."""

import datetime as dt
from collections.abc import Iterator

from samenwerk.answer import Answer
from samenwerk.comparison.pair import Pair
from samenwerk.comparison.summary.words import day, line, questions
from samenwerk.errors import N_
from samenwerk.fact import leaves
from samenwerk.i18n import Text, both, listed
from samenwerk.weight import a_year_after
from samenwerk.yamlfile import Value

_MONTH = dt.timedelta(days=30)
_FEWEST = 4  # answers: fewer are often given at one table, or shown by one document


def exceptions(pair: Pair) -> Iterator[Text]:
    """New or changed exceptions; those that opened the gate stand below *made active*."""
    if pair.is_activated:
        return
    for checklist, key, new in _answers(pair):
        if new.exception and new.exception != pair.answer_before(checklist, key).exception:
            message = N_("{question}, approved by {approver}, until {date}: {reason}")
            yield line(
                pair,
                both(
                    message,
                    question=questions(checklist, [key], pair.head),
                    approver=new.exception.approved_by,
                    date=day(new.exception.until),
                    reason=new.exception.reason,
                ),
            )


def old_answers(pair: Pair) -> Iterator[Text]:
    """Given more than a year before the decision that rests on them, and not confirmed since."""
    if pair.activated is None:
        return
    old = [
        f"{checklist}/{key}"
        for checklist, key, each in _answers(pair)
        if each.last_date and a_year_after(each.last_date) < pair.activated.date
    ]
    if old:
        message = N_("given more than a year before the decision: {questions}.")
        yield line(pair, both(message, questions=listed(old)))


def late_additions(pair: Pair) -> Iterator[Text]:
    """New in this change, and dated long before it: perhaps a long branch, perhaps not."""
    first = pair.head.today - _MONTH
    old = [
        f"{checklist}/{key}"
        for checklist, key, each in _answers(pair)
        if each.date and each.date < first and each.date != pair.answer_before(checklist, key).date
    ]
    if old:
        message = N_("new here, and dated more than a month ago: {questions}.")
        yield line(pair, both(message, questions=listed(old)))


def one_document(pair: Pair) -> Iterator[Text]:
    """One document is the evidence for every verdict that has any."""
    if not pair.is_activated:
        return
    shown = [each.evidence for _, _, each in _answers(pair) if each.verdict and each.evidence]
    used = {id for evidence in shown for id in evidence}
    if len(used) == 1 and len(shown) >= _FEWEST:
        titles = {each.id: each.title for each in pair.after.partnership.documents}
        (id,) = used
        message = N_("one document is the evidence for all {count} verdicts: {title}.")
        yield line(pair, both(message, count=len(shown), title=titles.get(id, id)))


def nowhere(pair: Pair) -> Iterator[Text]:
    """Documents that answers rest on, and of which nobody can say where they are."""
    if not pair.is_activated:
        return
    used = {id for _, _, each in _answers(pair) for id in each.evidence}
    documents = pair.after.partnership.documents
    titles = [
        each.title for each in documents if each.id in used and not (each.reference or each.url)
    ]
    if titles:
        message = N_("evidence without a reference or an address: {titles}.")
        yield line(pair, both(message, titles=listed(titles)))


def one_day(pair: Pair) -> Iterator[Text]:
    """All answers of one day and one function."""
    if not pair.is_activated:
        return
    given = {(each.last_date, each.by) for _, _, each in _answers(pair)}
    count = sum(1 for _ in _answers(pair))
    if len(given) == 1 and count >= _FEWEST:
        ((date, by),) = given
        message = N_("all {count} answers are of {date}, by one function: {function}.")
        yield line(pair, both(message, count=count, date=day(date), function=by or "-"))


def confirmed(pair: Pair) -> Iterator[Text]:
    """Facts about partners that were assumed or asked, and are confirmed now: by whom and when."""
    if pair.before is None or not pair.counts:
        return
    now, was = _confirmations(pair.after.source.data), _confirmations(pair.before.source.data)
    for by, date in sorted(now - was):
        yield line(pair, both(N_("by {function} on {date}."), function=by, date=date))


def _confirmations(data: Value) -> set[tuple[str, str]]:
    """By whom and when something was confirmed."""
    found: dict[tuple[object, ...], dict[str, str]] = {}
    for path, value in leaves(data):
        if path and path[0] == "partners" and path[-1] in {"known", "confirmed_by", "date"}:
            found.setdefault(path[:-1], {})[str(path[-1])] = str(value)
    return {
        (each.get("confirmed_by", "-"), each.get("date", "-"))
        for each in found.values()
        if each.get("known") == "confirmed"
    }


def _answers(pair: Pair) -> Iterator[tuple[str, str, Answer]]:
    for checklist, answers in pair.after.answered.items():
        for key, answer in answers.answers.items():
            if answer.is_given or answer.exception:
                yield checklist, key, answer
