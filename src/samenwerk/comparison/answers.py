"""Answers that changed: each under the date on which the new one was given, and none gone.

`check` writes a new date with a new answer, and `confirmed` with one that is still right. So what
changed under an old date was changed by hand (reliability rows G27, G33 and G34).
"""

import datetime as dt
from collections.abc import Iterator

from samenwerk.answer import NONE, Answer
from samenwerk.comparison.pair import Pair
from samenwerk.finding import Finding, Severity
from samenwerk.names import FOLDER
from samenwerk.partnership import Status
from samenwerk.rules.in_force import activation
from samenwerk.source import finding
from samenwerk.surroundings import Record
from samenwerk.wording import folded

_SAME_DAY = 1  # day later: the days of two time zones may differ
_OPEN_DAYS = 7  # a change may be looked at some days after the answer was given


def silently_changed(pair: Pair) -> Iterator[Finding]:
    """Another answer, or other facts below it, under the date of the old one."""
    for checklist, key, old, new in _both(pair):
        if _is_dated_anew(old, new) or _is_fresh(pair, new):
            continue
        says_other = _outcome(old) != _outcome(new) or bool(set(old.evidence) - set(new.evidence))
        is_confirmed = _is_confirmed_anew(old, new)
        rests_other = (dict(old.rests_on), old.version) != (dict(new.rests_on), new.version)
        if says_other:
            yield _finding(pair, checklist, key, "answer-changed-silently")
        elif rests_other and not is_confirmed:
            yield _finding(pair, checklist, key, "basis-changed-silently")


def backdated(pair: Pair) -> Iterator[Finding]:
    """A date that goes back, or an answer from before a decision that base did not know."""
    for checklist, key, old, new in _both(pair):
        if _goes_back(old, new):
            yield _finding(pair, checklist, key, "answer-backdated", date=new.date or old.date)
    decided = _decided(pair)
    for checklist, key, new in _given(pair):
        old = pair.answer_before(checklist, key)
        is_other = not _is_given(old) or _outcome(old) != _outcome(new)
        moved = new.date is not None and new.date != old.date and not _goes_back(old, new)
        is_before = decided is not None and new.date is not None and new.date <= decided
        if is_other and moved and is_before and not _is_of_now(pair, new):
            yield _finding(pair, checklist, key, "answer-backdated", date=new.date)


def removed(pair: Pair) -> Iterator[Finding]:
    """An answer that was given stays, as long as its question is asked."""
    if pair.before is None or pair.was_closed:
        return
    for checklist in pair.before.answered:
        gone = tuple(
            key
            for key, old in pair.answers_before(checklist).items()
            if _is_given(old)
            and not _is_given(pair.after.answers(checklist).get(key, NONE))
            and _can_be_asked(pair, checklist, key)
        )
        if gone:
            yield _removed(pair, checklist, gone)


def _removed(pair: Pair, checklist: str, gone: tuple[str, ...]) -> Finding:
    path = f"{FOLDER}/{pair.id}/checks/{checklist}.yaml"
    return finding(
        path, "answer-removed", severity=_severity(pair), checklist=checklist, questions=gone
    )


def _both(pair: Pair) -> Iterator[tuple[str, str, Answer, Answer]]:
    """Each answer that was given before the change and after it, with its checklist and key."""
    if pair.was_closed:
        return
    for checklist, key, new in _given(pair):
        old = pair.answer_before(checklist, key)
        if _is_given(old):
            yield checklist, key, old, new


def _given(pair: Pair) -> Iterator[tuple[str, str, Answer]]:
    if pair.before is None:
        return
    for checklist, answers in pair.after.answered.items():
        for key, answer in answers.answers.items():
            if _is_given(answer):
                yield checklist, key, answer


def _is_given(answer: Answer) -> bool:
    return answer.is_given or answer.exception is not None


def _outcome(answer: Answer) -> tuple[object, ...]:
    """What the answer says; capitals, punctuation and line breaks say nothing."""
    exception = answer.exception
    excused = exception and (
        folded(exception.reason), folded(exception.approved_by), exception.until,
    )  # fmt: skip
    value = folded(answer.value) if isinstance(answer.value, str) else answer.value
    return answer.verdict, value, folded(answer.note or ""), folded(answer.by or ""), excused


def _is_dated_anew(old: Answer, new: Answer) -> bool:
    return new.date is not None and (old.date is None or new.date > old.date)


def _is_confirmed_anew(old: Answer, new: Answer) -> bool:
    """Somebody looked at it again; that may be on the day on which it was given."""
    if new.confirmed is None or new.confirmed == old.confirmed:
        return False
    return old.last_date is None or new.confirmed >= old.last_date


def _goes_back(old: Answer, new: Answer) -> bool:
    """Given or confirmed earlier than it was, or no longer on any day."""
    if old.date and (new.date is None or new.date < old.date):
        return True
    last = new.last_date
    return old.last_date is not None and (last is None or last < old.last_date)


def _decided(pair: Pair) -> dt.date | None:
    """The day of the decision that made it active before this change."""
    decision = activation(pair.before) if pair.before and pair.status_before.is_gated else None
    return decision.date if decision else None


def _is_of_now(pair: Pair, answer: Answer, days: int = _OPEN_DAYS) -> bool:
    """Given in the days in which a change like this is made and looked at."""
    first = pair.head.today - dt.timedelta(days=days)
    return answer.date is not None and answer.date >= first


def _is_fresh(pair: Pair, new: Answer) -> bool:
    """Given twice on one day not long ago, and not before a decision that was taken since."""
    decided = _decided(pair)
    is_later = decided is None or (new.date is not None and new.date > decided)
    return _is_of_now(pair, new, _SAME_DAY) or (is_later and _is_of_now(pair, new))


def _can_be_asked(pair: Pair, checklist: str, key: str) -> bool:
    """Is the question still there, and the partner that it is about?"""
    known = pair.head.checklists.get(checklist)
    question, _, partner = key.partition("/")
    has_partner = not partner or partner in _partners(pair.after)
    return known is not None and known.question(question) is not None and has_partner


def _partners(record: Record) -> set[str]:
    return {each.id for each in record.partnership.partners}


def _severity(pair: Pair) -> Severity:
    """While it is explored, others do not rely on it yet."""
    return Severity.ERROR if pair.counts or pair.status is Status.ENDED else Severity.WARNING


def _finding(pair: Pair, checklist: str, key: str, code: str, **facts: dt.date | None) -> Finding:
    given = {name: day for name, day in facts.items() if day}
    return pair.after.checks[checklist].finding(
        code, ("answers", key), key=True, severity=_severity(pair),
        checklist=checklist, question=key, **given,
    )  # fmt: skip
