"""Where answers go: into the files of a partnership, or into a draft that is not yet one.

Each change is made to the file as it is on disk at that moment. So two people who answer different
questions at once both keep their answers; the same question twice is refused, and nothing is lost.
"""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path as Path_
from typing import Protocol

from samenwerk import fact, schema, yamledit, yamlfile
from samenwerk.errors import N_, Refused, SamenwerkError, mistaken
from samenwerk.finding import Finding, Severity
from samenwerk.i18n import Text
from samenwerk.inspection import Inspected, Inspection
from samenwerk.interview.following import followed, lost, name_of
from samenwerk.interview.refusal import must_fit, readable, telling
from samenwerk.names import FOLDER, RECORD
from samenwerk.placing import Changed
from samenwerk.register import Register
from samenwerk.source import Source, finding
from samenwerk.surroundings import Record, Surroundings
from samenwerk.yamlvalue import Path, Value, value_at

MODELINE = "yaml-language-server: $schema={up}schemas/{kind}.schema.json"
Files = Mapping[str, tuple[bytes, bytes | None]]  # new bytes, and the old ones

_ADDED = {"by", "date", "confirmed", "version", "rests_on"}
_AGAIN = N_("Start again to see it.")
_TRIES = 5  # when others keep saving the same file


class Notebook(Protocol):
    """What an interview reads and writes."""

    @property
    def facts(self) -> dict[str, Value]:
        """The facts as they are now."""

    def set_fact(self, path: Path, value: Value) -> None:
        """Put one fact on disk."""

    def add_organisation(self, id: str, data: dict[str, Value]) -> None:
        """Put a new organisation on disk."""


def read(register: Register, path: str) -> bytes:
    """The bytes of a file of the register; a `SamenwerkError` says why they could not be had."""
    if not register.exists(path):
        raise SamenwerkError(
            N_("{path} is not there any more."),
            remedy=N_("Put it back first, for example with git."),
            path=path,
        )
    content = register.read(path)
    if isinstance(content, bytes):
        return content
    why = finding(path, content.code, **content.facts).text()
    raise SamenwerkError(N_("{path}: {sentence}"), path=path, sentence=why)


def modeline(path: str, kind: str) -> str:
    """The first line of a new file: it tells an editor which schema to use."""
    return MODELINE.format(up="../" * path.count("/"), kind=kind)


def key_order(kind: schema.Kind) -> Callable[[Path], tuple[str, ...]]:
    """The keys of the mapping at a path, in the order of the schema."""
    return lambda path: schema.keys(kind, path)


class RecordNotebook:
    """The files of one partnership. `record` is always what is on disk."""

    def __init__(self, register: Register, id: str, today: dt.date) -> None:
        self._register = register
        self._id = id
        self._today = today
        self._path = f"{FOLDER}/{id}/{RECORD}"
        self._shown: dict[str, Value] = {}  # by file, as long as a question is asked
        self.is_changed = False  # by what was answered here
        self._survey()

    def _survey(self) -> None:
        self._inspection = Inspection(self._register, self._today)
        self.surroundings: Surroundings = self._inspection.surroundings
        self._read()

    def _read(self) -> None:
        inspected = self._inspection.record(self._id)
        if inspected.record is None:
            raise mistaken(self._id)
        self.record: Record = inspected.record
        self._inspected = inspected

    @property
    def facts(self) -> dict[str, Value]:
        data = self._seen(self._path)
        assert isinstance(data, dict)
        return data

    @contextmanager
    def question(self) -> Iterator[None]:
        """As long as a question is asked, only what is answered changes the facts.

        An index means the item that was shown, and what others change meanwhile is not overwritten.
        """
        is_inside = bool(self._shown)
        if not is_inside:
            self._shown = {each.path: each.data for each in self._sources()}
        try:
            yield
        finally:
            if not is_inside:
                self._shown = {}

    def answer(self, checklist: str, key: str) -> dict[str, Value]:
        """The answer to one question as it stands in the file; empty if there is none."""
        found = value_at(self._seen(self._checks(checklist)), ("answers", key))
        return found if isinstance(found, dict) else {}

    def place(self, path: Path, shown: Value) -> Path:
        """Where a fact of the file as it was shown stands now."""
        return _followed(self._path, path, shown, self.facts)

    def probe(self) -> None:
        """Fail before the first question if nothing can be saved here."""
        self._register.probe(self._path, self._checks("why"))

    def set_fact(self, path: Path, value: Value) -> None:
        with telling(value):
            self._change(self._path, "partnership", path, value)
        self._note(self._path, path, value)

    def set_answer(self, checklist: str, key: str, answer: Mapping[str, Value]) -> None:
        """Put the answer to one question on disk; the file is made if it is the first."""
        file, path = self._checks(checklist), ("answers", key)
        with telling({part: each for part, each in answer.items() if part not in _ADDED}):
            self._refuse_gone_partner(key)
            if not self._is_begun(file, checklist, key, answer):
                self._change(file, "checks", path, dict(answer))
        self._note(file, path, dict(answer))

    def _checks(self, checklist: str) -> str:
        return f"{FOLDER}/{self._id}/checks/{checklist}.yaml"

    def _refuse_gone_partner(self, key: str) -> None:
        """The key of an answer about one partner ends with the name of that partner."""
        record = read(self._register, self._path)  # if that is gone, there is nothing to answer
        _, _, partner = key.partition("/")
        with readable(self._path):
            partners = value_at(yamlfile.load(record), ("partners",)) if partner else []
        known = map(name_of, partners) if isinstance(partners, list) else ()
        if partner and partner not in known:
            raise _gone(partner, self._path)

    def _is_begun(self, file: str, checklist: str, key: str, answer: Mapping[str, Value]) -> bool:
        """Make the file with its first answer; False if it is there already."""
        if self._register.exists(file):
            return False
        first: Value = {"checklist": checklist, "answers": {key: dict(answer)}}
        with readable(file):
            made = yamledit.dump(first, modeline=modeline(file, "checks"))
        must_fit("checks", file, made)
        with suppress(Changed):  # somebody else may begin it in the same moment
            self._register.write(file, made, expected=None)
            self.is_changed = True
            return True
        return False

    def add_organisation(self, id: str, data: dict[str, Value]) -> None:
        with telling(data):
            add_organisation(self._register, id, data)
        self._survey()

    def _change(self, file: str, kind: schema.Kind, path: Path, value: Value) -> None:
        shown = self._seen(file)
        for _ in range(_TRIES):
            old = read(self._register, file)
            with readable(file):
                now = yamlfile.load(old)
                place = _followed(file, path, shown, now)
                _refuse_overwriting(file, value_at(now, place), value_at(shown, path), value)
                new = yamledit.set_value(old, place, value, order=key_order(kind))
            must_fit(kind, file, new)
            self._refuse_new_errors(file, new)
            with suppress(Changed):
                if new != old:
                    self._register.write(file, new, expected=old)
                    self.is_changed = True
                return
        raise _busy(file)

    def _note(self, file: str, path: Path, value: Value) -> None:
        """What was answered is what stands there from now on."""
        if self._shown:
            self._shown[file] = yamledit.with_value(self._shown.get(file), path, value)
        self._read()

    def _refuse_new_errors(self, file: str, new: bytes) -> None:
        """What the rules call an error is said at once, and not only by `validate`."""
        files = {**self._inspection.files_of(self._id), file: new}
        for sentence in new_errors(self._inspected, self._inspection.judged(self._id, files)):
            raise Refused(N_("{sentence} Nothing was saved."), sentence=sentence)

    def _seen(self, file: str) -> Value:
        """What a file held when it was shown; None if it was not there."""
        if self._shown:
            return self._shown.get(file)
        return next((each.data for each in self._sources() if each.path == file), None)

    def _sources(self) -> tuple[Source, ...]:
        return (self.record.source, *self.record.checks.values())


