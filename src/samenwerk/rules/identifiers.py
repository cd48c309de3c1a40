"""Numbers of organisations with a check digit."""

from collections.abc import Iterator

from samenwerk.finding import Finding
from samenwerk.surroundings import Surroundings

_DIGITS = 9


def rsin(surroundings: Surroundings) -> Iterator[Finding]:
    """An RSIN passes the 11-test, the same test as a citizen service number.

    The length comes first (by the schema): the library pads a short number with zeros.
    """
    for id, organisation in surroundings.organisations.items():
        number = organisation.rsin
        if number and len(number) == _DIGITS and not passes_eleven_test(number):
            source = surroundings.organisation_sources[id]
            yield source.finding("wrong-rsin", ("rsin",), number=number)


def passes_eleven_test(number: str) -> bool:
    """Could nine digits be a citizen service number or an RSIN?"""
    from stdnum.nl import bsn  # late: most registers never come to this

    return bool(bsn.is_valid(number))
