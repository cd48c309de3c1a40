"""Asks what to take over from a list; what people changed in the register stays theirs."""

from dataclasses import dataclass, field

from samenwerk.importing.difference import Difference
from samenwerk.importing.plan import Plan
from samenwerk.interview.reporting import difference_lines
from samenwerk.interview.voice import Voice
from samenwerk.prompt import Ask, Choice

_YES, _NO = "import", "nothing"
_TAKE, _KEEP, _TAKE_ALL, _KEEP_ALL = "take", "keep", "take-all", "keep-all"


@dataclass
class Taken:
    """What was chosen; `undecided` is what nobody was asked about."""

    accepted: list[Difference] = field(default_factory=list)
    undecided: list[Difference] = field(default_factory=list)


def without_asking(plan: Plan, *, replace: bool) -> Taken:
    """With `--replace` the list wins, except where people changed the register themselves."""
    if not replace:
        return Taken([], list(plan.differences))
    return Taken([each for each in plan.differences if not each.is_edited])


def by_asking(voice: Voice, plan: Plan, *, replace: bool) -> Taken | None:
    """The same with a person who decides; None if nothing is to be imported."""
    if plan.new and not _is_wanted(voice, plan):
        return None
    if replace:
        return without_asking(plan, replace=True)
    taken, rest = Taken(), ""
    for number, difference in enumerate(plan.differences, start=1):
        wanted = rest or _decided(voice, difference, number, len(plan.differences))
        if wanted in {_TAKE_ALL, _KEEP_ALL}:
            rest = wanted
        if wanted in {_TAKE, _TAKE_ALL}:
            taken.accepted.append(difference)
    return taken


def _is_wanted(voice: Voice, plan: Plan) -> bool:
    texts = voice.texts
    question = texts.plural(
        "Bring {count} partnership into the register?",
        "Bring {count} partnerships into the register?",
        len(plan.new),
    )
    choices = [
        Choice(value=_YES, label=texts("Yes, as inherited: still to be checked")),
        Choice(value=_NO, label=texts("No, change nothing")),
    ]
    return voice.prompter.decide(Ask(heading=texts("Import"), question=question), choices) == _YES


def _decided(voice: Voice, difference: Difference, number: int, count: int) -> str:
    texts = voice.texts
    ask = Ask(
        heading=texts("Difference {number} of {count}", number=number, count=count),
        question=texts("Which of the two holds?"),
        note=tuple(line.strip() for line in difference_lines(difference, texts)),
    )
    choices = [
        Choice(value=_KEEP, label=texts("Keep what the register says")),
        Choice(value=_TAKE, label=texts("Take over what the list says")),
        Choice(value=_KEEP_ALL, label=texts("Keep the register, here and for the rest")),
        Choice(value=_TAKE_ALL, label=texts("Take over the list, here and for the rest")),
    ]
    return voice.prompter.decide(ask, choices)