def add_organisation(register: Register, id: str, data: dict[str, Value]) -> None:
    """Write a new organisation; refused if there is one with that id."""
    path = f"{FOLDER}/organisations/{id}.yaml"
    with readable(path):
        made = yamledit.dump({"schema": 1, **data}, modeline=modeline(path, "organisation"))
    must_fit("organisation", path, made)
    try:
        register.write(path, made, expected=None)
    except Changed as error:
        raise _busy(path) from error


def new_errors(before: Inspected, after: Inspected) -> Iterator[Text]:
    """The errors that a change brings; not that old answers must be looked at again."""
    known = {_mistake(each) for each in before.findings}
    for each in after.findings:
        is_error = each.severity is Severity.ERROR and not each.code.startswith("recheck-")
        if is_error and _mistake(each) not in known:
            yield each.text()


def _mistake(found: Finding) -> tuple[str, str]:
    """What makes a mistake the same one: a shut gate is, also when it names other questions.

    What was probably meant is no part of it: only the first mistakes of a file say that.
    """
    facts = {name: fact for name, fact in found.facts.items() if name != "suggestion"}
    plain = replace(found, facts=facts)
    return found.code, str(facts.get("checklist") or plain.sentence("en"))


def save_all(register: Register, changes: Files) -> None:
    """Write several files: all of them, or none if one was changed meanwhile."""
    try:
        register.write_all(changes)
    except Changed as error:
        raise SamenwerkError(
            N_("{path} was changed by somebody else meanwhile. Nothing was saved."),
            remedy=N_("Look at it, and give the same command again."),
            path=Path_(str(error)).relative_to(register.root).as_posix(),
        ) from error


def _refuse_overwriting(file: str, now: Value, seen: Value, value: Value) -> None:
    """Somebody else answered the same question meanwhile, in another way: theirs stays."""
    if now not in (seen, value):
        raise SamenwerkError(
            N_("Somebody else just changed this in {file}. Their answer is kept."),
            remedy=_AGAIN,
            file=file,
        )


def _gone(item: str, file: str) -> SamenwerkError:
    return SamenwerkError(
        N_("Somebody else just took “{item}” out of {file}."), remedy=_AGAIN, item=item, file=file
    )


def _followed(file: str, path: Path, shown: Value, now: Value) -> Path:
    """Where that stands now; refused with the item by its name, or its place, if that is gone."""
    place = followed(path, shown, now)
    if place is None:
        item = lost(path, shown, now)
        name = name_of(value_at(shown, item))
        raise _gone(name if isinstance(name, str) else fact.dotted(item), file)
    return place


def _busy(file: str) -> SamenwerkError:
    return SamenwerkError(
        N_("{file} is being changed by others all the time."),
        remedy=N_("Wait a moment and try again; your earlier answers are saved."),
        file=file,
    )
