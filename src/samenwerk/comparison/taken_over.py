"""Answers taken over from another partnership: the same notes, apart from the names in them.

The new notes of a change are few. They are known before the register is read, so that each other
partnership is only looked at and let go, however many there are (reliability row G24). Of what
becomes active all notes count: somebody may have taken them over a few at a time.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping

from samenwerk import names
from samenwerk.finding import Finding, Severity
from samenwerk.inspection import Inspection
from samenwerk.names import FOLDER, RECORD
from samenwerk.partnership import Status
from samenwerk.source import Source, finding
from samenwerk.surroundings import Record
from samenwerk.yamlfile import Value

_LONG = 40  # letters: “Besproken in het college.” may be true of several partnerships
_FEWEST = 3  # one or two sentences about the same policy are no copy
_SOME, _MOST = 0.4, 0.8  # of the new notes of a partnership
_GATED = {each.value for each in Status if each.is_gated}
_WORD = re.compile(r"\w+")


class Notes:
    """The new notes of a change, to look for in other partnerships; in another process too."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names = _words_of(names)  # of organisations
        self._whose: dict[str, set[tuple[str, str]]] = defaultdict(set)  # by form of a note

    def want(self, id: str, name: str, note: str) -> None:
        """Look for a note of the partnership `id`."""
        for form in self._forms(note, name):
            self._whose[form].add((id, self.plain(note)))

    def in_(self, record: Record) -> frozenset[tuple[str, str]]:
        """Which of them stand in this partnership, with whose they are."""
        if not self._whose:
            return frozenset()
        name = record.partnership.name
        notes = (note for source in record.checks.values() for note in _notes(source.data))
        forms = (form for note in notes for form in self._forms(note, name))
        found = {own for form in forms for own in self._whose.get(form, ())}
        return frozenset((id, note) for id, note in found if id != record.id)

    def plain(self, note: str) -> str:
        """A note without the names of organisations."""
        words = _WORD.findall(note.casefold())
        return " ".join(word for word in words if word not in self._names)

    def _forms(self, note: str, name: str) -> set[str]:
        """Without the names of organisations; and also without the words of its own name."""
        plain = self.plain(note)
        own = _words_of([name])
        return {plain, " ".join(word for word in plain.split() if word not in own)}


class TakenOver:
    """Counts which new notes stand in other partnerships too."""

    def __init__(self, base: Inspection, head: Inspection, ids: Iterable[str]) -> None:
        self.notes = Notes(
            name
            for id, each in head.surroundings.organisations.items()
            for name in (id, each.name, *each.former_names)
        )
        self._new: dict[str, set[str]] = {}  # the new notes by partnership
        self._found: dict[str, Counter[str]] = defaultdict(Counter)
        self._same: dict[str, set[str]] = defaultdict(set)
        for id in sorted(ids):
            self._expect(id, _folder(base, id), _folder(head, id))

    def _expect(self, id: str, before: "_Folder", after: "_Folder") -> None:
        is_decided = after.is_gated and not before.is_gated  # then all its notes are looked at
        plain = self.notes.plain
        known = set() if is_decided else {plain(note) for note in before.notes}
        new = [note for note in after.notes if plain(note) not in known and _is_long(plain(note))]
        if len(set(map(plain, new))) < _FEWEST:
            return
        self._new[id] = set(map(plain, new))
        for note in new:
            self.notes.want(id, after.name, note)

    def see(self, other: str, found: Iterable[tuple[str, str]]) -> None:
        """Take in what `Notes.in_` found in the partnership `other`."""
        for id, note in found:
            self._found[id][other] += 1
            self._same[id].add(note)

    def findings(self) -> Iterator[Finding]:
        """One a partnership: how many of its new notes, and from where most of them."""
        for id, notes in self._new.items():
            same = len(self._same[id])
            if same < _FEWEST or same < _SOME * len(notes):
                continue
            most = max(sorted(self._found[id]), key=lambda other: self._found[id][other])
            yield finding(
                f"{FOLDER}/{id}/{RECORD}",
                "answers-taken-over",
                severity=Severity.ERROR if same >= _MOST * len(notes) else Severity.WARNING,
                same=same,
                all=len(notes),
                other=most,
            )


class _Folder:
    """What is compared of one partnership: its name, its notes, and whether it is decided."""

    def __init__(self, name: str, notes: tuple[str, ...], *, is_gated: bool = False) -> None:
        self.name = name
        self.notes = notes
        self.is_gated = is_gated


def _folder(inspection: Inspection, id: str) -> _Folder:
    if id not in inspection.surroundings.partnership_ids:
        return _Folder("", ())
    files = inspection.files_of(id)
    data = {path: Source(path, content).data for path, content in files.items()}
    record = data.get(f"{FOLDER}/{id}/{RECORD}")
    facts = record if isinstance(record, Mapping) else {}
    notes = (
        note for path, each in data.items() if names.checklist_id(id, path) for note in _notes(each)
    )
    is_gated = facts.get("status") in _GATED
    return _Folder(str(facts.get("name")), tuple(notes), is_gated=is_gated)


def _notes(data: Value) -> Iterator[str]:
    """What somebody wrote in a file of answers: notes, texts, and reasons of exceptions."""
    answers = data.get("answers") if isinstance(data, dict) else None
    for answer in answers.values() if isinstance(answers, dict) else ():
        if isinstance(answer, dict):
            exception = answer.get("exception")
            reason = exception.get("reason") if isinstance(exception, dict) else None
            texts = (answer.get("note"), answer.get("value"), reason)
            yield from (text for text in texts if isinstance(text, str))


def _is_long(note: str) -> bool:
    return len(note) >= _LONG


def _words_of(texts: Iterable[str]) -> frozenset[str]:
    """The words of names; short ones (de, van, het) stand in every sentence."""
    return frozenset(
        word for text in texts for word in _WORD.findall(text.casefold()) if len(word) > 3
    )
