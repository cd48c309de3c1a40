"""The gate proved again for what is in force, and the steps from one status to another."""

import copy
import datetime as dt
from typing import Any

import pytest

from gating import (
    ANSWERED,
    DECIDED,
    HEAVY,
    STANDARD,
    TEXT,
    TODAY,
    Data,
    active,
    all_answers,
    around,
    asking,
    changed,
    excused,
    given,
    met,
    question,
    record,
)
from samenwerk import transition
from samenwerk.finding import Finding, Severity
from samenwerk.partnership import Status
from samenwerk.rules import in_force
from samenwerk.surroundings import Surroundings

DUE = "2027-04-01"  # ninety days after the start, the last day that the files speak of
WARNING, ERROR = Severity.WARNING, Severity.ERROR


def findings(
    facts: Data, answers: dict[str, Data] | None = None, surroundings: Surroundings | None = None
) -> list[Finding]:
    return list(in_force.gate(record(facts, answers), surroundings or around()))


def one(
    answer: Data | None, *, today: dt.date = TODAY, decision: Data | None = None, **asked: Any
) -> tuple[str, Severity, Any] | None:
    """What is said of one answer to one question of an active partnership."""
    answers = {"why": {"q": answer}} if answer is not None else {}
    surroundings = asking(question(**asked), today=today)
    found = findings(active(STANDARD, **(decision or {})), answers, surroundings)
    assert len(found) <= 1, found
    return (found[0].code, found[0].severity, due(found[0])) if found else None


def due(finding: Finding) -> str | None:
    return str(finding.facts["due"]) if "due" in finding.facts else None


SHUT = ("gate-shut", ERROR, None)


# --- what must have been there --------------------------------------------------------------------


@pytest.mark.parametrize("facts", [STANDARD, HEAVY])
def test_an_active_partnership_with_all_answers_is_in_order(facts: Data) -> None:
    answers = all_answers(facts, around())
    assert findings(active(facts), answers) == []


@pytest.mark.parametrize("status", ["exploring", "declined", "inherited", "ended"])
def test_what_is_not_gated_is_not_judged(status: str) -> None:
    assert findings(STANDARD | {"status": status}) == []


def test_what_never_went_through_the_gate_may_end() -> None:
    ending = {"status": "ending", "body": "college", "date": "2027-02-01", "reason": TEXT}
    assert findings(STANDARD | {"status": "ending", "decisions": [ending]}) == []


def test_an_active_partnership_without_answers_has_one_error_a_checklist() -> None:
    found = findings(active(STANDARD))
    assert [(each.code, each.facts["checklist"]) for each in found] == [
        ("gate-shut", id) for id in ("why", "values", "roles", "form")
    ]
    assert "still-free" in found[0].facts["questions"]  # type: ignore[operator]
    assert {(each.line, each.severity) for each in found} == {(4, ERROR)}


def test_ending_is_gated_by_the_decision_that_made_it_active() -> None:
    facts = active(STANDARD)
    ending = {"status": "ending", "body": "college", "date": "2027-02-01", "reason": TEXT}
    facts = facts | {"status": "ending", "decisions": [*facts["decisions"], ending]}
    assert [each.code for each in findings(facts)] == ["gate-shut"] * 4
    assert findings(facts, all_answers(STANDARD, around())) == []


def test_a_status_typed_by_hand_is_caught() -> None:
    facts = STANDARD | {"status": "active"}
    assert {each.code for each in findings(facts)} == {"gate-shut"}
    late = {"why": {"q": met(verdict="not-met", date="2027-02-01")}}
    assert [each.code for each in findings(facts, late, asking(question()))] == ["gate-shut"]


def test_what_was_missing_from_the_start_is_an_error() -> None:
    assert one(met(note="idem", date=None)) == SHUT
    assert one(None) == SHUT
    assert one(met(verdict="not-met")) == SHUT
    assert one(met(note="idem")) == SHUT
    assert one(met(verdict="not-met", date=DECIDED)) == SHUT


