"""One thing that is due: its day, its partnership, what it is, and who sees to it."""

import datetime as dt
import hashlib
from dataclasses import dataclass
from enum import StrEnum

from samenwerk.form import Reference
from samenwerk.i18n import Text


class Kind(StrEnum):
    """What kind of day it is; part of the contract of csv, json and the calendar's ids."""

    CHECK = "check"  # an inherited partnership is checked at last
    DECISION = "decision"  # it starts, so that the decision must be there
    END = "end"
    EXCEPTION = "exception"  # its last day
    LAW = "law"  # each year
    POINT = "point"  # “weet ik nog niet”: who finds it out
    RECHECK = "recheck"  # something changed after the decision
    REVIEW = "review"
    VIEW = "view"  # of the representative body on a draft


@dataclass(frozen=True, kw_only=True)
class Item:
    """`date` is the last day on which it is still in time; `key` tells it from its likes."""

    date: dt.date
    kind: Kind
    partnership: str
    name: str
    key: str = ""
    what: Text
    explanation: Text | None = None
    who: str = ""
    source: Reference | None = None

    def is_overdue(self, today: dt.date) -> bool:
        return self.date < today

    @property
    def place(self) -> tuple[dt.date, str, str, str]:
        """What items are sorted by: the same order on every run and system."""
        return (self.date, self.partnership, self.kind, self.key)

    def uid(self, organisation: str) -> str:
        """The same for this item on every run and machine, also when its day or words change."""
        parts = (organisation, self.partnership, self.kind, self.key)
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:32] + "@samenwerk"
