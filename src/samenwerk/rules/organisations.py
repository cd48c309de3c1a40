"""Organisations: successors, units, dates, and partners that no longer exist."""

from collections.abc import Iterator

from samenwerk.finding import Finding
from samenwerk.i18n import Text
from samenwerk.organisation import Organisation
from samenwerk.surroundings import Record, Surroundings
from samenwerk.yamlfile import Path


def ended_partners(record: Record, surroundings: Surroundings) -> Iterator[Finding]:
    """A partner that was closed or merged is shown with its successor (*herindeling*).

    The old record stays as it is: it was true. Who left, and what has ended, is left in peace.
    """
    if not record.partnership.status.is_in_force:
        return
    for number, partner in enumerate(record.partnership.partners):
        if partner.left is not None:
            continue
        for place, id in enumerate(partner.organisations):
            organisation = surroundings.organisations.get(id)
            if (
                organisation
                and organisation.valid.until
                and organisation.has_ended(surroundings.today)
            ):
                yield record.source.finding(
                    "organisation-ended",
                    ("partners", number, "organisations", place),
                    name=organisation.name,
                    date=organisation.valid.until,
                    successors=_successors(organisation, surroundings),
                )


def _successors(organisation: Organisation, surroundings: Surroundings) -> tuple[str | Text, ...]:
    if not organisation.successors:
        return (Text("geen", "none"),)
    known = surroundings.organisations
    return tuple(known[id].name if id in known else id for id in organisation.successors)


def unknown_references(surroundings: Surroundings) -> Iterator[Finding]:
    """Successors and the whole that a unit is part of have a file of their own."""
    known = surroundings.organisation_ids
    for id, organisation in surroundings.organisations.items():
        source = surroundings.organisation_sources[id]
        for path, other in _references(organisation):
            if other == id:
                yield source.finding("link-to-itself", path, id=id)
            elif other not in known:
                facts = source.suggestion(other, known - {id})
                yield source.finding("unknown-organisation", path, id=other, **facts)


def _references(organisation: Organisation) -> Iterator[tuple[Path, str]]:
    for number, successor in enumerate(organisation.successors):
        yield ("successors", number), successor
    if organisation.part_of is not None:
        yield ("part_of",), organisation.part_of


def dates_out_of_order(surroundings: Surroundings) -> Iterator[Finding]:
    """An organisation does not end before it began."""
    for id, organisation in surroundings.organisations.items():
        valid = organisation.valid
        if valid.from_ and valid.until and valid.until < valid.from_:
            yield surroundings.organisation_sources[id].finding(
                "dates-out-of-order",
                ("valid", "until"),
                key_name="until",
                date=valid.until,
                other="from",
                other_date=valid.from_,
            )


def units(surroundings: Surroundings) -> Iterator[Finding]:
    """A unit says what it is part of, and nothing else does."""
    for id, organisation in surroundings.organisations.items():
        source = surroundings.organisation_sources[id]
        if organisation.kind == "unit" and organisation.part_of is None:
            yield source.finding("unit-without-whole", ("kind",))
        if organisation.kind != "unit" and organisation.part_of is not None:
            yield source.finding("part-of-but-no-unit", ("part_of",), key=True)
