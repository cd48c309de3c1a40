"""Which figure the paragraph shows for a year (BBV art. 15(2)(b), (c) and (d)).

Published figures lag years behind. An older one may be shown, but it is never one of this year.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from samenwerk.bbv.edition import Edition
from samenwerk.finance import Figure, Finance, Result, Year, YearKind

NAMES = (
    *("interest_begin", "interest_end", "equity_begin", "equity_end", "debt_begin", "debt_end"),
    *("result", "contribution", "guarantee"),
)
# What stood on a day; the others are of the whole year.
POSITIONS = frozenset(name for name in NAMES if "_" in name)
# Of these the paragraph may say nothing: what article 15 does not ask and most parties do not have.
OPTIONAL = frozenset({"guarantee"})
Reason = Literal["unknown", "absent"]


@dataclass(frozen=True, kw_only=True)
class Choice:
    """`figure` is of this year, or there is a `reason` why there is none; `older` may be shown.

    `older` is an amount from `older_year`: an earlier year, or the other kind of figures.
    """

    figure: Figure | None = None
    reason: Reason | None = None
    older: Figure | None = None
    older_year: Year | None = None

    @property
    def euros(self) -> int | None:
        """The amount of this year; None if there is none, or nobody knows it."""
        return self.figure.euros if self.figure else None


Choices = Mapping[str, Choice]


def choices(finance: Finance | None, edition: Edition) -> Choices:
    """What to show for each figure."""
    years = finance.years if finance else ()
    return {name: _choice(name, years, edition) for name in NAMES}


def result_of(finance: Finance | None, edition: Edition) -> Result | None:
    """The result of this year, with whether it is before or after the reserves."""
    year = _year(finance.years if finance else (), edition)
    return year.result if year else None


def newest(finance: Finance | None) -> Iterator[tuple[str, Figure, Year]]:
    """The newest amount of each kind of figure, with its year."""
    years = sorted(finance.years if finance else (), key=_newest_first)
    for name in ("interest_end", "equity_end", "debt_end", "result", "contribution"):
        for year in years:
            figure = _latest(name, year)
            if figure is not None:
                yield name, figure, year
                break


def _choice(name: str, years: tuple[Year, ...], edition: Edition) -> Choice:
    year = _year(years, edition)
    figure = _figure(name, year) if year else None
    if figure is not None and figure.amount != "unknown":
        return Choice(figure=figure)
    older = next(_older(name, years, edition), (None, None))
    reason: Reason = "unknown" if figure else "absent"
    return Choice(figure=figure, reason=reason, older=older[0], older_year=older[1])


def _year(years: tuple[Year, ...], edition: Edition) -> Year | None:
    """The entry of this year and this kind; what is of neither kind is not of this one."""
    wanted = (edition.year, edition.figures)
    return next((each for each in years if (each.year, each.kind) == wanted), None)


def _older(name: str, years: tuple[Year, ...], edition: Edition) -> Iterator[tuple[Figure, Year]]:
    """Amounts of the same year but another kind, then of earlier years, the newest first.

    A position at the end of the year has no earlier one: what is older is shown at its beginning.
    """
    for year in sorted(years, key=_newest_first):
        if (year.year, year.kind) == (edition.year, edition.figures) or year.year > edition.year:
            continue
        if year.year == edition.year:
            figure = _amount(_figure(name, year))
        else:
            figure = None if name.endswith("_end") else _latest(name, year)
        if figure is not None:
            yield figure, year


def _latest(name: str, year: Year) -> Figure | None:
    """The last known position of a year; for other figures the amount itself."""
    part, _, moment = name.partition("_")
    if not moment:
        return _amount(_figure(name, year))
    pair = getattr(year, part)
    return _amount(pair.end) or _amount(pair.begin)


def _figure(name: str, year: Year) -> Figure | None:
    part, _, moment = name.partition("_")
    if moment:
        found: Figure | None = getattr(getattr(year, part), moment)
        return found
    if name == "result":
        return year.result.figure if year.result else None
    single: Figure | None = getattr(year, name)
    return single


def _amount(figure: Figure | None) -> Figure | None:
    return figure if figure is not None and figure.euros is not None else None


def _newest_first(year: Year) -> tuple[int, int]:
    """Of one year the accounts first: they are what was, not what was expected."""
    order: dict[YearKind | None, int] = {"accounts": 0, "budget": 1, None: 2}
    return -year.year, order[year.kind]
