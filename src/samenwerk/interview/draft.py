"""A partnership that is not yet in the register: answers kept outside git until it is saved."""

from collections.abc import Container

from samenwerk import names, schema, yamledit
from samenwerk.errors import SamenwerkError
from samenwerk.interview import ids, memory
from samenwerk.interview.notebook import modeline, read
from samenwerk.interview.refusal import must_fit, readable, telling
from samenwerk.names import FOLDER, RECORD
from samenwerk.organisation import Organisation
from samenwerk.register import Register
from samenwerk.yamlfile import Path, Value

Files = dict[str, tuple[bytes, bytes | None]]


class Draft:
    """The facts and new organisations of one new partnership; a notebook for the interview.

    With `data` it comes from a file, and is kept nowhere else.
    """

    def __init__(self, register: Register, data: dict[str, Value] | None = None) -> None:
        self._register = register
        self.is_kept = data is None
        kept = memory.read(register, memory.DRAFT) if data is None else data
        self.is_on_disk = data is None and bool(kept)  # also where it cannot be kept up to date
        facts, organisations = kept.get("facts"), kept.get("organisations")
        self._facts: dict[str, Value] = dict(facts) if isinstance(facts, dict) else {}
        self._organisations: dict[str, Value] = (
            dict(organisations) if isinstance(organisations, dict) else {}
        )

    @property
    def facts(self) -> dict[str, Value]:
        return self._facts

    @property
    def organisations(self) -> dict[str, Organisation]:
        """The organisations that come with it."""
        return {
            id: Organisation.from_data({"schema": 1, **data})
            for id, data in self._organisations.items()
            if isinstance(data, dict)
        }

    @property
    def is_empty(self) -> bool:
        return not self._facts

    @property
    def name(self) -> str:
        return str(self._facts.get("name", ""))

    def set_fact(self, path: Path, value: Value) -> None:
        place: dict[str, Value] = self._facts
        for step in path[:-1]:
            below = place.setdefault(str(step), {})
            assert isinstance(below, dict)
            place = below
        place[str(path[-1])] = value
        self._keep(value)

    def add_organisation(self, id: str, data: dict[str, Value]) -> None:
        self._organisations[id] = dict(data)
        self._keep(data)

    def probe(self) -> SamenwerkError | None:
        """Why it cannot be kept here, if so, before anything is asked."""
        try:
            self._register.probe(memory.DRAFT)
            if self._register.exists(memory.DRAFT):
                read(self._register, memory.DRAFT)
        except SamenwerkError as error:
            self.is_kept = False
            return error
        return None

    def _keep(self, value: Value) -> None:
        kept: dict[str, Value] = {"facts": self._facts, "organisations": self._organisations}
        with telling(value):
            if self.is_kept:
                memory.write(self._register, memory.DRAFT, kept)
                self.is_on_disk = True

    def clear(self) -> None:
        """Forget the answers; a draft on disk is `discard`ed, or overwritten by the next answer."""
        self._facts, self._organisations = {}, {}

    def discard(self) -> None:
        """Take it off the disk, if it is there; a `SamenwerkError` says why that cannot be."""
        if self.is_on_disk:
            memory.forget(self._register, memory.DRAFT)
            self.is_on_disk = False

    def free_id(self, taken: Container[str]) -> str:
        """The id that the partnership gets: from its name, and not yet taken."""
        return ids.unused(names.id_from(self.name) or "samenwerking", taken)

    def files(self, id: str, status: str) -> Files:
        """The files that come into the register when it is saved.

        What others refer to comes first, and may be there already: a program that is killed in
        between leaves a good register, and can be started again.
        """
        path = f"{FOLDER}/{id}/{RECORD}"
        data: dict[str, Value] = {"schema": 1, **_in_order({**self._facts, "status": status})}
        with readable(path):
            new = yamledit.dump(data, modeline=modeline(path, "partnership"))
        must_fit("partnership", path, new)
        made: Files = {}
        for organisation, facts in self._organisations.items():
            assert isinstance(facts, dict)
            made |= _organisation_file(organisation, facts)
        missing = {each: made[each] for each in made if self._register.read(each) != made[each][0]}
        return {**missing, path: (new, None)}


def _organisation_file(id: str, facts: dict[str, Value]) -> Files:
    path = f"{FOLDER}/organisations/{id}.yaml"
    with readable(path):
        made = yamledit.dump({"schema": 1, **facts}, modeline=modeline(path, "organisation"))
    must_fit("organisation", path, made)
    return {path: (made, None)}


def _in_order(facts: dict[str, Value]) -> dict[str, Value]:
    """The keys in the order of the schema."""
    return {key: facts[key] for key in schema.keys("partnership", ()) if key in facts}
