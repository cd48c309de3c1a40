"""Answers against their checklist: the questions exist, the approvers may approve."""

import datetime as dt
from collections.abc import Iterator

from samenwerk.checklist import Checklist
from samenwerk.finding import Finding
from samenwerk.surroundings import Record, Surroundings
from samenwerk.wording import is_a_letter_off


def unknown_questions(record: Record, surroundings: Surroundings) -> Iterator[Finding]:
    """Each answer belongs to a question of its checklist; the file says which checklist."""
    for name, answers in record.answered.items():
        source = record.checks[name]
        if answers.checklist != name:
            yield source.finding("checklist-id", ("checklist",), id=answers.checklist, name=name)
        checklist = surroundings.checklists.get(name)
        if checklist is None:
            facts = source.suggestion(name, surroundings.checklists)
            yield source.finding("unknown-checklist", ("checklist",), id=name, **facts)
            continue
        known = set(_keys(checklist, record))
        for key in answers.answers:
            if key not in known:
                facts = source.suggestion(key, known)
                yield source.finding(
                    "unknown-question", ("answers", key), key=True, id=key, **facts
                )


def _keys(checklist: Checklist, record: Record) -> Iterator[str]:
    """The keys that answers to this checklist may have, also about partners that left."""
    for question in checklist.questions:
        if question.per is None:
            yield question.id
        else:
            yield from (f"{question.id}/{each.id}" for each in record.partnership.partners)


def unknown_approvers(record: Record, surroundings: Surroundings) -> Iterator[Finding]:
    """An exception is approved by a function that the register names as approver."""
    approvers = surroundings.settings.approvers
    if not surroundings.settings.organisation:
        return  # the settings could not be read: that is its own finding
    for name, answers in record.answered.items():
        for key, answer in answers.answers.items():
            exception = answer.exception
            if exception and exception.approved_by not in approvers:
                source = record.checks[name]
                yield source.finding(
                    "unknown-approver",
                    ("answers", key, "exception", "approved_by"),
                    id=exception.approved_by,
                    **source.suggestion(exception.approved_by, approvers),
                )


def approvers_like_authors(record: Record, _surroundings: Surroundings) -> Iterator[Finding]:
    """Nobody approves an own exception; with a slip of the pen the two would seem to differ."""
    for name, answers in record.answered.items():
        for key, answer in answers.answers.items():
            exception = answer.exception
            if exception and answer.by and is_a_letter_off(exception.approved_by, answer.by):
                yield record.checks[name].finding(
                    "approver-like-author",
                    ("answers", key, "exception", "approved_by"),
                    approver=exception.approved_by,
                    author=answer.by,
                )


def before_the_register(record: Record, surroundings: Surroundings) -> Iterator[Finding]:
    """No answer is older than the register; one finding a file, however many there are."""
    began = surroundings.settings.began if surroundings.settings.organisation else dt.date.min
    for name, answers in record.answered.items():
        early = [
            (key, answer.date)
            for key, answer in answers.answers.items()
            if answer.date and answer.date < began
        ]
        if early:
            key, date = early[0]
            yield record.checks[name].finding(
                "answers-before-register",
                ("answers", key, "date"),
                count=len(early),
                question=key,
                date=date,
                began=began,
            )


def dates(record: Record, surroundings: Surroundings) -> Iterator[Finding]:
    """No answer is of the future; none was confirmed before given."""
    limit = surroundings.today + dt.timedelta(days=1)
    for name, answers in record.answered.items():
        source = record.checks[name]
        for key, answer in answers.answers.items():
            for part in ("date", "confirmed"):
                day = getattr(answer, part)
                if day and day > limit:
                    path = ("answers", key, part)
                    yield source.finding("date-in-the-future", path, key_name=part, date=day)
            if answer.date and answer.confirmed and answer.confirmed < answer.date:
                yield source.finding(
                    "dates-out-of-order",
                    ("answers", key, "confirmed"),
                    key_name="confirmed",
                    date=answer.confirmed,
                    other="date",
                    other_date=answer.date,
                )
