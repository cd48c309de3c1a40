"""What becomes active in a change passes the gate of before too; what does not is left alone."""

import pytest

from gating import STANDARD, Data, active, asking, met, question, record
from samenwerk.comparison import activation
from samenwerk.comparison.pair import Pair


def pair(after: Data) -> Pair:
    """A change that drops a question, while the other one is answered."""
    answers = {"why": {"kept": met()}}
    return Pair(
        before=record(STANDARD, answers),
        after=record(after, answers),
        base=asking(question("kept"), question("dropped")),
        head=asking(question("kept")),
        is_new=False,
        findings=(),
        rules=(),
    )


def test_a_question_that_is_dropped_in_the_change_still_counts_for_what_becomes_active() -> None:
    (found,) = activation.gate_before(pair(active(STANDARD)))
    assert (found.code, found.facts["questions"]) == ("gate-shut-at-base", ("dropped",))


@pytest.mark.parametrize("status", ["exploring", "declined"])
def test_nothing_is_asked_of_what_does_not_become_active(status: str) -> None:
    assert list(activation.gate_before(pair(STANDARD | {"status": status}))) == []
