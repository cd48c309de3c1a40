"""What was decided in a change, and on which exceptions and late answers that rests."""

from collections.abc import Iterator

from samenwerk.comparison.pair import Pair
from samenwerk.comparison.summary.words import day, decision, line, questions, status
from samenwerk.errors import N_
from samenwerk.i18n import Text, both, listed
from samenwerk.partnership import Status

_LATE_DAYS = 90  # between a decision and the change that records it


def activated(pair: Pair) -> Iterator[Text]:
    """The decision, and whether it was recorded long after it was taken."""
    if not pair.is_activated:
        return
    if pair.activated is None:
        yield line(pair, both(N_("active, and no decision says so.")))
        return
    yield line(pair, decision(pair.activated))
    days = (pair.head.today - pair.activated.date).days
    if days > _LATE_DAYS:
        yield line(pair, both(N_("the decision was recorded {days} days later."), days=days))


def exceptions_used(pair: Pair) -> Iterator[Text]:
    """Each exception that the gate opened with: why, by whom, until when."""
    if not pair.is_activated:
        return
    for judged in pair.gate_now.judged:
        exception = judged.answer.exception
        if exception and judged.required and judged.lack is None:
            message = N_("exception for {question}, approved by {approver}, until {date}: {reason}")
            yield line(
                pair,
                both(
                    message,
                    question=questions(judged.item.checklist.id, [judged.item.key], pair.head),
                    approver=exception.approved_by,
                    date=day(exception.until),
                    reason=exception.reason,
                ),
            )


def answered_late(pair: Pair) -> Iterator[Text]:
    """Answers given after the decision, and why."""
    decided = pair.activated
    if decided is None:
        return
    late = [
        f"{each.item.checklist.id}/{each.item.key}"
        for each in pair.gate_now.judged
        if each.answer.date and each.answer.date > decided.date
    ]
    if late:
        yield line(
            pair,
            both(
                N_("answered after the decision: {questions}. Reason: {reason}"),
                questions=listed(late),
                reason=decided.late_reason or "-",
            ),
        )


def declined(pair: Pair) -> Iterator[Text]:
    """A no is a result, and so is its reason."""
    for each in pair.new_decisions:
        if each.status == Status.DECLINED.value:
            reason = both(N_("Reason: {reason}"), reason=each.reason or "-")
            said = decision(each)
            yield line(pair, Text(nl=f"{said.nl} {reason.nl}", en=f"{said.en} {reason.en}"))


def others(pair: Pair) -> Iterator[Text]:
    """Winding down, ending, opening again."""
    shown = {Status.ACTIVE.value, Status.DECLINED.value}
    for each in pair.new_decisions:
        if each.status not in shown:
            reason = both(N_("Reason: {reason}"), reason=each.reason or "-")
            said = decision(each)
            yield line(pair, Text(nl=f"{said.nl} {reason.nl}", en=f"{said.en} {reason.en}"))


def corrected(pair: Pair) -> Iterator[Text]:
    """What may be corrected in an earlier decision, and was."""
    if pair.before is None:
        return
    known = pair.before.partnership.decisions
    for old, new in zip(known, pair.after.partnership.decisions, strict=False):
        for key, label in (
            ("reference", N_("the reference of {date} was “{was}” and is now “{now}”.")),
            ("late_reason", N_("the reason for late answers was “{was}” and is now “{now}”.")),
        ):
            was, now = getattr(old, key) or "-", getattr(new, key) or "-"
            if was != now:
                yield line(pair, both(label, date=day(old.date), was=was, now=now))


def added(pair: Pair) -> Iterator[Text]:
    """What was not in the register before."""
    if pair.is_new:
        yield line(pair, status(pair.status.value))
