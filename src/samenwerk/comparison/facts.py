"""Facts that others rely on: partners, evidence, names, and what was measured."""

from collections.abc import Iterator, Mapping

from samenwerk.comparison.alike import is_slip
from samenwerk.comparison.pair import Pair
from samenwerk.fact import leaves
from samenwerk.finding import Finding, Severity
from samenwerk.organisation import Organisation
from samenwerk.partnership import Document, Partnership, Status
from samenwerk.surroundings import Record
from samenwerk.wording import folded


def partners_removed(pair: Pair) -> Iterator[Finding]:
    """Who leaves gets a `left:`; a merged organisation goes on in its successor."""
    if pair.before is None or not (pair.was_in_force or pair.was_closed):
        return
    now = set(pair.after.partnership.organisations)
    severity = Severity.WARNING if pair.status is Status.INHERITED else Severity.ERROR
    for id in dict.fromkeys(pair.before.partnership.organisations):
        if id not in now and now.isdisjoint(_successors(id, pair.head.organisations)):
            yield pair.after.source.finding(
                "partner-removed", ("partners",), key=True, severity=severity, id=id
            )


def _successors(id: str, known: Mapping[str, Organisation]) -> set[str]:
    """Into which organisations one went on, also in several steps."""
    found: set[str] = set()
    waiting = [id]
    while waiting:
        organisation = known.get(waiting.pop())
        new = set(organisation.successors) - found if organisation else set()
        found |= new
        waiting += sorted(new)
    return found


def evidence_repointed(pair: Pair) -> Iterator[Finding]:
    """A document that is evidence does not become another one under the same id."""
    if pair.before is None or not (pair.was_in_force or pair.was_closed):
        return
    used = _evidence(pair.before)
    known = {each.id: each for each in pair.before.partnership.documents}
    for number, new in enumerate(pair.after.partnership.documents):
        old = known.get(new.id)
        if new.id in used and old and _is_other(old, new):
            yield pair.after.source.finding(
                "evidence-repointed", ("documents", number), id=new.id, was=old.title, now=new.title
            )


def _evidence(record: Record) -> set[object]:
    """The documents that answers and facts name as evidence."""
    sources = (record.source, *record.checks.values())
    return {
        value
        for source in sources
        for path, value in leaves(source.data)
        if len(path) > 1 and path[-2] == "evidence"
    }


def _is_other(old: Document, new: Document) -> bool:
    """Another title, and nothing that says it is still the same document."""
    places = [(old.reference, new.reference), (old.url, new.url)]
    is_same_place = any(one and one == other for one, other in places)
    return not is_slip(old.title, new.title) and not is_same_place


def name_changed(pair: Pair) -> Iterator[Finding]:
    """The name may change; `former_names` keeps the old ones (DESIGN section 3)."""
    if pair.before is None or not (pair.was_in_force or pair.was_closed):
        return
    old, new = pair.before.partnership, pair.after.partnership
    yield from _former_names(pair, old, new)
    kept = (new.name, *new.former_names)
    if not any(is_slip(old.name, each) for each in kept):
        yield pair.after.source.finding("former-name-missing", ("name",), name=old.name)


def _former_names(pair: Pair, old: Partnership, new: Partnership) -> Iterator[Finding]:
    for name in old.former_names:
        if not any(is_slip(name, each) for each in new.former_names):
            yield pair.after.source.finding("former-name-dropped", ("former_names",), name=name)


def logbook(pair: Pair) -> Iterator[Finding]:
    """What was measured, and which roles changed when, is only added to."""
    if pair.before is None or not pair.was_in_force:
        return
    old, new = _measured(pair.before.partnership), _measured(pair.after.partnership)
    for goal in dict.fromkeys(each[0] for each in old if each not in new):
        yield pair.after.source.finding("measurement-removed", ("goals",), key=True, goal=goal)
    changes, known = _role_changes(pair.before.partnership), _role_changes(pair.after.partnership)
    for partner in dict.fromkeys(each[0] for each in changes if each not in known):
        yield pair.after.source.finding(
            "role-change-removed", ("partners",), key=True, partner=partner
        )


def _measured(partnership: Partnership) -> list[tuple[str, ...]]:
    return [
        (goal.id, each.date.isoformat(), folded(each.value))
        for goal in partnership.goals
        for each in goal.measured
    ]


def _role_changes(partnership: Partnership) -> list[tuple[str, ...]]:
    return [
        (partner.id, each.date.isoformat(), each.whose, each.phase, each.was, each.now)
        for partner in partnership.partners
        for each in partner.role_changes
    ]
