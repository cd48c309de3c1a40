"""The organisations that a list names: those of the register, and the ones that come with it."""

from collections.abc import Mapping

from samenwerk.importing.found import Found
from samenwerk.importing.legalform import BODIES
from samenwerk.importing.names_in import kind_of
from samenwerk.importing.plain import words
from samenwerk.names import MAX_ID, id_from
from samenwerk.organisation import Organisation
from samenwerk.yamlfile import Value

_PREFIX = "gemeente "


class Organisations:
    """Finds organisations by their name, and adds those that are not there; ids are stable."""

    def __init__(self, known: Mapping[str, Organisation], taken: frozenset[str]) -> None:
        self._taken = set(taken)
        self._by_name: dict[str, str] = {}
        self.new: dict[str, dict[str, Value]] = {}
        for id, organisation in known.items():
            for name in (organisation.name, *organisation.former_names):
                self._learn(name, id)

    def participant(self, name: str, *, is_municipality: bool) -> str:
        """The organisation with this name; `Gouda` is found as `Gemeente Gouda`."""
        found = self._by_name.get(words(name))
        if found:
            return found
        kind = kind_of(name)
        if is_municipality and kind == "other":
            name, kind = f"Gemeente {name}", "municipality"
        return self._add(name, kind, {})

    def body(self, found: Found) -> str | None:
        """The organisation that the partnership itself is; None for a form that makes none."""
        if found.form not in BODIES:
            return None
        there = self._by_name.get(words(found.name))
        return there or self._add(found.name, BODIES[found.form], found.body)

    def _add(self, name: str, kind: str, more: dict[str, Value]) -> str:
        wanted = id_from(name) or "organisatie"
        id, number = wanted, 2
        while id in self._taken:
            id = f"{wanted[: MAX_ID - 5].rstrip('-')}-{number}"
            number += 1
        self._taken.add(id)
        self.new[id] = {"name": name, "kind": kind, **_in_order(more)}
        self._learn(name, id)
        return id

    def _learn(self, name: str, id: str) -> None:
        folded = words(name)
        self._by_name.setdefault(folded, id)
        if folded.startswith(_PREFIX):
            self._by_name.setdefault(folded.removeprefix(_PREFIX), id)


def _in_order(more: dict[str, Value]) -> dict[str, Value]:
    return {key: more[key] for key in ("kvk", "website") if key in more}
