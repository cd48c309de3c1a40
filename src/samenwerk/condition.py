"""When a question is asked: facts with certain values, and a closed list of named conditions."""

from collections.abc import Callable, Mapping

from samenwerk import fact, role
from samenwerk.form import LEGAL_PERSONS
from samenwerk.partnership import Partner
from samenwerk.surroundings import Record, Surroundings

NAMED_KEY = "condition"


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
    return record.partnership.form in LEGAL_PERSONS


NAMED: Mapping[str, Callable[[Record, Surroundings], bool]] = {
    "private-partner": _private_partner,
    "residents-affected": _residents_affected,
    "three-or-more-partners": _three_or_more_partners,
    "conflicting-roles": _conflicting_roles,
    "new-legal-person": _new_legal_person,
}
