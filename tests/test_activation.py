"""What becomes active in a change passes the gate of before too; what does not is left alone."""

from dataclasses import replace

import pytest

from gating import (
    DECIDED,
    STANDARD,
    TEXT,
    Data,
    active,
    asking,
    changed,
    met,
    question,
    record,
)
from samenwerk.comparison import activation
from samenwerk.comparison.pair import Pair
from samenwerk.finding import Finding
from samenwerk.rules import in_force


def pair(after: Data, answers: dict[str, Data] | None = None, *findings: Finding) -> Pair:
    """A change that drops a question, while the other one is answered unless told otherwise."""
    answers = {"why": {"kept": met()}} if answers is None else answers
    return Pair(
        before=record(STANDARD, answers),
        after=record(after, answers),
        base=asking(question("kept"), question("dropped")),
        head=asking(question("kept")),
        is_new=False,
        findings=findings,
        rules=(),
    )


def test_a_question_that_is_dropped_in_the_change_still_counts_for_what_becomes_active() -> None:
    (found,) = activation.gate_before(pair(active(STANDARD)))
    assert (found.code, found.facts["questions"]) == ("gate-shut-at-base", ("dropped",))


def test_what_is_said_of_now_is_not_said_of_before() -> None:
    (found,) = activation.gate_before(pair(active(STANDARD), {}))
    assert found.facts["questions"] == ("dropped",)


def test_where_no_register_was_there_was_no_gate() -> None:
    first = replace(pair(active(STANDARD)), base=asking(question("dropped"), organisation=""))
    assert list(activation.gate_before(first)) == []


@pytest.mark.parametrize("status", ["exploring", "declined"])
def test_nothing_is_asked_of_what_does_not_become_active(status: str) -> None:
    assert list(activation.gate_before(pair(STANDARD | {"status": status}))) == []


def test_what_the_gate_says_by_itself_is_not_said_again() -> None:
    alone = pair(active(STANDARD), {})
    (found,) = activation.gate_now(alone)
    assert (found.code, found.facts["questions"]) == ("gate-shut-at-decision", ("kept",))
    said = in_force.gate(alone.after, alone.head)
    assert list(activation.gate_now(pair(active(STANDARD), {}, *said))) == []


def test_what_is_unknown_in_the_profile_is_said_elsewhere() -> None:
    facts = changed(active(STANDARD), profile__powers="unknown")
    asked = asking(question(fact="profile.powers"), question("kept"))
    assert list(activation.gate_now(replace(pair(facts), head=asked))) == []


def test_an_answer_after_the_decision_needs_a_reason() -> None:
    late = {"why": {"kept": met(date="2027-02-01")}}
    (found,) = activation.late(pair(active(STANDARD), late))
    assert (found.code, found.facts["questions"]) == ("answered-after-decision", ("why/kept",))
    assert list(activation.late(pair(active(STANDARD, late_reason=TEXT), late))) == []
    assert list(activation.late(pair(active(STANDARD)))) == []


def test_an_answer_of_the_day_itself_or_that_is_not_required_is_not_late() -> None:
    answers = {"why": {"kept": met(date=DECIDED), "extra": met(date="2027-02-01")}}
    asked = asking(question("kept"), question("extra", gate="show"))
    assert list(activation.late(replace(pair(active(STANDARD), answers), head=asked))) == []


def test_that_all_of_it_came_late_is_said_once() -> None:
    late = {"why": {"kept": met(date="2027-02-01")}}
    alone = pair(active(STANDARD), late)
    said = list(in_force.gate(alone.after, alone.head))
    assert [each.code for each in said] == ["answered-late"]
    assert list(activation.late(pair(active(STANDARD), late, *said))) == []


@pytest.mark.parametrize(
    ("status", "rules", "codes"),
    [
        ("active", ("registry/register.yaml",), ["activated-with-rules"]),
        ("active", (), []),
        ("exploring", ("registry/register.yaml",), []),
    ],
)
def test_who_changes_the_rules_does_not_use_them_at_once(
    status: str, rules: tuple[str, ...], codes: list[str]
) -> None:
    made = replace(pair(STANDARD | {"status": status}), rules=rules)
    assert [each.code for each in activation.with_rules(made)] == codes
