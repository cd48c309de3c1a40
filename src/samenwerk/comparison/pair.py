"""One partnership before and after a change, with what each stands in."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import msgspec

from samenwerk import gate
from samenwerk.answer import NONE, Answer
from samenwerk.finding import Finding
from samenwerk.gate import State
from samenwerk.partnership import Decision, Status
from samenwerk.rules.in_force import activation
from samenwerk.surroundings import Record, Surroundings


@dataclass(frozen=True, kw_only=True)
class Pair:
    """`before` is None for what is new, and for what could not be read (`is_new` tells which).

    `base` and `head` are the settings, checklists and organisations before and after;
    `findings` is what is wrong with it apart from the change.
    """

    before: Record | None
    after: Record
    base: Surroundings
    head: Surroundings
    is_new: bool
    findings: tuple[Finding, ...]
    rules: tuple[str, ...]  # the files of the change that decide what is asked and checked

    @property
    def id(self) -> str:
        return self.after.id

    @property
    def status(self) -> Status:
        """The status after the change."""
        return self.after.partnership.status

    @property
    def status_before(self) -> Status:
        """The status before; for what is new, where a partnership like this begins."""
        if self.before:
            return self.before.partnership.status
        ran_before = self.after.partnership.ran_before(self.head.settings.began)
        return Status.INHERITED if ran_before else Status.EXPLORING

    @property
    def was_in_force(self) -> bool:
        return self.before is not None and self.status_before.is_in_force

    @property
    def was_gated(self) -> bool:
        """It had come through the gate before the change."""
        return self.before is not None and activation(self.before) is not None

    @property
    def was_closed(self) -> bool:
        """It had come to its end, and still has."""
        closed = {Status.DECLINED, Status.ENDED}
        return self.before is not None and self.status_before in closed and self.status in closed

    @cached_property
    def new_decisions(self) -> tuple[Decision, ...]:
        """What was decided in this change, if the decisions before it were left as they are."""
        known = len(self.before.partnership.decisions) if self.before else 0
        return self.after.partnership.decisions[known:]

    @cached_property
    def activated(self) -> Decision | None:
        """The decision of this change that made it active, the last one if there are more."""
        made = [each for each in self.new_decisions if each.status == Status.ACTIVE.value]
        return made[-1] if made else None

    @property
    def is_activated(self) -> bool:
        """Made active in this change, with a decision or without."""
        became = self.status.is_gated and not self.status_before.is_in_force
        return self.activated is not None or became

    @property
    def counts(self) -> bool:
        """Others rely on it: in force before the change, or active because of it."""
        return self.was_in_force or self.is_activated

    def answers_before(self, checklist: str) -> Mapping[str, Answer]:
        return self.before.answers(checklist) if self.before else {}

    def answer_before(self, checklist: str, key: str) -> Answer:
        return self.answers_before(checklist).get(key, NONE)

    @cached_property
    def gate_now(self) -> State:
        """The gate as it is for somebody who decides: with the status before the decision."""
        return self._at_the_step(self.after, self.head)

    @cached_property
    def gate_by_base(self) -> State:
        """The same, by the settings, checklists and organisations of base."""
        return self._at_the_step(self.after, self.base)

    @cached_property
    def gate_before(self) -> State:
        """The gate on the facts and answers from before the change, by the rules of now."""
        return self._at_the_step(self.before or self.after, self.head)

    def _at_the_step(self, record: Record, around: Surroundings) -> State:
        partnership = msgspec.structs.replace(record.partnership, status=self.status_before)
        return gate.judge(replace(record, partnership=partnership), around)
