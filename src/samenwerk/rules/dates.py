"""Dates in order, and dates that say what should have happened by now."""

import datetime as dt
from collections.abc import Iterator
from itertools import pairwise

from samenwerk.finding import Finding
from samenwerk.partnership import Partnership, Status
from samenwerk.surroundings import Record, Surroundings
from samenwerk.yamlfile import Path

_LONGEST_WAIT = 730  # days

Dated = tuple[Path, dt.date | None]


def out_of_order(record: Record, _surroundings: Surroundings) -> Iterator[Finding]:
    """A later date does not come before an earlier one."""
    for (early_path, early), (path, late) in _pairs(record.partnership):
        if early is not None and late is not None and late < early:
            yield record.source.finding(
                "dates-out-of-order",
                path,
                key_name=str(path[-1]),
                date=late,
                other=str(early_path[-1]),
                other_date=early,
            )


def in_the_future(record: Record, surroundings: Surroundings) -> Iterator[Finding]:
    """What has happened has a date of today or before. One day of grace: time zones differ."""
    limit = surroundings.today + dt.timedelta(days=1)
    for path, date in _past(record.partnership):
        if date is not None and date > limit:
            yield record.source.finding(
                "date-in-the-future", path, key_name=str(path[-1]), date=date
            )


def inherited_without_check(record: Record, surroundings: Surroundings) -> Iterator[Finding]:
    """What ran before the register began says by when it is checked (DESIGN section 2)."""
    partnership = record.partnership
    if partnership.status is not Status.INHERITED:
        return
    check_by = partnership.dates.check_by
    if check_by is None:
        yield record.source.finding("inherited-without-check", ("status",))
    elif check_by < surroundings.today:
        yield record.source.finding("check-overdue", ("dates", "check_by"), date=check_by)


def inherited_too_new(record: Record, surroundings: Surroundings) -> Iterator[Finding]:
    """Only what ran before the register began is inherited: the rest goes through the gate."""
    partnership = record.partnership
    began = surroundings.settings.began
    is_new = partnership.dates.check_by is not None and not partnership.ran_before(began)
    if partnership.status is Status.INHERITED and is_new:
        yield record.source.finding("inherited-too-new", ("status",), began=began)


def check_far_away(record: Record, surroundings: Surroundings) -> Iterator[Finding]:
    """A check that is years away is no plan."""
    check_by = record.partnership.dates.check_by
    latest = surroundings.today + dt.timedelta(days=_LONGEST_WAIT)
    if record.partnership.status is Status.INHERITED and check_by and check_by > latest:
        yield record.source.finding("check-far-away", ("dates", "check_by"), date=check_by)


def end_passed(record: Record, surroundings: Surroundings) -> Iterator[Finding]:
    """It still runs, while the day on which it would end is over."""
    dates = record.partnership.dates
    last = max((day for day in (dates.end, dates.extendable_to) if day), default=None)
    if record.partnership.status.is_in_force and last and last < surroundings.today:
        yield record.source.finding("end-passed", ("dates", "end"), date=last)


def started_undecided(record: Record, surroundings: Surroundings) -> Iterator[Finding]:
    """It began while the decision was not taken: the front end came too late (seed S001)."""
    partnership = record.partnership
    start = partnership.dates.start
    if partnership.status is Status.EXPLORING and start and start < surroundings.today:
        yield record.source.finding("started-undecided", ("dates", "start"), date=start)


def _pairs(partnership: Partnership) -> Iterator[tuple[Dated, Dated]]:
    dates = partnership.dates
    start: Dated = (("dates", "start"), dates.start)
    end: Dated = (("dates", "end"), dates.end)
    yield start, end
    yield start, (("dates", "first_review"), dates.first_review)
    yield end, (("dates", "extendable_to"), dates.extendable_to)
    for number, partner in enumerate(partnership.partners):
        joined: Dated = (("partners", number, "joined"), partner.joined)
        yield joined, (("partners", number, "left"), partner.left)
    decided: list[Dated] = [
        (("decisions", number, "date"), decision.date)
        for number, decision in enumerate(partnership.decisions)
    ]
    yield from pairwise(decided)


def _past(partnership: Partnership) -> Iterator[Dated]:
    for number, decision in enumerate(partnership.decisions):
        yield ("decisions", number, "date"), decision.date
    for number, partner in enumerate(partnership.partners):
        for name in ("interest", "main_goal", "their_role"):
            yield ("partners", number, name, "date"), getattr(partner, name).date
        for name in ("brings", "gets"):
            for place, fact in enumerate(getattr(partner, name)):
                yield ("partners", number, name, place, "date"), fact.date
    for number, goal in enumerate(partnership.goals):
        for place, measurement in enumerate(goal.measured):
            yield ("goals", number, "measured", place, "date"), measurement.date
