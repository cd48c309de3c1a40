"""What the legal form of a partnership says about its weight."""

# A body that can have rights and duties of its own (Wgr art. 8; Burgerlijk Wetboek book 2).
LEGAL_PERSONS = frozenset(
    {
        "openbaar-lichaam",
        "bedrijfsvoeringsorganisatie",
        "nv",
        "bv",
        "stichting",
        "vereniging",
        "cooperatie",
        "egts",
        "grensoverschrijdend-openbaar-lichaam",
    }
)

# Not beyond a covenant: nobody is bound more than by its own word.
UP_TO_COVENANT = frozenset(
    {"convenant", "intentieovereenkomst", "netwerk", "interne-afspraak", "inwonersinitiatief"}
)
