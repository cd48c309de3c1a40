"""Organisations and the settings of a register: what their files mean."""

from datetime import date
from typing import Literal

import msgspec

from samenwerk.i18n import Language
from samenwerk.yamlfile import Value


class Validity(msgspec.Struct, frozen=True, kw_only=True, rename={"from_": "from"}):
    """From when until when an organisation exists; `until` is its last day."""

    from_: date | None = None
    until: date | None = None


class Organisation(msgspec.Struct, frozen=True, kw_only=True):
    """An organisation that takes part in something; its id is the file's name."""

    schema: int
    name: str
    kind: Literal[
        "municipality",
        "province",
        "water-board",
        "state",
        "joint-body",
        "company",
        "foundation",
        "association",
        "cooperative",
        "residents",
        "unit",
        "other",
    ]
    kvk: str | None = None
    rsin: str | None = None
    oin: str | None = None
    tooi: str | None = None
    website: str | None = None
    valid: Validity = Validity()
    former_names: tuple[str, ...] = ()
    successors: tuple[str, ...] = ()
    part_of: str | None = None

    @classmethod
    def from_data(cls, data: Value) -> "Organisation":
        """From the values of a file that has passed its schema."""
        return msgspec.convert(data, cls)

    @property
    def is_private(self) -> bool:
        """Not a government, nor founded by one under public law, nor a part of one."""
        return self.kind in {"company", "foundation", "association", "cooperative"}

    def has_ended(self, today: date) -> bool:
        return self.valid.until is not None and self.valid.until < today


class AffiliatedParties(msgspec.Struct, frozen=True, kw_only=True):
    """What the paragraph says of all affiliated parties together (BBV art. 15(1)(a))."""

    vision: str | None = None
    intentions: str | None = None


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """`register.yaml`: whose register it is and how strict."""

    schema: int
    organisation: str
    authority: Literal["municipality", "province", "water-board", "other"]
    language: Language = "nl"
    visibility: Literal["internal", "public"] = "internal"
    began: date
    gate: tuple[str, ...]
    approvers: tuple[str, ...] = ()
    review_every_months: int = 12
    recheck_days: int = 90
    heavy_from_euros_a_year: int = 250_000
    affiliated_parties: AffiliatedParties = AffiliatedParties()

    @classmethod
    def from_data(cls, data: Value) -> "Settings":
        """From the values of a file that has passed its schema."""
        return msgspec.convert(data, cls)
