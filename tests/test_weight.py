"""How heavy a partnership is: the table of DESIGN section 4."""

import datetime as dt
from typing import Any

import pytest

from gating import HEAVY, LIGHT, STANDARD, Data, changed, record, settings
from samenwerk.checklist import Weight
from samenwerk.form import forms
from samenwerk.schema import field
from samenwerk.weight import Weighed, a_year_after, weigh

FORMS = field("partnership", ("form",)).node["enum"]


def weighed(facts: Data, **changes: Any) -> Weighed:
    return weigh(record(facts).partnership, settings(**changes))


def test_the_three_examples() -> None:
    assert weighed(LIGHT) == Weighed(Weight.LIGHT, ())
    assert weighed(STANDARD).weight is Weight.STANDARD
    assert weighed(HEAVY).weight is Weight.HEAVY


@pytest.mark.parametrize(
    ("change", "weight"),
    [
        ({"profile__powers": "mandate"}, Weight.HEAVY),
        ({"profile__powers": "delegation"}, Weight.HEAVY),
        ({"profile__powers": "unknown"}, Weight.STANDARD),
        ({"profile__powers": None}, Weight.STANDARD),
        ({"profile__personal_data": "special"}, Weight.HEAVY),
        ({"profile__personal_data": "none"}, Weight.LIGHT),
        ({"profile__personal_data": "unknown"}, Weight.STANDARD),
        ({"profile__can_stop": "no"}, Weight.HEAVY),
        ({"profile__can_stop": "with-harm"}, Weight.LIGHT),
        ({"profile__can_stop": "unknown"}, Weight.STANDARD),
        ({"profile__yearly_cost": 250_000}, Weight.HEAVY),
        ({"profile__yearly_cost": 249_999}, Weight.LIGHT),
        ({"profile__yearly_cost": 0}, Weight.LIGHT),
        ({"profile__yearly_cost": "unknown"}, Weight.STANDARD),
        ({"profile__yearly_cost": None}, Weight.STANDARD),
        ({"form": None}, Weight.LIGHT),
        ({"form": "subsidie"}, Weight.STANDARD),
        ({"form": "stichting"}, Weight.HEAVY),
        ({"dates__end": "2028-01-01"}, Weight.LIGHT),
        ({"dates__end": "2028-01-02"}, Weight.STANDARD),
        ({"dates__extendable_to": "2028-06-30"}, Weight.STANDARD),
        ({"dates__extendable_to": "2027-06-30"}, Weight.LIGHT),
        ({"dates__start": None}, Weight.STANDARD),
        ({"dates__end": None}, Weight.HEAVY),
        ({"dates__end": None, "dates__no_end_because": "De taak blijft."}, Weight.STANDARD),
        ({"dates__end": None, "dates__no_end_because": "n.v.t."}, Weight.HEAVY),
        ({"dates__end": None, "dates__start": None}, Weight.STANDARD),
    ],
)
def test_what_decides_the_weight(change: Data, weight: Weight) -> None:
    assert weighed(changed(LIGHT, **change)).weight is weight


def test_the_register_says_from_which_amount_it_is_heavy() -> None:
    assert weighed(LIGHT, heavy_from_euros_a_year=45_000).weight is Weight.HEAVY


@pytest.mark.parametrize("form", FORMS)
def test_each_form_has_a_weight(form: str) -> None:
    known = forms()[form]
    expected = Weight.STANDARD if known.beyond_covenant else Weight.LIGHT
    expected = Weight.HEAVY if known.legal_person.holds else expected
    assert weighed(changed(LIGHT, form=form)).weight is expected


@pytest.mark.parametrize(
    ("facts", "raised", "weight"),
    [
        (LIGHT, "standard", Weight.STANDARD),
        (LIGHT, "heavy", Weight.HEAVY),
        (STANDARD, "heavy", Weight.HEAVY),
        (STANDARD, "standard", Weight.STANDARD),
        (HEAVY, "standard", Weight.HEAVY),
        (HEAVY, "heavy", Weight.HEAVY),
    ],
)
def test_the_weight_may_be_raised_and_never_lowered(
    facts: Data, raised: str, weight: Weight
) -> None:
    assert weighed(facts | {"weight_raised_to": raised}).weight is weight


def test_the_reasons_say_why_it_is_not_lower() -> None:
    assert weighed(STANDARD).reasons == ("it lasts longer than a year, or that is not known",)
    assert "a legal person is made" in weighed(HEAVY).reasons
    raised = weighed(LIGHT | {"weight_raised_to": "heavy"})
    assert raised.reasons == ("it was raised by hand",)


def test_a_year_after_a_leap_day_is_the_last_of_february() -> None:
    assert a_year_after(dt.date(2028, 2, 29)) == dt.date(2029, 2, 28)
    assert a_year_after(dt.date(2027, 3, 1)) == dt.date(2028, 3, 1)
