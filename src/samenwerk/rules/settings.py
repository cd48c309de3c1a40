"""The settings of the register: the owner exists, and the gate is not made lower."""

from collections.abc import Iterator

from samenwerk.finding import Finding
from samenwerk.surroundings import Surroundings

# The front end of decisions (seed S001): these four are asked in every register.
FRONT_END = ("why", "goals", "values", "roles")


def own_organisation(surroundings: Surroundings) -> Iterator[Finding]:
    """The organisation whose register this is has a file of its own."""
    own = surroundings.settings.organisation
    if own and own not in surroundings.organisation_ids:
        source = surroundings.settings_source
        facts = source.suggestion(own, surroundings.organisation_ids)
        yield source.finding("unknown-organisation", ("organisation",), id=own, **facts)


def began(surroundings: Surroundings) -> Iterator[Finding]:
    """The register has begun: what started before that day may be inherited."""
    day = surroundings.settings.began
    if surroundings.settings.organisation and day > surroundings.today:
        yield surroundings.settings_source.finding(
            "date-in-the-future", ("began",), key_name="began", date=day
        )


def gating_checklists(surroundings: Surroundings) -> Iterator[Finding]:
    """A register may ask more than the four checklists of the front end, never less."""
    gate = surroundings.settings.gate
    missing = tuple(id for id in FRONT_END if id not in gate)
    if missing:
        yield surroundings.settings_source.finding("gate-too-low", ("gate",), missing=missing)
