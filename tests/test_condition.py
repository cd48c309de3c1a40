"""When a question is asked: facts with certain values, and the named conditions."""

from typing import Any

import pytest

from gating import HEAVY, STANDARD, Data, around, changed, partner, record
from samenwerk import condition


def holds(facts: Data, **when: Any) -> bool:
    paths = {path.replace("__", "."): tuple(values) for path, values in when.items()}
    return condition.holds(paths, record(facts), around())


def test_no_condition_always_holds() -> None:
    assert holds(STANDARD)


@pytest.mark.parametrize(
    ("extent", "expected"), [("none", True), ("partly", True), ("fully", False)]
)
def test_a_fact_has_one_of_the_values(extent: str, *, expected: bool) -> None:
    facts = changed(STANDARD, duty__extent=extent)
    assert holds(facts, duty__extent=["none", "partly"]) is expected


def test_a_fact_that_is_absent_means_asked() -> None:
    assert holds(changed(STANDARD, duty=None), duty__extent=["fully"])
    assert holds(STANDARD, no__such__fact=["x"])


def test_all_conditions_must_hold() -> None:
    assert holds(STANDARD, duty__extent=["none"], form=["convenant"])
    assert not holds(STANDARD, duty__extent=["none"], form=["nv"])
    assert not holds(STANDARD, form=["convenant"], condition=["new-legal-person"])


def test_a_path_into_a_list_means_any() -> None:
    facts = changed(STANDARD, partners__1__deal="delivery")
    assert holds(facts, partners__deal=["delivery"])
    assert not holds(STANDARD, partners__deal=["delivery", "both"])
    assert holds(changed(STANDARD, themes=["energy", "housing"]), themes=["housing"])


def named(facts: Data, *names: str) -> bool:
    return holds(facts, condition=list(names))


def test_the_list_of_named_conditions_is_closed() -> None:
    assert set(condition.NAMED) == {
        "private-partner",
        "residents-affected",
        "three-or-more-partners",
        "conflicting-roles",
        "new-legal-person",
        "council-takes-no-part",
        "executive-takes-part",
        "municipality-or-province",
        "no-council-in-law",
    }


def test_all_named_conditions_must_hold() -> None:
    assert named(HEAVY, "private-partner", "new-legal-person")
    assert not named(HEAVY, "private-partner", "three-or-more-partners")


@pytest.mark.parametrize(
    ("partners", "expected"),
    [
        ([partner()], False),
        ([partner(), partner("bouwer-bv")], True),
        ([partner(organisations=["gemeente-oudstad", "bouwer-bv"])], True),
        ([partner(), partner("bouwer-bv", left="2026-10-01")], False),
        ([partner("wie-is-dit")], True),
        ([], False),
    ],
)
def test_a_private_partner(partners: list[Data], *, expected: bool) -> None:
    assert named(STANDARD | {"partners": partners}, "private-partner") is expected


@pytest.mark.parametrize(
    ("residents", "expected"),
    [("affected", True), ("not-affected", False), ("unknown", True), (None, True)],
)
def test_residents_are_affected_unless_it_is_known_that_they_are_not(
    residents: str | None, *, expected: bool
) -> None:
    facts = changed(STANDARD, profile__residents=residents)
    assert named(facts, "residents-affected") is expected


def test_three_partners_or_more_who_have_not_left() -> None:
    partners = [partner("a"), partner("b"), partner("c")]
    assert named(STANDARD | {"partners": partners}, "three-or-more-partners")
    left = [*partners[:2], partner("c", left="2026-10-01")]
    assert not named(STANDARD | {"partners": left}, "three-or-more-partners")


def test_conflicting_roles_towards_one_partner_who_has_not_left() -> None:
    clash = {"during": "enforcer", "side": ["fund"]}
    assert named(STANDARD | {"partners": [partner(our_role=clash)]}, "conflicting-roles")
    apart = [partner(our_role={"during": "enforcer"}), partner("b", our_role={"during": "fund"})]
    assert not named(STANDARD | {"partners": apart}, "conflicting-roles")
    left = [partner(our_role=clash, left="2026-10-01")]
    assert not named(STANDARD | {"partners": left}, "conflicting-roles")


@pytest.mark.parametrize(
    ("form", "expected"), [("stichting", True), ("convenant", False), (None, False)]
)
def test_a_new_legal_person(form: str | None, *, expected: bool) -> None:
    assert named(changed(STANDARD, form=form), "new-legal-person") is expected


def organ(organ: str, **more: str) -> Data:
    return {"organisation": "gemeente-voorbeeld", "organ": organ, **more}


@pytest.mark.parametrize(
    ("organs", "no_council", "executive"),
    [
        ([], True, True),
        ([organ("college")], True, True),
        ([organ("raad")], False, False),
        ([organ("algemeen-bestuur"), organ("provinciale-staten")], False, False),
        ([organ("raad"), organ("burgemeester")], False, True),
        ([organ("college"), organ("raad", left="2026-01-01")], True, True),
    ],
)
def test_who_makes_a_regeling_decides_which_steps_come_first(
    organs: list[Data], *, no_council: bool, executive: bool
) -> None:
    facts = changed(STANDARD, organs=organs)
    assert named(facts, "council-takes-no-part") is no_council
    assert named(facts, "executive-takes-part") is executive


@pytest.mark.parametrize(
    ("authority", "expected"),
    [("municipality", True), ("province", True), ("water-board", False), ("other", False)],
)
def test_a_water_board_decides_on_private_law_by_its_general_board(
    authority: str, *, expected: bool
) -> None:
    when = {"condition": ("municipality-or-province",)}
    assert condition.holds(when, record(STANDARD), around(authority=authority)) is expected


@pytest.mark.parametrize(
    ("form", "authority", "expected"),
    [
        ("stichting", "municipality", False),
        ("stichting", "water-board", True),  # the Waterschapswet asks something else
        ("openbaar-lichaam", "water-board", False),
        ("egts", "province", True),
        ("convenant", "municipality", True),
        (None, "municipality", True),
    ],
)
def test_where_the_law_asks_the_council_nothing(
    form: str | None, authority: str, *, expected: bool
) -> None:
    facts = record(changed(STANDARD, form=form))
    surroundings = around(authority=authority)
    when = {"condition": ("no-council-in-law",)}
    assert condition.holds(when, facts, surroundings) is expected
