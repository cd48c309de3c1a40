"""Organisations: an id keeps its meaning, names are kept, and a kind decides what is asked."""

from collections.abc import Iterator

from samenwerk.comparison.alike import is_slip
from samenwerk.finding import Finding
from samenwerk.organisation import Organisation
from samenwerk.source import Source
from samenwerk.surroundings import Surroundings

_IDENTIFIERS = ("kvk", "rsin", "oin", "tooi")


def changes(base: Surroundings, head: Surroundings) -> Iterator[Finding]:
    """What changed in the organisations that are in both."""
    for id, old in base.organisations.items():
        new = head.organisations.get(id)
        if new is not None and new != old:
            yield from _changed(id, old, new, head.organisation_sources[id])


def _changed(id: str, old: Organisation, new: Organisation, source: Source) -> Iterator[Finding]:
    kept = (new.name, *new.former_names)
    is_named = any(is_slip(old.name, each) for each in kept)
    if not is_named and _is_other(old, new):
        yield source.finding("organisation-replaced", ("name",), id=id, was=old.name, now=new.name)
    elif not is_named:
        yield source.finding("former-name-missing", ("name",), name=old.name)
    for name in old.former_names:
        if not any(is_slip(name, each) for each in kept):
            yield source.finding("former-name-dropped", ("former_names",), name=name)
    if old.is_private and not new.is_private:
        yield source.finding("organisation-no-longer-private", ("kind",), id=id, was=old.kind)


def _is_other(old: Organisation, new: Organisation) -> bool:
    """Another kind, or another number in a public register."""
    numbers = [(getattr(old, key), getattr(new, key)) for key in _IDENTIFIERS]
    return old.kind != new.kind or any(one and other and one != other for one, other in numbers)
