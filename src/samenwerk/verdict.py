"""The verdict on a register: every partnership read once, and compared with what was before."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace

from samenwerk import crew
from samenwerk.errors import N_, SamenwerkError
from samenwerk.finding import Finding
from samenwerk.i18n import Text
from samenwerk.inspection import Files, Inspected, Inspection
from samenwerk.names import SETTINGS
from samenwerk.report import Report

NOT_COMPARED = Text(
    "niet vergeleken met een eerdere versie", "not compared with an earlier version"
)
Tell = Callable[[int, int], None]  # done, of how many
_SCHEMA = 1  # the newest `schema:` that is understood


def _nobody(_done: int, _total: int) -> None:
    """Nobody waits."""


@dataclass(frozen=True)
class Earlier:
    """A register as it was: what it is called, at which commit, its files, and what was touched.

    `paths` are relative to the register; `../` leads out of it.
    """

    name: str
    commit: str
    files: Files
    paths: frozenset[str]


def alone(head: Inspection, tell: Tell = _nobody) -> Report:
    """The report on a register as it is. `tell` hears how many partnerships were judged."""
    found, total = [*head.findings, *head.of_editors()], len(head.ids)
    for done, findings in enumerate(crew.each(head, _findings), start=1):
        found += findings
        tell(done, total)
    return replace(Report.of(total, found), compared=NOT_COMPARED)


def _findings(inspected: Inspected) -> tuple[Finding, ...]:
    return inspected.findings


def compared(head: Inspection, earlier: Earlier, today: dt.date, tell: Tell = _nobody) -> Report:
    """The report on a register and on what changed in it.

    Raises a `SamenwerkError` if what was before is of a newer version of samenwerk.
    """
    from samenwerk.comparison import Comparing  # late: most runs compare nothing

    base = Inspection(earlier.files, today)
    _refuse_newer(base, earlier)
    comparing = Comparing(base, head, earlier.paths)
    found, total = [*head.findings, *head.of_editors()], len(head.ids)
    for done, seen in enumerate(crew.each(head, comparing.look), start=1):
        found += seen.inspected.findings
        comparing.see(seen)
        tell(done, total)
    result = comparing.result()
    found = [*map(result.replaces, found), *result.findings]
    report = Report.of(total, found)
    return replace(report, change=result.sections, compared=_said(base, earlier))


def _refuse_newer(base: Inspection, earlier: Earlier) -> None:
    """What a newer version wrote may mean something that this one does not know of."""
    data = base.surroundings.settings_source.data
    schema = data.get("schema") if isinstance(data, dict) else None
    if isinstance(schema, int) and schema > _SCHEMA:
        raise SamenwerkError(
            N_("At {name}, the register was made for a newer samenwerk (schema: {schema})."),
            remedy=N_("Install the newest samenwerk."),
            name=earlier.name,
            schema=schema,
        )


def _said(base: Inspection, earlier: Earlier) -> Text:
    """With what it was compared; and that there was little to compare with."""
    where = f"{earlier.name} ({earlier.commit[:7]})"
    said = Text(f"vergeleken met {where}", f"compared with {where}")
    if not earlier.paths:  # in a pull request this tells that the wrong version was checked
        return _and(said, Text("zonder verschil", "without any difference"))
    if base.has_settings:
        return said
    if not earlier.files.files(SETTINGS):
        return _and(said, Text("waar dit register nog niet was", "which had no register yet"))
    return _and(
        said, Text(f"waar {SETTINGS} niet goed was", f"in which {SETTINGS} was not in order")
    )


def _and(said: Text, more: Text) -> Text:
    return Text(f"{said.nl}, {more.nl}", f"{said.en}, {more.en}")
