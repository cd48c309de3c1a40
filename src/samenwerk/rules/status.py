"""The status against the decisions: as far as one tree can tell.

What changed between two versions of the register is the business of a comparison, not of these.
"""

from collections.abc import Iterator

from samenwerk.finding import Finding
from samenwerk.partnership import Decision, Status
from samenwerk.surroundings import Record, Surroundings
from samenwerk.transition import FIRST_STEPS, STEPS, UNDECIDED, needs_reason


def against_decisions(record: Record, _surroundings: Surroundings) -> Iterator[Finding]:
    """The status is that of the last decision; without decisions it is exploring or inherited."""
    partnership = record.partnership
    if not partnership.decisions:
        if partnership.status not in UNDECIDED:
            yield record.source.finding(
                "status-without-decision", ("status",), status=partnership.status.value
            )
        return
    last = partnership.decisions[-1]
    if partnership.status.value != last.status:
        yield record.source.finding(
            "status-not-last-decision",
            ("status",),
            status=partnership.status.value,
            decided=last.status,
            date=last.date,
        )


def wrong_steps(record: Record, surroundings: Surroundings) -> Iterator[Finding]:
    """Each decision is a step that may follow the one before it (DESIGN section 2)."""
    partnership = record.partnership
    ran_before = partnership.ran_before(surroundings.settings.began)
    first = FIRST_STEPS if ran_before else STEPS[Status.EXPLORING]
    for number, (before, decision) in enumerate(_steps(partnership.decisions)):
        after = Status(decision.status)
        possible = STEPS[before] if before else first
        wrong = after not in possible
        if wrong:
            yield record.source.finding(
                "wrong-step",
                ("decisions", number, "status"),
                status=decision.status,
                before=before.value if before else Status.EXPLORING.value,
            )


def reasons(record: Record, _surroundings: Surroundings) -> Iterator[Finding]:
    """Declining, ending, reopening and returning say why."""
    for number, (before, decision) in enumerate(_steps(record.partnership.decisions)):
        after = Status(decision.status)
        if needs_reason(before, after) and not decision.reason:
            yield record.source.finding(
                "decision-without-reason", ("decisions", number), status=decision.status
            )


def _steps(decisions: tuple[Decision, ...]) -> Iterator[tuple[Status | None, Decision]]:
    """Each decision with the status before it; before the first one that is not known."""
    before: Status | None = None
    for decision in decisions:
        yield before, decision
        before = Status(decision.status)
