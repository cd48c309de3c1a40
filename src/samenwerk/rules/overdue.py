"""What should have been done by now, as far as no other rule says so already.

A check, an end and a start that passed stand in `dates`, a recheck in `in_force`. The yearly days
of the law are not here: no file tells that they were missed.
"""

import datetime as dt
from collections.abc import Iterator

from samenwerk import authority
from samenwerk.due import pending
from samenwerk.due.review import next_review
from samenwerk.finding import Finding
from samenwerk.gate import Judged, judge
from samenwerk.source import Source
from samenwerk.surroundings import Record, Surroundings
from samenwerk.transition import UNDECIDED
from samenwerk.yamlfile import Path


def review(record: Record, surroundings: Surroundings) -> Iterator[Finding]:
    """Nobody looked at the whole of it on the day that was agreed, or since."""
    due = next_review(record, surroundings)
    if due and due.date < surroundings.today:
        yield record.source.finding("review-overdue", due.path, date=due.date)


def exceptions(record: Record, surroundings: Surroundings) -> Iterator[Finding]:
    """An exception ended before the gate; after it that is `recheck-exception`."""
    if record.partnership.status in UNDECIDED:
        for judged in pending.ended_exceptions(record, surroundings):
            exception = judged.answer.exception
            assert exception is not None
            checks, path = _place(record, judged, "exception", "until")
            yield checks.finding(
                "exception-ended", path, question=judged.item.key, date=exception.until
            )


def points(record: Record, surroundings: Surroundings) -> Iterator[Finding]:
    """Somebody would find it out by a day that is over."""
    status = record.partnership.status
    if status in pending.AT_REST or not _has_late_point(record, surroundings.today):
        return
    for judged in pending.points(judge(record, surroundings)):
        todo = judged.answer.todo
        is_said = status.is_gated and judged.blocks  # by the gate, on the line of the status
        if todo and todo.date < surroundings.today and not is_said:
            checks, path = _place(record, judged, "todo", "date")
            yield checks.finding(
                "point-overdue", path, question=judged.item.key, date=todo.date, who=todo.who
            )


def view(record: Record, surroundings: Surroundings) -> Iterator[Finding]:
    """The time for a view is over, and no file says what came of it (Wgr art. 1(3), (4))."""
    day = pending.view(record.partnership)
    if day and day < surroundings.today:
        council = authority.words(surroundings.settings.authority).council
        place = ("wgr_steps", "view_by")
        yield record.source.finding("view-overdue", place, date=day, council=council)


def _has_late_point(record: Record, today: dt.date) -> bool:
    return any(
        answer.todo and answer.todo.date < today
        for answers in record.answered.values()
        for answer in answers.answers.values()
    )


def _place(record: Record, judged: Judged, *below: str) -> tuple[Source, Path]:
    """Where something in an answer stands."""
    path: Path = ("answers", judged.item.key, *below)
    return record.checks[judged.item.checklist.id], path
