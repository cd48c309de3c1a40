"""Amounts in one unit, and their totals without drift.

Each amount is rounded by itself, so that it is the same wherever it stands and agrees with the
paper it comes from. A total is the exact sum, rounded once. The rows as shown may therefore differ
from the total; then a note says by how much. Shifting the difference to some row (the largest
remainder) would make the rows add up, but would print an amount that is wrong by itself.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from samenwerk.bbv.figures import Choice

Unit = Literal["eur", "keur"]
UNITS: tuple[Unit, ...] = ("eur", "keur")
_EUROS = {"eur": 1, "keur": 1000}


@dataclass(frozen=True, kw_only=True)
class Total:
    """`shown` is the sum of the rows as they are printed; both are in the unit."""

    amount: int
    shown: int
    counted: int
    missing: int

    @property
    def drift(self) -> int:
        """What the rows as shown differ from the total."""
        return self.amount - self.shown


def in_unit(euros: int, unit: Unit) -> int:
    """Rounded to the nearest, a half away from zero, as is usual for amounts."""
    size = _EUROS[unit]
    rounded = (abs(euros) * 2 + size) // (size * 2)
    return rounded if euros >= 0 else -rounded


def total(choices: Iterable[Choice], unit: Unit) -> Total:
    """The sum of what is of this year; what is missing is counted, never taken for 0."""
    given = list(choices)
    amounts = [each.euros for each in given if each.euros is not None]
    return Total(
        amount=in_unit(sum(amounts), unit),
        shown=sum(in_unit(each, unit) for each in amounts),
        counted=len(amounts),
        missing=sum(each.reason is not None for each in given),
    )
