"""What a partnership stands in: the settings, organisations, other ids, and today's date."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from samenwerk.answer import Answer, Answers
from samenwerk.checklist import Checklist
from samenwerk.finance import Finance
from samenwerk.organisation import Organisation, Settings
from samenwerk.partnership import Partnership
from samenwerk.source import Source


@dataclass(frozen=True, kw_only=True)
class Surroundings:
    """All that a rule may know besides the partnership itself; `today` is never a clock."""

    settings: Settings
    settings_source: Source
    organisations: Mapping[str, Organisation]
    organisation_sources: Mapping[str, Source]
    organisation_ids: frozenset[str]  # of every file, also one that cannot be read
    partnership_ids: frozenset[str]
    checklists: Mapping[str, Checklist]
    today: dt.date


@dataclass(frozen=True, kw_only=True)
class Record:
    """One partnership with its files: only those that could be read and have the right shape."""

    id: str
    partnership: Partnership
    source: Source
    checks: Mapping[str, Source]
    answered: Mapping[str, Answers]
    finance: Finance | None = None
    finance_source: Source | None = None

    def answers(self, checklist: str) -> Mapping[str, Answer]:
        """The answers to one checklist by their key; none if there is no such file."""
        return self.answered[checklist].answers if checklist in self.answered else {}
