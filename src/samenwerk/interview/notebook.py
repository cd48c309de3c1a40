"""Where answers go: into the files of a partnership, or into a draft that is not yet one.

Each change is made to the file as it is on disk at that moment. So two people who answer different
questions at once both keep their answers; the same question twice is refused, and nothing is lost.
"""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path as Path_
from typing import Protocol

from samenwerk import schema, yamledit, yamlfile
from samenwerk.errors import N_, Refused, SamenwerkError
from samenwerk.finding import Finding, Severity
from samenwerk.i18n import Text
from samenwerk.inspection import Inspected, Inspection
from samenwerk.interview.refusal import must_fit, readable
from samenwerk.names import FOLDER, RECORD
from samenwerk.placing import Changed
from samenwerk.register import Register
from samenwerk.source import finding
from samenwerk.surroundings import Record, Surroundings
from samenwerk.yamlfile import Path, Value

MODELINE = "yaml-language-server: $schema={up}schemas/{kind}.schema.json"
Files = Mapping[str, tuple[bytes, bytes | None]]  # new bytes, and the old ones

_ADDED = {"by", "date", "version", "rests_on"}
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
        self._survey()

    def _survey(self) -> None:
        self._inspection = Inspection(self._register, self._today)
        self.surroundings: Surroundings = self._inspection.surroundings
        self._read()

    def _read(self) -> None:
        inspected = self._inspection.record(self._id)
        if inspected.record is None:
            raise SamenwerkError(
                N_("{id} has mistakes that must be mended first."),
                remedy=N_("See what is wrong with: samenwerk validate {id}"),
                id=self._id,
            )
        self.record: Record = inspected.record
        self._inspected = inspected

    @property
    def facts(self) -> dict[str, Value]:
        data = self.record.source.data
        assert isinstance(data, dict)
        return data

    def answer(self, checklist: str, key: str) -> dict[str, Value]:
        """The answer to one question as it stands in the file; empty if there is none."""
        source = self.record.checks.get(checklist)
        found = _value_at(source.data, ("answers", key)) if source else None
        return found if isinstance(found, dict) else {}

    def probe(self) -> None:
        """Fail before the first question if nothing can be saved here."""
        folder = f"{FOLDER}/{self._id}"
        self._register.probe(f"{folder}/{RECORD}", f"{folder}/checks/why.yaml")

    def set_fact(self, path: Path, value: Value) -> None:
        self._change(f"{FOLDER}/{self._id}/{RECORD}", "partnership", path, value)

    def set_answer(self, checklist: str, key: str, answer: Mapping[str, Value]) -> None:
        """Put the answer to one question on disk; the file is made if it is the first."""
        path = f"{FOLDER}/{self._id}/checks/{checklist}.yaml"
        with suppress(Changed):  # somebody else may begin it in the same moment
            if not self._register.exists(path):
                self._begin(path, checklist, key, answer)
                return
        self._change(path, "checks", ("answers", key), dict(answer))

    def _begin(self, path: str, checklist: str, key: str, answer: Mapping[str, Value]) -> None:
        first: Value = {"checklist": checklist, "answers": {key: dict(answer)}}
        with readable(path):
            made = yamledit.dump(first, modeline=modeline(path, "checks"))
        must_fit("checks", path, made)
        self._write(path, made, None, dict(answer))
        self._read()

    def add_organisation(self, id: str, data: dict[str, Value]) -> None:
        add_organisation(self._register, id, data)
        self._survey()

    def _change(self, file: str, kind: schema.Kind, path: Path, value: Value) -> None:
        seen = _value_at(self._seen(file), path)
        for _ in range(_TRIES):
            old = read(self._register, file)
            with readable(file):
                now = _value_at(yamlfile.load(old), path)
                _refuse_overwriting(file, now, seen, value)
                new = yamledit.set_value(old, path, value, order=key_order(kind))
            must_fit(kind, file, new)
            self._refuse_new_errors(file, new)
            with suppress(Changed):
                if new != old:
                    self._write(file, new, old, value)
                self._read()
                return
        raise _busy(file)

    def _write(self, file: str, new: bytes, old: bytes | None, value: Value) -> None:
        """Where that cannot be, the answer is told: nobody should have to think it up again."""
        try:
            self._register.write(file, new, expected=old)
        except SamenwerkError as error:
            told = " · ".join(_told(value))
            raise SamenwerkError(
                error.message,
                remedy=N_("Make room or ask for the right to write there. Your answer was: {told}"),
                **error.facts,
                told=told,
            ) from error

    def _refuse_new_errors(self, file: str, new: bytes) -> None:
        """What the rules call an error is said at once, and not only by `validate`."""
        files = {**self._inspection.files_of(self._id), file: new}
        for sentence in new_errors(self._inspected, self._inspection.judged(self._id, files)):
            raise Refused(N_("{sentence} Nothing was saved."), sentence=sentence)

    def _seen(self, file: str) -> Value:
        sources = (self.record.source, *self.record.checks.values())
        return next((each.data for each in sources if each.path == file), None)


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
            remedy=N_("Start again to see it. Your last answer was: {answer}"),
            file=file,
            answer=schema.shortened(_in_short(value)),
        )


def _in_short(value: Value) -> Value:
    if isinstance(value, dict):
        return next(
            (value[key] for key in ("verdict", "value", "text", "note") if key in value), "…"
        )
    return value


def _told(value: Value) -> Iterator[str]:
    """All that was said in an answer, word for word; not what the program adds to it."""
    if isinstance(value, dict):
        for key, each in value.items():
            yield from () if key in _ADDED else _told(each)
    elif isinstance(value, list):
        for each in value:
            yield from _told(each)
    elif value is not None:
        yield str(value)


def _busy(file: str) -> SamenwerkError:
    return SamenwerkError(
        N_("{file} is being changed by others all the time."),
        remedy=N_("Wait a moment and try again; your earlier answers are saved."),
        file=file,
    )


def _value_at(data: Value, path: Path) -> Value:
    for step in path:
        if isinstance(data, dict) and isinstance(step, str):
            data = data.get(step)
        elif isinstance(data, list) and isinstance(step, int) and step < len(data):
            data = data[step]
        else:
            return None
    return data
