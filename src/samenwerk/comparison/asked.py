"""Facts that changed so that less is asked: a lower weight, or questions that fall away."""

from collections.abc import Iterator

from samenwerk.checklist import Weight
from samenwerk.comparison.pair import Pair
from samenwerk.fact import values_at
from samenwerk.finding import Finding
from samenwerk.gate import State
from samenwerk.partnership import Partnership
from samenwerk.surroundings import Record
from samenwerk.weight import weigh
from samenwerk.yamlfile import Path, Value

# What the weight and the questions follow from, in the order in which the change is looked for.
_DECIDING = (
    *("profile.powers", "profile.personal_data", "profile.can_stop", "profile.yearly_cost"),
    *("profile.residents", "form", "duty.extent", "dates.start", "dates.end"),
    *("dates.no_end_because", "dates.extendable_to", "organs"),
    *("partners.organisations", "partners.our_role", "partners.their_role"),
)
# What is still to be filled in.
_NOTHING: tuple[Value, ...] = ("unknown", "", [], {})


def weight_lowered(pair: Pair) -> Iterator[Finding]:
    """It became lighter by a fact, or by hand: it may be raised, never lowered (DESIGN 4)."""
    if pair.before is None or not pair.counts:
        return
    was, now = _weight(pair, pair.before), _weight(pair, pair.after)
    raised = _raised(pair.before.partnership)
    place = _changed(pair.before, pair.after)
    if now < raised:
        yield pair.after.source.finding("weight-raise-removed", was=raised.name.lower())
    elif now < was and place:
        yield pair.after.source.finding(
            "weight-lowered", place, was=was.name.lower(), now=now.name.lower()
        )


def _weight(pair: Pair, record: Record) -> Weight:
    """In the settings of now: what a setting changes is another finding."""
    return weigh(record.partnership, pair.head.settings).weight


def _raised(partnership: Partnership) -> Weight:
    return Weight.named(partnership.weight_raised_to or "light")


def fewer_questions(pair: Pair) -> Iterator[Finding]:
    """The weight is the same, and yet changed facts make questions fall away."""
    if pair.before is None or not pair.counts:
        return
    if _weight(pair, pair.after) < _weight(pair, pair.before):
        return
    place = _changed(pair.before, pair.after)
    if place is None:
        return
    gone = _required(pair.gate_before) - _required(pair.gate_now)
    if gone:
        yield pair.after.source.finding("fewer-questions", place, questions=tuple(sorted(gone)))


def _required(state: State) -> set[str]:
    """What must be answered; not what is asked once for each partner."""
    return {
        f"{each.item.checklist.id}/{each.item.key}"
        for each in state.judged
        if each.required and each.item.partner is None
    }


def _changed(before: Record, after: Record) -> Path | None:
    """The first fact that decides what is asked and was another; what is only filled in is not."""
    old, new = before.source.data, after.source.data
    for path in _DECIDING:
        was = [each for each in values_at(old, path) if each not in _NOTHING]
        if was and was != values_at(new, path):
            return tuple(path.split("."))
    return None
