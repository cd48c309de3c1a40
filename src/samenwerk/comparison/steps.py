"""The steps of the status between base and head, and the decisions that stay as they were."""

from collections.abc import Iterator, Sequence
from typing import Any

from samenwerk.comparison.pair import Pair
from samenwerk.finding import Finding
from samenwerk.partnership import Decision, Status
from samenwerk.transition import STEPS

# One tree says these itself: a status that its decisions do not lead to.
_SAID = {"status-without-decision", "status-not-last-decision"}


def decisions(pair: Pair) -> Iterator[Finding]:
    """History is only added to, at its end (DESIGN section 3)."""
    if pair.before is None:
        return
    old, new = pair.before.partnership.decisions, pair.after.partnership.decisions
    number = next((n for n, each in enumerate(old) if not _is_kept(each, new[n : n + 1])), None)
    if number is None:
        return
    source = pair.after.source
    fixed, known = [_fixed(each) for each in old], [_fixed(each) for each in new]
    place = ("decisions", min(number, max(len(new) - 1, 0)))
    decision, date = old[number].status, old[number].date
    if _is_part_of(fixed, known) and len(new) > len(old):
        yield source.finding("decision-inserted", place, status=decision, date=date)
    elif _is_part_of(known, fixed) and len(new) < len(old):
        yield source.finding("decision-removed", place, status=decision, date=date)
    else:
        yield source.finding("decision-changed", place, status=decision, date=date)


def _is_kept(old: Decision, new: Sequence[Decision]) -> bool:
    """The same, but for `reference` and `late_reason`, which may be corrected, not taken out."""
    if not new or _fixed(old) != _fixed(new[0]):
        return False
    return bool(new[0].late_reason) or not old.late_reason


def _fixed(decision: Decision) -> tuple[Any, ...]:
    checklists = tuple(sorted(decision.checklists.items()))
    return decision.status, decision.body, decision.date, decision.reason or "", checklists


def _is_part_of(few: Sequence[object], many: Sequence[object]) -> bool:
    """Do the few stand among the many in the same order?"""
    left = iter(many)
    return all(each in left for each in few)


def steps(pair: Pair) -> Iterator[Finding]:
    """From the status of base, each new decision is a step of DESIGN section 2."""
    if pair.before is None:
        return
    status, known = pair.status_before, len(pair.before.partnership.decisions)
    for number, decision in enumerate(pair.new_decisions, start=known):
        after = Status(decision.status)
        if after not in STEPS[status]:
            yield _step(pair, ("decisions", number, "status"), status, after)
        status = after
    is_said = any(each.code in _SAID for each in pair.findings)
    if status is not pair.status and not is_said and len(pair.after.partnership.decisions) >= known:
        yield _step(pair, ("status",), status, pair.status)


def _step(pair: Pair, at: tuple[str | int, ...], before: Status, after: Status) -> Finding:
    return pair.after.source.finding("status-step", at, before=before.value, status=after.value)


def born_active(pair: Pair) -> Iterator[Finding]:
    """What is new is explored first, or ran already: nobody could say no to this."""
    if pair.is_new and pair.is_activated:
        yield pair.after.source.finding("born-active", ("status",), status=pair.status.value)


def unread(pair: Pair) -> Iterator[Finding]:
    """What could not be read before the change cannot be compared; no verdict is never green."""
    if pair.before is None and not pair.is_new:
        yield pair.after.source.finding("not-compared")


def inherited_without_start(pair: Pair) -> Iterator[Finding]:
    """New and running already, and nothing says that it ran before the register began."""
    partnership = pair.after.partnership
    has_start = partnership.dates.start or any(each.joined for each in partnership.partners)
    if pair.is_new and pair.status.is_in_force and not has_start and not pair.is_activated:
        began = pair.head.settings.began
        yield pair.after.source.finding("inherited-without-start", ("status",), began=began)


def start_moved(pair: Pair) -> Iterator[Finding]:
    """It is said to have run before the register began, which it was not: that asks less of it."""
    if pair.before is None or pair.status_before is Status.INHERITED:
        return
    began = pair.head.settings.began
    if pair.after.partnership.ran_before(began) > pair.before.partnership.ran_before(began):
        yield pair.after.source.finding("start-moved", ("dates", "start"), began=began)
