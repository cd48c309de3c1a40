"""Partnerships and organisations that are no longer there, and whether they were renamed."""

from collections.abc import Iterator, Mapping
from typing import Any

from samenwerk.comparison.alike import is_alike, is_same_file
from samenwerk.finding import Finding
from samenwerk.inspection import Inspection
from samenwerk.names import FOLDER, ORGANISATIONS, RECORD
from samenwerk.organisation import Organisation
from samenwerk.partnership import Status
from samenwerk.source import Source, finding
from samenwerk.surroundings import Record
from samenwerk.yamlfile import Value


class Gone:
    """The partnerships of base whose folder head has not, with the new one that each became."""

    def __init__(self, base: Inspection, head: Inspection) -> None:
        known = head.surroundings.partnership_ids
        self._ids = [id for id in base.ids if id not in known]
        new = known - base.surroundings.partnership_ids if self._ids else frozenset()
        added = {id: head.source(_path(id)) for id in sorted(new)}
        self._added = {id: source for id, source in added.items() if source and not source.problem}
        self.records: dict[str, Record] = {}
        self.names: dict[str, str] = {}  # the new id by the old one
        for id in self._ids:
            self._read(id, base)

    def _read(self, id: str, base: Inspection) -> None:
        record = base.record(id).record
        if record is None:
            return  # nobody knows any more what it was; base had an error for it
        self.records[id] = record
        new = next((new for new, source in self._added.items() if _is_renamed(record, source)), "")
        if new and new not in self.names.values():
            self.names[id] = new

    def before(self, id: str) -> Record | None:
        """What a new partnership was before it was renamed, if it was."""
        old = next((old for old, new in self.names.items() if new == id), None)
        return self.records[old] if old else None

    def findings(self) -> Iterator[Finding]:
        """An id stays once others rely on it, and what was decided stays for ever."""
        for id, record in self.records.items():
            status = record.partnership.status
            new = self.names.get(id)
            if status is Status.EXPLORING and not record.partnership.decisions:
                continue
            if new:
                yield finding(_path(new), "partnership-renamed", id=id, now=new)
            else:
                yield finding(_path(id), "partnership-removed", id=id, status=status.value)


def _path(id: str) -> str:
    return f"{FOLDER}/{id}/{RECORD}"


def _is_renamed(record: Record, new: Source) -> bool:
    name: Value = new.data.get("name") if isinstance(new.data, dict) else None
    same_name = isinstance(name, str) and is_alike(record.partnership.name, name)
    return same_name or is_same_file(record.source.data, new.data)


def organisations(
    base: Mapping[str, Organisation],
    head: Mapping[str, Organisation],
    there: frozenset[str],
    used: frozenset[str],
) -> Iterator[Finding]:
    """An organisation of a partnership in force keeps its file, also after a merger.

    `there` are the ids of all files of head, also of one that cannot be read.
    """
    for id in sorted(used & (base.keys() - there)):
        path = f"{FOLDER}/{ORGANISATIONS}/{id}.yaml"
        other = _other_id(base[id], {key: head[key] for key in head.keys() - base.keys()})
        near: dict[str, Any] = {"suggestion": other} if other else {}
        yield finding(path, "organisation-removed", id=id, **near)


def _other_id(gone: Organisation, added: Mapping[str, Organisation]) -> str | None:
    """A new organisation that is probably the same one."""
    same = (id for id, each in sorted(added.items()) if is_alike(each.name, gone.name))
    return next(same, None)