def test_a_line_with_only_a_later_date_is_no_answer_that_turned() -> None:
    late = {"late_reason": TEXT}
    assert one(given(date="2027-02-01"), decision=late) == SHUT
    assert one(given(date="2027-02-01"), decision=late, value="text") == SHUT
    assert one(given(date="2027-02-01"), decision=late, fact="entity") == SHUT
    assert one(met(date="2027-02-01", version=None), decision=late) == SHUT
    assert one(met(date="2027-02-01", by=None), decision=late) == SHUT


def test_what_is_unknown_in_the_profile_is_said_once() -> None:
    facts = changed(active(STANDARD), profile__powers="unknown")
    found = findings(facts, {}, asking(question(fact="profile.powers")))
    assert [each.code for each in found] == ["profile-unknown"]


def test_a_profile_with_unknown_is_an_error() -> None:
    facts = changed(active(STANDARD), profile__powers="unknown")
    found = findings(facts, {"why": {"q": met()}}, asking(question()))
    assert [(each.code, each.facts["fact"], each.severity) for each in found] == [
        ("profile-unknown", "profile.powers", ERROR)
    ]


def test_a_gating_checklist_that_asks_nothing_is_an_error() -> None:
    found = findings(active(STANDARD), {}, asking(question(gate="show")))
    assert [(each.code, each.facts["checklist"]) for each in found] == [("gate-empty", "why")]


# --- what changed afterwards ----------------------------------------------------------------------


def outdated() -> Data:
    return met(rests_on={"purpose": "sha256:0123456789abcdef"})


@pytest.mark.parametrize(
    ("today", "severity"),
    [(TODAY, WARNING), (dt.date(2027, 4, 1), WARNING), (dt.date(2027, 4, 2), ERROR)],
)
def test_changed_facts_are_a_warning_until_their_day(today: dt.date, severity: Severity) -> None:
    assert one(outdated(), today=today, about=["purpose"]) == ("recheck-facts", severity, DUE)


def test_the_register_says_how_many_days() -> None:
    surroundings = asking(question(about=["purpose"]), recheck_days=7)
    found = findings(active(STANDARD), {"why": {"q": outdated()}}, surroundings)
    assert (found[0].severity, due(found[0])) == (ERROR, "2027-01-08")


def test_the_days_count_from_the_last_date_that_the_files_speak_of() -> None:
    answers = {"why": {"q": outdated()}, "goals": {"a": given(confirmed="2027-01-20")}}
    found = findings(active(STANDARD), answers, asking(question(about=["purpose"])))
    assert due(found[0]) == "2027-04-20"


def test_when_all_days_lie_ahead_the_days_count_from_the_decision() -> None:
    surroundings = asking(question(about=["purpose"]), today=dt.date(2020, 1, 1))
    (found,) = findings(active(STANDARD), {"why": {"q": outdated()}}, surroundings)
    assert due(found) == "2027-03-15"


def test_what_happened_today_counts_and_what_is_to_come_does_not() -> None:
    facts = changed(active(STANDARD), documents__0__date=str(TODAY), dates__start="2027-03-02")
    (found,) = findings(facts, {"why": {"q": outdated()}}, asking(question(about=["purpose"])))
    assert due(found) == "2027-05-30"


def test_measuring_gives_no_new_days() -> None:
    facts = changed(active(STANDARD), goals__0__measured=[{"date": "2027-02-20", "value": "310"}])
    found = findings(facts, {"why": {"q": outdated()}}, asking(question(about=["purpose"])))
    assert due(found[0]) == DUE


def test_an_answer_that_never_said_on_what_it_rests_did_not_count_before() -> None:
    assert one(met(), about=["purpose"]) == SHUT


@pytest.mark.parametrize(
    ("path", "change"),
    [
        ("goals", {"goals__0__target": None}),
        ("expectations", {"expectations__0__state": "unspoken"}),
        ("funding", {"funding__0__percent": "unknown"}),
    ],
)
def test_facts_that_turned_are_a_warning(path: str, change: Data) -> None:
    facts = changed(active(STANDARD), **change)
    found = findings(facts, {}, asking(question(fact=path)))
    assert [(each.code, each.severity) for each in found] == [("recheck-facts", WARNING)]


