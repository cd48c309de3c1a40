"""The gate, proved again for what is in force: active, or ending.

What was not answered when it became active is an error. What changed afterwards is a warning with
the day on which it becomes one: telling the truth later must not be punished (DESIGN section 4).
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from samenwerk import fact
from samenwerk.counting import Lack
from samenwerk.finding import Finding, Severity
from samenwerk.gate import Judged, State, judge
from samenwerk.partnership import Decision, Status
from samenwerk.surroundings import Record, Surroundings
from samenwerk.wording import is_concrete

_CHANGED_FACTS = {Lack.OUTDATED, Lack.ASSUMED, Lack.UNSPOKEN, Lack.UNKNOWN, Lack.INCOMPLETE}
# Nothing was ever answered here, so that nothing can have changed.
_NEVER = {Lack.MISSING, Lack.NO_AUTHOR, Lack.OLD_VERSION}


def gate(record: Record, surroundings: Surroundings) -> Iterator[Finding]:
    """R02: one finding a checklist and kind, on the line of the status, naming its questions."""
    decision = activation(record)
    status = record.partnership.status
    if not status.is_gated or (status is Status.ENDING and decision is None):
        return  # what ran before the register may end without ever having been through the gate
    state = judge(record, surroundings)
    yield from _shut(record, state)
    for checklist, blocking in state.blocking.items():
        for code, judged in _by_code(blocking, decision).items():
            yield _finding(record, surroundings, checklist, code, judged, decision)
    yield from _late(record, state, decision)


def activation(record: Record) -> Decision | None:
    """The last decision that made the partnership active."""
    decisions = record.partnership.decisions
    made = [each for each in decisions if each.status == Status.ACTIVE.value]
    return made[-1] if made else None


def _shut(record: Record, state: State) -> Iterator[Finding]:
    for name in state.unknown:
        yield record.source.finding("profile-unknown", ("status",), fact=f"profile.{name}")
    for checklist in state.empty:
        yield record.source.finding("gate-empty", ("status",), checklist=checklist)


def _by_code(blocking: Sequence[Judged], decision: Decision | None) -> Mapping[str, list[Judged]]:
    found = defaultdict(list)
    for each in blocking:
        if not each.is_unknown:  # `profile-unknown` says that
            found[_code(each, decision)].append(each)
    return found


def _code(judged: Judged, decision: Decision | None) -> str:
    """Which finding this is; `gate-shut` unless the change came after the decision."""
    if decision is None:
        return "gate-shut"
    question, answer = judged.item.question, judged.answer
    if question.since > decision.checklists.get(judged.item.checklist.id, 0) > 0:
        return "recheck-question"
    if judged.lack is Lack.ENDED_EXCEPTION:
        assert answer.exception is not None
        return "gate-shut" if answer.exception.until < decision.date else "recheck-exception"
    if judged.lack in _CHANGED_FACTS:
        # an answer that never said on which facts it rests, never counted
        is_blind = judged.lack is Lack.OUTDATED and set(answer.rests_on) != set(question.about)
        return "gate-shut" if is_blind else "recheck-facts"
    if question.fact is not None or judged.lack in _NEVER or answer.date is None:
        return "gate-shut"
    return "recheck-answer" if answer.date > decision.date else "gate-shut"


def _finding(
    record: Record,
    surroundings: Surroundings,
    checklist: str,
    code: str,
    judged: Sequence[Judged],
    decision: Decision | None,
) -> Finding:
    questions = tuple(each.item.key for each in judged)
    if code == "gate-shut":
        return record.source.finding(code, ("status",), checklist=checklist, questions=questions)
    assert decision is not None
    since = _changed_on(record, code, judged, surroundings.today) or decision.date
    due = since + dt.timedelta(days=surroundings.settings.recheck_days)
    return record.source.finding(
        code,
        ("status",),
        severity=Severity.ERROR if surroundings.today > due else Severity.WARNING,
        checklist=checklist,
        questions=questions,
        due=due,
    )


def _changed_on(
    record: Record, code: str, judged: Sequence[Judged], today: dt.date
) -> dt.date | None:
    """The day from which the days for a recheck count: the first that is known."""
    if code == "recheck-exception":
        return min(each.answer.exception.until for each in judged if each.answer.exception)
    if code == "recheck-answer":
        return min(each.answer.date for each in judged if each.answer.date)
    return _latest_date(record, today)


def _latest_date(record: Record, today: dt.date) -> dt.date | None:
    """The last day up to now that the files speak of: facts carry no date of their own.

    Not what was measured: who measures each month would never have to look again.
    """
    values = [
        *(each for each in record.source.leaves if "measured" not in each[0]),
        *(each for source in record.checks.values() for each in source.leaves),
    ]
    days = (fact.as_date(value) for _, value in values)
    return max((day for day in days if day and day <= today), default=None)


def _late(record: Record, state: State, decision: Decision | None) -> Iterator[Finding]:
    """Every answer of a checklist was given after the decision: the front end came behind.

    One that was renewed later has company that was not; what is new in a change is seen by
    comparing two versions.
    """
    if decision is None or is_concrete(decision.late_reason or ""):
        return
    for checklist in {each.item.checklist.id: None for each in state.judged}:
        required = (each for each in state.of(checklist) if each.required)
        given = [each.answer.date for each in required if each.answer.date]
        if given and min(given) > decision.date:
            number = record.partnership.decisions.index(decision)
            yield record.source.finding(
                "answered-late",
                ("decisions", number, "date"),
                checklist=checklist,
                date=decision.date,
                first=min(given),
            )
