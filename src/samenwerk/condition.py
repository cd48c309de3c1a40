"""When a question is asked: facts with certain values, and a closed list of named conditions."""

from collections.abc import Callable, Mapping

from samenwerk import authority, fact, form, role
from samenwerk.partnership import Partner, Partnership
from samenwerk.surroundings import Record, Surroundings

NAMED_KEY = "condition"
_SENT_TO_THE_COUNCIL = {"wgr_steps.draft_sent", "private_law_steps.draft_sent"}


def holds(when: Mapping[str, tuple[str, ...]], record: Record, around: Surroundings) -> bool:
    """All must hold; a fact that is absent means: asked; a path into a list means: any."""
    for path, allowed in when.items():
        if path == NAMED_KEY:
            if not all(NAMED[name](record, around) for name in allowed):
                return False
        elif not _has_one_of(record, path, allowed):
            return False
    return True


def _has_one_of(record: Record, path: str, allowed: tuple[str, ...]) -> bool:
    values = [
        value for _, each in fact.found(record.source.data, path) for _, value in fact.leaves(each)
    ]
    return not values or any(value in allowed for value in values)


def _present(record: Record, around: Surroundings) -> list[Partner]:
    return [each for each in record.partnership.partners if not each.has_left(around.today)]


def _private_partner(record: Record, around: Surroundings) -> bool:
    """An organisation that is not known may be private: then it is asked."""
    known = around.organisations
    return any(
        id not in known or known[id].is_private
        for partner in _present(record, around)
        for id in partner.organisations
    )


def _residents_affected(record: Record, _around: Surroundings) -> bool:
    return record.partnership.profile.residents != "not-affected"


def _three_or_more_partners(record: Record, around: Surroundings) -> bool:
    return len(_present(record, around)) >= 3


def _conflicting_roles(record: Record, around: Surroundings) -> bool:
    return any(list(role.conflicts(partner)) for partner in _present(record, around))


def _new_legal_person(record: Record, _around: Surroundings) -> bool:
    return form.is_legal_person(record.partnership.form)


def _council_takes_no_part(record: Record, around: Surroundings) -> bool:
    """Then it is sent the draft (Wgr art. 1(2), 40(2), 50(2)); also when no organ is named yet."""
    return not authority.COUNCILS & _organs(record.partnership, around)


def _executive_takes_part(record: Record, around: Surroundings) -> bool:
    """Then it needs permission (Wgr art. 1(4), 40(4), 50(4)); also when no organ is named yet."""
    organs = _organs(record.partnership, around)
    return not organs or bool(organs - authority.COUNCILS)


def _organs(partnership: Partnership, around: Surroundings) -> frozenset[str]:
    return frozenset(each.organ for each in partnership.organs if not each.has_left(around.today))


def _municipality_or_province(_record: Record, around: Surroundings) -> bool:
    """Their executive decides on private law (Gemeentewet art. 160, Provinciewet art. 158)."""
    return around.settings.authority in {"municipality", "province"}


def _no_council_in_law(record: Record, around: Surroundings) -> bool:
    """Where the law has steps for a form, its own questions ask about them."""
    known = form.of(record.partnership.form)
    steps = known.steps_of(around.settings.authority) if known else ()
    return not any(step.fact in _SENT_TO_THE_COUNCIL for step in steps)


NAMED: Mapping[str, Callable[[Record, Surroundings], bool]] = {
    "private-partner": _private_partner,
    "residents-affected": _residents_affected,
    "three-or-more-partners": _three_or_more_partners,
    "conflicting-roles": _conflicting_roles,
    "new-legal-person": _new_legal_person,
    "council-takes-no-part": _council_takes_no_part,
    "executive-takes-part": _executive_takes_part,
    "municipality-or-province": _municipality_or_province,
    "no-council-in-law": _no_council_in_law,
}
