"""When a partnership is reviewed next.

The clock starts on the day on which the whole of it was last looked at: the last decision, or,
if that is later, the day by which every required question was answered or confirmed again. The
next review is `dates.first_review`, as long as nobody has looked since; after that it is
`review_every_months` later, each time counted from the last look. So `check --all`, in which every
answer is confirmed, is what shows that a review was held. Whoever plans one on another day
writes that day in `dates.first_review`.
"""

import calendar
import datetime as dt
from dataclasses import dataclass

from samenwerk.gate import judge
from samenwerk.partnership import Partnership
from samenwerk.surroundings import Record, Surroundings
from samenwerk.yamlfile import Path


@dataclass(frozen=True)
class Review:
    """The day of the next review, and the fact that it follows from."""

    date: dt.date
    path: Path


def next_review(record: Record, surroundings: Surroundings) -> Review | None:
    """The next review of what is in force; None if there is nothing to count from."""
    partnership, months = record.partnership, surroundings.settings.review_every_months
    if not partnership.status.is_in_force:
        return None
    planned = _after(partnership, _last_decision(partnership), months)
    if planned is None or planned.date >= surroundings.today:
        return planned  # what was answered since could only make it later
    return _after(partnership, _last_look(record, surroundings), months)


def months_after(day: dt.date, months: int) -> dt.date:
    """The same day some months later; the last day of a month that is too short for it."""
    years, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = calendar.monthrange(years, month + 1)[1]
    return dt.date(years, month + 1, min(day.day, last))


def _after(partnership: Partnership, looked: dt.date | None, months: int) -> Review | None:
    first = partnership.dates.first_review
    if first and (looked is None or looked < first):
        return Review(first, ("dates", "first_review"))
    if looked is None:
        return None
    path: Path = ("decisions", len(partnership.decisions) - 1, "date")
    return Review(months_after(looked, months), path if partnership.decisions else ("status",))


def _last_decision(partnership: Partnership) -> dt.date | None:
    return max((each.date for each in partnership.decisions), default=None)


def _last_look(record: Record, surroundings: Surroundings) -> dt.date | None:
    """The last decision, or the day by which every required question was looked at after it."""
    asked = [
        each.answer.last_date
        for each in judge(record, surroundings).judged
        if each.required and each.item.question.fact is None
    ]
    answered = min((day or dt.date.min for day in asked), default=dt.date.min)
    decided = _last_decision(record.partnership) or dt.date.min
    looked = max(decided, answered)
    return None if looked == dt.date.min else looked
