"""How heavy a partnership is: derived from its facts, may be raised, never lowered (DESIGN 4)."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from samenwerk import form
from samenwerk.checklist import Weight
from samenwerk.errors import N_
from samenwerk.organisation import Settings
from samenwerk.partnership import Partnership
from samenwerk.wording import is_concrete


@dataclass(frozen=True)
class Weighed:
    """The weight, and why it is not lower: message ids."""

    weight: Weight
    reasons: tuple[str, ...]


def weigh(partnership: Partnership, settings: Settings) -> Weighed:
    """Heavy if one thing makes it so; light if nothing stands in the way; else standard."""
    heavy = tuple(_makes_heavy(partnership, settings))
    not_light = tuple(_keeps_from_light(partnership))
    derived = Weight.HEAVY if heavy else Weight.STANDARD if not_light else Weight.LIGHT
    raised = Weight.named(partnership.weight_raised_to or "light")
    if raised > derived:
        return Weighed(raised, (*heavy, *not_light, N_("it was raised by hand")))
    return Weighed(derived, heavy or not_light)


def _makes_heavy(partnership: Partnership, settings: Settings) -> Iterator[str]:
    profile = partnership.profile
    cost = profile.yearly_cost
    if profile.powers in {"mandate", "delegation"}:
        yield N_("powers move to somebody else")
    if form.is_legal_person(partnership.form):
        yield N_("a legal person is made")
    if profile.personal_data == "special":
        yield N_("special personal data are shared")
    if profile.can_stop == "no":
        yield N_("we cannot stop")
    if _has_no_end(partnership):
        yield N_("there is no end date and no reason for that")
    if isinstance(cost, int) and cost >= settings.heavy_from_euros_a_year:
        yield N_("the yearly cost is high")


def _keeps_from_light(partnership: Partnership) -> Iterator[str]:
    profile = partnership.profile
    answers = (profile.powers, profile.personal_data, profile.can_stop, profile.yearly_cost)
    if any(each in {None, "unknown"} for each in answers):
        yield N_("not all facts about the weight are known")
    if form.is_beyond_covenant(partnership.form):
        yield N_("the form goes beyond a covenant")
    if not _lasts_a_year_at_most(partnership):
        yield N_("it lasts longer than a year, or that is not known")


def _has_no_end(partnership: Partnership) -> bool:
    """Somebody filled in when it starts, but neither an end nor why there is none."""
    dates = partnership.dates
    is_explained = is_concrete(dates.no_end_because or "")
    return dates.start is not None and dates.end is None and not is_explained


def _lasts_a_year_at_most(partnership: Partnership) -> bool:
    """From start to end, extensions counted."""
    dates = partnership.dates
    if dates.start is None or dates.end is None:
        return False
    return max(dates.end, dates.extendable_to or dates.end) <= a_year_after(dates.start)


def a_year_after(day: dt.date) -> dt.date:
    """The same day next year; 28 February after a 29 February."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return day.replace(year=day.year + 1, day=28)
