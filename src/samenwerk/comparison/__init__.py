"""Two versions of a register: what changed in a way that one version alone cannot show.

A pure function of base, head and the paths between them; it knows no disk and no git. Base is read
only where the change touches it, and head in the same pass that judges it, so that a change of five
partnerships costs as much in a register of fifteen as of fifteen thousand.

To add a rule about a partnership: write a function from a `Pair` to findings in the module of its
subject, and add it to `_RULES`. Its code needs a file in `findings/` and a pair of trees in
`tests/examples/changes/`.
"""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from samenwerk.comparison import (
    activation,
    answers,
    asked,
    checklists,
    facts,
    gone,
    history,
    organisations,
    settings,
    steps,
)
from samenwerk.comparison.gone import Gone
from samenwerk.comparison.pair import Pair
from samenwerk.comparison.summary import Summary
from samenwerk.comparison.taken_over import Notes, TakenOver
from samenwerk.comparison.touched import Touched
from samenwerk.finding import Finding, Severity
from samenwerk.inspection import Inspected, Inspection
from samenwerk.report import Section
from samenwerk.source import Refusal
from samenwerk.surroundings import Record, Surroundings

_RULES: tuple[Callable[[Pair], Iterator[Finding]], ...] = (
    steps.decisions,
    steps.steps,
    steps.born_active,
    steps.unread,
    steps.inherited_without_start,
    steps.start_moved,
    activation.gate_now,
    activation.gate_before,
    activation.late,
    activation.with_rules,
    answers.silently_changed,
    answers.backdated,
    answers.removed,
    facts.partners_removed,
    facts.evidence_repointed,
    facts.name_changed,
    facts.logbook,
    asked.weight_lowered,
    asked.fewer_questions,
    history.facts,
    history.partners,
    history.answers,
)


@dataclass(frozen=True)
class Comparison:
    """What is wrong with a change, and what its reviewer should know of it."""

    findings: tuple[Finding, ...]
    sections: tuple[Section, ...]
    touched: Touched
    today: dt.date

    def replaces(self, finding: Finding) -> Finding:
        """What must be looked at again is due at once where the change comes by (DESIGN 4)."""
        is_due = finding.code.startswith("recheck-") and self.touched.of_partnership(finding.path)
        if not is_due or finding.severity is Severity.ERROR:
            return finding
        return replace(finding, severity=Severity.ERROR, facts={**finding.facts, "due": self.today})


@dataclass(frozen=True)
class Seen:
    """What a comparison needs of one partnership of head; the whole of it if it was touched."""

    inspected: Inspected
    organisations: tuple[str, ...] = ()  # of what is in force
    taken_over: frozenset[tuple[str, str]] = frozenset()


@dataclass(frozen=True)
class Look:
    """Makes `Seen` of each partnership, in whichever process read it: little comes back."""

    touched: frozenset[str]
    notes: Notes

    def __call__(self, inspected: Inspected) -> Seen:
        record = inspected.record
        if record is None:
            return Seen(inspected)
        is_touched = record.id in self.touched
        return Seen(
            inspected=inspected if is_touched else replace(inspected, record=None),
            organisations=_in_use(record),
            taken_over=self.notes.in_(record),
        )


class Comparing:
    """Compares while the register is judged: `see` each partnership of head, then `result`.

    `paths` are all files of the change, relative to the folder that holds the register. A base
    without a register gives no findings: then there is nothing to compare with.
    """

    def __init__(self, base: Inspection, head: Inspection, paths: frozenset[str]) -> None:
        self._base, self._head = base, head
        self._touched = Touched(paths)
        self._is_first = isinstance(base.surroundings.settings_source.content, Refusal)
        self._gone = Gone(base, head)
        self._taken_over = TakenOver(base, head, self._touched.partnerships)
        self._base_gate = _gate_of(base, head)
        self._used: set[str] = set()
        self._summary = Summary(base, head, self._touched, is_first=self._is_first)
        self._findings: list[Finding] = []

    @property
    def look(self) -> Look:
        """What to make of each partnership of head before it is seen."""
        return Look(self._touched.partnerships, self._taken_over.notes)

    def see(self, seen: Seen) -> None:
        """One partnership of head, with what was found in it."""
        self._used.update(seen.organisations)
        self._taken_over.see(seen.inspected.id, seen.taken_over)
        if seen.inspected.record:
            self._see(self._pair(seen.inspected.record, seen.inspected.findings))

    def _see(self, pair: Pair) -> None:
        if pair.before:
            self._used.update(_in_use(pair.before))
        self._summary.see(pair)
        for rule in _RULES if not self._is_first else ():
            self._findings += rule(pair)

    def result(self) -> Comparison:
        """After the last partnership."""
        if not self._is_first:
            self._findings += self._of_register()
        self._summary.see_gone(self._gone)
        return Comparison(
            findings=tuple(self._findings),
            sections=self._summary.sections(),
            touched=self._touched,
            today=self._head.surroundings.today,
        )

    def _pair(self, record: Record, findings: tuple[Finding, ...]) -> Pair:
        is_known = record.id in self._base.surroundings.partnership_ids
        before = self._base.record(record.id).record if is_known else self._gone.before(record.id)
        return Pair(
            before=before,
            after=record,
            base=self._base_gate,
            head=self._head.surroundings,
            is_new=not is_known and before is None,
            findings=findings,
            rules=self._touched.rules,
        )

    def _of_register(self) -> Iterator[Finding]:
        base, head = self._base.surroundings, self._head.surroundings
        for record in self._gone.records.values():
            self._used.update(_in_use(record))
        yield from self._gone.findings()
        yield from self._taken_over.findings()
        yield from settings.loosened(base, head)
        yield from checklists.changes(self._base, self._head)
        yield from organisations.changes(base, head)
        yield from gone.organisations(
            base.organisations, head.organisations, head.organisation_ids, frozenset(self._used)
        )


def _in_use(record: Record) -> tuple[str, ...]:
    """The organisations of what is in force: their files stay."""
    partnership = record.partnership
    return tuple(partnership.organisations) if partnership.status.is_in_force else ()


def _gate_of(base: Inspection, head: Inspection) -> Surroundings:
    """What base stands in, with the organisations that are new in head."""
    known = {**head.surroundings.organisations, **base.surroundings.organisations}
    return base.with_organisations(known).surroundings
