"""What an import would do: new partnerships with all their files, and differences per fact."""

import datetime as dt
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from samenwerk import schema
from samenwerk.errors import mistaken
from samenwerk.importing.difference import Difference, differences, statements
from samenwerk.importing.filing import Data, finance_data, partnership_data
from samenwerk.importing.found import Found
from samenwerk.importing.organisations import Organisations
from samenwerk.importing.plain import words
from samenwerk.inspection import Inspection
from samenwerk.names import FOLDER, MAX_ID, MONEY, ORGANISATIONS, RECORD, id_from
from samenwerk.surroundings import Record
from samenwerk.unread import refuse_unread
from samenwerk.yamlfile import Value

Remembered = Mapping[str, Mapping[str, str]]
NewFile = tuple[schema.Kind, Data]
_DIGITS = 16


@dataclass(frozen=True)
class NewParty:
    """A partnership that comes into the register, and the line it comes from."""

    id: str
    name: str
    line: int
    form: str
    files: dict[str, NewFile]


@dataclass
class Plan:
    """Everything that would change; `same` are the partnerships for which nothing would."""

    new: list[NewParty] = field(default_factory=list)
    organisations: dict[str, Data] = field(default_factory=dict)
    differences: list[Difference] = field(default_factory=list)
    same: list[str] = field(default_factory=list)
    said: dict[str, dict[str, str]] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        return not self.new and not self.differences

    def organisation_files(self) -> dict[str, NewFile]:
        return {
            f"{FOLDER}/{ORGANISATIONS}/{id}.yaml": ("organisation", {"schema": 1, **data})
            for id, data in self.organisations.items()
        }


class Planner:
    """Compares a list with a register. `remembered` is what earlier imports here said.

    Raises a `SamenwerkError` if a partnership could not be had: it may stand in the list too.
    """

    def __init__(self, inspection: Inspection, check_by: dt.date, remembered: Remembered) -> None:
        surroundings = inspection.surroundings
        self._inspection = inspection
        self._check_by = check_by.isoformat()
        self._remembered = remembered
        self._own = surroundings.settings.organisation
        self._organisations = Organisations(
            surroundings.organisations, surroundings.organisation_ids
        )
        self._taken = set(surroundings.partnership_ids)
        self._records: dict[str, Record] = {}
        self._by_name: dict[str, str] = {}
        refuse_unread(inspection.findings)
        for inspected in inspection.records():
            refuse_unread(inspected.findings)
            if inspected.record:
                self._know(inspected.record)

    def _know(self, record: Record) -> None:
        self._records[record.id] = record
        for name in (record.partnership.name, *record.partnership.former_names):
            self._by_name.setdefault(words(name), record.id)

    def plan(self, found: tuple[Found, ...]) -> Plan:
        """What the parties of a list would change."""
        plan = Plan()
        for each in found:
            id = self._existing(each)
            if id is None:
                party = self._new(each)
                plan.new.append(party)
                id = party.id
            else:
                self._compare(plan, self._records[id], each)
            plan.said[id] = self._statements(id, each)
        plan.organisations = self._organisations.new
        return plan

    def _existing(self, found: Found) -> str | None:
        """The partnership with this name, or else with the id that comes from it."""
        id = self._by_name.get(words(found.name), id_from(found.name))
        if id in self._records:
            return id
        if id in self._inspection.surroundings.partnership_ids:
            raise mistaken(id)
        return None

    def _new(self, found: Found) -> NewParty:
        id = self._free_id(found.name)
        data = partnership_data(
            found,
            entity=self._organisations.body(found),
            partners=self._partners(found),
            check_by=self._check_by,
        )
        files: dict[str, NewFile] = {f"{FOLDER}/{id}/{RECORD}": ("partnership", data)}
        money = finance_data(found)
        if money:
            files[f"{FOLDER}/{id}/{MONEY}"] = ("finance", money)
        return NewParty(id, found.name, found.line, found.form, files)

    def _partners(self, found: Found) -> list[str]:
        """The participants but ourselves: our own organisation is no partner."""
        ids = [
            self._organisations.participant(name, is_municipality=found.are_municipalities)
            for name in found.participants
        ]
        return [id for id in dict.fromkeys(ids) if id != self._own]

    def _free_id(self, name: str) -> str:
        wanted = id_from(name) or "samenwerking"
        id, number = wanted, 2
        while id in self._taken:
            id = f"{wanted[: MAX_ID - 5].rstrip('-')}-{number}"
            number += 1
        self._taken.add(id)
        return id

    def _compare(self, plan: Plan, record: Record, found: Found) -> None:
        entity = self._inspection.surroundings.organisation_sources.get(
            record.partnership.entity or ""
        )
        made = list(differences(record, found, self._partners(found), entity))
        open_ = [each for each in map(self._judged, made) if each is not None]
        plan.differences += open_
        if not open_:
            plan.same.append(record.id)

    def _statements(self, id: str, found: Found) -> dict[str, str]:
        made = statements(found, id, self._partners(found))
        return {said(each.key): said(each.theirs) for each in made}

    def _judged(self, difference: Difference) -> Difference | None:
        """None if the list says what it said before: then people changed the register, or chose."""
        before = self._remembered.get(difference.id, {}).get(said(difference.key))
        if before == said(difference.theirs):
            return None
        is_edited = before is not None and before != said(difference.ours)
        return replace(difference, is_edited=is_edited)


def said(value: Value) -> str:
    """A short form of a value, to remember what a list said."""
    canonical = json.dumps(value, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(canonical.encode()).hexdigest()[:_DIGITS]
