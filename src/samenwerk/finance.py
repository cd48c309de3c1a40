"""The money of a partnership by year: what `finance.yaml` means, once it has passed its schema.

Amounts are whole euros. `unknown` (nobody knows) and `not-applicable` (there is no such amount)
are words of their own: neither is ever read as 0.
"""

import datetime as dt
from collections.abc import Iterator
from typing import Literal

import msgspec

from samenwerk.yamlfile import Path, Value

NoAmount = Literal["unknown", "not-applicable"]
YearKind = Literal["budget", "accounts"]
Placed = tuple[Path, "Figure"]

PAIRS = ("interest", "equity", "debt")


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """What all parts share: frozen, and made by name."""


class Figure(Part, frozen=True, kw_only=True):
    """An amount, the day on which it was right, and the paper it comes from."""

    amount: int | NoAmount
    date: dt.date | None = None
    source: str | None = None

    @property
    def euros(self) -> int | None:
        """The amount; None where there is none or nobody knows it."""
        return self.amount if isinstance(self.amount, int) else None


class Pair(Part, frozen=True, kw_only=True):
    """The position on 1 January and on 31 December (BBV art. 15(2)(b) and (c))."""

    begin: Figure | None = None
    end: Figure | None = None


class Result(Part, frozen=True, kw_only=True):
    """The result, before or after money went to or from the reserves (BBV art. 15(2)(d))."""

    figure: Figure
    before_or_after: Literal["before", "after", "unknown"] | None = None


class Year(Part, frozen=True, kw_only=True):
    """The figures of one year; the budget and the accounts of a year stand apart."""

    year: int
    kind: YearKind | None = None
    interest: Pair = Pair()
    equity: Pair = Pair()
    debt: Pair = Pair()
    result: Result | None = None
    contribution: Figure | None = None
    guarantee: Figure | None = None

    @property
    def figures(self) -> Iterator[Placed]:
        """Every figure that is filled in, with its path inside the year."""
        for name in PAIRS:
            pair: Pair = getattr(self, name)
            for moment, figure in (("begin", pair.begin), ("end", pair.end)):
                if figure is not None:
                    yield (name, moment), figure
        if self.result is not None:
            yield ("result", "figure"), self.result.figure
        for name in ("contribution", "guarantee"):
            single: Figure | None = getattr(self, name)
            if single is not None:
                yield (name,), single

    @property
    def has_amounts(self) -> bool:
        """Is there one figure that says how much?"""
        return any(figure.euros is not None for _, figure in self.figures)


class Risk(Part, frozen=True, kw_only=True):
    """A risk to our money, what is done about it, and what is left (BBV art. 11 and 15(2)(e))."""

    text: str
    measure: str | None = None
    left: str | None = None


class Finance(Part, frozen=True, kw_only=True):
    """All figures and risks of one partnership; an empty list of risks says that there are none."""

    schema: int
    years: tuple[Year, ...] = ()
    risks: tuple[Risk, ...] | None = None

    @classmethod
    def from_data(cls, data: Value) -> "Finance":
        """From the values of a file that has passed its schema."""
        return msgspec.convert(data, cls)
