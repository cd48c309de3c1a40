"""Flags on the front end: what a careful colleague would ask about. Warnings, never blockers.

The numbers are those of the rules in the question sets (R01 and on); each is a finding of its own.
"""

from collections.abc import Iterator

from samenwerk import role, schema
from samenwerk.display import choice_text
from samenwerk.finding import Finding
from samenwerk.i18n import Text
from samenwerk.partnership import Known, Partner, Status
from samenwerk.surroundings import Record, Surroundings
from samenwerk.yamlfile import Path

CONCLUSION = ("why", "conclusion")
STOP = "stop"
KIND: schema.Kind = "partnership"


def conclusion(record: Record, _surroundings: Surroundings) -> Iterator[Finding]:
    """R01: the conclusion of *why* is not to go on. “No” is a result: record it."""
    checklist, question = CONCLUSION
    answer = record.answers(checklist).get(question)
    if record.partnership.status is Status.EXPLORING and answer and answer.value == STOP:
        yield record.source.finding("conclusion-is-no", ("status",), id=record.id)


def expectations_too_early(record: Record, _surroundings: Surroundings) -> Iterator[Finding]:
    """R03: who does not know why and what for cannot manage expectations (seed S001)."""
    partnership = record.partnership
    if partnership.expectations and not (partnership.purpose and partnership.goals):
        yield record.source.finding("expectations-too-early", ("expectations",), key=True)


def role_changes(record: Record, _surroundings: Surroundings) -> Iterator[Finding]:
    """R04: the last noted change of a role says what the role is now."""
    for number, partner in enumerate(record.partnership.partners):
        last = {(each.whose, each.phase): each.now for each in partner.role_changes}
        for (whose, phase), now in last.items():
            current = getattr(partner.their_role if whose == "theirs" else partner.our_role, phase)
            if current != now:
                path = ("partners", number, "role_changes")
                yield record.source.finding(
                    "role-change-differs", path, key=True, now=_role(now), current=_role(current)
                )


def style(record: Record, _surroundings: Surroundings) -> Iterator[Finding]:
    """R05: the way of steering and our main role towards a partner point the same way."""
    chosen = record.partnership.steering.style
    if record.partnership.steering.because:
        return
    for number, partner in enumerate(record.partnership.partners):
        main = partner.our_role.during
        if chosen and main and role.misfits(chosen, frozenset({main})):
            path = ("partners", number, "our_role", "during")
            style_text = choice_text(KIND, ("steering", "style"), chosen)
            yield record.source.finding("style-misfit", path, role=_role(main), style=style_text)


def steers_and_supervises(record: Record, _surroundings: Surroundings) -> Iterator[Finding]:
    """R07: who steers or controls does not supervise too."""
    steering = record.partnership.steering
    supervisor = (steering.supervises or "").casefold().strip()
    if supervisor and supervisor in {
        (each or "").casefold().strip() for each in (steering.steers, steering.controls)
    }:
        yield record.source.finding(
            "steers-and-supervises", ("steering", "supervises"), function=steering.supervises or ""
        )


def only_partners_adapt(record: Record, _surroundings: Surroundings) -> Iterator[Finding]:
    """R08: something is asked of partners and nothing of ourselves (seed S003: 83 % and 54 %)."""
    adapts = record.partnership.adapts
    if adapts.asked and not adapts.own:
        yield record.source.finding("only-partners-adapt", ("adapts",), key=True)


def conflicting_roles(record: Record, _surroundings: Surroundings) -> Iterator[Finding]:
    """R09: two roles towards one partner that are hard to hold together."""
    for number, partner in enumerate(record.partnership.partners):
        for one, other in role.conflicts(partner):
            path = ("partners", number, "our_role")
            yield record.source.finding(
                "conflicting-roles", path, key=True, one=_role(one), other=_role(other)
            )


def one_sided(record: Record, _surroundings: Surroundings) -> Iterator[Finding]:
    """R11: a partner brings something and gets nothing, or the reverse (seed S003)."""
    for number, partner in enumerate(record.partnership.partners):
        if bool(partner.brings) != bool(partner.gets):
            code = "brings-without-gets" if partner.brings else "gets-without-brings"
            path = ("partners", number, "brings" if partner.brings else "gets")
            yield record.source.finding(code, path, key=True)


def assumed(record: Record, _surroundings: Surroundings) -> Iterator[Finding]:
    """R13: always ask, assume nothing (ANNA, seed S002)."""
    for number, partner in enumerate(record.partnership.partners):
        for name in _assumed_facts(partner):
            path = ("partners", number, name)
            title = schema.field(KIND, path).title
            yield record.source.finding("assumed-fact", path, key=True, fact=title)


def confirmed_by_nobody(record: Record, _surroundings: Surroundings) -> Iterator[Finding]:
    """Confirmed means: by which function of theirs, and when (DESIGN section 1)."""
    for number, partner in enumerate(record.partnership.partners):
        for place, known in _known_facts(partner):
            if known.known == "confirmed" and not (known.confirmed_by and known.date):
                path = ("partners", number, *place)
                yield record.source.finding("confirmed-by-nobody", path)


def _known_facts(partner: Partner) -> Iterator[tuple[Path, Known]]:
    for name in ("interest", "main_goal"):
        yield (name,), getattr(partner, name)
    for name in ("brings", "gets"):
        for number, each in enumerate(getattr(partner, name)):
            yield (name, number), each


def overweight(record: Record, surroundings: Surroundings) -> Iterator[Finding]:
    """R23: one party has more than half of the money or the votes (seed S002)."""
    for name in ("funding", "voting"):
        shares = getattr(record.partnership, name)
        for number, share in enumerate(shares):
            if isinstance(share.percent, int | float) and share.percent > 50 and len(shares) > 1:
                known = surroundings.organisations.get(share.organisation)
                yield record.source.finding(
                    "overweight",
                    (name, number, "percent"),
                    name=known.name if known else share.organisation,
                    percent=str(share.percent),
                )


def _role(role_: str | None) -> Text:
    """A role in words, or that there is none."""
    if role_ is None:
        return Text("geen rol", "no role")
    return choice_text(KIND, ("partners", 0, "our_role", "during"), role_)


def _assumed_facts(partner: Partner) -> Iterator[str]:
    for name in ("interest", "main_goal", "their_role"):
        if getattr(partner, name).known == "assumed":
            yield name
    for name in ("brings", "gets"):
        if any(each.known == "assumed" for each in getattr(partner, name)):
            yield name
