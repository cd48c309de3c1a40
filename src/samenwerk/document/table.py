"""Partnerships as CSV (one row each) and as JSON (all facts)."""

import copy
import csv
import io
from collections.abc import Sequence
from dataclasses import replace

from samenwerk.escape import csv_cell
from samenwerk.fact import values_at
from samenwerk.partnership import Partnership
from samenwerk.report.as_json import dumped
from samenwerk.rules.privacy import sensitive_paths
from samenwerk.surroundings import Record, Surroundings
from samenwerk.yamlfile import Path, Value

VERSION = 1  # of the JSON; higher when a key changes its meaning or goes

# The columns after `id`: a heading and the path of the fact.
COLUMNS = {
    "name": "name",
    "status": "status",
    "kind": "kind",
    "themes": "themes",
    "form": "form",
    "entity": "entity",
    "purpose": "purpose",
    "public_task": "public_task.text",
    "duty": "duty.extent",
    "partners": "partners.organisations",
    "yearly_cost": "profile.yearly_cost",
    "official": "people.official",
    "administrator": "people.administrator",
    "start": "dates.start",
    "end": "dates.end",
    "first_review": "dates.first_review",
    "check_by": "dates.check_by",
}


def as_csv(records: Sequence[Record], _surroundings: Surroundings, *, internal: bool) -> str:
    """RFC 4180 with LF; what a spreadsheet may take for a formula gets a leading `'`."""
    made = io.StringIO(newline="")
    writer = csv.writer(made, lineterminator="\n")
    writer.writerow(["id", *COLUMNS])
    for record in records:
        data = shared(record, internal=internal)
        cells = [record.id, *(_cell(values_at(data, path)) for path in COLUMNS.values())]
        writer.writerow([csv_cell(cell) for cell in cells])
    return made.getvalue()


def as_json(records: Sequence[Record], surroundings: Surroundings, *, internal: bool) -> str:
    """All facts as they stand in the files, with the organisations that they name."""
    data = {
        "version": VERSION,
        "organisation": surroundings.settings.organisation,
        "organisations": {
            id: source.data for id, source in surroundings.organisation_sources.items()
        },
        "partnerships": {record.id: shared(record, internal=internal) for record in records},
    }
    return dumped(data)


def readable(record: Record, *, internal: bool) -> Record:
    """The same partnership as those may read it for whom the document is."""
    facts = Partnership.from_data(shared(record, internal=internal))
    return replace(record, partnership=facts)


def shared(record: Record, *, internal: bool) -> Value:
    """The facts that may be read: all if `internal`, else without what is not for everybody."""
    data = copy.deepcopy(record.source.data)
    if not internal:
        # from the back, so that the numbers of earlier items in a list stay true
        for path in reversed(list(sensitive_paths(record.source.data))):
            _remove(data, path)
    return data


def _remove(data: Value, path: Path) -> None:
    *parents, last = path
    for step in parents:
        data = data[step]  # type: ignore[index]
    del data[last]  # type: ignore[union-attr,arg-type]


def _cell(values: Sequence[Value]) -> str:
    return "; ".join(_flat(values))


def _flat(values: Sequence[Value]) -> list[str]:
    words: list[str] = []
    for value in values:
        words += _flat(value) if isinstance(value, list) else [str(value)]
    return words
