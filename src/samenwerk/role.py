"""Roles in a partnership: which cannot well be held together, and which style they fit.

The catalogue is in the schema. Sources: seeds S001 and S003; the stair of participation of the
Raad voor het Openbaar Bestuur (2012). The pairs and hints are a judgement of our own.
"""

from collections.abc import Iterator

from samenwerk.partnership import Partner

_CONFLICTS = (
    ({"enforcer", "competent-authority"}, {"network-partner", "fund"}),
    ({"client", "buyer"}, {"co-producer", "network-partner"}),
    ({"regulate"}, {"let-go"}),
    ({"fund"}, {"mediate"}),
)

_HINTS = {
    "hierarchy": {"regulate", "competent-authority", "enforcer"},
    "network": {
        "connect",
        "facilitate",
        "mobilise",
        "vitalise",
        "improvise",
        "balance",
        "coordinate",
        "mediate",
        "co-producer",
        "network-partner",
        "delivery-partner",
    },
    "market": {"fund", "buyer", "client", "service-provider"},
}


def conflicts(partner: Partner) -> Iterator[tuple[str, str]]:
    """Pairs of our roles towards one partner that are hard to hold at once (rule R09)."""
    role = partner.our_role
    found = {
        (one, other)
        for main in (role.before, role.during, role.after)
        for one, other in _clashes({main, *role.side})
    }
    yield from sorted(found)


def _clashes(held: set[str | None]) -> Iterator[tuple[str, str]]:
    """The pairs among the roles that are held in one phase."""
    for left, right in _CONFLICTS:
        for one in left & held:
            for other in right & held:
                yield one, other


def misfits(style: str, roles: frozenset[str]) -> frozenset[str]:
    """The roles that hint at another style than the one chosen (rule R05); none for a mix."""
    others = (hint for name, hint in _HINTS.items() if name != style)
    return frozenset() if style == "mix" else roles & frozenset().union(*others)
