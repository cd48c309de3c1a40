"""A whole register, read file by file: every finding, and each partnership with what belongs to it.

`validate`, `list`, `show` and `export` all come through here, so that they agree. A partnership is
read, judged and let go: a register of any size takes the memory of one folder.
"""

import datetime as dt
from collections.abc import Iterator, Mapping
from copy import copy
from dataclasses import dataclass, replace
from typing import Protocol

from samenwerk import checklist, editors, names, rules, schema
from samenwerk.answer import Answers
from samenwerk.checklist import Checklist
from samenwerk.finance import Finance
from samenwerk.finding import Finding
from samenwerk.listing import misnamed
from samenwerk.locallaw import local
from samenwerk.names import CHECKLISTS, FOLDER, MONEY, ORGANISATIONS, RECORD, SETTINGS
from samenwerk.organisation import Organisation, Settings
from samenwerk.partnership import Partnership
from samenwerk.rules import checklists
from samenwerk.rules.settings import FRONT_END
from samenwerk.source import Content, Refusal, Source, finding
from samenwerk.surroundings import Record, Surroundings

# So that the rules can go on when register.yaml is unreadable: as strict as can be.
_STRICT = Settings(schema=1, organisation="", authority="other", began=dt.date.max, gate=FRONT_END)


class Files(Protocol):
    """Where the files come from: a register on disk, or one commit of it."""

    def names(self) -> list[str]:
        """What stands directly in `registry/`, sorted."""

    def files(self, path: str) -> dict[str, Content]:
        """Every file in the folder at `path` and below; or the file there; or nothing.

        In a folder, a file whose name does not belong there is given as a `Refusal`, unread.
        """

    def read(self, path: str) -> Content:
        """One file."""


@dataclass(frozen=True)
class Inspected:
    """One partnership folder: its findings, and the record if its shape is good."""

    id: str
    record: Record | None
    findings: tuple[Finding, ...]


