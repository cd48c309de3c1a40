"""The year of the law for a regeling with a board: what is due on which last day.

The days and their articles are data, in `deadlines.yaml`. Nothing here is legal advice.
"""

import datetime as dt
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import msgspec

from samenwerk import yamlfile
from samenwerk.form import Reference, with_sources
from samenwerk.i18n import Text
from samenwerk.partnership import Partnership
from samenwerk.resources import packaged


class Deadline(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A day of each year; `before` is the day in the law, so that the day before is the last."""

    id: str
    before: str
    weeks_earlier: int = 0
    text: Text
    explanation: Text
    source: Reference

    def last_day(self, year: int) -> dt.date:
        """The last day on which it is still in time."""
        named = dt.date.fromisoformat(f"{year}-{self.before}")
        return named - dt.timedelta(days=1, weeks=self.weeks_earlier)

    def said(self, year: int, council: Text) -> Text:
        """What must be done in that year."""
        years = {"previous": year - 1, "next": year + 1}
        return Text(
            nl=self.text.nl.format(council=council.nl, **years),
            en=self.text.en.format(council=council.en, **years),
        )


class Deadlines(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The deadlines, the legal forms that have them, and those that may or may not."""

    forms: tuple[str, ...]
    unsure: tuple[str, ...]
    deadlines: tuple[Deadline, ...]


@lru_cache
def deadlines() -> Deadlines:
    """What stands in `deadlines.yaml`."""
    data: Any = yamlfile.load(packaged("deadlines.yaml").read_bytes())
    return msgspec.convert(with_sources(data), Deadlines)


def is_unsure(partnership: Partnership) -> bool:
    """It is in force, and its form does not say whether it has these days."""
    return partnership.status.is_in_force and partnership.form in deadlines().unsure


def between(
    form: str | None, first: dt.date, last: dt.date
) -> Iterator[tuple[int, dt.date, Deadline]]:
    """The deadlines of a legal form from the first day up to and including the last."""
    if form not in deadlines().forms:
        return
    for year in range(first.year, last.year + 2):
        for deadline in deadlines().deadlines:
            day = deadline.last_day(year)
            if first <= day <= last:
                yield year, day, deadline
