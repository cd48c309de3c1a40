"""What was filled in on paper goes into the files of a partnership.

All or nothing: the whole is made and judged in memory first, and written only if all of it is good.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from samenwerk import counting, gate, schema, yamledit, yamlfile
from samenwerk.answer import NONE
from samenwerk.change import changed_lines
from samenwerk.counting import Item
from samenwerk.errors import N_, Refused, UsageError
from samenwerk.finding import Finding
from samenwerk.gate import Judged, judge
from samenwerk.inspection import Inspected, Inspection
from samenwerk.interview import memory
from samenwerk.interview.answers import complete
from samenwerk.interview.closing import one_line
from samenwerk.interview.notebook import Files, key_order, modeline, new_errors, save_all
from samenwerk.interview.refusal import readable, refuse_unfit
from samenwerk.interview.start import LONGEST_FUNCTION, read_input
from samenwerk.names import FOLDER, RECORD
from samenwerk.nearest import nearest
from samenwerk.session import Session
from samenwerk.source import Source
from samenwerk.surroundings import Record
from samenwerk.yamlfile import Path, Value

_NOT_FACTS = {"schema", "status", "decisions"}
_OF_ANSWER = {"verdict", "value", "note", "evidence", "exception", "todo"}


@dataclass(frozen=True)
class Paper:
    """A file with answers, and what to do with it."""

    name: str
    by: str = ""
    replace: bool = False
    dry_run: bool = False


def fill(session: Session, inspection: Inspection, id: str, paper: Paper) -> int:
    """Put a paper into the files of a partnership; the last line says what keeps the gate shut."""
    register, texts = session.register(), session.texts
    filled = Filled.read(read_input(paper.name), paper.name)
    refuse_unfit("--by", paper.by, LONGEST_FUNCTION)
    author = paper.by or memory.author(register)
    if filled.answers and not author:
        raise UsageError(N_("Say with --by from which function the answers are given."))
    filling = Filling(inspection, id, author, replace=paper.replace)
    record = filling.fill(filled)
    changes = filling.changes()
    if paper.dry_run:
        for line in changed_lines(changes):
            session.terminal.say(line)
    else:
        save_all(register, changes)
    message = _outcome(changes, dry_run=paper.dry_run)
    session.terminal.confirm(texts(message, files=", ".join(changes)))
    session.terminal.say(one_line(judge(record, inspection.surroundings), texts))
    return 0


def _outcome(changes: Files, *, dry_run: bool) -> str:
    if not changes:  # an open list comes with what is there already
        return N_("Nothing new was filled in, so nothing was changed.")
    return N_("Would be saved: {files}") if dry_run else N_("Saved: {files}")


@dataclass(frozen=True)
class Filled:
    """A paper that came back: only what was really filled in."""

    facts: dict[str, Value]
    answers: dict[str, dict[str, dict[str, Value]]]

    @classmethod
    def read(cls, text: bytes, name: str) -> "Filled":
        """From the bytes of a file; what is wrong with it is refused with its line."""
        data = loaded(text, name)
        if not set(data) <= {"facts", "answers"}:
            raise Refused(
                N_("{name} may hold `facts:` and `answers:` and nothing else."), name=name
            )
        facts, answers = data.get("facts") or {}, data.get("answers") or {}
        if not isinstance(facts, dict) or not _is_answers(answers):
            raise Refused(N_("{name} is not in the shape of a template."), name=name)
        _refuse_no_facts(facts)
        return cls(facts, answers)  # type: ignore[arg-type]


def read_intake(text: bytes, name: str) -> dict[str, Value]:
    """What was filled in for a new partnership: `facts` and `organisations`."""
    data = loaded(text, name)
    if not set(data) <= {"facts", "organisations"}:
        raise Refused(
            N_("{name} may hold `facts:` and `organisations:` and nothing else."), name=name
        )
    facts = data.get("facts") or {}
    if not isinstance(facts, dict):
        raise Refused(N_("{name} is not in the shape of a template."), name=name)
    _refuse_no_facts(facts)
    return data


def _refuse_no_facts(facts: Mapping[str, Value]) -> None:
    known = [key for key in schema.keys("partnership", ()) if key not in _NOT_FACTS]
    for key in facts:
        if key not in known:
            near = nearest(key, known)
            raise Refused(
                N_("{key} is not a fact to fill in here."),
                remedy=N_("Did you mean {near}?") if near else "",
                key=key,
                near=near,
            )


def loaded(text: bytes, name: str) -> dict[str, Value]:
    """The file without its blanks; what is no YAML is refused with its line."""
    source = Source(name, text)
    if source.problem:
        problem = source.problem
        raise Refused(
            N_("{name}:{line}:{column}: {sentence}"),
            name=name, line=problem.line, column=problem.column, sentence=problem.text(),
        )  # fmt: skip
    data = _pruned(source.data)
    if not isinstance(data, dict):
        raise Refused(N_("{name} is not in the shape of a template."), name=name)
    return data


def _is_answers(value: Value) -> bool:
    return isinstance(value, dict) and all(
        isinstance(answers, dict) and all(isinstance(each, dict) for each in answers.values())
        for answers in value.values()
    )


def _pruned(value: Value) -> Value:
    """The value without what was left blank."""
    if isinstance(value, dict):
        kept = {key: _pruned(each) for key, each in value.items()}
        return {key: each for key, each in kept.items() if each not in (None, "", [], {})}
    if isinstance(value, list):
        items = [_pruned(each) for each in value]
        return [each for each in items if each not in (None, "", [], {})]
    return value


class Filling:
    """Puts what was filled in into the files of one partnership, in memory."""

    def __init__(self, inspection: Inspection, id: str, by: str, *, replace: bool) -> None:
        self._inspection = inspection
        self._id = id
        self._by = by
        self._replace = replace
        self.files = inspection.files_of(id)
        self._old = {path: each for path, each in self.files.items() if isinstance(each, bytes)}

    def fill(self, filled: Filled) -> Record:
        """The partnership as it will be. Raises `Refused` if anything of it is not right."""
        before = self._inspection.judged(self._id, self.files)
        self._fill_facts(before, filled.facts)
        record = self._record()
        for checklist, answers in filled.answers.items():
            self._fill_answers(record, checklist, answers)
        for sentence in new_errors(before, self._inspection.judged(self._id, self.files)):
            raise Refused(N_("{sentence} Nothing was saved."), sentence=sentence)
        return self._record()

    def changes(self) -> dict[str, tuple[bytes, bytes | None]]:
        """The files that change: new bytes, and the old ones (None: there were none)."""
        return {
            path: (new, self._old.get(path))
            for path, new in self.files.items()
            if isinstance(new, bytes) and new != self._old.get(path)
        }

    def _record(self) -> Record:
        inspected = self._inspection.judged(self._id, self.files)
        if inspected.record is None:
            raise _refused(inspected.findings[0])
        return inspected.record

    # --- facts ---

    def _fill_facts(self, before: Inspected, facts: dict[str, Value]) -> None:
        path = f"{FOLDER}/{self._id}/{RECORD}"
        text = self._old.get(path)
        if text is None:  # it is not there, or is no file
            there = (each for each in before.findings if each.path == path)
            raise _refused(next(there, before.findings[0]))
        old: Any = yamlfile.load(text)
        for key, value in facts.items():
            new = _merged(old.get(key), value)
            if not self._replace and not _extends(old.get(key), new):
                raise self._refusal(key)
            with readable(path):
                text = yamledit.set_value(text, (key,), new, order=key_order("partnership"))
        self.files[path] = text

    # --- answers ---

    def _fill_answers(
        self, record: Record, checklist: str, answers: Mapping[str, dict[str, Value]]
    ) -> None:
        state = gate.judge(record, self._inspection.surroundings)
        asked = {each.item.key: each for each in state.of(checklist)}
        for key, answer in answers.items():
            judged = asked.get(key)
            if judged is None:
                raise _not_asked(checklist, key, list(asked))
            self._fill_answer(record, judged, answer)

    def _fill_answer(self, record: Record, judged: Judged, answer: dict[str, Value]) -> None:
        item = judged.item
        unknown = set(answer) - _OF_ANSWER
        if unknown:
            raise Refused(
                N_("{key} does not know “{part}”."), key=item.key, part=", ".join(sorted(unknown))
            )
        if judged.answer != NONE and judged.answer.is_given and not self._replace:
            if _says_the_same(judged, answer):
                return
            raise self._refusal(item.key)
        self._write_answer(item, self._completed(record, item, answer))

    def _completed(self, record: Record, item: Item, answer: dict[str, Value]) -> dict[str, Value]:
        if set(answer) == {"todo"}:
            return answer
        today = self._inspection.surroundings.today.isoformat()
        return complete(answer, self._by, today, item, counting.rests_on(item, record.source.data))

    def _write_answer(self, item: Item, answer: dict[str, Value]) -> None:
        path = f"{FOLDER}/{self._id}/checks/{item.checklist.id}.yaml"
        old = self.files.get(path)
        place: Path = ("answers", item.key)
        first: Value = {"checklist": item.checklist.id, "answers": {item.key: answer}}
        with readable(path):
            if isinstance(old, bytes):
                new = yamledit.set_value(old, place, answer, order=key_order("checks"))
            else:
                new = yamledit.dump(first, modeline=modeline(path, "checks"))
        self.files[path] = new

    def _refusal(self, key: str) -> Refused:
        return Refused(
            N_("{key} already has another answer. Nothing was saved."),
            remedy=N_("Use --replace to replace what is there."),
            key=key,
        )


def _refused(wrong: Finding) -> Refused:
    return Refused(N_("{sentence} Nothing was saved."), sentence=wrong.text())


def _not_asked(checklist: str, key: str, asked: list[str]) -> Refused:
    near = nearest(key, asked)
    return Refused(
        N_("{checklist} does not ask “{key}” of this partnership. Nothing was saved."),
        remedy=N_("Did you mean {near}?") if near else "",
        checklist=checklist,
        key=key,
        near=near,
    )


def _says_the_same(judged: Judged, answer: Mapping[str, Value]) -> bool:
    old = judged.answer
    said = {"verdict": old.verdict, "value": old.value, "note": old.note}
    return all(said.get(key) == value for key, value in answer.items() if key in said)


def _merged(old: Value, new: Value) -> Value:
    """Mappings grow together; anything else is replaced whole."""
    if isinstance(old, dict) and isinstance(new, dict):
        return {**old, **{key: _merged(old.get(key), value) for key, value in new.items()}}
    return new


def _extends(old: Value, new: Value) -> bool:
    """Does the new value say all that the old one says, and perhaps more?"""
    if old in (None, "unknown", [], {}):
        return True
    if isinstance(old, dict) and isinstance(new, dict):
        return all(_extends(value, new.get(key)) for key, value in old.items())
    if isinstance(old, list) and isinstance(new, list):
        return len(new) >= len(old) and all(map(_extends, old, new))
    return old == new