def test_a_fact_that_turned_rests_on_nothing_else() -> None:
    facts = changed(active(STANDARD), funding__0__percent="unknown")
    asked = asking(question(fact="funding", about=["purpose"]))
    assert [each.code for each in findings(facts, {}, asked)] == ["recheck-facts"]


def test_a_fact_that_says_nothing_is_an_error_whenever_it_was_talked_about() -> None:
    facts = changed(active(STANDARD, late_reason=TEXT), purpose="n.v.t.")
    answers = {"why": {"q": given(date="2027-02-01")}}
    found = findings(facts, answers, asking(question(fact="purpose")))
    assert [each.code for each in found] == ["gate-shut"]


def test_a_fact_that_was_taken_out_is_an_error() -> None:
    facts = changed(active(STANDARD), purpose=None)
    found = findings(facts, {}, asking(question(fact="purpose")))
    assert [each.code for each in found] == ["gate-shut"]


def excuse(until: str) -> Data:
    return met(verdict="not-met", exception=excused(until=until))


@pytest.mark.parametrize(
    ("until", "expected"),
    [
        ("2027-03-01", None),
        ("2027-02-28", ("recheck-exception", WARNING, "2027-05-29")),
        ("2026-12-15", ("recheck-exception", WARNING, "2027-03-15")),
        ("2026-12-14", SHUT),
        ("2026-11-30", SHUT),
    ],
)
def test_an_exception_that_ended_after_the_decision_is_a_warning_first(
    until: str, expected: Any
) -> None:
    assert one(excuse(until)) == expected


def test_an_exception_that_ended_long_ago_is_an_error() -> None:
    late = dt.date(2027, 5, 30)
    assert one(excuse("2027-02-28"), today=late) == ("recheck-exception", ERROR, "2027-05-29")


def test_an_answer_that_turned_after_the_decision_is_a_warning_first() -> None:
    turned = met(verdict="not-met", date="2027-01-10")
    assert one(turned, decision={"late_reason": TEXT}) == (
        "recheck-answer", WARNING, "2027-04-10",
    )  # fmt: skip
    assert one(turned | {"confirmed": "2027-02-10"}, decision={"late_reason": TEXT}) == (
        "recheck-answer", WARNING, "2027-04-10",
    )  # fmt: skip


def test_a_bad_answer_from_before_does_not_become_better_by_confirming_it() -> None:
    assert one(met(verdict="not-met", confirmed="2027-02-10")) == SHUT


@pytest.mark.parametrize("answer", [None, met()])
def test_a_newer_question_is_a_warning_first(answer: Data | None) -> None:
    decision = {"checklists": {"why": 1}}
    assert one(answer, decision=decision, since=2) == ("recheck-question", WARNING, DUE)


@pytest.mark.parametrize("checklists", [{}, {"why": 2}, {"goals": 1}])
def test_a_question_that_was_there_at_the_decision_is_not_newer(checklists: Data) -> None:
    assert one(met(), decision={"checklists": checklists}, since=2) == SHUT


def test_each_kind_of_change_in_a_checklist_is_one_finding() -> None:
    surroundings = asking(question("a"), question("b"), question("c", about=["purpose"]))
    answers = {"why": {"c": outdated()}}
    found = findings(active(STANDARD), answers, surroundings)
    assert [(each.code, each.facts["questions"]) for each in found] == [
        ("gate-shut", ("a", "b")),
        ("recheck-facts", ("c",)),
    ]


# --- answered late --------------------------------------------------------------------------------


def test_answers_after_the_decision_need_a_reason() -> None:
    assert one(met(date="2026-12-16")) == ("answered-late", ERROR, None)
    assert one(met(date=DECIDED)) is None
    assert one(met(date="2026-12-16"), decision={"late_reason": TEXT}) is None


