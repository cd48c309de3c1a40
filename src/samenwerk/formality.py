"""What a partnership says of its legal form: organs, powers, steps, shares and interests.

Parts of `partnership.yaml`; like all values they hold no rules. A test compares the names.
"""

import datetime as dt
from typing import Literal

import msgspec

Unknown = Literal["unknown"]
NoneOrUnknown = Literal["none", "unknown"]
Organ = Literal[
    "raad",
    "college",
    "burgemeester",
    "provinciale-staten",
    "gedeputeerde-staten",
    "commissaris-van-de-koning",
    "algemeen-bestuur",
    "dagelijks-bestuur",
    "voorzitter",
]


class Duty(msgspec.Struct, frozen=True, kw_only=True):
    extent: Literal["none", "partly", "fully"] | None = None
    law: str | None = None
    article: str | None = None


class ParticipatingOrgan(msgspec.Struct, frozen=True, kw_only=True):
    """An organ that takes part, and since when (Wgr art. 136(2)(a))."""

    organisation: str
    organ: Organ
    joined: dt.date | None = None
    left: dt.date | None = None

    def has_left(self, today: dt.date) -> bool:
        """Who will leave later still takes part."""
        return self.left is not None and self.left <= today


class Power(msgspec.Struct, frozen=True, kw_only=True):
    """A power that somebody else exercises, with the law it comes from (Wgr art. 136(2)(d))."""

    text: str
    how: Literal["mandaat", "delegatie"] | None = None
    law: str | None = None
    article: str | None = None


class Publication(msgspec.Struct, frozen=True, kw_only=True):
    """Where the text in force is, and when it was published (Wgr art. 26 and 136(2)(h))."""

    cvdr: str | None = None
    official_notice: str | None = None
    date: dt.date | None = None


class WgrSteps(msgspec.Struct, frozen=True, kw_only=True):
    """The days on which the steps of Wgr art. 1(2)-(4), 40, 50 and 26 were taken."""

    draft_sent: dt.date | None = None
    view_by: dt.date | None = None
    view_given: dt.date | None = None
    permission: dt.date | None = None
    published: dt.date | None = None


class PrivateLawSteps(msgspec.Struct, frozen=True, kw_only=True):
    """The days on which the steps of Gemeentewet art. 160(2) were taken."""

    draft_sent: dt.date | None = None
    wishes_given: dt.date | None = None
    founded: dt.date | None = None


class GovernanceInterest(msgspec.Struct, frozen=True, kw_only=True):
    """Control, through a seat on the board or a right to vote (BBV art. 1(1)(d))."""

    seat: bool | None = None
    vote: bool | None = None
    ground: str | None = None


class FinancialInterest(msgspec.Struct, frozen=True, kw_only=True):
    """What is lost in a bankruptcy, or what one is liable for, in euros (BBV art. 1(1)(c))."""

    not_recoverable: int | NoneOrUnknown | None = None
    liable: int | NoneOrUnknown | None = None
    ground: str | None = None


class Funding(msgspec.Struct, frozen=True, kw_only=True):
    organisation: str
    percent: int | float | Unknown | None = None
    condition: str | None = None


class Voting(msgspec.Struct, frozen=True, kw_only=True):
    organisation: str
    percent: int | float | Unknown | None = None
