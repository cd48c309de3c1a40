"""A verbonden partij follows from two interests; what is not known stays unknown (BBV art. 1)."""

from itertools import product

import pytest

from gating import STANDARD, Data, changed, record
from samenwerk import affiliated
from samenwerk.partnership import Partnership

Truth = bool | None
TRUTHS: tuple[Truth, ...] = (True, False, None)
# What is written as an amount, and whether something is at stake.
AMOUNTS = [(5000, True), (1, True), (0, False), ("none", False), ("unknown", None), (None, None)]


def partnership(**facts: object) -> Partnership:
    return record(changed(STANDARD, **facts)).partnership


def either(one: Truth, other: Truth) -> bool | None:
    """One yes is enough; a no needs two."""
    if True in (one, other):
        return True
    return False if (one, other) == (False, False) else None


@pytest.mark.parametrize(("seat", "vote"), list(product(TRUTHS, TRUTHS)))
def test_a_seat_or_a_vote_is_a_governance_interest(seat: Truth, vote: Truth) -> None:
    """BBV art. 1(1)(d)."""
    facts: Data = {"governance_interest__seat": seat, "governance_interest__vote": vote}
    found = affiliated.governance(partnership(**facts))
    assert found.held is either(seat, vote)
    assert found.through == tuple(key for key, held in (("seat", seat), ("vote", vote)) if held)


@pytest.mark.parametrize(("lost", "liable"), list(product(AMOUNTS, AMOUNTS)))
def test_money_lost_or_owed_is_a_financial_interest(
    lost: tuple[object, bool | None], liable: tuple[object, bool | None]
) -> None:
    """BBV art. 1(1)(c)."""
    facts = {
        "financial_interest__not_recoverable": lost[0],
        "financial_interest__liable": liable[0],
    }
    assert affiliated.financial(partnership(**facts)).held is either(lost[1], liable[1])


@pytest.mark.parametrize(("governance", "financial"), list(product(TRUTHS, TRUTHS)))
def test_both_interests_make_an_affiliated_party(governance: Truth, financial: Truth) -> None:
    """BBV art. 1(1)(b): a no is certain, unknown is not."""
    amount = {True: 5000, False: "none", None: "unknown"}[financial]
    found = affiliated.is_affiliated(
        partnership(
            governance_interest__seat=governance,
            governance_interest__vote=governance,
            financial_interest__not_recoverable=amount,
            financial_interest__liable=amount,
        )
    )
    if False in (governance, financial):
        assert found is False
    else:
        assert found is (True if governance and financial else None)


def test_nothing_filled_in_is_unknown() -> None:
    bare = Partnership.from_data({"schema": 1, "name": "Leeg", "status": "exploring"})
    assert affiliated.is_affiliated(bare) is None
    assert affiliated.bbv_group(bare) is None


def test_an_interest_has_its_ground() -> None:
    facts = partnership(governance_interest={"seat": True, "ground": "Artikel 6."})
    assert affiliated.governance(facts).ground == "Artikel 6."
    assert affiliated.financial(facts).ground is None


@pytest.mark.parametrize(
    ("form", "group"),
    [
        ("openbaar-lichaam", 1),
        ("cooperatie", 2),
        ("vereniging", 3),
        ("egts", 4),
        ("convenant", None),
    ],
)
def test_the_group_follows_from_the_form(form: str, group: int | None) -> None:
    """BBV art. 15(1)(b)."""
    assert affiliated.bbv_group(partnership(form=form)) == group
