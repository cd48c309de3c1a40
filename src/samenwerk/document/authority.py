"""The words of a public body: who decides and who represents, and what its papers are called."""

from collections.abc import Mapping
from dataclasses import dataclass

from samenwerk.errors import N_


@dataclass(frozen=True)
class Authority:
    """Message ids. `executive` runs the body day by day, `council` represents the residents."""

    executive: str
    council: str
    full_executive: str
    kinds: Mapping[str, str]

    def addressee(self, kind: str) -> str:
        """To whom a kind of memo is addressed; nobody for a note."""
        return {
            "collegevoorstel": self.full_executive,
            "raadsvoorstel": self.council,
            "raadsinformatiebrief": self.council,
        }.get(kind, "")

    def decides(self, kind: str) -> str:
        return self.executive if kind == "collegevoorstel" else self.council


_BOARD = Authority(
    executive=N_("the executive board"),
    council=N_("the general board"),
    full_executive=N_("the executive board"),
    kinds={
        "collegevoorstel": N_("proposal to the executive board"),
        "raadsvoorstel": N_("proposal to the general board"),
        "raadsinformatiebrief": N_("information for the general board"),
        "notitie": N_("note"),
    },
)
AUTHORITIES: Mapping[str, Authority] = {
    "municipality": Authority(
        executive=N_("the municipal executive"),
        council=N_("the municipal council"),
        full_executive=N_("the municipal executive (mayor and aldermen)"),
        kinds={
            "collegevoorstel": N_("proposal to the municipal executive"),
            "raadsvoorstel": N_("proposal to the municipal council"),
            "raadsinformatiebrief": N_("information for the municipal council"),
            "notitie": N_("note"),
        },
    ),
    "province": Authority(
        executive=N_("the provincial executive"),
        council=N_("the provincial council"),
        full_executive=N_("the provincial executive"),
        kinds={
            "collegevoorstel": N_("proposal to the provincial executive"),
            "raadsvoorstel": N_("proposal to the provincial council"),
            "raadsinformatiebrief": N_("information for the provincial council"),
            "notitie": N_("note"),
        },
    ),
    "water-board": _BOARD,
    "other": _BOARD,
}
