"""The legal forms of a partnership: what each means, who decides, which steps come first.

The facts are data, in `forms.yaml`, each with its law and article. Nothing here is legal advice.
"""

import datetime as dt
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any, Literal, get_args

import msgspec

from samenwerk import yamlfile
from samenwerk.formality import Organ
from samenwerk.i18n import Text
from samenwerk.resources import packaged

Authority = Literal["municipality", "province", "water-board"]
# The groups of BBV art. 15(1)(b): 1 joint arrangements, 2 companies and cooperatives,
# 3 foundations and associations, 4 other affiliated parties; or the form fits none.
Group = Literal[1, 2, 3, 4, "none"]


class Reference(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where a statement comes from, and how certain it is. `url` is pinned to a date."""

    law: str
    name: Text
    short: str
    article: str
    paragraph: str | None = None
    url: str
    checked: dt.date
    certain: Literal["verified", "to-check"]
    note: Text | None = None

    def cited(self) -> Text:
        """As people cite it: `Wgr, artikel 35, lid 1`."""
        place = self.place
        return Text(nl=f"{self.short}, {place.nl}", en=f"{self.short}, {place.en}")

    @property
    def place(self) -> Text:
        """Where in the law: `artikel 35, lid 1`."""
        inside = self.paragraph is not None
        return Text(
            nl=f"artikel {self.article}" + f", lid {self.paragraph}" * inside,
            en=f"article {self.article}" + f", paragraph {self.paragraph}" * inside,
        )


class Statement(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Something that is so, or is not."""

    holds: bool
    source: Reference


class Participants(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Who can take part; `organs` is empty if the form does not limit which."""

    organs: tuple[Organ, ...] = ()
    text: Text
    source: Reference


class Decider(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which organs decide to take part in this form."""

    organs: tuple[Organ, ...]
    text: Text
    source: Reference


class Step(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What comes first; `fact` is the path of its day, `authorities` whom it binds (none: all)."""

    text: Text
    fact: str | None = None
    authorities: tuple[Authority, ...] = ()
    source: Reference


class Mirror(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What binds an authority in the place of an article; or, if it `applies`, besides it."""

    source: Reference
    applies: bool


class BbvGroup(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """In which part of the list of affiliated parties it stands (BBV art. 15(1)(b))."""

    group: Group
    source: Reference


class Form(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One legal form. `beyond_covenant`: it binds more than one's own word."""

    name: Text
    legal_person: Statement
    law: Literal["public", "private", "none"]
    participants: Participants
    deciding: Mapping[Authority, Decider]
    steps: tuple[Step, ...]
    board: Statement
    bbv_group: BbvGroup
    beyond_covenant: bool

    @property
    def is_regeling(self) -> bool:
        """A *gemeenschappelijke regeling*, with or without a body of its own (Wgr art. 1)."""
        return self.bbv_group.group == 1

    def steps_of(self, authority: str) -> Iterator[Step]:
        """What the law asks of this authority before it takes part in this form."""
        for each in self.steps:
            if not each.authorities or authority in each.authorities:
                source = each.source
                found = mirror(source.name.nl, source.article, source.paragraph, authority)
                own = found.source if found and not found.applies else source
                yield msgspec.structs.replace(each, source=own)


@lru_cache
def forms() -> Mapping[str, Form]:
    """Every form by its value in the schema of partnerships."""
    sourced = with_sources(_data())
    shared = {
        id: {**each, "deciding": sourced["deciding"][each["deciding"]],
             "steps": sourced["steps"][each["steps"]]}
        for id, each in sourced["forms"].items()
    }  # fmt: skip
    return msgspec.convert(shared, dict[str, Form])


def mirror(law: str, article: str, paragraph: str | None, authority: str) -> Mirror | None:
    """What binds this authority in the place of an article of a law; None: the article itself."""
    known = _mirrors()
    return known.get((law, article, paragraph, authority)) or known.get(
        (law, article, None, authority)
    )


@lru_cache
def _mirrors() -> Mapping[tuple[str, str, str | None, str], Mirror]:
    """By the name of the law, the article, the paragraph (None: each), and whom it binds."""
    made = {}
    for each in with_sources(_data()["mirrors"]):
        of = each["of"]
        for name in set(get_args(Authority)) & each.keys():
            key = (of["name"]["nl"], of["article"], of.get("paragraph"), name)
            source = msgspec.convert(each[name], Reference)
            made[key] = Mirror(source=source, applies=each.get("applies", False))
    return made


def with_sources(value: Any) -> Any:
    """The same values; each source with the name of its law and the address of its article."""
    if isinstance(value, list):
        return [with_sources(each) for each in value]
    if not isinstance(value, dict):
        return value
    made = {key: with_sources(each) for key, each in value.items()}
    if "article" in made:
        law = _data()["laws"][made["law"]]
        made |= {**law, "url": law["url"].format(article=made["article"])}
    return made


@lru_cache
def _data() -> Any:
    return yamlfile.load(packaged("forms.yaml").read_bytes())


def of(id: str | None) -> Form | None:
    """The form of a partnership; None if it is not known yet."""
    return forms()[id] if id else None


def is_legal_person(id: str | None) -> bool:
    """A body that can have rights and duties of its own (Wgr art. 8; Burgerlijk Wetboek 2:3)."""
    form = of(id)
    return form is not None and form.legal_person.holds


def is_beyond_covenant(id: str | None) -> bool:
    """Binds more than one's own word: then a partnership is not light."""
    form = of(id)
    return form is not None and form.beyond_covenant
