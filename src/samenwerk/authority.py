"""The words of an authority: *raad*, *Provinciale Staten* or *algemeen bestuur*, and so on.

`authority` in `register.yaml` says which. What it calls its organs is data for the sentences of
findings, decisions and memos; the questions of a checklist use words that fit every authority.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from samenwerk.i18n import Text


@dataclass(frozen=True, kw_only=True)
class Words:
    """What the organs of one kind of authority are called, and their values in the schema."""

    organs: tuple[str, ...]  # council, executive, chair; none if they differ by organisation
    council: Text
    executive: Text
    chair: Text


_WORDS: Mapping[str, Words] = {
    "municipality": Words(
        organs=("raad", "college", "burgemeester"),
        council=Text("de raad", "the council"),
        executive=Text("het college", "the executive"),
        chair=Text("de burgemeester", "the mayor"),
    ),
    "province": Words(
        organs=("provinciale-staten", "gedeputeerde-staten", "commissaris-van-de-koning"),
        council=Text("Provinciale Staten", "the provincial council"),
        executive=Text("Gedeputeerde Staten", "the provincial executive"),
        chair=Text("de commissaris van de Koning", "the King's commissioner"),
    ),
    "water-board": Words(
        organs=("algemeen-bestuur", "dagelijks-bestuur", "voorzitter"),
        council=Text("het algemeen bestuur", "the general board"),
        executive=Text("het dagelijks bestuur", "the executive board"),
        chair=Text("de voorzitter", "the chair"),
    ),
    "other": Words(
        organs=(),
        council=Text("de volksvertegenwoordiging", "the representative body"),
        executive=Text("het dagelijks bestuur", "the executive"),
        chair=Text("de voorzitter", "the chair"),
    ),
}

# The organs that represent the people: they give views and permission.
COUNCILS = frozenset(each.organs[0] for each in _WORDS.values() if each.organs)


def words(authority: str) -> Words:
    """What the organs of this kind of authority are called."""
    return _WORDS[authority]


def bodies(authority: str) -> tuple[str, ...]:
    """Who can take a decision there: its organs and whoever has a mandate; empty means anybody."""
    organs = words(authority).organs
    return (*organs, "gemandateerd") if organs else ()
