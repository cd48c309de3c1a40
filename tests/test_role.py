"""Roles that are hard to hold together, and roles that hint at another style of steering."""

import pytest

from gating import partner, record
from samenwerk import role
from samenwerk.partnership import Partner
from samenwerk.schema import field

ROLES = set(field("partnership", ("partners", 0, "our_role", "during")).node["enum"])


def ours(*, side: list[str] | None = None, **phases: str) -> Partner:
    facts = partner(our_role={**phases, "side": side or []})
    made = record({"schema": 1, "name": "x", "status": "exploring", "partners": [facts]})
    return made.partnership.partners[0]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("enforcer", "network-partner"),
        ("enforcer", "fund"),
        ("competent-authority", "network-partner"),
        ("competent-authority", "fund"),
        ("client", "co-producer"),
        ("client", "network-partner"),
        ("buyer", "co-producer"),
        ("buyer", "network-partner"),
        ("regulate", "let-go"),
        ("fund", "mediate"),
    ],
)
def test_a_conflict_is_seen_in_any_phase_and_beside_the_main_role(one: str, other: str) -> None:
    assert list(role.conflicts(ours(during=one, side=[other]))) == [(one, other)]
    assert list(role.conflicts(ours(after=one, side=[other]))) == [(one, other)]
    assert list(role.conflicts(ours(side=[other, one]))) == [(one, other)]


def test_one_role_before_and_another_after_are_no_conflict() -> None:
    assert list(role.conflicts(ours(before="client", after="network-partner"))) == []


def test_roles_that_go_together_are_no_conflict() -> None:
    assert list(role.conflicts(ours(during="connect", side=["facilitate", "fund"]))) == []
    assert list(role.conflicts(ours())) == []


def test_more_than_one_conflict_is_told_in_a_fixed_order() -> None:
    held = ours(during="fund", side=["enforcer", "mediate", "competent-authority"])
    assert list(role.conflicts(held)) == [
        ("competent-authority", "fund"),
        ("enforcer", "fund"),
        ("fund", "mediate"),
    ]


@pytest.mark.parametrize(
    ("style", "held", "expected"),
    [
        ("network", {"connect", "regulate"}, {"regulate"}),
        ("hierarchy", {"connect", "regulate"}, {"connect"}),
        ("market", {"buyer", "mediate", "enforcer"}, {"mediate", "enforcer"}),
        ("mix", {"buyer", "mediate", "enforcer"}, set()),
        ("network", {"policy-maker", "direct"}, set()),
        ("network", set(), set()),
    ],
)
def test_a_role_may_hint_at_another_style(style: str, held: set[str], expected: set[str]) -> None:
    assert role.misfits(style, frozenset(held)) == expected


BY_STYLE = {
    "hierarchy": {"regulate", "competent-authority", "enforcer"},
    "network": {
        "connect", "facilitate", "mobilise", "vitalise", "improvise", "balance", "coordinate",
        "mediate", "co-producer", "network-partner", "delivery-partner",
    },
    "market": {"fund", "buyer", "client", "service-provider"},
}  # fmt: skip


@pytest.mark.parametrize("style", BY_STYLE)
def test_each_role_that_belongs_to_one_style_hints_at_it_in_the_others(style: str) -> None:
    held = frozenset(BY_STYLE[style])
    for other in {*BY_STYLE} - {style}:
        assert role.misfits(other, held) == held


def test_only_roles_of_the_catalogue_are_named() -> None:
    named = set().union(*role._HINTS.values(), *(side for pair in role._CONFLICTS for side in pair))
    assert named <= ROLES
    styles = set(field("partnership", ("steering", "style")).node["enum"])
    assert set(role._HINTS) | {"mix"} == styles
