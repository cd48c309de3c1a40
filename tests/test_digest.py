"""What an answer rests on: the same facts give the same digest, other facts another."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gating import STANDARD, changed
from samenwerk import digest, yamlfile


def test_a_digest_that_was_written_once_never_changes() -> None:
    # Answers in registers hold these: another outcome would make all of them outdated.
    assert digest.of_fact({"purpose": "Zout"}, "purpose") == "sha256:b13c2813c0089915"
    assert digest.of_fact({"a": {"b": [1, "é"]}}, "a") == "sha256:2036c0afe21dd033"


@pytest.mark.parametrize("value", [None, "", [], {}])
def test_a_fact_that_is_not_there_has_no_digest(value: Any) -> None:
    assert digest.of_fact({"purpose": value}, "purpose") == digest.NOTHING
    assert digest.of_fact({}, "purpose") == digest.NOTHING
    assert digest.of_fact({"purpose": {"text": value}}, "purpose.text") == digest.NOTHING


def test_zero_is_a_fact() -> None:
    assert digest.of_fact({"profile": {"yearly_cost": 0}}, "profile.yearly_cost") != digest.NOTHING


def test_the_way_it_is_written_makes_no_difference() -> None:
    plain = yamlfile.load(b"duty:\n  extent: partly\n  law: Wet A\n")
    other = yamlfile.load(b"# wat mag\r\nduty: {\"law\": 'Wet A', extent: partly}\r\n")
    assert digest.of_fact(plain, "duty") == digest.of_fact(other, "duty")


def test_contact_and_measurements_stay_out() -> None:
    facts = changed(
        STANDARD,
        partners__0__contact="beleidsadviseur zorg",
        goals__0__measured=[{"date": "2027-02-01", "value": "310"}],
    )
    for path in ("partners", "goals"):
        assert digest.of_fact(facts, path) == digest.of_fact(STANDARD, path)


def test_what_is_not_volatile_counts() -> None:
    facts = changed(STANDARD, partners__0__deal="delivery", goals__0__target="1300")
    for path in ("partners", "goals"):
        assert digest.of_fact(facts, path) != digest.of_fact(STANDARD, path)


def test_a_path_may_pass_a_list_or_mean_one_partner() -> None:
    every = digest.of_fact(STANDARD, "partners.deal")
    facts = changed(STANDARD, partners__1__deal="both")
    assert digest.of_fact(facts, "partners.deal") != every
    assert digest.of_fact(facts, "partner.deal", 0) == digest.of_fact(STANDARD, "deal", 0)
    assert digest.of_fact(facts, "deal", 1) != digest.of_fact(STANDARD, "deal", 1)


def test_the_order_of_a_list_counts() -> None:
    one, other = {"own": {"interests": ["a", "b"]}}, {"own": {"interests": ["b", "a"]}}
    assert digest.of_fact(one, "own.interests") != digest.of_fact(other, "own.interests")


VALUES = st.recursive(
    st.text(min_size=1) | st.integers() | st.booleans(),
    lambda inner: st.lists(inner, min_size=1) | st.dictionaries(st.text(), inner, min_size=1),
)


@given(VALUES)
def test_a_digest_survives_writing_and_reading(value: Any) -> None:
    again = json.loads(json.dumps(value))
    assert digest.of_fact({"purpose": value}, "purpose") == digest.of_fact(
        {"purpose": again}, "purpose"
    )