class Inspection:
    """A register as it is on `today`."""

    def __init__(self, files: Files, today: dt.date) -> None:
        self._files = files
        self._findings: list[Finding] = []
        self._names = files.names()
        self.surroundings = self._survey(today)
        self._findings += names.findings(self._names)
        self._findings += names.too_many(self.surroundings.partnership_ids)
        self._findings += self._no_files()
        self._findings += rules.of_register(self.surroundings)

    @property
    def ids(self) -> list[str]:
        """The ids of the partnerships, in alphabetical order: as many as are looked at."""
        return sorted(self.surroundings.partnership_ids)[: names.MAX_PARTNERSHIPS]

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What is wrong with the settings, the organisations and the names."""
        return tuple(self._findings)

    @property
    def misnamed(self) -> list[str]:
        """The folders of partnerships that are not among them, for the names they have."""
        return misnamed(self._files, self._names)

    def records(self) -> Iterator[Inspected]:
        """Every partnership, one after another."""
        for id in self.ids:
            yield self.record(id)

    def record(self, id: str) -> Inspected:
        """One partnership with the findings about it. `id` is one of `ids`."""
        return self.judged(id, self.files_of(id))

    def files_of(self, id: str) -> dict[str, Content]:
        """The files of one partnership by their path."""
        return self._files.files(f"{FOLDER}/{id}")

    def source(self, path: str) -> Source | None:
        """One file of the register with its places; None if it is not there."""
        content = self._files.files(path).get(path)
        return None if content is None else Source(path, content)

    def judged(self, id: str, files: Mapping[str, Content]) -> Inspected:
        """One partnership as it would be with these files."""
        found = list(names.strays(files))
        if names.is_locked(files.get(f"{FOLDER}/{id}")):
            return Inspected(id, None, tuple(found))
        source = self._source("partnership", f"{FOLDER}/{id}/{RECORD}", files, found)
        checks = self._checks(id, files, found)
        money = self._money(id, files, found)
        if source is None:
            return Inspected(id, None, tuple(found))
        record = Record(
            id=id,
            partnership=Partnership.from_data(source.data),
            source=source,
            checks=checks,
            answered={name: Answers.from_data(each.data) for name, each in checks.items()},
            finance=Finance.from_data(money.data) if money else None,
            finance_source=money,
        )
        found += rules.of_record(record, self.surroundings)
        return Inspected(id, record, tuple(found))

    def of_editors(self) -> Iterator[Finding]:
        """What is wrong with the copies of our schemas; only a verdict on the whole asks it."""
        there = (self._files.files(path) for path in editors.PATHS)
        yield from editors.findings({path: each for found in there for path, each in found.items()})

    def with_organisations(self, organisations: Mapping[str, Organisation]) -> "Inspection":
        """The same register as it would be with these organisations."""
        other = copy(self)
        other.surroundings = replace(
            self.surroundings,
            organisations=organisations,
            organisation_ids=self.surroundings.organisation_ids | organisations.keys(),
        )
        return other

    def for_others(self) -> "Inspection":
        """The same for another process: without what only the rules about the register need."""
        other = copy(self)
        other.surroundings = replace(self.surroundings, organisation_sources={})
        return other

    # --- reading ---

    def _survey(self, today: dt.date) -> Surroundings:
        settings_source = Source(SETTINGS, self._files.read(SETTINGS))
        self.has_settings = _has_good_shape("register", settings_source, self._findings)
        settings = Settings.from_data(settings_source.data) if self.has_settings else _STRICT
        organisations, sources, ids = self._organisations()
        return Surroundings(
            settings=settings,
            settings_source=settings_source,
            organisations=organisations,
            organisation_sources=sources,
            organisation_ids=ids,
            partnership_ids=frozenset(names.partnership_ids(self._names)),
            checklists={
                id: local(each, settings.authority) for id, each in self._checklists().items()
            },
            today=today,
        )

    def _no_files(self) -> Iterator[Finding]:
        """What has the name of a file that may stand beside the partnerships, and is none."""
        for path in (f"{FOLDER}/{name}" for name in names.BESIDE if name in self._names):
            content = self._files.read(path)
            if isinstance(content, Refusal) and content.code == "not-a-file":
                yield finding(path, content.code)

    def _organisations(
        self,
    ) -> tuple[dict[str, Organisation], dict[str, Source], frozenset[str]]:
        """The organisations by id, their files, and the ids of all files: also of a bad one."""
        files = self._files.files(f"{FOLDER}/{ORGANISATIONS}")
        self._findings += names.stray_organisations(files)
        ids = {id: path for path in files if (id := names.organisation_id(path))}
        sources = {}
        for id, path in ids.items():
            source = Source(path, files[path])
            if _has_good_shape("organisation", source, self._findings):
                sources[id] = source
        known = {id: Organisation.from_data(each.data) for id, each in sources.items()}
        return known, sources, frozenset(ids)

    def _checklists(self) -> dict[str, Checklist]:
        """Ours, with what the register adds; it may replace one of ours by a stricter one."""
        found = dict(checklist.ours())
        files = self._files.files(CHECKLISTS)
        self._findings += names.stray_checklists(files)
        for path, content in files.items():
            if not names.own_checklist_id(path):
                continue
            source = Source(path, content)
            if _has_good_shape("checklist", source, self._findings):
                wrong = list(checklists.findings(source))
                self._findings += wrong
                own = Checklist.from_data(source.data)
                if not wrong:
                    found[own.id] = own
        return found

    def _checks(
        self, id: str, files: Mapping[str, Content], found: list[Finding]
    ) -> dict[str, Source]:
        checks = {}
        for path in files:
            name = names.checklist_id(id, path)
            source = self._source("checks", path, files, found) if name else None
            if name and source:
                checks[name] = source
        return checks

    def _money(self, id: str, files: Mapping[str, Content], found: list[Finding]) -> Source | None:
        """The figures by year; most partnerships have none."""
        path = f"{FOLDER}/{id}/{MONEY}"
        return self._source("finance", path, files, found) if path in files else None

    def _source(
        self, kind: schema.Kind, path: str, files: Mapping[str, Content], found: list[Finding]
    ) -> Source | None:
        if path not in files:
            found.append(finding(path, "no-partnership-file"))
            return None
        source = Source(path, files[path])
        return source if _has_good_shape(kind, source, found) else None


def _has_good_shape(kind: schema.Kind, source: Source, found: list[Finding]) -> bool:
    """True if the file could be read and fits its schema; else the findings say why not."""
    wrong = [source.problem] if source.problem else schema.findings(kind, source)
    found += wrong
    return not wrong
