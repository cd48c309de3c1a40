"""What is new, changed or ended since the last edition, and from which facts that follows."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from samenwerk.bbv.edition import Edition
from samenwerk.bbv.running import Span, decision, span
from samenwerk.partnership import Partnership, Status
from samenwerk.surroundings import Record

Sort = Literal["new", "changed", "ended"]
SORTS: tuple[Sort, ...] = ("new", "changed", "ended")
FACTS = ("start", "active", "inherited-active", "ending", "end", "ended", "joined", "left",
         "published")  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class News:
    """One thing that happened on a day. `fact` says what shows it, `who` which organisations."""

    sort: Sort
    id: str
    name: str
    day: dt.date
    fact: str
    who: tuple[str, ...] = ()


def news(records: Sequence[Record], edition: Edition, today: dt.date) -> list[News]:
    """All of it in the order of the days; of what never ran there is none."""
    found = [
        each
        for record in records
        if (runs := span(record.partnership, today))
        for each in _of(record, runs)
        if edition.news_from <= each.day <= edition.last_day
    ]
    return sorted(found, key=lambda each: (each.day, each.name.casefold(), each.id, each.fact))


def _of(record: Record, runs: Span) -> Iterator[News]:
    for sort, day, fact, who in (
        *_coming_and_going(record.partnership, runs),
        *_changes(record.partnership, runs),
    ):
        name = record.partnership.name
        yield News(sort=sort, id=record.id, name=name, day=day, fact=fact, who=who)


Found = tuple[Sort, dt.date, str, tuple[str, ...]]


def _coming_and_going(partnership: Partnership, runs: Span) -> Iterator[Found]:
    if runs.begin:
        yield "new", runs.begin, _first_fact(partnership, runs.begin), ()
    if runs.end:
        is_over = partnership.status is Status.ENDED
        yield "ended", runs.end, "ended" if is_over else "end", ()


def _first_fact(partnership: Partnership, begin: dt.date) -> str:
    if partnership.dates.start:
        return "start"
    decided = any(each.date == begin for each in partnership.decisions)
    return "active" if decided else "joined"


def _changes(partnership: Partnership, runs: Span) -> Iterator[Found]:
    """What changed while it ran: not what belongs to its beginning or its end."""
    for day, fact, who in _moments(partnership):
        if day not in {runs.begin, runs.end} and runs.touches(day, day):
            yield "changed", day, fact, who


def _moments(partnership: Partnership) -> Iterator[tuple[dt.date, str, tuple[str, ...]]]:
    active = decision(partnership, Status.ACTIVE)
    if active and partnership.dates.check_by:  # what was inherited got its decision
        yield active.date, "inherited-active", ()
    if ending := decision(partnership, Status.ENDING):
        yield ending.date, "ending", ()
    for (fact, day), who in _members(partnership).items():
        yield day, fact, tuple(who)
    if partnership.publication.date:
        yield partnership.publication.date, "published", ()


def _members(partnership: Partnership) -> dict[tuple[str, dt.date], dict[str, None]]:
    """Who joined and left on which day: as partner and as organ it is told once."""
    found: dict[tuple[str, dt.date], dict[str, None]] = {}
    members = [
        *((each.organisations, each.joined, each.left) for each in partnership.partners),
        *(((each.organisation,), each.joined, each.left) for each in partnership.organs),
    ]
    for organisations, joined, left in members:
        moments: tuple[tuple[str, dt.date | None], ...] = (("joined", joined), ("left", left))
        for fact, day in moments:
            if day:
                found.setdefault((fact, day), {}).update(dict.fromkeys(organisations))
    return found
