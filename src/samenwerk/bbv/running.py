"""From when until when a partnership runs: who counts in a year, and who came or went."""

import datetime as dt
from dataclasses import dataclass

from samenwerk.bbv.edition import Edition
from samenwerk.partnership import Decision, Partnership, Status

_NEVER = frozenset({Status.EXPLORING, Status.DECLINED})


@dataclass(frozen=True, kw_only=True)
class Span:
    """First and last day; None is: since long, or without an end."""

    begin: dt.date | None
    end: dt.date | None

    def touches(self, first: dt.date, last: dt.date) -> bool:
        """Does it run on some day of this period?"""
        return (self.begin is None or self.begin <= last) and (
            self.end is None or self.end >= first
        )


def span(partnership: Partnership, today: dt.date) -> Span | None:
    """When it runs; None if nothing was decided, or if the decision was no."""
    if partnership.status in _NEVER:
        return None
    return Span(begin=_begin(partnership), end=_end(partnership, today))


def counts(partnership: Partnership, edition: Edition, today: dt.date) -> bool:
    """Is it in force on some day of the year?"""
    found = span(partnership, today)
    return found is not None and found.touches(edition.first_day, edition.last_day)


def decision(partnership: Partnership, status: Status) -> Decision | None:
    """The last decision that made it so."""
    made = (each for each in reversed(partnership.decisions) if each.status == status.value)
    return next(made, None)


def _begin(partnership: Partnership) -> dt.date | None:
    """The day it starts; without one: of the first decision, or unknown for what ran already."""
    if partnership.dates.start:
        return partnership.dates.start
    if partnership.status is Status.INHERITED or partnership.dates.check_by:
        return min((each.joined for each in partnership.partners if each.joined), default=None)
    decided = (each.date for each in partnership.decisions if each.status == Status.ACTIVE.value)
    return next(decided, None)


def _end(partnership: Partnership, today: dt.date) -> dt.date | None:
    """The day it ended, or will; an end that went by without a decision ended nothing."""
    ended = decision(partnership, Status.ENDED)
    if partnership.status is Status.ENDED:
        return ended.date if ended else None
    planned = partnership.dates.end
    return planned if planned and planned >= today else None
