"""Which status may follow which (DESIGN section 2), and what a step asks for."""

from samenwerk.partnership import Status

# The status may only start as one of these; every other needs a decision.
UNDECIDED = frozenset({Status.EXPLORING, Status.INHERITED})

STEPS = {
    Status.EXPLORING: frozenset({Status.ACTIVE, Status.DECLINED}),
    Status.INHERITED: frozenset({Status.ACTIVE, Status.ENDING}),
    Status.ACTIVE: frozenset({Status.ENDING}),
    Status.ENDING: frozenset({Status.ACTIVE, Status.ENDED}),
    Status.DECLINED: frozenset({Status.EXPLORING}),
    Status.ENDED: frozenset[Status](),
}

# What a first decision can lead to: it is not known from which of the two it came.
FIRST_STEPS = frozenset[Status]().union(*(STEPS[status] for status in UNDECIDED))


def needs_reason(before: Status | None, after: Status) -> bool:
    """Every step must say why, but for the first time through the gate: there the answers do."""
    return after is not Status.ACTIVE or before is Status.ENDING