@pytest.mark.parametrize("reason", ["n.v.t.", "ok", "x"])
def test_a_reason_that_says_nothing_is_none(reason: str) -> None:
    assert one(met(date="2026-12-16"), decision={"late_reason": reason}) is not None


def test_the_finding_stands_at_the_date_of_the_decision() -> None:
    answers = {"why": {"q": met(date="2026-12-20")}}
    found = findings(active(STANDARD), answers, asking(question()))
    assert {name: str(each) for name, each in found[0].facts.items()} == {
        "checklist": "why", "date": DECIDED, "first": "2026-12-20",
    }  # fmt: skip
    assert found[0].line > 4


def test_one_answer_that_was_renewed_later_is_not_late() -> None:
    surroundings = asking(question("a"), question("b"))
    answers = {"why": {"a": met(date=ANSWERED), "b": met("Nieuw advies.", date="2027-01-10")}}
    assert findings(active(STANDARD), answers, surroundings) == []


def test_an_early_answer_that_was_not_required_does_not_help() -> None:
    surroundings = asking(question("a"), question("b", gate="show"))
    answers = {"why": {"a": met(date="2027-01-10"), "b": met("Vooraf.", date=ANSWERED)}}
    found = findings(active(STANDARD), answers, surroundings)
    assert [each.code for each in found] == ["answered-late"]


def test_the_last_step_into_active_is_the_one_that_counts() -> None:
    facts = active(STANDARD)
    again = [
        {"status": "ending", "body": "college", "date": "2027-01-10", "reason": TEXT},
        {"status": "active", "body": "college", "date": "2027-02-10", "reason": TEXT},
    ]
    facts = facts | {"decisions": facts["decisions"] + again}
    answers = {"why": {"q": met(date="2027-02-01")}}
    assert findings(facts, answers, asking(question())) == []
    found = in_force.activation(record(facts))
    assert found is not None
    assert found.date == dt.date(2027, 2, 10)
    assert in_force.activation(record(STANDARD)) is None


def test_a_whole_register_that_was_filled_in_afterwards_is_seen() -> None:
    answers = copy.deepcopy(all_answers(STANDARD, around()))
    for each in answers.values():
        for answer in each.values():
            answer["date"] = "2027-02-01"
    found = findings(active(STANDARD), answers)
    assert [each.facts["checklist"] for each in found] == ["why", "values", "roles", "form"]
    assert {each.code for each in found} == {"answered-late"}


# --- the steps ------------------------------------------------------------------------------------

ALLOWED = {
    ("exploring", "active"),
    ("exploring", "declined"),
    ("inherited", "active"),
    ("inherited", "ending"),
    ("active", "ending"),
    ("ending", "active"),
    ("ending", "ended"),
    ("declined", "exploring"),
}


@pytest.mark.parametrize("before", Status)
@pytest.mark.parametrize("after", Status)
def test_only_these_steps_are_allowed(before: Status, after: Status) -> None:
    assert (after in transition.STEPS[before]) == ((before.value, after.value) in ALLOWED)


@pytest.mark.parametrize(("before", "after"), sorted(ALLOWED))
def test_every_step_but_the_first_through_the_gate_has_a_reason(before: str, after: str) -> None:
    needs = (before, after) not in {("exploring", "active"), ("inherited", "active")}
    assert transition.needs_reason(Status(before), Status(after)) is needs


def test_a_first_decision_comes_from_exploring_or_inherited() -> None:
    assert {status.value for status in transition.FIRST_STEPS} == {"active", "declined", "ending"}
    assert {status.value for status in transition.UNDECIDED} == {"exploring", "inherited"}


@pytest.mark.parametrize("status", Status)
def test_each_status_is_in_force_or_not_and_what_is_gated_is_in_force(status: Status) -> None:
    assert status.is_in_force == (status.value in {"active", "inherited", "ending"})
    assert status.is_gated == (status.value in {"active", "ending"})
