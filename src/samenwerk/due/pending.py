"""What is still waited for: exceptions that run out, open points with their owner, a view."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

from samenwerk.counting import Lack
from samenwerk.gate import Judged, State, judge
from samenwerk.partnership import Partnership, Status
from samenwerk.surroundings import Record, Surroundings
from samenwerk.transition import UNDECIDED

AT_REST = frozenset({Status.DECLINED, Status.ENDED})  # nothing is waited for


def exceptions(record: Record, surroundings: Surroundings) -> Iterator[Judged]:
    """The exceptions on which an answer rests: without them the gate would not let it pass.

    Judged on the day after the last one. One that no answer needs any more is not among them.
    """
    for until in sorted(_ends(record)):
        after = max(until + dt.timedelta(days=1), surroundings.today)
        for judged in judge(record, replace(surroundings, today=after)).judged:
            exception = judged.answer.exception
            is_ended = judged.blocks and judged.lack is Lack.ENDED_EXCEPTION
            if is_ended and exception and exception.until == until:
                yield judged


def ended_exceptions(record: Record, surroundings: Surroundings) -> Iterator[Judged]:
    """Those of which the last day is over."""
    if any(until < surroundings.today for until in _ends(record)):
        for judged in judge(record, surroundings).judged:
            if judged.blocks and judged.lack is Lack.ENDED_EXCEPTION:
                yield judged


def points(state: State) -> Iterator[Judged]:
    """The questions that somebody would find the answer to, and that have none yet."""
    return (each for each in state.judged if each.answer.todo and each.lack)


def view(partnership: Partnership) -> dt.date | None:
    """The last day for a view on the draft, until something shows that it is over (Wgr art. 1).

    After the decision the gate asks what came of it.
    """
    steps = partnership.wgr_steps
    is_over = steps.view_given or steps.permission or steps.published
    return None if is_over or partnership.status not in UNDECIDED else steps.view_by


def _ends(record: Record) -> set[dt.date]:
    return {
        answer.exception.until
        for answers in record.answered.values()
        for answer in answers.answers.values()
        if answer.exception
    }
