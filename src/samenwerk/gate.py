"""The gate: what keeps a partnership from being active.

A function of the files and today's date (DESIGN section 4). `check`, `show`, `mark` and `validate`
all call it. It decides which questions are asked and required; `counting` decides which answers
count.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from samenwerk import condition
from samenwerk.answer import NONE, Answer
from samenwerk.checklist import FORM, Checklist, Gate, Question, Weight
from samenwerk.counting import Counting, Item, Lack
from samenwerk.organisation import Settings
from samenwerk.partnership import Status
from samenwerk.surroundings import Record, Surroundings
from samenwerk.weight import Weighed, weigh

PROFILE = ("powers", "personal_data", "can_stop", "yearly_cost", "residents")


@dataclass(frozen=True)
class Judged:
    """An item that is asked, with its answer and what that lacks (None: it counts)."""

    item: Item
    answer: Answer
    required: bool
    lack: Lack | None

    @property
    def blocks(self) -> bool:
        return self.required and self.lack is not None

    @property
    def is_unknown(self) -> bool:
        """Something in the profile that nobody knows: `State.unknown` says it too."""
        return self.lack is Lack.UNKNOWN and str(self.item.question.fact).startswith("profile.")


@dataclass(frozen=True)
class State:
    """The gate of one partnership on one day."""

    weighed: Weighed
    inherited: bool
    judged: tuple[Judged, ...]
    unknown: tuple[str, ...]  # what in the profile is unknown
    empty: tuple[str, ...]  # gating checklists that require nothing

    @cached_property
    def blocking(self) -> Mapping[str, tuple[Judged, ...]]:
        """What keeps the gate shut, by checklist; only checklists with something open."""
        found: dict[str, tuple[Judged, ...]] = {}
        for each in self.judged:
            if each.blocks:
                found[each.item.checklist.id] = (*found.get(each.item.checklist.id, ()), each)
        return found

    @property
    def is_open(self) -> bool:
        return not (self.blocking or self.unknown or self.empty)

    @property
    def checklists(self) -> tuple[Checklist, ...]:
        """Those that ask something of this partnership, each once."""
        found = {each.item.checklist.id: each.item.checklist for each in self.judged}
        return tuple(found.values())

    def of(self, checklist: str) -> tuple[Judged, ...]:
        """Everything that is asked in one checklist, in its order."""
        return tuple(each for each in self.judged if each.item.checklist.id == checklist)


def checklists(settings: Settings) -> tuple[str, ...]:
    """What the register names, and *form*: what the law asks of a legal form counts always."""
    return tuple(dict.fromkeys((*settings.gate, FORM)))


def judge(record: Record, surroundings: Surroundings) -> State:
    """The state of the gate: a function of the files and `surroundings.today`."""
    return _Judge(record, surroundings).state()


def is_inherited(record: Record, surroundings: Surroundings) -> bool:
    """Did it run before the register began? Then other questions, in another wording, fit."""
    partnership = record.partnership
    if partnership.status in {Status.EXPLORING, Status.DECLINED}:
        return False
    if partnership.status is Status.INHERITED:
        return True
    return partnership.ran_before(surroundings.settings.began)


class _Judge:
    """One partnership on one day, and the questions put to it."""

    def __init__(self, record: Record, surroundings: Surroundings) -> None:
        self._record = record
        self._settings = surroundings.settings
        self._around = surroundings
        self._weighed = weigh(record.partnership, surroundings.settings)
        self._inherited = is_inherited(record, surroundings)
        self._counting = Counting(record, surroundings, self._weighed.weight)

    def state(self) -> State:
        judged = tuple(self._all())
        required = {each.item.checklist.id for each in judged if each.required}
        return State(
            weighed=self._weighed,
            inherited=self._inherited,
            judged=judged,
            unknown=tuple(self._unknown_profile()),
            empty=tuple(id for id in self._settings.gate if id not in required),
        )

    def _all(self) -> Iterator[Judged]:
        known = self._around.checklists
        for checklist in (known[id] for id in checklists(self._settings) if id in known):
            for question in checklist.questions:
                if self._counts(checklist.id, question) and self._is_asked(question):
                    yield from self._judged(checklist, question)

    def _judged(self, checklist: Checklist, question: Question) -> Iterator[Judged]:
        for item in self._items(checklist, question):
            answer = self._record.answers(checklist.id).get(item.key, NONE)
            required = (
                question.gate is not Gate.SHOW
                and Weight.named(question.weight) <= self._weighed.weight
            )
            yield Judged(item, answer, required, self._counting.lack(item, answer))

    def _counts(self, checklist: str, question: Question) -> bool:
        """A checklist that the register does not name counts for what the law asks alone."""
        if question.law and self._record.partnership.form is None:
            return False  # the form says which law holds, and is asked itself
        return checklist in self._settings.gate or question.is_legal

    def _is_asked(self, question: Question) -> bool:
        kind = "inherited" if self._inherited else "new"
        return kind in question.of and condition.holds(question.when, self._record, self._around)

    def _items(self, checklist: Checklist, question: Question) -> Iterator[Item]:
        if question.per is None:
            yield Item(checklist, question)
            return
        for index, partner in enumerate(self._record.partnership.partners):
            if not partner.has_left(self._around.today):
                yield Item(checklist, question, partner, index)

    def _unknown_profile(self) -> Iterator[str]:
        profile = self._record.partnership.profile
        return (name for name in PROFILE if getattr(profile, name) == "unknown")
