"""The words of an authority: *raad*, *Provinciale Staten* or *algemeen bestuur*, and so on.

`authority` in `register.yaml` says which. What it calls its organs is data for the sentences of
findings, decisions and documents; the questions of a checklist use words that fit every authority.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from samenwerk.i18n import Text


@dataclass(frozen=True, kw_only=True)
class Words:
    """What one kind of authority and its organs are called, and their values in the schema."""

    name: Text
    organs: tuple[str, ...]  # council, executive, chair; none if they differ by organisation
    council: Text
    executive: Text
    full_executive: Text  # as a letter is addressed
    chair: Text
    papers: Mapping[str, Text]  # what each kind of memo is called there

    def addressee(self, kind: str) -> Text | None:
        """To whom a kind of memo is addressed; nobody for a note."""
        return {
            "collegevoorstel": self.full_executive,
            "raadsvoorstel": self.council,
            "raadsinformatiebrief": self.council,
        }.get(kind)

    def decides(self, kind: str) -> Text:
        return self.executive if kind == "collegevoorstel" else self.council


_NOTE = Text("notitie", "note")
_OF_BOARDS = {
    "collegevoorstel": Text(
        "voorstel aan het dagelijks bestuur", "proposal to the executive board"
    ),
    "raadsvoorstel": Text("voorstel aan het algemeen bestuur", "proposal to the general board"),
    "raadsinformatiebrief": Text(
        "brief aan het algemeen bestuur", "information for the general board"
    ),
    "notitie": _NOTE,
}

_WORDS: Mapping[str, Words] = {
    "municipality": Words(
        name=Text("de gemeente", "the municipality"),
        organs=("raad", "college", "burgemeester"),
        council=Text("de raad", "the municipal council"),
        executive=Text("het college", "the municipal executive"),
        full_executive=Text(
            "het college van burgemeester en wethouders",
            "the municipal executive (mayor and aldermen)",
        ),
        chair=Text("de burgemeester", "the mayor"),
        papers={
            "collegevoorstel": Text("collegevoorstel", "proposal to the municipal executive"),
            "raadsvoorstel": Text("raadsvoorstel", "proposal to the municipal council"),
            "raadsinformatiebrief": Text(
                "raadsinformatiebrief", "information for the municipal council"
            ),
            "notitie": _NOTE,
        },
    ),
    "province": Words(
        name=Text("de provincie", "the province"),
        organs=("provinciale-staten", "gedeputeerde-staten", "commissaris-van-de-koning"),
        council=Text("Provinciale Staten", "the provincial council"),
        executive=Text("Gedeputeerde Staten", "the provincial executive"),
        full_executive=Text("Gedeputeerde Staten", "the provincial executive"),
        chair=Text("de commissaris van de Koning", "the King's commissioner"),
        papers={
            "collegevoorstel": Text(
                "voorstel aan Gedeputeerde Staten", "proposal to the provincial executive"
            ),
            "raadsvoorstel": Text("statenvoorstel", "proposal to the provincial council"),
            "raadsinformatiebrief": Text("statenbrief", "information for the provincial council"),
            "notitie": _NOTE,
        },
    ),
    "water-board": Words(
        name=Text("het waterschap", "the water board"),
        organs=("algemeen-bestuur", "dagelijks-bestuur", "voorzitter"),
        council=Text("het algemeen bestuur", "the general board"),
        executive=Text("het dagelijks bestuur", "the executive board"),
        full_executive=Text("het dagelijks bestuur", "the executive board"),
        chair=Text("de voorzitter", "the chair"),
        papers=_OF_BOARDS,
    ),
    "other": Words(
        name=Text("de organisatie", "the organisation"),
        organs=(),
        council=Text("het algemeen bestuur", "the general board"),
        executive=Text("het dagelijks bestuur", "the executive board"),
        full_executive=Text("het dagelijks bestuur", "the executive board"),
        chair=Text("de voorzitter", "the chair"),
        papers=_OF_BOARDS,
    ),
}
AUTHORITIES = tuple(_WORDS)

# The organs that represent the people: they give views and permission.
COUNCILS = frozenset(each.organs[0] for each in _WORDS.values() if each.organs)


def words(authority: str) -> Words:
    """What the organs of this kind of authority are called."""
    return _WORDS[authority]


def bodies(authority: str) -> tuple[str, ...]:
    """Who can take a decision there: its organs and whoever has a mandate; empty means anybody."""
    organs = words(authority).organs
    return (*organs, "gemandateerd") if organs else ()
