"""What fits a legal form: a warning at its place, and none without a reason."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from gating import STANDARD, Data, active, around, changed, record
from samenwerk.finding import Finding, Severity
from samenwerk.rules import legal_form
from samenwerk.surroundings import Record, Surroundings

Truth = bool | None
Rule = Callable[[Record, Surroundings], Iterator[Finding]]
RULES: tuple[Rule, ...] = (
    legal_form.structure_for_process,
    legal_form.permission_before_draft,
    legal_form.view_too_short,
    legal_form.regeling_not_published,
    legal_form.steps_out_of_order,
    legal_form.steps_in_the_future,
    legal_form.organs,
    legal_form.owner_is_client,
    legal_form.interest_without_ground,
    legal_form.affiliated_without_group,
    legal_form.seat_without_board,
    legal_form.vote_disagrees,
)
BOTH = {
    "governance_interest": {"seat": True, "ground": "Artikel 6."},
    "financial_interest": {"liable": 5000, "ground": "Artikel 9."},
}


def findings(facts: Data, answers: Data | None = None, **settings: Any) -> list[Finding]:
    made = record(facts, answers)
    return [each for rule in RULES for each in rule(made, around(**settings))]


def codes(facts: Data, answers: Data | None = None) -> list[str]:
    return [each.code for each in findings(facts, answers)]


def test_a_partnership_in_order_has_no_findings() -> None:
    assert codes(STANDARD) == []
    assert codes({"schema": 1, "name": "Leeg", "status": "exploring"}) == []
    assert codes(changed(STANDARD, form="bv") | BOTH) == []


@pytest.mark.parametrize(
    ("value", "form", "expected"),
    [
        ("process", "bv", ["structure-for-process"]),
        ("relation", "openbaar-lichaam", ["structure-for-process"]),
        ("structure", "bv", []),
        ("content", "stichting", []),
        ("relation", "convenant", []),
        ("relation", None, []),
    ],
)
def test_a_legal_person_is_no_cure_for_a_quarrel(
    value: str, form: str | None, expected: list[str]
) -> None:
    """R19."""
    answers = {"why": {"where-is-problem": {"value": value}}}
    assert codes(changed(STANDARD, form=form), answers) == expected


def steps(**days: str) -> Data:
    return changed(STANDARD, form="regeling-zonder-meer", wgr_steps=days)


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        ({"draft_sent": "2026-10-01", "permission": "2026-09-30"}, ["permission-before-draft"]),
        ({"draft_sent": "2026-10-01", "permission": "2026-10-01"}, []),
        ({"permission": "2026-09-30"}, []),
        ({"draft_sent": "2026-10-01"}, []),
        ({"draft_sent": "2026-10-01", "view_by": "2026-11-25"}, ["view-too-short"]),
        ({"draft_sent": "2026-10-01", "view_by": "2026-11-26"}, []),
        ({"view_by": "2026-11-25"}, []),
        ({"draft_sent": "2026-10-01", "view_given": "2026-09-01"}, ["dates-out-of-order"]),
        ({"permission": "2026-10-01", "published": "2026-09-01"}, ["dates-out-of-order"]),
        ({"permission": "2027-03-03"}, ["date-in-the-future"]),
        ({"permission": "2027-03-02"}, []),
        ({"view_by": "2028-01-01"}, []),
    ],
)
def test_the_steps_of_the_wgr_are_taken_in_their_order(days: Data, expected: list[str]) -> None:
    assert codes(steps(**days)) == expected


def test_the_sentence_uses_the_words_of_the_authority() -> None:
    facts = steps(draft_sent="2026-10-01", permission="2026-09-30")
    (found,) = findings(facts, authority="province")
    assert "Provinciale Staten" in found.sentence("nl")
    (found,) = findings(facts, authority="water-board")
    assert "het algemeen bestuur" in found.sentence("nl")


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"form": "openbaar-lichaam"}, ["regeling-not-published"]),
        ({"form": "openbaar-lichaam", "wgr_steps": {"published": "2026-12-01"}}, []),
        ({"form": "openbaar-lichaam", "publication": {"date": "2026-12-01"}}, []),
        ({"form": "convenant"}, []),
        ({"form": None}, []),
    ],
)
def test_an_active_regeling_is_published(change: Data, expected: list[str]) -> None:
    """Wgr art. 26(3)."""
    assert codes(changed(active(STANDARD), **change)) == expected
    assert codes(changed(STANDARD, **change)) == []


@pytest.mark.parametrize(
    "days",
    [
        {"draft_sent": "2026-10-01", "founded": "2026-09-01"},
        {"wishes_given": "2026-10-01", "founded": "2026-09-01"},
    ],
)
def test_nothing_is_founded_before_its_draft(days: Data) -> None:
    assert codes(changed(STANDARD, private_law_steps=days)) == ["dates-out-of-order"]


def organ(organ: str, **more: str) -> Data:
    return {"organisation": "gemeente-oudstad", "organ": organ, **more}


@pytest.mark.parametrize(
    ("form", "organs", "expected"),
    [
        ("bedrijfsvoeringsorganisatie", [organ("raad")], ["organ-cannot-take-part"]),
        ("bedrijfsvoeringsorganisatie", [organ("college"), organ("dagelijks-bestuur")], []),
        ("bedrijfsvoeringsorganisatie", [organ("raad", left="2026-01-01")], []),
        ("openbaar-lichaam", [organ("raad"), organ("college")], []),
        ("convenant", [organ("raad")], []),
        (None, [organ("raad")], []),
        (
            "convenant",
            [organ("raad", joined="2026-02-01", left="2026-01-01")],
            ["dates-out-of-order"],
        ),
        ("convenant", [organ("raad", joined="2026-01-01", left="2026-02-01")], []),
    ],
)
def test_who_can_take_part_depends_on_the_form(
    form: str | None, organs: list[Data], expected: list[str]
) -> None:
    assert codes(changed(STANDARD, form=form, organs=organs)) == expected


@pytest.mark.parametrize(
    ("people", "expected"),
    [
        ({"owner": "Wethouder Wonen ", "client": "wethouder wonen"}, ["owner-is-client"]),
        ({"owner": "wethouder financiën", "client": "wethouder wonen"}, []),
        ({"owner": "wethouder wonen"}, []),
        ({"client": "wethouder wonen"}, []),
    ],
)
def test_owner_and_client_are_two_functions(people: Data, expected: list[str]) -> None:
    assert codes(changed(STANDARD, people=people)) == expected


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"governance_interest": {"seat": True}}, ["interest-without-ground"]),
        ({"financial_interest": {"liable": 5000}}, ["interest-without-ground"]),
        ({"governance_interest": {"seat": False, "vote": False}}, []),
        ({"financial_interest": {"liable": "unknown"}}, []),
    ],
)
def test_an_interest_says_what_shows_it(change: Data, expected: list[str]) -> None:
    assert codes(changed(STANDARD, form="bv", **change)) == expected


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"form": "convenant"}, ["affiliated-without-group"]),
        ({"form": "egts"}, []),
        ({"form": None}, []),
        ({"form": "convenant", "financial_interest": {"liable": "unknown"}}, []),
        ({"form": "centrumregeling"}, ["seat-without-board"]),
        ({"form": "gemeenschappelijk-orgaan"}, []),
        ({"form": "centrumregeling", "governance_interest": {"seat": False}}, []),
    ],
)
def test_form_and_interests_agree(change: Data, expected: list[str]) -> None:
    assert codes(changed(STANDARD | BOTH, **change)) == expected


@pytest.mark.parametrize(
    ("vote", "organisation", "percent", "expected"),
    [
        (False, "gemeente-voorbeeld", 40, ["vote-disagrees"]),
        (False, "gemeente-voorbeeld", 0, []),
        (False, "gemeente-voorbeeld", "unknown", []),
        (False, "gemeente-oudstad", 40, []),
        (None, "gemeente-voorbeeld", 40, []),
        (True, "gemeente-oudstad", 40, []),
    ],
)
def test_votes_are_a_right_to_vote(
    vote: Truth, organisation: str, percent: Any, expected: list[str]
) -> None:
    facts = changed(STANDARD, voting=[{"organisation": organisation, "percent": percent}])
    facts["governance_interest"] = {"ground": "Artikel 6."} | (
        {} if vote is None else {"vote": vote}
    )
    assert codes(facts) == expected


def test_all_but_the_dates_are_warnings() -> None:
    facts = changed(STANDARD, people={"owner": "wethouder", "client": "wethouder"})
    assert [each.severity for each in findings(facts)] == [Severity.WARNING]
