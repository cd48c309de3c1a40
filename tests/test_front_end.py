"""Flags on the front end: each is a warning at its place, and none is there without a reason."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from gating import HEAVY, LIGHT, STANDARD, Data, around, changed, record
from samenwerk.finding import Finding, Severity, explain
from samenwerk.rules import front_end
from samenwerk.surroundings import Record, Surroundings

Rule = Callable[[Record, Surroundings], Iterator[Finding]]
RULES: tuple[Rule, ...] = (
    front_end.conclusion,
    front_end.expectations_too_early,
    front_end.role_changes,
    front_end.style,
    front_end.steers_and_supervises,
    front_end.only_partners_adapt,
    front_end.conflicting_roles,
    front_end.one_sided,
    front_end.assumed,
    front_end.confirmed_by_nobody,
    front_end.overweight,
)
ASSUMED = {"text": "Geld voor de wijk.", "known": "assumed"}
CONFIRMED = {
    "text": "Geld voor de wijk.",
    "known": "confirmed",
    "confirmed_by": "programmamanager",
    "how": "brief",
    "date": "2026-10-08",
}


def findings(facts: Data, answers: dict[str, Data] | None = None) -> list[Finding]:
    made = record(facts, answers)
    return [each for rule in RULES for each in rule(made, around())]


def codes(facts: Data, answers: dict[str, Data] | None = None) -> list[str]:
    return [each.code for each in findings(facts, answers)]


@pytest.mark.parametrize("facts", [LIGHT, STANDARD])
def test_a_good_partnership_has_no_flags(facts: Data) -> None:
    assert codes(facts) == []
    assert codes({"schema": 1, "name": "Leeg", "status": "exploring"}) == []


def test_the_heavy_example_has_only_what_it_was_made_for() -> None:
    assert codes(HEAVY) == ["style-misfit", "conflicting-roles"]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"purpose": None}, "expectations-too-early"),
        ({"goals": []}, "expectations-too-early"),
        ({"steering__supervises": "Overleg van adviseurs "}, "steers-and-supervises"),
        ({"steering__controls": "PORTEFEUILLEHOUDERS"}, "steers-and-supervises"),
        ({"adapts": {"asked": "Sluit aan op ons systeem."}}, "only-partners-adapt"),
        ({"partners__0__our_role__during": "regulate"}, "style-misfit"),
        ({"partners__0__our_role__side": ["fund", "mediate"]}, "conflicting-roles"),
        ({"partners__0__gets": []}, "brings-without-gets"),
        ({"partners__0__brings": []}, "gets-without-brings"),
        ({"partners__0__interest": ASSUMED}, "assumed-fact"),
        ({"partners__0__main_goal": ASSUMED}, "assumed-fact"),
        ({"partners__0__their_role__known": "assumed"}, "assumed-fact"),
        ({"partners__0__brings": [CONFIRMED, ASSUMED]}, "assumed-fact"),
        ({"partners__0__gets": [ASSUMED]}, "assumed-fact"),
        ({"partners__0__gets": [CONFIRMED | {"confirmed_by": ""}]}, "confirmed-by-nobody"),
    ],
)
def test_a_flag_is_a_warning(change: Data, code: str) -> None:
    found = findings(changed(STANDARD, **change))
    assert [each.code for each in found] == [code]
    assert all(each.severity is Severity.WARNING for each in found)


@pytest.mark.parametrize(
    "change",
    [
        {"expectations": [], "purpose": None},
        {"adapts": {"asked": "Sluit aan.", "own": "Ons spreekuur stopt."}},
        {"adapts": {"own": "Ons spreekuur stopt."}},
        {"steering__supervises": None, "steering__steers": None},
        {"steering__style": "mix", "partners__0__our_role__during": "regulate"},
        {"steering__because": "Zo is het gekozen.", "partners__0__our_role__during": "regulate"},
        {"steering__style": None, "partners__0__our_role__during": "regulate"},
        {"partners__0__our_role": None},
        {"partners__0__gets": [], "partners__0__brings": []},
        {"partners__0__interest": CONFIRMED},
    ],
)
def test_what_is_in_order_is_no_flag(change: Data) -> None:
    assert codes(changed(STANDARD, **change)) == []


@pytest.mark.parametrize(
    ("value", "status", "expected"),
    [
        ("stop", "exploring", ["conclusion-is-no"]),
        ("stop", "declined", []),
        ("go-on", "exploring", []),
        ("find-out-first", "exploring", []),
    ],
)
def test_a_conclusion_not_to_go_on_is_to_be_recorded(
    value: str, status: str, expected: list[str]
) -> None:
    """R01."""
    answers = {"why": {"conclusion": {"value": value}}}
    assert codes(STANDARD | {"status": status}, answers) == expected


@pytest.mark.parametrize("share", ["funding", "voting"])
@pytest.mark.parametrize(
    ("percents", "expected"),
    [((60, 40), 1), ((50.5, 49.5), 1), ((50, 50), 0), ((100,), 0), (("unknown", 40), 0)],
)
def test_more_than_half_is_shown(share: str, percents: tuple[Any, ...], expected: int) -> None:
    """R23."""
    names = ("gemeente-voorbeeld", "gemeente-oudstad")
    shares = [
        {"organisation": name, "percent": percent}
        for name, percent in zip(names, percents, strict=False)
    ]
    found = findings(changed(STANDARD, **{share: shares}))
    assert [each.code for each in found] == ["overweight"] * expected


def test_an_organisation_without_a_file_is_called_by_its_id() -> None:
    shares = [{"organisation": "wie-is-dit", "percent": 60}, {"organisation": "b", "percent": 40}]
    found = findings(changed(STANDARD, voting=shares))
    assert found[0].facts["name"] == "wie-is-dit"


def role_change(now: str, date: str = "2026-05-01", **changes: Any) -> Data:
    change = {"date": date, "whose": "ours", "phase": "during", "was": "fund", "now": now}
    return change | {"reason": "De subsidie is gestopt."} | changes


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ([role_change("connect")], []),
        ([role_change("fund")], ["role-change-differs"]),
        ([role_change("fund"), role_change("connect", "2026-06-01")], []),
        ([role_change("delivery-partner", whose="theirs")], []),
        ([role_change("fund", whose="theirs")], ["role-change-differs"]),
        ([role_change("fund"), role_change("fund", phase="after")], ["role-change-differs"] * 2),
    ],
)
def test_the_last_change_of_a_role_says_what_it_is_now(
    changes: list[Data], expected: list[str]
) -> None:
    """R04."""
    assert codes(changed(STANDARD, partners__0__role_changes=changes)) == expected


def test_a_role_that_is_not_there_differs_too() -> None:
    facts = changed(STANDARD, partners__0__role_changes=[role_change("fund")])
    facts["partners"][0]["our_role"] = {}
    assert codes(facts) == ["role-change-differs"]


def test_each_flag_stands_at_its_place() -> None:
    facts = changed(STANDARD, partners__1__interest=ASSUMED)
    found = findings(facts)
    text = record(facts).source.content
    assert isinstance(text, bytes)
    lines = text.decode().splitlines()
    assert '"interest"' in lines[found[0].line - 1]
    last = max(number for number, line in enumerate(lines, 1) if '"interest"' in line)
    assert found[0].line == last


def test_each_flag_has_a_sentence_in_both_languages() -> None:
    facts = changed(
        HEAVY,
        partners__0__interest=ASSUMED,
        partners__0__role_changes=[role_change("fund")],
        voting=[{"organisation": "a", "percent": 60}, {"organisation": "b", "percent": 40}],
    )
    for each in findings(facts):
        assert explain(each.code).severity is Severity.WARNING
        for language in ("nl", "en"):
            assert "{" not in each.sentence(language)  # type: ignore[arg-type]
