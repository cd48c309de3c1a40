"""Figures that cannot be right together, or that somebody should look at again.

Nothing here stops anybody: published figures differ from one document to the next, and a register
must be able to hold what they say. `unknown` is never compared with an amount.
"""

import datetime as dt
from collections.abc import Iterator

from samenwerk.finance import PAIRS, Figure, Finance, Pair, Year
from samenwerk.finding import Finding
from samenwerk.formats import euros
from samenwerk.i18n import Text
from samenwerk.source import Source
from samenwerk.surroundings import Record, Surroundings

_NOT_BELOW_ZERO = ("debt", "guarantee")
_YEARS_OF_USE = 2


def years_twice(record: Record, _surroundings: Surroundings) -> Iterator[Finding]:
    """A year has one budget and one set of accounts, so that a paragraph knows which to print."""
    source, finance = _money(record)
    seen = set()
    for number, year in enumerate(finance.years):
        if (year.year, year.kind) in seen:
            yield source.finding("year-twice", ("years", number, "year"), year=year.year)
        seen.add((year.year, year.kind))


def begin_is_not_end(record: Record, _surroundings: Surroundings) -> Iterator[Finding]:
    """What a year begins with is what the year before ended with (BBV art. 15(2)(b) and (c)).

    Only figures of the same kind are compared: a budget speaks of what was expected.
    """
    source, finance = _money(record)
    by_year = {(year.year, year.kind): year for year in finance.years}
    for number, year in enumerate(finance.years):
        before = by_year.get((year.year - 1, year.kind))
        for name in PAIRS if before else ():
            begin, end = _pair(year, name).begin, _pair(before, name).end
            if begin and end and _differ(begin, end):
                yield source.finding(
                    "begin-not-end",
                    ("years", number, name, "begin", "amount"),
                    amount=_euros(begin),
                    year=year.year,
                    other=_euros(end),
                    before=year.year - 1,
                )


def wrong_signs(record: Record, _surroundings: Surroundings) -> Iterator[Finding]:
    """Debts and guarantees are written without a minus: below zero they would be something else."""
    source, finance = _money(record)
    for number, year in enumerate(finance.years):
        for path, figure in year.figures:
            if path[0] in _NOT_BELOW_ZERO and (figure.euros or 0) < 0:
                place = ("years", number, *path, "amount")
                yield source.finding("negative-amount", place, amount=_euros(figure))


def zeros(record: Record, _surroundings: Surroundings) -> Iterator[Finding]:
    """A balance sheet of nothing but zeros: somebody may have meant `unknown` (BBV art. 15(2)(c)).

    A contribution of 0 is ordinary, so only equity and debt together say something.
    """
    source, finance = _money(record)
    for number, year in enumerate(finance.years):
        balance = [figure for path, figure in year.figures if path[0] in {"equity", "debt"}]
        if len(balance) > 1 and all(figure.amount == 0 for figure in balance):
            yield source.finding("only-zeros", ("years", number, "year"), year=year.year)


def gaps(record: Record, _surroundings: Surroundings) -> Iterator[Finding]:
    """Years without figures between two years that have them."""
    source, finance = _money(record)
    filled = {year.year: number for number, year in enumerate(finance.years) if year.has_amounts}
    if not filled:
        return
    missing = [year for year in range(min(filled), max(filled)) if year not in filled]
    if missing:
        next_one = min(year for year in filled if year > missing[0])
        yield source.finding(
            "years-without-figures",
            ("years", filled[next_one], "year"),
            years=tuple(map(str, missing)),
        )


def outdated(record: Record, surroundings: Surroundings) -> Iterator[Finding]:
    """The newest figures of a running partnership are more than two years old."""
    source, finance = _money(record)
    days = [
        (_day(year, figure), ("years", number, *path, "amount"))
        for number, year in enumerate(finance.years)
        for path, figure in year.figures
        if figure.euros is not None
    ]
    if not days or not record.partnership.status.is_in_force:
        return
    newest, place = max(days, key=lambda found: found[0])
    if newest < _before(surroundings.today, _YEARS_OF_USE):
        yield source.finding("figures-outdated", place, date=newest)


def _money(record: Record) -> tuple[Source, Finance]:
    """The figures and where they stand; none if there is no such file."""
    return record.finance_source or record.source, record.finance or Finance(schema=1)


def _pair(year: Year | None, name: str) -> Pair:
    found: Pair = getattr(year, name)
    return found


def _differ(begin: Figure, end: Figure) -> bool:
    """Different amounts for the same moment; with other reference dates they may differ."""
    if begin.euros is None or end.euros is None or begin.euros == end.euros:
        return False
    if begin.date is None or end.date is None:
        return True
    return abs(begin.date - end.date) <= dt.timedelta(days=1)


def _day(year: Year, figure: Figure) -> dt.date:
    """When a figure was right: its own date, else the end of its year."""
    return figure.date or dt.date(year.year, 12, 31)


def _before(day: dt.date, years: int) -> dt.date:
    """The same day some years ago; 28 February for a 29th that was not there."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)


def _euros(figure: Figure) -> Text:
    amount = figure.euros or 0
    return Text(nl=euros(amount, "nl"), en=euros(amount, "en"))
