"""One edition of the paragraph: the budget or the annual report of a year (BBV art. 15, 26)."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from samenwerk.finance import YearKind

Kind = Literal["begroting", "jaarstukken"]
KINDS: tuple[Kind, ...] = ("begroting", "jaarstukken")
FIRST_YEAR, LAST_YEAR = 1900, 2199  # as in the schema of the figures
_FIGURES: Mapping[Kind, YearKind] = {"begroting": "budget", "jaarstukken": "accounts"}


@dataclass(frozen=True, kw_only=True)
class Edition:
    """`figures` says which entries of `finance.yaml` it wants."""

    year: int
    kind: Kind

    @property
    def figures(self) -> YearKind:
        return _FIGURES[self.kind]

    @property
    def is_expected(self) -> bool:
        """A budget speaks of what is expected, the annual report of what was (BBV art. 26)."""
        return self.kind == "begroting"

    @property
    def first_day(self) -> dt.date:
        return dt.date(self.year, 1, 1)

    @property
    def last_day(self) -> dt.date:
        return dt.date(self.year, 12, 31)

    @property
    def news_from(self) -> dt.date:
        """The first day of which the edition before this one could not tell.

        The budget of T-1 was made before T-1 began; the annual report of T-1 was made after it.
        """
        return dt.date(self.year - 1, 1, 1) if self.is_expected else self.first_day
